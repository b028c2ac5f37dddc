//! The queue: pairs that wait to be judged, the likeliest first, as far as the sight shows both records.
use super::judged::{self, Judged};
use super::{bits, both_shown, pair, texts};
use crate::record::stamps;
use crate::sql::{self, Text, count as counted, many, maybe, one as the_one, row};
use crate::{Result, Tx};
use model::{Kind, Pair, RecordId, can_be_one};
use policy::Sight;

/// A pair that was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    pub pair: Pair,
    /// In which it was proposed, in the pair's order.
    pub versions: [u64; 2],
    /// The binary logarithm of the odds that both are of one entity, in thousandths.
    pub milli_bits: i32,
    pub proposed_us: i64,
    pub waits: bool,
    /// What was judged of it, and stands. Where it waits all the same, it has changed since.
    pub judged: Option<Judged>,
}

/// Where a page of the queue ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub milli_bits: i32,
    pub pair: Pair,
}

row! {
    struct Row {
        one: String,
        two: String,
        one_version: i64,
        two_version: i64,
        milli_bits: i64,
        proposed_us: i64,
        waits: bool,
    }
}

const SELECT: &str = "select t.one, t.two, t.one_version, t.two_version, t.milli_bits, t.proposed_us, t.waits
    from twin t where ";

impl Row {
    fn read(self, judged: &[Judged]) -> Result<Twin> {
        let pair = pair(&self.one, &self.two)?;
        Ok(Twin {
            pair,
            versions: [counted(self.one_version)?, counted(self.two_version)?],
            milli_bits: bits(self.milli_bits)?,
            proposed_us: self.proposed_us,
            waits: self.waits,
            judged: judged.iter().find(|judged| judged.pair == pair).cloned(),
        })
    }
}

/// Those that wait, of the kinds in parameter 3: a list in JSON, or null for every kind. Either is one search in an index.
fn waiting(tx: &Tx, text: Text, kind: Option<Kind>) -> Text {
    match kind {
        None => text.and("t.waits and cast($3 as text) is null and "),
        Some(_) => text.and("t.waits and t.kind in (").part(tx.conn.dialect().texts(3)).and(") and "),
    }
}

/// Parameter 3 of [`waiting`].
fn kinds(kind: Option<Kind>) -> Result<Option<String>> {
    let alike = |kind: Kind| Kind::ALL.iter().filter(move |other| can_be_one(kind, **other));
    kind.map(|kind| sql::json(&alike(kind).map(|kind| kind.as_str()).collect::<Vec<_>>())).transpose()
}

/// The pairs behind a place in the queue, the likeliest first; of one kind, where one is named.
pub async fn page(
    tx: &mut Tx,
    sight: &Sight,
    kind: Option<Kind>,
    (behind, limit): (Option<Place>, u32),
    now_us: i64,
) -> Result<Vec<Twin>> {
    let text = waiting(tx, Text::of(SELECT), kind);
    let sql = both_shown(tx, text)
        .and(
            " and (t.milli_bits < $4 or (t.milli_bits = $4 and (t.one > $5 or (t.one = $5 and t.two > $6))))",
        )
        .and(" order by t.milli_bits desc, t.one, t.two limit $7");
    let (milli, one, two) = match behind {
        Some(Place { milli_bits, pair }) => {
            (i64::from(milli_bits), pair.one().to_string(), pair.two().to_string())
        }
        None => (i64::MAX, String::new(), String::new()),
    };
    let (stamps, kinds) = (stamps(sight)?, kinds(kind)?);
    let (kinds, one, two) = (kinds.as_deref(), one.as_str(), two.as_str());
    let rows: Vec<Row> = many!(tx, sql, stamps, now_us, kinds, milli, one, two, i64::from(limit))?;
    with_judgements(tx, sight, rows, now_us).await
}

async fn with_judgements(tx: &mut Tx, sight: &Sight, rows: Vec<Row>, now_us: i64) -> Result<Vec<Twin>> {
    let pairs = rows.iter().map(|row| pair(&row.one, &row.two)).collect::<Result<Vec<Pair>>>()?;
    let judged = judged::standing(tx, sight, &pairs, now_us).await?;
    rows.into_iter().map(|row| row.read(&judged)).collect()
}

/// How many wait that the sight shows, of one kind where one is named; `most` where there are as many or more.
pub async fn count(tx: &mut Tx, sight: &Sight, kind: Option<Kind>, most: u32, now_us: i64) -> Result<u64> {
    let text = waiting(tx, Text::of("select count(*) from (select 1 from twin t where "), kind);
    let sql = both_shown(tx, text).and(" limit $4) as shown");
    let kinds = kinds(kind)?;
    let (count,): (i64,) = the_one!(tx, sql, stamps(sight)?, now_us, kinds.as_deref(), i64::from(most))?;
    counted(count)
}

/// One pair that was proposed, whether it waits or not; none where the sight does not show both records.
pub async fn one(tx: &mut Tx, sight: &Sight, pair: Pair, now_us: i64) -> Result<Option<Twin>> {
    let sql = both_shown(tx, Text::of(SELECT)).and(" and t.one = $3 and t.two = $4");
    let (one, two) = (pair.one().to_string(), pair.two().to_string());
    let row: Option<Row> = maybe!(tx, sql, stamps(sight)?, now_us, one.as_str(), two.as_str())?;
    Ok(with_judgements(tx, sight, row.into_iter().collect(), now_us).await?.pop())
}

/// The pairs that wait with one of these records in them, the likeliest first.
pub async fn waiting_beside(
    tx: &mut Tx,
    sight: &Sight,
    ids: &[RecordId],
    limit: u32,
    now_us: i64,
) -> Result<Vec<Twin>> {
    let (part, list) = (tx.conn.dialect().texts(3), sql::json(&texts(ids))?);
    let of = Text::of(SELECT).and("t.waits and (t.one in (").part(part).and(") or t.two in (").part(part);
    let sql = both_shown(tx, of.and(")) and ")).and(" order by t.milli_bits desc, t.one, t.two limit $4");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, list, i64::from(limit))?;
    with_judgements(tx, sight, rows, now_us).await
}
