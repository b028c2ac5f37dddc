//! The watch: whom a request calls when its clock has run out, and at which numbers this member is reached.
use crate::journal::Act;
use crate::{Result, Tx, setting};
use model::{ActKind, OfficerId};
use policy::{Permit, action};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

const WATCH: &str = "watch";

/// Who heads which unit, who has the duty desk now, and the numbers at which it is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watch {
    pub heads: BTreeMap<String, OfficerId>,
    pub duty: BTreeSet<OfficerId>,
    /// Told to all members.
    pub numbers: Vec<Number>,
}

/// Where somebody is reached: `Duty desk`, `+228 22 00 00 00`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    pub what: String,
    pub number: String,
}

/// As it is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Row {
    heads: BTreeMap<String, String>,
    duty: BTreeSet<String>,
    numbers: Vec<Number>,
}

impl Row {
    fn of(watch: &Watch) -> Row {
        Row {
            heads: watch.heads.iter().map(|(unit, id)| (unit.clone(), id.to_string())).collect(),
            duty: watch.duty.iter().map(ToString::to_string).collect(),
            numbers: watch.numbers.clone(),
        }
    }

    fn read(self) -> Result<Watch> {
        let head = |(unit, id): (String, String)| Ok((unit, id.parse()?));
        Ok(Watch {
            heads: self.heads.into_iter().map(head).collect::<Result<_>>()?,
            duty: self.duty.iter().map(|id| Ok(id.parse()?)).collect::<Result<_>>()?,
            numbers: self.numbers,
        })
    }
}

/// The watch as it was set; nobody and nothing where it never was.
pub async fn watch(tx: &mut Tx) -> Result<Watch> {
    let Some(text) = setting::get(tx, WATCH).await? else { return Ok(Watch::default()) };
    serde_json::from_str::<Row>(&text)?.read()
}

/// Sets it; the act holds that of before as well.
pub async fn put_watch(
    tx: &mut Tx,
    permit: Permit<action::SetClocks>,
    now: &Watch,
    at_us: i64,
) -> Result<()> {
    let (before, after) = (Row::of(&watch(tx).await?), Row::of(now));
    let body = serde_json::json!({ "watch": { "before": before, "after": after } });
    let (kind, reason) = (ActKind::ClocksSet, Some(permit.reason()));
    let act = Act { at_us, by: permit.by(), kind, object: None, reason, body: Some(body) };
    setting::put(tx, WATCH, &serde_json::to_string(&after)?, act).await
}
