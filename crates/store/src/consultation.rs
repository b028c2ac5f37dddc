//! The owner's window: what other members did with records of ours, as their nodes told.
use crate::journal::{self, Act, pen};
use crate::record::stamps;
use crate::sql::{Text, count, many, maybe, number, row, run};
use crate::{Result, Tx};
use model::{ActKind, Actor, Member, Purpose, Reason, RecordId};
use policy::{Permit, Sight, action};

/// One look at a record of ours, elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Its number here, rising with the time of telling.
    pub number: u64,
    pub record: RecordId,
    pub version: u64,
    pub member: Member,
    /// `consulted`, `opened`, `exported`.
    pub what: String,
    pub unit: Option<String>,
    /// The officer's pseudonym, which only their own member can resolve.
    pub officer: Option<String>,
    pub purpose: Purpose,
    pub reference: Option<String>,
    pub done_us: i64,
    pub told_us: i64,
}

row! {
    struct Row {
        no: i64,
        record: String,
        version: i64,
        member: String,
        what: String,
        unit: Option<String>,
        officer: Option<String>,
        purpose: String,
        reference: Option<String>,
        done_us: i64,
        told_us: i64,
    }
}

impl Row {
    fn read(self) -> Result<Consultation> {
        Ok(Consultation {
            number: count(self.no)?,
            record: self.record.parse()?,
            version: count(self.version)?,
            member: self.member.parse()?,
            what: self.what,
            unit: self.unit,
            officer: self.officer,
            purpose: self.purpose.parse()?,
            reference: self.reference,
            done_us: self.done_us,
            told_us: self.told_us,
        })
    }
}

/// Keeps one, under the next number, with the act by the node that told. One that was told before, by a node that tells again
/// because it or we were set back, changes nothing.
pub async fn put(tx: &mut Tx, it: &Consultation) -> Result<()> {
    keep(tx, (it, false), serde_json::Value::Null).await
}

/// The same, of a look by a question that was put to this node; the act says what is kept of the question.
pub async fn put_asked(tx: &mut Tx, it: &Consultation, question: serde_json::Value) -> Result<()> {
    keep(tx, (it, true), question).await
}

async fn keep(
    tx: &mut Tx,
    (it, by_question): (&Consultation, bool),
    question: serde_json::Value,
) -> Result<()> {
    pen::lock(tx).await?;
    let sql = "select 1 from consultation where record = $1 and member = $2 and what = $3 and done_us = $4
        and coalesce(officer, '') = $5 limit 1";
    let officer = it.officer.as_deref().unwrap_or_default();
    let (record, member) = (it.record.to_string(), it.member.as_str());
    let known: Option<(i32,)> = maybe!(tx, sql, record, member, it.what.as_str(), it.done_us, officer)?;
    if known.is_some() {
        return Ok(());
    }
    let sql = "insert into consultation
        (no, record, version, member, what, unit, officer, purpose, reference, done_us, told_us,
        by_question)
        select coalesce(max(no), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 from consultation where true";
    run!(
        tx,
        sql,
        it.record.to_string(),
        number(it.version)?,
        it.member.as_str(),
        it.what.as_str(),
        it.unit.as_deref(),
        it.officer.as_deref(),
        it.purpose.as_str(),
        it.reference.as_deref(),
        it.done_us,
        it.told_us,
        by_question
    )?;
    let by = Actor::Node { member: it.member.clone() };
    let reason = Reason { purpose: it.purpose, legal_basis: None, reference: it.reference.clone() };
    let mut body =
        serde_json::json!({ "what": it.what, "unit": it.unit, "officer": it.officer, "done_us": it.done_us });
    if !question.is_null() {
        body["question"] = question;
    }
    let (kind, object) = (ActKind::ConsultedThere, Some((it.record, it.version)));
    let act = Act { at_us: it.told_us, by: &by, kind, object, reason: Some(&reason), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// What was told of records that the sight shows or showed, newest first; of one of them where one is named. `before` is the
/// number that the page before ended with. One that was taken back is looked at still where it is kept by law.
pub async fn page(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadWindow>, &Sight),
    record: Option<RecordId>,
    (before, limit): (Option<u64>, u32),
) -> Result<Vec<Consultation>> {
    let sql = Text::of(
        "select c.no, c.record, c.version, c.member, c.what, c.unit, c.officer, c.purpose, c.reference,
        c.done_us, c.told_us from consultation c join record r on r.id = c.record where r.stamp in (",
    )
    .part(tx.conn.dialect().numbers(1))
    .and(") and c.record = coalesce(cast($2 as text), c.record) and c.no < $3 order by c.no desc limit $4");
    let record = record.map(|id| id.to_string());
    let before = before.map_or(Ok(i64::MAX), number)?;
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, record, before, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// What was kept behind a number, in its order, each with the number of the act that says so; none where it was no telling, but
/// a question that was put to this node.
pub async fn since(tx: &mut Tx, after: u64, limit: u32) -> Result<Vec<(Consultation, Option<u64>)>> {
    journal::put::flush(tx).await?;
    let sql = "select c.no, c.record, c.version, c.member, c.what, c.unit, c.officer, c.purpose, c.reference,
        c.done_us, c.told_us, c.by_question, (select min(j.seq) from journal j where j.object = c.record
            and j.kind = 'consulted-there' and j.at_us = c.told_us and j.actor = 'node:' || c.member) as act
        from consultation c where c.no > $1 order by c.no limit $2";
    let rows: Vec<Since> = many!(tx, sql, number(after)?, i64::from(limit))?;
    let read = |row: Since| {
        let act = if row.by_question { None } else { Some(count(row.act.unwrap_or(0))?) };
        let it = Row {
            no: row.no,
            record: row.record,
            version: row.version,
            member: row.member,
            what: row.what,
            unit: row.unit,
            officer: row.officer,
            purpose: row.purpose,
            reference: row.reference,
            done_us: row.done_us,
            told_us: row.told_us,
        };
        Ok((it.read()?, act))
    };
    rows.into_iter().map(read).collect()
}

row! {
    struct Since {
        no: i64,
        record: String,
        version: i64,
        member: String,
        what: String,
        unit: Option<String>,
        officer: Option<String>,
        purpose: String,
        reference: Option<String>,
        done_us: i64,
        told_us: i64,
        by_question: bool,
        act: Option<i64>,
    }
}
