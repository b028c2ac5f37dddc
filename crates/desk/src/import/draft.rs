//! A draft of a list becomes a record with an id that is the same in every edition.
use super::Plan;
use formats::{Item, LinkDraft};
use model::{Handling, Link, Member, Record, RecordId, Source, Subject};
use sha2::{Digest, Sha256};

/// The id of what stands in this owner's list under this key.
pub(super) fn id(owner: &Member, list: &str, key: &str) -> RecordId {
    let digest = Sha256::new()
        .chain_update(b"liaison/1/listed\0")
        .chain_update(owner.as_str())
        .chain_update([0])
        .chain_update(list)
        .chain_update([0])
        .chain_update(key)
        .finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    RecordId::from_bytes(bytes)
}

/// Version 1; the store gives the true one where the record is there already.
pub(super) fn record(owner: &Member, plan: &Plan, item: Item) -> Record {
    let id_of = |key: &str| id(owner, &plan.list, key);
    let key = item.key().to_string();
    let (subject, status, action, text, level) = match item {
        Item::Entity(draft) => {
            (Subject::Entity(draft.entity), draft.status, draft.action, draft.text, draft.level)
        }
        Item::Link(draft) => (Subject::Link(link(draft, &id_of)), None, None, None, None),
    };
    let handling = Handling { level: level.unwrap_or(plan.handling.level), ..plan.handling.clone() };
    Record {
        id: id_of(&key),
        owner: owner.clone(),
        version: 1,
        subject,
        status,
        action,
        handling,
        grading: plan.grading,
        source: Source { list: Some(plan.list.clone()), key: Some(key), text },
    }
}

fn link(draft: LinkDraft, id_of: &impl Fn(&str) -> RecordId) -> Link {
    let LinkDraft { kind, from, to, role, since, until, .. } = draft;
    Link { kind, from: id_of(&from), to: id_of(&to), role, since, until }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn an_id_depends_on_owner_list_and_key_and_nothing_else() {
        let (tg, fr): (Member, Member) = ("TG".parse().unwrap(), "FR".parse().unwrap());
        assert_eq!(id(&tg, "un", "QDi.1"), id(&tg, "un", "QDi.1"));
        assert_ne!(id(&tg, "un", "QDi.1"), id(&fr, "un", "QDi.1"));
        assert_ne!(id(&tg, "un", "QDi.1"), id(&tg, "unQ", "Di.1"));
    }
}
