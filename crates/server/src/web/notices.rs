//! The pages of notices by where they stand.
use super::record::stated;
use super::{Visit, html};
use crate::app::{App, Shared};
use crate::page::{BegunRow, NoticeRow, NoticesPage, Place, Why};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::notice::{Morning, Notice, Page, Stood, Which};
use model::notice::Sent;
use model::{Reason, RecordId};
use policy::action::{DraftNotice, KeepProtected};

/// Notices on a page.
const SHOWN: u32 = 50;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, "/notices").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let before = read_place(fields.text("before"))?;
    if let Ok(which) = fields.text("which").parse::<Morning>() {
        let page = desk::notice::morning(&app.desk, visit.actor()?, &reason, which, (before, SHOWN)).await?;
        let page = filled(&app, &visit, (&reason, why), (Which::InForce, page)).await?;
        return html(&NoticesPage { morning: Some(which), ..page });
    }
    let which: Which = fields.text("which").parse().unwrap_or(Which::InForce);
    let search = fields.text("search").trim();
    if search.is_empty() {
        return html(&view(&app, &visit, (&reason, why), (which, before)).await?);
    }
    let found = desk::notice::search(&app.desk, visit.actor()?, &reason, search, (before, SHOWN)).await?;
    let page = filled(&app, &visit, (&reason, why), (Which::InForce, found)).await?;
    html(&NoticesPage { search: search.to_owned(), ..page })
}

pub(super) async fn view(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    (which, before): (Which, Option<(i64, RecordId)>),
) -> Result<NoticesPage, Problem> {
    let page = desk::notice::page(&app.desk, visit.actor()?, reason, which, (before, SHOWN)).await?;
    filled(app, visit, (reason, why), (which, page)).await
}

async fn filled(
    app: &App,
    visit: &Visit,
    (reason, why): (&Reason, Why),
    (which, page): (Which, Page),
) -> Result<NoticesPage, Problem> {
    let actor = visit.actor()?;
    let mut begun = vec![];
    for one in desk::notice::begun(&app.desk, actor).await? {
        let is_redraft = desk::notice::is_here(&app.desk, one.id).await?;
        let (id, kind, caption, saved_us) = (one.id, one.kind(), one.caption(), one.saved_us);
        begun.push(BegunRow { id, is_redraft, kind, caption, saved_us });
    }
    Ok(NoticesPage {
        frame: visit.frame(app, Some(Place::Notices)).await?,
        which,
        morning: None,
        search: String::new(),
        notices: rows(app, &page),
        next: page.next.map(|(at_us, id)| format!("{at_us}.{id}")),
        may_draft: !desk::offer::purposes::<DraftNotice>(&app.desk, actor).is_empty(),
        may_protect: desk::offer::may::<KeepProtected>(&app.desk, actor, reason),
        begun,
        imported: None,
        why,
    })
}

/// Those that are here and those that are gone, the last moved first where both are there.
fn rows(app: &App, page: &Page) -> Vec<NoticeRow> {
    let mut rows: Vec<NoticeRow> = page.notices.iter().map(|notice| row(app, notice)).collect();
    if !page.gone.is_empty() {
        rows.extend(page.gone.iter().map(gone));
        rows.sort_by_key(|row| std::cmp::Reverse(row.moved_us));
    }
    rows
}

fn gone(it: &Stood) -> NoticeRow {
    NoticeRow {
        id: it.id,
        owner: it.owner.clone(),
        kind: it.kind,
        sent: Sent::Notice,
        caption: String::new(),
        stage: it.stage,
        is_unreviewed: false,
        moved_us: it.since_us,
        review_us: 0,
        is_gone: true,
    }
}

pub(super) fn row(app: &App, notice: &Notice) -> NoticeRow {
    NoticeRow {
        id: notice.id,
        owner: notice.owner.clone(),
        kind: notice.content.kind,
        sent: notice.content.sent,
        caption: notice.content.caption(),
        stage: notice.stage,
        is_unreviewed: desk::notice::is_unreviewed(&app.desk, notice),
        moved_us: notice.moved_us,
        review_us: notice.review_us,
        is_gone: false,
    }
}

/// `1790000000000000.3f…`: a place in the list, as an address carries it.
fn read_place(text: &str) -> Result<Option<(i64, RecordId)>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    read.map(Some).ok_or_else(|| Problem::at("before", "expected the place of a notice"))
}
