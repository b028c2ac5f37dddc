//! Light receivers: nodes of members that prove what comes and sign that they have it, and keep nothing.
use anyhow::{Context, Result};
use desk::outbox::Address;
use desk::{Clock, Desk, peer};
use exchange::{Errand, Fault, Introduction, Pushed, Road, State};
use model::Member;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};
use wire::Hash;
use wire::envelope::{SUITE, inspect};
use wire::keys::{NodeKey, SealingKey};
use wire::lane::{Heads, LaneHead, LaneId, Receipt, ReceiptKind};
use wire::manifest::{LIFE_MAX_MS, MANIFEST_VERSION, Manifest, Roll, Term};
use wire::node::{Identity, NodeId};

/// So many of them, the first, may review notices.
const REVIEWERS: usize = 2;

/// A member's node, as far as its peers can tell.
pub(super) struct Light {
    pub(super) code: String,
    pub(super) rights: Vec<String>,
    identity: NodeKey,
    signer: NodeKey,
    sealing: SealingKey,
}

fn chance() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    desk::Chance::fill(&desk::chance::Machine, &mut bytes)?;
    Ok(bytes)
}

fn now_ms() -> u64 {
    u64::try_from(desk::clock::Machine.now_us() / 1_000).unwrap_or(0)
}

impl Light {
    /// Of which member the one of this number is.
    pub(super) fn code(number: usize) -> String {
        format!("X-L{number:03}")
    }

    pub(super) fn new(number: usize) -> Result<Light> {
        Ok(Light {
            code: Light::code(number),
            rights: if number < REVIEWERS { vec!["compliance".to_owned()] } else { vec![] },
            identity: NodeKey::generate(&chance()?),
            signer: NodeKey::generate(&chance()?),
            sealing: SealingKey::from_bytes(&chance()?),
        })
    }

    pub(super) fn identity(&self) -> Identity {
        Identity::new(self.identity.public())
    }

    /// What it says of itself.
    pub(super) fn manifest(&self) -> Result<Vec<u8>> {
        let (now, until) = (now_ms(), now_ms() + LIFE_MAX_MS);
        let manifest = Manifest {
            version: MANIFEST_VERSION,
            identity: self.identity(),
            number: 1,
            issued_ms: now,
            expires_ms: until,
            signing: vec![Term { key: self.signer.public(), from_ms: now, to_ms: until }],
            sealing: vec![Term { key: self.sealing.public().clone(), from_ms: now, to_ms: until }],
            tls: vec![],
            endpoints: vec![format!("https://{}.example", self.code)],
            software: "bench".to_owned(),
            protocols: vec![1],
            numbers: None,
            log: None,
            revoked: vec![],
        };
        Ok(manifest.sign(&self.identity)?)
    }
}

/// The road to all of them, through memory.
pub(super) struct Receivers {
    lights: HashMap<Member, Light>,
    sender: (NodeId, Roll),
    /// How far each of them has each lane.
    have: Mutex<BTreeMap<(Member, LaneId), LaneHead>>,
    network: Hash,
}

impl Receivers {
    pub(super) async fn of(desk: &Desk, lights: Vec<Light>) -> Result<Receivers> {
        let hello = peer::hello(desk).await?;
        let network = Introduction::of(&hello).digest();
        let known: Vec<NodeId> = lights.iter().map(|light| light.identity().id()).collect();
        let manifests = hello.manifests.iter().map(|bytes| Manifest::verify(bytes, now_ms()));
        let manifests = manifests.collect::<Result<Vec<_>, _>>()?;
        let own = manifests.iter().find(|manifest| !known.contains(&manifest.node()));
        let own = own.context("the sender has said nothing of itself")?;
        let by_code = |light: Light| Ok((light.code.parse()?, light));
        Ok(Receivers {
            lights: lights.into_iter().map(by_code).collect::<Result<_>>()?,
            sender: (own.node(), Roll::new(own)),
            have: Mutex::default(),
            network,
        })
    }

    /// Proves each, and takes what comes next.
    fn take(&self, light: &Light, member: &Member, envelopes: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Fault> {
        let mut have = self.have.lock().unwrap_or_else(PoisonError::into_inner);
        let mut reached = vec![];
        for bytes in envelopes {
            let letter = inspect(bytes).and_then(|letter| letter.prove(&self.sender.1, SUITE));
            let letter = letter.map_err(|_| Fault::Garbage)?;
            let place = letter.header().frame.place;
            let (owner, lane, epoch) = (self.sender.0, place.lane, place.epoch);
            let before = LaneHead { owner, lane, epoch, seq: place.seq - 1, hash: place.prev };
            let head = have.entry((member.clone(), lane)).or_insert(before);
            if (head.seq, head.hash) == (before.seq, before.hash) {
                *head = LaneHead { owner, lane, epoch, seq: place.seq, hash: letter.hash() };
            }
            if !reached.contains(&(place.lane, place.epoch)) {
                reached.push((place.lane, place.epoch));
            }
        }
        let receipt = |(lane, epoch): (LaneId, u64)| {
            let LaneHead { seq: upto_seq, hash: head_hash, .. } =
                have.get(&(member.clone(), lane)).copied()?;
            let receipt = Receipt {
                receiver: light.identity().id(),
                owner: self.sender.0,
                lane,
                epoch,
                upto_seq,
                head_hash,
                kind: ReceiptKind::Final,
                verdicts: vec![],
                at_ms: now_ms(),
                act: 1,
            };
            Some(receipt.sign(&light.signer))
        };
        Ok(reached.into_iter().filter_map(receipt).collect())
    }
}

impl Road for Receivers {
    async fn push(&self, to: &Address, envelopes: Vec<Vec<u8>>) -> Result<Pushed, Fault> {
        let light = self.lights.get(&to.member).ok_or(Fault::Garbage)?;
        Ok(Pushed::receipted(self.take(light, &to.member, &envelopes)?))
    }

    async fn hello(&self, _: &Address, told: &Introduction) -> Result<Introduction, Fault> {
        Ok(told.clone())
    }

    async fn state(&self, to: &Address, _: Option<Hash>) -> Result<Option<State>, Fault> {
        let have = self.have.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = have.iter().filter(|((member, _), _)| *member == to.member);
        let (heads, held) = (Heads::default(), theirs.map(|(_, head)| *head).collect());
        Ok(Some(State { heads, network: self.network, held, mail: false, receipts: false, files: None }))
    }

    async fn fetch(&self, _: &Address, _: LaneId, _: u64) -> Result<Vec<Vec<u8>>, Fault> {
        Ok(vec![])
    }

    async fn query(&self, _: &Address, _: Vec<u8>) -> Result<Vec<u8>, Fault> {
        Err(Fault::Garbage)
    }

    async fn chunks(&self, _: &Address, _: &wire::Hash, _: u64, _: u64) -> Result<Vec<Vec<u8>>, Fault> {
        Err(Fault::Garbage)
    }

    async fn mail(&self, _: &Address, _: Errand, _: Vec<Vec<u8>>) -> Result<Vec<Vec<u8>>, Fault> {
        Ok(vec![])
    }

    async fn receipt(&self, _: &Address, _: Vec<Vec<u8>>) -> Result<(), Fault> {
        Ok(())
    }
}
