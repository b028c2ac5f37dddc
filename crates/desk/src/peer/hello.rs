//! What two nodes tell each other when they meet: the charter as far as each has it, and every manifest that they know.
//! Everything in it proves itself, so it does not matter who brings it.
use super::post::now_ms;
use super::{charter, epoch, manifest, roster, signing};
use crate::{Desk, Error, Result, Ring};
use wire::Rejection;
use wire::manifest::{Manifest, Roll};

/// All that a node knows of the network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hello {
    /// The entries of the charter, in their order.
    pub charter: Vec<Vec<u8>>,
    /// Manifests of nodes, its own among them.
    pub manifests: Vec<Vec<u8>>,
    /// The newest epoch of each node that has begun any.
    pub epochs: Vec<Vec<u8>>,
}

/// What this node says.
pub async fn hello(desk: &Desk) -> Result<Hello> {
    let mut tx = desk.store.read().await?;
    let charter = store::peer::charter(&mut tx).await?;
    let peers = store::peer::all(&mut tx).await?;
    let epochs = store::epoch::newest(&mut tx).await?;
    // Of a node whose member has another by now nobody can prove anything.
    let stands = |epoch: &store::epoch::Epoch| peers.iter().any(|peer| peer.node == epoch.node);
    let epochs = epochs.into_iter().filter(stands).map(|epoch| epoch.statement).collect();
    Ok(Hello { charter, manifests: peers.into_iter().filter_map(|peer| peer.manifest).collect(), epochs })
}

/// Takes up what another node says, as far as it is newer and proven. Gives whether there was anything new.
pub async fn told(desk: &Desk, hello: &Hello) -> Result<bool> {
    let mut news = charter::take_up(desk, &hello.charter).await? > 0;
    for manifest in &hello.manifests {
        match take_manifest(desk, manifest).await {
            Ok(new) => news |= new,
            Err(Error::Wire(refusal)) => tracing::warn!(%refusal, "a manifest is not taken up"),
            Err(fault) => return Err(fault),
        }
    }
    if news {
        roster::refresh(desk).await?;
    }
    // By the keys that the manifests have told.
    for statement in &hello.epochs {
        match epoch::take(desk, statement).await {
            Ok(new) => news |= new,
            Err(Error::Wire(refusal)) => tracing::warn!(%refusal, "an epoch is not taken up"),
            Err(fault) => return Err(fault),
        }
    }
    if news {
        desk.bell.ring(Ring::Journal);
        desk.bell.ring(Ring::Peers);
    }
    Ok(news)
}

/// What we said of ourselves, as others have it. Where it is newer than what is here, this store was set back: what we say next
/// follows from it, and so do our lanes.
async fn own(desk: &Desk, manifest: &Manifest, bytes: &[u8]) -> Result<bool> {
    let mut tx = desk.store.begin().await?;
    let at_us = desk.clock.now_us();
    if !store::peer::tell(&mut tx, &desk.me, (&desk.me, manifest.number), bytes, at_us).await? {
        drop(tx);
        return manifest::follow_on(desk, manifest).await;
    }
    let begun = store::epoch::current(&mut tx, &manifest.node().0).await?.map_or(0, |begun| begun.epoch);
    if manifest.issued_ms / 1_000 > begun {
        store::epoch::mark(&mut tx, "others had a newer manifest of this node than it").await?;
    }
    tx.commit().await?;
    // It may not state the key that signs here now: that waits until it is stated.
    signing::take_up(desk).await?;
    Ok(true)
}

async fn take_manifest(desk: &Desk, bytes: &[u8]) -> Result<bool> {
    let roster = desk.roster();
    // Each minute each peer brings all that it knows: what is here already is not proven anew.
    if roster.has_heard(bytes) {
        return Ok(false);
    }
    let manifest = Manifest::verify(bytes, now_ms(desk))?;
    let known = roster.by_node(&manifest.node()).ok_or(Rejection::Owner)?;
    if known.member == desk.me {
        return own(desk, &manifest, bytes).await;
    }
    if let Some((last, _)) = known.told.as_deref().map(|told: &(Manifest, Roll)| (&told.0, &told.1)) {
        if last.number >= manifest.number {
            return Ok(false);
        }
        last.allows(&manifest)?;
    }
    let mut tx = desk.store.begin().await?;
    let at_us = desk.clock.now_us();
    let new = store::peer::tell(&mut tx, &desk.me, (&known.member, manifest.number), bytes, at_us).await?;
    tx.commit().await?;
    Ok(new)
}
