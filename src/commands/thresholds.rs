//! `liaison thresholds`: from which scores on answers are called possible and a match, and what that brings.
use super::{At, Outcome};
use crate::console::{Console, request};
use anyhow::{Result, bail};
use axum::http::{HeaderValue, Method};
use serde_json::{Value, json};

/// Look at the thresholds of possible and match, or set them
///
/// Examples:
///   liaison thresholds /srv/liaison
///   liaison thresholds /srv/liaison --possible 0.4 --match 0.95 --reference "two posts, two officers"
///
/// What to expect a day is reckoned from the node's own checks.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Thresholds {
    #[command(flatten)]
    at: At,
    /// The score from which on an answer is possible, 0.05 to 0.999.
    #[arg(long, value_name = "SCORE")]
    possible: Option<f64>,
    /// The score from which on it is a match.
    #[arg(long = "match", value_name = "SCORE")]
    certain: Option<f64>,
    /// Why they are set: stands in the journal with the act.
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    #[arg(long)]
    json: bool,
}

const PATH: &str = "/api/v1/thresholds";

pub async fn run(it: Thresholds) -> Result<Outcome> {
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    if it.possible.is_some() || it.certain.is_some() {
        set(&console, &it).await?;
    }
    let told: Value = console.ask(Method::GET, PATH, None).await?;
    if it.json {
        super::print_json(&told);
    } else {
        tell(&told);
    }
    Ok(Outcome::Yes)
}

/// One that is not named stays as it is.
async fn set(console: &Console, it: &Thresholds) -> Result<()> {
    let now: Value = console.ask(Method::GET, PATH, None).await?;
    let or_now =
        |given: Option<f64>, name: &str| given.map_or_else(|| now[name].clone(), |score| json!(score));
    let body = json!({ "possible": or_now(it.possible, "possible"), "match": or_now(it.certain, "match") });
    let mut put = request(Method::PUT, PATH, Some(&body))?;
    if let Some(text) = &it.reference {
        put.headers_mut().insert("liaison-purpose", HeaderValue::from_static("administration"));
        let Ok(text) = HeaderValue::from_bytes(text.as_bytes()) else {
            bail!("--reference: one line of text");
        };
        put.headers_mut().insert("liaison-reference", text);
    }
    console.done(put).await
}

fn tell(told: &Value) {
    let number = |told: &Value, name: &str| told.get(name).and_then(Value::as_f64).unwrap_or(0.0);
    say!("possible from {}, a match from {}", number(told, "possible"), number(told, "match"));
    say!("\nwhat to expect a day, reckoned from {} checks in {} days:", told["checks"], told["days"]);
    say!("{:>10} {:>12} {:>14} {:>18}", "threshold", "alarms", "of them false", "true ones below it");
    for row in told.get("outlook").and_then(Value::as_array).into_iter().flatten() {
        let [threshold, alarms, wrong, missed] =
            ["threshold", "alarms_a_day", "false_a_day", "missed_a_day"].map(|name| number(row, name));
        let own = threshold == number(told, "possible") || threshold == number(told, "match");
        let mark = if own { "  <- in force" } else { "" };
        say!("{threshold:>10} {alarms:>12.2} {wrong:>14.2} {missed:>18.2}{mark}");
    }
}
