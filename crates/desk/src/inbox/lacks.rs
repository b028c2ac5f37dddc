//! What is missing here of a member's lanes, held against how far its node says that they go.
use crate::{Desk, Error, Result};
use model::Member;
use store::lane::{ArrivalState, Stream};
use wire::lane::{Heads, LaneHead, LaneId};

/// A lane of another member of which something has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack {
    pub stream: Stream,
    /// The last number that is here.
    pub upto: u64,
}

/// The lanes on which `heads`, as its node told them, are ahead of what is here. Those that are frozen stay as they are.
pub async fn lacks(desk: &Desk, member: &Member, heads: &Heads) -> Result<Vec<Lack>> {
    let node = desk.roster().get(member).map(|known| known.node).ok_or(Error::Missing)?;
    let here = store::lane::arrivals(&mut desk.store.glance().await?, Some(member)).await?;
    let mut lacks = Vec::new();
    for head in heads.iter().filter(|head| head.owner == node) {
        let arrival = here.iter().find(|arrival| arrival.stream == head.lane.0);
        // In a later epoch its numbers count anew, also where two histories had stopped it.
        let arrival = arrival.filter(|arrival| arrival.epoch >= head.epoch);
        let frozen = arrival.is_some_and(|arrival| matches!(arrival.state, ArrivalState::Frozen(_)));
        let is_over = arrival.is_some_and(|arrival| arrival.epoch > head.epoch);
        let upto = arrival.map_or(0, |arrival| arrival.seq);
        if upto < head.seq && !frozen && !is_over {
            lacks.push(Lack { stream: head.lane.0, upto });
        }
    }
    Ok(lacks)
}

/// How far a member's lanes are here, so that its node sees whether it was set back.
pub async fn held(desk: &Desk, member: &Member) -> Result<Heads> {
    let owner = desk.roster().get(member).map(|known| known.node).ok_or(Error::Missing)?;
    let here = store::lane::arrivals(&mut desk.store.glance().await?, Some(member)).await?;
    let head = |arrival: store::lane::Arrival| LaneHead {
        owner,
        lane: LaneId(arrival.stream),
        epoch: arrival.epoch,
        seq: arrival.seq,
        hash: arrival.head,
    };
    Ok(here.into_iter().map(head).collect())
}
