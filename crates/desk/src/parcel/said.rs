//! A message on its way; the first of a thread brings the thread.
use super::EntityStated;
use super::file::{FileStated, files_of, going};
use model::{Ask, Invalid, Member, Message, Reason, Thread};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::attachment::{Attachment, object_of};
use wire::envelope::Attached;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Said {
    id: String,
    pub thread: String,
    word: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    to: Option<String>,
    turn: u64,
    said_us: i64,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    grading: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    officer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    opens: Option<Opens>,
    /// What its files are called, in the order of the envelope's attachments.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    files: Vec<FileStated>,
    /// Those attachments; they travel beside the payload.
    #[serde(skip)]
    pub(super) sealed: Vec<Attached>,
    /// Of what is said again: when it had left at first, by the author's clock.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub left_us: Option<i64>,
    /// By which the author knows it again. Nobody else can read anything from it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earmark: Option<String>,
}

/// A thread, but for its id and its owner, who is the author.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Opens {
    subject: String,
    /// Those who take part by now.
    members: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    never_to: Vec<String>,
    level: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    caveats: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    caveat_text: Option<String>,
    term: String,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    life_at_risk: bool,
    purpose: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    legal_basis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    crime: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    records: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    hits: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    ask: Option<Asks>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Asks {
    kind: String,
    asked: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    about: Vec<EntityStated>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SaidBack {
    pub id: String,
    /// What is left of it, for whoever may not have it: all but what it said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stands: Option<Box<Said>>,
    /// By which the author knows again that it was taken back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earmark: Option<String>,
}

/// A message that the reader had said, as it is at the sender: with its earmark, or that of its taking back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SaidThere {
    pub said: Box<Said>,
    /// The reader had taken it back: of what was said nothing is left.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub gone: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ReadThere {
    pub thread: String,
    pub messages: Vec<String>,
    /// When somebody opened them, by the clock there.
    pub read_us: i64,
}

/// The sender has taken a thread out of its house.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct TakenOut {
    pub thread: String,
    /// By the clock there.
    pub taken_us: i64,
}

fn texts<T: ToString>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|one| one.to_string()).collect()
}

fn parsed<T: std::str::FromStr<Err = Invalid>, C: FromIterator<T>>(all: &[String]) -> Result<C, Invalid> {
    all.iter().map(|text| text.parse()).collect()
}

impl Said {
    /// What a member that takes part is told; the thread with those who take part by now.
    pub(crate) fn of(message: &Message, members: &BTreeSet<Member>) -> Said {
        Said {
            id: message.id.to_string(),
            thread: message.thread.to_string(),
            word: message.word.to_string(),
            to: message.to.as_ref().map(ToString::to_string),
            turn: message.turn,
            said_us: message.said_us,
            text: message.text.clone(),
            grading: message.grading.map(|grading| grading.to_string()),
            ground: message.ground.map(|ground| ground.to_string()),
            unit: message.unit.clone(),
            officer: message.officer.clone(),
            opens: message.opens.as_ref().map(|thread| Opens::of(thread, members)),
            files: vec![],
            sealed: vec![],
            left_us: None,
            earmark: None,
        }
    }

    /// With its earmark and, where it is said again, when it had left at first.
    pub(crate) fn sent(self, earmark: String, left_us: Option<i64>) -> Said {
        Said { earmark: Some(earmark), left_us, ..self }
    }

    /// Another member's, as it came from its author.
    pub(crate) fn as_it_came(message: &Message, earmark: String) -> Said {
        let members = message.opens.as_ref().map(|thread| thread.members.clone()).unwrap_or_default();
        Said { earmark: Some(earmark), ..Said::of(message, &members) }
    }

    /// What an earmark is of: all that readers keep of it, but for files, which only their owner gives.
    pub(crate) fn earmarked(&self) -> Result<Vec<u8>, store::Error> {
        let sealed = vec![];
        Ok(serde_json::to_vec(&Said { files: vec![], sealed, left_us: None, earmark: None, ..self.clone() })?)
    }

    /// The same of one that was taken back. Who takes part by now is in no earmark of that: each reader knows others.
    pub(crate) fn earmarked_back(&self) -> Result<Vec<u8>, store::Error> {
        let opens = self.opens.clone().map(|opens| Opens { members: vec![], ..opens });
        Said { opens, ..self.clone() }.earmarked()
    }

    /// Of one that opened a thread and was taken back: with those alone who take part for certain, its author, whom it asks, and
    /// who gives it back.
    pub(crate) fn among(mut self, author: &Member, giver: &Member) -> Said {
        if let Some(opens) = &mut self.opens {
            opens.members = texts([author, giver]);
            opens.members.extend(opens.ask.as_ref().map(|ask| ask.asked.clone()));
        }
        self
    }

    /// With those of its files that go where it goes.
    pub(crate) fn with(mut self, files: &[Attachment]) -> Said {
        (self.files, self.sealed) = going(files);
        self
    }

    /// Its files, as its author states them: none of them is here yet.
    pub(crate) fn files(
        &self,
        author: &Member,
        sealed: &[Attached],
        at_us: i64,
    ) -> Result<Vec<Attachment>, Invalid> {
        let (object, _) = object_of(self.id.parse()?);
        files_of(&self.files, (author, object), sealed, at_us)
    }

    /// The message of this author. What the model does not take is refused with its reason.
    pub(crate) fn read(self, author: &Member) -> Result<Message, Invalid> {
        let message = self.message(author)?;
        message.check()?;
        Ok(message)
    }

    /// What is left of a message that this author took back.
    pub(crate) fn read_emptied(self, author: &Member) -> Result<Message, Invalid> {
        let message = self.message(author)?;
        // What else its author lets stand is not looked at.
        let opens = message.opens.map(|thread| Box::new(thread.emptied()));
        let (text, unit, officer) = (String::new(), None, None);
        let message = Message { text, grading: None, ground: None, unit, officer, opens, ..message };
        message.check_frame()?;
        Ok(message)
    }

    fn message(self, author: &Member) -> Result<Message, Invalid> {
        let short = |text: Option<String>| text.map(|text| text.chars().take(200).collect());
        let thread = self.thread.parse()?;
        Ok(Message {
            id: self.id.parse()?,
            thread,
            author: author.clone(),
            word: self.word.parse()?,
            to: self.to.map(|code| code.parse()).transpose()?,
            turn: self.turn,
            said_us: self.said_us,
            text: self.text,
            grading: self.grading.map(|it| it.parse()).transpose()?,
            ground: self.ground.map(|it| it.parse()).transpose()?,
            unit: short(self.unit),
            officer: short(self.officer),
            opens: self.opens.map(|it| it.read(thread, author)).transpose()?.map(Box::new),
        })
    }
}

impl Opens {
    fn of(thread: &Thread, members: &BTreeSet<Member>) -> Opens {
        let asks = |ask: &Ask| Asks {
            kind: ask.kind.to_string(),
            asked: ask.asked.to_string(),
            about: ask.about.iter().map(EntityStated::of).collect(),
        };
        Opens {
            subject: thread.subject.clone(),
            members: texts(members),
            never_to: texts(&thread.never_to),
            level: thread.level.to_string(),
            caveats: texts(&thread.caveats),
            caveat_text: thread.caveat_text.clone(),
            term: thread.term.to_string(),
            life_at_risk: thread.life_at_risk,
            purpose: thread.reason.purpose.to_string(),
            legal_basis: thread.reason.legal_basis.clone(),
            reference: thread.reason.reference.clone(),
            crime: thread.crime.map(|crime| crime.to_string()),
            records: texts(&thread.records),
            hits: texts(&thread.hits),
            ask: thread.ask.as_ref().map(asks),
        }
    }

    fn read(self, id: model::ThreadId, owner: &Member) -> Result<Thread, Invalid> {
        let asks = |it: Asks| -> Result<Ask, Invalid> {
            let about = it.about.into_iter().map(EntityStated::read).collect::<Result<_, _>>()?;
            Ok(Ask { kind: it.kind.parse()?, asked: it.asked.parse()?, about })
        };
        Ok(Thread {
            id,
            owner: owner.clone(),
            subject: self.subject,
            members: parsed(&self.members)?,
            never_to: parsed(&self.never_to)?,
            level: self.level.parse()?,
            caveats: parsed(&self.caveats)?,
            caveat_text: self.caveat_text,
            term: self.term.parse()?,
            life_at_risk: self.life_at_risk,
            reason: Reason {
                purpose: self.purpose.parse()?,
                legal_basis: self.legal_basis,
                reference: self.reference,
            },
            crime: self.crime.map(|it| it.parse()).transpose()?,
            records: parsed(&self.records)?,
            hits: parsed(&self.hits)?,
            ask: self.ask.map(asks).transpose()?,
        })
    }
}
