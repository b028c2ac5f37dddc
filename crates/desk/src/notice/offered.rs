//! What a page may offer beside the words of a notice's course: the rules and where it stands are asked, and nothing is done.
use super::PHOTOGRAPHS_MAX;
use crate::{Desk, attachment, offer};
use formats::notice::Collection;
use model::notice::{Field, Stage};
use model::{Actor, Reason};
use policy::action::{DraftNotice, Export};
use store::notice::Notice;

/// What else this officer may do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offered {
    pub add_photographs: bool,
    pub correct: bool,
    pub export: bool,
    /// It is another member's, who can be asked where it stands.
    pub ask: bool,
    pub redraft: bool,
}

/// With the reason that they have named; to take it out, they name a legal basis as well.
pub fn offered(desk: &Desk, by: &Actor, reason: &Reason, notice: &Notice) -> Offered {
    let own = notice.owner == desk.me;
    let drafts = own && offer::may::<DraftNotice>(desk, by, reason);
    let stage = notice.stage;
    let stays = matches!(stage, Stage::Published | Stage::Suspended) || stage.is_over();
    Offered {
        add_photographs: drafts
            && takes_photographs(notice)
            && attachment::has_workshop(desk)
            && matches!(stage, Stage::Draft | Stage::Approved | Stage::Returned),
        correct: drafts && stage == Stage::Published,
        export: is_exported(notice) && offer::may::<Export>(desk, by, &offer::once_stated(reason)),
        ask: !own && !notice.withheld,
        redraft: drafts && !stays,
    }
}

fn takes_photographs(notice: &Notice) -> bool {
    let has_room = notice.content.all("photographs").len() < PHOTOGRAPHS_MAX;
    has_room && Field::of(notice.content.kind, "photographs").is_some()
}

/// Whether it leaves as a file: the shape of the public service has no word for a notice that is not in force.
pub(super) fn is_exported(notice: &Notice) -> bool {
    Collection::of(notice.content.kind).is_some() && notice.is_in_force()
}
