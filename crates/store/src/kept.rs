//! Copies of others' records that the law bids to keep after their owner has taken them back. One that is kept lies here and
//! nowhere else: under a salt of its own, out of records, links, index and everything that is built from them.
use crate::house::{self, House};
use crate::journal::{Draft, Under, open_body, pen, plain_body};
use crate::record::{self, stamps};
use crate::sql::{self, Text, count, many, maybe, number, row, run};
use crate::{Error, Result, Tx, stamp};
use model::{ActKind, Actor, CopyWord, Invalid, Member, Reason, Record, RecordId, Stamp};
use policy::{Permit, Sight, Target, action};
use wire::keys::Salt;

mod asked;
pub use asked::{Asked, ask, asked, asked_all, confirm, waiting};

/// What is declared of one copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The law, and the case.
    pub basis: Option<String>,
    pub reference: Option<String>,
    /// Why it is kept, in words for its owner.
    pub why: String,
    /// The unit that keeps it.
    pub unit: Option<String>,
    /// When it ends, in microseconds since 1970.
    pub until_us: i64,
}

/// A copy that is kept, is to be, or was; and what its owner is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: RecordId,
    pub owner: Member,
    pub word: CopyWord,
    pub version: u64,
    pub basis: Option<String>,
    pub reference: Option<String>,
    pub why: Option<String>,
    pub unit: Option<String>,
    pub until_us: i64,
    pub declared_us: i64,
    /// When its owner took it back; none where it is here as any record.
    pub taken_us: Option<i64>,
    /// Rises with every change.
    pub said: i64,
}

row! {
    struct Row {
        id: String,
        owner: String,
        word: String,
        version: i64,
        basis: Option<String>,
        reference: Option<String>,
        why: Option<String>,
        unit: Option<String>,
        until_us: i64,
        declared_us: i64,
        taken_us: Option<i64>,
        said: i64,
    }
}

impl Row {
    fn read(self) -> Result<Kept> {
        Ok(Kept {
            id: self.id.parse()?,
            owner: self.owner.parse()?,
            word: self.word.parse()?,
            version: count(self.version)?,
            basis: self.basis,
            reference: self.reference,
            why: self.why,
            unit: self.unit,
            until_us: self.until_us,
            declared_us: self.declared_us,
            taken_us: self.taken_us,
            said: self.said,
        })
    }
}

const SELECT: &str =
    "select k.id, k.owner, k.word, k.version, k.basis, k.reference, k.why, k.unit, k.until_us,
    k.declared_us, k.taken_us, k.said from kept_copy k";

/// What is declared of the copy of a record, if anything ever was.
pub async fn of(tx: &mut Tx, id: RecordId) -> Result<Option<Kept>> {
    let row: Option<Row> = maybe!(tx, Text::of(SELECT).and(" where k.id = $1"), id.to_string())?;
    row.map(Row::read).transpose()
}

/// What the rules must know of a copy that its owner has taken back: as [`record::target`] of one that is here.
pub async fn target(tx: &mut Tx, id: RecordId) -> Result<Option<(Target, Stamp)>> {
    let sql = "select k.version, r.stamp from kept_copy k join record r on r.id = k.id and r.owner = k.owner
        where k.id = $1 and k.content is not null";
    let row: Option<(i64, i64)> = maybe!(tx, sql, id.to_string())?;
    let Some((version, no)) = row else { return Ok(None) };
    let stamp = stamp::of(tx, stamp::stamp_no(no)?).await?;
    Ok(Some((Target { id, version: count(version)? }, stamp)))
}

/// What two persons have declared of the copy that the permit names counts from now on, or from when its owner takes it back; with
/// the act. What was declared before is declared anew.
async fn declare(
    tx: &mut Tx,
    permit: &Permit<action::KeepByLaw>,
    Asked { owner, declared, asker, .. }: &Asked,
    at_us: i64,
) -> Result<()> {
    let Target { id, version } = permit.target();
    let is_kept = target(tx, id).await?.is_some();
    if !is_kept && record::target(tx, id).await?.is_none() {
        return Err(Error::Conflict("there is no copy of it here any more"));
    }
    let word = if is_kept { CopyWord::Kept } else { CopyWord::ToBeKept };
    let sql = "insert into kept_copy
        (id, owner, word, version, basis, reference, why, unit, until_us, declared_us, said, told)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 0)
        on conflict (id) do update set word = excluded.word,
        version = case when kept_copy.content is null then excluded.version else kept_copy.version end,
        basis = excluded.basis,
        reference = excluded.reference, why = excluded.why, unit = excluded.unit, until_us = excluded.until_us,
        declared_us = excluded.declared_us,
        said = case when kept_copy.said >= excluded.said then kept_copy.said + 1 else excluded.said end";
    run!(
        tx,
        sql,
        id.to_string(),
        owner.as_str(),
        word.as_str(),
        number(version)?,
        declared.basis.as_deref(),
        declared.reference.as_deref(),
        declared.why.as_str(),
        declared.unit.as_deref(),
        declared.until_us,
        at_us
    )?;
    let body = serde_json::json!({
        "owner": owner.as_str(), "why": declared.why, "until_us": declared.until_us, "word": word.as_str(),
        "declared_by": asker,
    });
    let by = (ActKind::CopyConfirmed, permit.by(), Some(permit.reason()));
    act(tx, by, (id, version), (Some(body), at_us)).await
}

/// The act outlives the copy, so it is under the key of its day.
async fn act(
    tx: &mut Tx,
    (kind, by, reason): (ActKind, &Actor, Option<&Reason>),
    object: (RecordId, u64),
    (body, at_us): (Option<serde_json::Value>, i64),
) -> Result<()> {
    let act = crate::journal::Act { at_us, by, kind, object: Some(object), reason, body: None };
    let plain = plain_body(reason.and_then(|it| it.legal_basis.as_deref()), body.as_ref())?;
    pen::write(tx, vec![Draft::of(&act, plain, Under::ItsDay)]).await.map(drop)
}

/// A copy that is about to be destroyed, as its row has it.
pub(crate) struct Going<'a> {
    pub(crate) owner: &'a Member,
    pub(crate) id: RecordId,
    pub(crate) version: u64,
    pub(crate) salt: &'a [u8],
}

/// Sets aside what a record says before its owner's recall destroys it: where it was declared that the law bids to keep it, or
/// where the bureau takes until `undecided_until_us` to decide. Gives the word that says so.
pub(crate) async fn set_aside(
    tx: &mut Tx,
    (by, it): (&Actor, &Going<'_>),
    undecided_until_us: Option<i64>,
    at_us: i64,
) -> Result<Option<CopyWord>> {
    let before = of(tx, it.id).await?.filter(|kept| kept.word != CopyWord::Ended && kept.until_us > at_us);
    let waits_us = asked::waiting(tx, it.id, at_us).await?.map(|asked| asked.lapses_us);
    let undecided_until_us = undecided_until_us.max(waits_us);
    let decided = before.as_ref().filter(|kept| kept.word != CopyWord::Undecided);
    let (word, until_us) = match (decided, undecided_until_us) {
        // What was declared anew is not lost meanwhile.
        (Some(kept), _) => (CopyWord::Kept, kept.until_us.max(waits_us.unwrap_or(i64::MIN))),
        (None, Some(until_us)) => (CopyWord::Undecided, until_us),
        (None, None) => return Ok(None),
    };
    let sql =
        "select r.seq, j.body from record r join journal j on j.seq = r.seq where r.id = $1 and r.owner = $2";
    crate::journal::put::flush(tx).await?;
    let row: Option<(i64, Option<Vec<u8>>)> = maybe!(tx, sql, it.id.to_string(), it.owner.as_str())?;
    let Some((seq, Some(body))) = row else { return Ok(None) };
    let plain = open_body(&tx.house, "record", it.salt, count(seq)?, &body)?;
    let salt = house::chance::<32>()?;
    let key = tx.house.keys.storage.record_key(&Salt::from_bytes(salt));
    let sealed = key.seal(house::chance()?, &context(it.id), &plain);
    let sql = "insert into kept_copy
        (id, owner, word, version, until_us, declared_us, taken_us, content, salt, said, told)
        values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $6, 0)
        on conflict (id) do update set word = excluded.word, version = excluded.version,
        until_us = excluded.until_us, taken_us = excluded.taken_us, content = excluded.content, salt = excluded.salt,
        basis = case when excluded.word = 'kept' then kept_copy.basis end,
        reference = case when excluded.word = 'kept' then kept_copy.reference end,
        why = case when excluded.word = 'kept' then kept_copy.why end,
        unit = case when excluded.word = 'kept' then kept_copy.unit end,
        said = case when kept_copy.said >= excluded.said then kept_copy.said + 1 else excluded.said end";
    run!(
        tx,
        sql,
        it.id.to_string(),
        it.owner.as_str(),
        word.as_str(),
        number(it.version)?,
        until_us,
        at_us,
        sealed,
        salt.to_vec()
    )?;
    let body = serde_json::json!({ "word": word.as_str(), "until_us": until_us });
    act(tx, (ActKind::CopyKept, by, None), (it.id, it.version), (Some(body), at_us)).await?;
    Ok(Some(word))
}

/// What a sealed copy belongs to.
fn context(id: RecordId) -> Vec<u8> {
    [b"liaison/1/kept\0".as_slice(), id.as_bytes()].concat()
}

/// What a kept copy says. The act that it was opened is the caller's, and comes first.
pub async fn open(tx: &mut Tx, permit: &Permit<action::OpenKept>) -> Result<Option<(Kept, Record)>> {
    let id = permit.target().id;
    let sql = "select content, salt from kept_copy where id = $1 and content is not null";
    let row: Option<(Vec<u8>, Vec<u8>)> = maybe!(tx, sql, id.to_string())?;
    let (Some((content, salt)), Some(kept)) = (row, of(tx, id).await?) else { return Ok(None) };
    let plain = opened(&tx.house, id, (&content, &salt))?;
    let record = record::read_body(&plain, (id, kept.version))?;
    Ok(Some((kept, record)))
}

fn opened(house: &House, id: RecordId, (content, salt): (&[u8], &[u8])) -> Result<Vec<u8>> {
    let salt = salt.try_into().map_err(|_| Error::Damaged("a salt is not 32 bytes".to_owned()))?;
    let key = house.keys.storage.record_key(&Salt::from_bytes(salt));
    key.open(&context(id), content)
        .map_err(|_| Error::Damaged(format!("the kept copy of {id} does not open")))
}

/// What is kept or to be kept, of records that the sight shows or showed; the last declared first.
pub async fn list(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadKept>, &Sight),
    limit: u32,
) -> Result<Vec<Kept>> {
    let sql = Text::of(SELECT)
        .and(" join record r on r.id = k.id and r.owner = k.owner where r.stamp in (")
        .part(tx.conn.dialect().numbers(1))
        .and(") order by k.declared_us desc, k.id limit $2");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// The same for whoever keeps the node and sees no record: numbers, owners and times of all of it.
pub async fn list_all(tx: &mut Tx, _permit: &Permit<action::ReadKept>, limit: u32) -> Result<Vec<Kept>> {
    let sql = Text::of(SELECT).and(" order by k.declared_us desc, k.id limit $1");
    let rows: Vec<Row> = many!(tx, sql, i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// Gives it up before its time; with the act.
pub async fn give_up(tx: &mut Tx, permit: &Permit<action::KeepByLaw>, why: &str, at_us: i64) -> Result<()> {
    pen::lock(tx).await?;
    let id = permit.target().id;
    let kept = of(tx, id).await?.filter(|kept| kept.word != CopyWord::Ended);
    let asked = asked::waiting(tx, id, at_us).await?;
    if why.is_empty() {
        return Err(Invalid::new("why", "a word of why is needed").into());
    }
    if let Some(asked) = &asked {
        asked::drop_asked(tx, (permit.by(), Some(permit.reason())), asked, (why, at_us)).await?;
    }
    let kept = match kept {
        None if asked.is_some() => return Ok(()),
        kept => kept.ok_or(Error::Conflict("no copy of it is kept by law"))?,
    };
    let body = serde_json::json!({ "why": why, "word": kept.word.as_str() });
    end(tx, (permit.by(), Some(permit.reason())), &kept, (body, at_us)).await
}

/// Ends what has had its time. Gives how much.
pub async fn end_due(tx: &mut Tx, me: &Member, now_us: i64) -> Result<usize> {
    pen::lock(tx).await?;
    let sql = Text::of(SELECT).and(" where k.word <> 'ended' and k.until_us <= $1 order by k.until_us, k.id");
    let rows: Vec<Row> = many!(tx, sql, now_us)?;
    let by = Actor::Engine { member: me.clone() };
    let ended = rows.len();
    let lapsed = asked::lapse(tx, me, now_us).await?;
    for row in rows {
        let kept = row.read()?;
        let body = serde_json::json!({ "why": "its time is over", "word": kept.word.as_str() });
        end(tx, (&by, None), &kept, (body, now_us)).await?;
    }
    Ok(ended + lapsed)
}

/// Whether anything has had its time: asked each second, and mostly nothing has.
pub async fn any_due(tx: &mut Tx, now_us: i64) -> Result<bool> {
    let sql = "select 1 from kept_copy where word <> 'ended' and until_us <= $1
        union all select 1 from kept_asked where lapses_us <= $1 limit 1";
    let found: Option<(i32,)> = maybe!(tx, sql, now_us)?;
    Ok(found.is_some())
}

async fn end(
    tx: &mut Tx,
    (by, reason): (&Actor, Option<&Reason>),
    kept: &Kept,
    (body, at_us): (serde_json::Value, i64),
) -> Result<()> {
    let sql = "update kept_copy set word = 'ended', content = null, salt = null,
        said = case when said >= $2 then said + 1 else $2 end where id = $1";
    run!(tx, sql, kept.id.to_string(), at_us)?;
    tx.pen.destroyed = true;
    let object = (kept.id, kept.version);
    act(tx, (ActKind::CopyEnded, by, reason), object, (Some(body), at_us)).await
}

/// What owners are still to be told, in the order in which it was said.
pub async fn untold(tx: &mut Tx) -> Result<Vec<Kept>> {
    let sql = Text::of(SELECT).and(" where k.told < k.said order by k.said, k.id");
    let rows: Vec<Row> = many!(tx, sql)?;
    rows.into_iter().map(Row::read).collect()
}

/// The owner of one was told.
pub async fn told(tx: &mut Tx, kept: &Kept) -> Result<()> {
    run!(tx, "update kept_copy set told = $2 where id = $1", kept.id.to_string(), kept.said)?;
    Ok(())
}

/// All that was told to an owner is told again: it has lost what it was told.
pub async fn tell_again(tx: &mut Tx, owner: &Member) -> Result<()> {
    run!(tx, "update kept_copy set told = 0 where owner = $1", owner.as_str())?;
    Ok(())
}

/// Of these records those of which a copy is kept here, or is to be.
pub async fn among(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<Kept>> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of(SELECT)
        .and(" where k.word <> 'ended' and k.id in (")
        .part(tx.conn.dialect().texts(1))
        .and(") order by k.id");
    let rows: Vec<Row> = many!(tx, sql, list)?;
    rows.into_iter().map(Row::read).collect()
}
