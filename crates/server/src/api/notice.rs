//! `/api/v1/notices`: what members ask all others, on its way, in force and over.
use super::Told;
use super::notice_more::LiveShape;
use super::shape::{part, rfc3339};
use super::window::HolderShape;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Asked, Filing, For, Named, Sent, reason_or};
use axum::extract::State;
use axum::http::StatusCode;
use desk::Desk;
use desk::notice::{Morning, Notice, NoticeSaid, Opened, Stood, Which};
use model::notice::{Content, Field, Flag, NoticeKind, Sent as Way, Word, day_of};
use model::{Audience, PartialDate, Reason, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticesQuery {
    /// `in-force`, `ours`, `review`, `unreviewed`, `over`; those in force where nothing is said. Of the morning: `came`, `corrected`,
    /// `ended` (within a day), `approve`, `decide`, `send` (they wait for you), `due` (ours, looked at again within thirty days).
    #[serde(default)]
    pub which: Option<String>,
    /// Words that stand in a notice, or begin one there: looked for in those in force alone.
    #[serde(default)]
    pub search: Option<String>,
    /// `next` of the answer before.
    #[serde(default)]
    pub before: Option<String>,
}

/// The last moved first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticesShape {
    pub notices: Vec<NoticeShape>,
    /// In `ended`: those that their owners have taken back and that were destroyed here.
    pub gone: Vec<GoneShape>,
    pub next: Option<String>,
}

/// A notice of which nothing can be read any more.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GoneShape {
    pub id: String,
    pub owner: String,
    pub kind: &'static str,
    /// Since when it is out of use.
    pub ended_at: String,
}

impl GoneShape {
    fn of(it: &Stood) -> GoneShape {
        let (id, owner) = (it.id.to_string(), it.owner.to_string());
        GoneShape { id, owner, kind: it.kind.as_str(), ended_at: rfc3339(it.since_us) }
    }
}

/// What a notice says and where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeShape {
    pub id: String,
    pub owner: String,
    /// `red`, `blue`, `green`, `yellow`, `black`, `orange`, `purple`, `silver`, `un-special`, `work-of-art`.
    pub kind: &'static str,
    /// `notice`, or `diffusion`: sent to chosen members before it is reviewed.
    pub sent: &'static str,
    /// `draft`, `approved`, `submitted`, `screened`, `cleared`, `returned`, `published`, `suspended`, `corrected`, `refused`,
    /// `cancelled`. Nobody acts on a notice that is not `published`.
    pub stage: &'static str,
    /// It was sent here before anybody of another member has cleared it.
    pub unreviewed: bool,
    /// How often it was stated; named with every act.
    pub round: u32,
    pub audience: Vec<String>,
    pub never_to: Vec<String>,
    /// The last day on which it is good.
    pub review: String,
    pub values: BTreeMap<String, Vec<String>>,
    /// Its owner has taken back the leave for a public extract.
    pub hidden: bool,
    pub moved_at: String,
}

impl NoticeShape {
    fn of(desk: &Desk, notice: &Notice) -> NoticeShape {
        let content = &notice.content;
        NoticeShape {
            id: notice.id.to_string(),
            owner: notice.owner.to_string(),
            kind: content.kind.as_str(),
            sent: content.sent.as_str(),
            stage: notice.stage.as_str(),
            unreviewed: desk::notice::is_unreviewed(desk, notice),
            round: notice.round,
            audience: content.audience.codes(),
            never_to: content.never_to.iter().map(ToString::to_string).collect(),
            review: content.review.to_string(),
            values: content
                .fields()
                .map(|(field, values)| (field.name.to_string(), values.to_vec()))
                .collect(),
            hidden: notice.is_hidden(),
            moved_at: rfc3339(notice.moved_us),
        }
    }
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    For(reason): For,
    Asked(asked): Asked<NoticesQuery>,
) -> Result<Told<NoticesShape>, Problem> {
    let which = asked.which.as_deref().unwrap_or(Which::InForce.as_str());
    let place =
        |text: &str| text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let before = asked
        .before
        .as_deref()
        .map(|text| place(text).ok_or_else(|| Problem::at("before", "expected `next`")));
    let page = (before.transpose()?, desk::notice::PAGE_MAX);
    let (desk, by) = (&app.desk, &caller.actor);
    let page = match &asked.search {
        Some(_) if which != Which::InForce.as_str() => {
            return Err(Problem::at("search", "only notices in force are searched"));
        }
        Some(search) => desk::notice::search(desk, by, &reason, search, page).await?,
        None => match which.parse::<Morning>() {
            Ok(which) => desk::notice::morning(desk, by, &reason, which, page).await?,
            Err(_) => desk::notice::page(desk, by, &reason, part("which", which)?, page).await?,
        },
    };
    Ok(Told::ok(NoticesShape {
        notices: page.notices.iter().map(|notice| NoticeShape::of(&app.desk, notice)).collect(),
        gone: page.gone.iter().map(GoneShape::of).collect(),
        next: page.next.map(|(at_us, id)| format!("{at_us}.{id}")),
    }))
}

/// A notice looked at.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeLookShape {
    #[serde(flatten)]
    pub notice: NoticeShape,
    /// Why the machine does not let it on.
    pub stops: Vec<&'static str>,
    /// What reviewers must answer in words.
    pub flags: Vec<FlagShape>,
    pub acts: Vec<NoticeActShape>,
    /// What you may do with it now.
    pub may: Vec<&'static str>,
    /// Who has it, or has not yet confirmed that it is gone; for its owner.
    pub holders: Vec<HolderShape>,
    /// What the copies that are gone had fed, as their holders told; for its owner.
    pub fed: Vec<FedShape>,
    /// Before an arrest, where its owner says that it stands: `action` is among its values only where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live: Option<LiveShape>,
}

/// What one member's copy had fed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FedShape {
    pub member: String,
    /// When no check found it there any more.
    pub index_at: String,
    pub exported: u64,
    pub printed: u64,
    /// Capsules that it went out in, and when the last lease of one of them ends.
    pub carried: u64,
    pub until: Option<String>,
    pub shown: u64,
    pub told_at: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlagShape {
    pub code: &'static str,
    /// The word that points there.
    pub word: Option<&'static str>,
    /// The earlier notice on the same person by the same owner.
    pub earlier: Option<String>,
}

impl FlagShape {
    fn of(flag: &Flag) -> FlagShape {
        let word = if let Flag::PointsAt(_, word) = flag { Some(*word) } else { None };
        let earlier = if let Flag::Earlier(earlier) = flag { Some(earlier.notice.to_string()) } else { None };
        FlagShape { code: flag.code(), word, earlier }
    }
}

/// One signed act.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeActShape {
    pub word: &'static str,
    pub member: String,
    /// Whom it stands for, only their own member can tell; `machine` for what a node does by itself.
    pub person: String,
    pub why: String,
    pub at: String,
}

impl NoticeActShape {
    fn of(act: &NoticeSaid) -> NoticeActShape {
        NoticeActShape {
            word: act.said.word.as_str(),
            member: act.said.member.to_string(),
            person: act.said.person.as_str().to_string(),
            why: act.why.clone(),
            at: rfc3339(act.at_us),
        }
    }
}

pub(crate) async fn open(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    For(reason): For,
) -> Result<Told<NoticeLookShape>, Problem> {
    let Opened { mut notice, gate, words, holders, fed, .. } =
        desk::notice::open(&app.desk, &caller.actor, &reason, id).await?;
    let live = desk::ask::before_arrest_by(&app.desk, &caller.actor, &reason, &mut notice).await?;
    Ok(Told::ok(NoticeLookShape {
        notice: NoticeShape::of(&app.desk, &notice),
        stops: gate.stops.iter().map(|stop| stop.as_str()).collect(),
        flags: gate.flags.iter().map(FlagShape::of).collect(),
        acts: notice.acts.iter().map(NoticeActShape::of).collect(),
        may: words.iter().map(|word| word.as_str()).collect(),
        holders: holders.into_iter().map(HolderShape::of).collect(),
        live: live.as_ref().map(LiveShape::of),
        fed: fed
            .into_iter()
            .map(|(member, fed, told_us)| FedShape {
                member: member.to_string(),
                index_at: rfc3339(fed.index_us),
                exported: fed.exported,
                printed: fed.printed,
                carried: fed.carried,
                until: fed.until_us.map(rfc3339),
                shown: fed.shown,
                told_at: rfc3339(told_us),
            })
            .collect(),
    }))
}

/// What is stated, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeSent {
    #[schema(example = "red")]
    pub kind: String,
    #[serde(default)]
    pub sent: Option<String>,
    /// `all`, or members' codes.
    pub audience: Vec<String>,
    #[serde(default)]
    pub never_to: Vec<String>,
    /// A day within five years.
    pub review: String,
    /// The fields of the kind by their names, each one text or several.
    pub values: BTreeMap<String, Texts>,
    /// When stated anew: the round that was read.
    #[serde(default)]
    pub round: Option<u32>,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

/// One text or several.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Texts {
    fn all(&self) -> &[String] {
        match self {
            Texts::One(text) => std::slice::from_ref(text),
            Texts::Many(texts) => texts,
        }
    }
}

impl NoticeSent {
    fn content(&self, today: PartialDate) -> Result<Content, Problem> {
        let kind: NoticeKind = part("kind", &self.kind)?;
        let sent: Way = self.sent.as_deref().map_or(Ok(Way::Notice), |sent| part("sent", sent))?;
        let audience = Audience::from_codes(self.audience.iter().map(String::as_str));
        let audience = audience.map_err(|invalid| Problem::at("audience", invalid.why))?;
        let never_to = self.never_to.iter().map(|code| part("never_to", code)).collect::<Result<_, _>>()?;
        let review = part("review", &self.review)?;
        // Each by the name that was sent.
        let no_field = "a notice of this kind has no field of this name";
        let (known, unknown): (Vec<_>, Vec<_>) =
            self.values.iter().partition(|(name, _)| Field::of(kind, name).is_some());
        let mut wrong: Vec<_> = unknown.iter().map(|(name, _)| (name.as_str(), no_field)).collect();
        let texts = known
            .into_iter()
            .flat_map(|(name, all)| all.all().iter().map(|text| (name.as_str(), text.as_str())));
        match Content::read((kind, sent), (audience, never_to), (review, Some(today)), texts) {
            Ok(content) if wrong.is_empty() => return Ok(content),
            Ok(_) => {}
            Err(more) => wrong.extend(more.into_iter().map(|one| (one.what, one.why))),
        }
        Err(Problem::many(wrong))
    }

    fn reason(&self, else_: Reason) -> Result<Reason, Problem> {
        reason_or((&self.purpose, &self.legal_basis, &self.operation), else_)
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeMade {
    pub id: String,
}

pub(crate) async fn draft(
    State(app): State<Shared>,
    caller: Caller,
    Filing(reason): Filing,
    Sent(sent): Sent<NoticeSent>,
) -> Result<Told<NoticeMade>, Problem> {
    let content = sent.content(day_of(desk::pulse::now_us(&app.desk)))?;
    let id = desk::notice::draft(&app.desk, &caller.actor, &sent.reason(reason)?, content).await?;
    Ok(Told::made(NoticeMade { id: id.to_string() }))
}

pub(crate) async fn redraft(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    Filing(reason): Filing,
    Sent(sent): Sent<NoticeSent>,
) -> Result<StatusCode, Problem> {
    let content = sent.content(day_of(desk::pulse::now_us(&app.desk)))?;
    let round = sent.round.ok_or_else(|| Problem::at("round", "name the round that you have read"))?;
    desk::notice::redraft(&app.desk, &caller.actor, &sent.reason(reason)?, (id, round), content).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is done with a notice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeActSent {
    /// `approve`, `diffuse`, `screen`, `clear`, `return`, `refuse`, `publish`, `correct`, `suspend`, `cancel`, `confirm`.
    #[schema(example = "approve")]
    pub word: String,
    /// The round that was read.
    pub round: u32,
    /// Why; needed where it says no, and where the machine has found something.
    #[serde(default)]
    pub why: String,
    #[serde(default)]
    pub purpose: Option<String>,
    #[serde(default)]
    pub legal_basis: Option<String>,
    #[serde(default, alias = "reference")]
    pub operation: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeStood {
    pub stage: &'static str,
}

pub(crate) async fn say(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<RecordId>,
    Filing(reason): Filing,
    Sent(sent): Sent<NoticeActSent>,
) -> Result<Told<NoticeStood>, Problem> {
    let reason = reason_or((&sent.purpose, &sent.legal_basis, &sent.operation), reason)?;
    let did = (part::<Word>("word", &sent.word)?, sent.why.as_str());
    let stage = desk::notice::say(&app.desk, &caller.actor, &reason, (id, sent.round), did).await?;
    Ok(Told::ok(NoticeStood { stage: stage.as_str() }))
}
