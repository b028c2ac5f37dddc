//! What two nodes tell each other when they meet: the charter as far as each has it, and every manifest that they know.
//! Everything in it proves itself, so it does not matter who brings it.
use super::post::now_ms;
use super::{charter, roster};
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
}

/// What this node says.
pub async fn hello(desk: &Desk) -> Result<Hello> {
    let mut tx = desk.store.read().await?;
    let charter = store::peer::charter(&mut tx).await?;
    let peers = store::peer::all(&mut tx).await?;
    Ok(Hello { charter, manifests: peers.into_iter().filter_map(|peer| peer.manifest).collect() })
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
        desk.bell.ring(Ring::Journal);
        desk.bell.ring(Ring::Peers);
    }
    Ok(news)
}

async fn take_manifest(desk: &Desk, bytes: &[u8]) -> Result<bool> {
    let now = now_ms(desk);
    let manifest = Manifest::verify(bytes, now)?;
    let roster = desk.roster();
    let known = roster.by_node(&manifest.node()).ok_or(Rejection::Owner)?;
    if known.member == desk.me {
        return Ok(false);
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
