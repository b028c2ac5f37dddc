//! The keys that others seal to: ours, each for some time, and gone for ever when its time is long over.
use super::{LaneKey, key};
use crate::sql::{count, many, row, run};
use crate::{Error, Result, Tx};

/// A key that others seal to, with its secret where that still is.
#[derive(Debug, Clone)]
pub struct SealingSecret {
    /// As envelopes name it.
    pub kid: [u8; 8],
    /// None when it was destroyed.
    pub secret: Option<LaneKey>,
    pub from_us: i64,
    pub to_us: i64,
}

row! {
    struct Row {
        kid: Vec<u8>,
        secret_sealed: Option<Vec<u8>>,
        secret_salt: Option<Vec<u8>>,
        from_us: i64,
        to_us: i64,
    }
}

/// Keys to seal to belong to no lane.
const SEALING: &str = "sealing";

/// A key has the place of a lane in what its secret is bound to.
fn place(kid: [u8; 8]) -> [u8; 16] {
    let mut place = [0; 16];
    place[..8].copy_from_slice(&kid);
    place
}

/// All of them, the oldest first.
pub async fn sealing(tx: &mut Tx) -> Result<Vec<SealingSecret>> {
    let sql = "select kid, secret_sealed, secret_salt, from_us, to_us from sealing_key order by from_us, kid";
    let rows: Vec<Row> = many!(tx, sql)?;
    let read = |row: Row| {
        let kid: [u8; 8] =
            row.kid.try_into().map_err(|_| Error::Damaged("the name of a key is not 8 bytes".to_owned()))?;
        let kept = row.secret_sealed.zip(row.secret_salt).map(|(sealed, salt)| key::Kept { sealed, salt });
        let secret = kept.map(|kept| key::open(&tx.house, SEALING, (&place(kid), 0), kept)).transpose()?;
        Ok(SealingSecret { kid, secret, from_us: row.from_us, to_us: row.to_us })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a new one.
pub async fn add_sealing(
    tx: &mut Tx,
    kid: [u8; 8],
    secret: &LaneKey,
    (from_us, to_us): (i64, i64),
) -> Result<()> {
    let kept = key::seal(&tx.house, SEALING, (&place(kid), 0), secret)?;
    let sql = "insert into sealing_key (kid, secret_sealed, secret_salt, from_us, to_us) values ($1, $2, $3, $4, $5)";
    run!(tx, sql, kid.as_slice(), kept.sealed, kept.salt, from_us, to_us)?;
    Ok(())
}

/// Destroys the secrets of those whose time was over before this moment. Gives how many.
pub async fn drop_sealing(tx: &mut Tx, before_us: i64) -> Result<u64> {
    let sql = "update sealing_key set secret_sealed = null, secret_salt = null where to_us < $1 and secret_salt is not null";
    let gone = run!(tx, sql, before_us)?;
    tx.pen.destroyed |= gone > 0;
    count(i64::try_from(gone).unwrap_or(i64::MAX))
}
