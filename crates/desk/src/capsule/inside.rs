//! What may be in a capsule, and how much of it.
use model::{Caveat, Entity, Holds, Level, Member, Record, Source, Status, Subject};

/// No device that can be lost holds more than this.
pub(super) const LEVEL_MAX: Level = Level::Restricted;

/// Whether a record that the post may see may also leave the house. Links answer no check; who is to be protected is not
/// carried where a device may be lost; what is confidential neither; and another member's record only where its owner sets
/// no conditions on passing it on (H2) or in words that no program reads (H3).
pub(super) fn goes(record: &Record, me: &Member) -> bool {
    let caveats = &record.handling.caveats;
    let conditions = caveats.contains(&Caveat::H3) || (caveats.contains(&Caveat::H2) && &record.owner != me);
    record.entity().is_some()
        && record.handling.level <= LEVEL_MAX
        && !record.status.is_some_and(Status::protects)
        && !conditions
}

/// What of it a check needs and an officer must know: what is compared, and what the owner asks to be done. Free text and
/// where the owner has it from stay at home.
pub(super) fn narrowed(mut record: Record) -> Record {
    record.source = Source { list: record.source.list, key: None, text: None };
    if let Subject::Entity(entity) = &record.subject
        && entity.properties().any(|(property, _)| property.holds == Holds::Text)
    {
        record.subject = Subject::Entity(compared(entity));
    }
    record
}

fn compared(entity: &Entity) -> Entity {
    let mut narrow = Entity::new(entity.kind());
    for (property, values) in entity.properties().filter(|(property, _)| property.holds != Holds::Text) {
        for value in values {
            // What was taken once is taken again; and where it is not, the post knows a little less.
            let _kept = narrow.add(property.name, value.original());
        }
    }
    narrow
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use model::{Grading, Handling, Kind, RecordId};

    fn record(owner: &str) -> Record {
        let entity = Entity::new(Kind::Person)
            .with("name", "Kossi Agbeko")
            .and_then(|e| e.with("notes", "seen at the market"))
            .unwrap();
        Record {
            id: RecordId::from_bytes([1; 16]),
            owner: owner.parse().unwrap(),
            version: 3,
            subject: Subject::Entity(entity),
            status: Some(Status::Wanted),
            action: Some("Arrest".into()),
            handling: Handling::default(),
            grading: Grading::default(),
            source: Source {
                list: Some("own".into()),
                key: Some("7".into()),
                text: Some("informant".into()),
            },
        }
    }

    #[test]
    fn who_is_protected_what_is_confidential_and_what_has_conditions_stays_at_home() {
        let me = "TG".parse().unwrap();
        let with = |owner: &str, change: fn(&mut Record)| {
            let mut record = record(owner);
            change(&mut record);
            goes(&record, &me)
        };
        assert!(with("TG", |_| ()) && with("BJ", |_| ()));
        assert!(with("TG", |r| r.handling.caveats = [Caveat::H2].into()), "it is our own word");
        assert!(!with("BJ", |r| r.handling.caveats = [Caveat::H2].into()));
        for owner in ["TG", "BJ"] {
            assert!(!with(owner, |r| r.handling.caveats = [Caveat::H3].into()));
            assert!(!with(owner, |r| r.handling.level = Level::Confidential));
            assert!(!with(owner, |r| r.status = Some(Status::PossibleVictim)));
            assert!(!with(owner, |r| r.status = Some(Status::Witness)));
        }
    }

    #[test]
    fn a_record_is_narrowed_to_what_is_compared_and_what_is_to_be_done() {
        let narrow = narrowed(record("TG"));
        let entity = narrow.entity().unwrap();
        assert_eq!((entity.caption(), entity.values("notes").len()), ("Kossi Agbeko", 0));
        assert_eq!((narrow.action.as_deref(), narrow.version), (Some("Arrest"), 3));
        assert_eq!(narrow.source, Source { list: Some("own".into()), key: None, text: None });
    }
}
