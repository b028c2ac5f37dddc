//! From where a stream goes on: as far as its page had come when it was read, or the stream before it when it ended.
use crate::app::Shared;
use crate::problem::Problem;
use crate::sent;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use desk::{Desk, Heard};
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;
use utoipa::IntoParams;

/// What is told by its moment is told again from so long before: it may have been written a little after its moment.
const AGAIN_US: i64 = 2_000_000;
/// What is longer ago than this is told on the pages themselves, and by no stream that begins.
const TOLD_US: i64 = 24 * 3_600_000_000;

/// As far as somebody had heard, and when. Written `BELL.COUNT.MOMENT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Since {
    pub heard: Heard,
    /// Microseconds since 1970, UTC, by the node's clock.
    pub at_us: i64,
}

impl Since {
    /// As one has heard who reads everything after this.
    pub(crate) fn now(desk: &Desk) -> Since {
        Since { heard: desk.bell().heard(), at_us: desk::pulse::now_us(desk) }
    }

    /// What happened before this moment is not told any more: it was surely there to be read, or is too long ago.
    pub(crate) fn surely_us(&self, now: &Since) -> i64 {
        self.at_us.clamp(now.at_us.saturating_sub(TOLD_US), now.at_us).saturating_sub(AGAIN_US)
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.heard.bell, self.heard.count, self.at_us)
    }
}

impl FromStr for Since {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Since, Problem> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().unwrap_or_default();
        let (bell, count, at_us) = (next().parse().ok(), next().parse().ok(), next().parse().ok());
        let read = bell.zip(count).zip(at_us);
        let read = read.map(|((bell, count), at_us)| Since { heard: Heard { bell, count }, at_us });
        read.ok_or_else(|| Problem::at("since", "no id of an event of this stream"))
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsQuery {
    /// The `id` of an event: what has changed after it is told first. A browser that comes again says it in `Last-Event-ID`.
    #[serde(default)]
    pub since: Option<String>,
}

/// From where the one who asks wants to go on; none for what comes from now on.
pub(crate) struct Wanted(pub Option<Since>);

impl FromRequestParts<Shared> for Wanted {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Wanted, Problem> {
        let last = parts.headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
        let asked = sent::asked::<EventsQuery>(parts)?.since;
        let since = last.or(asked).filter(|text| !text.is_empty());
        since.map(|text| text.parse()).transpose().map(Wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_told_of_what_is_long_ago_nor_kept_from_what_is_to_come() {
        let at = |at_us: i64| Since { heard: Heard { bell: 1, count: 1 }, at_us };
        let now = at(100 * TOLD_US);
        assert_eq!(at(now.at_us - 5).surely_us(&now), now.at_us - 5 - AGAIN_US);
        assert_eq!(at(0).surely_us(&now), now.at_us - TOLD_US - AGAIN_US);
        assert_eq!(at(i64::MAX).surely_us(&now), now.at_us - AGAIN_US);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let since = Since { heard: Heard { bell: 1_700_000_000_000_000, count: 12 }, at_us: -5 };
        assert_eq!(since.to_string().parse::<Since>().ok(), Some(since));
        for odd in ["", "1", "1.2", "1.2.x", "-1.2.3", "1.2.3.4"] {
            assert!(odd.parse::<Since>().is_err(), "{odd}");
        }
    }
}
