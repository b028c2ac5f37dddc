//! Who was called because the clock of a request had run out.
use crate::sql::{count, many, maybe, run};
use crate::{Result, Tx};
use model::{OfficerId, ThreadId, ThreadStamp};
use policy::ThreadSight;

/// Where a thread is worked on here, as far as whoever is to be called depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desked {
    pub stamp: ThreadStamp,
    pub officer: Option<OfficerId>,
    pub unit: Option<String>,
}

type DeskedRow = (String, Option<String>, Option<String>);

/// None where there is no such thread.
pub async fn desked(tx: &mut Tx, id: ThreadId) -> Result<Option<Desked>> {
    let sql = "select stamp, officer, unit from thread where id = $1";
    let row: Option<DeskedRow> = maybe!(tx, sql, id.to_string())?;
    let read = |(stamp, officer, unit): DeskedRow| {
        let officer = officer.map(|id| id.parse()).transpose()?;
        Ok(Desked { stamp: stamp.parse()?, officer, unit })
    };
    row.map(read).transpose()
}

/// Keeps that these were called, at this level.
pub async fn call(
    tx: &mut Tx,
    id: ThreadId,
    officers: &[OfficerId],
    (level, at_us): (u8, i64),
) -> Result<()> {
    for officer in officers {
        let sql = "insert into thread_call (thread, officer, level, at_us) values ($1, $2, $3, $4)
            on conflict (thread, officer) do update set level = excluded.level, at_us = excluded.at_us";
        run!(tx, sql, id.to_string(), officer.to_string(), i64::from(level), at_us)?;
    }
    Ok(())
}

/// A call that stands: the clock of the thread has run out, and nobody has moved it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub thread: ThreadId,
    pub level: u8,
    pub at_us: i64,
}

/// The calls of one officer since a moment that still stand, of threads that the sight shows; the last comes first.
pub async fn calls(
    tx: &mut Tx,
    sight: &ThreadSight,
    officer: OfficerId,
    (since_us, limit): (i64, u32),
) -> Result<Vec<Call>> {
    let sql = crate::sql::Text::of(
        "select c.thread, c.level, c.at_us from thread_call c join thread t on t.id = c.thread
        where c.officer = $1 and c.at_us > $2 and t.late > 0 and t.stamp in (",
    );
    let sql = sql.part(tx.conn.dialect().texts(3)).and(") order by c.at_us desc, c.thread limit $4");
    let stamps = super::read::stamps(sight)?;
    let rows: Vec<(String, i64, i64)> =
        many!(tx, sql, officer.to_string(), since_us, stamps, i64::from(limit))?;
    let read = |(thread, level, at_us): (String, i64, i64)| {
        let level = u8::try_from(count(level)?).unwrap_or(u8::MAX);
        Ok(Call { thread: thread.parse()?, level, at_us })
    };
    rows.into_iter().map(read).collect()
}
