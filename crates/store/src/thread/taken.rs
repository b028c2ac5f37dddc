//! What was said in a thread, taken out with what proves it; and that it was, which those are told who said something in it.
use crate::journal::{self, Act, Proven, Wanted};
use crate::sql::{Rows, count, insert, many, maybe, number, row, run};
use crate::{Result, Tx};
use model::{ActKind, Member, ThreadId};
use policy::{Permit, action};

/// The acts of all messages of a thread, in the order of [`super::messages`], each with its proofs and the key that opens it; without
/// that where its author took it back.
pub async fn proven(tx: &mut Tx, permit: &Permit<action::ReadThread>) -> Result<Proven> {
    let sql =
        "select m.seq, m.salt from message m join thread_member p on p.thread = m.thread and p.member = m.author
        where m.thread = $1 order by m.turn, m.id";
    let rows: Vec<(i64, Option<Vec<u8>>)> = many!(tx, sql, permit.thread().to_string())?;
    let wanted: Vec<Wanted> =
        rows.into_iter().map(|(seq, salt)| Ok((count(seq)?, salt))).collect::<Result<_>>()?;
    journal::taken(tx, &wanted).await
}

const TAKEN: Rows = Rows {
    table: "thread_taken",
    columns: &["thread", "member", "reader", "at_us", "told"],
    tail: "on conflict (thread, member, reader, at_us) do nothing",
};

/// Keeps that a thread leaves the house, and that the others who take part are to be told.
pub async fn took_out(
    tx: &mut Tx,
    permit: &Permit<action::ReadThread>,
    me: &Member,
    at_us: i64,
) -> Result<()> {
    let thread = permit.thread();
    let body = Some(serde_json::json!({ "thread": thread.to_string(), "format": "package" }));
    let (kind, reason) = (ActKind::Exported, Some(permit.reason()));
    journal::write(tx, Act { at_us, by: permit.by(), kind, object: None, reason, body }).await?;
    let readers = super::members(tx, thread).await?.unwrap_or_default();
    let readers: Vec<Member> = readers.into_iter().filter(|member| member != me).collect();
    let thread = thread.to_string();
    insert!(
        tx,
        TAKEN,
        readers.as_slice(),
        |reader| thread.as_str(),
        me.as_str(),
        reader.as_str(),
        at_us,
        0_i64
    );
    Ok(())
}

/// That we took a thread out, of which a member is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenLack {
    pub thread: ThreadId,
    pub reader: Member,
    pub at_us: i64,
    pub life: bool,
}

row! {
    struct LackRow {
        thread: String,
        reader: String,
        at_us: i64,
        life: bool,
    }
}

/// Of what we took out others are not told yet.
pub async fn taken_lacking(tx: &mut Tx, me: &Member, limit: u32) -> Result<Vec<TakenLack>> {
    let sql =
        "select k.thread, k.reader, k.at_us, t.life from thread_taken k join thread t on t.id = k.thread
        where k.told = 0 and k.member = $1 order by k.thread, k.reader, k.at_us limit $2";
    let rows: Vec<LackRow> = many!(tx, sql, me.as_str(), i64::from(limit))?;
    let read = |row: LackRow| {
        let (thread, reader) = (row.thread.parse()?, row.reader.parse()?);
        Ok(TakenLack { thread, reader, at_us: row.at_us, life: row.life })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps that they were told.
pub async fn taken_told(tx: &mut Tx, me: &Member, lack: &TakenLack, seq: u64) -> Result<()> {
    let sql =
        "update thread_taken set told = $5 where thread = $1 and member = $2 and reader = $3 and at_us = $4";
    let (thread, reader) = (lack.thread.to_string(), lack.reader.as_str());
    run!(tx, sql, thread, me.as_str(), reader, lack.at_us, number(seq)?)?;
    Ok(())
}

/// Another member that takes part has taken the thread out. Gives whether that is new; of others nothing is kept.
pub async fn taken_there(
    tx: &mut Tx,
    me: &Member,
    member: &Member,
    (thread, at_us): (ThreadId, i64),
) -> Result<bool> {
    let sql = "select member from thread_member where thread = $1 and member = $2";
    let takes_part: Option<(String,)> = maybe!(tx, sql, thread.to_string(), member.as_str())?;
    if takes_part.is_none() {
        return Ok(false);
    }
    let sql = "insert into thread_taken (thread, member, reader, at_us, told) values ($1, $2, $3, $4, -1)
        on conflict (thread, member, reader, at_us) do nothing";
    Ok(run!(tx, sql, thread.to_string(), member.as_str(), me.as_str(), at_us)? > 0)
}

/// That a thread was taken out of a house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    pub member: Member,
    /// By that member's clock.
    pub at_us: i64,
}

/// When a thread was taken out, here and as far as others have told it; the last comes first.
pub async fn takings(tx: &mut Tx, thread: ThreadId) -> Result<Vec<Taking>> {
    let sql = "select distinct member, at_us from thread_taken where thread = $1 order by at_us desc, member";
    let rows: Vec<(String, i64)> = many!(tx, sql, thread.to_string())?;
    rows.into_iter().map(|(member, at_us)| Ok(Taking { member: member.parse()?, at_us })).collect()
}
