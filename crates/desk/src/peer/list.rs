//! Who the members are, and how it stands with each.
use super::post::now_ms;
use crate::{Desk, Result, frame};
use model::{ActKind, Actor, Member, MemberClass, MemberStanding, Reason};
use policy::action;
use wire::charter::Charter;
pub use wire::manifest::Freshness;

/// The network as this node knows it.
#[derive(Debug, Clone, Default)]
pub struct Peers {
    /// What the network calls itself, and its fingerprint; none where this node is in none.
    pub network: Option<(String, String)>,
    /// The fingerprint of this node's identity.
    pub identity: Option<String>,
    pub lines: Vec<Line>,
}

/// One member.
#[derive(Debug, Clone)]
pub struct Line {
    pub member: Member,
    pub name: String,
    pub class: MemberClass,
    pub standing: MemberStanding,
    /// The fingerprint of its node.
    pub fingerprint: String,
    pub endpoints: Vec<String>,
    /// At which its people are reached, as it says.
    pub numbers: Vec<store::watch::Number>,
    /// Whether what its node says of itself is to be relied on; none where it was never heard of.
    pub freshness: Option<Freshness>,
    pub reached_us: Option<i64>,
    /// Why it is not reached, and since when.
    pub fault: Option<(String, i64)>,
    /// Envelopes that wait for it.
    pub waiting: u64,
    /// In whose mailboxes something waits for it, and since when.
    pub mailboxes: Vec<(Member, i64)>,
}

/// The members, in the order of their codes.
pub async fn list(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Peers> {
    let _may = frame::may::<action::ReadPeers>(desk, by, reason).await?;
    let mut tx = desk.store.read().await?;
    let entries = store::peer::charter(&mut tx).await?;
    let rows = store::peer::all(&mut tx).await?;
    let (roster, now) = (desk.roster(), now_ms(desk));
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let behind = store::lane::behind(&mut tx, &row.member).await?;
        let known = roster.get(&row.member);
        let manifest = known.and_then(|known| known.told.as_ref()).map(|told| &told.0);
        lines.push(Line {
            fingerprint: wire::node::NodeId(row.node).fingerprint(),
            endpoints: manifest.map(|manifest| manifest.endpoints.clone()).unwrap_or_default(),
            freshness: manifest.map(|manifest| manifest.freshness(now)),
            numbers: known.map(super::roster::Known::numbers).unwrap_or_default(),
            standing: known.map_or(row.standing, |known| known.standing),
            mailboxes: store::custody::since(&mut tx, &row.member).await?,
            waiting: behind.iter().map(|lane| lane.seq - lane.upto).sum(),
            member: row.member,
            name: row.name,
            class: row.class,
            reached_us: row.reached_us,
            fault: row.fault,
        });
    }
    drop(tx);
    let body = serde_json::json!({ "peers": lines.len() });
    frame::note(desk, by, ActKind::Listed, reason, body).await?;
    let charter = Charter::fold(entries.iter().map(Vec::as_slice)).ok();
    let network = charter.map(|charter| (charter.name().to_owned(), charter.fingerprint()));
    let identity = desk.post.as_ref().map(|post| post.node().fingerprint());
    Ok(Peers { network, identity, lines })
}
