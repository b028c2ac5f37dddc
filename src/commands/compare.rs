//! `liaison compare`: scores pairs of entities, line by line, without a node.
use super::Outcome;
use crate::say::Out;
use anyhow::{Context, Result};
use matching::{Probe, Thresholds, account, compare};
use model::{Entity, Kind};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

/// Score pairs of entities: {"a": entity, "b": entity} line by line
///
/// Example: liaison compare pairs.jsonl > scores.jsonl
#[derive(clap::Args)]
pub struct Compare {
    /// Each line has two entities as {"kind": "Person", "properties": {"name": ["…"]}}.
    pairs: PathBuf,
}

#[derive(Deserialize)]
struct Pair {
    a: Side,
    b: Side,
}

#[derive(Deserialize)]
struct Side {
    #[serde(alias = "schema")]
    kind: String,
    properties: BTreeMap<String, Vec<String>>,
}

/// A line that is no pair gets an error in its place, and the command ends with 1.
pub fn run(it: Compare) -> Result<Outcome> {
    let file = File::open(&it.pairs).with_context(|| format!("cannot open {}", it.pairs.display()))?;
    let mut out = BufWriter::new(Out::new());
    let mut outcome = Outcome::Yes;
    for line in BufReader::new(file).lines() {
        let score = serde_json::from_str(&line?).map_err(anyhow::Error::from).and_then(|pair| score(&pair));
        let line = score.unwrap_or_else(|fault| {
            outcome = Outcome::No;
            json!({ "error": fault.to_string() })
        });
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(outcome)
}

fn score(pair: &Pair) -> Result<serde_json::Value> {
    let (a, b) = (entity(&pair.a)?, entity(&pair.b)?);
    let score = compare(&Probe::of(&a), &Probe::of(&b));
    let value = score.value;
    let verdict = Thresholds::default().verdict(value).map_or("none", |v| v.as_str());
    let explanation: Vec<_> = account(score, &a, &b)
        .into_iter()
        .map(|r| json!({ "feature": r.feature, "query": r.query, "record": r.record, "weight": r.weight }))
        .collect();
    Ok(json!({ "score": value, "verdict": verdict, "explanation": explanation }))
}

/// What the schema does not have, or cannot clean, is left out: it could not be compared.
fn entity(side: &Side) -> Result<Entity> {
    let mut entity = Entity::new(side.kind.parse::<Kind>()?);
    for (property, values) in &side.properties {
        for value in values {
            let _not_comparable = entity.add(property, value);
        }
    }
    Ok(entity)
}
