//! What is done with notices: drafted, approved by two, checked by the machine, reviewed by two other members, published, and
//! taken out of use. Every step is a signed act over one content; the course that follows from them is `model::notice`.
mod act;
mod against;
mod alerts;
mod begun;
mod check;
mod confirm;
mod corrected;
mod draft;
mod due;
mod effect;
mod export;
pub mod extract;
mod fed;
mod follow;
mod ground;
mod import;
mod look;
mod morning;
mod offered;
pub(crate) mod photograph;
mod print;
mod proof;
mod protect;
mod say;
mod search;
mod subscribe;
mod take;
mod tell;

pub(crate) use alerts::numbers as alert_numbers;
pub use alerts::{NoticeAlert, alert_seen, alerts};
pub use begun::{Begun, all as begun, keep as keep_begun};
pub use check::found;
pub(crate) use confirm::{ask_again, doubted, stand_again};
pub use draft::{draft, redraft};
pub use due::once as review;
pub(crate) use effect::{end, next_version};
pub use export::{EXPORTED_MAX, export, export_all};
pub(crate) use fed::told as fed;
pub(crate) use follow::{Followed, catch_up};
pub use import::{Imported, import};
pub use look::{Opened, PAGE_MAX, Page, is_unreviewed, open, page};
pub use morning::{MORNING_MAX, Morning, morning, morning_counts};
pub use offered::{Offered, offered};
pub use photograph::{PHOTOGRAPH_BYTES_MAX, PHOTOGRAPHS_MAX, add as add_photograph, one as photograph};
pub use print::print;
pub(crate) use proof::{digest, proven, reviewers, walk, walk_here};
pub(crate) use protect::is_protected;
pub use protect::{keep, list as protected, unkeep, withheld};
pub use say::say;
pub(crate) use search::Words;
pub use search::search;
pub use store::notice::{Fed, Notice, NoticeSaid, Photograph, Protected, Stood, Which};
pub use subscribe::{Subscription, subscribe, subscriptions, unsubscribe};
pub(crate) use take::{act, recalled, told};
pub(crate) use tell::way;

use crate::{Desk, Error, Result};
use model::RecordId;

/// Whether this is the id of a notice that is here.
pub async fn is_here(desk: &Desk, id: RecordId) -> Result<bool> {
    let known = store::notice::known(&mut desk.store.read().await?, id).await?;
    Ok(known.is_some_and(|known| !known.gone))
}

/// The record of a notice goes where its notice goes, and nowhere by itself.
pub(crate) async fn is_free(desk: &Desk, id: RecordId) -> Result<()> {
    match store::notice::known(&mut desk.store.read().await?, id).await? {
        None => Ok(()),
        Some(_) => Err(Error::Conflict("this record is a notice's: correct or cancel the notice")),
    }
}
