//! The check that is one side of a hit: who checked, for what, and what was asked as far as that may be kept.
use crate::house::{self, House};
use crate::sql::{Text, count, many, maybe, one, row, run};
use crate::{Error, Result, Tx};
use model::{CheckId, HitId, Kind, Member, Purpose};
use std::collections::HashMap;
use wire::keys::Salt;

/// A check, as the sides of its hit see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whose check it is.
    pub member: Member,
    pub check: CheckId,
    /// What tells this question against this version of the record from all others, and says nothing of either.
    pub pair: wire::Hash,
    pub unit: Option<String>,
    /// The officer's pseudonym, which only their own member can resolve.
    pub officer: Option<String>,
    pub purpose: Purpose,
    pub reference: Option<String>,
    /// What kind of thing was asked about.
    pub kind: Kind,
    /// What was asked; none where the purpose does not let it be kept, and when both sides have decided.
    pub asked: Option<String>,
    pub asked_us: i64,
}

row! {
    struct Row {
        hit: String,
        member: String,
        check_id: String,
        pair: Vec<u8>,
        unit: Option<String>,
        officer: Option<String>,
        purpose: String,
        reference: Option<String>,
        kind: String,
        asked: Option<Vec<u8>>,
        salt: Option<Vec<u8>>,
        asked_us: i64,
    }
}

fn context(hit: HitId) -> Vec<u8> {
    [b"liaison/1/hit-check\0".as_slice(), hit.as_bytes()].concat()
}

impl Row {
    fn read(self, house: &House) -> Result<(HitId, Checked)> {
        let id: HitId = self.hit.parse()?;
        let damaged = || Error::Damaged(format!("the check of hit {id} does not open"));
        let open = |(asked, salt): (Vec<u8>, Vec<u8>)| {
            let salt = Salt::from_bytes(salt.try_into().map_err(|_| damaged())?);
            let plain = house.keys.storage.record_key(&salt).open(&context(id), &asked);
            String::from_utf8(plain.map_err(|_| damaged())?).map_err(|_| damaged())
        };
        let checked = Checked {
            member: self.member.parse()?,
            check: self.check_id.parse()?,
            pair: self.pair.try_into().map_err(|_| damaged())?,
            unit: self.unit,
            officer: self.officer,
            purpose: self.purpose.parse()?,
            reference: self.reference,
            kind: self.kind.parse()?,
            asked: self.asked.zip(self.salt).map(open).transpose()?,
            asked_us: self.asked_us,
        };
        Ok((id, checked))
    }
}

/// The checks of these hits, whose ids are a JSON list.
pub(super) async fn of(tx: &mut Tx, hits: &str) -> Result<HashMap<HitId, Checked>> {
    let sql = Text::of(
        "select hit, member, check_id, pair, unit, officer, purpose, reference, kind, asked, salt, asked_us
        from hit_check where hit in (",
    )
    .part(tx.conn.dialect().texts(1))
    .and(")");
    let rows: Vec<Row> = many!(tx, sql, hits)?;
    rows.into_iter().map(|row| row.read(&tx.house)).collect()
}

pub(super) async fn put(tx: &mut Tx, hit: HitId, it: &Checked) -> Result<()> {
    let sealed = match &it.asked {
        Some(asked) => {
            let salt = house::chance::<32>()?;
            let key = tx.house.keys.storage.record_key(&Salt::from_bytes(salt));
            Some((key.seal(house::chance()?, &context(hit), asked.as_bytes()), salt.to_vec()))
        }
        None => None,
    };
    let (asked, salt) = sealed.unzip();
    let sql = "insert into hit_check
        (hit, member, check_id, pair, unit, officer, purpose, reference, kind, asked, salt, asked_us)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    run!(
        tx,
        sql,
        hit.to_string(),
        it.member.as_str(),
        it.check.to_string(),
        it.pair.as_slice(),
        it.unit.as_deref(),
        it.officer.as_deref(),
        it.purpose.as_str(),
        it.reference.as_deref(),
        it.kind.as_str(),
        asked,
        salt,
        it.asked_us
    )?;
    Ok(())
}

/// Destroys what was asked, where both sides of this hit have decided.
pub(super) async fn forget(tx: &mut Tx, hit: &str) -> Result<()> {
    let sql = "update hit_check set asked = null, salt = null where hit = $1 and salt is not null
        and exists (select 1 from hit h where h.id = $1 and h.closed_us is not null)";
    tx.pen.destroyed |= run!(tx, sql, hit)? > 0;
    Ok(())
}

/// The hit that lives between this question and this version of a record: it is not closed, or a side has refuted it, which
/// stays.
pub async fn lives(tx: &mut Tx, pair: &wire::Hash) -> Result<Option<HitId>> {
    let sql =
        "select h.id from hit_check c join hit h on h.id = c.hit where c.pair = $1 and (h.closed_us is null
        or exists (select 1 from hit_side s where s.hit = h.id and s.word = 'refuted'))
        order by h.raised_us desc, h.id limit 1";
    let row: Option<(String,)> = maybe!(tx, sql, pair.as_slice())?;
    row.map(|(id,)| Ok(id.parse()?)).transpose()
}

/// How many hits with records of `owner` the checks of a member have raised since a moment; of one officer where one is named.
pub async fn count_of(
    tx: &mut Tx,
    (member, officer): (&Member, Option<&str>),
    owner: &Member,
    since_us: i64,
) -> Result<u64> {
    let sql = "select count(*) from hit_check c join hit_side s on s.hit = c.hit and s.member = $3
        where c.member = $1 and (cast($2 as text) is null or c.officer = $2) and c.asked_us > $4";
    let (told,): (i64,) = one!(tx, sql, member.as_str(), officer, owner.as_str(), since_us)?;
    count(told)
}
