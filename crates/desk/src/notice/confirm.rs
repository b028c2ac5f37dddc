//! Notices that wait because a reviewer is none any more: whoever may know when it was heard is asked, a person of another reviewer
//! may read it and stand for it, and it comes into force where that is so, or where its reviewer is one again.
use super::act::{confirming, machine, person};
use super::ground::{Ground, confirms};
use super::proof::{reviewers, walk_here};
use super::say::stand;
use super::take::{Stands, number};
use crate::inbox::Done;
use crate::outbox::{Lanes, Way};
use crate::parcel::{NoticeActTold, NoticeDoubted, Parcel};
use crate::{Desk, Error, Result, Ring};
use model::notice::{Stage, Word};
use model::{Member, RecordId};
use policy::Permit;
use policy::action::ReviewNotice;
use std::collections::BTreeSet;
use store::Tx;
use store::notice::{Notice, NoticeSaid};
use wire::Hash;
use wire::notice::{Confirms, NoticeAct};

/// Acts named in one question: more nobody has reviewed one notice.
const NAMED_MAX: usize = 32;
/// As the acts say it.
const ASKED: &str = "a member asks since when it was known";
const BORNE_OUT: &str = "its reviewers are borne out";

/// What of its reviews counts only where it was here in time: whoever gets it now finds nobody who stands for that.
pub(super) fn unborne(desk: &Desk, notice: &Notice) -> Vec<NoticeSaid> {
    let what = (&notice.owner, &notice.content);
    Ground::of(desk, what, (&notice.acts, &[])).doubted().cloned().collect()
}

/// Asks all who review it now since when they have what is doubted here. What they know they tell its owner, who says it to all.
pub(super) async fn ask(desk: &Desk, tx: &mut Tx, notice: &Notice, done: &mut Done) -> Result<()> {
    let acts = unborne(desk, notice).iter().map(|act| wire::hex(&NoticeAct::hash(&act.signed))).collect();
    let parcel = Parcel::NoticeDoubted(NoticeDoubted { id: notice.id.to_string(), acts });
    for member in reviewers(desk, &notice.owner, &notice.content) {
        done.answers |= member != desk.me && tell(desk, tx, &member, &parcel).await?;
    }
    Ok(())
}

/// Puts it on the lane that a member has alone. False where they cannot be reached now.
async fn tell(desk: &Desk, tx: &mut Tx, to: &Member, parcel: &Parcel) -> Result<bool> {
    let mut lanes = Lanes::new(desk)?;
    match lanes.put(tx, &Way::to(to), parcel).await {
        Ok(_) => {
            lanes.close(tx).await?;
            Ok(true)
        }
        Err(Error::Unreached(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

async fn tell_owner(desk: &Desk, tx: &mut Tx, notice: &Notice, act: &NoticeSaid) -> Result<bool> {
    let told = NoticeActTold { id: notice.id.to_string(), act: wire::hex(&act.signed) };
    tell(desk, tx, &notice.owner, &Parcel::NoticeAct(told)).await
}

/// A member asks since when acts with a notice are here. Its owner is told, once for each act: whoever asks learns nothing.
pub(crate) async fn doubted(desk: &Desk, tx: &mut Tx, told: &NoticeDoubted, done: &mut Done) -> Result<()> {
    let (id, named): (RecordId, BTreeSet<Hash>) = (told.id.parse()?, told.acts(NAMED_MAX)?);
    let Some(mut notice) = store::notice::hold(tx, id).await? else { return Ok(()) };
    // What waits here as well was not taken for proven: when it came says nothing.
    let waits = notice.stage == Stage::Unconfirmed || notice.stage.is_over() || notice.owner == desk.me;
    if waits || !reviewers(desk, &notice.owner, &notice.content).contains(&desk.me) {
        return Ok(());
    }
    let is_said = |act: &Hash| notice.acts.iter().any(|own| own.said.member == desk.me && is_of(own, act));
    let theirs = |act: &&NoticeSaid| {
        let hash = NoticeAct::hash(&act.signed);
        let other = act.said.member != desk.me && act.said.member != notice.owner;
        other && act.said.word != Word::Confirm && named.contains(&hash) && !is_said(&hash)
    };
    let heard: Vec<Confirms> = notice.acts.iter().filter(theirs).filter_map(heard).collect();
    let from = notice.version;
    for confirms in &heard {
        let act = confirming(desk, &notice, machine()?, "", *confirms)?;
        done.answers |= tell_owner(desk, tx, &notice, &act).await?;
        notice.acts.push(act);
    }
    if !heard.is_empty() {
        store::notice::stand(tx, &desk.me, (from, &notice), ASKED, desk.clock.now_us()).await?;
    }
    Ok(())
}

fn is_of(own: &NoticeSaid, act: &Hash) -> bool {
    confirms(own).is_some_and(|confirms| &confirms.act == act)
}

/// None where it was not written down: then nobody can say that it was in time.
fn heard(act: &NoticeSaid) -> Option<Confirms> {
    let heard_ms = u64::try_from(act.heard_us / 1_000).ok().filter(|_| act.heard_us < i64::MAX)?;
    Some(Confirms { act: NoticeAct::hash(&act.signed), heard_ms })
}

/// Somebody here has read it and stands for what one has done who reviews no more.
pub(super) async fn by_person(
    desk: &Desk,
    may: Permit<ReviewNotice>,
    ((id, round), why): ((RecordId, u32), &str),
) -> Result<Stage> {
    let (mut tx, mut done) = (desk.store.begin().await?, Done::default());
    let held = store::notice::hold(&mut tx, id).await?;
    let mut notice = held.filter(|notice| !notice.withheld).ok_or(Error::Missing)?;
    if notice.round != round {
        return Err(Error::Conflict("its content is another by now: read it again"));
    }
    let doubted = of_one(unborne(desk, &notice));
    if doubted.is_empty() {
        return Err(Error::Conflict("nobody waits for that: what was done with it stands"));
    }
    let (was, (course, house)) = (notice.stage, walk_here(desk, &notice)?);
    for act in doubted {
        let confirms = Confirms { act: NoticeAct::hash(&act.signed), heard_ms: crate::peer::now_ms(desk) };
        let act = confirming(desk, &notice, person(desk, may.by())?, why, confirms)?;
        course.after(&act.said, &house)?;
        tell_owner(desk, &mut tx, &notice, &act).await?;
        notice.acts.push(act);
    }
    let (course, _) = walk_here(desk, &notice)?;
    stand(desk, &mut notice, &course);
    store::notice::revise(&mut tx, &may, &notice, desk.clock.now_us()).await?;
    if was == Stage::Unconfirmed {
        in_force(desk, &mut tx, &notice, &course, &mut done).await?;
    }
    tx.commit().await?;
    (done.notices, done.answers) = (true, true);
    done.settle(desk).await?;
    desk.bell.ring(Ring::Journal);
    Ok(notice.stage)
}

/// Those of one member: a reviewer takes the place of one other.
fn of_one(acts: Vec<NoticeSaid>) -> Vec<NoticeSaid> {
    let first = acts.first().map(|act| act.said.member.clone());
    acts.into_iter().filter(|act| Some(&act.said.member) == first.as_ref()).collect()
}

/// The record of its subject is filed where it is in force by now.
async fn in_force(
    desk: &Desk,
    tx: &mut Tx,
    notice: &Notice,
    course: &model::notice::Course,
    done: &mut Done,
) -> Result<()> {
    let number = number(tx, &notice.owner, notice.id, 1).await?;
    let stands = Stands::of(desk, tx, (notice.id, &notice.content), (course, number)).await?;
    stands.enact(desk, tx, (&notice.owner, notice.id, notice.withheld), done).await
}

/// Whoever reviews by now is asked about what waits here.
pub(crate) async fn ask_again(desk: &Desk) -> Result<()> {
    let (mut tx, mut done) = (desk.store.begin().await?, Done::default());
    store::lane::hold(&mut tx).await?;
    for notice in store::notice::unconfirmed(&mut tx, &desk.me).await? {
        ask(desk, &mut tx, &notice, &mut done).await?;
    }
    tx.commit().await?;
    done.settle(desk).await
}

/// What waits here is looked at again, since others may review by now.
pub(crate) async fn stand_again(desk: &Desk) -> Result<()> {
    if store::notice::unconfirmed(&mut desk.store.glance().await?, &desk.me).await?.is_empty() {
        return Ok(());
    }
    let (mut tx, mut done) = (desk.store.begin().await?, Done::default());
    store::lane::hold(&mut tx).await?;
    for mut notice in store::notice::unconfirmed(&mut tx, &desk.me).await? {
        let (course, _) = walk_here(desk, &notice)?;
        if course.stage() == Stage::Unconfirmed {
            continue;
        }
        stand(desk, &mut notice, &course);
        let here = (notice.version, &notice);
        if store::notice::stand(&mut tx, &desk.me, here, BORNE_OUT, desk.clock.now_us()).await? {
            in_force(desk, &mut tx, &notice, &course, &mut done).await?;
            done.notices = true;
        }
    }
    tx.commit().await?;
    done.settle(desk).await?;
    desk.bell.ring(Ring::Journal);
    Ok(())
}
