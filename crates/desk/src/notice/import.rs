//! Notices come in from a file in the shape of the public notice service: as drafts, never more. One that lacks what a notice of its
//! kind needs stays with the officer as something begun.
use super::{begun, draft};
use crate::{Desk, Error, Result, chance, frame};
use formats::notice::Foreign;
use model::notice::{Content, NoticeKind, Sent, day_of};
use model::{Actor, Audience, PartialDate, Reason, RecordId};
use policy::action;
use std::collections::BTreeSet;

/// Most notices of one file.
const IMPORTED_MAX: usize = 200;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Stated: they wait for their approvals.
    pub drafted: Vec<RecordId>,
    /// Kept for the officer, who completes them.
    pub begun: Vec<RecordId>,
    /// The place in the file, counted from 1, and why.
    pub refused: Vec<(usize, String)>,
}

/// Takes each notice of a text. `kind` is taken where the text itself does not tell.
pub async fn import(
    desk: &Desk,
    by: &Actor,
    reason: &Reason,
    (text, kind): (&str, Option<NoticeKind>),
) -> Result<Imported> {
    let _may = frame::may::<action::DraftNotice>(desk, by, reason).await?;
    let mut done = Imported::default();
    for (place, read) in (1..).zip(formats::notice::read(text, kind)) {
        match read {
            _ if place > IMPORTED_MAX => {
                done.refused.push((place, format!("a file has {IMPORTED_MAX} notices at most")));
                break;
            }
            Ok(foreign) => one(desk, (by, reason), (place, &foreign), &mut done).await?,
            Err(why) => done.refused.push((place, why)),
        }
    }
    Ok(done)
}

async fn one(
    desk: &Desk,
    (by, reason): (&Actor, &Reason),
    (place, foreign): (usize, &Foreign),
    done: &mut Imported,
) -> Result<()> {
    let today = day_of(desk.clock.now_us());
    let review = PartialDate::new(today.year() + 1, today.month(), Some(1))?;
    let texts = foreign.fields.iter().map(|(name, text)| (*name, text.as_str()));
    let to = (Audience::All, BTreeSet::new());
    match Content::read((foreign.kind, Sent::Notice), to, (review, Some(today)), texts) {
        Ok(content) => done.drafted.push(draft::draft(desk, by, reason, content).await?),
        Err(_) if matches!(by, Actor::Officer { .. }) => {
            let id = RecordId::from_bytes(chance::draw(&*desk.chance)?);
            let mut fields = vec![
                ("kind".to_owned(), foreign.kind.to_string()),
                ("audience".to_owned(), "all".to_owned()),
                ("review".to_owned(), review.to_string()),
            ];
            fields.extend(foreign.fields.iter().map(|(name, text)| ((*name).to_owned(), text.clone())));
            match begun::keep(desk, by, reason, (id, fields)).await {
                Ok(()) => done.begun.push(id),
                Err(Error::Invalid(wrong)) => done.refused.push((place, wrong.to_string())),
                Err(fault) => return Err(fault),
            }
        }
        Err(wrong) => {
            let told: Vec<String> = wrong.iter().map(ToString::to_string).collect();
            done.refused.push((place, told.join("; ")));
        }
    }
    Ok(())
}
