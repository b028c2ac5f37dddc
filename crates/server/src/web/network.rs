//! The members of the network, and how it stands with each.
use super::{Visit, html};
use crate::app::Shared;
use crate::page::{Heard, MemberRow, NetworkPage, Place};
use crate::problem::Problem;
use crate::sent;
use axum::extract::State;
use axum::response::Response;
use desk::peer::{Freshness, Line};
use model::{Actor, Reason, Role};

pub(crate) async fn page(State(app): State<Shared>, visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor()?;
    let peers = desk::peer::list(&app.desk, actor, &looking(actor)).await?;
    html(&NetworkPage {
        frame: visit.frame(&app, Some(Place::Network)).await?,
        network: peers.network,
        identity: peers.identity,
        members: peers.lines.into_iter().map(row).collect(),
    })
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
        reached_us: line.reached_us,
        fault: line.fault,
        waiting: line.waiting,
        mailboxes: line.mailboxes,
    }
}
