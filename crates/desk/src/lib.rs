//! The verbs: one act, one file, one transaction. The only room that commits.
//!
//! Every act has the same frame: may they? → read through their sight → decide → write → journal → commit → ring.
//! Clock and chance are passed in. A refusal is journaled too.
pub mod ask;
pub mod attachment;
mod bell;
pub mod capsule;
pub mod chance;
pub mod check;
pub mod client;
pub mod clock;
pub mod duty;
mod error;
pub mod export;
pub mod figure;
pub mod follow;
mod frame;
pub mod hit;
pub mod import;
pub mod inbox;
pub mod kept;
mod long;
pub mod mailbox;
pub mod node;
pub mod notice;
pub mod offer;
pub mod officer;
mod once;
pub mod outbox;
pub mod oversight;
mod parcel;
pub mod peer;
pub mod people;
pub mod pulse;
pub mod recall;
pub mod reckon;
pub mod record;
pub mod rules;
mod secret;
pub mod session;
mod sights;
pub mod standing;
pub mod thread;
pub mod threshold;
mod tokens;
pub mod twin;
pub mod window;

pub use bell::{Bell, Heard, Later, Ring};
pub use chance::Chance;
pub use clock::Clock;
pub use error::{Error, Result};
pub use follow::Progress;
pub use wire::hex;

use matching::{Index, Thresholds};
use model::Member;
use policy::Rules;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};
use store::Store;

/// A member's desk: what every act works with. It has fields and no verbs.
pub struct Desk {
    /// The member whose node this is.
    pub me: Member,
    /// Name of the node in people's words: "NCB Lomé".
    pub name: String,
    pub(crate) store: Store,
    pub(crate) rules: RwLock<Arc<Rules>>,
    pub(crate) index: Index,
    /// Questions that stay open, found by the records that answer them.
    pub(crate) standing: standing::Followed,
    /// How far notices were held against what officers want to be told of.
    pub(crate) subscribed: notice::Followed,
    pub(crate) twins: twin::Followed,
    /// With what it speaks to other members; none where it is in no network.
    pub(crate) post: Option<peer::Post>,
    pub(crate) roster: RwLock<Arc<peer::Roster>>,
    pub(crate) outbox: outbox::Followed,
    pub(crate) hits: hit::Followed,
    pub(crate) unseen: hit::Queue,
    /// By which what was said in threads is found again.
    pub(crate) words: thread::Words,
    /// By which notices in force are found again.
    pub(crate) notice_words: notice::Words,
    /// How other members are asked; none where nobody has said.
    pub(crate) asking: OnceLock<ask::Asking>,
    pub(crate) heard: ask::Heard,
    /// Where files lie; none where nobody has said.
    pub(crate) files: attachment::Rooms,
    /// What the public may see of notices; nothing where nobody has said that this node serves it.
    pub(crate) extract: notice::extract::Kept,
    /// One run over the whole store at a time.
    pub(crate) seeking: tokio::sync::Mutex<()>,
    /// Tells this process from others on the same store.
    pub(crate) instance: String,
    pub(crate) thresholds: RwLock<Thresholds>,
    /// How answers score, until it is in the store.
    pub(crate) tally: threshold::tally::Tally,
    pub(crate) sights: sights::Sights,
    pub(crate) tokens: tokens::Tokens,
    /// Where the index lies between two runs, if it may lie anywhere.
    pub(crate) segment: Option<PathBuf>,
    pub(crate) followed: follow::Followed,
    pub(crate) bell: Bell,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Chance>,
    /// Makes the keyed digests under which the journal keeps what may not be kept in readable form.
    pub(crate) pseudonyms: wire::keys::StorageKey,
}

/// What a desk is made of.
pub struct Parts {
    pub me: Member,
    pub name: String,
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    /// The file in which the index is kept between two runs; without one every start reads the whole store.
    pub segment: Option<PathBuf>,
    pub pseudonyms: wire::keys::StorageKey,
    /// The secrets with which it speaks to other members.
    pub post: Option<peer::PostKeys>,
}

impl Desk {
    /// Sits down: reads the rules that are in force. The index is empty until [`follow::catch_up`] has run.
    pub async fn open(parts: Parts) -> Result<Desk> {
        let rules = rules::in_force(&parts.store, &parts.me).await?;
        let thresholds = threshold::in_force(&parts.store).await?;
        let instance = secret::fresh(&*parts.chance, "")?;
        let desk = Desk {
            me: parts.me,
            name: parts.name,
            store: parts.store,
            rules: RwLock::new(Arc::new(rules)),
            index: Index::default(),
            standing: standing::Followed::default(),
            subscribed: notice::Followed::default(),
            twins: twin::Followed::default(),
            post: parts.post.map(peer::Post::new),
            roster: RwLock::default(),
            outbox: outbox::Followed::default(),
            hits: hit::Followed::default(),
            unseen: hit::Queue::default(),
            words: thread::Words::default(),
            notice_words: notice::Words::default(),
            asking: OnceLock::new(),
            heard: ask::Heard::default(),
            files: attachment::Rooms::default(),
            extract: notice::extract::Kept::default(),
            seeking: tokio::sync::Mutex::default(),
            instance,
            thresholds: RwLock::new(thresholds),
            tally: threshold::tally::Tally::default(),
            sights: sights::Sights::default(),
            tokens: tokens::Tokens::default(),
            segment: parts.segment,
            followed: follow::Followed::default(),
            bell: Bell::new(parts.clock.now_us().unsigned_abs()),
            clock: parts.clock,
            chance: parts.chance,
            pseudonyms: parts.pseudonyms,
        };
        peer::refresh(&desk).await?;
        peer::take_up_signer(&desk).await?;
        Ok(desk)
    }

    /// Hears what changed, to read it again.
    pub fn bell(&self) -> &Bell {
        &self.bell
    }
}
