//! Signing what somebody here does with a notice.
use super::digest;
use crate::peer::now_ms;
use crate::{Desk, Error, Result, outbox};
use model::notice::{Content, Person, Said, Word};
use model::{Actor, Invalid, RecordId};
use store::notice::NoticeSaid;
use wire::notice::{NoticeAct, WHY_BYTES_MAX};

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
    (id, round): (RecordId, u32),
    (owner, content): (&model::Member, &Content),
    (word, person): (Word, Person),
    why: &str,
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
    };
    let member = desk.me.clone();
    let said = Said { word, member, person, round, digest, has_reason: !why.is_empty() };
    Ok(NoticeSaid { said, why: why.to_owned(), at_us: desk.clock.now_us(), signed: act.sign(&post.signer) })
}
