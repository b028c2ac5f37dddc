//! Handling as forms send it, read from their fields and written back into them.
use crate::page::{AudienceChoice, Faults, Flaw, HandlingForm};
use crate::sent::Fields;
use model::{Audience, Handling, Holds, Invalid, Member};
use std::collections::BTreeSet;
use std::str::FromStr;

/// What was typed, as it was typed; a choice that there is not is a fault.
pub(crate) fn typed(fields: &Fields, faults: &mut Faults) -> HandlingForm {
    HandlingForm {
        level: choice("level", fields.text("level"), faults).unwrap_or_default(),
        audience: choice("audience", fields.text("audience"), faults).unwrap_or_default(),
        members: together(fields, "members"),
        never_to: together(fields, "never_to"),
        purposes: fields.all("purposes").filter_map(|code| choice("purposes", code, faults)).collect(),
        caveats: fields.all("caveats").filter_map(|code| choice("caveats", code, faults)).collect(),
        review: fields.text("review").to_string(),
        expires: fields.text("expires").to_string(),
        life_at_risk: fields.text("life_at_risk") == "yes",
        network: Vec::new(),
    }
}

/// All that was ticked and typed under a name.
fn together(fields: &Fields, name: &str) -> String {
    fields.all(name).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn choice<T: FromStr<Err = Invalid>>(field: &str, code: &str, faults: &mut Faults) -> Option<T> {
    if code.is_empty() {
        return None;
    }
    code.parse().map_err(|_| faults.add(field, Flaw::NoChoice)).ok()
}

/// What a record says, as it stands in the fields.
pub(crate) fn of(handling: &Handling) -> HandlingForm {
    let (audience, members) = match &handling.audience {
        Audience::Own => (AudienceChoice::Own, String::new()),
        Audience::All => (AudienceChoice::All, String::new()),
        Audience::Members(members) => (AudienceChoice::Members, codes(members)),
    };
    HandlingForm {
        level: handling.level,
        audience,
        members,
        never_to: codes(&handling.never_to),
        purposes: handling.purposes.iter().copied().collect(),
        caveats: handling.caveats.iter().copied().collect(),
        review: handling.review.map(|day| day.to_string()).unwrap_or_default(),
        expires: handling.expires_us.map(crate::api::day_of).unwrap_or_default(),
        life_at_risk: handling.life_at_risk,
        network: Vec::new(),
    }
}

fn codes(members: &BTreeSet<Member>) -> String {
    members.iter().map(Member::as_str).collect::<Vec<_>>().join(" ")
}

/// The handling, with faults at the fields that say none.
pub(crate) fn read(form: &HandlingForm, faults: &mut Faults) -> Handling {
    let audience = match form.audience {
        AudienceChoice::Own => Audience::Own,
        AudienceChoice::All => Audience::All,
        AudienceChoice::Members => {
            let members: BTreeSet<Member> = many("members", &form.members, faults);
            if members.is_empty() && faults.at("members").is_none() {
                faults.add("members", Flaw::Missing);
            }
            Audience::Members(members)
        }
    };
    let expires = (!form.expires.is_empty()).then(|| crate::api::moment_in("expires", &form.expires));
    let expires_us =
        expires.and_then(|read| read.map_err(|_| faults.add("expires", Flaw::Unfit(Holds::Date))).ok());
    Handling {
        level: form.level,
        audience,
        never_to: many("never_to", &form.never_to, faults),
        purposes: form.purposes.iter().copied().collect(),
        caveats: form.caveats.iter().copied().collect(),
        review: day("review", &form.review, faults),
        expires_us,
        life_at_risk: form.life_at_risk,
    }
}

/// Codes apart by blanks or commas.
fn many<T: FromStr<Err = Invalid> + Ord>(field: &str, text: &str, faults: &mut Faults) -> BTreeSet<T> {
    let mut read = BTreeSet::new();
    for code in text.split([' ', ',', ';', '\n']).filter(|code| !code.is_empty()) {
        match code.parse::<T>() {
            Ok(one) => drop(read.insert(one)),
            Err(invalid) => faults.add(field, Flaw::Said(invalid.why.to_string())),
        }
    }
    read
}

fn day<T: FromStr<Err = Invalid>>(field: &str, text: &str, faults: &mut Faults) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    text.parse().map_err(|_| faults.add(field, Flaw::Unfit(Holds::Date))).ok()
}
