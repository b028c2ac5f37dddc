//! The form of a record: its fields read as a draft, and a record as what stands in them.
use crate::page::{AudienceChoice, Faults, FilingValues, Flaw};
use crate::sent::Fields;
use desk::record::Draft;
use model::{Audience, Entity, Handling, Kind, Member, Record, Source, Subject};
use std::collections::BTreeSet;
use std::str::FromStr;

/// What was typed, as it was typed.
pub(super) fn typed(kind: Kind, fields: &Fields) -> FilingValues {
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
        level: fields.text("level").parse().unwrap_or_default(),
        audience: fields.text("audience").parse().unwrap_or_default(),
        members: fields.text("members").to_string(),
        never_to: fields.text("never_to").to_string(),
        purposes: fields.all("purposes").filter_map(|code| code.parse().ok()).collect(),
        caveats: fields.all("caveats").filter_map(|code| code.parse().ok()).collect(),
        review: fields.text("review").to_string(),
        expires: fields.text("expires").to_string(),
        grading: fields.text("grading").parse().unwrap_or_default(),
        source: fields.text("source").to_string(),
    }
}

/// What a record says, as it stands in the fields.
pub(super) fn of(record: &Record) -> FilingValues {
    let handling = &record.handling;
    let (audience, members) = match &handling.audience {
        Audience::Own => (AudienceChoice::Own, String::new()),
        Audience::All => (AudienceChoice::All, String::new()),
        Audience::Members(members) => (AudienceChoice::Members, codes(members)),
    };
    let values = |entity: &Entity| {
        let texts = |values: &[model::Value]| values.iter().map(|v| v.original().to_string()).collect();
        entity.properties().map(|(p, values)| (p.name.to_string(), texts(values))).collect()
    };
    FilingValues {
        properties: record.entity().map(values).unwrap_or_default(),
        status: record.status,
        action: record.action.clone().unwrap_or_default(),
        level: handling.level,
        audience,
        members,
        never_to: codes(&handling.never_to),
        purposes: handling.purposes.iter().copied().collect(),
        caveats: handling.caveats.iter().copied().collect(),
        review: handling.review.map(|day| day.to_string()).unwrap_or_default(),
        expires: handling.expires_us.map(crate::api::day_of).unwrap_or_default(),
        grading: record.grading,
        source: record.source.text.clone().unwrap_or_default(),
    }
}

fn codes(members: &BTreeSet<Member>) -> String {
    members.iter().map(Member::as_str).collect::<Vec<_>>().join(" ")
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
    let handling = handling(values, faults);
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

fn handling(values: &FilingValues, faults: &mut Faults) -> Handling {
    let audience = match values.audience {
        AudienceChoice::Own => Audience::Own,
        AudienceChoice::All => Audience::All,
        AudienceChoice::Members => {
            let members: BTreeSet<Member> = many("members", &values.members, faults);
            if members.is_empty() && faults.at("members").is_none() {
                faults.add("members", Flaw::Missing);
            }
            Audience::Members(members)
        }
    };
    let expires = (!values.expires.is_empty()).then(|| crate::api::moment_in("expires", &values.expires));
    let expires_us = expires
        .and_then(|read| read.map_err(|_| faults.add("expires", Flaw::Unfit(model::Holds::Date))).ok());
    Handling {
        level: values.level,
        audience,
        never_to: many("never_to", &values.never_to, faults),
        purposes: values.purposes.iter().copied().collect(),
        caveats: values.caveats.iter().copied().collect(),
        review: maybe("review", &values.review, faults),
        expires_us,
    }
}

/// Codes apart by blanks or commas.
fn many<T: FromStr<Err = model::Invalid> + Ord>(field: &str, text: &str, faults: &mut Faults) -> BTreeSet<T> {
    let mut read = BTreeSet::new();
    for code in text.split([' ', ',', ';', '\n']).filter(|code| !code.is_empty()) {
        match code.parse::<T>() {
            Ok(one) => drop(read.insert(one)),
            Err(invalid) => faults.add(field, Flaw::Said(invalid.why.to_string())),
        }
    }
    read
}

fn maybe<T: FromStr<Err = model::Invalid>>(field: &str, text: &str, faults: &mut Faults) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|_| faults.add(field, Flaw::Unfit(model::Holds::Date))).ok()
}
