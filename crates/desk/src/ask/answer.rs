//! Another member's node asks: it is answered what the handling of records lets that member know, and their owners see that
//! it asked.
use super::letter::{AnswerTold, FoundTold, LIFE_MS, QuestionTold, Spot, seal, unseal};
use crate::check::{Match, Recognised, Verdict, found_under, told_entity};
use crate::hit::{self, Asker, Question, Unseen};
use crate::parcel::Stated;
use crate::peer::{Known, now_ms};
use crate::{Desk, Error, Result, Ring, follow, sights};
use model::{ActKind, Actor, CheckId, Entity, HitShows, Invalid, Member, MemberClass, Reason, RecordId};
use policy::Sight;
use std::collections::HashMap;
use store::Tx;
use store::consultation::Consultation;
use store::journal::{Act, OwnedAct};
use store::record::Held;
use wire::Rejection;

/// Most records of one answer.
const FOUND_MAX: usize = 20;
/// Most readings of one question.
const READINGS_MAX: usize = 16;
/// All records of one answer together.
const RECORDS_BYTES_MAX: usize = 200 << 10;

/// A question as it was read.
struct Asked {
    member: Member,
    check: CheckId,
    reason: Reason,
    readings: Vec<(Entity, String)>,
    asker: Asker,
    nonce: [u8; 16],
}

/// What is shown of one record.
struct Shown {
    held: Held,
    verdict: Verdict,
    score: f64,
    question: Question,
    whole: bool,
}

/// Answers what the node of `caller` has sealed to this one, with an answer sealed to it. On disk that it asked, and what it
/// was shown, before the answer is made. A question that was answered before is refused.
pub async fn answer(desk: &Desk, caller: &Member, question: &[u8]) -> Result<Vec<u8>> {
    let post = desk.post.as_ref().ok_or(Error::Conflict("this node is in no network"))?;
    let known = desk.roster().get(caller).cloned().ok_or(Rejection::Owner)?;
    let letter = unseal(desk, &known, question).await?;
    if letter.kind == super::status::KIND {
        return super::status::answer(desk, caller, letter).await;
    }
    if letter.kind != "question" {
        return Err(Rejection::Rule("this is neither a question nor an answer").into());
    }
    let (told, header, hash) = (letter.told::<QuestionTold>()?, letter.header, letter.hash);
    let nonce = header.frame.place.lane.0;
    if !Spot::question(nonce).is_of(&header) {
        return Err(Rejection::Rule("a question is the first of its name").into());
    }
    let asked = read(caller, nonce, told)?;
    let sight = sight(desk, &asked).await?;
    let shown = look(desk, &sight, &asked).await?;
    let told = keep(desk, &asked, &shown, header.frame.expires_ms).await?;
    unseen(desk, &sight, &asked);
    desk.bell.ring(Ring::Journal);
    if !shown.is_empty() {
        desk.bell.ring(Ring::Receipts);
    }
    Ok(seal(desk, post, &known, (Spot::answer(nonce, hash), "answer"), &told)?.bytes)
}

fn read(caller: &Member, nonce: [u8; 16], told: QuestionTold) -> Result<Asked> {
    if told.readings.is_empty() || told.readings.len() > READINGS_MAX {
        return Err(Invalid::new("question", "1 to 16 readings").into());
    }
    let short = |text: Option<String>| text.map(|text| text.chars().take(200).collect::<String>());
    let mut readings = Vec::new();
    for reading in told.readings {
        let digest: [u8; 16] = crate::inbox::bytes(&reading.digest)?;
        readings.push((reading.entity.read()?, wire::hex(&digest)));
    }
    Ok(Asked {
        member: caller.clone(),
        check: told.check.parse()?,
        reason: Reason {
            purpose: told.purpose.parse()?,
            legal_basis: short(told.legal_basis),
            reference: short(told.reference),
        },
        readings,
        asker: Asker { unit: short(told.unit), officer: short(told.officer), asked_us: told.asked_us },
        nonce,
    })
}

impl Asked {
    fn by(&self) -> Actor {
        Actor::Node { member: self.member.clone() }
    }

    /// What is kept of a reading; what was asked only where the purpose lets it be.
    fn question(&self, reading: usize, milli_bits: i32) -> Option<Question> {
        let (entity, digest) = self.readings.get(reading)?;
        let keeps = self.reason.purpose.keeps_the_question();
        Some(Question {
            check: self.check.to_string(),
            digest: digest.clone(),
            kind: entity.kind().to_string(),
            asked: keeps.then(|| crate::check::plain(entity)),
            milli_bits,
            by: Some(self.asker.clone()),
        })
    }
}

/// What that member may know of here. A purpose that is none for a check is refused, which is an act too.
async fn sight(desk: &Desk, asked: &Asked) -> Result<Sight> {
    let is_hub = desk.roster().get(&desk.me).is_some_and(|me: &Known| me.class == MemberClass::Hub);
    match sights::of_peer(desk, &asked.member, &asked.reason, is_hub) {
        Ok(sight) => Ok(sight),
        Err(refusal) => {
            let body = serde_json::json!({ "action": refusal.action(), "why": refusal.why() });
            desk.store.note(act(desk, asked, ActKind::Refused, body)).await?;
            Err(Error::Refused(refusal))
        }
    }
}

fn act(desk: &Desk, asked: &Asked, kind: ActKind, body: serde_json::Value) -> OwnedAct {
    OwnedAct {
        at_us: desk.clock.now_us(),
        by: asked.by(),
        kind,
        object: None,
        reason: Some(asked.reason.clone()),
        body: Some(body),
    }
}

/// What answers: a record that is shown whole even where it is only possible, one of which only is said whom to ask where it
/// is as sure as a match.
async fn look(desk: &Desk, sight: &Sight, asked: &Asked) -> Result<Vec<Shown>> {
    let readings = asked.readings.iter().map(|(entity, _)| entity.clone()).collect();
    let found = found_under(desk, sight, Recognised { mrz: None, readings }, FOUND_MAX).await?;
    let ids: Vec<RecordId> = found.iter().map(|found| found.record).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut tx = desk.store.glance().await?;
    let held = store::record::many(&mut tx, sight, &ids, desk.clock.now_us()).await?;
    drop(tx);
    let mut held: HashMap<RecordId, Held> = held.into_iter().map(|held| (held.record.id, held)).collect();
    let shown = |found: &Match| {
        let held = held.remove(&found.record)?;
        let shows = policy::shows(&held.record.stamp(), &asked.member);
        let whole = shows == HitShows::Full;
        let counts = whole || (shows == HitShows::Contact && found.verdict == Verdict::Match);
        let bits = hit::milli(matching::cluster::bits_of(found.score));
        let question = asked.question(found.reading, bits).filter(|_| counts)?;
        Some(Shown { held, verdict: found.verdict, score: found.score, question, whole })
    };
    Ok(found.iter().filter_map(shown).collect())
}

/// Keeps that it was asked and what is shown, and makes the answer.
async fn keep(desk: &Desk, asked: &Asked, shown: &[Shown], until_ms: u64) -> Result<AnswerTold> {
    let mut tx = desk.store.begin().await?;
    let now = desk.clock.now_us();
    let until = i64::try_from(until_ms.max(now_ms(desk) + LIFE_MS)).unwrap_or(i64::MAX).saturating_mul(1_000);
    if !store::question::first(&mut tx, (&asked.member, &asked.nonce), (now, until)).await? {
        return Err(Rejection::Rule("this question was answered before").into());
    }
    let told: Vec<String> =
        asked.readings.iter().map(|(entity, _)| told_entity(desk, &asked.reason, entity)).collect();
    let body = serde_json::json!({
        "check": asked.check.to_string(), "member": asked.member.as_str(), "nonce": wire::hex(&asked.nonce),
        "asked": told, "unit": asked.asker.unit, "officer": asked.asker.officer, "asked_us": asked.asker.asked_us,
        "found": shown.len(),
    });
    let answered = act(desk, asked, ActKind::Answered, body);
    store::journal::write(&mut tx, answered.borrowed()).await?;
    let (mut found, mut bytes) = (Vec::new(), 0);
    for one in shown {
        consulted(desk, &mut tx, asked, one).await?;
        let stated = one.whole.then(|| Stated::of(&one.held.record));
        bytes += stated.as_ref().map_or(0, |stated| serde_json::to_vec(stated).map_or(0, |text| text.len()));
        if bytes > RECORDS_BYTES_MAX {
            break;
        }
        found.push(found_told(&mut tx, asked, one, stated).await?);
    }
    tx.commit().await?;
    Ok(AnswerTold { found, complete: follow::progress(desk).borrow().ready })
}

async fn found_told(tx: &mut Tx, asked: &Asked, one: &Shown, stated: Option<Stated>) -> Result<FoundTold> {
    let record = &one.held.record;
    let hit = match one.verdict {
        Verdict::Match => {
            let question = (&asked.member, asked.check, one.question.digest.as_str());
            Some(hit::expected(tx, question, (record.id, record.version)).await?.to_string())
        }
        Verdict::Possible => None,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0 to 1 before")]
    let score_ppm = stated.is_some().then(|| (one.score.clamp(0.0, 1.0) * 1e6).round() as u32);
    Ok(FoundTold {
        owner: record.owner.to_string(),
        verdict: one.verdict.as_str().to_owned(),
        hit,
        record: stated,
        score_ppm,
    })
}

/// The owner's window: of our own record the look stands there at once, of another's its owner is told by the outbox.
async fn consulted(desk: &Desk, tx: &mut Tx, asked: &Asked, one: &Shown) -> Result<()> {
    let record = &one.held.record;
    let question = (one.verdict == Verdict::Match).then_some(&one.question);
    let question = serde_json::to_value(question).map_err(store::Error::from)?;
    let now = desk.clock.now_us();
    if record.owner == desk.me {
        let look = Consultation {
            number: 0,
            record: record.id,
            version: record.version,
            member: asked.member.clone(),
            what: ActKind::Consulted.as_str().to_owned(),
            unit: asked.asker.unit.clone(),
            officer: asked.asker.officer.clone(),
            purpose: asked.reason.purpose,
            reference: asked.reason.reference.clone(),
            done_us: asked.asker.asked_us,
            told_us: now,
        };
        return Ok(store::consultation::put_asked(tx, &look, question).await?);
    }
    let by = asked.by();
    let act = Act {
        at_us: now,
        by: &by,
        kind: ActKind::Consulted,
        object: Some((record.id, record.version)),
        reason: Some(&asked.reason),
        body: Some(serde_json::json!({ "check": asked.check.to_string(), "question": question })),
    };
    store::journal::write(tx, act).await?;
    Ok(())
}

/// What was not shown is looked for behind the answer, and told to its owner alone.
fn unseen(desk: &Desk, sight: &Sight, asked: &Asked) {
    let by = asked.by();
    hit::put(desk, &by, sight, || {
        let readings = asked.readings.iter().enumerate();
        let readings =
            readings.filter_map(|(at, (entity, _))| Some((entity.clone(), asked.question(at, 0)?)));
        vec![Unseen {
            by: by.clone(),
            reason: asked.reason.clone(),
            readings: readings.collect(),
            sight: sight.clone(),
        }]
    });
}
