//! Questions between members, as acts have them: asked, answered and heard, each with what its body says.
use super::body::{Body, open_body};
use super::put;
use crate::sql::{count, many, number, row};
use crate::{Result, Tx};
use model::ActKind;

/// One act about a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Questioned {
    pub seq: u64,
    pub kind: ActKind,
    pub body: serde_json::Value,
}

row! {
    struct Row {
        seq: i64,
        kind: String,
        key_name: String,
        body: Vec<u8>,
        salt: Vec<u8>,
    }
}

/// Those among the acts behind `after`, up to `upto`, in their order.
pub async fn questions(tx: &mut Tx, (after, upto): (u64, u64)) -> Result<Vec<Questioned>> {
    put::flush(tx).await?;
    let sql = "select j.seq, j.kind, j.key_name, j.body, d.salt from journal j
        join day_key d on j.key_name = 'day:' || cast(d.day as text)
        where j.seq > $1 and j.seq <= $2 and j.kind in ('asked', 'heard', 'answered') and j.body is not null
        order by j.seq";
    let rows: Vec<Row> = many!(tx, sql, number(after)?, number(upto)?)?;
    let mut all = Vec::new();
    for row in rows {
        let seq = count(row.seq)?;
        let plain = open_body(&tx.house, &row.key_name, &row.salt, seq, &row.body)?;
        let body = serde_json::from_slice::<Body<serde_json::Value>>(&plain)?.act;
        all.extend(
            body.map(|body| (row.kind.parse(), body))
                .map(|(kind, body)| kind.map(|kind| Questioned { seq, kind, body })),
        );
    }
    all.into_iter().collect::<std::result::Result<_, _>>().map_err(Into::into)
}
