//! Hits: two members' records, or a check and a record, that may be of one thing; what each side shows the other, and what
//! each has said.
mod checked;
mod read;

pub use checked::{Checked, count_of, lives};
pub use read::{Shown, Waiting, one, page, since, waiting};

use crate::journal::{self, Act, pen};
use crate::sql::{self, Text, count, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{
    ActKind, Actor, Finding, HitGround, HitId, HitShows, HitState, HitWord, Member, Pair, Reason, RecordId,
    Term,
};
use policy::{Permit, Target, action};

/// One side of a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub member: Member,
    /// None where this node may not know which record it is, and where it is a check: see [`Hit::check`].
    pub record: Option<RecordId>,
    pub version: u64,
    /// What the other side gets to see of it.
    pub shows: HitShows,
    pub word: Option<(HitWord, i64)>,
    /// Why it cannot tell, where it says so.
    pub ground: Option<HitGround>,
}

/// A hit, as far as this node knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub id: HitId,
    pub raised_by: Member,
    /// The binary logarithm of the odds that both are of one thing, in thousandths.
    pub milli_bits: i32,
    pub term: Term,
    pub raised_us: i64,
    pub due_us: i64,
    pub late_us: Option<i64>,
    /// In the order of the members' codes.
    pub sides: [Side; 2],
    /// The check that is one of the sides, where one is.
    pub check: Option<Checked>,
}

impl Hit {
    /// Whether the side of this member is a check.
    pub fn is_check_of(&self, member: &Member) -> bool {
        self.check.as_ref().is_some_and(|check| &check.member == member)
    }

    /// What the rules are asked about when a member answers: its record, or where its side is a check the hit itself, which
    /// has no versions.
    pub fn target_of(&self, side: &Side) -> Target {
        let own = RecordId::from_bytes(*self.id.as_bytes());
        Target { id: side.record.unwrap_or(own), version: side.version }
    }

    pub fn state(&self) -> HitState {
        HitState::of([self.sides[0].word.map(|w| w.0), self.sides[1].word.map(|w| w.0)])
    }

    /// The side of this member, and the other.
    pub fn sides_of(&self, member: &Member) -> Option<(&Side, &Side)> {
        match &self.sides {
            [one, two] if &one.member == member => Some((one, two)),
            [one, two] if &two.member == member => Some((two, one)),
            _ => None,
        }
    }
}

row! {
    struct Row {
        id: String,
        raised_by: String,
        milli_bits: i64,
        term: String,
        raised_us: i64,
        due_us: i64,
        late_us: Option<i64>,
    }
}

row! {
    struct SideRow {
        hit: String,
        member: String,
        record: Option<String>,
        version: i64,
        shows: String,
        word: Option<String>,
        word_us: Option<i64>,
        ground: Option<String>,
    }
}

impl SideRow {
    fn read(self) -> Result<(HitId, Side)> {
        let word = self.word.map(|word| word.parse::<HitWord>()).transpose()?;
        let side = Side {
            member: self.member.parse()?,
            record: self.record.map(|id| id.parse()).transpose()?,
            version: count(self.version)?,
            shows: self.shows.parse()?,
            word: word.zip(self.word_us),
            ground: self.ground.map(|ground| ground.parse()).transpose()?,
        };
        Ok((self.hit.parse()?, side))
    }
}

const SELECT: &str =
    "select h.id, h.raised_by, h.milli_bits, h.term, h.raised_us, h.due_us, h.late_us from hit h ";

async fn with_sides(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Hit>> {
    let ids = sql::json(&rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>())?;
    let sql = Text::of(
        "select hit, member, record, version, shows, word, word_us, ground from hit_side where hit in (",
    )
    .part(tx.conn.dialect().texts(1))
    .and(") order by hit, member");
    let sides: Vec<SideRow> = many!(tx, sql, ids.as_str())?;
    let sides: Vec<(HitId, Side)> = sides.into_iter().map(SideRow::read).collect::<Result<_>>()?;
    let mut checks = checked::of(tx, &ids).await?;
    let mut read = |row: Row| {
        let id: HitId = row.id.parse()?;
        let of: Vec<Side> =
            sides.iter().filter(|(hit, _)| *hit == id).map(|(_, side)| side.clone()).collect();
        let two = of.try_into().map_err(|_| Error::Damaged(format!("hit {id} has not two sides")))?;
        let milli_bits = i32::try_from(row.milli_bits)
            .map_err(|_| Error::Damaged("a score is out of bounds".to_owned()))?;
        Ok(Hit {
            id,
            raised_by: row.raised_by.parse()?,
            milli_bits,
            term: row.term.parse()?,
            raised_us: row.raised_us,
            due_us: row.due_us,
            late_us: row.late_us,
            sides: two,
            check: checks.remove(&id),
        })
    };
    rows.into_iter().map(&mut read).collect()
}

/// Keeps a hit that was raised here or by another node, with the act by whoever did. `ours` is the member of this node.
/// One that is known already only learns which records it is about. One that our side is not to know of is kept so that it
/// is not raised again, and shown to nobody. Gives whether it is new.
pub async fn raise(tx: &mut Tx, (by, ours): (&Actor, &Member), hit: &Hit, at_us: i64) -> Result<bool> {
    pen::lock(tx).await?;
    let sides = hit.sides_of(ours);
    let is_silent = |theirs: &Side| hit.is_check_of(ours) && theirs.shows == HitShows::Silent;
    let is_ours = sides.is_some_and(|(_, theirs)| !is_silent(theirs));
    let sql = "insert into hit (id, raised_by, milli_bits, term, raised_us, due_us, ours, moved)
        values ($1, $2, $3, $4, $5, $6, $7, 0) on conflict (id) do nothing";
    let (id, raised_by) = (hit.id.to_string(), hit.raised_by.as_str());
    let (milli, term) = (i64::from(hit.milli_bits), hit.term.as_str());
    let new = run!(tx, sql, id.as_str(), raised_by, milli, term, hit.raised_us, hit.due_us, is_ours)?;
    for side in &hit.sides {
        let sql = "insert into hit_side (hit, member, record, version, shows) values ($1, $2, $3, $4, $5)
            on conflict (hit, member) do update set record = coalesce(hit_side.record, excluded.record)";
        let record = side.record.map(|id| id.to_string());
        run!(tx, sql, id.as_str(), side.member.as_str(), record, number(side.version)?, side.shows.as_str())?;
    }
    if new == 0 {
        return Ok(false);
    }
    if let Some(check) = &hit.check {
        checked::put(tx, hit.id, check).await?;
    }
    let object = sides.and_then(|(mine, theirs)| of_record(mine).or_else(|| of_record(theirs)));
    let members: Vec<&str> = hit.sides.iter().map(|side| side.member.as_str()).collect();
    let body = serde_json::json!({ "hit": id, "members": members, "milli_bits": hit.milli_bits });
    let act = Act { at_us, by, kind: ActKind::HitRaised, object, reason: None, body: Some(body) };
    moved(tx, hit.id, act).await?;
    Ok(true)
}

fn of_record(side: &Side) -> Option<(RecordId, u64)> {
    Some((side.record?, side.version))
}

/// Writes an act about a hit, which is to be read again by whoever follows.
async fn moved(tx: &mut Tx, hit: HitId, act: Act<'_>) -> Result<u64> {
    let seq = journal::write(tx, act).await?;
    run!(tx, "update hit set moved = $2 where id = $1", hit.to_string(), number(seq)?)?;
    Ok(seq)
}

/// Whether a hit was raised for this pair in these versions; if not, notes that it is now.
pub async fn is_new_pair(tx: &mut Tx, pair: Pair, versions: [u64; 2], hit: HitId) -> Result<bool> {
    let sql = "insert into hit_pair (one, two, one_version, two_version, hit) values ($1, $2, $3, $4, $5)
        on conflict (one, two, one_version, two_version) do nothing";
    let (one, two) = (pair.one().to_string(), pair.two().to_string());
    Ok(run!(tx, sql, one, two, number(versions[0])?, number(versions[1])?, hit.to_string())? == 1)
}

/// Says for this node's side what it finds, with the act under the permit for that very record and version.
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<action::AnswerHit>,
    hit: &Hit,
    finding: impl Into<Finding>,
    at_us: i64,
) -> Result<u64> {
    let finding = finding.into().check()?;
    let word = finding.word;
    let target = permit.target();
    let (mine, _) = hit.sides_of(permit.by().member()).ok_or(Error::NotPermitted("neither side is ours"))?;
    if hit.target_of(mine).id != target.id || mine.record.is_none() && !hit.is_check_of(&mine.member) {
        return Err(Error::NotPermitted("it is for another record"));
    }
    if !say(tx, (hit.id, permit.by().member()), finding, (at_us, at_us)).await? {
        return Err(Error::Conflict("this side has decided already: read the hit again"));
    }
    let body = serde_json::json!({ "hit": hit.id.to_string(), "word": word.as_str() });
    let object = mine.record.map(|_| (target.id, target.version));
    let (by, reason) = (permit.by(), Some(permit.reason()));
    let act = Act { at_us, by, kind: ActKind::HitAnswered, object, reason, body: Some(body) };
    moved(tx, hit.id, act).await
}

/// Keeps what the other side says, with the act by its node. One for a hit that is not known here changes nothing.
pub async fn hear(
    tx: &mut Tx,
    peer: &Member,
    hit: &Hit,
    (finding, said_us): (impl Into<Finding>, i64),
    at_us: i64,
) -> Result<()> {
    let finding = finding.into();
    let word = finding.word;
    if !say(tx, (hit.id, peer), finding, (said_us, at_us)).await? {
        return Ok(());
    }
    let by = Actor::Node { member: peer.clone() };
    let object =
        hit.sides.iter().find(|side| &side.member != peer).and_then(|s| Some((s.record?, s.version)));
    let body = serde_json::json!({ "hit": hit.id.to_string(), "word": word.as_str() });
    let act = Act { at_us, by: &by, kind: ActKind::HitAnswered, object, reason: None, body: Some(body) };
    moved(tx, hit.id, act).await.map(|_| ())
}

/// What was decided stays decided, also where two of one side say it in the same instant. Gives whether it was said.
async fn say(
    tx: &mut Tx,
    (hit, member): (HitId, &Member),
    Finding { word, ground }: Finding,
    (said_us, heard_us): (i64, i64),
) -> Result<bool> {
    let sql = "update hit_side set word = $3, word_us = $4, ground = $5, heard_us = $6
        where hit = $1 and member = $2 and (word is null or word = 'acknowledged')";
    let (hit, ground) = (hit.to_string(), ground.map(HitGround::as_str));
    if run!(tx, sql, hit.as_str(), member.as_str(), word.as_str(), said_us, ground, heard_us)? == 0 {
        return Ok(false);
    }
    let sql = "update hit set closed_us = case when (select count(*) from hit_side where hit = $1
        and word in ('confirmed', 'refuted', 'inconclusive')) = 2 then cast($2 as bigint) else null end where id = $1";
    run!(tx, sql, hit.as_str(), said_us)?;
    checked::forget(tx, &hit).await?;
    Ok(true)
}

/// A hit that the node itself looks at, for nobody's eyes.
pub async fn known(tx: &mut Tx, id: HitId) -> Result<Option<Hit>> {
    let row: Option<Row> = maybe!(tx, Text::of(SELECT).and("where h.id = $1"), id.to_string())?;
    Ok(with_sides(tx, row.into_iter().collect()).await?.pop())
}

/// Every hit with a side of this member, for the node to tell again what it told.
pub async fn with_side_of(tx: &mut Tx, member: &Member) -> Result<Vec<Hit>> {
    let sql =
        Text::of(SELECT).and("join hit_side s on s.hit = h.id and s.member = $1 order by h.raised_us, h.id");
    let rows: Vec<Row> = many!(tx, sql, member.as_str())?;
    with_sides(tx, rows).await
}

/// Whether the clock of a hit has run out that is not marked yet.
pub async fn any_late(tx: &mut Tx, now_us: i64) -> Result<bool> {
    let sql =
        "select 1 from hit where ours and closed_us is null and late_us is null and due_us <= $1 limit 1";
    let any: Option<(i32,)> = maybe!(tx, sql, now_us)?;
    Ok(any.is_some())
}

/// Marks the hits whose clock has run out and whose side here has not decided, with an act each. Gives them.
pub async fn late(tx: &mut Tx, me: &Member, now_us: i64) -> Result<Vec<Hit>> {
    pen::lock(tx).await?;
    let sql =
        Text::of(SELECT).and("where h.ours and h.closed_us is null and h.late_us is null and h.due_us <= $1");
    let rows: Vec<Row> = many!(tx, sql, now_us)?;
    let hits = with_sides(tx, rows).await?;
    let by = Actor::Engine { member: me.clone() };
    for hit in &hits {
        run!(tx, "update hit set late_us = $2 where id = $1", hit.id.to_string(), now_us)?;
        let object = hit.sides_of(me).and_then(|(mine, _)| Some((mine.record?, mine.version)));
        let body = Some(serde_json::json!({ "hit": hit.id.to_string() }));
        let act =
            Act { at_us: now_us, by: &by, kind: ActKind::HitLate, object, reason: None::<&Reason>, body };
        moved(tx, hit.id, act).await?;
    }
    Ok(hits)
}
