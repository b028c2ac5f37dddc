//! A week behind: very much was filed while the other node was away, and at last something on which a life hangs. Then it comes.
use super::super::machine::memory_mb;
use super::super::node::Served;
use super::super::{Figures, Scratch, Target, clock, say};
use super::{fill, found, investigator, make, waiting, why};
use crate::commands::serve::Running;
use crate::node::Folder;
use anyhow::{Context, Result, ensure};
use desk::record::Draft;
use desk::{Desk, outbox};
use model::*;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So often it is looked how far they are.
const LOOK_EACH: Duration = Duration::from_millis(10);
/// Nothing moves for so long: it is stuck.
const STUCK: Duration = Duration::from_secs(120);

/// How many waited, at each look.
type Course = Vec<(Instant, u64)>;

pub async fn run(records: usize) -> Result<Figures> {
    let mut figures = Figures::of(format!(
        "two nodes, each a process of its own, SQLite on disk each, TLS over loopback; {records} persons for all members were \
         filed while the other was away, and then one phone on which a life hangs"
    ));
    let scratch = Scratch::make()?;
    let (one, other) = (scratch.path().join("TG"), scratch.path().join("BJ"));
    make(&one, "TG")?;
    make(&other, "BJ")?;
    found(&[(&one, "TG"), (&other, "BJ")]).await?;
    let nobody: SocketAddr = ([127, 0, 0, 1], 0).into();
    let from = Running::start(Folder::open(&one)?, None, nobody).await?;
    let desk = Arc::clone(&from.desk);
    let serving = tokio::spawn(from.until(std::future::pending()));
    say(&format!("filing {records} persons while the other node is away"));
    let (pace, all) = fill(&desk, scratch.path(), records).await?;
    figures.add("sealed and signed", pace, "/s");
    urgent(&desk).await?;
    say("the other node comes");
    let (began, work) = (Instant::now(), clock::whole_process());
    let there = Served::start(&other)?;
    let (overtook, course) = catching_up(&desk, began).await?;
    let work = clock::whole_process() - work;
    figures.hold(
        "from its start until the receipt for what presses",
        overtook.as_secs_f64() * 1e3,
        "ms",
        Target::AtMost(2_000.0),
    );
    for (what, from, to) in [("first", 1.0, 0.9), ("middle", 0.55, 0.45), ("last", 0.1, 0.0)] {
        let pace = pace_between(&course, all, (from, to)).context("too few records for a pace")?;
        figures.hold(format!("records a second, {what} tenth"), pace, "/s", Target::AtLeast(1_000.0));
    }
    figures.add("work of the sender on one", work.as_secs_f64() * 1e6 / all as f64, "us of CPU");
    for (whose, process) in [("the sender", std::process::id()), ("the receiver", there.process())] {
        let (now, most) = memory_mb(process).context("a node has gone")?;
        figures.add(format!("memory of {whose} at the end"), now, "MB");
        figures.add(format!("memory of {whose}, at most"), most, "MB");
    }
    serving.abort();
    Ok(figures)
}

/// Files what presses, and waits until it is ready to leave.
async fn urgent(desk: &Desk) -> Result<()> {
    let draft = Draft {
        subject: Subject::Entity(Entity::new(Kind::Phone).with("phone", "+22899999999")?),
        status: Some(Status::Wanted),
        action: None,
        handling: Handling { audience: Audience::All, life_at_risk: true, ..Handling::default() },
        grading: Grading::default(),
        source: Source::default(),
    };
    desk::record::file(desk, &investigator(desk), &why(), draft).await?;
    let began = Instant::now();
    while !presses(desk).await? {
        ensure!(began.elapsed() < STUCK, "what presses is not made ready");
        tokio::time::sleep(LOOK_EACH).await;
    }
    Ok(())
}

/// Whether something of the first class waits.
async fn presses(desk: &Desk) -> Result<bool> {
    let behind = outbox::behind(desk, &"BJ".parse()?).await?;
    Ok(behind.iter().any(|lane| lane.class == 0))
}

/// When what presses was receipted, and how the rest went.
async fn catching_up(desk: &Desk, began: Instant) -> Result<(Duration, Course)> {
    let (mut overtook, mut course) = (None, Course::new());
    loop {
        if overtook.is_none() && !presses(desk).await? {
            overtook = Some(began.elapsed());
        }
        let left = waiting(desk).await?;
        if course.last().is_none_or(|(_, before)| *before != left) {
            course.push((Instant::now(), left));
        }
        if left == 0 {
            return Ok((overtook.context("what presses was never receipted")?, course));
        }
        ensure!(course.last().is_some_and(|(at, _)| at.elapsed() < STUCK), "{left} wait and nothing moves");
        tokio::time::sleep(LOOK_EACH).await;
    }
}

/// Records a second while what waited fell from one share of all to another.
fn pace_between(course: &Course, all: u64, (from, to): (f64, f64)) -> Option<f64> {
    let at = |share: f64| course.iter().find(|(_, left)| *left as f64 <= share * all as f64);
    // The first look that saw something gone, for the way to it is not part of the pace.
    let (first, last) = (if from < 1.0 { at(from)? } else { course.get(1)? }, at(to)?);
    let time = last.0.duration_since(first.0).as_secs_f64();
    (time > 0.0 && first.1 > last.1).then(|| (first.1 - last.1) as f64 / time)
}
