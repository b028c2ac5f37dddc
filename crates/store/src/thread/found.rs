//! Threads for those who search: what each says, as soon as something about it has moved; and those that were found, if the sight
//! shows them.
use super::keep::all_notes;
use super::read::{self, Kept, SAID, SaidRow};
use crate::journal::put;
use crate::sql::{self, Text, count, many, number, row};
use crate::{Result, Tx};
use model::{Message, ThreadId, ThreadStamp};
use policy::ThreadSight;
use std::collections::HashMap;

/// A thread with all that can be read of it here, for the engine that keeps its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub id: ThreadId,
    pub stamp: ThreadStamp,
    pub last_us: i64,
    /// The last act about it.
    pub moved: u64,
    pub messages: Vec<Message>,
    /// What is noted beside it.
    pub notes: Vec<String>,
}

row! {
    struct Row {
        id: String,
        stamp: String,
        last_us: i64,
        moved: i64,
    }
}

/// The threads that have moved since, behind the one that was read last; at most so many.
pub async fn moved(tx: &mut Tx, (after, id): (u64, Option<ThreadId>), limit: u32) -> Result<Vec<Moved>> {
    put::flush(tx).await?;
    let sql = "select id, stamp, last_us, moved from thread where moved > $1 or (moved = $1 and id > $2)
        order by moved, id limit $3";
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    let rows: Vec<Row> = many!(tx, sql, number(after)?, id, i64::from(limit))?;
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut messages = messages(tx, &ids).await?;
    let mut notes = all_notes(tx, &ids).await?;
    let read = |row: Row| {
        Ok(Moved {
            id: row.id.parse()?,
            stamp: row.stamp.parse()?,
            last_us: row.last_us,
            moved: count(row.moved)?,
            messages: messages.remove(&row.id).unwrap_or_default(),
            notes: notes.remove(&row.id).unwrap_or_default(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// All that those who take part have said in these threads and not taken back.
async fn messages(tx: &mut Tx, ids: &[&str]) -> Result<HashMap<String, Vec<Message>>> {
    let sql = Text::of(SAID).and("m.salt is not null and m.thread in (").part(tx.conn.dialect().texts(1));
    let rows: Vec<SaidRow> = many!(tx, sql.and(") order by m.thread, m.turn, m.id"), sql::json(ids)?)?;
    let mut messages: HashMap<String, Vec<Message>> = HashMap::new();
    for row in rows {
        let thread = row.of_thread();
        messages.entry(thread).or_default().extend(row.read(tx)?.message);
    }
    Ok(messages)
}

/// Those of these threads that the sight shows, the latest first.
pub async fn these(tx: &mut Tx, sight: &ThreadSight, ids: &[ThreadId]) -> Result<Vec<Kept>> {
    put::flush(tx).await?;
    let dialect = tx.conn.dialect();
    let sql = read::select(tx).and(" and t.id in (").part(dialect.texts(2));
    let sql = sql.and(") order by t.last_us desc, t.id");
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let rows: Vec<read::Row> = many!(tx, sql, read::stamps(sight)?, list)?;
    read::kept(tx, rows).await
}
