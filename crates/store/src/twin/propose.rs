//! Proposing: what the node's own search found is put before people, or taken back before anybody judged it.
use super::{bits, pair, texts};
use crate::journal::{self, Act, pen};
use crate::sql::{self, Rows, Text, count, insert, many, number, run};
use crate::{Result, Tx};
use model::{ActKind, Actor, Judgement, Kind, Member, Pair, RecordId};
use policy::{Permit, action};
use std::collections::HashMap;

/// A pair as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed {
    pub pair: Pair,
    /// Of the first record.
    pub kind: Kind,
    /// Of the two records, in the pair's order.
    pub versions: [u64; 2],
    /// The binary logarithm of the odds that both are of one entity, in thousandths.
    pub milli_bits: i32,
    /// It is to wait for somebody to judge it.
    pub waits: bool,
}

/// What stands of a pair already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// As it was proposed last; none where it was judged without.
    pub proposed: Option<Proposed>,
    /// What was judged, of which versions, at which score.
    pub judged: Option<(Judgement, [u64; 2], i32)>,
}

type TwinRow = (String, String, String, i64, i64, i64, bool);
type JudgedRow = (String, String, i64, i64, i64, String);

/// What is known of these pairs, behind the lock on the journal's head, so that it stays so until the transaction ends.
pub async fn known(tx: &mut Tx, pairs: &[Pair]) -> Result<HashMap<Pair, Known>> {
    pen::lock(tx).await?;
    let mut ones: Vec<RecordId> = pairs.iter().map(Pair::one).collect();
    ones.sort_unstable();
    ones.dedup();
    let list = sql::json(&texts(&ones))?;
    let part = tx.conn.dialect().texts(1);
    let twins = Text::of(
        "select one, two, kind, one_version, two_version, milli_bits, waits from twin where one in (",
    );
    let twins: Vec<TwinRow> = many!(tx, twins.part(part).and(")"), list.as_str())?;
    let said = Text::of(
        "select one, two, one_version, two_version, milli_bits, judgement from judgement where stands and one in (",
    );
    let said: Vec<JudgedRow> = many!(tx, said.part(part).and(")"), list.as_str())?;
    let mut known: HashMap<Pair, Known> = HashMap::new();
    for row in twins {
        let proposed = proposed(row)?;
        known.insert(proposed.pair, Known { proposed: Some(proposed), judged: None });
    }
    for (one, two, first, second, milli, judgement) in said {
        let judged = (judgement.parse()?, [count(first)?, count(second)?], bits(milli)?);
        let of = known.entry(pair(&one, &two)?).or_insert(Known { proposed: None, judged: None });
        of.judged = Some(judged);
    }
    let wanted: std::collections::HashSet<Pair> = pairs.iter().copied().collect();
    known.retain(|pair, _| wanted.contains(pair));
    Ok(known)
}

fn proposed((one, two, kind, first, second, milli, waits): TwinRow) -> Result<Proposed> {
    let versions = [count(first)?, count(second)?];
    Ok(Proposed { pair: pair(&one, &two)?, kind: kind.parse()?, versions, milli_bits: bits(milli)?, waits })
}

/// In which version and of which kind these records stand; those that are not there, or were withdrawn, are left out.
pub async fn standing_as(tx: &mut Tx, ids: &[RecordId]) -> Result<HashMap<RecordId, (u64, Kind)>> {
    let sql = Text::of("select r.id, r.version, s.kind from record r join stamp s on s.no = r.stamp");
    let sql = sql.and(" where r.salt is not null and r.id in (").part(tx.conn.dialect().texts(1)).and(")");
    let rows: Vec<(String, i64, String)> = many!(tx, sql, sql::json(&texts(ids))?)?;
    let read =
        |(id, version, kind): (String, i64, String)| Ok((id.parse()?, (count(version)?, kind.parse()?)));
    rows.into_iter().map(read).collect()
}

const TWIN: Rows = Rows {
    table: "twin",
    columns: &["one", "two", "kind", "one_version", "two_version", "milli_bits", "proposed_us", "waits"],
    tail: "on conflict (one, two) do update set kind = excluded.kind, one_version = excluded.one_version,
        two_version = excluded.two_version, milli_bits = excluded.milli_bits, proposed_us = excluded.proposed_us,
        waits = excluded.waits",
};

/// Keeps pairs as they were found. Each pair once.
pub async fn put(tx: &mut Tx, pairs: &[Proposed], at_us: i64) -> Result<()> {
    // In the order of the index, as records.
    let mut rows: Vec<&Proposed> = pairs.iter().collect();
    rows.sort_unstable_by_key(|row| row.pair);
    insert!(
        tx,
        TWIN,
        rows.as_slice(),
        |row| row.pair.one().to_string(),
        row.pair.two().to_string(),
        row.kind.as_str(),
        number(row.versions[0])?,
        number(row.versions[1])?,
        i64::from(row.milli_bits),
        at_us,
        row.waits,
    );
    Ok(())
}

/// The pairs that wait with one of these records in them.
pub async fn waiting_of(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<Pair>> {
    let (part, list) = (tx.conn.dialect().texts(1), sql::json(&texts(ids))?);
    let sql = Text::of("select one, two from twin where waits and one in (").part(part);
    let sql = sql.and(") union select one, two from twin where waits and two in (").part(part).and(")");
    let rows: Vec<(String, String)> = many!(tx, sql, list)?;
    rows.iter().map(|(one, two)| pair(one, two)).collect()
}

/// All pairs that wait, behind this one, in their order: for who looks through all of them.
pub async fn all_waiting(tx: &mut Tx, after: Option<Pair>, limit: u32) -> Result<Vec<Pair>> {
    let sql = "select one, two from twin where waits and (one > $1 or (one = $1 and two > $2)) order by one, two limit $3";
    let (one, two) =
        after.map_or_else(Default::default, |pair| (pair.one().to_string(), pair.two().to_string()));
    let rows: Vec<(String, String)> = many!(tx, sql, one, two, i64::from(limit))?;
    rows.iter().map(|(one, two)| pair(one, two)).collect()
}

/// These wait no longer: what spoke for them is gone. Those that were never judged are forgotten.
pub async fn close(tx: &mut Tx, pairs: &[Pair]) -> Result<()> {
    for pair in pairs {
        let (one, two) = (pair.one().to_string(), pair.two().to_string());
        let sql = "update twin set waits = false where one = $1 and two = $2";
        run!(tx, sql, one.as_str(), two.as_str())?;
        let sql = "delete from twin where one = $1 and two = $2 and not exists
            (select 1 from judgement j where j.one = $1 and j.two = $2 and j.stands)";
        run!(tx, sql, one, two)?;
    }
    Ok(())
}

/// The act that says how many pairs the engine of this member has just put before people.
pub async fn offered(tx: &mut Tx, me: &Member, pairs: usize, at_us: i64) -> Result<()> {
    let by = Actor::Engine { member: me.clone() };
    let body = Some(serde_json::json!({ "pairs": pairs }));
    let kind = ActKind::TwinsProposed;
    journal::write(tx, Act { at_us, by: &by, kind, object: None, reason: None, body }).await.map(|_| ())
}

/// The act that says that the whole store was gone through, with what came of it.
pub async fn sought(
    tx: &mut Tx,
    permit: &Permit<action::SeekTwins>,
    told: serde_json::Value,
    at_us: i64,
) -> Result<()> {
    let (by, reason) = (permit.by(), Some(permit.reason()));
    let act = Act { at_us, by, kind: ActKind::TwinsSought, object: None, reason, body: Some(told) };
    journal::write(tx, act).await.map(|_| ())
}

/// Nothing is left of pairs with one of these records, which were withdrawn.
pub(crate) async fn forget(tx: &mut Tx, ids: &str) -> Result<()> {
    let part = tx.conn.dialect().texts(1);
    let of = |text: Text| text.and(" where one in (").part(part).and(") or two in (").part(part).and(")");
    run!(tx, of(Text::of("delete from twin")), ids)?;
    run!(tx, of(Text::of("delete from judgement")), ids)?;
    Ok(())
}
