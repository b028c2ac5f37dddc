//! Stamps: all of a record that decides who may see it, kept once and known by a number.
use crate::journal::pen;
use crate::sql::{many, maybe, run};
use crate::{Error, Result, Tx};
use model::{Audience, Stamp, StampNo};
use serde::{Deserialize, Serialize};

/// A stamp as it is stored: codes in a fixed order, so that equal stamps are equal texts.
#[derive(Serialize, Deserialize)]
struct Whole {
    owner: String,
    kind: String,
    status: Option<String>,
    level: String,
    audience: Vec<String>,
    never_to: Vec<String>,
    purposes: Vec<String>,
}

fn write(stamp: &Stamp) -> Result<String> {
    let whole = Whole {
        owner: stamp.owner.to_string(),
        kind: stamp.kind.to_string(),
        status: stamp.status.map(|s| s.to_string()),
        level: stamp.level.to_string(),
        audience: stamp.audience.codes(),
        never_to: stamp.never_to.iter().map(ToString::to_string).collect(),
        purposes: stamp.purposes.iter().map(ToString::to_string).collect(),
    };
    Ok(serde_json::to_string(&whole)?)
}

fn read(text: &str) -> Result<Stamp> {
    let whole: Whole = serde_json::from_str(text)?;
    Ok(Stamp {
        owner: whole.owner.parse()?,
        kind: whole.kind.parse()?,
        status: whole.status.map(|s| s.parse()).transpose()?,
        level: whole.level.parse()?,
        audience: Audience::from_codes(whole.audience.iter().map(String::as_str))?,
        never_to: whole.never_to.iter().map(|m| m.parse()).collect::<Result<_, _>>()?,
        purposes: whole.purposes.iter().map(|p| p.parse()).collect::<Result<_, _>>()?,
    })
}

/// Every stamp, by rising number. Numbers begin at 0 and leave none out.
pub async fn all(tx: &mut Tx) -> Result<Vec<(StampNo, Stamp)>> {
    let rows: Vec<(i64, String)> = many!(tx, "select no, whole from stamp order by no")?;
    rows.into_iter().map(|(no, whole)| Ok((stamp_no(no)?, read(&whole)?))).collect()
}

/// The stamp of a number.
pub(crate) async fn of(tx: &mut Tx, StampNo(no): StampNo) -> Result<Stamp> {
    let known: Option<(String,)> = maybe!(tx, "select whole from stamp where no = $1", i64::from(no))?;
    let (whole,) = known.ok_or_else(|| Error::Damaged(format!("stamp {no} is not there")))?;
    read(&whole)
}

/// The number of a stamp, given to it now if it is new.
pub async fn number(tx: &mut Tx, stamp: &Stamp) -> Result<StampNo> {
    if let Some(no) = tx.stamps.get(stamp) {
        return Ok(*no);
    }
    let whole = write(stamp)?;
    let no = match find(tx, &whole).await? {
        Some(no) => no,
        None => make(tx, stamp, &whole).await?,
    };
    tx.stamps.insert(stamp.clone(), no);
    Ok(no)
}

async fn find(tx: &mut Tx, whole: &str) -> Result<Option<StampNo>> {
    let known: Option<(i64,)> = maybe!(tx, "select no from stamp where whole = $1", whole)?;
    known.map(|(no,)| stamp_no(no)).transpose()
}

/// Behind the lock on the journal's head, so that two who need the same new stamp do not both make it.
async fn make(tx: &mut Tx, stamp: &Stamp, whole: &str) -> Result<StampNo> {
    pen::lock(tx).await?;
    if let Some(no) = find(tx, whole).await? {
        return Ok(no);
    }
    let sql = "insert into stamp (no, owner, kind, status, whole)
               select coalesce(max(no) + 1, 0), $1, $2, $3, $4 from stamp";
    run!(tx, sql, stamp.owner.as_str(), stamp.kind.as_str(), stamp.status.map(|s| s.as_str()), whole)?;
    find(tx, whole).await?.ok_or_else(|| Error::Damaged("a new stamp is not there".to_owned()))
}

pub(crate) fn stamp_no(no: i64) -> Result<StampNo> {
    u32::try_from(no).map(StampNo).map_err(|_| Error::Damaged("a stamp's number is out of bounds".to_owned()))
}
