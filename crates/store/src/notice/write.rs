//! Keeping a notice as it moves, here or elsewhere; with the act about it, in the same transaction.
use super::Notice;
use super::read::known;
use super::row::seal;
use crate::journal::{self, Act, pen};
use crate::sql::{number, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Member, Reason, RecordId};
use policy::Permit;
use policy::action::OfNode;

const PUT: &str = "insert into notice (id, owner, kind, stage, round, spread, version, withheld, made_us, moved_us,
    review_us, reminded, sealed, salt, stood_us) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $13, $10)
    on conflict (id) do update set stood_us = case when notice.stage = excluded.stage then notice.stood_us
    else excluded.stood_us end, kind = excluded.kind, stage = excluded.stage, round = excluded.round,
    spread = excluded.spread, version = excluded.version, withheld = notice.withheld or excluded.withheld,
    moved_us = excluded.moved_us, review_us = excluded.review_us, sealed = excluded.sealed, salt = excluded.salt";

/// Keeps what an actor of this member did with a notice under their permit. What they did it to was read by [`super::hold`].
pub async fn revise<A: OfNode>(tx: &mut Tx, permit: &Permit<A>, notice: &Notice, at_us: i64) -> Result<()> {
    pen::lock(tx).await?;
    if known(tx, notice.id).await?.is_some_and(|here| here.owner != notice.owner) {
        return Err(Error::Conflict("a notice of another owner has this id"));
    }
    put(tx, notice).await?;
    told(tx, (ActKind::NoticeMoved, permit.by(), Some(permit.reason())), notice, at_us).await
}

/// Keeps what the node of another member, or the engine, says of a notice. One that is here in this version or a newer one
/// changes nothing. Gives whether it was kept.
pub async fn receive(tx: &mut Tx, by: &Actor, notice: &Notice, at_us: i64) -> Result<bool> {
    pen::lock(tx).await?;
    if let Some(here) = known(tx, notice.id).await? {
        if here.owner != notice.owner {
            return Err(Error::Conflict("a notice of another owner has this id"));
        }
        if here.version >= notice.version {
            return Ok(false);
        }
    }
    put(tx, notice).await?;
    let kind = if matches!(by, Actor::Node { .. }) { ActKind::NoticeCame } else { ActKind::NoticeMoved };
    told(tx, (kind, by, None), notice, at_us).await?;
    Ok(true)
}

/// Keeps what the node of a third member says of another's notice, as its owner's version that is here stands by that: the count of
/// its versions is the owner's. Gives whether it was kept.
pub async fn hear(tx: &mut Tx, by: &Actor, notice: &Notice, at_us: i64) -> Result<bool> {
    pen::lock(tx).await?;
    let here = known(tx, notice.id).await?;
    if !here.is_some_and(|here| here.is((&notice.owner, notice.version))) {
        return Ok(false);
    }
    put(tx, notice).await?;
    told(tx, (ActKind::NoticeCame, by, None), notice, at_us).await?;
    Ok(true)
}

async fn put(tx: &mut Tx, notice: &Notice) -> Result<()> {
    super::keep_photographs(tx, notice.id, notice.content.all("photographs")).await?;
    let (sealed, salt) = seal(&tx.house, notice)?;
    run!(
        tx,
        PUT,
        notice.id.to_string(),
        notice.owner.as_str(),
        notice.content.kind.as_str(),
        notice.stage.as_str(),
        i64::from(notice.round),
        notice.spread,
        number(notice.version)?,
        notice.withheld,
        notice.made_us,
        notice.moved_us,
        notice.review_us,
        sealed,
        salt.to_vec()
    )?;
    Ok(())
}

async fn told(
    tx: &mut Tx,
    (kind, by, reason): (ActKind, &Actor, Option<&Reason>),
    notice: &Notice,
    at_us: i64,
) -> Result<()> {
    let last = notice.acts.last().map(|act| act.said.word.as_str());
    let body = serde_json::json!({ "notice": notice.content.kind.as_str(), "stage": notice.stage.as_str(), "word": last });
    let object = Some((notice.id, notice.version));
    journal::write(tx, Act { at_us, by, kind, object, reason, body: Some(body) }).await.map(|_| ())
}

/// What the engine makes of a notice that is here in the version `from`, and why, with the act: nobody has said anything of it, and it
/// stands otherwise or in another version all the same. False where it has moved meanwhile.
pub async fn stand(
    tx: &mut Tx,
    me: &Member,
    (from, notice): (u64, &Notice),
    because: &str,
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    let here = known(tx, notice.id).await?;
    if !here.is_some_and(|here| here.is((&notice.owner, from))) {
        return Ok(false);
    }
    put(tx, notice).await?;
    let by = Actor::Engine { member: me.clone() };
    let body = serde_json::json!({
        "notice": notice.content.kind.as_str(), "stage": notice.stage.as_str(), "because": because,
    });
    let (kind, object) = (ActKind::NoticeMoved, Some((notice.id, notice.version)));
    let act = Act { at_us, by: &by, kind, object, reason: None, body: Some(body) };
    journal::write(tx, act).await?;
    Ok(true)
}

/// Destroys our copy of a notice that its owner takes back in this version or an older one, with the act. The row stays, so
/// that what comes late is known. Gives whether there was a copy.
pub async fn give_up(
    tx: &mut Tx,
    owner: &Member,
    (id, version): (RecordId, u64),
    at_us: i64,
) -> Result<bool> {
    pen::lock(tx).await?;
    // What was out of use before is so since then, and not since its copy went.
    let sql = "update notice set sealed = null, salt = null, moved_us = $4, version = $3,
        stood_us = case when stage = 'published' then $4 else stood_us end
        where id = $1 and owner = $2 and version <= $3 and salt is not null";
    if run!(tx, sql, id.to_string(), owner.as_str(), number(version)?, at_us)? == 0 {
        return Ok(false);
    }
    tx.pen.destroyed = true;
    super::keep_photographs(tx, id, &[]).await?;
    let by = Actor::Node { member: owner.clone() };
    let act = Act {
        at_us,
        by: &by,
        kind: ActKind::NoticeGone,
        object: Some((id, version)),
        reason: None,
        body: None,
    };
    journal::write(tx, act).await?;
    Ok(true)
}

/// That a notice is kept from use here. The act says of which, and nothing of whom it protects.
pub async fn withhold(tx: &mut Tx, me: &Member, id: RecordId, at_us: i64) -> Result<()> {
    run!(tx, "update notice set withheld = true where id = $1", id.to_string())?;
    let by = Actor::Engine { member: me.clone() };
    let body = Some(serde_json::json!({ "notice": id.to_string() }));
    let act = Act { at_us, by: &by, kind: ActKind::NoticeWithheld, object: None, reason: None, body };
    journal::write(tx, act).await.map(|_| ())
}

/// That its owner was reminded of the day of its review, for the so-manieth time; with the act.
pub async fn remind(tx: &mut Tx, me: &Member, (id, times): (RecordId, u32), at_us: i64) -> Result<()> {
    run!(tx, "update notice set reminded = $2 where id = $1", id.to_string(), i64::from(times))?;
    let by = Actor::Engine { member: me.clone() };
    let body = Some(serde_json::json!({ "notice": id.to_string(), "time": times }));
    let act = Act { at_us, by: &by, kind: ActKind::NoticeDue, object: None, reason: None, body };
    journal::write(tx, act).await.map(|_| ())
}
