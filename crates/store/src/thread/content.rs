//! What a message says, as it is sealed in its act: JSON of its own, so that the model may change without changing the store.
use crate::record::EntityRow;
use crate::{Error, Result};
use model::{Ask, Member, Message, MessageId, Reason, Thread, ThreadId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Content {
    /// What its row says of it; acts of older stores lack it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    frame: Option<FrameRow>,
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
}

/// What a message does, and where it stands: so the act proves that too.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FrameRow {
    thread: String,
    word: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    to: Option<String>,
    turn: u64,
    said_us: i64,
}

/// A thread but for its id and owner, which stand in the message's row.
#[derive(Debug, Serialize, Deserialize)]
struct Opens {
    subject: String,
    members: Vec<String>,
    never_to: Vec<String>,
    level: String,
    caveats: Vec<String>,
    caveat_text: Option<String>,
    term: String,
    life_at_risk: bool,
    purpose: String,
    legal_basis: Option<String>,
    reference: Option<String>,
    crime: Option<String>,
    records: Vec<String>,
    hits: Vec<String>,
    ask: Option<Asks>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Asks {
    kind: String,
    asked: String,
    about: Vec<EntityRow<'static>>,
}

/// Of a message's row, what its content is read with.
pub(super) struct Frame {
    pub(super) id: MessageId,
    pub(super) thread: ThreadId,
    pub(super) author: Member,
    pub(super) word: model::Word,
    pub(super) named: Option<Member>,
    pub(super) turn: u64,
    pub(super) said_us: i64,
}

impl Frame {
    fn written(&self) -> FrameRow {
        FrameRow {
            thread: self.thread.to_string(),
            word: self.word.to_string(),
            to: self.named.as_ref().map(ToString::to_string),
            turn: self.turn,
            said_us: self.said_us,
        }
    }
}

fn texts<T: ToString>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|one| one.to_string()).collect()
}

pub(super) fn written(message: &Message) -> Result<Vec<u8>> {
    let opens = message.opens.as_ref().map(|thread| opens(thread)).transpose()?;
    let frame = Frame {
        id: message.id,
        thread: message.thread,
        author: message.author.clone(),
        word: message.word,
        named: message.to.clone(),
        turn: message.turn,
        said_us: message.said_us,
    };
    let content = Content {
        frame: Some(frame.written()),
        text: message.text.clone(),
        grading: message.grading.map(|grading| grading.to_string()),
        ground: message.ground.map(|ground| ground.to_string()),
        unit: message.unit.clone(),
        officer: message.officer.clone(),
        opens,
    };
    Ok(serde_json::to_vec(&content)?)
}

fn opens(thread: &Thread) -> Result<Opens> {
    let asks = |ask: &Ask| -> Result<Asks> {
        let rows: Vec<EntityRow<'_>> = ask.about.iter().map(EntityRow::of).collect();
        // Read back as rows that own their texts.
        let about = serde_json::from_slice(&serde_json::to_vec(&rows)?)?;
        Ok(Asks { kind: ask.kind.to_string(), asked: ask.asked.to_string(), about })
    };
    Ok(Opens {
        subject: thread.subject.clone(),
        members: texts(&thread.members),
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
        ask: thread.ask.as_ref().map(asks).transpose()?,
    })
}

impl Content {
    pub(super) fn read(self, frame: Frame) -> Result<Message> {
        let owner = frame.author.clone();
        let opens = self.opens.map(|it| it.read(frame.thread, owner)).transpose();
        let damaged = |e| Error::Damaged(format!("message {}: {e}", frame.id));
        let opens = opens.map_err(damaged)?.map(Box::new);
        if self.frame.is_some_and(|written| written != frame.written()) {
            return Err(Error::Damaged(format!(
                "the row of message {} says something else than its act",
                frame.id
            )));
        }
        let Frame { id, thread, author, word, named: to, turn, said_us } = frame;
        Ok(Message {
            id,
            thread,
            author,
            word,
            to,
            turn,
            said_us,
            text: self.text,
            grading: self.grading.map(|it| it.parse()).transpose()?,
            ground: self.ground.map(|it| it.parse()).transpose()?,
            unit: self.unit,
            officer: self.officer,
            opens,
        })
    }
}

fn parsed<T: std::str::FromStr<Err = model::Invalid>, C: FromIterator<T>>(
    all: Vec<String>,
) -> Result<C, model::Invalid> {
    all.iter().map(|text| text.parse()).collect()
}

impl Opens {
    fn read(self, id: ThreadId, owner: Member) -> Result<Thread, model::Invalid> {
        let asks = |it: Asks| -> Result<Ask, model::Invalid> {
            let about = it.about.into_iter().map(EntityRow::read).collect::<Result<_, _>>()?;
            Ok(Ask { kind: it.kind.parse()?, asked: it.asked.parse()?, about })
        };
        Ok(Thread {
            id,
            owner,
            subject: self.subject,
            members: parsed(self.members)?,
            never_to: parsed(self.never_to)?,
            level: self.level.parse()?,
            caveats: parsed(self.caveats)?,
            caveat_text: self.caveat_text,
            term: self.term.parse()?,
            life_at_risk: self.life_at_risk,
            reason: Reason {
                purpose: self.purpose.parse()?,
                legal_basis: self.legal_basis,
                reference: self.reference,
            },
            crime: self.crime.map(|it| it.parse()).transpose()?,
            records: parsed(self.records)?,
            hits: parsed(self.hits)?,
            ask: self.ask.map(asks).transpose()?,
        })
    }
}
