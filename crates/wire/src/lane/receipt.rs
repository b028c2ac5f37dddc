//! The receipt: what a node has of a lane on its disk, signed. Only on a final one does the sender let go.
use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use super::{Head, LaneId};
use crate::keys::{Context, NodeKey};
use crate::manifest::Roll;
use crate::node::NodeId;
use crate::statement::Statement;
use crate::{Hash, Rejection, cbor};

/// Longest receipt.
const RECEIPT_BYTES_MAX: usize = 256 << 10;
/// Most verdicts in one receipt.
const VERDICTS_MAX: usize = 1024;
/// Longest explanation of a verdict.
const DETAIL_BYTES_MAX: usize = 512;

/// What a receipt says became of the envelopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptKind {
    /// A mailbox keeps them for somebody else.
    Custody,
    /// The one they are for has them, verified and on disk with their acts.
    Final,
    /// Copies that were to go are gone, with their index entries and all that was derived; or why not, by verdict.
    Deleted,
}

impl<C> Encode<C> for ReceiptKind {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        let number = match self {
            Self::Custody => 0,
            Self::Final => 1,
            Self::Deleted => 2,
        };
        e.u8(number)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for ReceiptKind {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        match d.u8()? {
            0 => Ok(Self::Custody),
            1 => Ok(Self::Final),
            2 => Ok(Self::Deleted),
            _ => Err(Unread::message("no kind of receipt").at(at)),
        }
    }
}

/// What became of one envelope where that is not what the kind says.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Verdict {
    /// Its number.
    #[n(0)]
    pub seq: u64,
    /// A code of [`Rejection::code`], or `KEPT` where a copy must stay by law.
    #[n(1)]
    pub code: String,
    /// Details for people: the reason, the law.
    #[n(2)]
    pub detail: String,
}

/// "I have your lane up to here." It covers everything up to its number that no earlier receipt of its kind covered.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Receipt {
    /// Who says so.
    #[n(1)]
    pub receiver: NodeId,
    /// Whose lane.
    #[n(2)]
    pub owner: NodeId,
    /// Which.
    #[n(3)]
    pub lane: LaneId,
    /// In which epoch.
    #[n(4)]
    pub epoch: u64,
    /// Up to this number, without a gap.
    #[n(5)]
    pub upto_seq: u64,
    /// The hash of the header with that number.
    #[cbor(n(6), with = "minicbor::bytes")]
    pub head_hash: Hash,
    /// What became of them.
    #[n(7)]
    pub kind: ReceiptKind,
    /// The exceptions, in ascending order of numbers.
    #[n(8)]
    pub verdicts: Vec<Verdict>,
    /// When it was on disk, in milliseconds since 1970.
    #[n(9)]
    pub at_ms: u64,
    /// The number of the act in the receiver's journal, to be reconciled.
    #[n(10)]
    pub act: u64,
}

impl Receipt {
    /// The receipt, signed by the receiver. To be sent only when what it says is on disk.
    pub fn sign(&self, key: &NodeKey) -> Vec<u8> {
        Statement::sign(Context::Receipt, cbor::encode(self), &[key]).to_bytes()
    }

    /// Reads a receipt of which nothing is proven: who it says that signed it.
    pub fn inspect(bytes: &[u8]) -> Result<Self, Rejection> {
        cbor::decode(&Statement::read(bytes, RECEIPT_BYTES_MAX)?.body, RECEIPT_BYTES_MAX)
    }

    /// Reads a receipt signed by a key that its receiver had at that time.
    pub fn verify(bytes: &[u8], receiver: &Roll) -> Result<Self, Rejection> {
        let statement = Statement::read(bytes, RECEIPT_BYTES_MAX)?;
        let receipt: Self = cbor::decode(&statement.body, RECEIPT_BYTES_MAX)?;
        if receipt.receiver != receiver.node() {
            return Err(Rejection::Owner);
        }
        let key = receiver.signer(&statement.signatures[0].key, receipt.at_ms)?;
        statement.prove(Context::Receipt, key)?;
        receipt.examine()?;
        Ok(receipt)
    }

    /// The head that it vouches for.
    pub fn head(&self) -> Head {
        Head { epoch: self.epoch, seq: self.upto_seq, hash: self.head_hash }
    }

    /// Whether the owner may let go of what it covers. `sent` is the hash of the owner's own header with that number, in
    /// that epoch and lane. Where there is another header, or none, somebody has got what this owner does not know that
    /// it sent: it was set back to an old state, or its numbers were used twice. Then nothing is let go.
    pub fn settles(&self, sent: Option<Hash>) -> Result<(), Rejection> {
        match (self.kind, sent) {
            (ReceiptKind::Custody, _) => Err(Rejection::Rule("a mailbox keeps it for somebody else")),
            (_, Some(sent)) if sent == self.head_hash => Ok(()),
            (_, Some(held)) => Err(Rejection::Fork { held }),
            (_, None) => {
                Err(Rejection::Rule("a receipt for what was not sent: ask everybody for our own heads"))
            }
        }
    }

    /// What became of one envelope: none where it is as the kind says.
    pub fn verdict(&self, seq: u64) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.seq == seq)
    }

    fn examine(&self) -> Result<(), Rejection> {
        if self.verdicts.len() > VERDICTS_MAX {
            return Err(Rejection::TooBig { limit: VERDICTS_MAX });
        }
        if self.verdicts.iter().any(|verdict| verdict.detail.len() > DETAIL_BYTES_MAX) {
            return Err(Rejection::TooBig { limit: DETAIL_BYTES_MAX });
        }
        let ordered = self.verdicts.is_sorted_by(|a, b| a.seq < b.seq);
        let within = self.verdicts.last().is_none_or(|last| last.seq <= self.upto_seq);
        if ordered && within {
            Ok(())
        } else {
            Err(Rejection::Rule("verdicts in order, up to the number named"))
        }
    }
}
