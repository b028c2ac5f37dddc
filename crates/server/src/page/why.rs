//! Asking for the reason before something is opened, and carrying it on in links.
use super::{Faults, Frame, Why};
use askama::Template;
use model::Purpose;

/// `GET` of a record, export or list without a reason: asks for it, and tells nothing of what lies behind.
#[derive(Debug, Clone, Template)]
#[template(path = "why.html")]
pub struct WhyPage {
    pub frame: Frame,
    /// The form is sent there by GET.
    pub to: String,
    pub why: Why,
    pub faults: Faults,
}

/// `?purpose=…&legal_basis=…&reference=…` of a reason, for links that carry it on.
pub fn reason_query(why: &Why) -> String {
    let purpose = why.purpose.map_or("", Purpose::as_str);
    query(&[("purpose", purpose), ("legal_basis", &why.legal_basis), ("reference", &why.reference)])
}

/// A query of those pairs whose text is not empty, with its question mark; nothing where all are empty.
pub(super) fn query(pairs: &[(&str, &str)]) -> String {
    let mut query = String::new();
    for (name, text) in pairs.iter().filter(|(_, text)| !text.is_empty()) {
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        encode(text, &mut query);
    }
    query
}

/// Percent-encoding: what RFC 3986 calls unreserved stays.
fn encode(text: &str, onto: &mut String) {
    for b in text.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => onto.push(char::from(b)),
            _ => onto.push_str(&format!("%{b:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_goes_on_in_a_link_and_breaks_out_of_nothing() {
        let why = Why {
            purpose: Some(Purpose::Investigation),
            legal_basis: "art. 12 & \"13\"".into(),
            ..Why::default()
        };
        assert_eq!(reason_query(&why), "?purpose=investigation&legal_basis=art.%2012%20%26%20%2213%22");
        assert_eq!(reason_query(&Why::default()), "");
    }
}
