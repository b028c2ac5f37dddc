//! What an officer finds in the morning: what calls them, what is overdue, new and waiting, each with how much there is of it.
use super::look::who;
use crate::people::{self, People};
use crate::{Desk, Result, frame};
use model::{ActKind, Actor, Reason};
use policy::action;
use store::thread::{Counted, Kept, Shown};

/// The boxes of a digest, in the order in which they press.
pub const DIGEST: [Shown; 6] =
    [Shown::Called, Shown::Late, Shown::New, Shown::Mine, Shown::Unit, Shown::Ours];
/// Threads that are shown of each.
pub const DIGEST_EACH: u32 = 10;

/// A digest.
#[derive(Debug)]
pub struct Digest {
    pub sections: Vec<Section>,
    /// Who works on them, by label.
    pub people: People,
}

/// A box, how many threads are in it up to [`super::WAITING_MAX`], and the first of them.
#[derive(Debug)]
pub struct Section {
    pub shown: Shown,
    pub count: u64,
    pub threads: Vec<Kept>,
}

/// The digest of this officer, of one moment. That it was listed is on disk before it is shown.
pub async fn digest(desk: &Desk, by: &Actor, reason: &Reason) -> Result<Digest> {
    let _may = frame::may::<action::ReviewThreads>(desk, by, reason).await?;
    let (sight, who) = (desk.rules().threads(by, reason), who(desk, by).await?);
    let mut tx = desk.store.read().await?;
    let counted: Counted = store::thread::counts(&mut tx, (&sight, &who), super::WAITING_MAX).await?;
    let mut sections = vec![];
    for shown in DIGEST {
        let count = counted.iter().find(|(of, _)| *of == shown).map_or(0, |(_, count)| *count);
        let threads = if count == 0 {
            vec![]
        } else {
            store::thread::page(&mut tx, (&sight, &who), shown, (None, DIGEST_EACH)).await?
        };
        sections.push(Section { shown, count, threads });
    }
    drop(tx);
    let told: serde_json::Map<String, serde_json::Value> =
        sections.iter().map(|it| (it.shown.to_string(), it.count.into())).collect();
    frame::note(desk, by, ActKind::Listed, reason, serde_json::json!({ "digest": told })).await?;
    let officers = sections.iter().flat_map(|it| &it.threads).filter_map(|kept| kept.officer);
    let labels: Vec<String> = officers.map(|id| format!("officer:{id}")).collect();
    let people = people::named(desk, &labels.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    Ok(Digest { sections, people })
}
