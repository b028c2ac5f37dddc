//! One thread: what was said and by whom, where the request stands, what can be said now, and what this member keeps beside it.
use super::threads::{ThreadClock, tone};
use super::{FileRow, Frame, Why};
use askama::Template;
use desk::thread::{Number, Waits};
use model::{Entity, Ground, Member, MessageId, RecordId, RequestKind, RequestState, Thread, ThreadId, Word};

/// `GET /threads/{id}`
#[derive(Debug, Clone, Template)]
#[template(path = "thread.html")]
pub struct ThreadPage {
    pub frame: Frame,
    pub why: Why,
    pub id: ThreadId,
    /// As it was opened; none where its owner took that back.
    pub thread: Option<Thread>,
    pub owner: Member,
    pub members: Vec<Member>,
    pub kind: Option<RequestKind>,
    pub state: Option<RequestState>,
    pub asked: Option<Member>,
    pub waits: Waits,
    pub clock: Option<ThreadClock>,
    pub life: bool,
    pub said: Vec<SaidRow>,
    /// What can be said beside a message.
    pub words: Vec<Word>,
    pub may_say: bool,
    /// Whom a request may be passed on to.
    pub others: Vec<Member>,
    /// Whom the asked member would have answer instead.
    pub proposed: Option<Member>,
    pub officer: Option<Colleague>,
    pub me: Option<String>,
    pub colleagues: Vec<Colleague>,
    pub notes: Vec<NoteRow>,
    /// What its reader has begun to write, and when it was kept.
    pub draft: String,
    pub draft_us: Option<i64>,
    /// What is known here of whom the request is about; none where nobody looked.
    pub crossed: Vec<CrossedRow>,
    /// Which members have taken it out of their house, and when.
    /// Longest file that may be sent; none where none may.
    pub bytes_max: Option<u64>,
    pub takings: Vec<(Member, i64)>,
    /// Whom to call now, and at which numbers: a life is at risk and nobody has acknowledged it in time.
    pub numbers: Vec<(Member, Vec<Number>)>,
    pub may_take_out: bool,
}

/// One message.
#[derive(Debug, Clone)]
pub struct SaidRow {
    pub id: MessageId,
    pub author: Member,
    pub ours: bool,
    pub word: Word,
    pub to: Option<Member>,
    /// None where its author took it back.
    pub text: Option<String>,
    pub grading: Option<String>,
    pub ground: Option<Ground>,
    pub unit: Option<String>,
    /// Who said it, where that was here.
    pub by: Option<String>,
    pub said_us: i64,
    pub marks: Vec<MarkRow>,
    pub files: Vec<FileRow>,
}

/// How it stands with a message of ours at one member.
#[derive(Debug, Clone)]
pub struct MarkRow {
    pub member: Member,
    pub delivered_us: Option<i64>,
    pub read_us: Option<i64>,
    pub left: bool,
}

/// Somebody who works here.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub id: String,
    pub name: String,
    pub unit: String,
}

/// A note for this member alone.
#[derive(Debug, Clone)]
pub struct NoteRow {
    pub by: String,
    pub at_us: i64,
    pub text: String,
}

/// One that a request names, with what answers to it here.
#[derive(Debug, Clone)]
pub struct CrossedRow {
    pub about: String,
    pub found: Vec<FoundHere>,
}

/// A record that answers.
#[derive(Debug, Clone)]
pub struct FoundHere {
    pub record: RecordId,
    pub caption: String,
    pub owner: Member,
    pub score: f64,
}

impl ThreadPage {
    pub fn heading(&self) -> String {
        self.thread.as_ref().map_or_else(|| self.frame.say("thread-gone"), |thread| thread.subject.clone())
    }

    pub fn tone(&self, state: &RequestState) -> &'static str {
        tone(state)
    }

    /// What the entity is called and how it is told apart, in a line.
    pub fn about(&self) -> Vec<String> {
        let ask = self.thread.as_ref().and_then(|thread| thread.ask.as_ref());
        ask.map_or_else(Vec::new, |ask| ask.about.iter().map(line).collect())
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// The key by which a word is said: a digit, in the order in which they stand.
    pub fn key(&self, word: &Word) -> String {
        let at = self.words.iter().position(|one| one == word).unwrap_or_default();
        (at + 1).to_string()
    }

    /// As its button is toned.
    pub fn button(&self, word: &Word) -> &'static str {
        match word {
            Word::Answered | Word::Acknowledged => "same",
            Word::Refused | Word::Withdrawn | Word::LeaveDenied => "different",
            _ => "",
        }
    }

    pub fn offers(&self, word: &str) -> bool {
        self.words.iter().any(|one| one.as_str() == word)
    }

    pub fn grounds(&self) -> &'static [Ground] {
        Ground::ALL
    }

    pub fn is_mine(&self) -> bool {
        self.officer.as_ref().map(|officer| &officer.id) == self.me.as_ref() && self.me.is_some()
    }

    /// Who has it, as forms carry it.
    pub fn hands(&self) -> &str {
        self.officer.as_ref().map_or("", |officer| &officer.id)
    }

    pub fn has(&self, colleague: &Colleague) -> bool {
        self.hands() == colleague.id
    }

    pub fn proposes(&self, member: &Member) -> bool {
        self.proposed.as_ref() == Some(member)
    }

    /// Where the files of this thread are.
    pub fn files_at(&self) -> String {
        format!("/threads/{}/files", self.id)
    }

    /// A number as a telephone dials it.
    pub fn dialled(&self, number: &Number) -> String {
        number.number.chars().filter(|c| c.is_ascii_digit() || "+*#,;".contains(*c)).collect()
    }

    /// Somebody must say that they are at work on it.
    pub fn presses(&self) -> bool {
        self.life && self.state == Some(RequestState::Sent) && self.waits == Waits::Ours
    }
}

/// An entity in a line: name, and what else is stated of it.
pub(crate) fn line(entity: &Entity) -> String {
    let values = entity.properties().flat_map(|(_, values)| values.iter().map(|value| value.original()));
    values.collect::<Vec<_>>().join(" · ")
}
