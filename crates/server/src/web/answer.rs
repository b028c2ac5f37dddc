//! The answer of the desk as the check page shows it.
use crate::api::answer::Hits;
use crate::{page, reasons};
use desk::check::Verdict;
use model::{Entity, Kind};

/// Properties that help to tell people and things apart, where they are not the caption.
const TELLING: &[&str] = &[
    "birthDate",
    "nationality",
    "gender",
    "birthPlace",
    "passportNumber",
    "idNumber",
    "alias",
    "number",
    "type",
    "country",
    "endDate",
    "registrationNumber",
    "vin",
    "make",
    "model",
    "color",
    "imoNumber",
    "flag",
    "jurisdiction",
    "platform",
    "address",
];
const DETAILS: usize = 6;

/// The view of an answer, given at this moment (microseconds since 1970).
pub(super) fn view(answer: desk::check::Answer, hits: &Hits, at_us: i64) -> page::Answer {
    let mut kinds: Vec<Kind> = answer.asked.iter().map(Entity::kind).collect();
    kinds.dedup();
    let mut matches: Vec<page::Match> =
        answer.matches.into_iter().map(|found| one_match(found, hits)).collect();
    // What the verdict is about comes first; alike stay in the order of their likelihood.
    matches.sort_by_key(|found| std::cmp::Reverse(found.verdict()));
    let kind = if let [one] = kinds.as_slice() { Some(*one) } else { None };
    let explained = answer.explained.map(|told| explained(told, &answer.thresholds));
    page::Answer {
        at_us,
        elapsed_us: answer.elapsed_us,
        complete: answer.complete,
        kind,
        understood: understood(&answer.asked),
        zone: answer.mrz.as_ref().map(zone),
        matches,
        explained,
        elsewhere: None,
    }
}

fn explained(told: desk::check::Explained, thresholds: &desk::check::Thresholds) -> page::Explained {
    let judged = told.judged.map(|judged| reasons::judged(judged, thresholds));
    page::Explained { record: told.record, judged }
}

/// What was understood, each property once.
fn understood(asked: &[Entity]) -> Vec<(&'static str, String)> {
    let mut told: Vec<(&'static str, String)> = vec![];
    for (property, values) in asked.iter().flat_map(Entity::properties) {
        for value in values {
            let pair = (property.name, value.clean().to_string());
            if !told.contains(&pair) {
                told.push(pair);
            }
        }
    }
    told
}

fn zone(mrz: &formats::mrz::Mrz) -> page::Zone {
    let repair =
        |r: &formats::mrz::Repair| page::Repair { line: r.line, place: r.place, was: r.was, now: r.now };
    page::Zone {
        layout: mrz.layout.to_string(),
        lines: mrz.lines.clone(),
        failed: mrz.failed.iter().map(ToString::to_string).collect(),
        repairs: mrz.repairs.iter().map(repair).collect(),
    }
}

fn one_match(found: desk::check::Match, hits: &Hits) -> page::Match {
    page::Match {
        record: found.record,
        owner: found.owner,
        kind: found.kind,
        details: found.entity.as_ref().map(|entity| details(entity, &found.caption)).unwrap_or_default(),
        caption: found.caption,
        status: found.status,
        score: found.score,
        certain: found.verdict == Verdict::Match,
        action: found.action,
        list: found.source.list,
        features: reasons::features(found.explanation),
        hit: hits.get(&found.record).copied(),
        live: None,
    }
}

pub(super) fn details(entity: &Entity, caption: &str) -> Vec<(&'static str, String)> {
    let first = |name: &&'static str| entity.first(name).map(|value| (*name, value.clean().to_string()));
    TELLING.iter().filter_map(first).filter(|(_, text)| text != caption).take(DETAILS).collect()
}
