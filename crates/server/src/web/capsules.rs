//! Capsules of posts: the list, one that is made, and a log that comes home.
use super::{Visit, faulty, html, see, why};
use crate::api::capsule::{LOG_BYTES_MAX, device, shelf};
use crate::api::shape::{part, parts};
use crate::app::{App, Shared};
use crate::page::{CapsuleForm, CapsuleMade, CapsuleRow, CapsulesPage, Done, Faults, Flaw, Place, Why};
use crate::problem::Problem;
use crate::sent::{Fields, FileForm, weighing};
use axum::extract::{Request, State};
use axum::response::Response;
use desk::capsule::{self, Order};
use model::{Actor, Language, Purpose, Reason};
use policy::action::MakeCapsule;

/// The purposes for which this actor may have one made, with a legal basis.
fn purposes(app: &App, by: &Actor) -> Vec<Purpose> {
    let stated = |purpose| desk::offer::once_stated(&Reason::of(purpose));
    let may = |purpose: &Purpose| desk::offer::may::<MakeCapsule>(&app.desk, by, &stated(*purpose));
    Purpose::ALL.iter().copied().filter(may).collect()
}

async fn view(app: &App, visit: &Visit, form: Option<CapsuleForm>) -> Result<CapsulesPage, Problem> {
    let (actor, now_us) = (visit.actor()?, desk::pulse::now_us(&app.desk));
    let capsules = capsule::list(&app.desk, actor, &weighing(actor)).await?;
    let mut rows: Vec<CapsuleRow> = capsules.iter().map(|it| CapsuleRow::of(it, now_us)).collect();
    // What is waited for longest leads; the others stay in their order.
    rows.sort_by_key(|row| if row.is_awaited() { row.leased_until_us } else { i64::MAX });
    Ok(CapsulesPage {
        frame: visit.frame(app, Some(Place::Capsules)).await?,
        rows,
        node: capsule::fingerprint(&app.desk).ok(),
        form,
        made: None,
    })
}

/// The form as it was filled in; none for whoever may have none made.
async fn form(app: &App, visit: &Visit, fields: &Fields) -> Result<Option<CapsuleForm>, Problem> {
    let actor = visit.actor()?;
    let purposes = purposes(app, actor);
    if purposes.is_empty() {
        return Ok(None);
    }
    let or = |name: &str, else_: &str| match fields.text(name) {
        "" => else_.to_owned(),
        text => text.to_owned(),
    };
    Ok(Some(CapsuleForm {
        posts: capsule::posts(&app.desk, actor, &weighing(actor)).await?,
        client: fields.text("client").parse().ok(),
        device: fields.text("device").to_owned(),
        kinds: fields.all("kinds").filter_map(|kind| kind.parse().ok()).collect(),
        lists: fields.text("lists").to_owned(),
        days: or("days", "1"),
        lease_hours: or("lease_hours", "24"),
        officers: fields.text("officers").to_owned(),
        tongue: fields.text("tongue").parse().unwrap_or(Language::English),
        why: Why { purpose: fields.text("purpose").parse().ok(), ..why::typed(fields, purposes) },
        faults: Faults::none(),
    }))
}

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let form = form(&app, &visit, &Fields::default()).await?;
    html(&view(&app, &visit, form).await?)
}

/// Makes one and shows the code of its first lease, this once.
pub(crate) async fn make(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let Some(mut form) = form(&app, &visit, &fields).await? else {
        return Err(why::refuse(&app, visit.actor()?).await);
    };
    let reason = why::reason(&form.why, &mut form.faults);
    if form.why.legal_basis.is_empty() {
        form.faults.add("legal_basis", Flaw::Missing);
    }
    let order = read(|| order(&fields), &mut form.faults);
    let (Some(reason), Some(order), true) = (reason, order, form.faults.is_empty()) else {
        return faulty(&view(&app, &visit, Some(form)).await?);
    };
    let made = match shelf::made_here(&app, visit.actor()?, &reason, &order).await {
        Err(problem @ Problem::Invalid(_)) => {
            why::told(problem, &mut form.faults);
            return faulty(&view(&app, &visit, Some(form)).await?);
        }
        Err(Problem::Conflict(why)) => {
            form.faults.add("client", Flaw::Said(why.to_owned()));
            return faulty(&view(&app, &visit, Some(form)).await?);
        }
        made => made?,
    };
    let form = self::form(&app, &visit, &Fields::default()).await?;
    let mut page = view(&app, &visit, form).await?;
    page.made = Some(CapsuleMade {
        id: made.capsule.id,
        post: made.capsule.post,
        records: made.capsule.records,
        others: made.others,
        code: made.code,
        until_us: made.until_us,
    });
    html(&page)
}

fn read<T>(read: impl FnOnce() -> Result<T, Problem>, faults: &mut Faults) -> Option<T> {
    read().map_err(|problem| why::told(problem, faults)).ok()
}

fn order(fields: &Fields) -> Result<Order, Problem> {
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let whole = |name: &str| fields.text(name).parse::<u8>().map_err(|_| Problem::at(name, "a whole number"));
    let kinds: Vec<String> = fields.all("kinds").map(str::to_owned).collect();
    Ok(Order {
        client: part("client", fields.text("client"))?,
        device: device(fields.text("device"))?,
        kinds: parts("kinds", &kinds)?,
        lists: fields.text("lists").split(',').filter_map(some).collect(),
        days: whole("days")?,
        lease_hours: whole("lease_hours")?,
        officers: fields.text("officers").lines().filter_map(some).collect(),
        language: part("tongue", fields.text("tongue"))?,
        taken: false,
    })
}

/// The log of a post, as a file.
pub(crate) async fn home(
    State(app): State<Shared>,
    visit: Visit,
    request: Request,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let log = file(request).await?;
    let home = capsule::home(&app.desk, actor, &weighing(actor), &log).await?;
    let done = match (home.acts, home.closed) {
        (1.., true) => Done::CapsuleHome,
        (1.., false) => Done::CapsuleCut,
        (0, _) => Done::CapsuleNothingNew,
    };
    Ok(see(&format!("/capsules/{}", home.capsule), done))
}

async fn file(request: Request) -> Result<Vec<u8>, Problem> {
    let mut form = FileForm::of(request).await?;
    match form.next().await?.filter(|part| part.name() == "log") {
        Some(log) => log.bytes(LOG_BYTES_MAX).await,
        None => Err(Problem::at("log", "no file was sent")),
    }
}
