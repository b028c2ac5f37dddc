//! What people judged, as far as the sight shows both records.
use super::{bits, both_shown, pair, texts};
use crate::house::House;
use crate::record::stamps;
use crate::sql::{self, Text, count, many, number, row};
use crate::{Error, Result, Tx};
use model::{Judgement, Pair, RecordId};
use policy::Sight;
use wire::keys::Salt;
use wire::seal::SealKey;

/// A judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The number of its act, by which it is undone.
    pub act: u64,
    pub pair: Pair,
    /// Of the records that were judged, in the pair's order.
    pub versions: [u64; 2],
    pub judgement: Judgement,
    /// The label of who judged.
    pub by: String,
    pub at_us: i64,
    /// What the score was then: the binary logarithm of the odds, in thousandths.
    pub milli_bits: i32,
    /// Why, in their words.
    pub words: Option<String>,
    /// It counts: it was neither replaced nor undone.
    pub stands: bool,
    pub undone_us: Option<i64>,
}

row! {
    struct Row {
        seq: i64,
        one: String,
        two: String,
        one_version: i64,
        two_version: i64,
        judgement: String,
        actor: String,
        at_us: i64,
        milli_bits: i64,
        words: Option<Vec<u8>>,
        stands: bool,
        undone_us: Option<i64>,
        one_salt: Option<Vec<u8>>,
        two_salt: Option<Vec<u8>>,
    }
}

const SELECT: &str =
    "select t.seq, t.one, t.two, t.one_version, t.two_version, t.judgement, t.actor, t.at_us,
    t.milli_bits, t.words, t.stands, t.undone_us, a.salt as one_salt, b.salt as two_salt
    from judgement t join record a on a.id = t.one join record b on b.id = t.two where ";

impl Row {
    fn read(self, house: &House) -> Result<Judged> {
        let pair = pair(&self.one, &self.two)?;
        let salts = (self.one_salt.as_deref(), self.two_salt.as_deref());
        let words = match (self.words, salts) {
            (Some(sealed), (Some(one), Some(two))) => Some(open(house, (pair, [one, two]), &sealed)?),
            _ => None,
        };
        Ok(Judged {
            act: count(self.seq)?,
            pair,
            versions: [count(self.one_version)?, count(self.two_version)?],
            judgement: self.judgement.parse()?,
            by: self.actor,
            at_us: self.at_us,
            milli_bits: bits(self.milli_bits)?,
            words,
            stands: self.stands,
            undone_us: self.undone_us,
        })
    }
}

/// The key of what was said of a pair. It needs the salts of both records, so that it goes with either.
pub(super) fn key(house: &House, salts: [&[u8]; 2]) -> SealKey {
    let salt = house.keys.storage.digest("pair", &salts.concat());
    house.keys.storage.record_key(&Salt::from_bytes(salt))
}

pub(super) fn context(pair: Pair) -> Vec<u8> {
    let [one, two] = pair.both();
    [b"liaison/1/judgement\0".as_slice(), one.as_bytes(), two.as_bytes()].concat()
}

fn open(house: &House, (pair, salts): (Pair, [&[u8]; 2]), sealed: &[u8]) -> Result<String> {
    let damaged = || Error::Damaged(format!("the words of a judgement of {pair} do not open"));
    let plain = key(house, salts).open(&context(pair), sealed).map_err(|_| damaged())?;
    String::from_utf8(plain).map_err(|_| damaged())
}

fn read_all(tx: &Tx, rows: Vec<Row>) -> Result<Vec<Judged>> {
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}

/// The judgements of these pairs that stand.
pub async fn standing(tx: &mut Tx, sight: &Sight, pairs: &[Pair], now_us: i64) -> Result<Vec<Judged>> {
    let ones: Vec<RecordId> = pairs.iter().map(Pair::one).collect();
    let sql = Text::of(SELECT).and("t.stands and t.one in (").part(tx.conn.dialect().texts(3)).and(") and ");
    let sql = both_shown(tx, sql);
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, sql::json(&texts(&ones))?)?;
    let mut judged = read_all(tx, rows)?;
    judged.retain(|judged| pairs.contains(&judged.pair));
    Ok(judged)
}

/// The judgement of one act, whether it stands or not.
pub async fn of_act(tx: &mut Tx, sight: &Sight, act: u64, now_us: i64) -> Result<Option<Judged>> {
    let sql = both_shown(tx, Text::of(SELECT)).and(" and t.seq = $3");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, number(act)?)?;
    Ok(read_all(tx, rows)?.pop())
}

/// All that was ever judged of a pair, the last first.
pub async fn of_pair(tx: &mut Tx, sight: &Sight, pair: Pair, now_us: i64) -> Result<Vec<Judged>> {
    let sql = both_shown(tx, Text::of(SELECT)).and(" and t.one = $3 and t.two = $4 order by t.seq desc");
    let (one, two) = (pair.one().to_string(), pair.two().to_string());
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, one.as_str(), two.as_str())?;
    read_all(tx, rows)
}

/// The judgements that stand with one of these records in the pair, the oldest first.
pub async fn touching(tx: &mut Tx, sight: &Sight, ids: &[RecordId], now_us: i64) -> Result<Vec<Judged>> {
    let (part, list) = (tx.conn.dialect().texts(3), sql::json(&texts(ids))?);
    let of = Text::of(SELECT).and("t.stands and (t.one in (").part(part).and(") or t.two in (").part(part);
    let sql = both_shown(tx, of.and(")) and ")).and(" order by t.seq");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, now_us, list)?;
    read_all(tx, rows)
}

/// The judgements of one kind that stand, the last first; `before` is the [`Judged::act`] that the page before ended
/// with.
pub async fn judged(
    tx: &mut Tx,
    sight: &Sight,
    judgement: Judgement,
    (before, limit): (Option<u64>, u32),
    now_us: i64,
) -> Result<Vec<Judged>> {
    let sql = both_shown(tx, Text::of(SELECT).and("t.stands and t.judgement = $3 and t.seq < $4 and "))
        .and(" order by t.seq desc limit $5");
    let before = before.map_or(Ok(i64::MAX), number)?;
    let rows: Vec<Row> =
        many!(tx, sql, stamps(sight)?, now_us, judgement.as_str(), before, i64::from(limit))?;
    read_all(tx, rows)
}
