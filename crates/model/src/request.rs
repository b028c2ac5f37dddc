//! Requests: which word either side may say in which state, and where a request stands by all that was said.
//!
//! No state is shared between nodes. Each works it out from the same words, put into one order that does not depend on when
//! they arrived; so words that cross each other on the way end in the same state at both.
use crate::{Member, MessageId};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestKind {
    IdentityCheck,
    HitConfirmation,
    Whereabouts,
    CriminalRecord,
    DocumentCheck,
    SubscriberData,
    LifeAtRisk,
    Other,
}

crate::codes!(RequestKind, "kind of request", {
    IdentityCheck => "identity-check",
    HitConfirmation => "hit-confirmation",
    Whereabouts => "whereabouts",
    CriminalRecord => "criminal-record",
    DocumentCheck => "document-check",
    SubscriberData => "subscriber-data",
    LifeAtRisk => "life-at-risk",
    Other => "other",
});

/// Why a request is refused, as Directive (EU) 2023/977, article 6, lists the grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// It is not there, and was looked for.
    NotAvailable,
    /// The law there asks for a court's leave, and the court refused it.
    LeaveRefused,
    /// It is personal data beyond what may be passed on.
    NotPermitted,
    /// It would harm national security.
    Security,
    /// It would endanger an investigation or a person.
    Danger,
    /// It would harm a legal person's important interests without need.
    Interests,
    /// The offence carries at most a year of prison there, or is no offence.
    MinorOffence,
    /// It came from somebody else, who has not given leave.
    SourceRefuses,
}

crate::codes!(Ground, "ground of refusal", {
    NotAvailable => "not-available",
    LeaveRefused => "leave-refused",
    NotPermitted => "not-permitted",
    Security => "security",
    Danger => "danger",
    Interests => "interests",
    MinorOffence => "minor-offence",
    SourceRefuses => "source-refuses",
});

/// What a message does beside what its text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// The first message of a thread.
    Opened,
    /// Nothing beside its text.
    Said,
    /// A person has read the request and is at work on it.
    Acknowledged,
    ClarificationAsked,
    Clarified,
    /// May it be passed on to this member, to answer instead?
    LeaveAsked,
    /// The asker has another member answer, by itself or because the one that is asked would have it so: from here on that
    /// member is asked.
    Forwarded,
    LeaveDenied,
    /// With a ground.
    Refused,
    PartlyAnswered,
    Answered,
    /// The asker is done with it.
    Closed,
    /// The asker no longer asks.
    Withdrawn,
}

crate::codes!(Word, "word of a thread", {
    Opened => "opened",
    Said => "said",
    Acknowledged => "acknowledged",
    ClarificationAsked => "clarification-asked",
    Clarified => "clarified",
    LeaveAsked => "leave-asked",
    Forwarded => "forwarded",
    LeaveDenied => "leave-denied",
    Refused => "refused",
    PartlyAnswered => "partly-answered",
    Answered => "answered",
    Closed => "closed",
    Withdrawn => "withdrawn",
});

impl Word {
    /// Whether it names a member.
    pub const fn names_a_member(self) -> bool {
        matches!(self, Word::LeaveAsked | Word::Forwarded)
    }

    /// Whether it needs a text to mean anything.
    pub const fn needs_a_text(self) -> bool {
        use Word::{Answered, ClarificationAsked, Clarified, Opened, PartlyAnswered, Said};
        matches!(self, Opened | Said | ClarificationAsked | Clarified | PartlyAnswered | Answered)
    }
}

/// The two sides of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestSide {
    Asker,
    Asked,
}

impl RequestSide {
    pub const BOTH: [RequestSide; 2] = [RequestSide::Asker, RequestSide::Asked];
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// Nobody has said that they are at work on it.
    Sent,
    Acknowledged,
    /// The asked side cannot go on before the asker has answered.
    Clarifying,
    /// The asked side would have another member answer, and waits for the asker's leave.
    LeaveAsked,
    PartlyAnswered,
    Answered,
    Refused,
    Closed,
    Withdrawn,
}

crate::codes!(RequestState, "state of a request", {
    Sent => "sent",
    Acknowledged => "acknowledged",
    Clarifying => "clarifying",
    LeaveAsked => "leave-asked",
    PartlyAnswered => "partly-answered",
    Answered => "answered",
    Refused => "refused",
    Closed => "closed",
    Withdrawn => "withdrawn",
});

impl RequestState {
    /// Where the request stands when this side has said this word; none where it may not say it now, and where the word
    /// changes nothing.
    pub const fn after(self, side: RequestSide, word: Word) -> Option<RequestState> {
        match side {
            RequestSide::Asked => self.after_asked(word),
            RequestSide::Asker => self.after_asker(word),
        }
    }

    const fn after_asked(self, word: Word) -> Option<RequestState> {
        use RequestState::{Acknowledged, Answered, Clarifying, LeaveAsked, PartlyAnswered, Refused, Sent};
        match (self, word) {
            (Sent, Word::Acknowledged) => Some(Acknowledged),
            (Sent | Acknowledged | PartlyAnswered, Word::ClarificationAsked) => Some(Clarifying),
            (Sent | Acknowledged, Word::LeaveAsked) => Some(LeaveAsked),
            (Sent | Acknowledged | Clarifying | LeaveAsked | PartlyAnswered, Word::Refused) => Some(Refused),
            (
                Sent | Acknowledged | Clarifying | LeaveAsked | PartlyAnswered | Refused,
                Word::PartlyAnswered,
            ) => Some(PartlyAnswered),
            (Sent | Acknowledged | Clarifying | LeaveAsked | PartlyAnswered | Refused, Word::Answered) => {
                Some(Answered)
            }
            _ => None,
        }
    }

    const fn after_asker(self, word: Word) -> Option<RequestState> {
        use RequestState::{
            Acknowledged, Answered, Clarifying, Closed, LeaveAsked, PartlyAnswered, Refused, Sent, Withdrawn,
        };
        match (self, word) {
            (Clarifying, Word::Clarified) | (LeaveAsked, Word::LeaveDenied) => Some(Acknowledged),
            (Sent | Acknowledged | Clarifying | LeaveAsked, Word::Forwarded) => Some(Sent),
            (Sent | Acknowledged | Clarifying | LeaveAsked | PartlyAnswered, Word::Withdrawn) => {
                Some(Withdrawn)
            }
            (PartlyAnswered | Answered | Refused, Word::Closed) => Some(Closed),
            _ => None,
        }
    }

    /// The words by which this side can move it on, in the order of their table.
    pub fn words(self, side: RequestSide) -> Vec<Word> {
        Word::ALL.iter().copied().filter(|word| self.after(side, *word).is_some()).collect()
    }

    /// Who is to say something next; none where nobody need.
    pub const fn waits_for(self) -> Option<RequestSide> {
        use RequestState::{
            Acknowledged, Answered, Clarifying, Closed, LeaveAsked, PartlyAnswered, Refused, Sent, Withdrawn,
        };
        match self {
            Sent | Acknowledged | PartlyAnswered => Some(RequestSide::Asked),
            Clarifying | LeaveAsked | Answered | Refused => Some(RequestSide::Asker),
            Closed | Withdrawn => None,
        }
    }

    /// Whether the clock of the asked side runs. It rests while the asker is to say something, and ends with the answer.
    pub const fn runs(self) -> bool {
        matches!(self, RequestState::Sent | RequestState::Acknowledged | RequestState::PartlyAnswered)
    }

    pub const fn is_over(self) -> bool {
        matches!(self, RequestState::Closed | RequestState::Withdrawn)
    }
}

/// One thing that was said, as far as it moves a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// One more than of all that its author had seen of the thread when saying it. What answers something comes behind it,
    /// whatever the clocks of the two nodes say.
    pub turn: u64,
    pub author: Member,
    pub message: MessageId,
    pub word: Word,
    /// The member that the word names.
    pub to: Option<Member>,
    /// When it was on this node's disk, in microseconds since 1970, by this node's clock alone.
    pub at_us: i64,
}

/// Where a request stands by its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub state: RequestState,
    /// Who is to answer by now.
    pub asked: Member,
    /// When the clock began, for the member that is asked by now.
    pub began_us: i64,
    /// How long it has rested since.
    pub rested_us: i64,
    /// Since when it rests, where it does.
    pub rests_us: Option<i64>,
    /// Whom the asked side would have answer instead.
    pub proposed: Option<Member>,
    /// Those to whom it was forwarded: they take part from then on.
    pub forwarded: Vec<Member>,
}

impl Course {
    /// Of a request that `asker` opened to `asked`, by all that was said since, in any order.
    pub fn of(asker: &Member, asked: &Member, opened_us: i64, mut steps: Vec<Step>) -> Course {
        let (state, asked) = (RequestState::Sent, asked.clone());
        let (rests_us, proposed, forwarded) = (None, None, vec![]);
        let mut course =
            Course { state, asked, began_us: opened_us, rested_us: 0, rests_us, proposed, forwarded };
        // Where two have said something without knowing of the other's, the asker comes first: whoever asks may stop.
        steps.sort_by(|a, b| {
            let place = |step: &Step| (step.turn, step.author != *asker, step.message);
            place(a).cmp(&place(b)).then_with(|| a.author.cmp(&b.author))
        });
        for step in steps {
            course.take(asker, step);
        }
        course
    }

    fn take(&mut self, asker: &Member, step: Step) {
        let side = match &step.author {
            author if author == asker => RequestSide::Asker,
            author if *author == self.asked => RequestSide::Asked,
            _ => return,
        };
        // What names nobody where somebody must be named moves nothing; nor does it make anybody their own asker.
        if step.word.names_a_member() && step.to.as_ref().is_none_or(|to| to == asker) {
            return;
        }
        let Some(state) = self.state.after(side, step.word) else { return };
        let rested = self.rests_us.take().map_or(0, |since| step.at_us.saturating_sub(since).max(0));
        self.rested_us = self.rested_us.saturating_add(rested);
        match (step.word, step.to) {
            (Word::LeaveAsked, to) => self.proposed = to,
            (Word::Forwarded, Some(to)) => {
                self.forwarded.push(to.clone());
                (self.asked, self.began_us, self.rested_us) = (to, step.at_us, 0);
                self.proposed = None;
            }
            _ => {}
        }
        if !state.runs() && state.waits_for() == Some(RequestSide::Asker) {
            self.rests_us = Some(step.at_us);
        }
        self.state = state;
    }

    /// Until when the asked side is to answer; none where its clock does not run.
    pub fn due_us(&self, runs_us: i64) -> Option<i64> {
        let due = self.began_us.saturating_add(runs_us).saturating_add(self.rested_us);
        self.state.runs().then_some(due)
    }

    /// The side of a member, where it is on one.
    pub fn side(&self, asker: &Member, member: &Member) -> Option<RequestSide> {
        if member == asker {
            Some(RequestSide::Asker)
        } else if *member == self.asked {
            Some(RequestSide::Asked)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests;
