//! What is done with notices: drafted, approved by two, checked by the machine, reviewed by two other members, published, and
//! taken out of use. Every step is a signed act over one content; the course that follows from them is `model::notice`.
mod act;
mod check;
mod draft;
mod due;
mod effect;
mod look;
mod proof;
mod protect;
mod say;
mod take;
mod tell;

pub use check::found;
pub use draft::{draft, redraft};
pub use due::once as review;
pub(crate) use effect::end;
pub use look::{Opened, PAGE_MAX, Page, open, page};
pub(crate) use proof::{digest, proven, reviewers, walk};
pub(crate) use protect::is_protected;
pub use protect::{keep, list as protected, unkeep, withheld};
pub use say::say;
pub use store::notice::{Notice, NoticeSaid, Protected, Which};
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
