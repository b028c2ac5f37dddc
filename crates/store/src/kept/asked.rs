//! What one person has declared of a copy, until a second confirms it. While they are waited for nothing of the copy is destroyed;
//! when their time is over the declaration lapses, and a copy that was taken back goes with it.
use super::{Declared, act, declare, of, stamps, target};
use crate::journal::pen;
use crate::record;
use crate::sql::{Text, count, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, CopyWord, Member, Reason, RecordId};
use policy::{Permit, Sight, Target, action};

/// A declaration that waits for its second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub id: RecordId,
    pub owner: Member,
    pub version: u64,
    pub declared: Declared,
    /// The label of who declared it.
    pub asker: String,
    pub asked_us: i64,
    /// Until when it waits.
    pub lapses_us: i64,
}

row! {
    struct Row {
        id: String,
        owner: String,
        version: i64,
        basis: Option<String>,
        reference: Option<String>,
        why: String,
        unit: Option<String>,
        until_us: i64,
        asker: String,
        asked_us: i64,
        lapses_us: i64,
    }
}

impl Row {
    fn read(self) -> Result<Asked> {
        let Row { basis, reference, why, unit, until_us, asker, asked_us, lapses_us, .. } = self;
        Ok(Asked {
            id: self.id.parse()?,
            owner: self.owner.parse()?,
            version: count(self.version)?,
            declared: Declared { basis, reference, why, unit, until_us },
            asker,
            asked_us,
            lapses_us,
        })
    }
}

const SELECT: &str =
    "select a.id, a.owner, a.version, a.basis, a.reference, a.why, a.unit, a.until_us, a.asker,
    a.asked_us, a.lapses_us from kept_asked a";

/// What waits of this copy at a moment.
pub async fn waiting(tx: &mut Tx, id: RecordId, now_us: i64) -> Result<Option<Asked>> {
    let sql = Text::of(SELECT).and(" where a.id = $1 and a.lapses_us > $2");
    let row: Option<Row> = maybe!(tx, sql, id.to_string(), now_us)?;
    row.map(Row::read).transpose()
}

/// Declares that the law bids to keep the copy that the permit names, with the act: it counts when a second person has confirmed
/// it. Until then, or until `lapses_us`, a copy that was taken back stays. Who declares it again does not gain time by that.
pub async fn ask(
    tx: &mut Tx,
    permit: &Permit<action::KeepByLaw>,
    owner: &Member,
    declared: &Declared,
    (at_us, lapses_us): (i64, i64),
) -> Result<()> {
    pen::lock(tx).await?;
    let Target { id, version } = permit.target();
    // A copy that has had its time is as good as destroyed, though nobody has come round to it yet.
    let is_over = of(tx, id).await?.is_some_and(|kept| kept.taken_us.is_some() && kept.until_us <= at_us);
    let is_kept = target(tx, id).await?.is_some() && !is_over;
    if !is_kept && record::target(tx, id).await?.is_none() {
        return Err(Error::Conflict("there is no copy of it here any more"));
    }
    let asker = permit.by().label();
    let before = waiting(tx, id, at_us).await?;
    if before.as_ref().is_some_and(|asked| asked.asker != asker) {
        return Err(Error::Conflict("somebody else has declared it: confirm that, or give it up first"));
    }
    // Each declaration has a moment of its own, by which a second person names it.
    let asked_us = before.as_ref().map_or(at_us, |asked| at_us.max(asked.asked_us + 1));
    let lapses_us = before.map_or(lapses_us, |asked| asked.lapses_us);
    let sql = "insert into kept_asked
        (id, owner, version, basis, reference, why, unit, until_us, asker, asked_us, lapses_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (id) do update set version = excluded.version, basis = excluded.basis,
        reference = excluded.reference, why = excluded.why, unit = excluded.unit, until_us = excluded.until_us,
        asker = excluded.asker, asked_us = excluded.asked_us, lapses_us = excluded.lapses_us";
    run!(
        tx,
        sql,
        id.to_string(),
        owner.as_str(),
        number(version)?,
        declared.basis.as_deref(),
        declared.reference.as_deref(),
        declared.why.as_str(),
        declared.unit.as_deref(),
        declared.until_us,
        asker.as_str(),
        asked_us,
        lapses_us
    )?;
    // What would end before the second person has had their time waits for them.
    let sql = "update kept_copy set until_us = $2,
        said = case when said >= $3 then said + 1 else $3 end
        where id = $1 and content is not null and word <> 'ended' and until_us < $2";
    run!(tx, sql, id.to_string(), lapses_us, at_us)?;
    let body = serde_json::json!({
        "owner": owner.as_str(), "why": declared.why, "until_us": declared.until_us, "lapses_us": lapses_us,
    });
    let by = (ActKind::CopyDeclared, permit.by(), Some(permit.reason()));
    act(tx, by, (id, version), (Some(body), at_us)).await
}

/// A second person confirms what was declared at `asked_us`, as they have read it: from then on it counts, with the act.
pub async fn confirm(
    tx: &mut Tx,
    permit: &Permit<action::KeepByLaw>,
    asked_us: i64,
    at_us: i64,
) -> Result<()> {
    pen::lock(tx).await?;
    let asked = waiting(tx, permit.target().id, at_us).await?;
    let asked = asked.ok_or(Error::Conflict("nothing of it waits to be confirmed"))?;
    if asked.asker == permit.by().label() {
        return Err(Error::Conflict("a second person confirms it: somebody else than who declared it"));
    }
    if asked.asked_us != asked_us {
        return Err(Error::Conflict("it was declared anew meanwhile: read it again"));
    }
    if asked.declared.until_us <= at_us {
        return Err(Error::Conflict("the day until which it was to be kept is over: declare it anew"));
    }
    run!(tx, "delete from kept_asked where id = $1", asked.id.to_string())?;
    declare(tx, permit, &asked, at_us).await
}

/// What waits is waited for no more, because somebody gives it up or its time is over; with the act.
pub(super) async fn drop_asked(
    tx: &mut Tx,
    (by, reason): (&Actor, Option<&Reason>),
    asked: &Asked,
    (why, at_us): (&str, i64),
) -> Result<()> {
    run!(tx, "delete from kept_asked where id = $1", asked.id.to_string())?;
    // The act that ends a copy speaks for what had been declared of it.
    if of(tx, asked.id).await?.is_some_and(|kept| kept.word != CopyWord::Ended) {
        return Ok(());
    }
    let body = serde_json::json!({ "why": why, "word": "declared" });
    let object = (asked.id, asked.version);
    act(tx, (ActKind::CopyEnded, by, reason), object, (Some(body), at_us)).await
}

/// Lets go of what nobody has confirmed in its time. Gives how much.
pub(super) async fn lapse(tx: &mut Tx, me: &Member, now_us: i64) -> Result<usize> {
    let sql = Text::of(SELECT).and(" where a.lapses_us <= $1 order by a.lapses_us, a.id");
    let rows: Vec<Row> = many!(tx, sql, now_us)?;
    let (by, lapsed) = (Actor::Engine { member: me.clone() }, rows.len());
    for row in rows {
        drop_asked(tx, (&by, None), &row.read()?, ("nobody confirmed it in its time", now_us)).await?;
    }
    Ok(lapsed)
}

/// What waits for its second person, of records that the sight shows or showed; what presses most comes first.
pub async fn asked(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadKept>, &Sight),
    now_us: i64,
) -> Result<Vec<Asked>> {
    let sql = Text::of(SELECT)
        .and(" join record r on r.id = a.id and r.owner = a.owner where a.lapses_us > $2 and r.stamp in (")
        .part(tx.conn.dialect().numbers(1))
        .and(") order by a.lapses_us, a.id");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us)?;
    rows.into_iter().map(Row::read).collect()
}

/// The same for whoever keeps the node and sees no record.
pub async fn asked_all(tx: &mut Tx, _permit: &Permit<action::ReadKept>, now_us: i64) -> Result<Vec<Asked>> {
    let sql = Text::of(SELECT).and(" where a.lapses_us > $1 order by a.lapses_us, a.id");
    let rows: Vec<Row> = many!(tx, sql, now_us)?;
    rows.into_iter().map(Row::read).collect()
}
