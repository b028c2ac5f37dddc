//! One record for all members and its withdrawal, one diffusion to all of them and its cancelling, on a node with very many
//! peers: until the last receipt is on its disk.
use super::super::{Figures, Target};
use super::light::{Light, Receivers};
use super::{file, found_with, investigator, left, make, officer, receipted_by_all, waiting, why};
use crate::node::Folder;
use anyhow::{Context, Result, anyhow, ensure};
use desk::{Clock, Desk, follow, notice, outbox};
use exchange::{Calls, Courier, MEET_EACH};
use model::notice::{Content, NoticeKind, Sent, Word, day_of};
use model::{Audience, Member, PartialDate, RecordId, Role};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Members beside the one that sends.
const RECEIVERS: usize = 196;
/// Records and diffusions that are measured, one after another.
const SAMPLES: usize = 5;
/// What is said of the invented person who is sought.
const WANTED: &[(&str, &str)] = &[
    ("name", "Amouzou"),
    ("forename", "Kossi"),
    ("date_of_birth", "1980-01-02"),
    ("sex_id", "M"),
    ("nationalities", "GH"),
    ("stage", "prosecution"),
    ("charge", "Trafficking in persons"),
    ("law", "Penal code, art. 317"),
    ("max_penalty_months", "120"),
    ("warrant_reference", "2026/14"),
    ("warrant_issuer", "TG"),
    ("warrant_date", "2026-03-01"),
    ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
    ("facts", "Recruited women with false promises and took their passports."),
    ("facts_language", "en"),
    ("action", "Locate and arrest"),
];

pub(super) async fn run(figures: &mut Figures, scratch: &Path) -> Result<()> {
    let dir = scratch.join("TG");
    make(&dir, "TG")?;
    let lights: Vec<Light> = (0..RECEIVERS).map(Light::new).collect::<Result<_>>()?;
    found_with(&[(&dir, "TG")], &lights).await?;
    let folder = Folder::open(&dir)?;
    let desk = folder.desk(None).await?;
    follow::catch_up(&desk).await?;
    let _tasks = carrying(&desk, lights).await?;
    let one: Member = Light::code(0).parse()?;
    // The keys of the lanes are told first, once.
    let first = file(&desk, "+22890000000", Audience::All).await?;
    rest(&desk).await?;
    let (mut sent, mut gone) = (vec![], vec![]);
    for nth in 0..SAMPLES {
        let (began, before) = (Instant::now(), left(&desk, &one).await?);
        let id = file(&desk, &format!("+228900001{nth:02}"), Audience::All).await?;
        receipted_by_all(&desk, (&one, before)).await?;
        sent.push(began.elapsed());
        let (began, before) = (Instant::now(), left(&desk, &one).await?);
        desk::record::withdraw(&desk, &investigator(&desk), &why(), id, "bench").await?;
        receipted_by_all(&desk, (&one, before)).await?;
        gone.push(began.elapsed());
    }
    ensure!(
        desk::record::open(&desk, &investigator(&desk), &why(), first).await.is_ok(),
        "the first is gone"
    );
    let (mut spread, mut ended) = (vec![], vec![]);
    for nth in 0..SAMPLES {
        let id = approved(&desk, nth).await?;
        rest(&desk).await?;
        for (word, times) in [(Word::Diffuse, &mut spread), (Word::Cancel, &mut ended)] {
            let (began, before) = (Instant::now(), left(&desk, &one).await?);
            said(&desk, 2, Role::Coordinator, (id, word)).await?;
            receipted_by_all(&desk, (&one, before)).await?;
            times.push(began.elapsed());
        }
    }
    let worst = |times: &[Duration]| times.iter().max().map_or(0.0, Duration::as_secs_f64);
    let what =
        format!("one record to {RECEIVERS} light receivers, last receipt on disk, the slowest of {SAMPLES}");
    figures.hold(what, worst(&sent), "s", Target::AtMost(5.0));
    figures.hold("its withdrawal, last of the receipts, the slowest", worst(&gone), "s", Target::AtMost(5.0));
    let what = format!("one diffusion to {RECEIVERS}, last receipt on disk, the slowest of {SAMPLES}");
    figures.hold(what, worst(&spread), "s", Target::AtMost(5.0));
    figures.hold(
        "its cancelling, last of the receipts, the slowest",
        worst(&ended),
        "s",
        Target::AtMost(5.0),
    );
    Ok(())
}

/// A diffusion to all receivers that two officers have approved.
async fn approved(desk: &Desk, nth: usize) -> Result<RecordId> {
    let today = day_of(desk::clock::Machine.now_us());
    let codes: Vec<String> = (0..RECEIVERS).map(Light::code).collect();
    let to = (Audience::from_codes(codes.iter().map(String::as_str))?, BTreeSet::new());
    let review = PartialDate::new(today.year() + 2, Some(1), Some(1)).context("a day")?;
    let passport = format!("T12345{nth:02}");
    let (kind, said_of) = ((NoticeKind::Red, Sent::Diffusion), [("passport_number", passport.as_str())]);
    let fields = WANTED.iter().copied().chain(said_of);
    let content = Content::read(kind, to, (review, Some(today)), fields);
    let content = content.map_err(|faults| anyhow!("the content is refused: {faults:?}"))?;
    let id = notice::draft(desk, &officer(desk, 1, Role::Investigator), &why(), content).await?;
    for by in [2, 3] {
        said(desk, by, Role::Investigator, (id, Word::Approve)).await?;
    }
    Ok(id)
}

async fn said(desk: &Desk, by: u8, role: Role, (id, word): (RecordId, Word)) -> Result<()> {
    let did = (word, "the file was read");
    notice::say(desk, &officer(desk, by, role), &why(), (id, 1), did).await?;
    Ok(())
}

/// All that a serving node runs, on a road through memory.
async fn carrying(desk: &Arc<Desk>, lights: Vec<Light>) -> Result<JoinSet<()>> {
    let road = Arc::new(Receivers::of(desk, lights).await?);
    let mut tasks = JoinSet::new();
    tasks.spawn(follow::run(Arc::clone(desk)));
    tasks.spawn(outbox::run(Arc::clone(desk)));
    tasks.spawn(desk::hit::run(Arc::clone(desk)));
    let (desk, chance) = (Arc::clone(desk), Arc::new(desk::chance::Machine));
    tasks
        .spawn(Courier { desk, road, calls: Arc::new(Calls::default()), chance, meet_each: MEET_EACH }.run());
    Ok(tasks)
}

/// Until nothing waits for anybody.
async fn rest(desk: &Desk) -> Result<()> {
    let began = Instant::now();
    loop {
        ensure!(began.elapsed() < Duration::from_secs(300), "the receivers do not come to rest");
        tokio::time::sleep(Duration::from_millis(500)).await;
        let begun = outbox::heads(desk, &Light::code(0).parse()?).await?.iter().next().is_some();
        if begun && waiting(desk).await? == 0 {
            return Ok(());
        }
    }
}
