//! Who is at the other end of a connection: the member whose node says, in its manifest, that the connection's key is its.
use super::post::now_ms;
use crate::Desk;
use model::Member;
use wire::manifest::Freshness;

/// The active member whose node has this TLS key; `spki` is the SHA-256 of its SubjectPublicKeyInfo. Asked at every
/// request and not once a connection, so that whoever is suspended is shut out at once.
pub fn caller(desk: &Desk, spki: &wire::Hash) -> Option<Member> {
    let (roster, now) = (desk.roster(), now_ms(desk));
    let known = roster.all().find(|known| {
        known.is_active()
            && known.member != desk.me
            && known.told.as_ref().is_some_and(|told| {
                told.0.tls.iter().any(|own| own.0 == *spki) && told.0.freshness(now) != Freshness::Lapsed
            })
    });
    known.map(|known| known.member.clone())
}
