//! The log as CSV that no spreadsheet runs as a formula, streamed page by page.
use super::shape::rfc3339;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use bytes::Bytes;
use desk::oversight::{Entry, Filter, PAGE_MAX};
use futures_util::{StreamExt, stream};
use model::Reason;

const HEADER: &str = "act,at,by,kind,record,version,purpose,legal_basis,operation,said\r\n";

/// The first page is read before the status goes out; every page that is read is in the log.
pub(crate) async fn stream(
    app: Shared,
    caller: Caller,
    reason: Reason,
    filter: Filter,
) -> Result<Response, Problem> {
    let first = desk::oversight::export(&app.desk, &caller.actor, &reason, &filter, (None, PAGE_MAX)).await?;
    let before = first.last().map(|entry| entry.seq);
    let rest = stream::try_unfold(
        (app, caller, reason, filter, before),
        |(app, caller, reason, filter, before)| async move {
            if before.is_none() {
                return Ok(None);
            }
            let page =
                desk::oversight::export(&app.desk, &caller.actor, &reason, &filter, (before, PAGE_MAX))
                    .await?;
            let before = page.last().map(|entry| entry.seq);
            Ok::<_, desk::Error>(Some((lines(&page), (app, caller, reason, filter, before))))
        },
    );
    let head = stream::once(async move { Ok(Bytes::from(format!("{HEADER}{}", text(&first)))) });
    let mut response = Response::new(Body::from_stream(head.chain(rest)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"log.csv\""));
    Ok(response)
}

fn lines(page: &[Entry]) -> Bytes {
    Bytes::from(text(page))
}

fn text(page: &[Entry]) -> String {
    page.iter().map(line).collect()
}

fn line(entry: &Entry) -> String {
    let optional = |text: Option<String>| text.unwrap_or_default();
    let cells = [
        entry.seq.to_string(),
        rfc3339(entry.at_us),
        entry.by.clone(),
        entry.kind.to_string(),
        optional(entry.object.map(|(id, _)| id.to_string())),
        optional(entry.object.map(|(_, version)| version.to_string())),
        optional(entry.purpose.map(|purpose| purpose.to_string())),
        optional(entry.legal_basis.clone()),
        optional(entry.reference.clone()),
        optional(entry.body.as_ref().map(ToString::to_string)),
    ];
    cells.map(|text| cell(&text)).join(",") + "\r\n"
}

/// In quotes; what a spreadsheet would take for a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("@SUM(A1)"), "\"'@SUM(A1)\"");
        assert_eq!(cell("a \"b\",\nc"), "\"a \"\"b\"\",\nc\"");
    }
}
