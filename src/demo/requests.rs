//! Messages and requests between the bureaus of the demo, in several states: as if their officers had been at work since
//! yesterday. Everybody named in them is invented.
use crate::commands::serve::Running;
use anyhow::{Context, Result, bail};
use desk::thread::{Opening, Saying};
use desk::{Desk, inbox, outbox};
use model::{
    Actor, CrimeArea, Entity, Ground, Kind, Level, Member, OfficerId, Purpose, Reason, RequestKind, Role,
    Term, ThreadId, Word,
};
use serde_json::Value;

/// One request as it goes: who asks whom for what, and what each says then.
struct Story {
    from: &'static str,
    to: &'static str,
    kind: Option<RequestKind>,
    term: Term,
    subject: &'static str,
    text: &'static str,
    about: &'static [(&'static str, &'static str)],
    then: &'static [(&'static str, Word, &'static str)],
}

const STORIES: &[Story] = &[
    Story {
        from: "RS",
        to: "TG",
        kind: Some(RequestKind::IdentityCheck),
        term: Term::Urgent,
        subject: "Stamenkovic, Zdravko",
        text: "Stopped this morning with a van and seven passengers. Is he known to you, and under which name?",
        about: &[("name", "Zdravko Stamenkovic"), ("birthDate", "1971-06-18")],
        then: &[],
    },
    Story {
        from: "TN",
        to: "TG",
        kind: Some(RequestKind::DocumentCheck),
        term: Term::Soon,
        subject: "Passport TG0458813",
        text: "Le numéro est-il de vos séries, et à qui ce passeport a-t-il été délivré ?",
        about: &[("passportNumber", "TG0458813")],
        then: &[
            ("TG", Word::Acknowledged, ""),
            ("TG", Word::ClarificationAsked, "Une photographie de la page de données, s’il vous plaît."),
        ],
    },
    Story {
        from: "TG",
        to: "RS",
        kind: Some(RequestKind::SubscriberData),
        term: Term::Usual,
        subject: "+381 60 555 0147",
        text: "Who held this number on 3 November 2026 between 18:00 and 20:00 UTC?",
        about: &[],
        then: &[(
            "RS",
            Word::PartlyAnswered,
            "Prepaid, bought at a kiosk in Subotica. The buyer's name follows from the operator.",
        )],
    },
    Story {
        from: "TG",
        to: "TN",
        kind: Some(RequestKind::Whereabouts),
        term: Term::Soon,
        subject: "Mrad, Selma",
        text: "هل ما زالت في العنوان الذي ذكرتموه في أيلول؟",
        about: &[("name", "سلمى مراد")],
        then: &[("TN", Word::Acknowledged, ""), ("TN", Word::Answered, "نعم، شوهدت هناك أمس.")],
    },
    Story {
        from: "TG",
        to: "TN",
        kind: Some(RequestKind::CriminalRecord),
        term: Term::Usual,
        subject: "Ferjani, Nabil",
        text: "What of his record may be passed on?",
        about: &[("name", "Nabil Ferjani")],
        then: &[("TN", Word::Refused, "Les procédures sont en cours.")],
    },
    Story {
        from: "TN",
        to: "TG",
        kind: None,
        term: Term::Usual,
        subject: "Réunion des officiers de liaison",
        text: "Jeudi à 10 heures UTC, comme convenu ? Nous apportons la liste des plaques.",
        about: &[],
        then: &[("TG", Word::Said, "Oui. We bring the phones.")],
    },
];

/// Has them asked and answered at these nodes, of which `told` says who works there.
pub async fn fill(nodes: &[Running], told: &[Value]) -> Result<()> {
    for story in STORIES {
        let (from, by) = who(nodes, told, story.from)?;
        let id = desk::thread::open(from, &by, &reason(), opening(story)?, None).await?;
        carry(nodes).await?;
        for (code, word, text) in story.then {
            let (desk, by) = who(nodes, told, code)?;
            let said = say(desk, &by, id, (*word, text)).await;
            said.with_context(|| format!("{code} is to say {word} of {}", story.subject))?;
            carry(nodes).await?;
        }
    }
    Ok(())
}

fn reason() -> Reason {
    let legal_basis = Some("Demo agreement, art. 4".to_owned());
    Reason { purpose: Purpose::Investigation, legal_basis, reference: Some("DEMO 14/2026".to_owned()) }
}

fn who<'n>(nodes: &'n [Running], told: &[Value], code: &str) -> Result<(&'n Desk, Actor)> {
    let found = nodes.iter().zip(told).find(|(running, _)| running.desk.me.as_str() == code);
    let (running, told) = found.context("every story is between members of the demo")?;
    let id = told.get("officers").and_then(|officers| officers.get("investigator")).and_then(Value::as_str);
    let id: OfficerId = id.context("every node of the demo has an investigator")?.parse()?;
    let (member, roles) = (running.desk.me.clone(), vec![Role::Investigator]);
    Ok((&running.desk, Actor::Officer { id, member, roles, clearance: Level::Restricted }))
}

fn opening(story: &Story) -> Result<Opening> {
    let mut about = vec![];
    if !story.about.is_empty() {
        let mut entity = Entity::new(Kind::Person);
        for (property, value) in story.about {
            entity.add(property, value)?;
        }
        about.push(entity);
    }
    Ok(Opening {
        subject: story.subject.into(),
        text: story.text.into(),
        to: vec![story.to.parse::<Member>()?],
        never_to: Default::default(),
        level: Level::Official,
        caveats: Default::default(),
        caveat_text: None,
        grading: None,
        term: story.term,
        life_at_risk: false,
        crime: Some(CrimeArea::Trafficking),
        records: vec![],
        hits: vec![],
        ask: story.kind.map(|kind| (kind, about)),
    })
}

async fn say(desk: &Desk, by: &Actor, id: ThreadId, (word, text): (Word, &str)) -> Result<()> {
    let ground = (word == Word::Refused).then_some(Ground::Danger);
    let saying = Saying { word, text: text.into(), to: None, grading: None, ground };
    desk::thread::say(desk, by, &reason(), id, saying).await?;
    Ok(())
}

/// Brings over what waits at each for the others, as their couriers will do from now on.
pub(super) async fn carry(nodes: &[Running]) -> Result<()> {
    // What is for a group is refused until the key to it has come on a lane of its own.
    const ROUNDS: usize = 4;
    for _ in 0..ROUNDS {
        if carry_once(nodes).await? {
            return Ok(());
        }
    }
    bail!("what the demo's members write to each other does not arrive")
}

/// Gives whether all was taken.
async fn carry_once(nodes: &[Running]) -> Result<bool> {
    let mut whole = true;
    for from in nodes {
        outbox::catch_up(&from.desk).await?;
        for to in nodes.iter().filter(|to| to.desk.me != from.desk.me) {
            for lane in outbox::behind(&from.desk, &to.desk.me).await? {
                let waiting = outbox::next(&from.desk, &lane, lane.upto, (256, 1 << 22)).await?;
                let batch: Vec<Vec<u8>> = waiting.into_iter().map(|waiting| waiting.bytes).collect();
                let came = inbox::take(&to.desk, &batch).await?;
                outbox::receipted(&from.desk, &to.desk.me, &came.receipts).await?;
                whole &= came.refused.is_empty();
            }
        }
    }
    Ok(whole)
}
