//! The key that signs what goes to others: each for three months, and the next is stated a week before it signs.
use super::post::{Signing, ms, now_ms};
use super::roster;
use crate::{Desk, Result, chance};
use std::collections::HashMap;
use std::sync::Arc;
use store::Tx;
use store::lane::Use;
use wire::keys::{KeyId, NodeKey, NodePublic};
use wire::manifest::{Manifest, SIGNING_LIFE_MS, Term};
use zeroize::Zeroizing;

/// Those of which the secrets are here.
struct Held {
    keys: HashMap<KeyId, Arc<NodeKey>>,
    /// Of those that take turns.
    terms: Vec<Term<NodePublic>>,
}

impl Held {
    async fn of(tx: &mut Tx, first: &Arc<NodeKey>) -> Result<Held> {
        let kept = store::lane::own_keys(tx, Use::Sign).await?;
        let (mut keys, mut terms) = (HashMap::from([(first.public().id(), Arc::clone(first))]), vec![]);
        for kept in kept {
            let Some(secret) = kept.secret else { continue };
            let key = Arc::new(NodeKey::generate(&secret));
            terms.push(Term { key: key.public(), from_ms: ms(kept.from_us), to_ms: ms(kept.to_us) });
            keys.insert(key.public().id(), key);
        }
        Ok(Held { keys, terms })
    }

    fn has(&self, key: KeyId) -> bool {
        self.keys.contains_key(&key)
    }
}

/// Takes up the key that signs now, as this node's last manifest states it. The store is open to several processes: another may
/// have made it.
pub(crate) async fn take_up(desk: &Desk) -> Result<()> {
    let Some(post) = &desk.post else { return Ok(()) };
    let mut tx = desk.store.glance().await?;
    let mine = store::peer::get(&mut tx, &desk.me).await?.and_then(|mine| mine.manifest);
    let Some(last) = roster::said(desk, mine.as_deref()) else { return Ok(()) };
    let held = Held::of(&mut tx, &post.first).await?;
    let running = last.sign_with(now_ms(desk), |key| held.has(key));
    let running = running.and_then(|term| Some((held.keys.get(&term.key.id())?, term.from_ms..term.to_ms)));
    // Where none runs nothing is signed before the next is stated.
    let (key, term) = running.unwrap_or((&post.first, 0..0));
    post.sign_with(Signing { key: Arc::clone(key), term });
    Ok(())
}

/// The terms that the next manifest states, with a key that is made where one is due. Gives whether one of them is new.
pub(super) async fn terms(
    desk: &Desk,
    tx: &mut Tx,
    (first, last): (&Arc<NodeKey>, Option<&Manifest>),
) -> Result<(Vec<Term<NodePublic>>, bool)> {
    let now = now_ms(desk);
    store::lane::drop_own_keys(tx, Use::Sign, us(now)).await?;
    let Some(last) = last else {
        let term = Term { key: first.public(), from_ms: 0, to_ms: now.saturating_add(SIGNING_LIFE_MS) };
        return Ok((vec![term], true));
    };
    let held = Held::of(tx, first).await?;
    let mut next = Manifest { signing: last.still_signing(now), ..last.clone() };
    // Whoever was set back has said of one what others did not take up, and may have signed with it.
    let is_stated = |term: &&Term<NodePublic>| last.signing.iter().any(|stated| stated.key == term.key);
    next.signing.extend(held.terms.iter().filter(|term| !is_stated(term)).cloned());
    if next.needs_signer(now, |key| held.has(key)) {
        let secret = Zeroizing::new(chance::draw::<32>(&*desk.chance)?);
        let key = NodeKey::generate(&secret).public();
        let (from_ms, to_ms) = next.next_term(now, |key| held.has(key));
        store::lane::add_own_key(tx, Use::Sign, (key.id().0, &secret), (us(from_ms), us(to_ms))).await?;
        next.signing.push(Term { key, from_ms, to_ms });
    }
    let is_new = next.signing.iter().any(|term| last.signing.iter().all(|stated| stated.key != term.key));
    Ok((next.signing, is_new))
}

fn us(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX).saturating_mul(1_000)
}
