//! Alerts of subscriptions: a notice has come into force here, or is out of use.
use crate::journal::{self, Act, pen};
use crate::sql::{Text, count, many, maybe, number, row, run};
use crate::standing::officer_of;
use crate::subscription::Subscription;
use crate::{Result, Tx};
use model::notice::{NoticeKind, Stage};
use model::{ActKind, Actor, Member, OfficerId, RecordId, StandingId};
use policy::{Permit, action};

/// One notice, in one version, answered one subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeAlert {
    /// Its number, rising with time, among all alerts.
    pub number: u64,
    pub subscription: StandingId,
    pub notice: RecordId,
    pub version: u64,
    /// It is out of use from then on; else it had come into force.
    pub ended: bool,
    pub raised_us: i64,
    pub seen_us: Option<i64>,
    pub kind: NoticeKind,
    pub owner: Member,
    /// Where it stands by now; none where the copy was destroyed.
    pub stage: Option<Stage>,
}

row! {
    struct Row {
        no: i64,
        standing: String,
        record: String,
        version: i64,
        ended: bool,
        raised_us: i64,
        seen_us: Option<i64>,
        kind: String,
        owner: String,
        stage: Option<String>,
    }
}

impl Row {
    fn read(self) -> Result<NoticeAlert> {
        Ok(NoticeAlert {
            number: count(self.no)?,
            subscription: self.standing.parse()?,
            notice: self.record.parse()?,
            version: count(self.version)?,
            ended: self.ended,
            raised_us: self.raised_us,
            seen_us: self.seen_us,
            kind: self.kind.parse()?,
            owner: self.owner.parse()?,
            stage: self.stage.as_deref().map(str::parse).transpose()?,
        })
    }
}

/// What has happened to a notice: in which version, and whether it is out of use by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    pub notice: RecordId,
    pub version: u64,
    pub ended: bool,
}

/// Raises an alert with the act by the engine of this member, where it says something new: that a notice is in force, or that one
/// is not any more of which it was said. Gives whether it was raised. Whether anybody may see the notice is to be asked before.
pub async fn raise_of_notice(
    tx: &mut Tx,
    me: &Member,
    it: &Subscription,
    Came { notice, version, ended }: Came,
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    let (id, record) = (it.id.to_string(), notice.to_string());
    let last = "select ended, version from alert where standing = $1 and record = $2 and ended is not null
        order by no desc limit 1";
    let last: Option<(bool, i64)> = maybe!(tx, last, id.as_str(), record.as_str())?;
    if last.is_none_or(|(was, _)| was) == ended {
        return Ok(false);
    }
    // Whatever its owner calls it, what comes after is later.
    let version = version.max(last.map_or(Ok(0), |(_, last)| count(last))? + u64::from(last.is_some()));
    let sql = "insert into alert (no, standing, officer, record, version, score_ppm, raised_us, ended)
        select coalesce(max(no), 0) + 1, $1, $2, $3, $4, 1000000, $5, $6 from alert where true
        on conflict (standing, record, version) do nothing";
    let (officer, version_no) = (it.officer.to_string(), number(version)?);
    if run!(tx, sql, id.as_str(), officer, record.as_str(), version_no, at_us, ended)? == 0 {
        return Ok(false);
    }
    let body = Some(serde_json::json!({ "subscription": id, "unit": it.unit, "ended": ended }));
    let by = Actor::Engine { member: me.clone() };
    let (kind, object, reason) = (ActKind::SubscriptionAnswered, Some((notice, version)), Some(&it.reason));
    journal::write(tx, Act { at_us, by: &by, kind, object, reason, body }).await?;
    Ok(true)
}

/// Those of a subscription that are this officer's or their unit's: `$1` and `$2`.
const THEIRS: &str =
    " a.standing in (select s.id from standing s where s.since is not null and s.officer = $1
    union select u.id from standing u where u.since is not null and u.unit = $2)";

/// The alerts of an officer and of their unit, newest first: those whose notice is not withheld here. `before` is the number that
/// the page before ended with.
pub async fn of_notices(
    tx: &mut Tx,
    permit: &Permit<action::ReadNotices>,
    unit: &str,
    (before, limit): (Option<u64>, u32),
) -> Result<Vec<NoticeAlert>> {
    let officer: OfficerId = officer_of(permit)?;
    let sql =
        "select a.no, a.standing, a.record, a.version, a.ended, a.raised_us, a.seen_us, n.kind, n.owner,
        case when n.salt is null then null else n.stage end as stage
        from alert a join notice n on n.id = a.record where a.ended is not null and not n.withheld and ";
    let sql = Text::of(sql).and(THEIRS).and(" and a.no < $3 order by a.no desc limit $4");
    let before = before.map_or(Ok(i64::MAX), number)?;
    let rows: Vec<Row> = many!(tx, sql, officer.to_string(), unit, before, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// Marks an alert of the officer who was permitted to, or of their unit, as seen, with the act about its notice. Gives whether it
/// did: not where it is somebody else's, is not there, or was seen before.
pub async fn see_of_notice(
    tx: &mut Tx,
    permit: &Permit<action::ReadNotices>,
    (unit, no): (&str, u64),
    at_us: i64,
) -> Result<bool> {
    let officer = officer_of(permit)?.to_string();
    let find = Text::of(
        "select a.record, a.version from alert a join notice n on n.id = a.record
        where a.ended is not null and not n.withheld and a.seen_us is null and ",
    )
    .and(THEIRS)
    .and(" and a.no = $3");
    let found: Option<(String, i64)> = maybe!(tx, find, officer.as_str(), unit, number(no)?)?;
    let Some((record, version)) = found else { return Ok(false) };
    let sql = "update alert set seen_us = $2 where no = $1 and seen_us is null";
    if run!(tx, sql, number(no)?, at_us)? == 0 {
        return Ok(false);
    }
    let (kind, object) = (ActKind::AlertSeen, Some((record.parse()?, count(version)?)));
    let act = Act { at_us, by: permit.by(), kind, object, reason: Some(permit.reason()), body: None };
    journal::write(tx, act).await?;
    Ok(true)
}
