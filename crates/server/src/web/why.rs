//! The reason of a page: carried through forms and links, asked for where it is missing.
use super::{Visit, html};
use crate::app::App;
use crate::page::{Faults, Flaw, Why, WhyPage};
use crate::problem::Problem;
use crate::sent::{self, Fields};
use axum::response::Response;
use model::{Actor, Purpose, Reason};
use policy::action::{Check, ListRecords, OfNode};

/// The purposes for which this actor may look at records.
pub(super) fn reading(app: &App, by: &Actor) -> Vec<Purpose> {
    let looks = desk::offer::purposes::<Check>(&app.desk, by);
    let leafs = desk::offer::purposes::<ListRecords>(&app.desk, by);
    Purpose::ALL
        .iter()
        .copied()
        .filter(|purpose| looks.contains(purpose) || leafs.contains(purpose))
        .collect()
}

pub(super) fn purposes<A: OfNode>(app: &App, by: &Actor) -> Vec<Purpose> {
    desk::offer::purposes::<A>(&app.desk, by)
}

/// The purposes for which this actor may file records.
pub(super) fn filing(app: &App, by: &Actor) -> Vec<Purpose> {
    let may = |purpose: &Purpose| desk::offer::may_file(&app.desk, by, &Reason::of(*purpose));
    Purpose::ALL.iter().copied().filter(may).collect()
}

/// What stands in the fields `purpose`, `legal_basis` and `reference`.
pub(super) fn typed(fields: &Fields, purposes: Vec<Purpose>) -> Why {
    Why {
        purpose: fields.text("purpose").parse().ok().filter(|purpose| purposes.contains(purpose)),
        purposes,
        legal_basis: fields.text("legal_basis").to_string(),
        reference: fields.text("reference").to_string(),
    }
}

/// The reason, or the fault at the field of its purpose.
pub(super) fn reason(why: &Why, faults: &mut Faults) -> Option<Reason> {
    let Some(purpose) = why.purpose else {
        faults.add("purpose", Flaw::Missing);
        return None;
    };
    match sent::reason(purpose.as_str(), &why.legal_basis, &why.reference) {
        Ok(reason) => reason,
        Err(problem) => {
            told(problem, faults);
            None
        }
    }
}

/// Puts what the desk or a shape says at its field.
pub(super) fn told(problem: Problem, faults: &mut Faults) {
    if let Problem::Invalid(flaws) = problem {
        flaws.into_iter().for_each(|flaw| faults.add(&flaw.field, Flaw::Said(flaw.reason)));
    }
}

/// For whom there is no purpose at all: the desk refuses them in the rules' own words, and journals it.
pub(super) async fn refuse(app: &App, by: &Actor) -> Problem {
    let (all, reason) = (desk::record::Filter::default(), sent::duty(by));
    let refused = desk::record::list(&app.desk, by, &reason, &all, (None, 1)).await;
    refused.map_or_else(Problem::from, |_| Problem::Refused("your role does not include this".into()))
}

/// Asks for the reason before anything is shown; nothing is told of what lies behind.
pub(super) async fn ask(app: &App, visit: &Visit, fields: &Fields, to: &str) -> Result<Response, Problem> {
    let mut why = typed(fields, reading(app, visit.actor()?));
    if why.purposes.is_empty() {
        return Err(refuse(app, visit.actor()?).await);
    }
    if let [only] = why.purposes.as_slice() {
        why.purpose = Some(*only);
    }
    html(&WhyPage { frame: visit.frame(app, None).await?, to: to.to_string(), why, faults: Faults::none() })
}
