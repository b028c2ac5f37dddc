//! What is here of messages that one member has said: to be given back to its node where that was set back.
use super::settle;
use crate::attachment::object_of;
use crate::journal::{self, Act};
use crate::sql::{many, number, row, run};
use crate::{Result, Tx};
use model::{ActKind, Member, MessageId};
use policy::{Permit, action};

/// A message of another member's that its node can know again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs {
    pub message: MessageId,
    pub life: bool,
    /// As it came with the message; with its taking back, where that was taken back.
    pub earmark: String,
    pub gone: bool,
}

row! {
    struct Row {
        id: String,
        life: bool,
        earmark: String,
        gone: i64,
    }
}

/// All that one member has said in threads that are known here, as far as it came with a earmark. A thread's messages come in their
/// order, so that whoever is passed on to takes part before they say something.
pub async fn theirs(tx: &mut Tx, author: &Member) -> Result<Vec<Theirs>> {
    let sql =
        "select m.id, t.life, m.earmark, cast(case when m.salt is null then 1 else 0 end as bigint) as gone
        from message m join thread t on t.id = m.thread
        join thread_member p on p.thread = m.thread and p.member = m.author
        where m.author = $1 and m.earmark is not null order by m.thread, m.turn, m.id";
    let rows: Vec<Row> = many!(tx, sql, author.as_str())?;
    let read = |row: Row| {
        Ok(Theirs { message: row.id.parse()?, life: row.life, earmark: row.earmark, gone: row.gone == 1 })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps that a member takes part in a thread of ours whose opening we had taken back, under the permit to have it back. Where that was
/// not known here, it is taken back from that member as well, and the act says so: they are to have what else was said. Gives whether it
/// was not.
pub async fn took_part(
    tx: &mut Tx,
    permit: &Permit<action::SayInThread>,
    (opening, member): (MessageId, &Member),
    at_us: i64,
) -> Result<bool> {
    let thread = permit.thread();
    if super::members(tx, thread).await?.is_some_and(|members| members.contains(member)) {
        return Ok(false);
    }
    settle::join(tx, thread, &[member]).await?;
    let body = Some(serde_json::json!({ "thread": thread.to_string(), "member": member.as_str() }));
    let (object, reason) = (Some(object_of(opening)), Some(permit.reason()));
    let act = Act { at_us, by: permit.by(), kind: ActKind::SaidBack, object, reason, body };
    let seq = journal::write(tx, act).await?;
    run!(tx, "update thread set moved = $2 where id = $1", thread.to_string(), number(seq)?)?;
    Ok(true)
}
