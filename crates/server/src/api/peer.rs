//! `/api/v1/peers`: the network's members, how it stands with each, and the papers by which a node joins.
use super::Told;
use super::shape::rfc3339;
use super::watch::NumberShape;
use crate::app::Shared;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::sent::{Sent, Weighing};
use axum::extract::State;
use base64ct::{Base64, Encoding};
use desk::peer::{Freshness, Hello, Line, Peers};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeersShape {
    /// None where this node is in no network.
    pub network: Option<NetworkShape>,
    /// The fingerprint of this node's identity.
    pub identity: Option<String>,
    /// All members, this one among them, in the order of their codes.
    pub peers: Vec<PeerShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NetworkShape {
    pub name: String,
    /// As it is read aloud to whoever joins.
    pub fingerprint: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PeerShape {
    pub member: String,
    pub name: String,
    /// `bureau`, `hub`, `institution`, `service`, `partner`.
    pub class: String,
    /// `active`, `suspended`, `removed`.
    pub standing: String,
    /// Of its node's identity.
    pub fingerprint: String,
    pub endpoints: Vec<String>,
    /// At which its people are reached, as its node says.
    pub numbers: Vec<NumberShape>,
    /// Of what its node says of itself: `fresh`, `stale`, `lapsed`; none where it was never heard of.
    pub freshness: Option<&'static str>,
    /// When it answered last.
    pub reached: Option<String>,
    /// Why it is not reached.
    pub fault: Option<FaultShape>,
    /// Envelopes that wait for it.
    pub waiting: u64,
    /// In the mailboxes of which hubs they wait.
    pub mailboxes: Vec<MailboxShape>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailboxShape {
    pub hub: String,
    pub since: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FaultShape {
    pub why: String,
    pub since: String,
}

impl PeerShape {
    fn of(line: Line) -> PeerShape {
        PeerShape {
            member: line.member.to_string(),
            name: line.name,
            class: line.class.to_string(),
            standing: line.standing.to_string(),
            fingerprint: line.fingerprint,
            endpoints: line.endpoints,
            numbers: line.numbers.into_iter().map(NumberShape::of).collect(),
            freshness: line.freshness.map(|freshness| match freshness {
                Freshness::Fresh => "fresh",
                Freshness::Stale => "stale",
                Freshness::Lapsed => "lapsed",
            }),
            reached: line.reached_us.map(rfc3339),
            fault: line.fault.map(|(why, since)| FaultShape { why, since: rfc3339(since) }),
            waiting: line.waiting,
            mailboxes: line
                .mailboxes
                .into_iter()
                .map(|(hub, since)| MailboxShape { hub: hub.to_string(), since: rfc3339(since) })
                .collect(),
        }
    }
}

impl PeersShape {
    fn of(peers: Peers) -> PeersShape {
        PeersShape {
            network: peers.network.map(|(name, fingerprint)| NetworkShape { name, fingerprint }),
            identity: peers.identity,
            peers: peers.lines.into_iter().map(PeerShape::of).collect(),
        }
    }
}

/// The papers of a network. All of them prove themselves, once the fingerprint of the network was compared aloud.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PapersShape {
    /// Entries of the charter in their order, each in base64.
    pub charter: Vec<String>,
    /// What nodes say of themselves, each in base64.
    #[serde(default)]
    pub manifests: Vec<String>,
}

impl PapersShape {
    fn of(hello: &Hello) -> PapersShape {
        let all = |papers: &[Vec<u8>]| papers.iter().map(|paper| Base64::encode_string(paper)).collect();
        PapersShape { charter: all(&hello.charter), manifests: all(&hello.manifests) }
    }

    fn read(&self) -> Result<Hello, Problem> {
        let all = |field: &'static str, papers: &[String]| -> Result<Vec<Vec<u8>>, Problem> {
            let one = |paper: &String| {
                Base64::decode_vec(paper).map_err(|_| Problem::at(field, "a paper is not in base64"))
            };
            papers.iter().map(one).collect()
        };
        Ok(Hello {
            charter: all("papers.charter", &self.charter)?,
            manifests: all("papers.manifests", &self.manifests)?,
            epochs: vec![],
        })
    }
}

/// What a node joins with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JoinSent {
    /// The fingerprint of the network, as somebody read it aloud.
    #[schema(example = "18755 70775 18281 37560 08173 76863 61461 90237")]
    pub network: String,
    pub papers: PapersShape,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Joined {
    /// Entries of the charter that were not here before.
    pub entries: u64,
    /// Whether anything was new of other members.
    pub news: bool,
}

pub(crate) async fn list(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<PeersShape>, Problem> {
    Ok(Told::ok(PeersShape::of(desk::peer::list(&app.desk, &caller.actor, &reason).await?)))
}

/// Takes up the papers of a network, and says of this node what others must know.
pub(crate) async fn join(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
    Sent(sent): Sent<JoinSent>,
) -> Result<Told<Joined>, Problem> {
    let (desk, papers) = (&app.desk, sent.papers.read()?);
    let entries = desk::peer::join(desk, &caller.actor, &reason, &sent.network, &papers.charter).await?;
    let news = desk::peer::told(desk, &papers).await?;
    desk::peer::renew(desk, &app.settings.about).await?;
    Ok(Told::ok(Joined { entries: u64::try_from(entries).unwrap_or(u64::MAX), news }))
}

/// The papers as far as this node knows them, for one that is to join.
pub(crate) async fn papers(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<PapersShape>, Problem> {
    // Whoever may read the members may hand on what they say of themselves.
    desk::peer::list(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(PapersShape::of(&desk::peer::hello(&app.desk).await?)))
}

/// A copy of a record or a notice of this member that another holds, of which this node, restored from a backup, knows nothing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OvertakenShape {
    pub record: String,
    /// Who holds it.
    pub member: String,
    /// In which version.
    pub version: u64,
    /// It is a notice, as far as that is known here.
    pub notice: bool,
    /// It is here as well, in whatever version.
    pub here: bool,
    /// It had been taken back there.
    pub gone: bool,
    pub told: String,
}

/// Such copies, at most 500 of them.
pub(crate) async fn overtaken(
    State(app): State<Shared>,
    caller: Caller,
    Weighing(reason): Weighing,
) -> Result<Told<Vec<OvertakenShape>>, Problem> {
    let shape = |it: desk::peer::Copied| OvertakenShape {
        record: it.copy.id.to_string(),
        member: it.copy.member.to_string(),
        version: it.copy.version,
        notice: it.is_notice,
        here: it.is_here,
        gone: it.copy.gone,
        told: rfc3339(it.copy.told_us),
    };
    let open = desk::peer::overtaken(&app.desk, &caller.actor, &reason).await?;
    Ok(Told::ok(open.into_iter().map(shape).collect()))
}
