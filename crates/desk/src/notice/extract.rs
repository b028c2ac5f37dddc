//! What the public may see of notices: an extract of those whose owners gave leave, kept in memory, so that strangers never reach
//! the store. What is taken back is gone from it before the act that took it back is answered.
use super::protect::protects_subject;
use crate::{Desk, Result, Ring};
use formats::notice::{Collection, number};
use matching::all_begin;
use model::notice::{Content, Leave, NoticeKind, day_of, gate};
use model::{Audience, Member, RecordId};
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;
use store::notice::{Notice, Photograph, Protected};
use tokio::sync::broadcast::error::RecvError;

/// Whose notices this node shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Its own member's.
    Own,
    /// Those of all members, as a hub does.
    All,
}

model::codes!(Whose, "whose notices", { Own => "own", All => "all" });

/// A notice of which the public may see an extract.
#[derive(Debug, Clone, PartialEq)]
pub struct Public {
    pub id: RecordId,
    pub owner: Member,
    /// As the public service writes it, `YYYY/NNNNN`.
    pub number: String,
    pub content: Content,
    /// Only where leave was given for them.
    pub photographs: Vec<Photograph>,
    pub published_us: i64,
    /// From then on it is no more.
    until_us: i64,
    words: Words,
}

/// What can be looked for, in plain Latin letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Words {
    name: Vec<String>,
    forename: Vec<String>,
    /// All that the public reads of it in words; nothing else is looked through, or answers would tell of it.
    all: Vec<String>,
}

impl Words {
    fn of(content: &Content) -> Words {
        let words = |field: &str| content.first(field).map(matching::plain_words).unwrap_or_default();
        let read: &[&str] = match content.kind {
            NoticeKind::Red => &["name", "forename", "place_of_birth", "distinguishing_marks", "charge"],
            NoticeKind::Yellow => {
                &["name", "forename", "birth_name", "place_of_birth", "distinguishing_marks", "place"]
            }
            _ => &["name", "forename", "birth_name", "place_of_birth", "un_reference"],
        };
        Words {
            name: words("name"),
            forename: words("forename"),
            all: read.iter().flat_map(|field| words(field)).collect(),
        }
    }
}

/// Words that somebody looks for, read once for all that they are held against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    pub name: Vec<String>,
    pub forename: Vec<String>,
    pub free: Vec<String>,
}

impl Sought {
    pub fn words(text: &str) -> Vec<String> {
        matching::plain_words(text)
    }
}

impl Public {
    /// Whether each word that is sought begins a word there.
    pub fn says(&self, sought: &Sought) -> bool {
        all_begin(&sought.name, &self.words.name)
            && all_begin(&sought.forename, &self.words.forename)
            && all_begin(&sought.free, &self.words.all)
    }
}

/// The extract as it stands.
#[derive(Debug, Default)]
pub struct Extract {
    /// Each collection with the last published first.
    collections: BTreeMap<Collection, Vec<Arc<Public>>>,
    numbered: HashMap<String, Arc<Public>>,
    /// When the first of them is no more.
    ends_us: Option<i64>,
}

impl Extract {
    fn of(mut all: Vec<Arc<Public>>) -> Extract {
        all.sort_by_key(|public| (std::cmp::Reverse(public.published_us), public.id));
        let mut extract =
            Extract { ends_us: all.iter().map(|public| public.until_us).min(), ..Extract::default() };
        for public in all {
            let Some(collection) = Collection::of(public.content.kind) else { continue };
            extract.numbered.insert(public.number.clone(), Arc::clone(&public));
            extract.collections.entry(collection).or_default().push(public);
        }
        extract
    }

    /// Those of a collection, the last published first.
    pub fn of_collection(&self, collection: Collection) -> &[Arc<Public>] {
        self.collections.get(&collection).map(Vec::as_slice).unwrap_or_default()
    }

    /// All of them, collection by collection.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Public>> {
        self.collections.values().flatten()
    }

    /// The one that has this number.
    pub fn numbered(&self, number: &str) -> Option<&Arc<Public>> {
        self.numbered.get(number)
    }
}

/// A notice in the version that was read, and what the public may see of it.
type Read = (u64, Option<Arc<Public>>);

/// What was read of each notice in which version, whether the public may see it or not; and who was protected then.
#[derive(Default)]
struct All {
    known: HashMap<RecordId, Read>,
    protected: Vec<RecordId>,
}

#[derive(Default)]
pub(crate) struct Kept {
    whose: OnceLock<Whose>,
    shown: RwLock<Arc<Extract>>,
    read: tokio::sync::Mutex<All>,
    /// When it was last held against the store, by this desk's clock.
    held_us: AtomicI64,
}

/// Notices that are read at once when the extract is made.
const AT_ONCE: usize = 200;
/// Other processes on the same store ring no bell here: they are noticed so often.
const LOOK: Duration = Duration::from_secs(2);
/// Where the store cannot be read for so long, nobody knows any more what was taken back: nothing is shown until it can be.
const BLIND_US: i64 = 30_000_000;

/// From now on this desk keeps an extract. Said once, by whoever starts the node.
pub async fn serve(desk: &Desk, whose: Whose) -> Result<()> {
    if desk.extract.whose.set(whose).is_err() {
        tracing::warn!("it was said before whose notices the public may see");
    }
    renew(desk).await
}

/// What the public may see at this moment.
pub fn shown(desk: &Desk) -> Arc<Extract> {
    let now = desk.clock.now_us();
    if now.saturating_sub(desk.extract.held_us.load(Ordering::Acquire)) > BLIND_US {
        return Arc::default();
    }
    let shown = desk.extract.shown.read().unwrap_or_else(PoisonError::into_inner).clone();
    if shown.ends_us.is_none_or(|ends| ends > now) {
        return shown;
    }
    let left = Arc::new(Extract::of(shown.all().filter(|public| public.until_us > now).cloned().collect()));
    let mut current = desk.extract.shown.write().unwrap_or_else(PoisonError::into_inner);
    // What was renewed meanwhile is newer than this.
    if Arc::ptr_eq(&current, &shown) {
        *current = Arc::clone(&left);
    }
    left
}

/// The public sees of what was read that which is in force still.
fn show(desk: &Desk, read: &HashMap<RecordId, Read>) {
    let now = desk.clock.now_us();
    let all = read.values().filter_map(|(_, public)| public.clone()).filter(|public| public.until_us > now);
    let extract = Arc::new(Extract::of(all.collect()));
    *desk.extract.shown.write().unwrap_or_else(PoisonError::into_inner) = extract;
}

/// Holds the extract against the store, and reads what has moved. Does nothing where none is kept.
pub(crate) async fn renew(desk: &Desk) -> Result<()> {
    let mut read = desk.extract.read.lock().await;
    hold(desk, &mut read).await
}

/// Whom this node protects from now on is gone from it at once; nobody sees anything else move.
pub(super) async fn without(desk: &Desk, entry: &Protected) {
    let mut read = desk.extract.read.lock().await;
    for (_, public) in read.known.values_mut() {
        if public
            .as_ref()
            .is_some_and(|public| super::protect::is_about(desk, &public.content, &entry.person))
        {
            *public = None;
        }
    }
    // Of the others all is as it was read.
    read.protected.push(entry.id);
    read.protected.sort_unstable();
    show(desk, &read.known);
}

async fn hold(desk: &Desk, read: &mut All) -> Result<()> {
    let Some(whose) = desk.extract.whose.get() else { return Ok(()) };
    let mut tx = desk.store.read().await?;
    let owner = Some(&desk.me).filter(|_| *whose == Whose::Own);
    let in_force = store::notice::in_force(&mut tx, owner).await?;
    let protected = store::notice::protected_ids(&mut tx).await?;
    // The list of those who are protected has changed, here or in another process: all is read anew, and shown when it is.
    let all_anew = read.protected != protected;
    let mut known = if all_anew { HashMap::new() } else { std::mem::take(&mut read.known) };
    let before = known.len();
    let versions: HashMap<RecordId, u64> = in_force.iter().copied().collect();
    known.retain(|id, (version, _)| versions.get(id) == Some(version));
    let moved: Vec<RecordId> =
        in_force.iter().filter(|(id, _)| !known.contains_key(id)).map(|(id, _)| *id).collect();
    let stays = moved.is_empty() && known.len() == before && !all_anew;
    if !stays && !all_anew {
        // What moved is shown no more until it was read anew: a fault must not keep up what was taken back.
        show(desk, &known);
    }
    let came = read_all(desk, &mut tx, &moved).await;
    if !all_anew || came.is_ok() {
        (read.known, read.protected) = (known, protected);
    }
    read.known.extend(came?);
    if !stays {
        show(desk, &read.known);
    }
    desk.extract.held_us.store(desk.clock.now_us(), Ordering::Release);
    Ok(())
}

/// These as they stand; one that cannot be read is not shown, and holds up no other.
async fn read_all(desk: &Desk, tx: &mut store::Tx, moved: &[RecordId]) -> Result<Vec<(RecordId, Read)>> {
    let mut all = Vec::with_capacity(moved.len());
    for ids in moved.chunks(AT_ONCE) {
        for notice in store::notice::of(tx, ids).await? {
            let (id, version) = (notice.id, notice.version);
            let public = seen(desk, tx, notice).await.unwrap_or_else(|fault| {
                tracing::error!(%fault, notice = %id, "a notice is not shown: it cannot be read");
                None
            });
            all.push((id, (version, public.map(Arc::new))));
        }
    }
    Ok(all)
}

/// What the public may see of a notice, if anything.
async fn seen(desk: &Desk, tx: &mut store::Tx, notice: Notice) -> Result<Option<Public>> {
    let leave = leave(desk, &notice);
    if leave == Leave::Nothing || protects_subject(desk, tx, &notice.content).await? {
        return Ok(None);
    }
    Ok(Some(public(tx, notice, leave).await?))
}

/// What its owner lets the public see of a notice here and now. Whatever the owner's node let pass, the machine's own rules on
/// children and on persons who are protected hold here as well.
fn leave(desk: &Desk, notice: &Notice) -> Leave {
    let content = &notice.content;
    // Whoever dates a draft ahead makes nobody older by it.
    let drafted = notice.drafted_us().min(desk.clock.now_us());
    let stands = notice.is_in_force() && !notice.is_hidden();
    let open = content.audience == Audience::All && content.never_to.is_empty();
    match stands && open && gate(content, notice.owner.as_str(), day_of(drafted)).stops.is_empty() {
        true => content.leave(),
        false => Leave::Nothing,
    }
}

async fn public(tx: &mut store::Tx, notice: Notice, leave: Leave) -> Result<Public> {
    let photographs = match leave {
        Leave::Photographs => store::notice::photographs(tx, notice.id).await?,
        Leave::Text | Leave::Nothing => vec![],
    };
    let published = notice.acts.iter().rev().find(|act| act.said.word == model::notice::Word::Publish);
    Ok(Public {
        id: notice.id,
        number: number(day_of(notice.drafted_us()).year(), notice.id),
        published_us: published.map_or(notice.moved_us, |act| act.at_us),
        until_us: notice.review_us,
        owner: notice.owner,
        words: Words::of(&notice.content),
        content: notice.content,
        photographs,
    })
}

/// Keeps the extract true until the desk is dropped; a fault is told and tried again.
pub async fn run(desk: Arc<Desk>) {
    let mut rings = desk.bell.listen();
    loop {
        let heard = tokio::time::timeout(LOOK, async {
            loop {
                match rings.recv().await {
                    Ok(Ring::Notices) | Err(RecvError::Lagged(_)) => return true,
                    Ok(_) => {}
                    Err(RecvError::Closed) => return false,
                }
            }
        });
        if heard.await == Ok(false) {
            return;
        }
        if let Err(fault) = renew(&desk).await {
            tracing::error!(%fault, "the public extract of notices could not be renewed; it is tried again");
        }
    }
}
