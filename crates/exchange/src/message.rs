//! What two nodes say to each other beside envelopes and receipts, as deterministic CBOR.
use desk::peer::Hello;
use desk::{Desk, inbox, mailbox, outbox};
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use model::Member;
use sha2::{Digest, Sha256};
use wire::lane::Heads;
use wire::{Hash, Rejection, cbor};

/// Most envelopes in one push.
pub(crate) const ENVELOPES_MAX: usize = 256;
/// Longest push.
pub(crate) const PUSH_BYTES_MAX: usize = 8 << 20;
/// Longest introduction: room for the charter and manifests of some 800 members.
pub(crate) const INTRODUCTION_BYTES_MAX: usize = 4 << 20;
/// Longest state: 10,000 lanes of each side.
pub(crate) const STATE_BYTES_MAX: usize = (2 << 20) + 64;
/// Longest list of receipts, and longest answer to a push.
pub(crate) const RECEIPTS_BYTES_MAX: usize = 4 << 20;
/// Longest question, and longest answer: an envelope.
pub(crate) const QUERY_BYTES_MAX: usize = wire::envelope::ENVELOPE_BYTES_MAX;
/// Longest refusal.
pub(crate) const REFUSAL_BYTES_MAX: usize = 4 << 10;

/// Byte strings in their order: envelopes, or receipts.
#[derive(Debug, Clone, Encode, Decode)]
#[cbor(transparent)]
pub(crate) struct Strings(#[n(0)] Vec<ByteVec>);

impl Strings {
    pub(crate) fn of(strings: Vec<Vec<u8>>) -> Vec<u8> {
        cbor::encode(&Strings(strings.into_iter().map(ByteVec::from).collect()))
    }

    pub(crate) fn read(bytes: &[u8], limit: usize) -> Result<Vec<Vec<u8>>, Rejection> {
        let Strings(strings) = cbor::decode(bytes, limit)?;
        // One more than envelopes: a consignment or a place goes before them.
        if strings.len() > ENVELOPES_MAX + 1 {
            return Err(Rejection::TooBig { limit: ENVELOPES_MAX });
        }
        Ok(strings.into_iter().map(Vec::from).collect())
    }
}

/// One envelope that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Refused {
    /// Its place in the push.
    #[n(0)]
    pub at: u64,
    /// Why, for machines.
    #[n(1)]
    pub code: String,
    /// Why, for people.
    #[n(2)]
    pub detail: String,
}

/// What became of a push.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pushed {
    #[n(1)]
    receipts: Vec<ByteVec>,
    #[n(2)]
    pub refused: Vec<Refused>,
}

impl Pushed {
    pub(crate) fn of(came: desk::inbox::Came) -> Pushed {
        let refused = |(at, why): (usize, Rejection)| Refused {
            at: u64::try_from(at).unwrap_or(u64::MAX),
            code: why.code().to_owned(),
            detail: why.to_string(),
        };
        Pushed {
            receipts: came.receipts.into_iter().map(ByteVec::from).collect(),
            refused: came.refused.into_iter().map(refused).collect(),
        }
    }

    /// What says that everything was taken: by these receipts.
    pub fn receipted(receipts: Vec<Vec<u8>>) -> Pushed {
        Pushed { receipts: receipts.into_iter().map(ByteVec::from).collect(), refused: vec![] }
    }

    /// The receipts of the lanes of which something is on disk there.
    pub fn receipts(&self) -> Vec<Vec<u8>> {
        self.receipts.iter().map(|receipt| receipt.to_vec()).collect()
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Pushed, Rejection> {
        cbor::decode(bytes, RECEIPTS_BYTES_MAX)
    }
}

/// The charter and the manifests that one knows, as two nodes tell each other and as a file brings them to a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Introduction {
    #[n(1)]
    charter: Vec<ByteVec>,
    #[n(2)]
    manifests: Vec<ByteVec>,
    /// Left out where no node has begun an epoch.
    #[n(3)]
    epochs: Option<Vec<ByteVec>>,
}

impl Introduction {
    pub fn of(hello: &Hello) -> Introduction {
        let all = |strings: &[Vec<u8>]| strings.iter().cloned().map(ByteVec::from).collect::<Vec<ByteVec>>();
        let epochs = Some(all(&hello.epochs)).filter(|epochs| !epochs.is_empty());
        Introduction { charter: all(&hello.charter), manifests: all(&hello.manifests), epochs }
    }

    pub fn hello(self) -> Hello {
        let all = |strings: Vec<ByteVec>| strings.into_iter().map(Vec::from).collect();
        let epochs = all(self.epochs.unwrap_or_default());
        Hello { charter: all(self.charter), manifests: all(self.manifests), epochs }
    }

    pub fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    /// Nothing of what it holds is proven by being read.
    pub fn read(bytes: &[u8]) -> Result<Introduction, Rejection> {
        cbor::decode(bytes, INTRODUCTION_BYTES_MAX)
    }

    /// Two nodes that know the same have the same.
    pub fn digest(&self) -> Hash {
        let mut manifests: Vec<&[u8]> = self.manifests.iter().map(|bytes| bytes.as_slice()).collect();
        manifests.sort_unstable();
        let charter = self.charter.iter().map(|bytes| bytes.as_slice());
        let mut epochs: Vec<&[u8]> = self.epochs.iter().flatten().map(|bytes| bytes.as_slice()).collect();
        epochs.sort_unstable();
        let epochs = epochs.into_iter().flat_map(|epoch| [b"epoch".as_slice(), epoch]);
        let each = charter.chain([b"".as_slice()]).chain(manifests).chain(epochs);
        each.fold(Sha256::new(), |all, one| all.chain_update(Sha256::digest(one))).finalize().into()
    }
}

/// How it stands at a node between it and the one who asks, every minute: how far its lanes to the asker go, what it knows of
/// the network, and how far the asker's lanes are there.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct State {
    #[n(1)]
    pub heads: Heads,
    /// Digest of all that it would tell of the network.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub network: Hash,
    /// The asker's own lanes, as far as they are on this node's disk.
    #[n(3)]
    pub held: Heads,
    /// Whether something is in the mailbox for the asker.
    #[n(4)]
    pub mail: bool,
    /// Whether receipts for what the asker entrusted wait there.
    #[n(5)]
    pub receipts: bool,
    /// Said where something is to be done about files in the mailbox: to be brought by the asker, or to be let go.
    #[n(6)]
    pub files: Option<bool>,
}

/// Longest that is asked of a state: a sum, or nothing.
pub(crate) const SUM_BYTES_MAX: usize = 32;

impl State {
    /// How it stands at this desk between it and `member`. `network` is the digest of what is known here of the network.
    pub(crate) async fn of(desk: &Desk, member: &Member, network: Hash) -> desk::Result<State> {
        Ok(State {
            heads: outbox::heads(desk, member).await?,
            network,
            held: inbox::held(desk, member).await?,
            mail: !mailbox::next(desk, member, 0, (1, 1)).await?.is_empty(),
            receipts: !mailbox::receipts(desk, member, 1).await?.is_empty(),
            files: mailbox::files::any_waits(desk, member).await?.then_some(true),
        })
    }

    pub(crate) fn digest(&self) -> Hash {
        Sha256::digest(self.encode()).into()
    }

    /// What stands for both ends: the same at both where each stands as the other knows it.
    pub(crate) fn sum(asker: &Hash, asked: &Hash) -> Hash {
        Sha256::new()
            .chain_update(b"liaison/1/heads\0")
            .chain_update(asker)
            .chain_update(asked)
            .finalize()
            .into()
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        cbor::encode(self)
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<State, Rejection> {
        cbor::decode(bytes, STATE_BYTES_MAX)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;
    use wire::lane::LaneHead;

    fn introduction() -> Introduction {
        Introduction::of(&Hello {
            charter: vec![vec![1], vec![2, 2]],
            manifests: vec![vec![3], vec![4]],
            epochs: vec![],
        })
    }

    #[test]
    fn an_introduction_reads_back_what_it_writes() {
        assert_eq!(Introduction::read(&introduction().encode()).unwrap(), introduction());
    }

    #[test]
    fn the_order_of_manifests_says_nothing_and_that_of_the_charter_all() {
        let of = |charter: &[&[u8]], manifests: &[&[u8]]| {
            let all = |strings: &[&[u8]]| strings.iter().map(|s| s.to_vec()).collect();
            let hello = Hello { charter: all(charter), manifests: all(manifests), epochs: vec![] };
            Introduction::of(&hello).digest()
        };
        let whole = introduction().digest();
        assert_eq!(of(&[&[1], &[2, 2]], &[&[4], &[3]]), whole);
        assert_ne!(of(&[&[2, 2], &[1]], &[&[3], &[4]]), whole);
        assert_ne!(of(&[&[1], &[2, 2], &[3]], &[&[4]]), whole);
        let begun = Hello { epochs: vec![vec![5]], ..introduction().hello() };
        assert_ne!(Introduction::of(&begun).digest(), whole);
        let read = Introduction::read(&Introduction::of(&begun).encode()).unwrap().hello();
        assert_eq!(read, begun);
    }

    /// Every message of a node, with a byte changed at each place, cut at each and longer by one: what is read all the same is
    /// written as it came.
    #[test]
    fn what_is_damaged_is_refused_or_read_as_it_is_written() {
        let head = |number: u8| LaneHead {
            owner: wire::node::NodeId([number; 32]),
            lane: wire::lane::LaneId([number; 16]),
            epoch: 1,
            seq: u64::from(number),
            hash: [number; 32],
        };
        let heads: Heads = [head(1), head(2)].into_iter().collect();
        let (mail, receipts, files) = (true, false, Some(true));
        let state = State { heads: heads.clone(), network: [9; 32], held: heads, mail, receipts, files };
        let refused = Refused { at: 1, code: "E_GAP".into(), detail: "expects 4".into() };
        let pushed = Pushed { refused: vec![refused], ..Pushed::receipted(vec![vec![5; 40]]) };
        let refusal = crate::Refusal::stranger();
        let written = [state.encode(), pushed.encode(), introduction().encode(), cbor::encode(&refusal)];
        let again = |bytes: &[u8]| {
            let read = [
                State::read(bytes).map(|it| it.encode()),
                Pushed::read(bytes).map(|it| it.encode()),
                Introduction::read(bytes).map(|it| it.encode()),
                crate::Refusal::read(bytes).map(|it| cbor::encode(&it)),
                Strings::read(bytes, PUSH_BYTES_MAX).map(Strings::of),
            ];
            read.into_iter().flatten().all(|again| again == bytes)
        };
        assert_eq!(State::read(&written[0]).unwrap(), state);
        for bytes in &written {
            for at in 0..bytes.len() {
                assert!(again(&bytes[..at]));
                for byte in 0..=255 {
                    let mut changed = bytes.clone();
                    changed[at] = byte;
                    assert!(again(&changed), "{at} {byte}");
                    changed.insert(at, byte);
                    assert!(again(&changed), "{at} {byte}");
                }
            }
        }
    }

    #[test]
    fn a_push_of_too_many_or_of_another_form_is_not_read() {
        let many = Strings::of(vec![vec![]; ENVELOPES_MAX + 2]);
        assert_eq!(Strings::read(&many, PUSH_BYTES_MAX), Err(Rejection::TooBig { limit: ENVELOPES_MAX }));
        let one = Strings::of(vec![vec![7; 9]]);
        assert_eq!(Strings::read(&one, PUSH_BYTES_MAX).unwrap(), [vec![7; 9]]);
        assert_eq!(Strings::read(&one, 3), Err(Rejection::TooBig { limit: 3 }));
        // An array of indefinite length says the same and is another form.
        let loose = [&[0x9f], &one[1..], &[0xff]].concat();
        assert!(Strings::read(&loose, PUSH_BYTES_MAX).is_err());
    }
}
