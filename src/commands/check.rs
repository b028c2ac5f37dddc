//! `liaison check`: is this person, document or thing known?
mod elsewhere;

use super::{At, Outcome, Why};
use crate::console::Console;
use anyhow::{Result, bail};
use axum::http::Method;
use model::Kind;
use serde_json::{Value, json};

/// Until everybody who was asked has answered or is late.
const WAIT_MS: u64 = 10_000;

/// Check a person, document or thing
///
/// Examples:
///   liaison check /srv/liaison --purpose border-control --document P1234567 --country TGO
///   liaison check /srv/liaison --purpose investigation --name "Ama Mensah" --born 1974
///   liaison check /srv/liaison --purpose investigation "+228 90 12 34 56"
///   liaison check /srv/liaison --purpose investigation --name "Ama Mensah" --explain 0b1c… (why is this record no answer?)
///   liaison check /srv/liaison --purpose investigation --document P1234567 --ask hubs
///
/// Exit status: 0 something is known, 1 nothing known.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Check {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    asked: Asked,
}

/// What is asked, and why.
#[derive(clap::Args)]
pub struct Asked {
    #[command(flatten)]
    why: Why,
    /// A machine-readable zone, its lines parted by line breaks or blanks.
    #[arg(long, value_name = "LINES")]
    mrz: Option<String>,
    /// Number of a travel or identity document.
    #[arg(long, value_name = "NUMBER")]
    document: Option<String>,
    /// Country that issued the document.
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// A person's name, in any script and order.
    #[arg(long)]
    name: Option<String>,
    /// Date of birth as far as known: 1974, 1974-08, 1974-08-12.
    #[arg(long, value_name = "DATE")]
    born: Option<String>,
    #[arg(long, value_name = "CODE")]
    nationality: Option<String>,
    /// male, female or other.
    #[arg(long)]
    sex: Option<String>,
    #[arg(long)]
    place: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    email: Option<String>,
    /// Name of an online account.
    #[arg(long)]
    handle: Option<String>,
    #[arg(long)]
    plate: Option<String>,
    #[arg(long)]
    vin: Option<String>,
    #[arg(long)]
    imo: Option<String>,
    #[arg(long)]
    mmsi: Option<String>,
    #[arg(long)]
    iban: Option<String>,
    #[arg(long)]
    wallet: Option<String>,
    /// Number in a register of companies.
    #[arg(long, value_name = "NUMBER")]
    company: Option<String>,
    /// Most matches to give.
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Say also why this record is or is not among the answers.
    #[arg(long, value_name = "RECORD")]
    explain: Option<String>,
    /// Whom to ask as well: hubs, or codes of members (TG,X-HUB); nobody where they are not to be asked. Where it is not
    /// named, the node's setting decides. Needs the node to run.
    #[arg(long, value_name = "WHOM", value_delimiter = ',')]
    ask: Option<Vec<String>>,
    /// Language of the sentences: en, fr, es or ar; where it is not named, that of this terminal.
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
    /// What the API answers.
    #[arg(long)]
    json: bool,
    /// Anything, as in the one box of the page.
    text: Option<String>,
}

pub async fn run(it: Check) -> Result<Outcome> {
    question(&it.asked)?;
    let console = Console::open(&it.at.dir, it.at.store.as_deref()).await?;
    ask(&console, &it.asked).await
}

/// Asks, and tells the answer.
pub async fn ask(console: &Console, it: &Asked) -> Result<Outcome> {
    let question = question(it)?;
    let mut answer: Value = console.ask(Method::POST, "/api/v1/checks", Some(&question)).await?;
    let matches = answer.get("matches").and_then(Value::as_array).cloned().unwrap_or_default();
    if !it.json {
        tell(&answer, &matches);
    }
    if answer.get("elsewhere").is_some() {
        // What is known here stands there already; the others have their time.
        let path = format!("/api/v1/checks/{}/elsewhere?wait={WAIT_MS}", text_of(&answer, "id"));
        answer["elsewhere"] = console.ask(Method::GET, &path, None).await?;
    }
    if it.json {
        super::print_json(&answer);
    } else {
        elsewhere::tell(&answer);
    }
    let known = !matches.is_empty() || elsewhere::is_known(&answer);
    Ok(if known { Outcome::Yes } else { Outcome::No })
}

pub fn question(it: &Asked) -> Result<Value> {
    let mut ask = json!({
        "purpose": it.why.purpose, "legal_basis": it.why.legal_basis, "reference": it.why.reference, "limit": it.limit,
        "explain": it.explain, "ask": it.ask, "lang": it.lang.clone().or_else(spoken),
    });
    let entity = entity(it)?;
    let asked = [
        it.mrz.as_ref().map(|text| ("mrz", json!(text))),
        it.text.as_ref().map(|text| ("text", json!(text))),
        entity.map(|entity| ("entity", entity)),
    ];
    let mut asked = asked.into_iter().flatten();
    let (Some((form, value)), None) = (asked.next(), asked.next()) else {
        bail!(
            "say what to check, in one way: --mrz, --document, --name …, or a text as in the one box (see --help)"
        );
    };
    ask[form] = value;
    Ok(ask)
}

/// The options as one entity. Those of different kinds cannot be asked in one question.
fn entity(it: &Asked) -> Result<Option<Value>> {
    let given: Vec<(Kind, &str, &String)> = [
        (Kind::Person, "name", &it.name),
        (Kind::Person, "birthDate", &it.born),
        (Kind::Person, "nationality", &it.nationality),
        (Kind::Person, "gender", &it.sex),
        (Kind::Person, "birthPlace", &it.place),
        (Kind::Document, "number", &it.document),
        (Kind::Document, "country", &it.country),
        (Kind::Phone, "phone", &it.phone),
        (Kind::Account, "email", &it.email),
        (Kind::Account, "handle", &it.handle),
        (Kind::Vehicle, "registrationNumber", &it.plate),
        (Kind::Vehicle, "vin", &it.vin),
        (Kind::Vessel, "imoNumber", &it.imo),
        (Kind::Vessel, "mmsi", &it.mmsi),
        (Kind::BankAccount, "iban", &it.iban),
        (Kind::Wallet, "publicKey", &it.wallet),
        (Kind::Company, "registrationNumber", &it.company),
    ]
    .into_iter()
    .filter_map(|(kind, property, value)| value.as_ref().map(|v| (kind, property, v)))
    .collect();
    let Some((first, ..)) = given.first() else { return Ok(None) };
    // A person with a document, phone or address: all of them are what is known of the person.
    let person = given.iter().any(|(kind, ..)| *kind == Kind::Person);
    let kind = if person { Kind::Person } else { *first };
    let mut properties = serde_json::Map::new();
    for (own, property, value) in &given {
        let property = match (person, own, *property) {
            (true, Kind::Document, "number") => "passportNumber",
            (true, Kind::Document, _) => continue,
            (_, own, property) if *own == kind || kind.property(property).is_some() => property,
            (_, own, _) => bail!("a {kind} and a {own} are two questions; ask them one after the other"),
        };
        properties.insert(property.to_string(), json!([value]));
    }
    Ok(Some(json!({ "kind": kind.as_str(), "properties": properties })))
}

/// The language of the terminal, if the sentences have it.
fn spoken() -> Option<String> {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok())?;
    let code: String = named.chars().take(2).collect();
    code.parse::<model::Language>().ok().map(|language| language.to_string())
}

fn tell(answer: &Value, matches: &[Value]) {
    if let Some(failed) = answer.pointer("/mrz/failed").and_then(Value::as_array).filter(|f| !f.is_empty()) {
        let digits: Vec<&str> = failed.iter().filter_map(Value::as_str).collect();
        say!("the check digit does not agree for: {}", digits.join(", "));
    }
    // Where others are asked, what they answer is told below, and who has not.
    if answer.get("complete") == Some(&Value::Bool(false)) && answer.get("elsewhere").is_none() {
        say!("INCOMPLETE: the node is still reading its records; ask again before you rely on this");
    }
    if matches.is_empty() {
        say!("nothing known");
    }
    for found in matches {
        let text = |field: &str| text_of(found, field);
        say!("{}  {}", text("verdict").to_uppercase(), one_line(found));
        tell_reasons(found);
        say!("    {}", text("says"));
        if !text("action").is_empty() {
            say!("    to do: {}", text("action"));
        }
        say!("    record {}", text("record"));
    }
    if let Some(explained) = answer.get("explained") {
        tell_why(explained);
    }
}

fn tell_why(explained: &Value) {
    say!("\nrecord {}", text_of(explained, "record"));
    if explained.get("kind").is_some() {
        say!("    {}", one_line(explained));
    }
    tell_reasons(explained);
    say!("    {}", text_of(explained, "says"));
}

/// "Person Ama Mensah  [wanted] of TG"
fn one_line(told: &Value) -> String {
    let text = |field: &str| text_of(told, field);
    let status =
        told.get("status").and_then(Value::as_str).map_or(String::new(), |status| format!("  [{status}]"));
    format!("{} {}{status} of {}", text("kind"), text("caption"), text("owner"))
}

/// Each reason with its weight, a bar to the side for which it speaks, and its sentence.
fn tell_reasons(told: &Value) {
    for reason in told.get("explanation").and_then(Value::as_array).into_iter().flatten() {
        let weight = reason.get("weight").and_then(Value::as_f64).unwrap_or(0.0);
        if weight.abs() < 0.05 && text_of(reason, "feature").ends_with("-limit") {
            continue;
        }
        say!("    {weight:+6.1} {}  {}", bar(weight), text_of(reason, "says"));
    }
}

fn text_of<'v>(told: &'v Value, field: &str) -> &'v str {
    told.get(field).and_then(Value::as_str).unwrap_or("")
}

/// Against goes to the left of the middle, for to the right; a sign for each two points, at most six.
fn bar(weight: f64) -> String {
    let long = (1..=6u8).filter(|place| weight.abs() >= f64::from(*place) * 2.0 - 1.0).count();
    let signs = "█".repeat(long);
    if weight < 0.0 { format!("{signs:>6}│      ") } else { format!("      │{signs:<6}") }
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_shows_to_which_side_and_how_much() {
        assert_eq!(bar(-3.0), "    ██│      ");
        assert_eq!(bar(0.4), "      │      ");
        assert_eq!(bar(90.0), "      │██████");
    }
}
