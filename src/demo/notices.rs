//! Notices of the demo, as if the desks of four members had been at work today: a Red one that passes, one that the machine stops, and
//! a Yellow one for a missing girl, who is met at a post of another member. Everybody named in them is invented.
use super::requests::carry;
use crate::commands::serve::Running;
use crate::console::Console;
use anyhow::{Context, Result};
use axum::http::Method;
use desk::Desk;
use model::notice::{Content, NoticeKind, Sent, Stage, Word, day_of};
use model::{Actor, Audience, Level, OfficerId, PartialDate, Purpose, Reason, RecordId, Role};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// Moses Agbenyega is sought by Lomé for trafficking: all that is needed is there.
const RED: &[(&str, &str)] = &[
    ("name", "Agbenyega"),
    ("forename", "Moses"),
    ("date_of_birth", "1979-02-17"),
    ("sex_id", "M"),
    ("nationalities", "GH"),
    ("place_of_birth", "Keta"),
    ("country_of_birth_id", "GH"),
    ("passport_number", "G0417702"),
    ("height", "1.81"),
    ("eyes_colors_id", "BROD"),
    ("languages_spoken_ids", "EWE, ENG"),
    ("distinguishing_marks", "A scar over the left eyebrow"),
    ("stage", "prosecution"),
    ("charge", "Trafficking in persons"),
    ("law", "Penal code, art. 317"),
    ("max_penalty_months", "240"),
    ("warrant_reference", "PLC 2026/114"),
    ("warrant_issuer", "TG"),
    ("warrant_date", "2026-09-30"),
    ("warrant_digest", "5b1f0a6d0f6e5c0f9b1c1b5a7d8f2c3e4a5b6c7d8e9f00112233445566778899"),
    (
        "facts",
        "Recruited eleven women in Lomé and Aného with promises of work as cooks, took their passports on arrival and held them against debts.",
    ),
    ("facts_language", "en"),
    (
        "facts_fr",
        "A recruté onze femmes à Lomé et à Aného en leur promettant un emploi de cuisinière, a pris leurs passeports à l’arrivée et les a retenues pour dettes.",
    ),
    ("translator_fr", "Service des traductions, Lomé"),
    ("action", "Locate and arrest; confirm with Lomé first"),
    ("public_extract", "text"),
];

/// What the machine does not let on: a penalty of a year, and words that point at politics.
const STOPPED: &[(&str, &str)] = &[
    ("name", "Koudjo"),
    ("forename", "Elom"),
    ("date_of_birth", "1968"),
    ("sex_id", "M"),
    ("nationalities", "TG"),
    ("stage", "prosecution"),
    ("charge", "Spreading of false news"),
    ("law", "Press code, art. 12"),
    ("max_penalty_months", "12"),
    ("warrant_reference", "PLC 2026/131"),
    ("warrant_issuer", "TG"),
    ("warrant_date", "2026-11-02"),
    ("warrant_digest", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
    ("facts", "Has written for an opposition paper that the election was not counted."),
    ("facts_language", "en"),
    ("action", "Locate and arrest"),
];

/// Afi did not come home from school.
const YELLOW: &[(&str, &str)] = &[
    ("name", "Dossou-Yovo"),
    ("forename", "Afi"),
    ("date_of_birth", "2012-04-09"),
    ("sex_id", "F"),
    ("nationalities", "TG"),
    ("place_of_birth", "Aného"),
    ("country_of_birth_id", "TG"),
    ("passport_number", "TG0931175"),
    ("height", "1.48"),
    ("eyes_colors_id", "BRO"),
    ("hairs_id", "BLA"),
    ("languages_spoken_ids", "EWE, FRE"),
    ("distinguishing_marks", "A birthmark on the right wrist"),
    ("mother_forename", "Akossiwa"),
    ("mother_name", "Dossou-Yovo"),
    ("consent", "Her mother, in writing, before the judge for minors of Aného"),
    ("date_of_event", "2026-11-24"),
    ("place", "Aného"),
    ("country", "TG"),
    ("facts", "N’est pas rentrée de l’école. Un homme lui aurait promis une place de vendeuse à Tunis."),
    ("facts_language", "fr"),
    (
        "facts_en",
        "Did not come home from school. A man is said to have promised her work in a shop in Tunis.",
    ),
    ("translator_en", "Translation service, Lomé"),
    ("facts_ar", "لم تعد من المدرسة. يقال إن رجلًا وعدها بعمل في متجر في تونس."),
    ("translator_ar", "NCB Tunis"),
    ("action", "Keep her safe and tell Lomé at once, day or night"),
    ("life_at_risk", "yes"),
    ("public_extract", "photographs"),
];

/// Who does what at one node.
struct Hands<'n> {
    desk: &'n Desk,
    told: &'n Value,
    /// A second person of the same duty.
    second: OfficerId,
}

/// The whole day.
pub async fn fill(nodes: &[Running], told: &[Value]) -> Result<()> {
    let tg = hands(nodes, told, ("TG", "Head of unit", Role::Coordinator)).await?;
    let hub = hands(nodes, told, ("X-HUB", "Second reviewer", Role::Compliance)).await?;
    let rs = hands(nodes, told, ("RS", "Head of unit", Role::Coordinator)).await?;
    let day = Day { nodes, tg, hub, rs };
    day.published(NoticeKind::Red, RED, None).await?;
    day.approved(NoticeKind::Red, STOPPED, None).await?;
    let girl = day.published(NoticeKind::Yellow, YELLOW, Some(portrait()?)).await?;
    day.met(told, girl).await
}

async fn hands<'n>(
    nodes: &'n [Running],
    told: &'n [Value],
    (code, name, role): (&str, &str, Role),
) -> Result<Hands<'n>> {
    let mut all = nodes.iter().zip(told);
    let (running, told) =
        all.find(|(running, _)| running.desk.me.as_str() == code).context("a member of the demo")?;
    let console = Console::of(&running.desk, running.settings()?);
    let officer = json!({
        "name": name, "unit": "Head office", "roles": [role.as_str()], "clearance": "restricted", "language": "en",
    });
    let added: Value = console.ask(Method::POST, "/api/v1/officers", Some(&officer)).await?;
    let second = added.get("id").and_then(Value::as_str).context("an officer has a number")?.parse()?;
    Ok(Hands { desk: &running.desk, told, second })
}

impl Hands<'_> {
    fn officer(&self, role: Role) -> Result<Actor> {
        let id = self.told.get("officers").and_then(|officers| officers.get(role.as_str()));
        let id = id.and_then(Value::as_str).context("every node of the demo has one of each role")?;
        Ok(self.actor(id.parse()?, role))
    }

    fn second(&self, role: Role) -> Actor {
        self.actor(self.second, role)
    }

    fn actor(&self, id: OfficerId, role: Role) -> Actor {
        Actor::Officer { id, member: self.desk.me.clone(), roles: vec![role], clearance: Level::Restricted }
    }
}

struct Day<'n> {
    nodes: &'n [Running],
    tg: Hands<'n>,
    hub: Hands<'n>,
    rs: Hands<'n>,
}

fn reason(purpose: Purpose) -> Reason {
    let legal_basis = Some("Demo agreement, art. 7".to_owned());
    Reason { purpose, legal_basis, reference: Some("DEMO 21/2026".to_owned()) }
}

impl Day<'_> {
    /// Drafted and approved at Lomé, and looked at by the machine.
    async fn approved(
        &self,
        kind: NoticeKind,
        texts: &[(&str, &str)],
        portrait: Option<Vec<u8>>,
    ) -> Result<(RecordId, u32)> {
        let (desk, by) = (self.tg.desk, self.tg.officer(Role::Investigator)?);
        let today = day_of(desk::pulse::now_us(desk));
        let review = PartialDate::new(today.year() + 1, today.month(), Some(1))?;
        let to = (Audience::All, BTreeSet::new());
        let read = Content::read((kind, Sent::Notice), to, (review, Some(today)), texts.iter().copied());
        let content = read.map_err(|wrong| anyhow::anyhow!("a notice of the demo: {wrong:?}"))?;
        let why = reason(Purpose::Investigation);
        let id = desk::notice::draft(desk, &by, &why, content).await?;
        let mut round = 1;
        if let Some(portrait) = portrait.filter(|_| desk::attachment::has_workshop(desk)) {
            desk::notice::add_photograph(desk, &by, &why, (id, round), portrait).await?;
            round += 1;
        }
        self.say(&self.tg, self.tg.officer(Role::Coordinator)?, (id, round), (Word::Approve, "")).await?;
        self.say(&self.tg, self.tg.second(Role::Coordinator), (id, round), (Word::Approve, "")).await?;
        Ok((id, round))
    }

    /// The whole way: screened and decided by the hub and by Belgrade, published by Lomé.
    async fn published(
        &self,
        kind: NoticeKind,
        texts: &[(&str, &str)],
        portrait: Option<Vec<u8>>,
    ) -> Result<RecordId> {
        let at = self.approved(kind, texts, portrait).await?;
        let read = "The judicial file was read; the person is clearly told from others.";
        self.say(&self.hub, self.hub.second(Role::Compliance), at, (Word::Screen, "")).await?;
        self.say(&self.hub, self.hub.officer(Role::Compliance)?, at, (Word::Clear, read)).await?;
        self.say(&self.rs, self.rs.officer(Role::Compliance)?, at, (Word::Clear, read)).await?;
        let stood = self.say(&self.tg, self.tg.officer(Role::Coordinator)?, at, (Word::Publish, "")).await?;
        anyhow::ensure!(stood == Stage::Published, "a notice of the demo stands at {stood}");
        Ok(at.0)
    }

    async fn say(
        &self,
        at: &Hands<'_>,
        by: Actor,
        (id, round): (RecordId, u32),
        (word, why): (Word, &str),
    ) -> Result<Stage> {
        let reason = reason(Purpose::Investigation);
        let stage = desk::notice::say(at.desk, &by, &reason, (id, round), (word, why)).await;
        let stage = stage.with_context(|| format!("{} is to say {word} of a notice", at.desk.me))?;
        carry(self.nodes).await?;
        Ok(stage)
    }

    /// At a post of Tunis a girl shows a passport, and Lomé hears of it.
    async fn met(&self, told: &[Value], girl: RecordId) -> Result<()> {
        let mut all = self.nodes.iter().zip(told);
        let (running, told) =
            all.find(|(running, _)| running.desk.me.as_str() == "TN").context("a member of the demo")?;
        let post = Hands { desk: &running.desk, told, second: self.tg.second };
        let (by, reason) = (post.officer(Role::Frontline)?, reason(Purpose::BorderControl));
        let question = desk::check::Question::Text("TG0931175".into());
        for _ in 0..100 {
            let answer = desk::check::check(post.desk, &by, &reason, &question, 10).await?;
            if answer.matches.iter().any(|found| found.record == girl) {
                break;
            }
            // Its follower has not read the notice yet.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        desk::hit::catch_up(post.desk).await?;
        carry(self.nodes).await
    }
}

/// A drawn face of nobody.
fn portrait() -> Result<Vec<u8>> {
    let (width, height) = (320u32, 400u32);
    let face = |x: u32, y: u32| {
        let at = |cx: f32, cy: f32, rx: f32, ry: f32| {
            let (dx, dy) = ((to_float(x) - cx) / rx, (to_float(y) - cy) / ry);
            dx * dx + dy * dy <= 1.0
        };
        match () {
            () if at(130.0, 165.0, 9.0, 6.0) || at(190.0, 165.0, 9.0, 6.0) => [38, 26, 20],
            () if at(160.0, 232.0, 26.0, 6.0) => [120, 60, 50],
            () if at(160.0, 180.0, 74.0, 96.0) => [122, 84, 62],
            () if at(160.0, 140.0, 96.0, 104.0) => [24, 20, 20],
            () if at(160.0, 420.0, 150.0, 130.0) => [170, 150, 96],
            () => [206, 214, 218],
        }
    };
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb(face(x, y)));
    let mut png = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)?;
    Ok(png)
}

fn to_float(at: u32) -> f32 {
    f32::from(u16::try_from(at).unwrap_or(u16::MAX))
}
