//! Judging a pair, and taking a judgement back: row and acts together, under the permits for both records.
use super::judged;
use crate::house;
use crate::journal::{self, Act, pen};
use crate::sql::{count, maybe, number, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Judgement, Pair};
use policy::{Permit, Target, action};

/// What somebody says of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub judgement: Judgement,
    /// Why, in their words.
    pub words: Option<String>,
    /// What the score is: the binary logarithm of the odds, in thousandths.
    pub milli_bits: i32,
    pub over: Over,
}

/// What stood when it was judged: whoever judges shall have seen what they replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    Whatever,
    Nothing,
    /// The judgement of this act.
    Act(u64),
}

/// Permits for both records of a pair, in its order.
pub type Permits = [Permit<action::Judge>; 2];

fn pair_of(permits: &Permits) -> Result<(Pair, [u64; 2])> {
    let [one, two] = permits;
    let ([first, second], versions) =
        ([one.target(), two.target()], [one.target().version, two.target().version]);
    let pair = Pair::of(first.id, second.id)?;
    if pair.one() != first.id || one.by() != two.by() || one.reason() != two.reason() {
        return Err(Error::NotPermitted("the two permits are not for one judgement"));
    }
    Ok((pair, versions))
}

/// Judges the pair that the permits are for; with an act about each record. Gives the number of the first act, by which
/// the judgement is known. Saying again what the same actor said of the same versions changes nothing.
pub async fn judge(tx: &mut Tx, permits: Permits, said: &Said, at_us: i64) -> Result<u64> {
    let (pair, versions) = pair_of(&permits)?;
    let salts = [salt(tx, permits[0].target()).await?, salt(tx, permits[1].target()).await?];
    let (one, two) = (pair.one().to_string(), pair.two().to_string());
    let by = permits[0].by().label();
    let stands = stands(tx, pair).await?;
    match (said.over, &stands) {
        (Over::Whatever, _) | (Over::Nothing, None) => {}
        (Over::Act(seen), Some(stood)) if stood.act == seen => {}
        _ => return Err(Error::Conflict("somebody has judged this pair since you read it; read it again")),
    }
    let again =
        |stood: &Stands| stood.judgement == said.judgement && stood.by == by && stood.versions == versions;
    let closed = "update twin set waits = false where one = $1 and two = $2";
    run!(tx, closed, one.as_str(), two.as_str())?;
    if let Some(stood) = stands.filter(|stood| again(stood) && said.words.is_none()) {
        return Ok(stood.act);
    }
    let body = serde_json::json!({ "judgement": said.judgement.as_str() });
    let seq = tell(tx, &permits, ActKind::Judged, &body, at_us).await?;
    let sql = "update judgement set stands = false where one = $1 and two = $2 and stands";
    run!(tx, sql, one.as_str(), two.as_str())?;
    let sealed = said.words.as_deref().map(|words| seal(tx, (pair, &salts), words)).transpose()?;
    let sql =
        "insert into judgement (seq, one, two, one_version, two_version, judgement, actor, at_us, milli_bits,
        words, stands) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, true)";
    let (seq_no, milli) = (number(seq)?, i64::from(said.milli_bits));
    let (first, second, judgement) = (number(versions[0])?, number(versions[1])?, said.judgement.as_str());
    run!(tx, sql, seq_no, one, two, first, second, judgement, by, at_us, milli, sealed)?;
    Ok(seq)
}

/// Takes a judgement back; with an act about each record. What was judged before it, and was not taken back itself,
/// stands again; where there is nothing, the pair waits again if it was proposed.
pub async fn undo(tx: &mut Tx, permits: Permits, act: u64, at_us: i64) -> Result<()> {
    let (pair, _) = pair_of(&permits)?;
    salt(tx, permits[0].target()).await?;
    salt(tx, permits[1].target()).await?;
    let (one, two) = (pair.one().to_string(), pair.two().to_string());
    if stands(tx, pair).await?.is_none_or(|stood| stood.act != act) {
        return Err(Error::Conflict("this judgement does not stand any more; read the pair again"));
    }
    let body = serde_json::json!({ "undone": act });
    tell(tx, &permits, ActKind::JudgementUndone, &body, at_us).await?;
    let sql = "update judgement set stands = false, undone_us = $2 where seq = $1";
    run!(tx, sql, number(act)?, at_us)?;
    let sql = "update judgement set stands = true where seq = (select max(seq) from judgement
        where one = $1 and two = $2 and undone_us is null)";
    let restored = run!(tx, sql, one.as_str(), two.as_str())?;
    let sql = "update twin set waits = $3 where one = $1 and two = $2";
    run!(tx, sql, one.as_str(), two.as_str(), restored == 0)?;
    Ok(())
}

fn seal(tx: &Tx, (pair, salts): (Pair, &[Vec<u8>; 2]), words: &str) -> Result<Vec<u8>> {
    let key = judged::key(&tx.house, [&salts[0], &salts[1]]);
    Ok(key.seal(house::chance()?, &judged::context(pair), words.as_bytes()))
}

struct Stands {
    act: u64,
    judgement: Judgement,
    by: String,
    versions: [u64; 2],
}

async fn stands(tx: &mut Tx, pair: Pair) -> Result<Option<Stands>> {
    let sql = "select seq, judgement, actor, one_version, two_version from judgement
        where one = $1 and two = $2 and stands";
    let (one, two) = (pair.one().to_string(), pair.two().to_string());
    let row: Option<(i64, String, String, i64, i64)> = maybe!(tx, sql, one.as_str(), two.as_str())?;
    let read = |(act, judgement, by, first, second): (i64, String, String, i64, i64)| {
        let versions = [count(first)?, count(second)?];
        Ok(Stands { act: count(act)?, judgement: judgement.parse()?, by, versions })
    };
    row.map(read).transpose()
}

/// The salt of a record that is in the very version judged; behind the lock on the head, so that it stays there.
async fn salt(tx: &mut Tx, Target { id, version }: Target) -> Result<Vec<u8>> {
    pen::lock(tx).await?;
    let sql = "select salt from record where id = $1 and version = $2 and salt is not null";
    let found: Option<(Vec<u8>,)> = maybe!(tx, sql, id.to_string(), number(version)?)?;
    let (salt,) =
        found.ok_or(Error::Conflict("a record is not in the version that was judged: read it again"))?;
    Ok(salt)
}

/// An act about each of the two, which names the other. Gives the number of the first.
async fn tell(
    tx: &mut Tx,
    permits: &Permits,
    kind: ActKind,
    body: &serde_json::Value,
    at_us: i64,
) -> Result<u64> {
    let mut drafts = Vec::with_capacity(2);
    for (permit, other) in permits.iter().zip(permits.iter().rev()) {
        let Target { id, version } = permit.target();
        let mut body = body.clone();
        body["twin"] = serde_json::json!(other.target().id.to_string());
        let (by, reason) = (permit.by(), Some(permit.reason()));
        let act = Act { at_us, by, kind, object: Some((id, version)), reason, body: Some(body) };
        drafts.push(journal::draft(&act)?);
    }
    Ok(pen::write(tx, drafts).await? - 1)
}
