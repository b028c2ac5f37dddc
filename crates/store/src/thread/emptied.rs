//! What is left of a message that was taken back: who said it, with which word, and where it stands. Of one that opened a thread,
//! what its row says of the thread. A member that was never given the message is told this of it.
use crate::sql::{count, maybe, row};
use crate::{Result, Tx};
use model::{Ask, Member, Message, MessageId, Reason, Thread, ThreadStamp, Word};

row! {
    struct Row {
        thread: String,
        author: String,
        word: String,
        named: Option<String>,
        turn: i64,
        said_us: i64,
        stamp: String,
        request: Option<String>,
        asked_first: Option<String>,
        term: String,
        life: bool,
    }
}

/// Without any word of what it said; none where it is not here, or stands.
pub async fn emptied(tx: &mut Tx, id: MessageId) -> Result<Option<Message>> {
    let sql =
        "select m.thread, m.author, m.word, m.named, m.turn, m.said_us, t.stamp, t.request, t.asked_first,
        t.term, t.life from message m join thread t on t.id = m.thread where m.id = $1 and m.salt is null";
    let row: Option<Row> = maybe!(tx, sql, id.to_string())?;
    let Some(row) = row else { return Ok(None) };
    let word: Word = row.word.parse()?;
    let opens = if word == Word::Opened { Some(Box::new(row.opened(tx).await?)) } else { None };
    Ok(Some(Message {
        id,
        thread: row.thread.parse()?,
        author: row.author.parse()?,
        word,
        to: row.named.map(|code| code.parse()).transpose()?,
        turn: count(row.turn)?,
        said_us: row.said_us,
        text: String::new(),
        grading: None,
        ground: None,
        unit: None,
        officer: None,
        opens,
    }))
}

impl Row {
    async fn opened(&self, tx: &mut Tx) -> Result<Thread> {
        let (id, stamp): (_, ThreadStamp) = (self.thread.parse()?, self.stamp.parse()?);
        let asked: Option<Member> = self.asked_first.as_ref().map(|code| code.parse()).transpose()?;
        let ask = match (&self.request, asked) {
            (Some(kind), Some(asked)) => Some(Ask { kind: kind.parse()?, asked, about: vec![] }),
            _ => None,
        };
        Ok(Thread {
            id,
            owner: self.author.parse()?,
            subject: String::new(),
            members: super::members(tx, id).await?.unwrap_or_default(),
            never_to: Default::default(),
            level: stamp.level,
            caveats: Default::default(),
            caveat_text: None,
            term: self.term.parse()?,
            life_at_risk: self.life,
            reason: Reason::of(stamp.purpose),
            crime: None,
            records: vec![],
            hits: vec![],
            ask,
        })
    }
}
