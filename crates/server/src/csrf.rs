//! Forged requests: an unsafe request that rests on a cookie must come from a page of this node, and say so.
use crate::problem::Problem;
use axum::http::{HeaderMap, Method, header};

/// What a route asks of its requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Csrf {
    /// Changes nothing.
    Safe,
    /// Checked for requests that rest on a session's cookie; a token is no browser's to send.
    Cookie,
    /// Checked for everybody: signing in, where there is no session yet.
    Always,
}

model::codes!(Csrf, "class of a route", { Safe => "safe", Cookie => "cookie", Always => "always" });

/// Lets a request pass that comes from this origin. `Sec-Fetch-Site` decides where the browser sends it; else `Origin`
/// must be exactly ours. A browser that sends neither is refused.
pub(crate) fn check(headers: &HeaderMap, origin: &str) -> Result<(), Problem> {
    let ours = match (headers.get("sec-fetch-site"), headers.get(header::ORIGIN)) {
        (Some(site), _) => site == "same-origin",
        (None, Some(from)) => from == origin,
        (None, None) => false,
    };
    if ours { Ok(()) } else { Err(Problem::Stranger) }
}

/// Methods that change nothing.
pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    fn passes(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| ((*name).parse().unwrap(), value.parse().unwrap()));
        check(&headers.collect::<HeaderMap>(), "https://liaison.example").is_ok()
    }

    #[test]
    fn only_a_page_of_this_node_may_send_what_changes_something() {
        assert!(passes(&[("sec-fetch-site", "same-origin")]));
        assert!(passes(&[("origin", "https://liaison.example")]));
        for forged in [
            &[][..],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://liaison.example")],
            &[("origin", "null")],
            &[("origin", "https://liaison.example.evil")],
            &[("origin", "http://liaison.example")],
        ] {
            assert!(!passes(forged), "{forged:?}");
        }
    }
}
