//! What the nodes of other members bring of notices. It is proven here and by nobody else: a notice that lacks an approval or a
//! reviewer's signature is not kept, not shown and not searched, whoever sends it.
use super::check::enter;
use super::effect::{self, next_version};
use super::proof::{of_right, taken};
use super::{against, confirm, digest, is_protected, proven, walk, walk_here};
use crate::inbox::Done;
use crate::parcel::{NoticeActTold, NoticeTold};
use crate::{Desk, Error, Result};
use model::notice::{Cleared, Content, Course, Stage, Word};
use model::{Actor, Invalid, Member, Purpose, Reason, Record, RecordId};
use policy::{Target, action};
use store::Tx;
use store::notice::{Notice, NoticeSaid};

/// A notice of its owner's, as it stands by now.
pub(crate) async fn told(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    told: &NoticeTold,
    done: &mut Done,
) -> Result<()> {
    let id: RecordId = told.id.parse()?;
    let here = store::notice::hold(tx, id).await?;
    let known = here.as_ref().filter(|here| &here.owner == owner).map_or(&[][..], taken);
    let acts = told.acts()?.iter().map(|bytes| proven(desk, id, bytes, known)).collect::<Result<Vec<_>>>()?;
    let drafted = acts.first().ok_or(Invalid::new("notice", "nobody has drafted it"))?.at_us;
    let content = told.content(drafted)?;
    let photographs = told.photographs(&content)?;
    let (course, _) = walk(desk, (owner, &content), &acts, known)?;
    if course.digest() != &digest(id, owner, &content) {
        return Err(Error::Conflict("what was signed is another content"));
    }
    let said = against::known(tx, owner, (id, here.as_ref())).await?;
    if is_opposed(desk, (owner, &content), &acts, &against::with(known, &said)) {
        return against::tell(desk, tx, (owner, id), (&acts, &said), done).await;
    }
    let has_reviewed = acts.iter().any(|act| act.said.member == desk.me);
    is_for_us(desk, (owner, &content), (&course, has_reviewed))?;
    let number = match &here {
        Some(here) if here.stage != Stage::Unconfirmed => told.record,
        _ => number(tx, owner, id, told.record).await?,
    };
    let stands = Stands::of(desk, tx, (id, &content), (&course, number)).await?;
    let notice = notice(desk, (id, told.version), (owner, &content), (acts, &course), stands.withheld);
    let by = Actor::Node { member: owner.clone() };
    if !store::notice::receive(tx, &by, &notice, desk.clock.now_us()).await? {
        return Ok(());
    }
    store::notice::add_photographs(tx, id, &photographs).await?;
    done.notices = true;
    if notice.stage == Stage::Unconfirmed {
        return confirm::ask(desk, tx, &notice, done).await;
    }
    let held = here.is_some_and(|here| here.withheld);
    stands.enact(desk, tx, (owner, id, held), done).await
}

/// What follows from where a notice of another stands for the record of its subject.
pub(super) struct Stands<'n> {
    cleared: Option<Cleared<'n>>,
    record: Option<Record>,
    number: u64,
    /// Who it is about this node protects.
    withheld: bool,
}

impl<'n> Stands<'n> {
    pub(super) async fn of(
        desk: &Desk,
        tx: &mut Tx,
        (id, content): (RecordId, &'n Content),
        (course, number): (&'n Course, u64),
    ) -> Result<Stands<'n>> {
        let cleared = Cleared::of(id, (content, course.digest()), course);
        let record = cleared.as_ref().map(|cleared| cleared.record(number)).transpose()?.flatten();
        let record = record.filter(|record| record.handling.audience.includes(&desk.me));
        let withheld = match &record {
            Some(record) => is_protected(desk, tx, record).await?,
            None => false,
        };
        Ok(Stands { cleared, record, number, withheld })
    }

    /// Files the record, or says that it is kept from use. One that was kept from use before stays so.
    pub(super) async fn enact(
        self,
        desk: &Desk,
        tx: &mut Tx,
        (owner, id, held): (&Member, RecordId, bool),
        done: &mut Done,
    ) -> Result<()> {
        let Stands { cleared, record, number, withheld } = self;
        if withheld {
            return store::notice::withhold(tx, &desk.me, id, desk.clock.now_us()).await.map_err(Error::from);
        }
        let (Some(record), Some(cleared)) = (record.filter(|_| !held), cleared) else { return Ok(()) };
        let (target, stamp) = (Target { id, version: record.version }, record.stamp());
        let permit = desk.rules().permit_peer::<action::File>(owner, &reason(), target, &stamp);
        let permit = permit.map_err(Error::Refused)?;
        store::record::receive_subject(tx, permit, (&cleared, number), desk.clock.now_us()).await?;
        if !done.stamps.contains(&stamp) {
            done.stamps.push(stamp);
        }
        Ok(())
    }
}

/// What reviewers have said against a notice counts here, whether its owner has heard of it, and passes it on, or not: it stays out
/// of use until it is taken back.
fn is_opposed(desk: &Desk, what: (&Member, &Content), acts: &[NoticeSaid], known: &[NoticeSaid]) -> bool {
    let is_new = |act: &&NoticeSaid| !acts.contains(act) && against::is_against(act, what.0);
    let all: Vec<NoticeSaid> = acts.iter().chain(known.iter().filter(is_new)).cloned().collect();
    // Behind what its owner has done since, such as to end it, it may say nothing any more.
    let course = walk(desk, what, &all, known).map(|(course, _)| course.claimed());
    all.len() > acts.len() && course.is_ok_and(|stage| matches!(stage, Stage::Suspended | Stage::Cancelled))
}

/// The version of the record of a subject whose notice is not here: above that in which it went with the notice, where its owner had
/// taken that back and gives it again.
pub(super) async fn number(tx: &mut Tx, owner: &Member, id: RecordId, told: u64) -> Result<u64> {
    let gone = store::record::withdrawn(tx, owner, id).await?;
    Ok(gone.map_or(told, |version| told.max(version.saturating_add(1))))
}

fn reason() -> Reason {
    Reason::of(Purpose::Investigation)
}

/// Published ones are for whom they are addressed to; others for reviewers, and for those to whom a diffusion was sent. Whoever is
/// suspended while it was on its way has it when that is lifted: nobody sends it again.
fn is_for_us(
    desk: &Desk,
    (owner, content): (&Member, &Content),
    (course, has_reviewed): (&Course, bool),
) -> Result<()> {
    let addressed = content.audience.includes(&desk.me) && !content.never_to.contains(&desk.me);
    let reviews = has_reviewed || of_right(desk, owner, content).contains(&desk.me);
    let stage = course.claimed();
    match stage {
        Stage::Published if addressed || reviews => Ok(()),
        _ if stage.is_reviewed() && (reviews || addressed && course.is_spread()) => Ok(()),
        _ if stage.is_over() || !stage.is_reviewed() => {
            Err(Error::Conflict("a notice that nobody has cleared"))
        }
        _ => Err(Error::Conflict("a notice that is not for this member")),
    }
}

fn notice(
    desk: &Desk,
    (id, version): (RecordId, u64),
    (owner, content): (&Member, &Content),
    (acts, course): (Vec<NoticeSaid>, &Course),
    withheld: bool,
) -> Notice {
    let now = desk.clock.now_us();
    Notice {
        id,
        owner: owner.clone(),
        review_us: content.review_us(),
        content: content.clone(),
        acts,
        stage: course.stage(),
        round: course.round(),
        spread: course.is_spread(),
        version,
        withheld,
        made_us: now,
        moved_us: now,
    }
}

/// What somebody of the sender did with a notice: one of ours, or one that is here and is to be out of use at once.
pub(crate) async fn act(
    desk: &Desk,
    tx: &mut Tx,
    by: &Member,
    told: &NoticeActTold,
    done: &mut Done,
) -> Result<()> {
    let id: RecordId = told.id.parse()?;
    let Some(mut notice) = store::notice::hold(tx, id).await? else { return Ok(()) };
    let act = proven(desk, id, &told.act()?, &notice.acts)?;
    let own = notice.owner == desk.me;
    // What was said against one of ours whoever knows of it brings: we may have been set back to before we heard of it.
    if &act.said.member != by && !(own && against::is_against(&act, &notice.owner)) {
        return Err(Error::Conflict("a member brings its own acts"));
    }
    if notice.acts.contains(&act) {
        return Ok(());
    }
    if !own && !matches!(act.said.word, Word::Suspend | Word::Cancel) {
        return Err(Error::Conflict("what is done with a notice is told to its owner"));
    }
    let (course, house) = walk_here(desk, &notice)?;
    let course = course.after(&act.said, &house)?;
    let (was, now) = (notice.stage, desk.clock.now_us());
    notice.acts.push(act);
    (notice.stage, notice.spread, notice.moved_us) = (course.stage(), course.is_spread(), now);
    let actor = Actor::Node { member: by.clone() };
    // Of another's notice the count goes on where its owner is, who may take it back without having heard of this.
    if own {
        notice.version = next_version(&notice, now);
        store::notice::receive(tx, &actor, &notice, now).await?;
    } else {
        store::notice::hear(tx, &actor, &notice, now).await?;
    }
    done.notices = true;
    let ends = was == Stage::Published && notice.stage != Stage::Published;
    if own && ends {
        effect::unpublish(desk, tx, &reason(), id).await?;
    } else if ends {
        effect::end(desk, tx, &notice).await?;
    }
    if ends {
        done.gone.push(id);
    }
    if ends || matches!(notice.stage, Stage::Refused | Stage::Returned) {
        enter(desk, tx, &notice, notice.stage).await?;
    }
    Ok(())
}

/// Its owner takes a notice back: the copy goes, and the record with it. False where no notice of its owner's has this id.
pub(crate) async fn recalled(
    desk: &Desk,
    tx: &mut Tx,
    owner: &Member,
    (id, version): (RecordId, u64),
    done: &mut Done,
) -> Result<bool> {
    let known = store::notice::known(tx, id).await?.filter(|known| &known.owner == owner);
    if known.is_none() {
        return Ok(false);
    }
    let Some(notice) = store::notice::hold(tx, id).await?.filter(|here| here.version <= version) else {
        return Ok(true);
    };
    // Whoever takes a notice back may come again under another name: who it was about is remembered as far as that goes.
    let ended = if notice.stage.is_over() { notice.stage } else { Stage::Cancelled };
    enter(desk, tx, &notice, ended).await?;
    effect::end(desk, tx, &notice).await?;
    against::remember(tx, &notice).await?;
    if store::notice::give_up(tx, owner, (id, version), desk.clock.now_us()).await? {
        done.answers |= super::fed::tell(desk, tx, owner, (id, version)).await?;
    }
    done.gone.push(id);
    done.notices = true;
    Ok(true)
}
