//! The members of the network, and how it stands with each.
use super::{Visit, html, see};
use crate::api::reckon::{date_of, day_of};
use crate::api::shape::part;
use crate::app::Shared;
use crate::page::{
    AnswerRow, AnswersPage, ApartRow, Done, Heard, Measured, MemberRow, NetworkPage, OvertakenRow, Place,
    StrayRow,
};
use crate::problem::Problem;
use crate::sent::{self, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::figure::Answers;
use desk::peer::{Copied, Freshness, Line};
use desk::reckon::{Difference, Strayed};
use model::{Actor, Member, Reason, Role};
use policy::action::SettleLog;

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let (desk, reason) = (&app.desk, looking(actor));
    let peers = desk::peer::list(desk, actor, &reason).await?;
    let (reckoned, apart) = desk::reckon::differences(desk, actor, &reason).await?;
    let strays = desk::reckon::strays(desk, actor, &reason, STRAYS_SHOWN).await?;
    let overtaken = desk::peer::overtaken(desk, actor, &reason).await?;
    let when = |member: &Member| reckoned.iter().find(|it| &it.member == member).and_then(|it| it.heard_us);
    html(&NetworkPage {
        frame: visit.frame(&app, Some(Place::Network)).await?,
        network: peers.network,
        identity: peers.identity,
        members: peers
            .lines
            .into_iter()
            .map(|line| MemberRow { reckoned_us: when(&line.member), ..row(line) })
            .collect(),
        apart: apart.into_iter().map(apart_row).collect(),
        may_settle: desk::offer::may::<SettleLog>(desk, actor, &reason),
        strays: strays.into_iter().map(stray_row).collect(),
        overtaken: overtaken.into_iter().map(overtaken_row).collect(),
    })
}

fn apart_row(it: Difference) -> ApartRow {
    ApartRow {
        member: it.member,
        passed: it.passed,
        day: date_of(it.day),
        acts: it.acts,
        there: it.there,
        first_us: it.first_us,
        alarmed: it.alarmed_us.is_some(),
    }
}

/// Copies that are told of on the page.
const STRAYS_SHOWN: u32 = 200;

fn stray_row(Strayed { it, may_settle }: Strayed) -> StrayRow {
    StrayRow {
        member: it.member,
        ours: it.ours,
        what: it.what,
        version: it.version,
        record: it.record,
        first_us: it.first_us,
        alarmed: it.alarmed_us.is_some(),
        settled_us: it.settled_us,
        may_settle,
    }
}

/// Somebody has a record given, or taken back, once more.
pub(crate) async fn once_more(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let what = (&part("member", fields.text("member"))?, part("record", fields.text("record"))?);
    desk::reckon::once_more(&app.desk, actor, &sent::daily(actor), what).await?;
    Ok(see("/network", Done::StraySettled))
}

/// How fast each member answers.
pub(crate) async fn answers(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let answers = desk::figure::answers(&app.desk, actor, &looking(actor)).await?;
    let row = |it: Answers| AnswerRow {
        all: it.all,
        by: it.by.into_iter().map(|(asker, figure)| Measured { asker, figure }).collect(),
    };
    html(&AnswersPage {
        frame: visit.frame(&app, Some(Place::Network)).await?,
        rows: answers.into_iter().map(row).collect(),
    })
}

fn overtaken_row(it: Copied) -> OvertakenRow {
    let Copied { copy, is_notice, is_here } = it;
    let (record, member) = (copy.id, copy.member);
    OvertakenRow { record, member, version: copy.version, is_notice, is_here, gone: copy.gone }
}

/// An inspector says what they found.
pub(crate) async fn settle(
    State(app): State<Shared>,
    visit: Visit,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let member: Member = part("member", fields.text("member"))?;
    let what = (&member, part("passed", fields.text("passed"))?, day_of(fields.text("day"))?);
    desk::reckon::settle(&app.desk, actor, &looking(actor), what, fields.text("why")).await?;
    Ok(see("/network", Done::LogsSettled))
}

/// For whom keeps the node or inspects it, that is what they look for; for everybody else it is their daily work.
pub(super) fn looking(by: &Actor) -> Reason {
    let keeps = [Role::Administrator, Role::Inspector].iter().any(|role| by.roles().contains(role));
    if keeps { sent::duty(by) } else { sent::daily(by) }
}

fn row(line: Line) -> MemberRow {
    MemberRow {
        heard: line.freshness.map_or(Heard::Never, |freshness| match freshness {
            Freshness::Fresh => Heard::Fresh,
            Freshness::Stale => Heard::Stale,
            Freshness::Lapsed => Heard::Lapsed,
        }),
        member: line.member,
        name: line.name,
        class: line.class,
        standing: line.standing,
        fingerprint: line.fingerprint,
        endpoints: line.endpoints,
        numbers: line.numbers,
        reached_us: line.reached_us,
        fault: line.fault,
        waiting: line.waiting,
        mailboxes: line.mailboxes,
        reckoned_us: None,
    }
}
