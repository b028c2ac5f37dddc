//! Sex.
use super::Ledger;
use crate::probe::view::{Sex, View};
use crate::table::sex as table;

pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger) {
    if query.sex == Sex::Unknown || record.sex == Sex::Unknown {
        return;
    }
    let weight = if query.sex == record.sex { table::SAME } else { table::DIFFERENT };
    ledger.add("sex", weight, || (text(query.sex), text(record.sex)));
}

fn text(sex: Sex) -> String {
    match sex {
        Sex::Male => "male".into(),
        Sex::Female => "female".into(),
        Sex::Unknown => String::new(),
    }
}
