//! Threads: what two or more members say to each other about one matter, under handling of its own.
use crate::{
    Caveat, Entity, Grading, Ground, HitId, Invalid, Level, Member, MessageId, Purpose, Reason, RecordId,
    RequestKind, Term, ThreadId, Word,
};
use std::collections::BTreeSet;

/// What crime it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CrimeArea {
    Trafficking,
    Smuggling,
    ChildAbuse,
    MissingPersons,
    DocumentFraud,
    MoneyLaundering,
    Other,
}

crate::codes!(CrimeArea, "crime area", {
    Trafficking => "trafficking",
    Smuggling => "smuggling",
    ChildAbuse => "child-abuse",
    MissingPersons => "missing-persons",
    DocumentFraud => "document-fraud",
    MoneyLaundering => "money-laundering",
    Other => "other",
});

/// All of a thread that decides who at a member may read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadStamp {
    pub level: Level,
    pub purpose: Purpose,
}

impl std::fmt::Display for ThreadStamp {
    /// `official/investigation`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.level, self.purpose)
    }
}

impl std::str::FromStr for ThreadStamp {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<ThreadStamp, Invalid> {
        let parts = text.split_once('/').ok_or(Invalid::new("thread", "expected LEVEL/PURPOSE"))?;
        Ok(ThreadStamp { level: parts.0.parse()?, purpose: parts.1.parse()? })
    }
}

/// What a request asks for, and of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub kind: RequestKind,
    pub asked: Member,
    /// Whom or what it is about, to be looked up by who is asked.
    pub about: Vec<Entity>,
}

/// A thread as whoever opened it has stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    pub id: ThreadId,
    /// Who opened it.
    pub owner: Member,
    pub subject: String,
    /// Those who take part, its owner among them.
    pub members: BTreeSet<Member>,
    /// Members that never get it, whoever would forward it.
    pub never_to: BTreeSet<Member>,
    pub level: Level,
    pub caveats: BTreeSet<Caveat>,
    /// What H3 stands for.
    pub caveat_text: Option<String>,
    pub term: Term,
    /// Somebody's life is at risk: it overtakes everything, and a person must acknowledge it at once.
    pub life_at_risk: bool,
    /// Purpose, legal basis, and the number of the case.
    pub reason: Reason,
    pub crime: Option<CrimeArea>,
    pub records: Vec<RecordId>,
    pub hits: Vec<HitId>,
    /// None where nothing is asked for.
    pub ask: Option<Ask>,
}

/// Longest subject, in characters.
pub const SUBJECT_CHARS_MAX: usize = 200;
/// Longest text of a message, in bytes: with its frame it fits into an envelope.
pub const TEXT_BYTES_MAX: usize = 256 * 1024;
/// Records, hits, or persons that one thread names.
pub const NAMED_MAX: usize = 50;
/// Members that take part in one thread. What is for all of them is a notice.
pub const MEMBERS_MAX: usize = 32;

impl Thread {
    /// What stands of it when its words were taken back: who takes part, how it is handled, and what kind of request it is.
    pub fn emptied(self) -> Thread {
        let ask = self.ask.map(|ask| Ask { about: vec![], ..ask });
        Thread {
            subject: String::new(),
            never_to: BTreeSet::new(),
            caveats: BTreeSet::new(),
            caveat_text: None,
            reason: Reason::of(self.reason.purpose),
            crime: None,
            records: vec![],
            hits: vec![],
            ask,
            ..self
        }
    }

    pub fn stamp(&self) -> ThreadStamp {
        ThreadStamp { level: self.level, purpose: self.reason.purpose }
    }

    /// Whether it can be as it is stated.
    pub fn check(&self) -> Result<(), Invalid> {
        if self.subject.trim().is_empty() || self.subject.chars().count() > SUBJECT_CHARS_MAX {
            return Err(Invalid::new("subject", "a thread has a subject of at most 200 characters"));
        }
        self.check_frame()
    }

    /// All of [`Thread::check`] that holds of one whose words were taken back as well.
    fn check_frame(&self) -> Result<(), Invalid> {
        let wrong = |what, why| Err(Invalid::new(what, why));
        if !self.members.contains(&self.owner) || self.members.len() < 2 {
            return wrong("members", "a thread is for at least one other member");
        }
        if self.members.len() > MEMBERS_MAX {
            return wrong("members", "at most 32 members take part in a thread");
        }
        if self.members.iter().any(|member| self.never_to.contains(member)) {
            return wrong("never_to", "a member that takes part cannot be one that never gets it");
        }
        if self.caveats.contains(&Caveat::H3)
            && self.caveat_text.as_deref().is_none_or(|t| t.trim().is_empty())
        {
            return wrong("caveat_text", "H3 says in words what holds");
        }
        if self.records.len() > NAMED_MAX || self.hits.len() > NAMED_MAX {
            return wrong("records", "a thread names at most 50 records and 50 hits");
        }
        match &self.ask {
            Some(ask) if ask.asked == self.owner || !self.members.contains(&ask.asked) => {
                wrong("asked", "who is asked is another member that takes part")
            }
            Some(ask) if ask.about.len() > NAMED_MAX => wrong("about", "a request is about at most 50"),
            _ => Ok(()),
        }
    }
}

/// One message of a thread: an act of its author's node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub thread: ThreadId,
    pub author: Member,
    pub word: Word,
    /// The member that the word names.
    pub to: Option<Member>,
    /// See [`crate::Step::turn`].
    pub turn: u64,
    /// By its author's clock.
    pub said_us: i64,
    pub text: String,
    /// Of what it says.
    pub grading: Option<Grading>,
    /// Why it refuses.
    pub ground: Option<Ground>,
    /// Where its author works.
    pub unit: Option<String>,
    /// For whom it stands only its member can tell.
    pub officer: Option<String>,
    /// The first message states the thread.
    pub opens: Option<Box<Thread>>,
}

impl Message {
    /// Whether it can be as it is stated.
    pub fn check(&self) -> Result<(), Invalid> {
        let wrong = |what, why| Err(Invalid::new(what, why));
        if self.text.len() > TEXT_BYTES_MAX {
            return wrong("text", "a message is at most 262,144 bytes long");
        }
        if self.text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return wrong("text", "a message holds no control characters");
        }
        if self.word.needs_a_text() && self.text.trim().is_empty() {
            return wrong("text", "this says nothing without a text");
        }
        if (self.word == Word::Refused) != self.ground.is_some() {
            return wrong("ground", "a refusal has a ground from the list, and nothing else has");
        }
        if let Some(thread) = &self.opens {
            thread.check()?;
        }
        self.check_frame()
    }

    /// Whether what is left of it when it was taken back can be: who said it, with which word, and where it stands.
    pub fn check_frame(&self) -> Result<(), Invalid> {
        let wrong = |what, why| Err(Invalid::new(what, why));
        if self.word.names_a_member() != self.to.is_some() {
            return wrong("to", "a member is named where a request is passed on, and nowhere else");
        }
        match &self.opens {
            Some(_) if self.word != Word::Opened || self.turn != 1 => {
                wrong("word", "only the first message opens a thread")
            }
            Some(thread) if thread.id != self.thread || thread.owner != self.author => {
                wrong("thread", "who opens a thread is its owner")
            }
            Some(thread) => thread.check_frame(),
            None if self.word == Word::Opened || self.turn < 2 => wrong("word", "this message opens nothing"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn member(code: &str) -> Member {
        code.parse().unwrap()
    }

    fn thread() -> Thread {
        Thread {
            id: ThreadId::from_bytes([1; 16]),
            owner: member("TG"),
            subject: "Amouzou, Kossi".into(),
            members: [member("TG"), member("FR")].into(),
            never_to: BTreeSet::new(),
            level: Level::Official,
            caveats: BTreeSet::new(),
            caveat_text: None,
            term: Term::Usual,
            life_at_risk: false,
            reason: Reason::of(Purpose::Investigation),
            crime: None,
            records: vec![],
            hits: vec![],
            ask: Some(Ask { kind: RequestKind::IdentityCheck, asked: member("FR"), about: vec![] }),
        }
    }

    fn wrong(change: impl FnOnce(&mut Thread)) -> &'static str {
        let mut one = thread();
        change(&mut one);
        one.check().unwrap_err().what
    }

    #[test]
    fn a_thread_that_cannot_be_is_refused_at_its_field() {
        thread().check().unwrap();
        assert_eq!(wrong(|t| t.subject = " ".into()), "subject");
        assert_eq!(wrong(|t| t.subject = "x".repeat(201)), "subject");
        assert_eq!(wrong(|t| t.members = [member("TG")].into()), "members");
        assert_eq!(wrong(|t| t.members = [member("FR"), member("NE")].into()), "members");
        assert_eq!(wrong(|t| t.never_to = [member("FR")].into()), "never_to");
        assert_eq!(wrong(|t| t.caveats = [Caveat::H3].into()), "caveat_text");
        assert_eq!(wrong(|t| t.ask.as_mut().unwrap().asked = member("TG")), "asked");
        assert_eq!(wrong(|t| t.ask.as_mut().unwrap().asked = member("NE")), "asked");
    }

    #[test]
    fn a_message_says_what_its_word_needs() {
        let message = |word, text: &str| Message {
            id: MessageId::from_bytes([2; 16]),
            thread: thread().id,
            author: member("FR"),
            word,
            to: None,
            turn: 2,
            said_us: 0,
            text: text.into(),
            grading: None,
            ground: None,
            unit: None,
            officer: None,
            opens: None,
        };
        message(Word::Acknowledged, "").check().unwrap();
        assert_eq!(message(Word::Answered, " ").check().unwrap_err().what, "text");
        assert_eq!(message(Word::Refused, "").check().unwrap_err().what, "ground");
        assert_eq!(message(Word::LeaveAsked, "").check().unwrap_err().what, "to");
        assert_eq!(message(Word::Opened, "x").check().unwrap_err().what, "word");
        let mut opens = message(Word::Opened, "x");
        (opens.turn, opens.opens) = (1, Some(Box::new(thread())));
        assert_eq!(opens.check().unwrap_err().what, "thread", "FR opens no thread of TG's");
        opens.author = member("TG");
        opens.check().unwrap();
    }

    #[test]
    fn a_stamp_reads_back_what_it_writes() {
        assert_eq!(thread().stamp().to_string().parse::<ThreadStamp>().unwrap(), thread().stamp());
    }
}
