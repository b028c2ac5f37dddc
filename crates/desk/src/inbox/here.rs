//! One lane while a batch of it is taken: how far it is here, what was taken, and what is said of that.
use crate::Result;
use model::Member;
use std::collections::BTreeMap;
use store::Tx;
use store::lane::{Arrival, ArrivalState, Arrived, Stream};
use wire::envelope::Proven;
use wire::lane::{Place, Verdict};

/// Most that a receipt says again of what was refused before.
const SAID_AGAIN: u32 = 64;

/// What is of one lane here, with what was taken of a batch.
pub(super) struct Here {
    pub(super) arrival: Option<Arrival>,
    pub(super) noted: Vec<Arrived>,
    /// What was refused for good of the batch, of the epoch that runs.
    pub(super) verdicts: Vec<Verdict>,
}

impl Here {
    /// An envelope has its place.
    pub(super) fn place(
        &mut self,
        (owner, stream): (&Member, Stream),
        letter: &Proven<'_>,
        verdict: Option<Verdict>,
        at_us: i64,
    ) {
        let Place { epoch, seq, .. } = letter.header().frame.place;
        if self.arrival.as_ref().is_some_and(|arrival| arrival.epoch < epoch) {
            self.verdicts.clear();
        }
        let (head, refused) = (letter.hash(), verdict.as_ref().map(|verdict| verdict.code.clone()));
        self.noted.push(Arrived { epoch, seq, hash: head, refused });
        self.verdicts.extend(verdict);
        let (owner, audience, state) = (owner.clone(), String::new(), ArrivalState::Open);
        self.arrival = Some(Arrival { owner, stream, audience, epoch, seq, head, state, at_us });
    }
}

/// What a receipt says was refused for good: what was just now, and what was before, for the receipts that said so may be lost.
/// Of that the first, behind which a lane may stand still.
pub(super) async fn with_what_was_before(
    tx: &mut Tx,
    from: (&Member, &Stream),
    (epoch, verdicts): (u64, Vec<Verdict>),
) -> Result<Vec<Verdict>> {
    let before = store::lane::refused(tx, from, epoch, SAID_AGAIN).await?;
    let again = |(seq, code)| Verdict { seq, code, detail: "when it came before".to_owned() };
    let mut all: BTreeMap<u64, Verdict> = before.into_iter().map(|it| (it.0, again(it))).collect();
    all.extend(verdicts.into_iter().map(|verdict| (verdict.seq, verdict)));
    Ok(all.into_values().collect())
}
