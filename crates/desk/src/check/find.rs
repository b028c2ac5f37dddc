//! Finding: readings of a question against the index, then the records that the sight shows.
use super::{Answer, Match, Verdict, recognise::Recognised};
use crate::hit::{Question, Unseen};
use crate::threshold::{LEAST, Thresholds, tally};
use crate::{Desk, Error, Result, chance, follow, sights};
use matching::{Found, Probe};
use model::{ActKind, CheckId, Entity, Kind, Reason, RecordId};
use policy::{Permit, Sight, action};
use rayon::prelude::*;
use std::collections::HashMap;
use store::journal::OwnedAct;
use store::record::Held;

/// One question's answer, not yet journaled.
pub(super) async fn one(
    desk: &Desk,
    permit: &Permit<action::Check>,
    asked: Recognised,
    limit: usize,
) -> Result<Answer> {
    let mut answers = many(desk, permit, vec![Ok(asked)], limit).await?;
    answers.pop().unwrap_or(Err(Error::Missing))
}

/// Many questions' answers, in order.
pub(super) async fn many(
    desk: &Desk,
    permit: &Permit<action::Check>,
    asked: Vec<Result<Recognised>>,
    limit: usize,
) -> Result<Vec<Result<Answer>>> {
    let began = desk.clock.now_us();
    let limit = limit.clamp(1, super::MATCHES_MAX);
    let sight = sights::of(desk, permit.by(), permit.reason()).await?;
    let thresholds = desk.thresholds();
    // Until everything is read, that nothing was found says little.
    let complete = follow::progress(desk).borrow().ready;
    let search = |(asked, weight): (&Result<Recognised>, Option<u32>)| {
        let Ok(asked) = asked else { return vec![] };
        let Some(weight) = weight else {
            return candidates(desk, &sight, asked, (limit, thresholds.possible));
        };
        // What scores less than is told is counted as well: a lower threshold would bring it.
        let mut found = candidates(desk, &sight, asked, (limit.max(tally::COUNTED_MIN), LEAST));
        desk.tally.count(began, weight, found.iter().map(|candidate| candidate.found.score.value));
        found.retain(|candidate| candidate.found.score.value >= thresholds.possible);
        found.truncate(limit);
        found
    };
    let weights = desk.tally.weights(asked.len());
    let found: Vec<Vec<Candidate>> = match asked.as_slice() {
        [one] => vec![search((one, Some(1)))],
        many => tokio::task::block_in_place(|| many.par_iter().zip(weights).map(search).collect()),
    };
    let held = read(desk, &sight, &found).await?;
    let elapsed_us = u64::try_from(desk.clock.now_us() - began).unwrap_or(0);
    let answers = asked.into_iter().zip(found).map(|(asked, found)| {
        let asked = asked?;
        let id = CheckId::from_bytes(chance::draw(&*desk.chance)?);
        let matches =
            found.into_iter().filter_map(|f| shown(&thresholds, &held, &asked.readings, f)).collect();
        Ok(Answer {
            id,
            elapsed_us,
            complete,
            mrz: asked.mrz,
            asked: asked.readings,
            matches,
            thresholds,
            explained: None,
        })
    });
    Ok(answers.collect())
}

/// What another member's node is answered with: under its sight, counted in no tally of ours.
pub(crate) async fn found_under(
    desk: &Desk,
    sight: &Sight,
    asked: Recognised,
    limit: usize,
) -> Result<Vec<Match>> {
    let thresholds = desk.thresholds();
    let found = vec![candidates(desk, sight, &asked, (limit, thresholds.possible))];
    let held = read(desk, sight, &found).await?;
    let shown = |candidate| shown(&thresholds, &held, &asked.readings, candidate);
    Ok(found.into_iter().flatten().filter_map(shown).collect())
}

/// A record found by a reading of the question, which is named by its place.
struct Candidate {
    reading: usize,
    found: Found,
}

/// Every reading is looked for; a record found by several keeps its best score. At most so many, from that score on.
fn candidates(
    desk: &Desk,
    sight: &Sight,
    asked: &Recognised,
    (limit, least): (usize, f64),
) -> Vec<Candidate> {
    let shows = |stamp| sight.shows(stamp);
    let mut best: HashMap<RecordId, Candidate> = HashMap::new();
    for (reading, entity) in asked.readings.iter().enumerate() {
        for found in desk.index.search(&Probe::of(entity), &shows, limit, least) {
            match best.get(&found.record) {
                Some(other) if other.found.score.value >= found.score.value => {}
                _ => drop(best.insert(found.record, Candidate { reading, found })),
            }
        }
    }
    let mut found: Vec<Candidate> = best.into_values().collect();
    let value = |candidate: &Candidate| candidate.found.score.value;
    found.sort_by(|a, b| value(b).total_cmp(&value(a)).then(a.found.record.cmp(&b.found.record)));
    found.truncate(limit);
    found
}

/// The records of all that was found, read once, under the same sight. Nothing found reads nothing.
async fn read(desk: &Desk, sight: &Sight, found: &[Vec<Candidate>]) -> Result<HashMap<RecordId, Held>> {
    let mut ids: Vec<RecordId> = found.iter().flatten().map(|c| c.found.record).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut tx = desk.store.glance().await?;
    let held = store::record::many(&mut tx, sight, &ids, desk.clock.now_us()).await?;
    Ok(held.into_iter().map(|held| (held.record.id, held)).collect())
}

/// A candidate that was withdrawn or hidden since it was indexed is no match.
fn shown(
    thresholds: &Thresholds,
    held: &HashMap<RecordId, Held>,
    readings: &[Entity],
    Candidate { reading, found }: Candidate,
) -> Option<Match> {
    let record = &held.get(&found.record)?.record;
    let verdict = thresholds.verdict(found.score.value)?;
    Some(Match {
        record: record.id,
        version: record.version,
        owner: record.owner.clone(),
        kind: record.kind(),
        caption: record.caption().to_string(),
        entity: record.entity().cloned(),
        status: record.status,
        score: found.score.value,
        verdict,
        explanation: matching::account(found.score, readings.get(reading)?, record.entity()?),
        handling: record.handling.clone(),
        grading: record.grading,
        source: record.source.clone(),
        action: record.action.clone(),
        reading,
    })
}

/// What the journal keeps of a check: that it was made, and an act about each record that it showed, so that the record's
/// own history says who looked.
pub(super) fn acts(desk: &Desk, permit: &Permit<action::Check>, answer: &Answer) -> Vec<OwnedAct> {
    let act = |kind, object, body| OwnedAct {
        at_us: desk.clock.now_us(),
        by: permit.by().clone(),
        kind,
        object,
        reason: Some(permit.reason().clone()),
        body: Some(body),
    };
    let checked = act(ActKind::Checked, None, told(desk, permit.reason(), answer));
    let check = serde_json::json!({ "check": answer.id.to_string() });
    let body = |found: &Match| match question(desk, permit.reason(), answer, found) {
        Some(question) => serde_json::json!({ "check": answer.id.to_string(), "question": question }),
        None => check.clone(),
    };
    let matches = answer.matches.iter().map(|m| ((m.record, m.version), body(m)));
    // Whoever is told why a record is no answer has seen it as well.
    let explained = answer.explained.iter().filter_map(|e| Some((e.record, e.judged.as_ref()?.version)));
    let explained = explained.filter(|(record, _)| answer.matches.iter().all(|m| m.record != *record));
    let explained = explained.map(|object| (object, check.clone()));
    let shown = matches.chain(explained).map(|(object, body)| act(ActKind::Consulted, Some(object), body));
    std::iter::once(checked).chain(shown).collect()
}

/// What is kept with an answer that another member's record gave, so that both are told: see [`crate::hit`].
fn question(desk: &Desk, reason: &Reason, answer: &Answer, found: &Match) -> Option<Question> {
    if desk.post.is_none() || found.owner == desk.me || found.verdict != Verdict::Match {
        return None;
    }
    Some(Question::of(desk, answer.id, reason, answer.asked.get(found.reading)?, found.score))
}

/// What was asked, for whoever looks behind the answer for what it did not show.
pub(super) fn unseen(desk: &Desk, permit: &Permit<action::Check>, sight: &Sight, answer: &Answer) -> Unseen {
    let reading = |asked: &Entity| {
        (asked.clone(), Question::of(desk, answer.id, permit.reason(), asked, answer.thresholds.certain))
    };
    Unseen {
        by: permit.by().clone(),
        reason: permit.reason().clone(),
        readings: answer.asked.iter().map(reading).collect(),
        sight: sight.clone(),
    }
}

/// What was found, and what was asked as far as the purpose allows.
fn told(desk: &Desk, reason: &Reason, answer: &Answer) -> serde_json::Value {
    let asked: Vec<String> = answer.asked.iter().map(|entity| told_entity(desk, reason, entity)).collect();
    let found: Vec<serde_json::Value> = answer.matches.iter().map(told_match).collect();
    let mut told = serde_json::json!({ "check": answer.id.to_string(), "asked": asked, "found": found });
    if let Some(explained) = &answer.explained {
        told["explained"] = explained.record.to_string().into();
    }
    told
}

fn told_match(found: &Match) -> serde_json::Value {
    serde_json::json!({
        "record": found.record.to_string(),
        "version": found.version,
        "owner": found.owner.as_str(),
        "verdict": found.verdict.as_str(),
        "score": (found.score * 1000.0).round() / 1000.0,
    })
}

/// Readable, or a digest under the node's key: the same question gives the same digest, and nobody can guess it back.
pub(crate) fn told_entity(desk: &Desk, reason: &Reason, entity: &Entity) -> String {
    let plain = plain(entity);
    if reason.purpose.keeps_the_question() {
        return plain;
    }
    let digest = desk.pseudonyms.digest("question", plain.as_bytes());
    let hex: String = wire::hex(&digest[..16]);
    format!("{} #{hex}", entity.kind())
}

/// "Person name=Ama Mensah birthDate=1974": clean forms in the schema's order.
pub(crate) fn plain(entity: &Entity) -> String {
    let mut text = entity.kind().to_string();
    for (property, values) in entity.properties() {
        for value in values {
            text.push_str(&format!(" {}={}", property.name, value.clean()));
        }
    }
    text
}

/// What `plain` gave, in one line for a reader: "Ama Mensah · 1974". What is no such text stays as it is.
pub fn in_a_line(asked: &str) -> String {
    let Some((kind, rest)) = asked.split_once(' ') else { return asked.to_owned() };
    let Ok(kind) = kind.parse::<Kind>() else { return asked.to_owned() };
    let mut values: Vec<String> = vec![];
    for word in rest.split(' ') {
        let begun = word.split_once('=').filter(|(name, _)| kind.property(name).is_some());
        match (begun, values.last_mut()) {
            (Some((_, value)), _) => values.push(value.to_owned()),
            (None, Some(last)) => *last = format!("{last} {word}"),
            (None, None) => return asked.to_owned(),
        }
    }
    values.join(" · ")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_is_read_without_the_names_of_its_fields() {
        let asked = Entity::new(Kind::Person).with("name", "Ama = Mensah").unwrap();
        let asked = asked.with("birthDate", "1974-02").unwrap();
        assert_eq!(in_a_line(&plain(&asked)), "Ama = Mensah · 1974-02");
        for other in ["Person #00ff", "X7304", "", "Person"] {
            assert_eq!(in_a_line(other), other);
        }
    }
}
