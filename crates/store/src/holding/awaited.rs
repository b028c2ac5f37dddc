//! What is awaited when what was given is held against what is held: each question is answered once, what was not asked for is
//! not heard, and what is told sooner than there is time for it is looked at later.
use crate::sql::{count, many, run};
use crate::{Error, Result, Tx};
use model::Member;
use wire::Hash;

/// What comes next from a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// Told what it is to have, it says sums of parts.
    Sums,
    /// Told which parts differ, it names what it has of so many of them: `count` of `parts`.
    Items { parts: u32, count: usize },
    /// Told sums of so many parts, it says which of them it would know.
    Wanted { parts: u32 },
    /// Told what is here of so many parts, it says what differs in each.
    Differs { count: usize },
}

/// From now on this is awaited from a member, and nothing else in its place.
pub async fn awaits(tx: &mut Tx, member: &Member, what: Awaited) -> Result<()> {
    let many = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (sql, value, parts) = match what {
        Awaited::Sums => (OF_OURS, -1, 0),
        Awaited::Items { parts, count } => (OF_OURS, many(count), parts),
        Awaited::Wanted { parts } => (OF_THEIRS, 0, parts),
        Awaited::Differs { count } => (OF_THEIRS, many(count), 0),
    };
    run!(tx, sql, member.as_str(), value, i64::from(parts))?;
    Ok(())
}

const OF_OURS: &str = "insert into holding (member, awaits, of_parts) values ($1, $2, $3)
    on conflict (member) do update set awaits = excluded.awaits, of_parts = excluded.of_parts";
const OF_THEIRS: &str = "insert into holding (member, differs, said_sums) values ($1, $2, $3)
    on conflict (member) do update set differs = excluded.differs, said_sums = excluded.said_sums";

/// It has come: gives whether it was awaited. Of items and of differences one part has come, however many are named.
pub async fn take_awaited(tx: &mut Tx, member: &Member, what: Awaited) -> Result<bool> {
    let (sql, parts) = match what {
        Awaited::Sums => {
            ("update holding set awaits = 0 where member = $1 and awaits = -1 and cast($2 as bigint) = 0", 0)
        }
        Awaited::Items { parts, .. } => (
            "update holding set awaits = awaits - 1 where member = $1 and awaits > 0 and of_parts = $2",
            parts,
        ),
        Awaited::Wanted { parts } => {
            ("update holding set said_sums = 0 where member = $1 and said_sums = $2", parts)
        }
        Awaited::Differs { .. } => (
            "update holding set differs = differs - 1 where member = $1 and differs > 0 and cast($2 as bigint) = 0",
            0,
        ),
    };
    Ok(run!(tx, sql, member.as_str(), i64::from(parts))? == 1)
}

/// A sum that a member was told: of how many records, and its digest.
pub type Sum = (u64, Hash);

/// Whether a sum that this member told can be looked at by now: none was since `since_us`. Then it is looked at now; else the
/// newest is kept, and looked at later.
pub async fn may_answer(
    tx: &mut Tx,
    member: &Member,
    sum: &Sum,
    (since_us, now_us): (i64, i64),
) -> Result<bool> {
    let sql = "insert into holding (member, answered_us) values ($1, $2)
        on conflict (member) do update set answered_us = excluded.answered_us, later_count = null, later_digest = null
        where holding.answered_us is null or holding.answered_us <= $3 or holding.answered_us > $2";
    if run!(tx, sql, member.as_str(), now_us, since_us)? == 1 {
        return Ok(true);
    }
    let sql = "update holding set later_count = $2, later_digest = $3 where member = $1";
    let told = i64::try_from(sum.0).unwrap_or(i64::MAX);
    run!(tx, sql, member.as_str(), told, sum.1.as_slice())?;
    Ok(false)
}

/// The sums that were put off and can be looked at by now.
pub async fn put_off(tx: &mut Tx, (since_us, now_us): (i64, i64)) -> Result<Vec<(Member, Sum)>> {
    let sql = "select member, later_count, later_digest from holding where later_digest is not null
        and (answered_us <= $1 or answered_us > $2) order by member";
    let rows: Vec<(String, i64, Vec<u8>)> = many!(tx, sql, since_us, now_us)?;
    let read = |(member, many, digest): (String, i64, Vec<u8>)| {
        let digest = digest.try_into().map_err(|_| Error::Damaged("a sum has no digest".to_owned()))?;
        Ok((member.parse()?, (count(many)?, digest)))
    };
    rows.into_iter().map(read).collect()
}
