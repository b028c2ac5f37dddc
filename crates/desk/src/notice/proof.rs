//! Proving what was done with a notice: whose signature stands under each act, and what course follows from them.
use super::ground::Ground;
use crate::{Desk, Error, Result};
use model::notice::{Content, Course, Digest, House, Leave, Person, Said, Stage, Word, day_of, gate};
use model::{Invalid, Member, RecordId};
use std::collections::BTreeSet;
use store::notice::{Notice, NoticeSaid};
use wire::notice::NoticeAct;

/// Of what a notice of this owner says.
pub(crate) fn digest(id: RecordId, owner: &Member, content: &Content) -> Digest {
    NoticeAct::digest(id.as_bytes(), owner.as_str(), &content.canonical())
}

/// Who may review it: the charter gives the right, it is not their own, and it is not about their national.
pub(crate) fn reviewers(desk: &Desk, owner: &Member, content: &Content) -> BTreeSet<Member> {
    let roster = desk.roster();
    of_right(desk, owner, content).into_iter().filter(|member| roster.may_review(member)).collect()
}

/// To whom a notice goes for that: also to who is suspended now, and reads it when that is lifted, and to who has reviewed it.
pub(super) fn readers(desk: &Desk, notice: &Notice) -> BTreeSet<Member> {
    let mut readers = of_right(desk, &notice.owner, &notice.content);
    let acted = notice.acts.iter().map(|act| &act.said.member);
    readers.extend(acted.filter(|member| **member != notice.owner).cloned());
    readers
}

/// Who has the right by the charter, suspended or not.
pub(super) fn of_right(desk: &Desk, owner: &Member, content: &Content) -> BTreeSet<Member> {
    let roster = desk.roster();
    let reviews = |member: &&Member| roster.reviews(member) && !has_interest(owner, content, member);
    roster.all().map(|known| &known.member).filter(reviews).cloned().collect()
}

pub(super) fn has_interest(owner: &Member, content: &Content, member: &Member) -> bool {
    let national = content.all("nationalities").iter().any(|code| code == member.as_str());
    member == owner || national || content.never_to.contains(member)
}

/// The course that these acts walk, and who may go on. What the machine finds follows from the content and the day on which it was
/// drafted. What was here before, and was proven then, counts whoever may review by now; of the rest see [`Ground`].
pub(crate) fn walk(
    desk: &Desk,
    (owner, content): (&Member, &Content),
    acts: &[NoticeSaid],
    known: &[NoticeSaid],
) -> Result<(Course, House)> {
    let drafted = acts.first().map_or(0, |act| act.at_us);
    let raised = gate(content, owner.as_str(), day_of(drafted)).is_raised();
    let leave = content.leave() > Leave::Nothing;
    let ground = Ground::of(desk, (owner, content), (acts, known));
    let now = House {
        reviewers: ground.present.clone(),
        doubted: BTreeSet::new(),
        raised,
        sent: content.sent,
        leave,
    };
    let course = Course::walk(acts.iter().map(|act| &act.said), &ground.house(&now))?;
    if &course.owner().clone() != owner {
        return Err(Error::Conflict("another member began this notice"));
    }
    Ok((course, now))
}

/// The same of a notice that is here.
pub(crate) fn walk_here(desk: &Desk, notice: &Notice) -> Result<(Course, House)> {
    walk(desk, (&notice.owner, &notice.content), &notice.acts, taken(notice))
}

/// The acts with a notice that is here which were proven when they came. Of one that waits to be confirmed that is open still.
pub(super) fn taken(notice: &Notice) -> &[NoticeSaid] {
    match notice.stage {
        Stage::Unconfirmed => &[],
        _ => &notice.acts,
    }
}

/// The act that these bytes are, with the member whose node signed it. One that is known already was proven when it came.
pub(crate) fn proven(desk: &Desk, id: RecordId, bytes: &[u8], known: &[NoticeSaid]) -> Result<NoticeSaid> {
    if let Some(act) = known.iter().find(|act| act.signed == bytes) {
        return Ok(act.clone());
    }
    let (roster, said) = (desk.roster(), NoticeAct::inspect(bytes)?);
    let signer = roster.by_node(&said.node).ok_or(Error::Conflict("an act of a node that is no member's"))?;
    let roll =
        signer.told.as_ref().ok_or(Error::Conflict("an act of a member of whose keys nothing was heard"))?;
    let act = NoticeAct::verify(bytes, &roll.1)?;
    if &act.notice != id.as_bytes() {
        return Err(Error::Conflict("an act with another notice"));
    }
    let said = Said {
        word: act.word.parse::<Word>()?,
        member: signer.member.clone(),
        person: Person::new(&act.person)?,
        round: act.round,
        digest: act.digest,
        has_reason: !act.why.trim().is_empty(),
    };
    let at_us = i64::try_from(act.at_ms).ok().and_then(|ms| ms.checked_mul(1_000));
    let at_us = at_us.ok_or(Invalid::new("notice", "an act of a time that is none"))?;
    if (said.word == Word::Confirm) != act.confirms.is_some() {
        return Err(Error::Conflict("what is confirmed is named, and by nothing else"));
    }
    let heard_us = desk.clock.now_us();
    Ok(NoticeSaid { said, why: act.why, at_us, heard_us, signed: bytes.to_vec() })
}
