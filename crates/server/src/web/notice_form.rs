//! Stating a notice by form, and stating it anew.
use super::{Visit, faulty, html, record, see, why};
use crate::app::{App, Shared};
use crate::handling_form;
use crate::page::{
    AudienceChoice, Done, Faults, Flaw, HandlingForm, NoticeField, NoticeFormPage, Place, Why, reason_query,
};
use crate::problem::Problem;
use crate::sent::{self, Asked, Fields, Named};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use model::notice::{Content, Field, Form, MISSING, NoticeKind, Sent, day_of};
use model::{Audience, Holds, Invalid, PartialDate, Reason, RecordId};
use policy::action::DraftNotice;

/// Years until the review where nobody says otherwise.
const REVIEW_YEARS: u16 = 1;

fn kind_of(fields: &Fields) -> NoticeKind {
    fields.text("kind").parse().unwrap_or(NoticeKind::Red)
}

fn today(app: &App) -> PartialDate {
    day_of(desk::pulse::now_us(&app.desk))
}

pub(crate) async fn new(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    if let Ok(id) = fields.text("draft").parse::<RecordId>() {
        return begun(&app, &visit, id).await;
    }
    let why = drafting(&app, &visit, &fields).await?;
    if let Ok(old) = fields.text("corrects").parse::<RecordId>() {
        return correcting(&app, &visit, (old, &fields)).await;
    }
    let kind = kind_of(&fields);
    let today = today(&app);
    let review = PartialDate::new(today.year() + REVIEW_YEARS, today.month(), Some(1));
    let handling = HandlingForm {
        audience: AudienceChoice::All,
        review: review.map(|day| day.to_string()).unwrap_or_default(),
        ..HandlingForm::default()
    };
    let draft = (drawn()?, None);
    let form = Typed { kind, target: None, sent: Sent::Notice, handling, values: vec![], why, draft };
    html(&form.page(&app, &visit, Faults::none()).await?)
}

/// Under which what is being written is kept.
fn drawn() -> Result<RecordId, Problem> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|fault| Problem::broken(&fault))?;
    Ok(RecordId::from_bytes(bytes))
}

/// The form as it was when it was kept.
async fn begun(app: &App, visit: &Visit, id: RecordId) -> Result<Response, Problem> {
    let all = desk::notice::begun(&app.desk, visit.actor()?).await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Problem::Missing)?;
    let fields = Fields(one.fields);
    let why = drafting(app, visit, &fields).await?;
    let mut typed = Typed::of(kind_of(&fields), &fields, why, &mut Faults::none());
    typed.draft = (id, Some(one.saved_us));
    html(&typed.page(app, visit, Faults::none()).await?)
}

/// A new notice with what the old one says, to be put in its place.
async fn correcting(
    app: &App,
    visit: &Visit,
    (old, fields): (RecordId, &Fields),
) -> Result<Response, Problem> {
    let (reason, why) = match record::stated(app, visit, fields, "/notices/new").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let notice = desk::notice::open(&app.desk, visit.actor()?, &reason, old).await?.notice;
    if notice.owner != app.desk.me {
        return Err(Problem::Missing);
    }
    let content = &notice.content;
    let mut values: Vec<(&'static str, Vec<String>)> =
        content.fields().map(|(field, values)| (field.name, values.to_vec())).collect();
    // Photographs are added to the new one anew, under its own number.
    values.retain(|(name, _)| !["photographs", "corrects"].contains(name));
    values.push(("corrects", vec![old.to_string()]));
    let (handling, draft) = (handling_form::of(&content.handling()), (drawn()?, None));
    let form = Typed { kind: content.kind, target: None, sent: content.sent, handling, values, why, draft };
    html(&form.page(app, visit, Faults::none()).await?)
}

/// Keeps what stands in the form: sent by the page itself while somebody writes, or by its button; or throws it away.
pub(crate) async fn keep(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let why = drafting(&app, &visit, &fields).await?;
    let reason = why.purpose.map_or(sent::daily(actor), Reason::of);
    let id: RecordId = fields.text("draft").parse().map_err(|_| Problem::Missing)?;
    let kept = match fields.has("drop") || !is_written(&fields) {
        true => vec![],
        false => fields.0.into_iter().filter(|(name, text)| name != "done" && !text.is_empty()).collect(),
    };
    let dropped = kept.is_empty();
    desk::notice::keep_begun(&app.desk, actor, &reason, (id, kept)).await?;
    if visit.wants("draft") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let to = if dropped { "/notices".to_owned() } else { format!("/notices/new?draft={id}") };
    if desk::notice::is_here(&app.desk, id).await? {
        return Ok(see(&format!("/notices/{id}/redraft{}", reason_query(&why)), Done::DraftKept));
    }
    Ok(see(&to, Done::DraftKept))
}

/// Whether anybody has written anything: what the form says by itself is no draft.
fn is_written(fields: &Fields) -> bool {
    let kind = kind_of(fields);
    kind.fields().any(|field| fields.has(field.name) && !fields.text(field.name).is_empty())
}

/// The reason as far as it was typed; whoever drafts for no purpose at all is refused in the rules' own words.
async fn drafting(app: &App, visit: &Visit, fields: &Fields) -> Result<Why, Problem> {
    let actor = visit.actor()?;
    let mut why = why::typed(fields, why::purposes::<DraftNotice>(app, actor));
    if why.purposes.is_empty() {
        return Err(Problem::Refused("your role does not include drafting notices".into()));
    }
    if let [only] = why.purposes.as_slice() {
        why.purpose = Some(*only);
    }
    Ok(why)
}

/// What was typed, as it was typed.
struct Typed {
    kind: NoticeKind,
    target: Option<(RecordId, u32)>,
    sent: Sent,
    handling: HandlingForm,
    values: Vec<(&'static str, Vec<String>)>,
    why: Why,
    draft: (RecordId, Option<i64>),
}

impl Typed {
    fn of(kind: NoticeKind, fields: &Fields, why: Why, faults: &mut Faults) -> Typed {
        let texts = |field: &Field| {
            fields.all(field.name).map(str::to_owned).filter(|text| !text.is_empty()).collect()
        };
        Typed {
            kind,
            target: None,
            sent: fields.text("sent").parse().unwrap_or_default(),
            handling: handling_form::typed(fields, faults),
            values: kind.fields().map(|field| (field.name, texts(field))).collect(),
            why,
            draft: (fields.text("draft").parse().unwrap_or(RecordId::from_bytes([0; 16])), None),
        }
    }

    /// The content, or faults at the fields that say none.
    fn content(&self, app: &App, faults: &mut Faults) -> Option<Content> {
        let handling = handling_form::read(&self.handling, faults);
        let audience =
            if self.handling.audience == AudienceChoice::All { Audience::All } else { handling.audience };
        let Some(review) = handling.review else {
            faults.add("review", Flaw::Missing);
            return None;
        };
        let texts =
            self.values.iter().flat_map(|(name, all)| all.iter().map(move |text| (*name, text.as_str())));
        let read = Content::read(
            (self.kind, self.sent),
            (audience, handling.never_to),
            (review, Some(today(app))),
            texts,
        );
        read.map_err(|wrong| wrong.into_iter().for_each(|one| faults.add(one.what, flaw(self.kind, &one))))
            .ok()
    }

    async fn page(self, app: &App, visit: &Visit, faults: Faults) -> Result<NoticeFormPage, Problem> {
        let Typed { kind, target, sent, mut handling, values, why, draft } = self;
        let reason = why.purpose.map_or(sent::daily(visit.actor()?), Reason::of);
        handling.network = desk::offer::addressees(&app.desk, visit.actor()?, &reason).await?;
        let of = |field: &'static Field| NoticeField {
            field,
            is_needed: field.is_needed(kind),
            values: values
                .iter()
                .find(|(name, _)| *name == field.name)
                .map(|(_, v)| v.clone())
                .unwrap_or_default(),
        };
        Ok(NoticeFormPage {
            frame: visit.frame(app, Some(Place::Notices)).await?,
            kind,
            target,
            sent,
            handling,
            fields: kind.fields().map(of).collect(),
            draft,
            why,
            faults,
        })
    }
}

/// What is wrong, so that it can be said in the officer's language as far as its form tells.
fn flaw(kind: NoticeKind, wrong: &Invalid) -> Flaw {
    match Field::of(kind, wrong.what).map(|field| field.form) {
        Some(_) if wrong.why == MISSING => Flaw::Missing,
        Some(Form::Date | Form::Day) => Flaw::Unfit(Holds::Date),
        Some(Form::Country | Form::Countries) => Flaw::Unfit(Holds::Country),
        _ => Flaw::Said(wrong.why.to_string()),
    }
}

pub(crate) async fn draft(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let (why, mut faults) = (drafting(&app, &visit, &fields).await?, Faults::none());
    let typed = Typed::of(kind_of(&fields), &fields, why, &mut faults);
    let (content, reason) = (typed.content(&app, &mut faults), why::reason(&typed.why, &mut faults));
    let (Some(content), Some(reason), true) = (content, reason, faults.is_empty()) else {
        return faulty(&typed.page(&app, &visit, faults).await?);
    };
    let actor = visit.actor()?;
    let id = desk::notice::draft(&app.desk, actor, &reason, content).await?;
    desk::notice::keep_begun(&app.desk, actor, &reason, (typed.draft.0, vec![])).await?;
    Ok(see(&format!("/notices/{id}{}", reason_query(&typed.why)), Done::NoticeDrafted))
}

/// The form with what the notice says now.
pub(crate) async fn again(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (reason, why) =
        match record::stated(&app, &visit, &Fields(asked), &format!("/notices/{id}/redraft")).await? {
            Ok(stated) => stated,
            Err(asking) => return Ok(asking),
        };
    let actor = visit.actor()?;
    if !desk::offer::may::<DraftNotice>(&app.desk, actor, &reason) {
        return Err(Problem::Refused("your role does not include drafting notices".into()));
    }
    let notice = desk::notice::open(&app.desk, actor, &reason, id).await?.notice;
    if notice.owner != app.desk.me {
        return Err(Problem::Missing);
    }
    if let Some(one) = desk::notice::begun(&app.desk, actor).await?.into_iter().find(|one| one.id == id) {
        let fields = Fields(one.fields);
        // What was begun over another statement of it is shown all the same: its round tells that it is outdated.
        let round = fields.text("round").parse().unwrap_or(notice.round);
        let mut typed = Typed::of(notice.content.kind, &fields, why, &mut Faults::none());
        (typed.target, typed.draft) = (Some((id, round)), (id, Some(one.saved_us)));
        return html(&typed.page(&app, &visit, Faults::none()).await?);
    }
    let content = &notice.content;
    let values = content.fields().map(|(field, values)| (field.name, values.to_vec())).collect();
    let (handling, target) = (handling_form::of(&content.handling()), Some((id, notice.round)));
    let draft = (id, None);
    let form = Typed { kind: content.kind, target, sent: content.sent, handling, values, why, draft };
    html(&form.page(&app, &visit, Faults::none()).await?)
}

pub(crate) async fn redraft(
    State(app): State<Shared>,
    visit: Visit,
    Named(id): Named<RecordId>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (why, mut faults) = (drafting(&app, &visit, &fields).await?, Faults::none());
    let round: u32 = fields
        .text("round")
        .parse()
        .map_err(|_| Problem::at("round", "the round that was read is missing"))?;
    let mut typed = Typed::of(kind_of(&fields), &fields, why, &mut faults);
    (typed.target, typed.draft) = (Some((id, round)), (id, None));
    let (content, reason) = (typed.content(&app, &mut faults), why::reason(&typed.why, &mut faults));
    let (Some(content), Some(reason), true) = (content, reason, faults.is_empty()) else {
        return faulty(&typed.page(&app, &visit, faults).await?);
    };
    match desk::notice::redraft(&app.desk, visit.actor()?, &reason, (id, round), content).await {
        Ok(()) => {
            desk::notice::keep_begun(&app.desk, visit.actor()?, &reason, (id, vec![])).await?;
            Ok(see(&format!("/notices/{id}{}", reason_query(&typed.why)), Done::NoticeDrafted))
        }
        Err(desk::Error::Conflict(_)) => {
            faults.add("round", Flaw::Outdated);
            faulty(&typed.page(&app, &visit, faults).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}
