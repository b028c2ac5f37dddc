//! What of our records is with whom: what left on which lane, and what each holder has confirmed.
use crate::lane::{Stream, sixteen};
use crate::record::stamps;
use crate::sql::{self, Text, count, many, number, row, run};
use crate::{Result, Tx};
use model::{CopyWord, Member, RecordId};
use policy::{Permit, Sight, action};
use std::collections::BTreeMap;

/// What of a record left on a lane last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    pub id: RecordId,
    pub stream: Stream,
    pub version: u64,
    /// The envelope that said it; 0 where it is not said again yet since the lane began anew.
    pub seq: u64,
    /// That envelope takes the record back.
    pub recalled: bool,
    pub since_us: i64,
}

type Row = (String, Vec<u8>, i64, i64, bool, i64);

fn read((id, stream, version, seq, recalled, since_us): Row) -> Result<Shared> {
    let (stream, version, seq) = (sixteen(stream)?, count(version)?, count(seq)?);
    Ok(Shared { id: id.parse()?, stream, version, seq, recalled, since_us })
}

/// What left of these records, on every lane.
pub async fn of(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<Shared>> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of("select id, stream, version, seq, recalled, since_us from shared where id in (")
        .part(tx.conn.dialect().texts(1))
        .and(")");
    let rows: Vec<Row> = many!(tx, sql, list)?;
    rows.into_iter().map(read).collect()
}

/// Up to which version a member was told what it is to have of these records, or that it is to have nothing: on a lane that it reads,
/// or of which it will hear when it comes back to it.
pub async fn told_to(tx: &mut Tx, member: &Member, ids: &[RecordId]) -> Result<BTreeMap<RecordId, u64>> {
    let list = sql::json(&ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of(
        "select s.id, max(s.version) from shared s join reader r on r.stream = s.stream and r.member = $1
            and (s.seq = 0 or r.first_seq <= s.seq or r.gone_from is not null) where s.id in (",
    )
    .part(tx.conn.dialect().texts(2))
    .and(") group by s.id");
    let rows: Vec<(String, i64)> = many!(tx, sql, member.as_str(), list)?;
    rows.into_iter().map(|(id, version)| Ok((id.parse()?, count(version)?))).collect()
}

/// Records of which something was given that is not said again since the lane began anew, behind an id, in their order.
pub async fn unsaid(tx: &mut Tx, after: Option<RecordId>, limit: u32) -> Result<Vec<RecordId>> {
    let sql = "select distinct id from shared where seq = 0 and id > $1 order by id limit $2";
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let rows: Vec<(String,)> = many!(tx, sql, after, i64::from(limit))?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

/// All that was given on a lane.
pub async fn on(tx: &mut Tx, lane: &Stream) -> Result<Vec<Shared>> {
    let sql = "select id, stream, version, seq, recalled, since_us from shared where stream = $1 order by id";
    let rows: Vec<Row> = many!(tx, sql, lane.as_slice())?;
    rows.into_iter().map(read).collect()
}

/// Keeps what just left.
pub async fn put(tx: &mut Tx, all: &[Shared]) -> Result<()> {
    const SHARED: sql::Rows = sql::Rows {
        table: "shared",
        columns: &["id", "stream", "version", "seq", "recalled", "since_us"],
        tail: "on conflict (id, stream) do update set version = excluded.version, seq = excluded.seq,
            recalled = excluded.recalled, since_us = excluded.since_us",
    };
    sql::insert!(
        tx,
        SHARED,
        all,
        |row| row.id.to_string(),
        row.stream.to_vec(),
        number(row.version)?,
        number(row.seq)?,
        row.recalled,
        row.since_us,
    );
    Ok(())
}

/// One member that has, had, or is to have a record of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub member: Member,
    pub version: u64,
    pub recalled: bool,
    /// When this left.
    pub since_us: i64,
    /// When the holder's signed receipt for it came; none where it has not.
    pub confirmed_us: Option<i64>,
    /// Its node is not reached at the moment.
    pub unreached: bool,
    /// What it said of its copy, such as that it keeps it by law, and why.
    pub word: Option<CopySaid>,
}

/// What a holder says of its copy of a record of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopySaid {
    /// The version that it is about.
    pub version: u64,
    pub word: CopyWord,
    /// The law, and why it is kept, in the holder's words.
    pub basis: Option<String>,
    pub why: Option<String>,
    /// The unit that keeps it.
    pub unit: Option<String>,
    pub until_us: Option<i64>,
    /// Rises with everything that its node says of it.
    pub said: i64,
}

row! {
    struct HolderRow {
        member: String,
        version: i64,
        recalled: bool,
        since_us: i64,
        seq: i64,
        upto: i64,
        receipt_us: Option<i64>,
        fault_us: Option<i64>,
        word: Option<String>,
        word_version: Option<i64>,
        basis: Option<String>,
        why: Option<String>,
        unit: Option<String>,
        until_us: Option<i64>,
        said: Option<i64>,
    }
}

impl HolderRow {
    fn word(&self) -> Result<Option<CopySaid>> {
        let Some(word) = &self.word else { return Ok(None) };
        Ok(Some(CopySaid {
            version: count(self.word_version.unwrap_or(0))?,
            word: word.parse()?,
            basis: self.basis.clone(),
            why: self.why.clone(),
            unit: self.unit.clone(),
            until_us: self.until_us,
            said: self.said.unwrap_or(0),
        }))
    }
}

/// Who has a record, as far as their receipts say, in the order of their codes; also who had it before it was away. A member that reads it on two lanes is
/// told by the newer version, and by what was said last of it.
pub async fn holders(tx: &mut Tx, _permit: &Permit<action::ReadWindow>, id: RecordId) -> Result<Vec<Holder>> {
    let sql = "select r.member, s.version, s.recalled, s.since_us, s.seq, r.upto, r.receipt_us, p.fault_us,
            w.word, w.version as word_version, w.basis, w.why, w.unit, w.until_us, w.said
        from shared s join reader r on r.stream = s.stream
            and (r.first_seq <= s.seq or s.seq between 1 and r.gone_from)
        left join copy_word w on w.id = s.id and w.member = r.member
        left join peer p on p.member = r.member
        where s.id = $1 order by r.member, s.version desc, s.since_us desc";
    let rows: Vec<HolderRow> = many!(tx, sql, id.to_string())?;
    let mut holders: Vec<Holder> = Vec::new();
    for row in rows {
        let member: Member = row.member.parse()?;
        let word = row.word()?;
        let confirmed_us = row.receipt_us.filter(|_| row.upto >= row.seq);
        match holders.last_mut().filter(|last| last.member == member) {
            // Given on one lane and taken back on another: it has it.
            Some(last) => last.recalled &= row.recalled,
            None => holders.push(Holder {
                member,
                version: count(row.version)?,
                recalled: row.recalled,
                since_us: row.since_us,
                confirmed_us,
                unreached: row.fault_us.is_some(),
                word,
            }),
        }
    }
    Ok(holders)
}

/// Keeps what a holder says of its copy, if it has said nothing since. Gives whether it had not; then the act is the caller's.
pub async fn told(tx: &mut Tx, (id, member): (RecordId, &Member), it: &CopySaid, at_us: i64) -> Result<bool> {
    let sql = "insert into copy_word (id, member, version, word, why, at_us, basis, unit, until_us, said)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id, member) do update set version = excluded.version, word = excluded.word,
        why = excluded.why, at_us = excluded.at_us, basis = excluded.basis, unit = excluded.unit,
        until_us = excluded.until_us, said = excluded.said where copy_word.said < excluded.said";
    let said = run!(
        tx,
        sql,
        id.to_string(),
        member.as_str(),
        number(it.version)?,
        it.word.as_str(),
        it.why.as_deref(),
        at_us,
        it.basis.as_deref(),
        it.unit.as_deref(),
        it.until_us,
        it.said
    )?;
    Ok(said > 0)
}

/// Lets go of all that a member has said of its copies: its node was set back, and says anew what it keeps.
pub async fn forget_words(tx: &mut Tx, member: &Member) -> Result<()> {
    run!(tx, "delete from copy_word where member = $1", member.as_str())?;
    Ok(())
}

/// A copy that its holder keeps by law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptThere {
    pub id: RecordId,
    pub member: Member,
    pub said: CopySaid,
}

row! {
    struct KeptRow {
        id: String,
        member: String,
        word: String,
        version: i64,
        basis: Option<String>,
        why: Option<String>,
        unit: Option<String>,
        until_us: Option<i64>,
        said: i64,
    }
}

/// What others keep by law of records that were taken back from them, as far as the sight shows or showed them; the longest
/// to come first.
pub async fn kept_there(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadWindow>, &Sight),
    limit: u32,
) -> Result<Vec<KeptThere>> {
    let sql = Text::of(
        "select w.id, w.member, w.word, w.version, w.basis, w.why, w.unit, w.until_us, w.said
        from copy_word w join record o on o.id = w.id where w.word in ('kept', 'undecided') and o.stamp in (",
    )
    .part(tx.conn.dialect().numbers(1))
    .and(") order by w.until_us desc, w.id, w.member limit $2");
    let rows: Vec<KeptRow> = many!(tx, sql, stamps(sight)?, i64::from(limit))?;
    let read = |row: KeptRow| {
        let said = CopySaid {
            version: count(row.version)?,
            word: row.word.parse()?,
            basis: row.basis,
            why: row.why,
            unit: row.unit,
            until_us: row.until_us,
            said: row.said,
        };
        Ok(KeptThere { id: row.id.parse()?, member: row.member.parse()?, said })
    };
    rows.into_iter().map(read).collect()
}

row! {
    struct MissedRow {
        id: String,
        stream: Vec<u8>,
        version: i64,
        seq: i64,
        recalled: bool,
        since_us: i64,
        member: String,
    }
}

/// What was recalled on a lane while a reader was away, with that reader: it has not heard of it.
pub async fn missed(tx: &mut Tx) -> Result<Vec<(Shared, Member)>> {
    let sql = "select s.id, s.stream, s.version, s.seq, s.recalled, s.since_us, r.member from shared s
        join reader r on r.stream = s.stream where s.recalled and r.left_us is null
        and r.gone_from is not null and s.seq > r.gone_from and s.seq < r.first_seq order by s.id, r.member";
    let rows: Vec<MissedRow> = many!(tx, sql)?;
    let read = |row: MissedRow| {
        let (stream, version, seq) = (sixteen(row.stream)?, count(row.version)?, count(row.seq)?);
        let (id, recalled, since_us) = (row.id.parse()?, row.recalled, row.since_us);
        Ok((Shared { id, stream, version, seq, recalled, since_us }, row.member.parse()?))
    };
    rows.into_iter().map(read).collect()
}

/// A recall that a holder has not confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outstanding {
    pub id: RecordId,
    pub member: Member,
    pub since_us: i64,
    /// How far it was pressed: 0 not yet, 1 late, 2 very late.
    pub level: u8,
}

/// Recalls that somebody has not confirmed, of records that the sight shows or showed, the oldest first.
pub async fn outstanding(
    tx: &mut Tx,
    (_permit, sight): (&Permit<action::ReadWindow>, &Sight),
    limit: u32,
) -> Result<Vec<Outstanding>> {
    let sql = Text::of(
        "select s.id, r.member, s.since_us, coalesce(a.level, 0) from shared s
        join reader r on r.stream = s.stream and r.first_seq <= s.seq join record o on o.id = s.id
        left join recall_alarm a on a.id = s.id and a.member = r.member and a.at_us >= s.since_us
        left join copy_word w on w.id = s.id and w.member = r.member and w.at_us >= s.since_us
            and w.word in ('kept', 'undecided')
        where s.recalled and r.upto < s.seq and r.left_us is null and w.id is null and o.stamp in (",
    )
    .part(tx.conn.dialect().numbers(1))
    .and(") order by s.since_us, s.id, r.member limit $2");
    let rows: Vec<(String, String, i64, i64)> = many!(tx, sql, stamps(sight)?, i64::from(limit))?;
    let read = |(id, member, since_us, level): (String, String, i64, i64)| {
        let level = u8::try_from(level).unwrap_or(u8::MAX);
        Ok(Outstanding { id: id.parse()?, member: member.parse()?, since_us, level })
    };
    rows.into_iter().map(read).collect()
}
