//! Sex.
use super::Ledger;
use crate::probe::view::{Sex, View};
use crate::table::Term;

pub(super) fn compare(query: &View<'_>, record: &View<'_>, ledger: &mut Ledger<'_>) {
    if query.sex == Sex::Unknown || record.sex == Sex::Unknown {
        return;
    }
    let term = if query.sex == record.sex { Term::SexSame } else { Term::SexDifferent };
    ledger.add("sex", &[(term, 1.0)], || (text(query.sex), text(record.sex)));
}

fn text(sex: Sex) -> String {
    match sex {
        Sex::Male => "male".into(),
        Sex::Female => "female".into(),
        Sex::Unknown => String::new(),
    }
}
