//! Our records elsewhere: the page of all, and the part of a record's own page.
use super::record::stated;
use super::{Visit, html};
use crate::app::{App, Shared};
use crate::page::{
    CopyRow, HolderRow, KeptThereRow, LookRow, Place, RecallRow, RecalledRow, Sharing, Stands, WindowPage,
};
use crate::problem::Problem;
use crate::sent::{Asked, Fields};
use axum::extract::State;
use axum::response::Response;
use desk::recall::Standing;
use desk::window::{Consultation, CopySaid, Holder, KeptThere, Outstanding};
use model::{Actor, Reason, Record, RecordId};
use policy::action::{ReadKept, ReadWindow};

/// Looks on a page.
const SHOWN: u32 = 50;
/// Recalls that are shown together.
const RECALLS_SHOWN: u32 = 200;
/// Looks on the page of a record.
const BESIDE: u32 = 8;

pub(crate) async fn page(
    State(app): State<Shared>,
    visit: Visit,
    Asked(asked): Asked<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let fields = Fields(asked);
    let (reason, why) = match stated(&app, &visit, &fields, "/window").await? {
        Ok(stated) => stated,
        Err(asking) => return Ok(asking),
    };
    let (record, before) = (fields.text("record"), fields.text("before"));
    let record = (!record.is_empty()).then(|| record.parse::<RecordId>()).transpose();
    let record = record.map_err(|invalid| Problem::at("record", invalid.why))?;
    let before = (!before.is_empty()).then(|| before.parse::<u64>()).transpose();
    let before = before.map_err(|_| Problem::at("before", "expected a number"))?;
    let actor = visit.actor()?;
    let recalls = match record {
        None => desk::window::outstanding(&app.desk, actor, &reason, RECALLS_SHOWN).await?,
        Some(_) => vec![],
    };
    let members = match record {
        None => desk::recall::standings(&app.desk, actor, &reason).await?,
        Some(_) => vec![],
    };
    let kept = match record {
        None => desk::window::kept_there(&app.desk, actor, &reason, RECALLS_SHOWN).await?,
        Some(_) => vec![],
    };
    let mut looks = desk::window::page(&app.desk, actor, &reason, record, (before, SHOWN + 1)).await?;
    let more = cut(&mut looks, SHOWN);
    let holders = match record {
        Some(id) => Some(desk::window::holders(&app.desk, actor, &reason, id).await?),
        None => None,
    };
    html(&WindowPage {
        frame: visit.frame(&app, Some(Place::Window)).await?,
        why,
        kept: kept.into_iter().map(kept_there).collect(),
        keeps: desk::offer::may::<ReadKept>(&app.desk, actor, &reason),
        record,
        taken_back: holders.iter().flatten().any(|holder| holder.recalled)
            && holders.iter().flatten().all(|holder| holder.recalled),
        holders: holders.map(|holders| holders.into_iter().map(holder).collect()),
        members: members.into_iter().map(recalled).collect(),
        recalls: recalls.into_iter().map(recall).collect(),
        next: looks.last().filter(|_| more).map(|last| last.number.to_string()),
        looks: looks.into_iter().map(look).collect(),
    })
}

/// Leaves so many; true where there were more.
fn cut(looks: &mut Vec<Consultation>, limit: u32) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = looks.len() > limit;
    looks.truncate(limit);
    more
}

fn recall(Outstanding { id, member, since_us, level }: Outstanding) -> RecallRow {
    RecallRow { record: id, member, since_us, level }
}

fn recalled(it: Standing) -> RecalledRow {
    let Standing { member, waiting, oldest_us, confirmed, kept, unreached_us, level } = it;
    let stands = match (waiting, unreached_us, level) {
        (0, ..) if kept > 0 => Stands::Kept,
        (0, ..) => Stands::Done,
        (_, Some(_), _) => Stands::Unreached,
        (_, None, 0) => Stands::Waits,
        _ => Stands::Late,
    };
    RecalledRow { member, waiting, oldest_us, confirmed, kept, stands }
}

fn kept_there(it: KeptThere) -> KeptThereRow {
    KeptThereRow { record: it.id, member: it.member, copy: copy(it.said) }
}

fn copy(said: CopySaid) -> CopyRow {
    let CopySaid { word, basis, why, unit, until_us, .. } = said;
    CopyRow { word, basis, why, unit, until_us }
}

fn look(look: Consultation) -> LookRow {
    LookRow {
        record: look.record,
        version: look.version,
        member: look.member,
        what: look.what,
        unit: look.unit,
        officer: look.officer,
        purpose: look.purpose,
        reference: look.reference,
        done_us: look.done_us,
    }
}

pub(super) fn holder(holder: Holder) -> HolderRow {
    HolderRow {
        member: holder.member,
        version: holder.version,
        recalled: holder.recalled,
        since_us: holder.since_us,
        confirmed_us: holder.confirmed_us,
        unreached: holder.unreached,
        copy: holder.word.map(copy),
    }
}

/// Who has a record of ours and who looked at it. Nothing where it is another's, where this node is in no network, or
/// where they may not know.
pub(super) async fn sharing(
    app: &App,
    by: &Actor,
    reason: &Reason,
    record: &Record,
) -> Result<Option<Sharing>, Problem> {
    let desk = &app.desk;
    let may = record.owner == desk.me && desk::offer::may::<ReadWindow>(desk, by, reason);
    if !may || !desk::offer::in_network(desk) {
        return Ok(None);
    }
    let holders = desk::window::holders(desk, by, reason, record.id).await?;
    let mut looks = desk::window::page(desk, by, reason, Some(record.id), (None, BESIDE + 1)).await?;
    let more = cut(&mut looks, BESIDE);
    Ok(Some(Sharing {
        holders: holders.into_iter().map(holder).collect(),
        looks: looks.into_iter().map(look).collect(),
        more,
    }))
}
