//! One run of an importer: begun or taken up again, counted, ended.
use super::Counts;
use crate::journal::{self, Act, pen};
use crate::sql::{self, Text, count, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, ImportId, Member};
use policy::{Permit, action};

/// What is to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// For a new import; one that is taken up again keeps its own.
    pub id: ImportId,
    pub list: String,
    pub format: String,
    /// The files as people know them.
    pub files: Vec<String>,
    /// Tells whether the files are those of an import that was broken off.
    pub fingerprint: String,
}

/// How an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Under way, or broken off and to be taken up again.
    Running,
    Ended,
    /// Ended at damage in a file; nothing was withdrawn.
    Damaged,
    /// Broken off, and another edition of the list was begun.
    GivenUp,
}

model::codes!(State, "state of an import", {
    Running => "running",
    Ended => "ended",
    Damaged => "damaged",
    GivenUp => "given-up",
});

/// A run of an importer, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub id: ImportId,
    pub list: String,
    pub format: String,
    pub files: Vec<String>,
    pub state: State,
    /// Steps of the reader that are on disk: where it goes on.
    pub steps: u64,
    pub counts: Counts,
    pub started_us: i64,
    pub ended_us: Option<i64>,
}

row! {
    struct Row {
        id: String,
        list: String,
        format: String,
        files: String,
        state: String,
        steps: i64,
        added: i64,
        changed: i64,
        unchanged: i64,
        withdrawn: i64,
        refused: i64,
        started_us: i64,
        ended_us: Option<i64>,
    }
}

const SELECT: &str =
    "select id, list, format, files, state, steps, added, changed, unchanged, withdrawn, refused,
    started_us, ended_us from import where owner = $1";

impl Row {
    fn read(self) -> Result<Import> {
        let counts = Counts {
            added: count(self.added)?,
            changed: count(self.changed)?,
            unchanged: count(self.unchanged)?,
            withdrawn: count(self.withdrawn)?,
            refused: count(self.refused)?,
        };
        Ok(Import {
            id: self.id.parse()?,
            list: self.list,
            format: self.format,
            files: serde_json::from_str(&self.files)?,
            state: self.state.parse()?,
            steps: count(self.steps)?,
            counts,
            started_us: self.started_us,
            ended_us: self.ended_us,
        })
    }
}

/// Begins an import with its act, or takes up the one that was broken off over the same files of the same list. One
/// that was broken off over other files is given up.
pub async fn begin(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    begun: &Begun,
    at_us: i64,
) -> Result<Import> {
    pen::lock(tx).await?;
    let owner = permit.by().member().as_str();
    let sql = Text::of(SELECT)
        .and(" and list = $2 and state = 'running' and fingerprint = $3 order by started_us, id");
    let known: Option<Row> = maybe!(tx, sql, owner, begun.list.as_str(), begun.fingerprint.as_str())?;
    if let Some(row) = known {
        return row.read();
    }
    let give_up = "update import set state = 'given-up', ended_us = $3
        where owner = $1 and list = $2 and state = 'running'";
    run!(tx, give_up, owner, begun.list.as_str(), at_us)?;
    let sql = "insert into import (owner, id, list, format, files, fingerprint, state, steps, added, changed, unchanged,
            withdrawn, refused, swept, started_us)
        values ($1, $2, $3, $4, $5, $6, 'running', 0, 0, 0, 0, 0, 0, 0, $7)";
    let (id, files) = (begun.id.to_string(), sql::json(&begun.files)?);
    let (list, format, fingerprint) =
        (begun.list.as_str(), begun.format.as_str(), begun.fingerprint.as_str());
    run!(tx, sql, owner, id, list, format, files, fingerprint, at_us)?;
    let body = serde_json::json!({
        "import": begun.id.to_string(), "list": begun.list, "format": begun.format, "files": begun.files,
    });
    tell(tx, permit, (ActKind::ImportStarted, body), at_us).await?;
    one(tx, permit.by().member(), begun.id)
        .await?
        .ok_or_else(|| Error::Damaged("a new import is not there".to_owned()))
}

/// Ends an import, with the act that says what it came to. `damaged`: a file broke off before its end.
pub async fn end(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    id: ImportId,
    damaged: bool,
    at_us: i64,
) -> Result<Import> {
    let running = running(tx, permit, id).await?;
    let state = if damaged { State::Damaged } else { State::Ended };
    let sql = "update import set state = $3, ended_us = $4 where owner = $1 and id = $2";
    run!(tx, sql, running.owner.as_str(), id.to_string(), state.as_str(), at_us)?;
    let import =
        one(tx, &running.owner, id).await?.ok_or_else(|| Error::Damaged("an import is gone".to_owned()))?;
    let Counts { added, changed, unchanged, withdrawn, refused } = import.counts;
    let body = serde_json::json!({
        "import": id.to_string(), "list": import.list, "damaged": damaged, "new": added, "changed": changed,
        "unchanged": unchanged, "withdrawn": withdrawn, "refused": refused,
    });
    tell(tx, permit, (ActKind::ImportEnded, body), at_us).await?;
    Ok(import)
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<action::Import>,
    (kind, body): (ActKind, serde_json::Value),
    at_us: i64,
) -> Result<()> {
    let act =
        Act { at_us, by: permit.by(), kind, object: None, reason: Some(permit.reason()), body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// One import of this member.
pub async fn one(tx: &mut Tx, owner: &Member, id: ImportId) -> Result<Option<Import>> {
    let row: Option<Row> = maybe!(tx, Text::of(SELECT).and(" and id = $2"), owner.as_str(), id.to_string())?;
    row.map(Row::read).transpose()
}

/// The imports of this member, newest first.
pub async fn all(tx: &mut Tx, owner: &Member, limit: u32) -> Result<Vec<Import>> {
    let sql = Text::of(SELECT).and(" order by started_us desc, id desc limit $2");
    let rows: Vec<Row> = many!(tx, sql, owner.as_str(), i64::from(limit))?;
    rows.into_iter().map(Row::read).collect()
}

/// An import that is under way.
pub(crate) struct Run {
    pub(crate) owner: Member,
    pub(crate) list: String,
    pub(crate) swept: u64,
}

/// The import, if it is this member's and under way. Behind the lock on the head, so that only one moves it.
pub(crate) async fn running(tx: &mut Tx, permit: &Permit<action::Import>, id: ImportId) -> Result<Run> {
    pen::lock(tx).await?;
    let owner = permit.by().member().clone();
    let sql = "select list, swept from import where owner = $1 and id = $2 and state = 'running'";
    let found: Option<(String, i64)> = maybe!(tx, sql, owner.as_str(), id.to_string())?;
    let (list, swept) = found.ok_or(Error::Conflict("this import is not under way: begin it again"))?;
    Ok(Run { owner, list, swept: count(swept)? })
}

/// Adds to the counts of an import and gives them.
pub(crate) async fn count_more(tx: &mut Tx, owner: &Member, id: ImportId, more: Counts) -> Result<Counts> {
    let sql = "update import set added = added + $3, changed = changed + $4, unchanged = unchanged + $5,
            withdrawn = withdrawn + $6, refused = refused + $7 where owner = $1 and id = $2";
    let Counts { added, changed, unchanged, withdrawn, refused } = more;
    run!(
        tx,
        sql,
        owner.as_str(),
        id.to_string(),
        number(added)?,
        number(changed)?,
        number(unchanged)?,
        number(withdrawn)?,
        number(refused)?
    )?;
    let import = one(tx, owner, id).await?.ok_or_else(|| Error::Damaged("an import is gone".to_owned()))?;
    Ok(import.counts)
}
