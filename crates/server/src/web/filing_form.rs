//! The form of a record: its fields read as a draft, and a record as what stands in them.
use crate::handling_form;
use crate::page::{Faults, FilingValues, Flaw};
use crate::sent::Fields;
use desk::record::Draft;
use model::{Entity, Kind, Record, Source, Subject};

/// What was typed, as it was typed.
pub(super) fn typed(kind: Kind, fields: &Fields, faults: &mut Faults) -> FilingValues {
    let lines = |name: &str| -> Vec<String> {
        fields.text(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect()
    };
    FilingValues {
        properties: kind
            .properties()
            .map(|p| (p.name.to_string(), lines(p.name)))
            .filter(|(_, l)| !l.is_empty())
            .collect(),
        status: fields.text("status").parse().ok(),
        action: fields.text("action").to_string(),
        handling: handling_form::typed(fields, faults),
        grading: fields.text("grading").parse().unwrap_or_default(),
        source: fields.text("source").to_string(),
    }
}

/// What a record says, as it stands in the fields.
pub(super) fn of(record: &Record) -> FilingValues {
    let values = |entity: &Entity| {
        let texts = |values: &[model::Value]| values.iter().map(|v| v.original().to_string()).collect();
        entity.properties().map(|(p, values)| (p.name.to_string(), texts(values))).collect()
    };
    FilingValues {
        properties: record.entity().map(values).unwrap_or_default(),
        status: record.status,
        action: record.action.clone().unwrap_or_default(),
        handling: handling_form::of(&record.handling),
        grading: record.grading,
        source: record.source.text.clone().unwrap_or_default(),
    }
}

/// The draft, or faults at the fields. What a form does not show (list and key of its source) stays as it was.
pub(super) fn draft(
    kind: Kind,
    values: &FilingValues,
    was: Option<&Record>,
    faults: &mut Faults,
) -> Option<Draft> {
    let mut entity = Entity::new(kind);
    for (name, texts) in &values.properties {
        let Some(property) = kind.property(name) else { continue };
        for text in texts {
            if entity.add(name, text).is_err() {
                faults.add(name, Flaw::Unfit(property.holds));
            }
        }
    }
    if entity.caption().is_empty() && faults.is_empty() {
        faults.add(kind.captions().first().copied().unwrap_or("name"), Flaw::Missing);
    }
    let handling = handling_form::read(&values.handling, faults);
    let source = was.map(|record| record.source.clone()).unwrap_or_default();
    let text = (!values.source.is_empty()).then(|| values.source.clone());
    faults.is_empty().then(|| Draft {
        subject: Subject::Entity(entity),
        status: values.status,
        action: (!values.action.is_empty()).then(|| values.action.clone()),
        handling,
        grading: values.grading,
        source: Source { text, ..source },
    })
}
