//! An officer's alerts as rows of a page, and as what an open page shows when one comes in.
use crate::api::alerts::Told;
use crate::app::App;
use crate::page::{AlertRow, Frame, Toast, Why, reason_query};
use desk::check::Verdict;

/// As a row of the page.
pub(crate) fn row(app: &App, told: &Told) -> AlertRow {
    let score = f64::from(told.alert.score_ppm) / 1e6;
    let why = Why::of(&told.reason, vec![]);
    AlertRow {
        id: told.alert.number.to_string(),
        at_us: told.alert.raised_us,
        question: told.question.clone(),
        href: format!("/records/{}{}", told.record.id, reason_query(&why)),
        record: told.record.id,
        kind: told.record.kind(),
        caption: told.record.caption().to_string(),
        owner: told.record.owner.clone(),
        status: told.record.status,
        score,
        certain: desk::check::verdict(&app.desk, score) == Some(Verdict::Match),
        seen_us: told.alert.seen_us,
    }
}

/// Its title in the officer's words: the status, or that there is none.
fn title(frame: &Frame, row: &AlertRow) -> String {
    row.status.map_or_else(|| frame.say("no-status"), |status| frame.named("status", status.as_str()))
}

/// What an open page shows when one comes in.
pub(crate) fn toast(app: &App, frame: &Frame, told: &Told) -> Toast {
    let row = row(app, told);
    Toast {
        verdict: row.verdict().as_str(),
        title: title(frame, &row),
        text: row.caption,
        href: row.href,
        id: row.id,
        unseen: frame.alerts,
    }
}
