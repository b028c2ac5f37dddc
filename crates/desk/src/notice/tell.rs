//! Whom a notice of ours is for, as it stands: reviewers while it is reviewed, chosen members where it was sent before, all
//! that it is addressed to when it is published, and nobody when it is out of use.
use super::proof::readers;
use crate::outbox::{Reach, Way, class};
use crate::{Desk, Result};
use model::Member;
use model::notice::Stage;
use std::collections::BTreeSet;
use store::notice::Notice;

/// By which lane it goes now; none where nobody is to have it.
pub(crate) fn way(desk: &Desk, notice: &Notice) -> Result<Option<Way>> {
    let handling = notice.content.handling();
    let audience = Reach::of(&handling, &desk.me);
    let reviewers: BTreeSet<Member> = readers(desk, notice);
    let with = |audience: Option<Reach>| match audience {
        Some(Reach::AllBut(never)) => Some(Reach::AllBut(never)),
        Some(Reach::These(members)) => Some(Reach::These(members.union(&reviewers).cloned().collect())),
        None if reviewers.is_empty() => None,
        None => Some(Reach::These(reviewers.clone())),
    };
    let reach = match notice.stage {
        Stage::Published => with(audience),
        stage if stage.is_reviewed() && notice.spread => with(audience),
        stage if stage.is_reviewed() => with(None),
        _ => None,
    };
    Ok(reach.map(|reach| Way { reach, class: class(&handling) }))
}
