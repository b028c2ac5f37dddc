//! `/api/v1/officers`: added, changed, disabled, and given a one-time link.
use super::Told;
use super::once::Once;
use super::shape::{part, parts, rfc3339};
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Duty, Named, Sent};
use axum::extract::State;
use desk::officer::New;
use model::{Language, Level, Officer, OfficerId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A new officer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficerSent {
    #[schema(example = "Ama Mensah")]
    pub name: String,
    #[serde(default)]
    pub unit: String,
    /// `frontline`, `investigator`, `analyst`, `coordinator`, `victim-protection`, `compliance`, `inspector`,
    /// `administrator`.
    #[schema(example = json!(["frontline"]))]
    pub roles: Vec<String>,
    /// Highest level that they may see; `official` where nothing is said.
    #[serde(default)]
    pub clearance: Option<String>,
    /// `en`, `fr`, `es`, `ar`.
    #[serde(default)]
    pub language: Option<String>,
}

impl OfficerSent {
    fn stated(&self) -> Result<New, Problem> {
        Ok(New {
            name: self.name.trim().to_string(),
            unit: self.unit.trim().to_string(),
            roles: parts::<Role, Vec<_>>("roles", &self.roles)?,
            clearance: self
                .clearance
                .as_deref()
                .map_or(Ok(Level::default()), |level| part("clearance", level))?,
            language: self
                .language
                .as_deref()
                .map_or(Ok(Language::default()), |code| part("language", code))?,
        })
    }
}

/// What is to be changed; the rest stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OfficerChange {
    pub name: Option<String>,
    pub unit: Option<String>,
    pub roles: Option<Vec<String>>,
    pub clearance: Option<String>,
    pub language: Option<String>,
    pub disabled: Option<bool>,
}

impl OfficerChange {
    fn apply(self, officer: Officer) -> Result<Officer, Problem> {
        let roles = self.roles.map(|roles| parts::<Role, Vec<_>>("roles", &roles)).transpose()?;
        let clearance = self.clearance.map(|level| part::<Level>("clearance", &level)).transpose()?;
        let language = self.language.map(|code| part::<Language>("language", &code)).transpose()?;
        Ok(Officer {
            id: officer.id,
            name: self.name.unwrap_or(officer.name),
            unit: self.unit.unwrap_or(officer.unit),
            roles: roles.unwrap_or(officer.roles),
            clearance: clearance.unwrap_or(officer.clearance),
            language: language.unwrap_or(officer.language),
            disabled: self.disabled.unwrap_or(officer.disabled),
        })
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfficerShape {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub roles: Vec<String>,
    pub clearance: String,
    pub language: String,
    pub disabled: bool,
}

impl OfficerShape {
    fn of(officer: &Officer) -> OfficerShape {
        OfficerShape {
            id: officer.id.to_string(),
            name: officer.name.clone(),
            unit: officer.unit.clone(),
            roles: officer.roles.iter().map(ToString::to_string).collect(),
            clearance: officer.clearance.to_string(),
            language: officer.language.to_string(),
            disabled: officer.disabled,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfficersShape {
    pub officers: Vec<OfficerShape>,
}

/// The id of what was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    pub id: String,
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
) -> Result<Told<OfficersShape>, Problem> {
    let officers = desk::officer::list(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(OfficersShape { officers: officers.iter().map(OfficerShape::of).collect() }))
}

pub(crate) async fn add(
    State(app): State<Shared>,
    caller: Caller,
    Duty(reason): Duty,
    once: Once,
    Sent(sent): Sent<OfficerSent>,
) -> Result<Told<Made>, Problem> {
    let (desk, by, new) = (&app.desk, &caller.actor, sent.stated()?);
    let id = match once.key() {
        Some(key) => desk::officer::add_once(desk, by, &reason, new, key).await?,
        None => desk::officer::add(desk, by, &reason, new).await?,
    };
    Ok(Told::made(Made { id: id.to_string() }))
}

pub(crate) async fn change(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<OfficerId>,
    Duty(reason): Duty,
    Sent(sent): Sent<OfficerChange>,
) -> Result<Told<OfficerShape>, Problem> {
    let officers = desk::officer::list(&app.desk, &caller.actor, &reason).await?;
    let officer = officers.into_iter().find(|officer| officer.id == id).ok_or(Problem::Missing)?;
    let officer = sent.apply(officer)?;
    desk::officer::change(&app.desk, &caller.actor, &reason, &officer).await?;
    Ok(Told::ok(OfficerShape::of(&officer)))
}

/// A one-time link. It is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInShape {
    pub link: String,
    pub until: String,
}

pub(crate) async fn link(
    State(app): State<Shared>,
    caller: Caller,
    Named(id): Named<OfficerId>,
    Duty(reason): Duty,
) -> Result<Told<SignInShape>, Problem> {
    let secret = desk::officer::offer_link(&app.desk, &caller.actor, &reason, id).await?;
    let until = desk::pulse::now_us(&app.desk) + desk::officer::LINK_LIFE_US;
    Ok(Told::made(SignInShape { link: app.settings.link(&secret), until: rfc3339(until) }))
}
