//! In which language somebody is answered.
use crate::auth::Caller;
use crate::problem::Problem;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use model::Language;

/// The language that a request asks for: `lang` of its query, else the officer's own, else that of its headers.
pub(crate) fn asked(parts: &Parts, caller: &Caller, named: Option<&str>) -> Result<Language, Problem> {
    if let Some(code) = named {
        return read(code);
    }
    let own = caller.officer.as_ref().map(|officer| officer.language);
    Ok(own.unwrap_or_else(|| accepted(&parts.headers)))
}

/// A language that is named by its code.
pub(crate) fn read(code: &str) -> Result<Language, Problem> {
    code.parse().map_err(|invalid: model::Invalid| Problem::at("lang", invalid.why))
}

/// The first of a browser's languages that the pages have; they are written in its order of liking.
pub(crate) fn accepted(headers: &HeaderMap) -> Language {
    let text = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    first(text)
}

fn first(text: &str) -> Language {
    let codes = text.split(',').map(|range| range.split(';').next().unwrap_or("").trim());
    let known =
        |code: &str| code.split('-').next().unwrap_or("").to_ascii_lowercase().parse::<Language>().ok();
    codes.filter_map(known).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_the_pages_have_is_taken() {
        assert_eq!(first("de-DE,de;q=0.9,fr-CA;q=0.8,en;q=0.7"), Language::French);
        assert_eq!(first("ar"), Language::Arabic);
        assert_eq!(first(""), Language::English);
        assert_eq!(first("xx,*"), Language::English);
    }
}
