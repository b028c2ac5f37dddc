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
use axum::response::Response;
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
    let why = drafting(&app, &visit, &fields).await?;
    let kind = kind_of(&fields);
    let today = today(&app);
    let review = PartialDate::new(today.year() + REVIEW_YEARS, today.month(), Some(1));
    let handling = HandlingForm {
        audience: AudienceChoice::All,
        review: review.map(|day| day.to_string()).unwrap_or_default(),
        ..HandlingForm::default()
    };
    let form = Typed { kind, target: None, sent: Sent::Notice, handling, values: vec![], why };
    html(&form.page(&app, &visit, Faults::none()).await?)
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
        let Typed { kind, target, sent, mut handling, values, why } = self;
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
    let id = desk::notice::draft(&app.desk, visit.actor()?, &reason, content).await?;
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
    let content = &notice.content;
    let values = content.fields().map(|(field, values)| (field.name, values.to_vec())).collect();
    let (handling, target) = (handling_form::of(&content.handling()), Some((id, notice.round)));
    let form = Typed { kind: content.kind, target, sent: content.sent, handling, values, why };
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
    typed.target = Some((id, round));
    let (content, reason) = (typed.content(&app, &mut faults), why::reason(&typed.why, &mut faults));
    let (Some(content), Some(reason), true) = (content, reason, faults.is_empty()) else {
        return faulty(&typed.page(&app, &visit, faults).await?);
    };
    match desk::notice::redraft(&app.desk, visit.actor()?, &reason, (id, round), content).await {
        Ok(()) => Ok(see(&format!("/notices/{id}{}", reason_query(&typed.why)), Done::NoticeDrafted)),
        Err(desk::Error::Conflict(_)) => {
            faults.add("round", Flaw::Outdated);
            faulty(&typed.page(&app, &visit, faults).await?)
        }
        Err(fault) => Err(fault.into()),
    }
}
