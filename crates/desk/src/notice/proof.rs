//! Proving what was done with a notice: whose signature stands under each act, and what course follows from them.
use crate::{Desk, Error, Result};
use model::notice::{Content, Course, Digest, House, Leave, Person, Said, Word, day_of, gate};
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

fn of_right(desk: &Desk, owner: &Member, content: &Content) -> BTreeSet<Member> {
    let roster = desk.roster();
    let interested =
        |member: &Member| content.all("nationalities").iter().any(|code| code == member.as_str());
    let reviews = |member: &&Member| *member != owner && roster.reviews(member) && !interested(member);
    roster
        .all()
        .map(|known| &known.member)
        .filter(reviews)
        .filter(|m| !content.never_to.contains(m))
        .cloned()
        .collect()
}

/// The course that these acts walk. Who has reviewed it and was proven then counts as who may; what the machine finds follows
/// from the content and the day on which it was drafted.
pub(crate) fn walk(
    desk: &Desk,
    (owner, content): (&Member, &Content),
    acts: &[NoticeSaid],
    known: &[NoticeSaid],
) -> Result<(Course, House)> {
    let drafted = acts.first().map_or(0, |act| act.at_us);
    let raised = gate(content, owner.as_str(), day_of(drafted)).is_raised();
    let mut reviewers = reviewers(desk, owner, content);
    reviewers.extend(known.iter().map(|act| act.said.member.clone()).filter(|member| member != owner));
    let leave = content.leave() > Leave::Nothing;
    let house = House { reviewers, raised, sent: content.sent, leave };
    let course = Course::walk(acts.iter().map(|act| &act.said), &house)?;
    if &course.owner().clone() != owner {
        return Err(Error::Conflict("another member began this notice"));
    }
    Ok((course, house))
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
    Ok(NoticeSaid { said, why: act.why, at_us, signed: bytes.to_vec() })
}
