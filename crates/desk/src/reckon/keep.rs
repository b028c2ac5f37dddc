//! The ledger is kept from the journal: each act about a question or a look that concerns another member is a line of it.
use super::{DAYS, day_of};
use crate::outbox::pseudonym;
use crate::{Desk, Result};
use model::{ActKind, Member, Passed, RecordId};
use sha2::{Digest, Sha256};
use store::Tx;
use store::consultation::Consultation;
use store::journal::Questioned;
use store::ledger::{Item, Line};

/// Acts, and tellings, that are read in one go.
const BATCH: u32 = 2_000;

/// Brings the ledger up to the last act. It begins with the first time: what was before does not count.
pub(crate) async fn keep(desk: &Desk, tx: &mut Tx) -> Result<()> {
    let Some(mut upto) = store::ledger::upto(tx).await? else {
        return Ok(store::ledger::begin(tx, day_of(desk.clock.now_us()) + 1).await?);
    };
    let before = upto;
    let head = store::journal::head(tx).await?;
    while upto.act < head {
        let to = head.min(upto.act + u64::from(BATCH));
        let mut lines = looked(desk, tx, (upto.act, to)).await?;
        for it in store::journal::questions(tx, (upto.act, to)).await? {
            lines.extend(asked(&it));
        }
        store::ledger::put(tx, &lines).await?;
        upto.act = to;
    }
    loop {
        let told = store::consultation::since(tx, upto.told, BATCH).await?;
        let Some((last, _)) = told.last() else { break };
        upto.told = last.number;
        let lines: Vec<Line> = told.iter().filter_map(|(it, act)| Some(shown(it, (*act)?))).collect();
        store::ledger::put(tx, &lines).await?;
    }
    if upto != before {
        store::ledger::reach(tx, upto).await?;
        store::ledger::forget(tx, day_of(desk.clock.now_us()) - 2 * DAYS).await?;
    }
    Ok(())
}

fn shown(it: &Consultation, act: u64) -> Line {
    Line {
        member: it.member.clone(),
        passed: Passed::Shown,
        day: day_of(it.done_us),
        item: look(it.record, &it.what, it.done_us, it.officer.as_deref()),
        act,
    }
}

async fn looked(desk: &Desk, tx: &mut Tx, acts: (u64, u64)) -> Result<Vec<Line>> {
    let line = |it: store::journal::Look| Line {
        day: day_of(it.at_us),
        item: look(it.object.0, it.kind.as_str(), it.at_us, Some(&pseudonym(desk, &it.actor))),
        member: it.owner,
        passed: Passed::Looked,
        act: it.seq,
    };
    Ok(store::journal::looks(tx, &desk.me, acts).await?.into_iter().map(line).collect())
}

/// By which a look is known on both sides: from what its owner is told of it.
fn look(record: RecordId, what: &str, done_us: i64, officer: Option<&str>) -> Item {
    let whole = Sha256::new()
        .chain_update(b"liaison/1/look\0")
        .chain_update(record.as_bytes())
        .chain_update(done_us.to_be_bytes())
        .chain_update(what)
        .chain_update([0])
        .chain_update(officer.unwrap_or_default());
    let mut item = [0; 16];
    item.copy_from_slice(&whole.finalize()[..16]);
    item
}

/// The lines of an act about a question: one to ask each member, one that was heard or answered.
fn asked(it: &Questioned) -> Vec<Line> {
    let Some(asked_us) = it.body.get("asked_us").and_then(serde_json::Value::as_i64) else { return vec![] };
    let line = |of: &serde_json::Value, passed| {
        let text = |name: &str| of.get(name).and_then(serde_json::Value::as_str);
        let member: Member = text("member")?.parse().ok()?;
        let item = crate::inbox::bytes::<16>(text("nonce")?).ok()?;
        Some(Line { member, passed, day: day_of(asked_us), item, act: it.seq })
    };
    match it.kind {
        ActKind::Asked => {
            let all = it.body.get("asked").and_then(serde_json::Value::as_array);
            all.into_iter().flatten().filter_map(|of| line(of, Passed::Asked)).collect()
        }
        ActKind::Heard => line(&it.body, Passed::Heard).into_iter().collect(),
        _ => line(&it.body, Passed::Answered).into_iter().collect(),
    }
}
