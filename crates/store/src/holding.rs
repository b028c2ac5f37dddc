//! What each member was given of our records held against what it has, and the same of others' records here: what does not agree.
use crate::journal::{self, Act};
use crate::record::stamps;
use crate::sql::{Text, count, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Member, RecordId, Stray};
use policy::{Permit, Sight, action};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod awaited;
pub use awaited::{Awaited, Sum, awaits, may_answer, put_off, take_awaited};

/// By which a version of a record is known on both sides: 8 bytes of its own, and 8 that are its version. Records of one
/// place in the order stand together whatever their version.
pub type Item = [u8; 16];

/// The item of this version.
pub fn item(id: RecordId, version: u64) -> Item {
    let whole = Sha256::new().chain_update(b"liaison/1/held\0").chain_update(id.as_bytes()).finalize();
    let mut item = [0; 16];
    item[..8].copy_from_slice(&whole[..8]);
    item[8..].copy_from_slice(&version.to_be_bytes());
    item
}

/// What is given of a record to one reader, taken from all lanes that it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The newest version that it is to have; none where all of it was taken back.
    pub version: Option<u64>,
    /// When the last of it left, and whether the reader has receipted all of it.
    pub since_us: i64,
    pub receipted: bool,
}

row! {
    struct GivenRow {
        id: String,
        version: i64,
        seq: i64,
        recalled: bool,
        since_us: i64,
        upto: i64,
    }
}

/// All that was given to a member on lanes that it reads. Notices have a course of their own; and of what a restore has lost here
/// people decide.
pub async fn given(tx: &mut Tx, member: &Member) -> Result<BTreeMap<RecordId, Given>> {
    let sql = "select s.id, s.version, s.seq, s.recalled, s.since_us, r.upto from shared s
        join reader r on r.stream = s.stream and r.member = $1 and r.left_us is null
            and (s.seq = 0 or r.first_seq <= s.seq or s.seq between 1 and r.gone_from)
        where not exists (select 1 from notice n where n.id = s.id)
        and not exists (select 1 from overtaken o where o.id = s.id and o.member = $1)";
    let rows: Vec<GivenRow> = many!(tx, sql, member.as_str())?;
    let mut all: BTreeMap<RecordId, Given> = BTreeMap::new();
    for row in rows {
        let none = Given { version: None, since_us: row.since_us, receipted: true };
        let it = all.entry(row.id.parse()?).or_insert(none);
        if !row.recalled {
            it.version = it.version.max(Some(count(row.version)?));
        }
        it.since_us = it.since_us.max(row.since_us);
        it.receipted &= row.seq > 0 && row.upto >= row.seq;
    }
    Ok(all)
}

/// What is here of an owner's records, each in its version; nothing of what they say. What is kept by law is not among it.
pub async fn held(tx: &mut Tx, owner: &Member) -> Result<BTreeMap<RecordId, u64>> {
    let sql = "select id, version from record r where owner = $1 and salt is not null
        and not exists (select 1 from notice n where n.id = r.id)";
    let rows: Vec<(String, i64)> = many!(tx, sql, owner.as_str())?;
    rows.into_iter().map(|(id, version)| Ok((id.parse()?, count(version)?))).collect()
}

/// How it stands with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    pub told_us: Option<i64>,
    pub compared_us: Option<i64>,
}

type ToldRow = (String, Option<i64>, Option<i64>);

/// When each was told the sum last, and when what it has was compared.
pub async fn all_told(tx: &mut Tx) -> Result<BTreeMap<Member, Told>> {
    let rows: Vec<ToldRow> = many!(tx, "select member, told_us, compared_us from holding")?;
    let read = |(member, told_us, compared_us): ToldRow| Ok((member.parse()?, Told { told_us, compared_us }));
    rows.into_iter().map(read).collect()
}

/// It was told the sum of what it was given; none: it is to be told anew.
pub async fn tell(tx: &mut Tx, member: &Member, at_us: Option<i64>) -> Result<()> {
    let sql = "insert into holding (member, told_us) values ($1, $2)
        on conflict (member) do update set told_us = excluded.told_us";
    run!(tx, sql, member.as_str(), at_us)?;
    Ok(())
}

/// What it has was compared with what it was given.
pub async fn compared(tx: &mut Tx, member: &Member, at_us: i64) -> Result<()> {
    let sql = "insert into holding (member, compared_us) values ($1, $2)
        on conflict (member) do update set compared_us = excluded.compared_us";
    run!(tx, sql, member.as_str(), at_us)?;
    Ok(())
}

/// One record of which the two sides do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    pub id: RecordId,
    pub version: u64,
    pub what: Stray,
}

/// Of whose records it is, and with whom.
#[derive(Debug, Clone, Copy)]
pub struct Between<'a> {
    pub me: &'a Member,
    pub member: &'a Member,
    /// The records are ours, and the member has them; else they are its own.
    pub ours: bool,
}

/// One of so many parts of the records: those of which the first two bytes of the item fall into it, whatever their versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub parts: u32,
    pub part: u32,
}

impl Part {
    /// In which of so many parts an item is.
    pub fn of(item: &Item, parts: u32) -> u32 {
        u32::from(u16::from_be_bytes([item[0], item[1]])) * parts / 65_536
    }

    /// Whether a record is in this one.
    pub fn has(self, id: RecordId) -> bool {
        Part::of(&item(id, 0), self.parts) == self.part
    }
}

type Known = (String, i64, Option<i64>, Option<i64>);

/// Keeps what does not agree of one part of the records, or of all, and lets go of what agrees by now. What has not agreed since
/// `late_us` is an alarm, and so is what was settled before that and does not agree still: gives whether there is a new one,
/// with the act. Of one member so much is kept, and the act says how much more there was.
pub async fn keep(
    tx: &mut Tx,
    between: Between<'_>,
    (part, apart): (Option<Part>, &[Apart]),
    (now_us, late_us): (i64, i64),
) -> Result<bool> {
    let (member, ours) = (between.member.as_str(), between.ours);
    let apart: BTreeMap<RecordId, Apart> =
        apart.iter().filter(|it| part.is_none_or(|part| part.has(it.id))).map(|it| (it.id, *it)).collect();
    let sql = "select id, first_us, alarmed_us, settled_us from record_apart where member = $1 and ours = $2";
    let known: Vec<Known> = many!(tx, sql, member, ours)?;
    let (mut late, mut here): (Vec<Apart>, BTreeSet<RecordId>) = Default::default();
    let mut kept = known.len();
    for (id, first_us, alarmed_us, settled_us) in known {
        let id: RecordId = id.parse()?;
        if part.is_some_and(|part| !part.has(id)) {
            continue;
        }
        let Some(it) = apart.get(&id) else {
            run!(tx, "delete from record_apart where member = $1 and id = $2", member, id.to_string())?;
            kept -= 1;
            continue;
        };
        here.insert(id);
        let waits = alarmed_us.is_some() && settled_us.is_none_or(|us| us > late_us);
        if first_us <= late_us && !waits {
            late.push(*it);
        }
    }
    let room = APART_MAX.saturating_sub(kept);
    let (known, new): (Vec<Apart>, Vec<Apart>) = apart.values().partition(|it| here.contains(&it.id));
    for it in known.iter().chain(new.iter().take(room)) {
        let sql = "insert into record_apart (member, id, ours, what, version, part, first_us)
            values ($1, $2, $3, $4, $5, $6, $7) on conflict (member, id) do update set
            what = excluded.what, version = excluded.version, part = excluded.part
            where record_apart.ours = excluded.ours";
        let (id, part) = (it.id.to_string(), i64::from(part.map_or(0, |part| part.part)));
        run!(tx, sql, member, id, ours, it.what.as_str(), number(it.version)?, part, now_us)?;
    }
    alarm(tx, between, (&late, new.len().saturating_sub(room)), now_us).await
}

/// Most of one member that is kept one by one, of its records and of ours with it each.
pub const APART_MAX: usize = 1_000;
/// Most that one act names.
const NAMED_MAX: usize = 100;

async fn alarm(
    tx: &mut Tx,
    between: Between<'_>,
    (late, beyond): (&[Apart], usize),
    now_us: i64,
) -> Result<bool> {
    if late.is_empty() {
        return Ok(false);
    }
    for it in late {
        let sql = "update record_apart set alarmed_us = $3, settled_us = null where member = $1 and id = $2";
        run!(tx, sql, between.member.as_str(), it.id.to_string(), now_us)?;
    }
    let named = late.get(..NAMED_MAX).unwrap_or(late);
    let of = |what| named.iter().filter(|it| it.what == what).map(|it| it.id.to_string()).collect::<Vec<_>>();
    let body = serde_json::json!({
        "member": between.member.as_str(), "ours": between.ours, "lost": of(Stray::Lost), "kept": of(Stray::Kept),
        "more": late.len() - named.len() + beyond,
    });
    let (by, kind) = (Actor::Engine { member: between.me.clone() }, ActKind::RecordsDiffer);
    let act = Act { at_us: now_us, by: &by, kind, object: None, reason: None, body: Some(body) };
    journal::write(tx, act).await?;
    Ok(true)
}

/// Whether anything does not agree with this member of our records; `open`: that is no alarm yet.
pub async fn is_apart(tx: &mut Tx, (member, ours): (&Member, bool), open: bool) -> Result<bool> {
    let sql = "select 1 from record_apart where member = $1 and ours = $2
        and (not $3 or alarmed_us is null) limit 1";
    let any: Option<(i32,)> = maybe!(tx, sql, member.as_str(), ours, open)?;
    Ok(any.is_some())
}

/// What does not agree, as far as it may be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub member: Member,
    pub ours: bool,
    pub what: Stray,
    pub version: u64,
    /// None where the reader may not know which record it is, or it is not known here.
    pub record: Option<RecordId>,
    pub first_us: i64,
    /// Since when it is an alarm, if it is one.
    pub alarmed_us: Option<i64>,
    /// When it was given, or taken back, once more.
    pub settled_us: Option<i64>,
}

row! {
    struct Row {
        member: String,
        id: String,
        ours: bool,
        what: String,
        version: i64,
        first_us: i64,
        alarmed_us: Option<i64>,
        settled_us: Option<i64>,
        shown: bool,
    }
}

/// All of it, in the order of members; named are the records that the sight shows or showed.
pub async fn differences(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadPeers>, &Sight),
    limit: u32,
) -> Result<Vec<Difference>> {
    let sql = Text::of(
        "select a.member, a.id, a.ours, a.what, a.version, a.first_us, a.alarmed_us, a.settled_us,
        exists (select 1 from record o where o.id = a.id and (a.ours or o.owner = a.member) and o.stamp in (",
    )
    .part(tx.conn.dialect().numbers(1))
    .and(")) as shown from record_apart a order by a.member, a.ours, a.first_us, a.id limit $2");
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, i64::from(limit))?;
    let read = |row: Row| {
        Ok(Difference {
            member: row.member.parse()?,
            ours: row.ours,
            what: row.what.parse()?,
            version: count(row.version)?,
            record: row.shown.then(|| row.id.parse()).transpose()?,
            first_us: row.first_us,
            alarmed_us: row.alarmed_us,
            settled_us: row.settled_us,
        })
    };
    rows.into_iter().map(read).collect()
}

/// How much of it is an alarm, by member: for those who watch the node.
pub async fn alarms(tx: &mut Tx) -> Result<BTreeMap<Member, u64>> {
    let sql = "select member, count(*) from record_apart where alarmed_us is not null and settled_us is null
        group by member";
    let rows: Vec<(String, i64)> = many!(tx, sql)?;
    rows.into_iter().map(|(member, it)| Ok((member.parse()?, count(it)?))).collect()
}

/// One of ours that does not agree with what this member has.
pub async fn one(tx: &mut Tx, (member, id): (&Member, RecordId)) -> Result<Option<Apart>> {
    let sql = "select what, version from record_apart where member = $1 and id = $2 and ours";
    let row: Option<(String, i64)> = maybe!(tx, sql, member.as_str(), id.to_string())?;
    row.map(|(what, version)| Ok(Apart { id, version: count(version)?, what: what.parse()? })).transpose()
}

/// What of it somebody had given, or taken back, once more: it is looked at again within the day.
pub async fn settled(tx: &mut Tx, (member, id): (&Member, RecordId), at_us: i64) -> Result<()> {
    let sql = "update record_apart set settled_us = $3, alarmed_us = coalesce(alarmed_us, $3)
        where member = $1 and id = $2 and ours";
    if run!(tx, sql, member.as_str(), id.to_string(), at_us)? == 0 {
        return Err(Error::Conflict("both sides agree on it by now"));
    }
    Ok(())
}

/// Has a record taken back once more from this member, up to the version that it has: said anew on each lane that it reads and on
/// which it was taken back; with the act.
pub async fn take_back_again(
    tx: &mut Tx,
    permit: &Permit<action::Withdraw>,
    (member, version): (&Member, u64),
    at_us: i64,
) -> Result<()> {
    let target = permit.target();
    let sql = "update shared set seq = 0, version = case when version < $3 then $3 else version end
        where id = $1 and recalled and stream in (select stream from reader where member = $2 and left_us is null)";
    if run!(tx, sql, target.id.to_string(), member.as_str(), number(version)?)? == 0 {
        return Err(Error::Conflict("it was not taken back from this member"));
    }
    settled(tx, (member, target.id), at_us).await?;
    let body = serde_json::json!({ "member": member.as_str(), "version": version, "again": true });
    let (by, reason, kind) = (permit.by(), Some(permit.reason()), ActKind::Recalled);
    let object = Some((target.id, target.version));
    journal::write(tx, Act { at_us, by, kind, object, reason, body: Some(body) }).await.map(|_| ())
}

/// The stamp that a record has, or had when it was withdrawn, with its version.
pub async fn stamp_of(tx: &mut Tx, id: RecordId) -> Result<Option<(policy::Target, model::Stamp)>> {
    let row: Option<(i64, i64)> =
        maybe!(tx, "select version, stamp from record where id = $1", id.to_string())?;
    let Some((version, no)) = row else { return Ok(None) };
    let stamp = crate::stamp::of(tx, crate::stamp::stamp_no(no)?).await?;
    Ok(Some((policy::Target { id, version: count(version)? }, stamp)))
}
