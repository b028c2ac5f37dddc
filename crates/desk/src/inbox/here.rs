//! One lane while a batch of it is taken: how far it is here, what was taken, and what is said of that.
use crate::Result;
use model::Member;
use store::Tx;
use store::lane::{Arrival, ArrivalState, Arrived, Stream};
use wire::envelope::Proven;
use wire::lane::{Place, Verdict};

/// What is of one lane here, with what was taken of a batch.
pub(super) struct Here {
    pub(super) arrival: Option<Arrival>,
    pub(super) noted: Vec<Arrived>,
    /// What was refused for good, of the epoch that runs.
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

/// What was said of an envelope when it came before, where it was refused for good.
pub(super) async fn refused_before(
    tx: &mut Tx,
    from: (&Member, &Stream),
    Here { arrival, noted, .. }: &Here,
    letter: &Proven<'_>,
) -> Result<Option<Verdict>> {
    let Place { epoch, seq, .. } = letter.header().frame.place;
    let is_over = arrival.as_ref().is_none_or(|arrival| arrival.epoch != epoch);
    if is_over || noted.iter().any(|one| one.seq == seq) {
        return Ok(None);
    }
    let code = store::lane::arrived(tx, from, (epoch, seq)).await?.and_then(|one| one.refused);
    Ok(code.map(|code| Verdict { seq, code, detail: "when it came before".to_owned() }))
}
