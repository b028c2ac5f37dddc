//! Whose turn it is to sign the journal, and whose it was.
//!
//! The first key lies beside the store. Those behind it lie in the store, so that all processes of a node sign with the same one:
//! whoever writes has the lock on the head, and the head says whose turn it is.
use super::SELDOM;
use crate::house::House;
use crate::secret::{self, Kept, Secret, of_key};
use crate::sql::{Text, count, many, maybe};
use crate::{Error, Result, Tx};
use std::sync::Arc;
use wire::act::Entry;
use wire::handover::{HANDED_OVER, Handover, LogKeys};
use wire::keys::{KeyId, NodeKey, NodePublic};

/// Tells the keys of the journal from others of ours.
const WHOSE: &str = "journal";

/// The key that the head names, with its secret.
pub(super) async fn signer(tx: &mut Tx, named: Option<Vec<u8>>) -> Result<Arc<NodeKey>> {
    let Some(kid) = named else { return Ok(Arc::clone(&tx.house.keys.first)) };
    let kid: [u8; 8] =
        kid.try_into().map_err(|_| Error::Damaged("the name of the journal's key is not 8 bytes".into()))?;
    if let Some(key) = tx.house.signed_last(KeyId(kid)) {
        return Ok(key);
    }
    let sql = "select secret_sealed, secret_salt from log_key where kid = $1 and secret_salt is not null";
    let kept: Option<(Vec<u8>, Vec<u8>)> = maybe!(tx, sql, kid.as_slice())?;
    let (sealed, salt) =
        kept.ok_or_else(|| Error::Damaged("the journal's key is not in the store".into()))?;
    let secret = secret::open(&tx.house, WHOSE, (&of_key(kid), 0), Kept { sealed, salt })?;
    let key = Arc::new(NodeKey::generate(&secret));
    if key.id().0 != kid {
        return Err(Error::Damaged("the journal's key in the store is another".into()));
    }
    tx.house.signs(&key);
    Ok(key)
}

/// The secret of a key of the journal, as it is kept.
pub(super) fn seal(house: &House, key: KeyId, secret: &Secret) -> Result<Kept> {
    secret::seal(house, WHOSE, (&of_key(key.0), 0), secret)
}

/// The key that signs now, by what this transaction sees.
async fn current(tx: &mut Tx) -> Result<Arc<NodeKey>> {
    let head: Option<(Option<Vec<u8>>,)> = maybe!(tx, "select signer from journal_head where one = 1")?;
    let (named,) = head.ok_or_else(|| Error::Damaged("the head of the journal is missing".into()))?;
    signer(tx, named).await
}

/// Since when the key signs whose turn it is, in microseconds since 1970; none where nothing was signed yet.
pub async fn since(tx: &mut Tx) -> Result<Option<i64>> {
    let sql = "select from_us from log_key order by seq desc limit 1";
    let later: Option<(i64,)> = maybe!(tx, sql)?;
    if let Some((from_us,)) = later {
        return Ok(Some(from_us));
    }
    let first: Option<(i64,)> = maybe!(tx, "select at_us from journal where seq = 1")?;
    Ok(first.map(|(at_us,)| at_us))
}

/// What was stated each time that the journal was handed over, by the number of its act, in their order.
async fn stated(tx: &mut Tx) -> Result<Vec<(u64, Option<Vec<u8>>)>> {
    let sql =
        Text::of("select j.seq, j.entry from journal j where j.kind = $1").and(SELDOM).and(" order by j.seq");
    let rows: Vec<(i64, Vec<u8>)> = many!(tx, sql, HANDED_OVER)?;
    let read = |(seq, entry): (i64, Vec<u8>)| {
        Ok((count(seq)?, Entry::decode(&entry).ok().and_then(|entry| entry.handover)))
    };
    rows.into_iter().map(read).collect()
}

/// The statements by which the journal came from its first key to the one that signs now.
pub(crate) async fn handovers(tx: &mut Tx) -> Result<Vec<Vec<u8>>> {
    Ok(stated(tx).await?.into_iter().filter_map(|(_, stated)| stated).collect())
}

/// The keys of the journal in their turns, from the first, which is known. Where a handing over does not hold, those up to it, with
/// the number of its act: there the proof of the journal ends.
pub(super) async fn turns(tx: &mut Tx) -> Result<(LogKeys, Option<u64>)> {
    let mut keys = LogKeys::new(&tx.house.keys.origin, tx.house.keys.first.public());
    for (seq, stated) in stated(tx).await? {
        let is_its_own = |stated: &Vec<u8>| Handover::verify(stated).is_ok_and(|over| over.seq == seq);
        let holds = stated.filter(is_its_own).is_some_and(|stated| keys.hand_over(&stated).is_ok());
        if !holds {
            return Ok((keys, Some(seq)));
        }
    }
    Ok((keys, None))
}

/// With what acts that are taken out are sealed: the key that signs, and under which name.
#[derive(Debug, Clone)]
pub struct Signer {
    key: Arc<NodeKey>,
    origin: String,
}

impl Signer {
    /// The key whose turn it is.
    pub async fn of(tx: &mut Tx) -> Result<Signer> {
        let key = current(tx).await?;
        Ok(Signer { key, origin: tx.house.keys.origin.clone() })
    }

    /// The half that may be given away.
    pub fn public(&self) -> NodePublic {
        self.key.public()
    }

    /// Seals a package of acts, of whose bytes this is the digest.
    pub fn seal_package(&self, digest: &wire::Hash) -> Result<String> {
        Ok(wire::package::seal(&self.origin, &self.key, digest)?)
    }
}
