//! Who stands behind the labels of actors (`officer:…`, `client:…`): names for those who were shown the labels.
use crate::{Desk, Result, frame};
use model::{Actor, Reason};
use policy::action;
use std::collections::HashMap;

/// A name, and the unit of an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub unit: String,
}

/// By label.
pub type People = HashMap<String, Person>;

/// All officers and clients that ever were, for who may read the log.
pub async fn all(desk: &Desk, by: &Actor, reason: &Reason) -> Result<People> {
    let _may = frame::may::<action::ReadLog>(desk, by, reason).await?;
    read(desk).await
}

/// Those behind labels that a record's history has shown.
pub async fn named(desk: &Desk, labels: &[&str]) -> Result<People> {
    let mut people = read(desk).await?;
    people.retain(|label, _| labels.contains(&label.as_str()));
    Ok(people)
}

async fn read(desk: &Desk) -> Result<People> {
    let mut tx = desk.store.read().await?;
    let officers = store::officer::all(&mut tx).await?;
    let clients = store::client::all(&mut tx).await?;
    let officers =
        officers.into_iter().map(|o| (format!("officer:{}", o.id), Person { name: o.name, unit: o.unit }));
    let client =
        |c: model::Client| (format!("client:{}", c.id), Person { name: c.name, unit: String::new() });
    Ok(officers.chain(clients.into_iter().map(|kept| client(kept.client))).collect())
}
