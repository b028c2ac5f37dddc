//! `liaison charter`: who is a member of a network, kept in a file by those who hold its governance keys. It needs no node.
mod paper;

use super::Outcome;
use anyhow::{Context, Result, bail, ensure};
pub use paper::{Bundle, Paper};
use paper::{Signed, keys, now_ms, publics};
use std::fs;
use std::path::{Path, PathBuf};
use wire::charter::{Change, CharterEntry, MemberClass, Quorum, Standing, sign};
use wire::keys::NodeKey;
use wire::node::Identity;

/// Keep the charter of a network: who is a member, signed by its governance keys
///
/// Each change goes into FILE when enough keys have signed it; until then it waits in FILE.pending for
/// `liaison charter sign`. Members take it up with `liaison peer join`, and tell each other.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Make a governance key, and its public half beside it
    ///
    /// Example: liaison charter key governance-1.pem
    Key {
        /// Whoever has this file signs for the network: keep it offline.
        file: PathBuf,
    },
    /// Found a network
    ///
    /// Example: liaison charter new network.charter --name "Gulf of Guinea" --key governance-1.pem --public governance-2.pub.pem --public governance-3.pub.pem --least 2
    New {
        file: PathBuf,
        #[arg(long)]
        name: String,
        #[command(flatten)]
        signing: Signing,
        /// Public halves of further governance keys.
        #[arg(long = "public", value_name = "FILE")]
        publics: Vec<PathBuf>,
        /// How many governance keys must sign a change.
        #[arg(long, default_value_t = 1)]
        least: u64,
        /// Public halves of the keys that may suspend; the governance keys where none is named.
        #[arg(long = "emergency", value_name = "FILE")]
        emergency: Vec<PathBuf>,
        /// How many of them must sign a suspension.
        #[arg(long, default_value_t = 1)]
        emergency_least: u64,
    },
    /// Admit a member, whose fingerprint was read aloud
    ///
    /// Example: liaison charter admit network.charter togo.identity --fingerprint "04127 99310 ..." --key governance-1.pem
    Admit {
        file: PathBuf,
        /// As `liaison peer identity` wrote it.
        identity: PathBuf,
        /// As the member's own people read it to you; not as the file says it.
        #[arg(long)]
        fingerprint: String,
        /// bureau, hub, institution, service, partner.
        #[arg(long, default_value = "bureau")]
        class: String,
        #[command(flatten)]
        signing: Signing,
    },
    /// Suspend a member: nothing more is taken from it or sealed to it
    ///
    /// Example: liaison charter suspend network.charter TG --why "its node was broken into" --key governance-1.pem
    Suspend {
        file: PathBuf,
        /// Code of the member.
        member: String,
        #[arg(long)]
        why: String,
        #[command(flatten)]
        signing: Signing,
    },
    /// Confirm a suspension by emergency keys, which lapses after 72 hours else
    Confirm {
        file: PathBuf,
        /// Code of the member.
        member: String,
        #[command(flatten)]
        signing: Signing,
    },
    /// End a suspension
    Lift {
        file: PathBuf,
        /// Code of the member.
        member: String,
        #[command(flatten)]
        signing: Signing,
    },
    /// Remove a member for good
    Remove {
        file: PathBuf,
        /// Code of the member.
        member: String,
        #[arg(long)]
        why: String,
        #[command(flatten)]
        signing: Signing,
    },
    /// Say what a member may do beside what all members may; what is not named is taken away
    ///
    /// Example: liaison charter rights network.charter FR compliance --key governance-1.pem
    Rights {
        file: PathBuf,
        /// Code of the member.
        member: String,
        /// compliance: its reviewers decide on other members' notices, as those of hubs do.
        rights: Vec<String>,
        #[command(flatten)]
        signing: Signing,
    },
    /// Sign the change that waits in FILE.pending
    Sign {
        file: PathBuf,
        #[command(flatten)]
        signing: Signing,
    },
    /// Show the network's fingerprint, its members, and what waits to be signed
    Show {
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
}

/// With which keys.
#[derive(clap::Args)]
pub struct Signing {
    /// A governance or emergency key; may be named several times.
    #[arg(long = "key", value_name = "FILE", required = true)]
    keys: Vec<PathBuf>,
    #[arg(long)]
    json: bool,
}

pub fn run(it: Command) -> Result<Outcome> {
    match it {
        Command::Key { file } => key(&file),
        Command::New { file, name, signing, publics: others, least, emergency, emergency_least } => {
            ensure!(!file.exists(), "{} is there already", file.display());
            let own = keys(&signing.keys)?;
            let mut all: Vec<_> = own.iter().map(NodeKey::public).collect();
            all.extend(publics(&others)?);
            let urgent = if emergency.is_empty() { all.clone() } else { publics(&emergency)? };
            let quorums = (Quorum::new(all, least), Quorum::new(urgent, emergency_least));
            let genesis = CharterEntry::genesis(&name, quorums.0, quorums.1, now_ms()?);
            let signed = sign(&genesis, &own.iter().collect::<Vec<_>>());
            told(paper::keep(&file, None, signed)?, &file, signing.json)
        }
        Command::Admit { file, identity, fingerprint, class, signing } => {
            let bundle = Bundle::read(&identity)?;
            let identity = Identity::from_bundle(&bundle.identity()?)?;
            ensure!(
                paper::same_words(&identity.id().fingerprint(), &fingerprint),
                "the fingerprint that was read to you is not that of {}: do not admit it",
                bundle.member
            );
            let class: MemberClass = class.parse()?;
            let (code, name) = (bundle.member, bundle.name);
            propose(&file, &signing, |_| Ok(Change::Admit { code, name, class, identity, rights: vec![] }))
        }
        Command::Suspend { file, member, why, signing } => {
            propose(&file, &signing, |paper| Ok(Change::Suspend { node: paper.node(&member)?, why }))
        }
        Command::Confirm { file, member, signing } => {
            propose(&file, &signing, |paper| Ok(Change::Confirm { node: paper.node(&member)? }))
        }
        Command::Lift { file, member, signing } => {
            propose(&file, &signing, |paper| Ok(Change::Lift { node: paper.node(&member)? }))
        }
        Command::Remove { file, member, why, signing } => {
            propose(&file, &signing, |paper| Ok(Change::Remove { node: paper.node(&member)?, why }))
        }
        Command::Rights { file, member, rights, signing } => give(&file, &signing, &member, rights),
        Command::Sign { file, signing } => {
            let paper = if file.exists() { Some(Paper::read(&file)?) } else { None };
            let mut waits = fs::read(paper::pending(&file))
                .with_context(|| format!("nothing waits to be signed beside {}", file.display()))?;
            for key in keys(&signing.keys)? {
                waits = wire::charter::cosign(&waits, &key)?;
            }
            told(paper::keep(&file, paper, waits)?, &file, signing.json)
        }
        Command::Show { file, json } => show(&file, json),
    }
}

fn key(file: &Path) -> Result<Outcome> {
    let public = file.with_extension("pub.pem");
    let mut random = [0; 32];
    desk::Chance::fill(&desk::chance::Machine, &mut random)?;
    let key = NodeKey::generate(&random);
    crate::node::secret(file, &key.to_pem()?).with_context(|| format!("cannot make {}", file.display()))?;
    fs::write(&public, key.public().to_pem()?)?;
    say!("{}\n{}", file.display(), public.display());
    Ok(Outcome::Yes)
}

/// Rights that mean something.
const RIGHTS: [&str; 1] = ["compliance"];

fn give(file: &Path, signing: &Signing, member: &str, mut rights: Vec<String>) -> Result<Outcome> {
    if let Some(unknown) = rights.iter().find(|right| !RIGHTS.contains(&right.as_str())) {
        bail!("there is no right {unknown:?}; there is: {}", RIGHTS.join(", "));
    }
    rights.sort();
    rights.dedup();
    propose(file, signing, |paper| {
        let node = paper.node(member)?;
        let name = paper.charter.member(&node).map(|listed| listed.name.clone());
        let name = name.with_context(|| format!("{member} is no member"))?;
        Ok(Change::Amend { node, name, rights })
    })
}

/// Drafts a change, signs it, and keeps it.
fn propose(file: &Path, signing: &Signing, change: impl FnOnce(&Paper) -> Result<Change>) -> Result<Outcome> {
    let waits = paper::pending(file);
    ensure!(!waits.exists(), "a change waits in {}: sign it, or take the file away", waits.display());
    let paper = Paper::read(file)?;
    let own = keys(&signing.keys)?;
    let listed = [paper.charter.governance(), paper.charter.emergency()];
    for key in &own {
        if !listed.iter().any(|quorum| quorum.keys.contains(&key.public())) {
            bail!("one of the keys is neither a governance nor an emergency key of this network");
        }
    }
    let entry = paper.charter.draft(change(&paper)?, now_ms()?.max(paper.latest_ms()));
    let signed = sign(&entry, &own.iter().collect::<Vec<_>>());
    told(paper::keep(file, Some(paper), signed)?, file, signing.json)
}

fn told(signed: Signed, file: &Path, json: bool) -> Result<Outcome> {
    let waits = matches!(signed, Signed::Waits);
    if json {
        super::print_json(&serde_json::json!({ "file": file, "waits_for_signatures": waits }));
    } else if waits {
        say!(
            "More keys must sign it: it waits in {}. Next: liaison charter sign {} --key ...",
            paper::pending(file).display(),
            file.display()
        );
    } else {
        say!(
            "{} holds it. Members take it up with: liaison peer join DIR {}",
            file.display(),
            file.display()
        );
    }
    Ok(Outcome::Yes)
}

fn show(file: &Path, json: bool) -> Result<Outcome> {
    let Paper { charter, .. } = Paper::read(file)?;
    let now = now_ms()?;
    let standing = |listed: &wire::charter::Listed| match charter.standing(&listed.node(), now) {
        Standing::Suspended { .. } => "suspended",
        _ => "active",
    };
    if json {
        let members: Vec<_> = charter
            .members()
            .map(|listed| {
                serde_json::json!({
                    "member": listed.code, "name": listed.name, "class": listed.class.as_str(),
                    "standing": standing(listed), "rights": listed.rights, "fingerprint": listed.node().fingerprint(),
                })
            })
            .collect();
        super::print_json(&serde_json::json!({
            "network": charter.name(), "fingerprint": charter.fingerprint(), "members": members,
            "pending": paper::pending(file).exists(),
        }));
        return Ok(Outcome::Yes);
    }
    say!("{}\nfingerprint, to be read aloud to whoever joins:  {}\n", charter.name(), charter.fingerprint());
    for listed in charter.members() {
        let rights = listed.rights.join(" ");
        say!("{:<8} {:<10} {:<11} {} {rights}", listed.code, standing(listed), listed.class, listed.name);
        say!("         {}", listed.node().fingerprint());
    }
    if paper::pending(file).exists() {
        say!("\nA change waits for signatures: liaison charter sign {} --key ...", file.display());
    }
    Ok(Outcome::Yes)
}
