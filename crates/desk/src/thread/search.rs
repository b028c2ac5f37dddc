//! Searching in all that one may read: messages, what requests are about, and notes. The words lie in memory alone, for sealed texts
//! are not to lie in clear on a disk; a process that starts reads them anew.
use super::look::{Page, listed};
use crate::{Desk, Error, Result, Ring, frame};
use matching::Texts;
use model::{Actor, Invalid, Message, Reason, ThreadId, ThreadStamp};
use policy::action;
use std::sync::Arc;
use std::time::Duration;
use store::thread::Place;
use tokio::sync::Mutex;
use tokio::sync::broadcast::error::RecvError;

/// Threads read in one turn.
const BATCH: u32 = 500;
/// What another process on the same store has taken back is forgotten here at the latest after this.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// Longest text that is searched for, in bytes.
const SEARCH_BYTES_MAX: usize = 500;

/// The words of all threads, up to the last that was read.
#[derive(Default)]
pub(crate) struct Words(Mutex<Held>);

#[derive(Default)]
struct Held {
    texts: Texts<ThreadId, ThreadStamp>,
    /// The act and the thread up to which it was read.
    upto: (u64, Option<ThreadId>),
}

/// Threads in which every word of `search` stands somewhere, or one that begins with it; the latest first. That it was searched is
/// on disk before anything is shown.
pub async fn search(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    search: &str,
    (after, limit): (Option<Place>, u32),
) -> Result<Page> {
    let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    if search.len() > SEARCH_BYTES_MAX {
        return Err(Error::Invalid(Invalid::new("search", "a search is at most 500 bytes long")));
    }
    let sight = desk.rules().threads(by, reason);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut held = desk.words.0.lock().await;
    catch_up(desk, &mut held).await?;
    let mut found = held.texts.find(search, |stamp| sight.shows(*stamp), (after, limit.saturating_add(1)));
    drop(held);
    let more = found.len() > limit;
    found.truncate(limit);
    let ids: Vec<ThreadId> = found.iter().map(|(_, id)| *id).collect();
    let threads = store::thread::these(&mut desk.store.read().await?, &sight, &ids).await?;
    let next = found.last().copied().filter(|_| more);
    let told = serde_json::json!({ "threads": threads.len(), "search": search });
    listed(desk, by, reason, (threads, next), told).await
}

/// Reads what has moved since. What is looked at is how things stand, so it does not matter what has happened to it or how often.
async fn catch_up(desk: &Desk, held: &mut Held) -> Result<()> {
    loop {
        let moved = store::thread::moved(&mut desk.store.read().await?, held.upto, BATCH).await?;
        let Some(last) = moved.last() else { return Ok(()) };
        held.upto = (last.moved, Some(last.id));
        let is_whole = moved.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        for one in &moved {
            let texts = one.messages.iter().flat_map(texts).chain(one.notes.iter().map(String::as_str));
            held.texts.put(one.id, one.stamp, one.last_us, texts);
        }
        if is_whole {
            return Ok(());
        }
        tokio::task::yield_now().await;
    }
}

/// All of a message by which it may be found.
fn texts(message: &Message) -> Vec<&str> {
    let mut texts = vec![message.text.as_str()];
    let Some(thread) = &message.opens else { return texts };
    texts.push(&thread.subject);
    texts.extend(thread.reason.reference.as_deref());
    texts.extend(thread.caveat_text.as_deref());
    let about = thread.ask.iter().flat_map(|ask| &ask.about);
    for (_, values) in about.flat_map(model::Entity::properties) {
        texts.extend(values.iter().map(model::Value::original));
    }
    texts
}

/// Keeps the words until the desk is dropped, so that a search finds them read, and what was taken back is forgotten soon.
pub async fn keep_words(desk: Arc<Desk>) {
    let mut rings = desk.bell.listen();
    loop {
        let mut held = desk.words.0.lock().await;
        if let Err(fault) = catch_up(&desk, &mut held).await {
            tracing::error!(%fault, "what was said in threads cannot be read to be searched; it is tried again");
        }
        drop(held);
        let rung = async {
            loop {
                match rings.recv().await {
                    Ok(Ring::Threads) | Err(RecvError::Lagged(_)) => return true,
                    Ok(_) => {}
                    Err(RecvError::Closed) => return false,
                }
            }
        };
        // A missed ring is no loss: every search reads what is new before it looks.
        if tokio::time::timeout(LOOK_AGAIN, rung).await == Ok(false) {
            return;
        }
    }
}
