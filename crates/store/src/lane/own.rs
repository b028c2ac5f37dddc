//! The keys of our own, each for some time: those that others seal to and those that sign. Gone for ever when their time is over.
use super::LaneKey;
use crate::secret::{self, of_key};
use crate::sql::{count, many, row, run};
use crate::{Error, Result, Tx};

/// A key of ours, with its secret where that still is.
#[derive(Debug, Clone)]
pub struct OwnKey {
    /// As envelopes name it.
    pub kid: [u8; 8],
    /// None when it was destroyed.
    pub secret: Option<LaneKey>,
    pub from_us: i64,
    pub to_us: i64,
}

/// What a key of ours is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Seal,
    Sign,
}

impl Use {
    /// Such keys belong to no lane: this stands for whose they are.
    fn whose(self) -> &'static str {
        match self {
            Use::Seal => "sealing",
            Use::Sign => "signing",
        }
    }

    fn sql(self, seals: &'static str, signs: &'static str) -> &'static str {
        match self {
            Use::Seal => seals,
            Use::Sign => signs,
        }
    }
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

/// All of them, the oldest first.
pub async fn own_keys(tx: &mut Tx, all: Use) -> Result<Vec<OwnKey>> {
    let sql = all.sql(
        "select kid, secret_sealed, secret_salt, from_us, to_us from sealing_key order by from_us, kid",
        "select kid, secret_sealed, secret_salt, from_us, to_us from signing_key order by from_us, kid",
    );
    let rows: Vec<Row> = many!(tx, sql)?;
    let read = |row: Row| {
        let kid: [u8; 8] =
            row.kid.try_into().map_err(|_| Error::Damaged("the name of a key is not 8 bytes".to_owned()))?;
        let kept = row.secret_sealed.zip(row.secret_salt).map(|(sealed, salt)| secret::Kept { sealed, salt });
        let secret =
            kept.map(|kept| secret::open(&tx.house, all.whose(), (&of_key(kid), 0), kept)).transpose()?;
        Ok(OwnKey { kid, secret, from_us: row.from_us, to_us: row.to_us })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps a new one.
pub async fn add_own_key(
    tx: &mut Tx,
    new: Use,
    (kid, secret): ([u8; 8], &LaneKey),
    (from_us, to_us): (i64, i64),
) -> Result<()> {
    let kept = secret::seal(&tx.house, new.whose(), (&of_key(kid), 0), secret)?;
    let sql = new.sql(
        "insert into sealing_key (kid, secret_sealed, secret_salt, from_us, to_us) values ($1, $2, $3, $4, $5)",
        "insert into signing_key (kid, secret_sealed, secret_salt, from_us, to_us) values ($1, $2, $3, $4, $5)",
    );
    run!(tx, sql, kid.as_slice(), kept.sealed, kept.salt, from_us, to_us)?;
    Ok(())
}

/// Destroys the secrets of those whose time was over before this moment. Gives how many.
pub async fn drop_own_keys(tx: &mut Tx, old: Use, before_us: i64) -> Result<u64> {
    let sql = old.sql(
        "update sealing_key set secret_sealed = null, secret_salt = null where to_us < $1 and secret_salt is not null",
        "update signing_key set secret_sealed = null, secret_salt = null where to_us < $1 and secret_salt is not null",
    );
    let gone = run!(tx, sql, before_us)?;
    tx.pen.destroyed |= gone > 0;
    count(i64::try_from(gone).unwrap_or(i64::MAX))
}
