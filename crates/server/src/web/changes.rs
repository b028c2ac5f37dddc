//! What one version of a record changed of the one before.
use crate::page::{Change, Version};
use desk::people::People;
use model::{ActKind, Entity, Handling, Record, Subject, Value};
use store::record::Past;

/// The versions, newest first as they are given, each with what it changed.
pub(super) fn versions(history: &[Past], people: &People) -> Vec<Version> {
    let before = history.iter().skip(1).map(Some).chain(std::iter::once(None));
    history.iter().zip(before).map(|(past, before)| version(past, before, people)).collect()
}

fn version(past: &Past, before: Option<&Past>, people: &People) -> Version {
    Version {
        version: past.record.version,
        at_us: past.at_us,
        by: people.get(&past.by).map_or_else(|| past.by.clone(), |person| person.name.clone()),
        act: if past.record.version == 1 { ActKind::Filed } else { ActKind::Revised },
        changes: before.map(|before| changes(&before.record, &past.record)).unwrap_or_default(),
    }
}

fn changes(before: &Record, after: &Record) -> Vec<Change> {
    let mut all = properties(&before.subject, &after.subject);
    let rest = [
        ("status", one(before.status.map(|s| s.to_string())), one(after.status.map(|s| s.to_string()))),
        ("action", one(before.action.clone()), one(after.action.clone())),
        ("handling", handling(&before.handling), handling(&after.handling)),
        ("grading", vec![before.grading.to_string()], vec![after.grading.to_string()]),
        ("source", one(before.source.text.clone()), one(after.source.text.clone())),
    ];
    all.extend(rest.into_iter().map(|(what, before, after)| Change {
        what: what.to_string(),
        before,
        after,
    }));
    all.retain(|change| change.before != change.after);
    all
}

fn one(text: Option<String>) -> Vec<String> {
    text.into_iter().collect()
}

fn handling(handling: &Handling) -> Vec<String> {
    let mut texts = vec![handling.level.to_string()];
    texts.extend(handling.audience.codes());
    texts.extend(handling.never_to.iter().map(|member| format!("-{member}")));
    texts.extend(handling.purposes.iter().map(ToString::to_string));
    texts.extend(handling.caveats.iter().map(ToString::to_string));
    texts.extend(handling.review.map(|day| day.to_string()));
    texts.extend(handling.expires_us.map(crate::api::moment_of));
    texts.extend(handling.life_at_risk.then(|| "life at risk".to_owned()));
    texts
}

fn properties(before: &Subject, after: &Subject) -> Vec<Change> {
    let (Subject::Entity(before), Subject::Entity(after)) = (before, after) else { return vec![] };
    let texts = |entity: &Entity, name: &str| {
        entity.values(name).iter().map(Value::original).map(str::to_string).collect()
    };
    let change = |p: &model::Property| Change {
        what: p.name.to_string(),
        before: texts(before, p.name),
        after: texts(after, p.name),
    };
    after.kind().properties().map(change).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use model::{Grading, Kind, RecordId, Source, Status};

    #[test]
    fn a_version_names_what_it_changed_and_nothing_else() {
        let entity =
            |name: &str| Entity::new(Kind::Person).with("name", name).unwrap().with("gender", "f").unwrap();
        let record = |version, name: &str, status| Record {
            id: RecordId::from_bytes([1; 16]),
            owner: "TG".parse().unwrap(),
            version,
            subject: Subject::Entity(entity(name)),
            status,
            action: None,
            handling: Handling::default(),
            grading: Grading::default(),
            source: Source::default(),
        };
        let changed = changes(&record(1, "Ama", None), &record(2, "Ama Mensah", Some(Status::Missing)));
        let told: Vec<_> =
            changed.iter().map(|c| (c.what.as_str(), c.before.join(","), c.after.join(","))).collect();
        assert_eq!(
            told,
            [("name", "Ama".into(), "Ama Mensah".into()), ("status", String::new(), "missing".into())]
        );
    }
}
