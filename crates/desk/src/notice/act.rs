//! Signing what somebody here does with a notice.
use super::digest;
use crate::peer::now_ms;
use crate::{Desk, Error, Result, outbox};
use model::notice::{Content, Person, Said, Word};
use model::{Actor, Invalid, RecordId};
use store::notice::{Notice, NoticeSaid};
use wire::notice::{Confirms, NoticeAct, WHY_BYTES_MAX};

/// The pseudonym under which this member's officers stand on notices.
pub(super) fn person(desk: &Desk, by: &Actor) -> Result<Person> {
    Ok(Person::new(&outbox::pseudonym(desk, &by.label()))?)
}

pub(super) fn machine() -> Result<Person> {
    Ok(Person::new(Person::MACHINE)?)
}

/// The act as this node signs it, over the content in this round.
pub(super) fn signed(
    desk: &Desk,
    place: (RecordId, u32),
    what: (&model::Member, &Content),
    hand: (Word, Person),
    why: &str,
) -> Result<NoticeSaid> {
    sign(desk, (place, what), hand, why, None)
}

/// The same, by which this node or somebody here stands for what another member has done with it.
pub(super) fn confirming(
    desk: &Desk,
    notice: &Notice,
    person: Person,
    why: &str,
    confirms: Confirms,
) -> Result<NoticeSaid> {
    let what = ((notice.id, notice.round), (&notice.owner, &notice.content));
    sign(desk, what, (Word::Confirm, person), why, Some(confirms))
}

fn sign(
    desk: &Desk,
    ((id, round), (owner, content)): ((RecordId, u32), (&model::Member, &Content)),
    (word, person): (Word, Person),
    why: &str,
    confirms: Option<Confirms>,
) -> Result<NoticeSaid> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network: see liaison peer"))?;
    let why = why.trim();
    if why.len() > WHY_BYTES_MAX {
        return Err(Invalid::new("why", "longer than 2,000 bytes").into());
    }
    let digest = digest(id, owner, content);
    let act = NoticeAct {
        node: post.node(),
        notice: *id.as_bytes(),
        round,
        digest,
        word: word.to_string(),
        person: person.as_str().to_owned(),
        why: why.to_owned(),
        at_ms: now_ms(desk),
        confirms,
    };
    let signed = act.sign(&*post.signer(act.at_ms)?);
    let member = desk.me.clone();
    let said = Said { word, member, person, round, digest, has_reason: !why.is_empty() };
    let now = desk.clock.now_us();
    Ok(NoticeSaid { said, why: why.to_owned(), at_us: now, heard_us: now, signed })
}
