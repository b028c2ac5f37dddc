//! The course of a notice: from draft over two approvals, the machine's gate, screening and the compliance decision to
//! publication, and from there to its end. Pure: every arrow is an act of somebody, over one content.
//!
//! Nothing is skipped, nothing is walked by one person or one member alone, and a content that changes begins again. Whoever
//! holds a notice walks its acts by this code; [`Said`] is made where their signatures are proven.
use super::kind::Sent;
use super::word::{Person, Stage, Word};
use crate::{Invalid, Member};
use std::collections::BTreeSet;

/// SHA-256 over what a notice says.
pub type Digest = [u8; 32];

/// One act, whose signature was proven to be its member's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Said {
    pub word: Word,
    pub member: Member,
    pub person: Person,
    pub round: u32,
    pub digest: Digest,
    pub has_reason: bool,
}

/// What of the network and of the content decides who may do what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    /// The members that the charter lets review and that have no interest in this notice.
    pub reviewers: BTreeSet<Member>,
    /// Those who were such once and of whom it is not known that they were when they acted.
    pub doubted: BTreeSet<Member>,
    /// The machine found something that people must answer in words.
    pub raised: bool,
    pub sent: Sent,
    /// Its content gives leave for a public extract.
    pub leave: bool,
}

type Hand = (Member, Person);

/// How far a notice has come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Course {
    owner: Member,
    stage: Stage,
    round: u32,
    digest: Digest,
    drafter: Person,
    approvals: BTreeSet<Person>,
    screener: Option<Hand>,
    clears: BTreeSet<Hand>,
    against: BTreeSet<Hand>,
    spread: bool,
    hidden: bool,
    doubted: bool,
}

/// Approvals at home, and reviewers of different members.
const TWO: usize = 2;

const fn no(why: &'static str) -> Invalid {
    Invalid::new("notice", why)
}

impl Course {
    /// Begins with a draft: the first, or one that stated the content anew.
    pub fn begin(first: &Said) -> Result<Course, Invalid> {
        if first.word != Word::Draft || first.round == 0 || first.person.is_machine() {
            return Err(no("a notice begins with the draft of a person"));
        }
        Ok(Course {
            owner: first.member.clone(),
            stage: Stage::Draft,
            round: first.round,
            digest: first.digest,
            drafter: first.person.clone(),
            approvals: BTreeSet::new(),
            screener: None,
            clears: BTreeSet::new(),
            against: BTreeSet::new(),
            spread: false,
            hidden: false,
            doubted: false,
        })
    }

    /// Walks all acts of a notice, in their order.
    pub fn walk<'s>(acts: impl IntoIterator<Item = &'s Said>, house: &House) -> Result<Course, Invalid> {
        let mut acts = acts.into_iter();
        let first = Course::begin(acts.next().ok_or(no("a notice begins with its draft"))?)?;
        acts.try_fold(first, |course, said| course.after(said, house))
    }

    /// The course behind one act more; what is not possible here and now is refused with its reason.
    pub fn after(&self, said: &Said, house: &House) -> Result<Course, Invalid> {
        if self.stage.is_over() {
            return Err(no("it is over: nothing more is done with this notice"));
        }
        if said.word == Word::Draft {
            return self.drafted(said);
        }
        if (said.round, said.digest) != (self.round, self.digest) {
            return Err(no("its content is another by now: read it again"));
        }
        if said.word.needs_reason() && !said.has_reason {
            return Err(no("say why"));
        }
        let by_machine = matches!(said.word, Word::Check | Word::Lapse);
        if said.word != Word::Confirm && said.person.is_machine() != by_machine {
            return Err(no("the machine checks, and people do the rest"));
        }
        match (said.word, said.member == self.owner) {
            (Word::Approve | Word::Check | Word::Diffuse | Word::Publish | Word::Correct, true) => {
                self.by_owner(said, house)
            }
            (Word::Hide | Word::Show, true) => self.shown(said, house),
            (Word::Suspend | Word::Cancel | Word::Lapse, true) => self.ended(said),
            (Word::Screen | Word::Clear | Word::Return | Word::Refuse, false) => self.reviewed(said, house),
            (Word::Suspend | Word::Cancel, false) => self.opposed(said, house),
            (Word::Confirm, false) => self.confirmed(said, house),
            (_, true) => Err(no("a notice is reviewed by others than its own member")),
            (_, false) => Err(no("only its own member does this with a notice")),
        }
    }

    /// A content is stated anew: everything begins again.
    fn drafted(&self, said: &Said) -> Result<Course, Invalid> {
        if said.member != self.owner {
            return Err(no("only its own member states what a notice says"));
        }
        if matches!(self.stage, Stage::Published | Stage::Suspended) {
            return Err(no("what was published is corrected by another notice"));
        }
        if said.round != self.round.saturating_add(1) {
            return Err(no("somebody has stated it anew: read it again"));
        }
        Course::begin(said)
    }

    fn by_owner(&self, said: &Said, house: &House) -> Result<Course, Invalid> {
        let mut next = self.clone();
        let other_hand = said.person != self.drafter;
        match (said.word, self.stage) {
            (Word::Approve, Stage::Draft) if !other_hand => {
                return Err(no("who drafted a notice does not approve it"));
            }
            (Word::Approve, Stage::Draft) => {
                if !next.approvals.insert(said.person.clone()) {
                    return Err(no("you have approved it already; another person must as well"));
                }
                if next.approvals.len() == TWO {
                    next.stage = Stage::Approved;
                }
            }
            (Word::Check, Stage::Approved) => next.stage = Stage::Submitted,
            (Word::Diffuse, stage) if stage.is_reviewed() && house.sent == Sent::Diffusion && other_hand => {
                if std::mem::replace(&mut next.spread, true) {
                    return Err(no("it was sent already"));
                }
            }
            (Word::Publish, Stage::Cleared) if other_hand => next.stage = Stage::Published,
            (Word::Publish | Word::Diffuse, _) if !other_hand => {
                return Err(no("who drafted a notice does not send it"));
            }
            (Word::Correct, Stage::Published) => next.stage = Stage::Corrected,
            _ => return Err(no("it does not stand where this is done")),
        }
        Ok(next)
    }

    /// Whether the public may see an extract: reviewers have read that leave was given, so it is taken back and given again
    /// without them.
    fn shown(&self, said: &Said, house: &House) -> Result<Course, Invalid> {
        let hidden = said.word == Word::Hide;
        match self.stage == Stage::Published && house.leave && self.hidden != hidden {
            true => Ok(Course { hidden, ..self.clone() }),
            false => Err(no("the public sees an extract only of what is published and gives leave for it")),
        }
    }

    /// Its owner takes it out of use.
    fn ended(&self, said: &Said) -> Result<Course, Invalid> {
        match (said.word, self.stage) {
            (Word::Suspend, Stage::Published) => {
                Ok(Course { stage: Stage::Suspended, spread: false, ..self.clone() })
            }
            (Word::Suspend | Word::Lapse, stage) if stage != Stage::Published => {
                Err(no("only what is published is suspended, or lapses"))
            }
            _ => Ok(Course { stage: Stage::Cancelled, spread: false, ..self.clone() }),
        }
    }

    fn reviewed(&self, said: &Said, house: &House) -> Result<Course, Invalid> {
        let hand = Self::hand(said, house)?;
        let mut next = self.after_hand(&hand, house);
        match (said.word, self.stage) {
            (Word::Screen, Stage::Submitted) => (next.stage, next.screener) = (Stage::Screened, Some(hand)),
            (Word::Clear, Stage::Screened) => {
                if self.screener.as_ref() == Some(&hand) {
                    return Err(no("who screened a notice does not decide on it"));
                }
                if self.clears.iter().any(|(member, _)| *member == hand.0) {
                    return Err(no("a reviewer of your member has decided; the other is of another member"));
                }
                if house.raised && !said.has_reason {
                    return Err(no("the machine has found something: say why it may be published"));
                }
                next.clears.insert(hand);
                if next.clears.len() == TWO {
                    next.stage = Stage::Cleared;
                }
            }
            (Word::Return, stage) if stage.is_reviewed() => {
                (next.stage, next.spread) = (Stage::Returned, false)
            }
            (Word::Refuse, stage) if stage.is_reviewed() => {
                (next.stage, next.spread) = (Stage::Refused, false)
            }
            _ => return Err(no("it does not stand where this is done")),
        }
        Ok(next)
    }

    /// Reviewers take it out of use: one suspends, two of different members cancel.
    fn opposed(&self, said: &Said, house: &House) -> Result<Course, Invalid> {
        let hand = Self::hand(said, house)?;
        if !matches!(self.stage, Stage::Published | Stage::Suspended) {
            return Err(no("only what is published is suspended or cancelled by reviewers"));
        }
        let mut next = Course { stage: Stage::Suspended, spread: false, ..self.after_hand(&hand, house) };
        if said.word == Word::Suspend {
            return match self.stage {
                Stage::Published => Ok(next),
                _ => Err(no("it is suspended already")),
            };
        }
        if self.against.iter().any(|(member, _)| *member == hand.0) {
            return Err(no("a reviewer of your member has said so; the other is of another member"));
        }
        next.against.insert(hand);
        if next.against.len() == TWO {
            next.stage = Stage::Cancelled;
        }
        Ok(next)
    }

    /// What another did who reviews no more is stood for; where it stands does not change by that. The machine says when it heard
    /// of it, a person takes its place: so not one of a member that has decided itself.
    fn confirmed(&self, said: &Said, house: &House) -> Result<Course, Invalid> {
        let (member, _) = Self::hand(said, house)?;
        let decided = self.clears.iter().any(|(other, _)| *other == member);
        match decided && !said.person.is_machine() {
            true => Err(no("a reviewer of your member has decided; the other is of another member")),
            false => Ok(self.clone()),
        }
    }

    fn after_hand(&self, (member, _): &Hand, house: &House) -> Course {
        Course { doubted: self.doubted || !house.reviewers.contains(member), ..self.clone() }
    }

    fn hand(said: &Said, house: &House) -> Result<Hand, Invalid> {
        match house.reviewers.contains(&said.member) || house.doubted.contains(&said.member) {
            true => Ok((said.member.clone(), said.person.clone())),
            false => Err(no(
                "your member does not review this notice: the charter gives it no such right, or it has an interest",
            )),
        }
    }

    pub fn owner(&self) -> &Member {
        &self.owner
    }

    /// Where it stands. What rests on somebody who is doubted stands nowhere but that it is out of use.
    pub fn stage(&self) -> Stage {
        let ends = self.stage.is_over() || self.stage == Stage::Suspended;
        if self.doubted && !ends { Stage::Unconfirmed } else { self.stage }
    }

    /// Where it stands if nobody is doubted.
    pub fn claimed(&self) -> Stage {
        self.stage
    }

    pub fn round(&self) -> u32 {
        self.round
    }

    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// It went to chosen members before it was reviewed.
    pub fn is_spread(&self) -> bool {
        self.spread
    }

    /// Its owner has taken back the leave that its content gives for a public extract.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// How many have approved it, and how many have cleared it.
    pub fn counts(&self) -> (usize, usize) {
        (self.approvals.len(), self.clears.len())
    }
}

#[cfg(test)]
mod tests;
