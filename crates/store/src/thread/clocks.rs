//! How long a request may wait for its answer: what the directive says, or what the bureau has set.
use crate::journal::Act;
use crate::{Result, Tx, setting};
use model::{ActKind, RequestState, Term};
use policy::{Permit, action};
use serde::{Deserialize, Serialize};

/// Hours by urgency, and minutes until a person must have acknowledged that a life is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    pub urgent_hours: u32,
    pub soon_hours: u32,
    pub usual_hours: u32,
    pub acknowledge_minutes: u32,
}

impl Default for Clocks {
    /// Directive (EU) 2023/977, article 5; a quarter of an hour for a life.
    fn default() -> Clocks {
        Clocks { urgent_hours: 8, soon_hours: 72, usual_hours: 168, acknowledge_minutes: 15 }
    }
}

const MINUTE_US: i64 = 60 * 1_000_000;

impl Clocks {
    /// How long the clock of a request runs in this state, in microseconds.
    pub fn runs_us(&self, term: Term, life: bool, state: RequestState) -> i64 {
        if life && state == RequestState::Sent {
            return i64::from(self.acknowledge_minutes) * MINUTE_US;
        }
        let hours = match term {
            _ if life => self.urgent_hours,
            Term::Urgent => self.urgent_hours,
            Term::Soon => self.soon_hours,
            Term::Usual => self.usual_hours,
        };
        i64::from(hours) * 60 * MINUTE_US
    }

    /// What a thread in which nothing is asked may wait before it presses.
    pub fn usual_us(&self) -> i64 {
        i64::from(self.usual_hours) * 60 * MINUTE_US
    }
}

const CLOCKS: &str = "clocks";

/// Those of the bureau, or the ordinary ones where it has said nothing.
pub async fn clocks(tx: &mut Tx) -> Result<Clocks> {
    let Some(text) = setting::get(tx, CLOCKS).await? else { return Ok(Clocks::default()) };
    Ok(serde_json::from_str(&text)?)
}

/// Sets them; the act holds those of before as well. What runs already goes by them from its next word on.
pub async fn put_clocks(
    tx: &mut Tx,
    permit: Permit<action::SetClocks>,
    now: &Clocks,
    at_us: i64,
) -> Result<()> {
    let body = serde_json::json!({ "requests": { "before": clocks(tx).await?, "after": now } });
    let (kind, reason) = (ActKind::ClocksSet, Some(permit.reason()));
    let act = Act { at_us, by: permit.by(), kind, object: None, reason, body: Some(body) };
    setting::put(tx, CLOCKS, &serde_json::to_string(now)?, act).await
}
