//! Recalls that press: how it stands with each member, and what is told once when it has waited too long.
use crate::journal::{self, Act, pen};
use crate::record::stamps;
use crate::sql::{Rows, Text, count, insert, many, number, row};
use crate::{Result, Tx};
use model::{ActKind, Actor, Member, RecordId};
use policy::{Permit, Sight, action};
use std::collections::BTreeMap;

/// How it stands with one member that was told to destroy copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub member: Member,
    /// Copies of which it has not confirmed that they are gone, and since when the oldest waits.
    pub waiting: u64,
    pub oldest_us: Option<i64>,
    pub confirmed: u64,
    /// Copies that it keeps by law and has said so; they are not counted among those that are gone.
    pub kept: u64,
    /// Since when its node is not reached, if that is so.
    pub unreached_us: Option<i64>,
    /// How far it was pressed: 0 not yet, 1 late, 2 very late.
    pub level: u8,
}

row! {
    struct StandingRow {
        member: String,
        waiting: i64,
        oldest_us: Option<i64>,
        confirmed: i64,
        kept: i64,
        unreached_us: Option<i64>,
        level: Option<i64>,
    }
}

/// Every member that was told to destroy copies of records that the sight shows or showed, in the order of their codes.
pub async fn standings(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadWindow>, &Sight),
) -> Result<Vec<Standing>> {
    let sql = Text::of(
        "select r.member,
            cast(sum(case when w.id is null and r.upto < s.seq then 1 else 0 end) as bigint) as waiting,
            min(case when w.id is null and r.upto < s.seq then s.since_us end) as oldest_us,
            cast(sum(case when w.id is null and r.upto >= s.seq then 1 else 0 end) as bigint) as confirmed,
            cast(count(distinct w.id) as bigint) as kept,
            min(p.fault_us) as unreached_us, max(case when r.upto < s.seq then a.level end) as level
        from shared s join reader r on r.stream = s.stream
            and (r.first_seq <= s.seq or s.seq between 1 and r.gone_from) join record o on o.id = s.id
        left join peer p on p.member = r.member
        left join recall_alarm a on a.id = s.id and a.member = r.member and a.at_us >= s.since_us
        left join copy_word w on w.id = s.id and w.member = r.member and (w.word in ('kept', 'undecided')
            or (w.word = 'to-be-kept' and r.upto >= s.seq))
        where s.recalled and r.left_us is null and o.stamp in (",
    )
    .part(tx.conn.dialect().numbers(1))
    .and(") group by r.member order by r.member");
    let rows: Vec<StandingRow> = many!(tx, sql, stamps(sight)?)?;
    let read = |row: StandingRow| {
        Ok(Standing {
            member: row.member.parse()?,
            waiting: count(row.waiting)?,
            oldest_us: row.oldest_us,
            confirmed: count(row.confirmed)?,
            kept: count(row.kept)?,
            unreached_us: row.unreached_us,
            level: level(row.level.unwrap_or(0)),
        })
    };
    rows.into_iter().map(read).collect()
}

fn level(stored: i64) -> u8 {
    u8::try_from(stored).unwrap_or(u8::MAX)
}

/// A recall that has waited so long that somebody must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressing {
    pub id: RecordId,
    pub member: Member,
    pub version: u64,
    pub since_us: i64,
    pub level: u8,
    pub at_us: i64,
}

type DueRow = (String, String, i64, i64, i64);

/// Those that have reached a level that they were not at, each with the act that says so. `since_us` are the moments before
/// which a recall must have been told to be late, and to be very late. Where nothing is due nothing is written.
pub async fn press(tx: &mut Tx, me: &Member, since_us: [i64; 2], at_us: i64) -> Result<Vec<Pressing>> {
    pen::lock(tx).await?;
    let sql = "select s.id, r.member, s.version, s.since_us,
            cast(case when s.since_us <= $2 then 2 else 1 end as bigint) as level
        from shared s join reader r on r.stream = s.stream and r.first_seq <= s.seq
        left join recall_alarm a on a.id = s.id and a.member = r.member and a.at_us >= s.since_us
        left join copy_word w on w.id = s.id and w.member = r.member and w.at_us >= s.since_us
            and w.word in ('kept', 'undecided')
        where s.recalled and r.upto < s.seq and r.left_us is null and w.id is null and s.since_us <= $1
            and coalesce(a.level, 0) < case when s.since_us <= $2 then 2 else 1 end
        order by s.since_us desc, s.id, r.member";
    let rows: Vec<DueRow> = many!(tx, sql, since_us[0], since_us[1])?;
    // Of a record that somebody reads on two lanes, the older recall counts.
    let mut due: BTreeMap<(RecordId, Member), Pressing> = BTreeMap::new();
    for (id, member, version, since_us, reached) in rows {
        let (id, member): (RecordId, Member) = (id.parse()?, member.parse()?);
        let (version, level) = (count(version)?, level(reached));
        let pressing = Pressing { id, member: member.clone(), version, since_us, level, at_us };
        due.insert((id, member), pressing);
    }
    let due: Vec<Pressing> = due.into_values().collect();
    let by = Actor::Engine { member: me.clone() };
    for it in &due {
        let body = serde_json::json!({
            "member": it.member.as_str(), "level": it.level, "since_us": it.since_us,
        });
        let (kind, object) = (ActKind::RecallLate, Some((it.id, it.version)));
        journal::write(tx, Act { at_us, by: &by, kind, object, reason: None, body: Some(body) }).await?;
    }
    keep(tx, &due).await?;
    Ok(due)
}

/// Whether anything is due: asked each minute, and mostly nothing is.
pub async fn any_due(tx: &mut Tx, since_us: [i64; 2]) -> Result<bool> {
    let sql = "select 1 from shared s join reader r on r.stream = s.stream and r.first_seq <= s.seq
        left join recall_alarm a on a.id = s.id and a.member = r.member and a.at_us >= s.since_us
        left join copy_word w on w.id = s.id and w.member = r.member and w.at_us >= s.since_us
            and w.word in ('kept', 'undecided')
        where s.recalled and r.upto < s.seq and r.left_us is null and w.id is null and s.since_us <= $1
            and coalesce(a.level, 0) < case when s.since_us <= $2 then 2 else 1 end limit 1";
    let found: Option<(i32,)> = crate::sql::maybe!(tx, sql, since_us[0], since_us[1])?;
    Ok(found.is_some())
}

async fn keep(tx: &mut Tx, due: &[Pressing]) -> Result<()> {
    const ALARM: Rows = Rows {
        table: "recall_alarm",
        columns: &["id", "member", "level", "at_us"],
        tail: "on conflict (id, member) do update set level = excluded.level, at_us = excluded.at_us",
    };
    insert!(
        tx,
        ALARM,
        due,
        |it| it.id.to_string(),
        it.member.as_str(),
        number(u64::from(it.level))?,
        it.at_us,
    );
    Ok(())
}

/// What was pressed since a moment, of records that the sight shows or showed; the newest first.
pub async fn pressed(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadWindow>, &Sight),
    since_us: i64,
    limit: u32,
) -> Result<Vec<Pressing>> {
    let sql = Text::of(
        "select a.id, a.member, max(s.version), min(s.since_us), a.level, a.at_us from recall_alarm a
        join record o on o.id = a.id join shared s on s.id = a.id and s.recalled
        join reader r on r.stream = s.stream and r.member = a.member and r.upto < s.seq and r.left_us is null
        left join copy_word w on w.id = a.id and w.member = a.member and w.at_us >= s.since_us
            and w.word in ('kept', 'undecided')
        where a.at_us > $2 and w.id is null and o.stamp in (",
    )
    .part(tx.conn.dialect().numbers(1))
    .and(") group by a.id, a.member, a.level, a.at_us order by a.at_us desc, a.id, a.member limit $3");
    let rows: Vec<(String, String, i64, i64, i64, i64)> =
        many!(tx, sql, stamps(sight)?, since_us, i64::from(limit))?;
    let read = |(id, member, version, since_us, reached, at_us): (String, String, i64, i64, i64, i64)| {
        let (id, member, version) = (id.parse()?, member.parse()?, count(version)?);
        Ok(Pressing { id, member, version, since_us, level: level(reached), at_us })
    };
    rows.into_iter().map(read).collect()
}
