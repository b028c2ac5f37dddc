//! Can whoever asks tell a silent hit from "nothing known"? Questions of both kinds are asked over the line, and a classifier
//! learns from half of the answers what it can: by their length, by when they came, and by when the next one came.
use super::super::node::Served;
use super::super::{Figures, Scratch, Target, say};
use super::{found, investigator, make_with};
use crate::commands::serve::Running;
use crate::node::Folder;
use crate::node::network::lines;
use anyhow::{Context, Result, ensure};
use desk::check::Question;
use desk::record::Draft;
use desk::{Chance, Desk};
use exchange::{Keys, Line, Road};
use model::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// Phones that the node which is asked keeps from the one that asks.
const HIDDEN: usize = 200;
/// Shares of the answers, in the order of their times, in each of which the classifier guesses what was more frequent.
const BINS: usize = 20;

/// An answer as its asker sees it.
struct Seen {
    hit: bool,
    bytes: usize,
    us: u64,
}

pub async fn run(questions: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "{questions} questions over TLS to a node that is a process of its own, half of them, by chance, for one of {HIDDEN} phones \
         of which the asker may not know; a classifier learns from the first half and is judged on the second"
    ));
    let scratch = Scratch::make()?;
    let (asked, asker) = (scratch.path().join("TG"), scratch.path().join("BJ"));
    make_with(&asked, "TG", Some(u32::MAX))?;
    make_with(&asker, "BJ", None)?;
    found(&[(&asked, "TG"), (&asker, "BJ")]).await?;
    hide(&asked).await?;
    let there = Served::start(&asked)?;
    there.ready().await?;
    let here = Running::start(Folder::open(&asker)?, None, ([127, 0, 0, 1], 0).into()).await?;
    let desk = Arc::clone(&here.desk);
    let serving = tokio::spawn(here.until(std::future::pending()));
    say("asking");
    let line = Line::new(Arc::new(Keys::new(lines(&asker)?.in_use)?));
    let seen = ask_all(&desk, &line, questions).await?;
    serving.abort();
    let mut lengths: BTreeMap<usize, [usize; 2]> = BTreeMap::new();
    for one in &seen {
        lengths.entry(one.bytes).or_default()[usize::from(one.hit)] += 1;
    }
    figures.hold("lengths of the answers", lengths.len() as f64, "", Target::AtMost(1.0));
    let middle = |hit: bool| {
        let mut times: Vec<u64> = seen.iter().filter(|one| one.hit == hit).map(|one| one.us).collect();
        times.sort_unstable();
        times.get(times.len() / 2).map_or(0.0, |us| *us as f64 / 1e3)
    };
    figures.add("nothing known, middle", middle(false), "ms");
    figures.add("silent hit, middle", middle(true), "ms");
    let own: Vec<(u64, bool)> = seen.iter().map(|one| (one.us, one.hit)).collect();
    let next: Vec<(u64, bool)> = seen.windows(2).map(|two| (two[1].us, two[0].hit)).collect();
    for (what, samples) in [("by when it came", own), ("by when the next one came", next)] {
        let right = guessed(&samples).context("too few questions")?;
        figures.hold(format!("told rightly {what}"), right * 100.0, "%", Target::AtMost(52.0));
    }
    Ok(figures)
}

fn phone(number: usize) -> String {
    format!("+2289{number:07}")
}

/// Files what the asker may not know of.
async fn hide(dir: &std::path::Path) -> Result<()> {
    let folder = Folder::open(dir)?;
    let desk = folder.desk(None).await?;
    for number in 0..HIDDEN {
        let never_to = ["BJ".parse()?].into();
        let draft = Draft {
            subject: Subject::Entity(Entity::new(Kind::Phone).with("phone", &phone(number))?),
            status: Some(Status::UnderWatch),
            action: None,
            handling: Handling { audience: Audience::Own, never_to, ..Handling::default() },
            grading: Grading::default(),
            source: Source::default(),
        };
        desk::record::file(&desk, &investigator(&desk), &super::why(), draft).await?;
    }
    desk::follow::catch_up(&desk).await?;
    Ok(())
}

async fn ask_all(desk: &Desk, line: &Line, questions: usize) -> Result<Vec<Seen>> {
    let reason = Reason::of(Purpose::BorderControl);
    let to: Member = "TG".parse()?;
    let mut seen = Vec::with_capacity(questions);
    for nth in 0..questions {
        let mut chance = [0; 24];
        Chance::fill(&desk::chance::Machine, &mut chance)?;
        let hit = chance[0] & 1 == 1;
        let drawn = usize::from(chance[1]) << 8 | usize::from(chance[2]);
        let number = if hit { drawn % HIDDEN } else { HIDDEN + nth };
        // Of one officer only so many hits an hour are raised: each question is another's.
        let id = OfficerId::from_bytes(chance[8..].try_into()?);
        let roles = vec![Role::Investigator];
        let by = Actor::Officer { id, member: desk.me.clone(), roles, clearance: Level::Confidential };
        let answer = desk::check::check(desk, &by, &reason, &Question::Text(phone(number)), 10).await?;
        let begun = desk::ask::begin(desk, &by, &reason, &answer, std::slice::from_ref(&to)).await?;
        let ask = begun.asks.into_iter().next().context("it cannot be asked")?;
        let began = Instant::now();
        let sealed = line.query(&ask.to, ask.question).await?;
        let us = u64::try_from(began.elapsed().as_micros())?;
        seen.push(Seen { hit, bytes: sealed.len(), us });
        if nth % 1_000 == 999 {
            say(&format!("{} answers", nth + 1));
        }
    }
    ensure!(seen.len() == questions, "some were not answered");
    Ok(seen)
}

/// The share of the second half that is told rightly by what was learned from the first.
fn guessed(samples: &[(u64, bool)]) -> Option<f64> {
    let (learn, judge) = samples.split_at(samples.len() / 2);
    let mut learn = learn.to_vec();
    learn.sort_unstable();
    let each = learn.len().div_ceil(BINS).max(1);
    let bins: Vec<(u64, bool)> = learn
        .chunks(each)
        .map(|bin| (bin[bin.len() - 1].0, bin.iter().filter(|(_, hit)| *hit).count() * 2 > bin.len()))
        .collect();
    let guess =
        |us: u64| bins.iter().find(|(upto, _)| us <= *upto).or(bins.last()).is_some_and(|(_, hit)| *hit);
    let right = judge.iter().filter(|(us, hit)| guess(*us) == *hit).count();
    (!judge.is_empty()).then(|| right as f64 / judge.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::guessed;

    #[test]
    fn what_can_be_told_is_told_and_what_cannot_is_guessed() {
        let told: Vec<(u64, bool)> =
            (0..2_000).map(|nth| (50_000 + nth % 7 + 40 * (nth % 2), nth % 2 == 1)).collect();
        assert!(guessed(&told).is_some_and(|right| right > 0.99));
        let alike: Vec<(u64, bool)> =
            (0..20_000_u64).map(|nth| (nth * 7_919 % 10_007, nth * nth % 127 < 63)).collect();
        assert!(guessed(&alike).is_some_and(|right| right < 0.53));
    }
}
