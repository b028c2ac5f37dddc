//! Somebody here does something with a notice: approves, sends, reviews it, takes it out of use. What is possible when, and by
//! whom, the course says; what follows for the record of its subject is done in the same transaction.
use super::act::{machine, person, signed};
use super::check::{enter, found_in};
use super::effect::{self, next_version};
use super::{confirm, corrected, extract, walk_here};
use crate::outbox::{Lanes, Reach, Way};
use crate::parcel::{NoticeActTold, Parcel};
use crate::{Desk, Error, Result, Ring, frame, outbox, sights};
use model::notice::{Course, House, Stage, Word};
use model::{Actor, Invalid, Reason, RecordId};
use policy::Permit;
use policy::action::{self, OfNode};
use std::collections::BTreeSet;
use store::Tx;
use store::notice::Notice;

/// Does it, in the round that the officer saw. Gives where the notice stands then.
pub async fn say(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, round): (RecordId, u32),
    (word, why): (Word, &str),
) -> Result<Stage> {
    // Who may not do it at all is told so, whether there is such a notice or not.
    let known = store::notice::known(&mut desk.store.read().await?, id).await?;
    let own = known.is_some_and(|known| known.owner == desk.me);
    let did = (id, round, word, why);
    match word {
        Word::Approve => done(desk, frame::may::<action::ApproveNotice>(desk, by, reason).await?, did).await,
        Word::Diffuse | Word::Publish | Word::Correct | Word::Hide | Word::Show => {
            done(desk, frame::may::<action::SendNotice>(desk, by, reason).await?, did).await
        }
        Word::Suspend | Word::Cancel if own => {
            done(desk, frame::may::<action::SendNotice>(desk, by, reason).await?, did).await
        }
        Word::Screen | Word::Clear | Word::Return | Word::Refuse | Word::Suspend | Word::Cancel => {
            done(desk, frame::may::<action::ReviewNotice>(desk, by, reason).await?, did).await
        }
        Word::Confirm => {
            let may = frame::may::<action::ReviewNotice>(desk, by, reason).await?;
            confirm::by_person(desk, may, ((id, round), why)).await
        }
        Word::Draft | Word::Check | Word::Lapse => {
            Err(Invalid::new("word", "this is done another way").into())
        }
    }
}

async fn done<A: OfNode>(
    desk: &Desk,
    may: Permit<A>,
    (id, round, word, why): (RecordId, u32, Word, &str),
) -> Result<Stage> {
    let mut tx = desk.store.begin().await?;
    let held = store::notice::hold(&mut tx, id).await?;
    let mut notice = held.filter(|notice| !notice.withheld).ok_or(Error::Missing)?;
    if notice.round != round {
        return Err(Error::Conflict("its content is another by now: read it again"));
    }
    let (course, house) = walk_here(desk, &notice)?;
    let act =
        signed(desk, (id, round), (&notice.owner, &notice.content), (word, person(desk, may.by())?), why)?;
    if word == Word::Clear && !act.said.has_reason && found_in(desk, &mut tx, &notice).await?.is_raised() {
        return Err(
            Invalid::new("why", "the machine has found something: say why it may be published").into()
        );
    }
    let mut course = course.after(&act.said, &house)?;
    let told = act.signed.clone();
    notice.acts.push(act);
    if course.stage() == Stage::Approved {
        course = passed(desk, &mut tx, (&mut notice, course), &house).await?;
    }
    let was = (notice.stage, notice.spread);
    stand(desk, &mut notice, &course);
    store::notice::revise(&mut tx, &may, &notice, desk.clock.now_us()).await?;
    if notice.owner == desk.me {
        owned(desk, &mut tx, (&may, &notice, &course), was).await?;
    } else {
        reviewed(desk, &mut tx, (&notice, word), told).await?;
    }
    tx.commit().await?;
    let stamps = model::notice::Cleared::of(id, (&notice.content, course.digest()), &course);
    if let Some(record) = stamps.map(|cleared| cleared.record(1)).transpose()?.flatten() {
        sights::know(desk, &record.stamp()).await?;
    }
    extract::renew(desk).await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Notices);
    desk.bell.ring(Ring::Outbox);
    Ok(notice.stage)
}

/// What its acts have made of it. At a reviewer the owner's count of its versions goes on, and not ours.
pub(super) fn stand(desk: &Desk, notice: &mut Notice, course: &Course) {
    let now = desk.clock.now_us();
    (notice.stage, notice.spread, notice.moved_us) = (course.stage(), course.is_spread(), now);
    if notice.owner == desk.me {
        notice.version = next_version(notice, now);
    }
}

/// With two approvals the machine looks at it at once. Where something stops it, it stays where it is.
async fn passed(
    desk: &Desk,
    tx: &mut Tx,
    (notice, course): (&mut Notice, Course),
    house: &House,
) -> Result<Course> {
    if !found_in(desk, tx, notice).await?.stops.is_empty() {
        return Ok(course);
    }
    let what = (&notice.owner, &notice.content);
    let act = signed(desk, (notice.id, notice.round), what, (Word::Check, machine()?), "")?;
    let course = course.after(&act.said, house)?;
    notice.acts.push(act);
    Ok(course)
}

/// One of ours has moved: its record is filed or goes.
async fn owned<A: OfNode>(
    desk: &Desk,
    tx: &mut Tx,
    (may, notice, course): (&Permit<A>, &Notice, &Course),
    (was, spread): (Stage, bool),
) -> Result<()> {
    if course.stage() == Stage::Published && was != Stage::Published {
        effect::publish(desk, tx, (may.by(), may.reason()), (notice, course)).await?;
        return corrected::once(desk, tx, may, notice).await;
    }
    let ends = was == Stage::Published && course.stage() != Stage::Published;
    if ends {
        effect::unpublish(desk, tx, may.reason(), notice.id).await?;
    }
    // What was given up before anybody decided is remembered as well: it may come again under another name.
    if ends || spread || was.is_reviewed() && course.stage().is_over() {
        enter(desk, tx, notice, course.stage()).await?;
    }
    Ok(())
}

/// One of another member: its owner is told, and everybody where it is to be out of use at once.
async fn reviewed(desk: &Desk, tx: &mut Tx, (notice, word): (&Notice, Word), signed: Vec<u8>) -> Result<()> {
    if matches!(notice.stage, Stage::Refused | Stage::Returned | Stage::Suspended | Stage::Cancelled) {
        enter(desk, tx, notice, notice.stage).await?;
    }
    let ends = matches!(word, Word::Suspend | Word::Cancel);
    if ends {
        effect::end(desk, tx, notice).await?;
    }
    let way = match ends {
        true => {
            Way { reach: Reach::AllBut(BTreeSet::new()), class: outbox::class(&notice.content.handling()) }
        }
        false => Way::to(&notice.owner),
    };
    let told = NoticeActTold { id: notice.id.to_string(), act: wire::hex(&signed) };
    let mut lanes = Lanes::new(desk)?;
    match lanes.put(tx, &way, &Parcel::NoticeAct(told)).await {
        Ok(_) => {}
        Err(Error::Unreached(_)) => {
            return Err(Error::Conflict("its owner cannot be reached: try again when they are"));
        }
        Err(fault) => return Err(fault),
    }
    lanes.close(tx).await
}
