//! Alerts: a record answered a standing check. They lie in a table, so none is lost while nobody looks.
use crate::journal::{self, Act, pen};
use crate::record::{shown, stamps};
use crate::sql::{Text, count, many, maybe, number, row, run};
use crate::standing::{Standing, officer_of};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Member, OfficerId, RecordId, StandingId};
use policy::{Permit, Sight, action};

mod notice;

pub use notice::{Came, NoticeAlert, of_notices, raise_of_notice, see_of_notice};

/// One record, in one version, answered one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its number, rising with time.
    pub number: u64,
    pub standing: StandingId,
    pub officer: OfficerId,
    pub record: RecordId,
    pub version: u64,
    /// In millionths.
    pub score_ppm: u32,
    pub raised_us: i64,
    /// When its officer said that they saw it.
    pub seen_us: Option<i64>,
}

row! {
    struct Row {
        no: i64,
        standing: String,
        officer: String,
        record: String,
        version: i64,
        score_ppm: i64,
        raised_us: i64,
        seen_us: Option<i64>,
    }
}

impl Row {
    fn read(self) -> Result<Alert> {
        let damaged = |_| Error::Damaged("a score is out of bounds".to_owned());
        Ok(Alert {
            number: count(self.no)?,
            standing: self.standing.parse()?,
            officer: self.officer.parse()?,
            record: self.record.parse()?,
            version: count(self.version)?,
            score_ppm: u32::try_from(self.score_ppm).map_err(damaged)?,
            raised_us: self.raised_us,
            seen_us: self.seen_us,
        })
    }
}

/// Which record answered, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    pub record: RecordId,
    pub version: u64,
    pub score_ppm: u32,
}

/// Raises an alert, once for each question and version of a record, with the act by the engine of this member. Gives
/// whether it is new. Whether the officer may see the record is to be asked before.
pub async fn raise(
    tx: &mut Tx,
    me: &Member,
    standing: &Standing,
    answer: Answer,
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    let sql = "insert into alert (no, standing, officer, record, version, score_ppm, raised_us)
        select coalesce(max(no), 0) + 1, $1, $2, $3, $4, $5, $6 from alert where true
        on conflict (standing, record, version) do nothing";
    let Answer { record, version, score_ppm } = answer;
    let (standing_id, officer) = (standing.id.to_string(), standing.officer.to_string());
    let (version_no, score) = (number(version)?, i64::from(score_ppm));
    if run!(tx, sql, standing_id.as_str(), officer, record.to_string(), version_no, score, at_us)? == 0 {
        return Ok(false);
    }
    let body = serde_json::json!({ "standing": standing_id, "officer": standing.officer.to_string() });
    let by = Actor::Engine { member: me.clone() };
    let (kind, object, reason) = (ActKind::StandingAnswered, Some((record, version)), Some(&standing.reason));
    journal::write(tx, Act { at_us, by: &by, kind, object, reason, body: Some(body) }).await?;
    Ok(true)
}

/// The alerts of the officer whose sight it is, newest first: those whose record the sight shows. `before` is the
/// number that the page before ended with.
pub async fn page(
    tx: &mut Tx,
    sight: &Sight,
    (before, limit): (Option<u64>, u32),
    now_us: i64,
) -> Result<Vec<Alert>> {
    let Actor::Officer { id, .. } = sight.by() else { return Ok(Vec::new()) };
    let sql = "select a.no, a.standing, a.officer, a.record, a.version, a.score_ppm, a.raised_us, a.seen_us
        from alert a join record r on r.id = a.record where ";
    let sql = shown(tx, Text::of(sql))
        .and(" and a.ended is null and a.officer = $3 and a.no < $4 order by a.no desc limit $5");
    let before = before.map_or(Ok(i64::MAX), number)?;
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, id.to_string(), before, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// Marks an alert of the officer who was permitted to as seen, with the act about its record. Gives it, or none where
/// it is somebody else's, is not there, or was seen before.
pub async fn see(tx: &mut Tx, permit: &Permit<action::Stand>, no: u64, at_us: i64) -> Result<Option<Alert>> {
    let officer = officer_of(permit)?.to_string();
    let sql =
        "update alert set seen_us = $3 where no = $1 and officer = $2 and seen_us is null and ended is null
        returning no, standing, officer, record, version, score_ppm, raised_us, seen_us";
    let row: Option<Row> = maybe!(tx, sql, number(no)?, officer, at_us)?;
    let Some(alert) = row.map(Row::read).transpose()? else { return Ok(None) };
    let (kind, object) = (ActKind::AlertSeen, Some((alert.record, alert.version)));
    let act = Act { at_us, by: permit.by(), kind, object, reason: Some(permit.reason()), body: None };
    journal::write(tx, act).await?;
    Ok(Some(alert))
}
