//! What an officer has begun to write of a notice and not stated yet: kept as it is, however little of it is there, for them alone.
use crate::{Desk, Error, Result, frame};
use model::notice::NoticeKind;
use model::{Actor, Invalid, Reason, RecordId};
use policy::action;
use serde::{Deserialize, Serialize};

/// Longest, in bytes: every field as long as it may be.
const BEGUN_BYTES_MAX: usize = 256 * 1024;
const PLACE: &str = "notice/";

/// The fields of a form as they stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Under which it lies: that of the notice that is stated anew, else one drawn for it.
    pub id: RecordId,
    pub fields: Vec<(String, String)>,
    pub saved_us: i64,
}

#[derive(Serialize, Deserialize)]
struct Kept(Vec<(String, String)>);

impl Begun {
    fn first(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, text)| text.trim())
    }

    pub fn kind(&self) -> NoticeKind {
        self.first("kind").parse().unwrap_or(NoticeKind::Red)
    }

    /// By what people call it, as far as it is written.
    pub fn caption(&self) -> String {
        let name = [self.first("forename"), self.first("name")].join(" ");
        let others = ["title", "un_reference", "place", "threat", "modus_operandi"];
        let other = others.iter().map(|field| self.first(field)).find(|text| !text.is_empty());
        let line = if name.trim().is_empty() { other.unwrap_or_default() } else { name.trim() };
        line.chars().take(120).collect()
    }
}

/// Keeps what was written so far; nothing where there are no fields. It is no act: nothing was stated, and nothing leaves.
pub async fn keep(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (id, fields): (RecordId, Vec<(String, String)>),
) -> Result<()> {
    let permit = frame::may::<action::DraftNotice>(desk, by, reason).await?;
    let text = match fields.is_empty() {
        true => String::new(),
        false => serde_json::to_string(&Kept(fields)).map_err(store::Error::from)?,
    };
    if text.len() > BEGUN_BYTES_MAX {
        return Err(Error::Invalid(Invalid::new("draft", "a draft is at most 262,144 bytes long")));
    }
    let mut tx = desk.store.begin().await?;
    let place = format!("{PLACE}{id}");
    store::thread::put_draft(&mut tx, &permit, (&place, &text), desk.clock.now_us()).await?;
    tx.commit().await?;
    Ok(())
}

/// All that this officer has begun, the last kept first.
pub async fn all(desk: &Desk, by: &Actor) -> Result<Vec<Begun>> {
    let Actor::Officer { id, .. } = by else { return Ok(vec![]) };
    let kept = store::thread::begun(&mut desk.store.read().await?, *id, PLACE).await?;
    let read = |(place, text, saved_us): (String, String, i64)| {
        let id = place.strip_prefix(PLACE)?.parse().ok()?;
        let Kept(fields) = serde_json::from_str(&text).ok()?;
        Some(Begun { id, fields, saved_us })
    };
    Ok(kept.into_iter().filter_map(read).collect())
}
