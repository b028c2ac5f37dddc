//! Which threads name a hit.
use super::read::stamps;
use crate::sql::{Rows, Text, insert, many, row};
use crate::{Result, Tx};
use model::{HitId, RequestState, ThreadId};
use policy::ThreadSight;

/// A thread that names a hit, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfHit {
    pub id: ThreadId,
    /// None where nothing is asked in it.
    pub state: Option<RequestState>,
    pub last_us: i64,
}

row! {
    struct Row {
        id: String,
        state: Option<String>,
        last_us: i64,
    }
}

/// Notes which hits a thread names when it is opened.
pub(super) async fn put(tx: &mut Tx, thread: ThreadId, hits: &[HitId]) -> Result<()> {
    const HIT: Rows =
        Rows { table: "thread_hit", columns: &["hit", "thread"], tail: "on conflict do nothing" };
    insert!(tx, HIT, hits, |hit| hit.to_string(), thread.to_string());
    Ok(())
}

/// Those that the sight shows, the newest first.
pub async fn of_hit(tx: &mut Tx, sight: &ThreadSight, hit: HitId) -> Result<Vec<OfHit>> {
    let sql = Text::of(
        "select t.id, t.state, t.last_us from thread_hit h join thread t on t.id = h.thread
        where h.hit = $2 and t.stamp in (",
    )
    .part(tx.conn.dialect().texts(1))
    .and(") order by t.last_us desc, t.id limit 50");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, hit.to_string())?;
    let read = |row: Row| {
        let state = row.state.map(|state| state.parse()).transpose()?;
        Ok(OfHit { id: row.id.parse()?, state, last_us: row.last_us })
    };
    rows.into_iter().map(read).collect()
}
