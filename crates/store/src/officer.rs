//! Officers: who works here, with which roles and clearance.
use crate::journal::{self, Act};
use crate::sql::{self, Text, many, maybe, row, run};
use crate::{Error, Result, Tx, session};
use model::{ActKind, Language, Officer, OfficerId, Role};
use policy::{Permit, action};

row! {
    struct Row {
        id: String,
        name: String,
        unit: String,
        roles: String,
        clearance: String,
        language: String,
        disabled: bool,
    }
}

const SELECT: &str = "select id, name, unit, roles, clearance, language, disabled from officer";

impl Row {
    fn read(self) -> Result<Officer> {
        Ok(Officer {
            id: self.id.parse()?,
            name: self.name,
            unit: self.unit,
            roles: read_roles(&self.roles)?,
            clearance: self.clearance.parse()?,
            language: self.language.parse()?,
            disabled: self.disabled,
        })
    }
}

pub(crate) fn read_roles(json: &str) -> Result<Vec<Role>> {
    let codes: Vec<String> = serde_json::from_str(json)?;
    codes.iter().map(|code| Ok(code.parse()?)).collect()
}

pub(crate) fn write_roles(roles: &[Role]) -> Result<String> {
    sql::json(&roles.iter().map(|role| role.as_str()).collect::<Vec<_>>())
}

/// Adds an officer, with the act.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<action::KeepOfficers>,
    officer: &Officer,
    at_us: i64,
) -> Result<()> {
    let sql = "insert into officer (id, name, unit, roles, clearance, language, disabled)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";
    if put(tx, sql, officer).await? == 0 {
        return Err(Error::Conflict("there is an officer of this id"));
    }
    tell(tx, permit, ActKind::OfficerAdded, officer, at_us).await
}

/// Changes what is stated of an officer, with the act. Who is disabled is signed out everywhere.
pub async fn change(
    tx: &mut Tx,
    permit: &Permit<action::KeepOfficers>,
    officer: &Officer,
    at_us: i64,
) -> Result<()> {
    let sql =
        "update officer set name = $2, unit = $3, roles = $4, clearance = $5, language = $6, disabled = $7
        where id = $1";
    if put(tx, sql, officer).await? == 0 {
        return Err(Error::Conflict("there is no officer of this id"));
    }
    if officer.disabled {
        session::close_all(tx, officer.id).await?;
    }
    let kind = if officer.disabled { ActKind::OfficerDisabled } else { ActKind::OfficerChanged };
    tell(tx, permit, kind, officer, at_us).await
}

async fn put(tx: &mut Tx, sql: &'static str, officer: &Officer) -> Result<u64> {
    run!(
        tx,
        sql,
        officer.id.to_string(),
        officer.name.as_str(),
        officer.unit.as_str(),
        write_roles(&officer.roles)?,
        officer.clearance.as_str(),
        officer.language.as_str(),
        officer.disabled
    )
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<action::KeepOfficers>,
    kind: ActKind,
    officer: &Officer,
    at_us: i64,
) -> Result<()> {
    let roles: Vec<&str> = officer.roles.iter().map(|role| role.as_str()).collect();
    let body = serde_json::json!({
        "officer": officer.id.to_string(), "name": officer.name, "unit": officer.unit, "roles": roles,
        "clearance": officer.clearance.as_str(),
    });
    let act =
        Act { at_us, by: permit.by(), kind, object: None, reason: Some(permit.reason()), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// The language in which an officer reads the pages: their own choice, and no act.
pub async fn choose_language(tx: &mut Tx, id: OfficerId, language: Language) -> Result<()> {
    run!(tx, "update officer set language = $2 where id = $1", id.to_string(), language.as_str())?;
    Ok(())
}

/// One officer.
pub async fn get(tx: &mut Tx, id: OfficerId) -> Result<Option<Officer>> {
    let row: Option<Row> = maybe!(tx, Text::of(SELECT).and(" where id = $1"), id.to_string())?;
    row.map(Row::read).transpose()
}

/// All of them, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Officer>> {
    let rows: Vec<Row> = many!(tx, Text::of(SELECT).and(" order by name, id"))?;
    rows.into_iter().map(Row::read).collect()
}
