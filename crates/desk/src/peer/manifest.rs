//! What this node says of itself: its keys and where it is reached. Renewed each day, and when something of it changes.
use super::post::{ms, now_ms};
use super::{roster, signing};
use crate::{Desk, Result, Ring, chance};
use store::lane::{OwnKey, Use};
use wire::keys::{NodePublic, SealingKey};
use wire::manifest::{LIFE_MAX_MS, MANIFEST_VERSION, Manifest, Number, Revoked, Spki, Term};
use wire::node::Identity;
use zeroize::Zeroizing;

const DAY_MS: u64 = 24 * 3_600 * 1_000;
/// A sealing key is made each week.
const SEALING_EACH_MS: u64 = 7 * DAY_MS;
/// It is sealed to for two, so that a manifest that comes late still names a key that runs.
const SEALING_RUNS_MS: u64 = 14 * DAY_MS;
/// Its secret is destroyed so long after its time.
const SEALING_KEPT_MS: u64 = 30 * DAY_MS;
/// The version of the exchange protocol that this program speaks.
const PROTOCOL: u64 = 1;

/// What the doors know of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Where others reach this node: URLs, the best first.
    pub endpoints: Vec<String>,
    /// Hashes of the public keys of its TLS certificates.
    pub tls: Vec<[u8; 32]>,
}

/// Renews what this node says of itself, if it is time, or if it says something else by now. Gives whether it did. A node
/// in no network says nothing.
pub async fn renew(desk: &Desk, about: &About) -> Result<bool> {
    let Some(post) = &desk.post else { return Ok(false) };
    let (now, now_us) = (now_ms(desk), desk.clock.now_us());
    let numbers = numbers(desk).await?;
    let mut tx = desk.store.begin().await?;
    let Some(mine) = store::peer::get(&mut tx, &desk.me).await? else { return Ok(false) };
    let last = roster::said(desk, mine.manifest.as_deref());
    let begun = store::epoch::current(&mut tx, &post.node().0).await?;
    let before = i64::try_from(now.saturating_sub(SEALING_KEPT_MS)).unwrap_or(0).saturating_mul(1_000);
    store::lane::drop_own_keys(&mut tx, Use::Seal, before).await?;
    let mut keys = store::lane::own_keys(&mut tx, Use::Seal).await?;
    let newest = keys.last().map_or(0, |key| ms(key.from_us));
    let due = now.saturating_sub(newest) >= SEALING_EACH_MS;
    if due {
        let secret = Zeroizing::new(chance::draw::<32>(&*desk.chance)?);
        let key = SealingKey::from_bytes(&secret);
        let until = now_us.saturating_add(i64::try_from(SEALING_RUNS_MS * 1_000).unwrap_or(i64::MAX));
        store::lane::add_own_key(&mut tx, Use::Seal, (key.id().0, &secret), (now_us, until)).await?;
        keys = store::lane::own_keys(&mut tx, Use::Seal).await?;
    }
    let log = store::journal::Signer::of(&mut tx).await?.public();
    let fresh = last
        .as_ref()
        .is_some_and(|last| now.saturating_sub(last.issued_ms) < DAY_MS && says(last, about, &numbers, log));
    // Keys that we stated and lost, being set back: nobody is to seal to them any more.
    let lost = lost(last.as_ref(), &keys, now);
    let (signing, signs_anew) = signing::terms(desk, &mut tx, (&post.first, last.as_ref())).await?;
    if !due && !signs_anew && fresh && lost.is_empty() {
        drop(tx);
        signing::take_up(desk).await?;
        return Ok(false);
    }
    let least = begun.map_or(1, |begun| begun.epoch);
    let issued = last.as_ref().map_or(now, |last| last.issued_ms.max(now));
    let mut next = Manifest {
        version: MANIFEST_VERSION,
        identity: Identity::new(post.identity.public()),
        number: last.as_ref().map_or(1, |last| last.number + 1).max(mine.manifest_version + 1).max(least),
        issued_ms: issued,
        expires_ms: issued + LIFE_MAX_MS,
        signing,
        sealing: sealing(&keys, now),
        tls: about.tls.iter().copied().map(Spki).collect(),
        endpoints: about.endpoints.clone(),
        software: concat!("liaison ", env!("CARGO_PKG_VERSION")).to_owned(),
        protocols: vec![PROTOCOL],
        revoked: last.map_or_else(Vec::new, |last| last.revoked).into_iter().chain(lost).collect(),
        numbers,
        log: Some(log),
    };
    next.revoked = next.still_revoked(now);
    let bytes = next.sign(&post.identity)?;
    if !store::peer::tell(&mut tx, &desk.me, (&desk.me, next.number), &bytes, now_us).await? {
        // Another process of this node has said something meanwhile: the keys that were made here are nobody's.
        drop(tx);
        signing::take_up(desk).await?;
        return Ok(false);
    }
    tx.commit().await?;
    roster::refresh(desk).await?;
    signing::take_up(desk).await?;
    desk.bell.ring(Ring::Journal);
    desk.bell.ring(Ring::Peers);
    Ok(true)
}

/// What we said of ourselves before this store was set back, as others hold it, though we have said something since that they do not
/// take up: it leaves out keys that were stated in between, and which this store has lost. Those that are sealed to are revoked,
/// those that signed are stated again, and what was revoked then stays so. Gives whether there was anything to state.
pub(super) async fn follow_on(desk: &Desk, before: &Manifest) -> Result<bool> {
    let Some(post) = &desk.post else { return Ok(false) };
    let (now, now_us) = (now_ms(desk), desk.clock.now_us());
    let mut tx = desk.store.begin().await?;
    let mine = store::peer::get(&mut tx, &desk.me).await?.and_then(|mine| mine.manifest);
    let Some(last) = roster::said(desk, mine.as_deref()) else { return Ok(false) };
    let keys = store::lane::own_keys(&mut tx, Use::Seal).await?;
    let mut revoked = last.revoked.clone();
    let lost = lost(Some(before), &keys, now);
    for key in before.still_revoked(now).iter().chain(&lost) {
        if revoked.iter().all(|known| known.key != key.key) {
            revoked.push(*key);
        }
    }
    // Keys that signed in between prove what they signed still.
    let mut signing = last.signing.clone();
    let is_stated = |key: &NodePublic| last.signing.iter().any(|term| term.key == *key);
    signing.extend(before.signing.iter().filter(|term| !is_stated(&term.key)).cloned());
    // Nobody takes up what has the number of what they hold.
    let is_passed = before.number == last.number && *before != last;
    let is_whole = revoked.len() == last.revoked.len() && signing.len() == last.signing.len();
    if is_whole && !is_passed {
        return Ok(false);
    }
    let issued_ms = last.issued_ms.max(before.issued_ms).max(now);
    let (number, expires_ms) = (last.number + 1, issued_ms + LIFE_MAX_MS);
    let next = Manifest { number, issued_ms, expires_ms, signing, revoked, ..last };
    let bytes = next.sign(&post.identity)?;
    let told = store::peer::tell(&mut tx, &desk.me, (&desk.me, number), &bytes, now_us).await?;
    tx.commit().await?;
    Ok(told)
}

/// Sealing keys that the last manifest names and this store does not know.
fn lost(last: Option<&Manifest>, keys: &[OwnKey], now: u64) -> Vec<Revoked> {
    let last = last.into_iter();
    let stated = last.flat_map(|last| last.sealing.iter().map(|term| (term, &last.revoked)));
    let is_lost = |(term, revoked): &(&Term<wire::keys::SealingPublic>, &Vec<Revoked>)| {
        let kid = term.key.id();
        term.to_ms > now
            && keys.iter().all(|key| key.kid != kid.0)
            && revoked.iter().all(|revoked| revoked.key != kid)
    };
    stated.filter(is_lost).map(|(term, _)| Revoked { key: term.key.id(), since_ms: now }).collect()
}

/// At which numbers our people are reached; none where nobody has said.
async fn numbers(desk: &Desk) -> Result<Option<Vec<Number>>> {
    let own = store::watch::watch(&mut desk.store.read().await?).await?.numbers;
    let told = |it: store::watch::Number| Number { what: it.what, number: it.number };
    Ok(Some(own.into_iter().map(told).collect::<Vec<_>>()).filter(|all| !all.is_empty()))
}

fn says(last: &Manifest, about: &About, numbers: &Option<Vec<Number>>, log: NodePublic) -> bool {
    let tls: Vec<[u8; 32]> = last.tls.iter().map(|spki| spki.0).collect();
    last.endpoints == about.endpoints && tls == about.tls && last.numbers == *numbers && last.log == Some(log)
}

fn sealing(keys: &[OwnKey], now: u64) -> Vec<Term<wire::keys::SealingPublic>> {
    let runs = keys.iter().filter(|key| ms(key.to_us) > now);
    let term = |key: &OwnKey| {
        let secret = key.secret.as_ref()?;
        let key_ms = (ms(key.from_us), ms(key.to_us));
        Some(Term {
            key: SealingKey::from_bytes(secret).public().clone(),
            from_ms: key_ms.0,
            to_ms: key_ms.1,
        })
    };
    runs.filter_map(term).collect()
}
