//! The head of the journal: the number and hash of the last act, the edge of the tree, and whose turn it is to sign.
use super::turn;
use crate::sql::{count, number, one, run};
use crate::{Error, Result, Tx};
use std::sync::Arc;
use wire::act::NO_PREV;
use wire::keys::NodeKey;
use wire::note::Checkpoint;
use wire::tree::Frontier;

/// The head as the writer of the moment holds it.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) seq: u64,
    pub(crate) hash: wire::Hash,
    pub(crate) frontier: Frontier,
    /// The key that signs what comes next.
    pub(crate) key: Arc<NodeKey>,
}

/// The first and only time that a journal begins: with the table itself. A head row that is missing later is damage.
pub(crate) async fn begin(tx: &mut Tx) -> Result<()> {
    let frontier = Frontier::default();
    let note = checkpoint(tx, &frontier, &tx.house.keys.first)?;
    let sql = "insert into journal_head (one, seq, hash, frontier, checkpoint) values (1, 0, $1, $2, $3)";
    run!(tx, sql, NO_PREV.to_vec(), frontier.to_bytes(), note)?;
    run!(tx, "insert into tended (one, size) values (1, 0)")?;
    Ok(())
}

type HeadRow = (i64, Vec<u8>, Vec<u8>, Option<Vec<u8>>);

impl Head {
    /// Takes the lock on the head until the transaction ends.
    pub(crate) async fn lock(tx: &mut Tx) -> Result<Head> {
        let sql = "update journal_head set seq = seq where one = 1 returning seq, hash, frontier, signer";
        let (seq, hash, frontier, named): HeadRow = one!(tx, sql)?;
        let hash =
            hash.try_into().map_err(|_| Error::Damaged("the head's hash is not 32 bytes".to_owned()))?;
        let key = turn::signer(tx, named).await?;
        let head = Head { seq: count(seq)?, hash, frontier: Frontier::from_bytes(&frontier)?, key };
        if head.frontier.size() == head.seq {
            Ok(head)
        } else {
            Err(Error::Damaged("the head's number and its tree do not agree".to_owned()))
        }
    }

    /// Writes the head back, with a checkpoint signed over it.
    pub(crate) async fn put(&self, tx: &mut Tx) -> Result<()> {
        let note = checkpoint(tx, &self.frontier, &self.key)?;
        let sql = "update journal_head set seq = $1, hash = $2, frontier = $3, checkpoint = $4 where one = 1";
        run!(tx, sql, number(self.seq)?, self.hash.to_vec(), self.frontier.to_bytes(), note)?;
        Ok(())
    }
}

fn checkpoint(tx: &Tx, frontier: &Frontier, key: &NodeKey) -> Result<String> {
    let keys = &tx.house.keys;
    let point = Checkpoint { origin: keys.origin.clone(), size: frontier.size(), root: frontier.root() };
    point.sign(key).map_err(|e| Error::Unfit(format!("the node's origin cannot sign checkpoints ({e})")))
}
