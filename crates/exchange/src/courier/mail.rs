//! Rounds by way of a mailbox: what cannot be brought is entrusted to a hub; a hub hands on what it keeps, and brings the owners
//! their receipts; and whoever meets a hub fetches both.
use super::round::{PUSH_MAX, Round, Stop};
use crate::road::{Errand, Road};
use desk::outbox::Address;
use desk::{inbox, mailbox, outbox};
use std::time::Duration;
use store::lane::Behind;
use tokio::time::Instant;

/// The direct way counts as shut after so long. For what is of class 0 it does at once.
pub(super) const SHUT_AFTER: Duration = Duration::from_secs(30);
/// Receipts brought at once.
const RECEIPTS_MAX: u32 = 256;
/// Passes over one mailbox before others have their turn.
const PASSES: usize = 16;

impl<R: Road> Round<R> {
    /// Entrusts to a hub what waits for the member, if the direct way has been shut for long enough. The first hub that takes it
    /// keeps it; one that does not is passed over.
    pub(super) async fn by_mailbox(&self) {
        let Some(shut) = self.shut else { return };
        let presses = |lane: &Behind| lane.class == 0 || shut.elapsed() >= SHUT_AFTER;
        let behind = match outbox::behind(&self.at.desk, &self.member).await {
            Ok(behind) => behind,
            Err(fault) => return tracing::error!(%fault, "what waits cannot be read"),
        };
        let lanes: Vec<Behind> = behind.into_iter().filter(presses).collect();
        if lanes.is_empty() {
            return;
        }
        for hub in mailbox::hubs(&self.at.desk, &self.member) {
            match self.entrust(&hub, &lanes).await {
                Ok(()) => return,
                Err(Stop::Road(fault)) => {
                    tracing::warn!(member = %self.member, hub = %hub.member, %fault, "a hub keeps nothing for it");
                }
                Err(Stop::Desk(fault)) => {
                    tracing::error!(%fault, member = %self.member, hub = %hub.member, "nothing can be entrusted");
                }
            }
        }
    }

    /// Entrusts to the first hub what presses, beside the direct way. Where that fails, the direct way is what there is.
    pub(super) async fn also_by_mailbox(&self, lane: &Behind) {
        let Some(hub) = mailbox::hubs(&self.at.desk, &self.member).into_iter().next() else { return };
        match self.entrust(&hub, std::slice::from_ref(lane)).await {
            Ok(()) => {}
            Err(Stop::Road(fault)) => {
                tracing::warn!(hub = %hub.member, %fault, "what presses goes one way only")
            }
            Err(Stop::Desk(fault)) => tracing::error!(%fault, "nothing can be entrusted"),
        }
    }

    /// Entrusts these lanes to a hub, as far as it does not keep them.
    pub(super) async fn entrust(&self, hub: &Address, lanes: &[Behind]) -> Result<(), Stop> {
        let (desk, member) = (&self.at.desk, &self.member);
        for lane in lanes {
            while let Some(parcels) =
                mailbox::for_mailbox(desk, (member, &hub.member), lane, PUSH_MAX).await?
            {
                let receipts = self.at.road.mail(hub, Errand::Entrust, parcels.brought).await?;
                if mailbox::entrusted(desk, (member, &hub.member), &receipts).await? == 0 {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Hands on what is kept here for the member, and the receipts that wait for it. Gives whether there was anything.
    pub(super) async fn hand_on(&self, to: &Address) -> Result<bool, Stop> {
        let (desk, mut any) = (&self.at.desk, false);
        for _ in 0..PASSES {
            let (mut after, mut gone) = (0, 0);
            loop {
                let next = mailbox::next(desk, &self.member, after, PUSH_MAX).await?;
                let Some((last, _)) = next.last() else { break };
                (after, any) = (*last, true);
                let envelopes = next.into_iter().map(|(_, bytes)| bytes).collect();
                let pushed = self.at.road.push(to, envelopes).await?;
                gone += mailbox::given(desk, &self.member, &pushed.receipts()).await?;
            }
            if gone == 0 {
                break;
            }
        }
        let receipts = mailbox::receipts(desk, &self.member, RECEIPTS_MAX).await?;
        if !receipts.is_empty() {
            let digests: Vec<wire::Hash> = receipts.iter().map(|receipt| mailbox::digest(receipt)).collect();
            self.at.road.receipt(to, receipts).await?;
            mailbox::collected(desk, &self.member, &digests).await?;
            any = true;
        }
        Ok(any)
    }

    /// Fetches what the hub keeps for this node.
    pub(super) async fn fetch_mail(&self, hub: &Address) -> Result<(), Stop> {
        for _ in 0..PASSES {
            let (mut after, mut receipts, mut any) = (0_u64.to_be_bytes().to_vec(), vec![], false);
            loop {
                let brought = [after].into_iter().chain(std::mem::take(&mut receipts)).collect();
                let came = self.at.road.mail(hub, Errand::Fetch, brought).await?;
                let Some((place, envelopes)) = came.split_first() else { break };
                after = place.clone();
                receipts = inbox::take(&self.at.desk, envelopes).await?.receipts;
                any |= !receipts.is_empty();
            }
            if !any {
                break;
            }
        }
        Ok(())
    }

    /// Fetches the receipts that the hub has for this node.
    pub(super) async fn collect(&self, hub: &Address) -> Result<(), Stop> {
        let mut taken = vec![];
        for _ in 0..PASSES {
            let receipts = self.at.road.mail(hub, Errand::Collect, std::mem::take(&mut taken)).await?;
            if receipts.is_empty() {
                break;
            }
            outbox::receipted(&self.at.desk, &hub.member, &receipts).await?;
            taken = receipts.iter().map(|receipt| mailbox::digest(receipt).to_vec()).collect();
        }
        Ok(())
    }

    /// Until the direct way counts as shut.
    pub(super) fn until_mailbox(&self) -> Duration {
        let left = self.shut.map(|shut| SHUT_AFTER.saturating_sub(shut.elapsed()));
        left.filter(|left| !left.is_zero()).unwrap_or(Duration::MAX)
    }

    /// Notes whether the direct way is shut.
    pub(super) fn note_way(&mut self, is_shut: bool) {
        self.shut = is_shut.then(|| self.shut.unwrap_or_else(Instant::now));
        self.at.calls.way(&self.member, self.shut);
    }
}
