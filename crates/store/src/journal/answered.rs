//! Answers of checks that may be worth a hit: acts by which a record was shown, whose body says what was asked.
use super::body::{Body, RECORD_KEY, open_body};
use super::put;
use crate::sql::{count, many, number, row};
use crate::{Result, Tx};
use model::{Member, Purpose, RecordId};

/// A record was the answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    pub at_us: i64,
    /// The label of who asked.
    pub actor: String,
    pub object: (RecordId, u64),
    pub owner: Member,
    pub purpose: Purpose,
    pub reference: Option<String>,
    /// What the act says of the question.
    pub body: serde_json::Value,
}

row! {
    struct Row {
        seq: i64,
        at_us: i64,
        actor: String,
        object: String,
        object_version: i64,
        purpose: String,
        reference: Option<String>,
        owner: String,
        body: Vec<u8>,
        salt: Vec<u8>,
    }
}

/// Those among the acts behind `after`, up to `upto`, in their order. An answer of a record that was withdrawn since cannot
/// be read any more.
pub async fn answered(tx: &mut Tx, (after, upto): (u64, u64)) -> Result<Vec<Answered>> {
    put::flush(tx).await?;
    let sql = "select j.seq, j.at_us, j.actor, j.object, j.object_version, j.purpose, j.reference, r.owner,
        j.body, r.salt from journal j join record r on r.id = j.object
        where j.seq > $1 and j.seq <= $2 and j.kind in ('consulted', 'consulted-there') and j.purpose is not null
        and j.key_name = 'record' and j.body is not null and r.salt is not null order by j.seq";
    let rows: Vec<Row> = many!(tx, sql, number(after)?, number(upto)?)?;
    let mut all = Vec::new();
    for row in rows {
        let plain = open_body(&tx.house, RECORD_KEY, &row.salt, count(row.seq)?, &row.body)?;
        let Some(body) = serde_json::from_slice::<Body<serde_json::Value>>(&plain)?.act else { continue };
        all.push(Answered {
            at_us: row.at_us,
            actor: row.actor,
            object: (row.object.parse()?, count(row.object_version)?),
            owner: row.owner.parse()?,
            purpose: row.purpose.parse()?,
            reference: row.reference,
            body,
        });
    }
    Ok(all)
}
