//! The logs of posts: which are home, what they brought, and which are waited for too long.
use super::{Capsule, Row, SELECT, tell};
use crate::journal::{self, Act, pen, put};
use crate::sql::{Rows, Text, count, insert, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, CapsuleId, RecordId};
use policy::{Permit, action};

/// How it stands with the log of a capsule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogIs {
    /// Nobody took its file from this node: there is no log.
    None,
    /// A lease runs: the post may go on.
    Out,
    /// Its lease is over, and its log is not here, or only what came before that.
    Awaited,
    /// Its lease is over, and what came since has no end: nobody knows whether the post did more.
    Cut,
    /// The same, and somebody here has said why its end never comes.
    GivenUp,
    /// All of it is here, up to where the post was closed.
    Home,
    /// Its device is lost.
    Lost,
}

model::codes!(LogIs, "how it stands with a log", {
    None => "none",
    Out => "out",
    Awaited => "awaited",
    Cut => "cut",
    GivenUp => "given-up",
    Home => "home",
    Lost => "lost",
});

impl Capsule {
    /// The lease, from 1, that runs at this moment.
    pub fn lease_at(&self, at_us: i64) -> u64 {
        u64::try_from(at_us.saturating_sub(self.made_us) / self.lease_us.max(1)).unwrap_or(0) + 1
    }

    /// The last lease of which the code was told.
    pub fn last_told(&self) -> u64 {
        self.lease_at(self.leased_until_us.saturating_sub(1))
    }

    /// A log is whole if it was closed at its end and no lease was told since. One that was not closed may have been cut, also
    /// where its lease was over when it came.
    pub fn log_is(&self, now_us: i64) -> LogIs {
        let came_after = |us: i64| self.home_us.is_some_and(|home_us| home_us >= us);
        if self.taken_us.is_none() {
            LogIs::None
        } else if self.closed && came_after(self.leased_us) {
            LogIs::Home
        } else if self.lost {
            LogIs::Lost
        } else if now_us < self.leased_until_us {
            LogIs::Out
        } else if self.given_up.is_some() {
            LogIs::GivenUp
        } else if came_after(self.leased_until_us) {
            LogIs::Cut
        } else {
            LogIs::Awaited
        }
    }
}

/// The same as [`LogIs::Awaited`] and [`LogIs::Cut`], told to the database.
const AWAITED: &str =
    " where taken_us is not null and not lost and given_up is null and leased_until_us <= $1
    and (home_us is null or not (closed and home_us >= leased_us))
    and late < case when leased_until_us <= $2 then 2 else 1 end";

/// Its log is here up to this act of the post's journal, if it was here up to `before`; with the act, and with those of ours
/// that it brought. The clock of one that was not closed goes on.
pub async fn came_home(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    (id, before): (CapsuleId, u64),
    (seq, hash, closed): (u64, wire::Hash, bool),
    (acts, at_us): (&[u64], i64),
) -> Result<()> {
    let sql = "update capsule set home_seq = $2, home_hash = $3, home_us = $4, closed = $6, given_up = null,
        late = case when $6 then 0 else late end, late_us = case when $6 then null else late_us end
        where id = $1 and home_seq = $5";
    if run!(tx, sql, id.to_string(), number(seq)?, hash.to_vec(), at_us, number(before)?, closed)? == 0 {
        return Err(Error::Conflict("its log was brought home meanwhile: bring it again"));
    }
    const LOOK: Rows = Rows { table: "capsule_look", columns: &["capsule", "act"], tail: "" };
    insert!(tx, LOOK, acts, |act| id.to_string(), number(*act)?);
    let body = serde_json::json!({ "capsule": id.to_string(), "from": before + 1, "to": seq });
    tell(tx, permit, (ActKind::CapsuleHome, body), at_us).await
}

/// The end of its log never comes, for this reason, with the act: it is waited for no more. Only of one that came without an end,
/// after its lease.
pub async fn give_up(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    (id, why): (CapsuleId, &str),
    at_us: i64,
) -> Result<()> {
    pen::lock(tx).await?;
    let capsule = super::get(tx, id).await?;
    if capsule.is_none_or(|capsule| capsule.log_is(at_us) != LogIs::Cut) {
        return Err(Error::Conflict("no log of it has come after its lease without its end"));
    }
    let sql = "update capsule set given_up = $2, late = 0, late_us = null where id = $1";
    run!(tx, sql, id.to_string(), why)?;
    let body = serde_json::json!({ "capsule": id.to_string(), "why": why });
    tell(tx, permit, (ActKind::CapsuleGivenUp, body), at_us).await
}

/// Its device is lost: no lease is given any more and no log is waited for, with the act.
pub async fn lost(
    tx: &mut Tx,
    permit: &Permit<action::KeepCapsules>,
    id: CapsuleId,
    at_us: i64,
) -> Result<()> {
    let sql = "update capsule set ended_us = coalesce(ended_us, $2), carried = null, lost = true, late = 0,
        late_us = null where id = $1 and not lost";
    if run!(tx, sql, id.to_string(), at_us)? == 0 {
        return Err(Error::Conflict("there is no such capsule, or its device is known to be lost"));
    }
    let body = serde_json::json!({ "capsule": id.to_string(), "lost": true });
    tell(tx, permit, (ActKind::CapsuleEnded, body), at_us).await
}

/// One act of a post that is home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The number of our act.
    pub act: u64,
    /// When it was done, by the post's clock.
    pub at_us: i64,
    pub kind: ActKind,
    /// The record that was shown or opened.
    pub record: Option<RecordId>,
}

row! {
    struct FoundRow {
        seq: i64,
        at_us: i64,
        kind: String,
        object: Option<String>,
    }
}

/// What the logs of a capsule brought, in its order.
pub async fn found(tx: &mut Tx, _permit: &Permit<action::KeepCapsules>, id: CapsuleId) -> Result<Vec<Found>> {
    put::flush(tx).await?;
    let sql = "select j.seq, j.at_us, j.kind, j.object from capsule_look l join journal j on j.seq = l.act
        where l.capsule = $1 order by j.seq";
    let rows: Vec<FoundRow> = many!(tx, sql, id.to_string())?;
    let read = |row: FoundRow| {
        let record = row.object.map(|id| id.parse()).transpose()?;
        Ok(Found { act: count(row.seq)?, at_us: row.at_us, kind: row.kind.parse()?, record })
    };
    rows.into_iter().map(read).collect()
}

/// Whether any log is waited for too long that was not pressed for so far: asked each minute, and mostly none is.
pub async fn any_late(tx: &mut Tx, since_us: [i64; 2]) -> Result<bool> {
    let sql = Text::of("select 1 from capsule").and(AWAITED).and(" limit 1");
    let any: Option<(i32,)> = maybe!(tx, sql, since_us[0], since_us[1])?;
    Ok(any.is_some())
}

/// Those of which the lease was over before these moments, late and very late, each with the act that says so, once for each.
pub async fn press(tx: &mut Tx, by: &Actor, since_us: [i64; 2], at_us: i64) -> Result<Vec<Capsule>> {
    pen::lock(tx).await?;
    let sql = Text::of(SELECT).and(AWAITED).and(" order by leased_until_us, id");
    let rows: Vec<Row> = many!(tx, sql, since_us[0], since_us[1])?;
    let mut late = rows.into_iter().map(Row::read).collect::<Result<Vec<Capsule>>>()?;
    for it in &mut late {
        it.late = if it.leased_until_us <= since_us[1] { 2 } else { 1 };
        it.late_us = Some(at_us);
        let sql = "update capsule set late = $2, late_us = $3 where id = $1";
        run!(tx, sql, it.id.to_string(), i64::from(it.late), at_us)?;
        let body = serde_json::json!({ "capsule": it.id.to_string(), "post": it.post, "level": it.late });
        let kind = ActKind::CapsuleLate;
        journal::write(tx, Act { at_us, by, kind, object: None, reason: None, body: Some(body) }).await?;
    }
    Ok(late)
}

/// Those that were pressed for since a moment, the newest first.
pub async fn pressed(
    tx: &mut Tx,
    _permit: &Permit<action::KeepCapsules>,
    since_us: i64,
    limit: u32,
) -> Result<Vec<Capsule>> {
    let sql = Text::of(SELECT).and(" where late_us > $1 order by late_us desc, id limit $2");
    let rows: Vec<Row> = many!(tx, sql, since_us, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}
