//! Double entry: what passed between this member and each other, by our own journal, to be held against theirs; and what does
//! not agree.
use crate::journal::{self, Act};
use crate::sql::{Rows, count, insert, many, maybe, number, row, run};
use crate::{Error, Result, Tx, follower};
use model::{ActKind, Actor, Member, Passed};
use policy::{Permit, action};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// By which something that passed is known in both logs.
pub type Item = [u8; 16];

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub member: Member,
    pub passed: Passed,
    /// Since 1970, UTC, by the clock of whoever did it.
    pub day: i64,
    pub item: Item,
    /// The number of our act.
    pub act: u64,
}

/// Up to which act and which telling the ledger is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upto {
    pub act: u64,
    pub told: u64,
}

const ACT: &str = "ledger";
const TOLD: &str = "ledger-told";
const FROM: &str = "ledger-from";

/// Up to where it is kept; none before it was begun.
pub async fn upto(tx: &mut Tx) -> Result<Option<Upto>> {
    if follower::cursor(tx, FROM).await? == 0 {
        return Ok(None);
    }
    Ok(Some(Upto { act: follower::cursor(tx, ACT).await?, told: follower::cursor(tx, TOLD).await? }))
}

/// Begins it at this moment: what was before does not count. It counts from `from_day` on.
pub async fn begin(tx: &mut Tx, from_day: i64) -> Result<()> {
    let (told,): (i64,) = crate::sql::one!(tx, "select coalesce(max(no), 0) from consultation")?;
    let upto = Upto { act: journal::head(tx).await?, told: count(told)? };
    follower::advance(tx, FROM, count(from_day)?).await?;
    reach(tx, upto).await
}

/// From which day on it counts; none before it was begun.
pub async fn from_day(tx: &mut Tx) -> Result<Option<i64>> {
    let from = follower::cursor(tx, FROM).await?;
    if from == 0 { Ok(None) } else { number(from).map(Some) }
}

/// It is kept up to here.
pub async fn reach(tx: &mut Tx, upto: Upto) -> Result<()> {
    follower::advance(tx, ACT, upto.act).await?;
    follower::advance(tx, TOLD, upto.told).await
}

/// Adds lines; one that is there stays as it is.
pub async fn put(tx: &mut Tx, lines: &[Line]) -> Result<()> {
    const LEDGER: Rows = Rows {
        table: "ledger",
        columns: &["member", "passed", "day", "item", "act"],
        tail: "on conflict (member, passed, day, item) do nothing",
    };
    insert!(
        tx,
        LEDGER,
        lines,
        |line| line.member.as_str(),
        line.passed.as_str(),
        line.day,
        line.item.to_vec(),
        number(line.act)?,
    );
    Ok(())
}

/// Forgets the lines of days before this one, and what did not agree then and was settled.
pub async fn forget(tx: &mut Tx, before_day: i64) -> Result<()> {
    run!(tx, "delete from ledger where day < $1", before_day)?;
    run!(
        tx,
        "delete from unmatched where day < $1 and (alarmed_us is null or settled_us is not null)",
        before_day
    )?;
    Ok(())
}

/// What of one kind passed with a member on a day, up to an act, in the order of the items, each with our act.
pub async fn items(
    tx: &mut Tx,
    (member, passed): (&Member, Passed),
    day: i64,
    upto: u64,
) -> Result<BTreeMap<Item, u64>> {
    let sql = "select item, act from ledger where member = $1 and passed = $2 and day = $3 and act <= $4";
    let rows: Vec<(Vec<u8>, i64)> = many!(tx, sql, member.as_str(), passed.as_str(), day, number(upto)?)?;
    rows.into_iter().map(|(item, act)| Ok((sixteen(item)?, count(act)?))).collect()
}

fn sixteen(item: Vec<u8>) -> Result<Item> {
    item.try_into().map_err(|_| Error::Damaged("a line of the ledger is not 16 bytes".to_owned()))
}

/// How much it is, and SHA-256 over all of it in order. Nothing at all has the digest of nothing.
pub fn sum<'i>(items: impl Iterator<Item = &'i Item>) -> (u64, wire::Hash) {
    let (mut count, mut digest) = (0, Sha256::new());
    for item in items {
        count += 1;
        digest.update(item);
    }
    (count, digest.finalize().into())
}

/// How it stands with one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    pub member: Member,
    /// When our sums were told to it last, and when its own came.
    pub told_us: Option<i64>,
    pub heard_us: Option<i64>,
    /// From which day on both logs count.
    pub from_day: Option<i64>,
}

type ReckoningRow = (String, Option<i64>, Option<i64>, Option<i64>);

/// How it stands with all of whom anything is known.
pub async fn reckonings(tx: &mut Tx) -> Result<Vec<Reckoning>> {
    let rows: Vec<ReckoningRow> =
        many!(tx, "select member, told_us, heard_us, from_day from reckoning order by member")?;
    let read = |(member, told_us, heard_us, from_day): ReckoningRow| {
        Ok(Reckoning { member: member.parse()?, told_us, heard_us, from_day })
    };
    rows.into_iter().map(read).collect()
}

/// Our sums were told to a member; none: they are to be told anew.
pub async fn told(tx: &mut Tx, member: &Member, at_us: Option<i64>) -> Result<()> {
    let sql = "insert into reckoning (member, told_us) values ($1, $2)
        on conflict (member) do update set told_us = excluded.told_us";
    run!(tx, sql, member.as_str(), at_us)?;
    Ok(())
}

/// A member's sums came; both count from this day on.
pub async fn heard(tx: &mut Tx, member: &Member, (at_us, from_day): (i64, i64)) -> Result<()> {
    let sql = "insert into reckoning (member, heard_us, from_day) values ($1, $2, $3)
        on conflict (member) do update set heard_us = excluded.heard_us, from_day = excluded.from_day";
    run!(tx, sql, member.as_str(), at_us, from_day)?;
    Ok(())
}

/// What does not agree of one kind on one day, in one part of the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// In ours and not in theirs, with our acts.
    pub here: BTreeMap<Item, u64>,
    /// In theirs and not in ours.
    pub there: BTreeSet<Item>,
}

/// Keeps what does not agree, and lets go of what agrees by now among the items for which `covers` holds. What has not agreed
/// since `late_us` is an alarm: gives whether there is a new one, with the act.
pub async fn keep_apart(
    tx: &mut Tx,
    (me, member): (&Member, &Member),
    (passed, day): (Passed, i64),
    (apart, covers): (&Apart, impl Fn(&Item) -> bool),
    (now_us, late_us): (i64, i64),
) -> Result<bool> {
    let sql =
        "select item, first_us, alarmed_us from unmatched where member = $1 and passed = $2 and day = $3";
    let rows: Vec<(Vec<u8>, i64, Option<i64>)> = many!(tx, sql, member.as_str(), passed.as_str(), day)?;
    let (mut late, mut late_there) = (Vec::new(), 0_u64);
    for (item, first_us, alarmed_us) in rows {
        let item = sixteen(item)?;
        let (here, there) = (apart.here.get(&item), apart.there.contains(&item));
        if here.is_none() && !there {
            if covers(&item) {
                let sql =
                    "delete from unmatched where member = $1 and passed = $2 and day = $3 and item = $4";
                run!(tx, sql, member.as_str(), passed.as_str(), day, item.to_vec())?;
            }
        } else if alarmed_us.is_none() && first_us <= late_us {
            late.extend(here.copied());
            late_there += u64::from(there);
        }
    }
    let all = apart.here.iter().map(|(item, act)| (item, Some(*act)));
    let all = all.chain(apart.there.iter().map(|item| (item, None)));
    for (item, act) in all.take(APART_MAX) {
        let sql = "insert into unmatched (member, passed, day, item, act, first_us, last_us)
            values ($1, $2, $3, $4, $5, $6, $6)
            on conflict (member, passed, day, item) do update set last_us = excluded.last_us,
            alarmed_us = case when unmatched.alarmed_us is null and unmatched.first_us <= $7
                then excluded.last_us else unmatched.alarmed_us end";
        let act = act.map(number).transpose()?;
        run!(tx, sql, member.as_str(), passed.as_str(), day, item.to_vec(), act, now_us, late_us)?;
    }
    if late.is_empty() && late_there == 0 {
        return Ok(false);
    }
    let body = serde_json::json!({
        "member": member.as_str(), "passed": passed.as_str(), "day": day, "acts": late, "there_alone": late_there,
    });
    let by = Actor::Engine { member: me.clone() };
    let kind = ActKind::LogsDiffer;
    let act = Act { at_us: now_us, by: &by, kind, object: None, reason: None, body: Some(body) };
    journal::write(tx, act).await?;
    Ok(true)
}

/// Most of one kind and day that is kept one by one: whoever hides more hides enough.
const APART_MAX: usize = 1_000;

/// What does not agree with a member on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub member: Member,
    pub passed: Passed,
    pub day: i64,
    /// Our acts of which nothing stands in their log.
    pub acts: Vec<u64>,
    /// How much stands in theirs alone.
    pub there: u64,
    pub first_us: i64,
    /// Since when it is an alarm, if it is one.
    pub alarmed_us: Option<i64>,
}

row! {
    struct Row {
        member: String,
        passed: String,
        day: i64,
        act: Option<i64>,
        first_us: i64,
        alarmed_us: Option<i64>,
    }
}

/// All that does not agree and is not settled, in the order of members and days.
pub async fn differences(tx: &mut Tx, _permit: &Permit<action::ReadPeers>) -> Result<Vec<Difference>> {
    all(tx).await
}

/// How much of it is an alarm, by member: for those who watch the node.
pub async fn alarms(tx: &mut Tx) -> Result<BTreeMap<Member, u64>> {
    let mut alarms = BTreeMap::new();
    for it in all(tx).await?.into_iter().filter(|it| it.alarmed_us.is_some()) {
        *alarms.entry(it.member).or_insert(0) += u64::try_from(it.acts.len()).unwrap_or(0) + it.there;
    }
    Ok(alarms)
}

async fn all(tx: &mut Tx) -> Result<Vec<Difference>> {
    let sql = "select member, passed, day, act, first_us, alarmed_us from unmatched where settled_us is null
        order by member, day, passed, act, item";
    let rows: Vec<Row> = many!(tx, sql)?;
    let mut all: Vec<Difference> = Vec::new();
    for row in rows {
        let (member, passed): (Member, Passed) = (row.member.parse()?, row.passed.parse()?);
        let is_same = |it: &&mut Difference| (&it.member, it.passed, it.day) == (&member, passed, row.day);
        if all.last_mut().filter(is_same).is_none() {
            let (first_us, alarmed_us) = (row.first_us, row.alarmed_us);
            all.push(Difference {
                member,
                passed,
                day: row.day,
                acts: vec![],
                there: 0,
                first_us,
                alarmed_us,
            });
        }
        let Some(it) = all.last_mut() else { continue };
        match row.act {
            Some(act) => it.acts.push(count(act)?),
            None => it.there += 1,
        }
        it.first_us = it.first_us.min(row.first_us);
        it.alarmed_us = it.alarmed_us.or(row.alarmed_us);
    }
    Ok(all)
}

/// Whether anything of one kind and day did not agree when it was looked at last.
pub async fn is_apart(tx: &mut Tx, (member, passed): (&Member, Passed), day: i64) -> Result<bool> {
    let sql = "select 1 from unmatched where member = $1 and passed = $2 and day = $3 limit 1";
    let found: Option<(i32,)> = maybe!(tx, sql, member.as_str(), passed.as_str(), day)?;
    Ok(found.is_some())
}

/// Whether anything does not agree with this member that is no alarm yet.
pub async fn is_open(tx: &mut Tx, member: &Member) -> Result<bool> {
    let sql = "select 1 from unmatched where member = $1 and alarmed_us is null limit 1";
    let found: Option<(i32,)> = maybe!(tx, sql, member.as_str())?;
    Ok(found.is_some())
}

/// Somebody who may has looked into it: it is no alarm any more; with the act. Gives how much it was.
pub async fn settle(
    tx: &mut Tx,
    permit: &Permit<action::SettleLog>,
    (member, passed, day): (&Member, Passed, i64),
    why: &str,
    at_us: i64,
) -> Result<u64> {
    let sql = "update unmatched set settled_us = $4 where member = $1 and passed = $2 and day = $3 and settled_us is null";
    let settled = run!(tx, sql, member.as_str(), passed.as_str(), day, at_us)?;
    if settled == 0 {
        return Err(Error::Conflict("nothing of it is open"));
    }
    let body = serde_json::json!({
        "member": member.as_str(), "passed": passed.as_str(), "day": day, "why": why, "lines": settled,
    });
    let (by, reason, kind) = (permit.by(), Some(permit.reason()), ActKind::LogsSettled);
    journal::write(tx, Act { at_us, by, kind, object: None, reason, body: Some(body) }).await?;
    Ok(settled)
}
