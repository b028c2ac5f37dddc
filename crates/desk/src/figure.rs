//! How fast each member answers. Each asker measures the answers that it got, by its own clock and the times of the directive, and
//! tells its figures to all members alike, who add them up: so everybody shows the same figures of everybody, nobody is measured by
//! its own word, and whoever is measured sees by whom.
use crate::outbox::{Lanes, Way};
use crate::parcel::{AnswerFigures, Parcel};
use crate::peer::{Known, now_ms};
use crate::{Desk, Error, Result, Ring, follow, frame, outbox};
use model::{ActKind, Actor, Figure, FigureOf, Invalid, Member, Reason, Term};
use policy::action;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::Tx;
use store::figure::Asked;

const DAY_US: i64 = 86_400 * 1_000_000;
/// What was asked before so many days does not count any more.
const DAYS: i64 = 90;

/// Measures, and tells whoever has not been told it: once a day, and only where something has changed.
pub(crate) async fn round(desk: &Desk) -> Result<()> {
    if desk.post.is_none() || due(desk).await?.is_empty() || !follow::leased(desk, outbox::NAME).await? {
        return Ok(());
    }
    let due = due(desk).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    store::lane::hold(&mut tx).await?;
    let asked = store::figure::asked(&mut tx, &desk.me, now - DAYS * DAY_US).await?;
    let figures = measured(asked, now);
    store::figure::put(&mut tx, &desk.me, &figures, now).await?;
    let told = AnswerFigures::of(&figures);
    let digest = digest(&told)?;
    let (mut lanes, known) = (Lanes::new(desk)?, store::figure::told(&mut tx).await?);
    for member in due {
        let knows = known.get(&member).map(|(digest, _)| *digest);
        // To whom nothing was ever told nothing is told of nothing.
        let is_new = if knows.is_none() { !figures.is_empty() } else { knows != Some(digest) };
        if is_new {
            match lanes.put(&mut tx, &Way::to(&member), &Parcel::AnswerFigures(told.clone())).await {
                Ok(_) => {}
                Err(Error::Unreached(_)) => continue,
                Err(fault) => return Err(fault),
            }
        }
        store::figure::tell(&mut tx, &member, &digest, now).await?;
    }
    lanes.close(&mut tx).await?;
    tx.commit().await?;
    desk.bell.ring(Ring::Outbox);
    Ok(())
}

fn digest(told: &AnswerFigures) -> Result<wire::Hash> {
    Ok(Sha256::digest(serde_json::to_vec(told).map_err(store::Error::from)?).into())
}

async fn due(desk: &Desk) -> Result<Vec<Member>> {
    let (now, ms, roster) = (desk.clock.now_us(), now_ms(desk), desk.roster());
    let mut tx = desk.store.glance().await?;
    let told = store::figure::told(&mut tx).await?;
    let is_due = |known: &&Known| {
        let at_us = told.get(&known.member).map(|(_, at_us)| *at_us);
        known.member != desk.me && known.can_read(ms) && at_us.is_none_or(|at_us| now - at_us >= DAY_US)
    };
    Ok(roster.all().filter(is_due).map(|known| known.member.clone()).collect())
}

fn measured(asked: Vec<Asked>, now_us: i64) -> Vec<Figure> {
    let mut figures: BTreeMap<(Member, FigureOf, Term), Figure> = BTreeMap::new();
    for it in asked {
        let key = (it.member.clone(), it.what, it.term);
        let figure = figures.entry(key).or_insert_with(|| Figure::none(it.member, it.what, it.term));
        figure.count(it.answered_us.map(|us| us - it.asked_us), now_us - it.asked_us);
    }
    figures.into_values().filter(|figure| figure.asked > 0).collect()
}

/// A member told what it measured. Of itself nobody measures anything.
pub(crate) async fn told(desk: &Desk, tx: &mut Tx, by: &Member, told: &AnswerFigures) -> Result<()> {
    let figures = told.read()?;
    for figure in &figures {
        figure.check()?;
        if &figure.member == by || desk.roster().get(&figure.member).is_none() {
            return Err(Invalid::new("figures", "of a member that is not another of this network").into());
        }
    }
    Ok(store::figure::put(tx, by, &figures, desk.clock.now_us()).await?)
}

/// How fast one member answers, by all who asked it, and by each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    pub all: Figure,
    /// Who measured it, each with its part.
    pub by: Vec<(Member, Figure)>,
}

/// How fast each member answers, in the order of members, kinds and urgencies.
pub async fn answers(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Vec<Answers>> {
    let may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let figures = store::figure::all(&mut desk.store.read().await?, &may).await?;
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "figures": figures.len() })).await?;
    let mut all: BTreeMap<(Member, FigureOf, Term), Answers> = BTreeMap::new();
    for (asker, figure) in figures {
        let none = || Figure::none(figure.member.clone(), figure.what, figure.term);
        let key = (figure.member.clone(), figure.what, figure.term);
        let it = all.entry(key).or_insert_with(|| Answers { all: none(), by: vec![] });
        it.all.add(&figure);
        it.by.push((asker, figure));
    }
    Ok(all.into_values().collect())
}
