//! Files by way of a mailbox. Where the direct way to a member is shut, a hub is told which of its files are wanted here, and they
//! are fetched there as they come. And where a hub says that somebody wants ours, their sealed chunks are brought to it.
use super::files::{Fetches, Stop};
use super::mail::SHUT_AFTER;
use crate::road::{Errand, Fault, Road};
use desk::attachment::{self, Attachment};
use desk::mailbox;
use desk::mailbox::files::{KEPT_AT_ONCE, WITHHELD, Waits, Want};
use desk::outbox::Address;
use model::Member;
use std::collections::BTreeMap;
use tokio::time::Instant;
use wire::Hash;

/// Most files of one owner that are wanted of a hub at once.
const WANTS_MAX: usize = 100;

/// Most that is heard of at once: wanted of us, for us, and kept of ours.
const NAMED_MAX: usize = 200 + KEPT_AT_ONCE;

/// How far a file has come from a hub.
enum Came {
    Whole,
    Part,
    /// What is kept there is not what its owner sealed.
    Spoilt,
}

fn want(file: &Attachment) -> Want {
    Want { hash: file.sealed.hash, length: file.sealed.length, spoilt: false }
}

impl<R: Road> Fetches<R> {
    /// Fetches what is wanted of the member from the first hub that keeps it, if the direct way has been shut for long enough.
    /// Gives whether something is awaited there.
    pub(super) async fn by_mail(&mut self) -> bool {
        // What its rounds know of the way counts as well, once a file has not come by it.
        let known = self.shut.and(self.at.calls.shut_since(&self.member));
        let since = self.shut.into_iter().chain(known).min();
        if since.is_none_or(|shut| shut.elapsed() < SHUT_AFTER) {
            return false;
        }
        let wanted = match attachment::wanted(&self.at.desk, &self.member).await {
            Ok(wanted) => wanted,
            Err(fault) => {
                self.broken(&fault);
                return false;
            }
        };
        if wanted.is_empty() {
            self.shut = None;
            return false;
        }
        for hub in mailbox::hubs(&self.at.desk, &self.member) {
            match self.at_hub(&hub, &wanted).await {
                Ok(()) => break,
                Err(Stop::Road(fault)) => {
                    tracing::warn!(member = %self.member, hub = %hub.member, %fault, "no file of it comes by this hub");
                }
                Err(Stop::File(fault)) => {
                    tracing::warn!(hub = %hub.member, fault, "no file comes by this hub")
                }
                Err(Stop::Desk(fault)) => self.broken(&fault),
            }
        }
        true
    }

    async fn at_hub(&mut self, hub: &Address, wanted: &[Attachment]) -> Result<(), Stop> {
        let wanted = wanted.get(..WANTS_MAX).unwrap_or(wanted);
        let mut wants: Vec<Want> = wanted.iter().map(want).collect();
        self.say(hub, &self.member, &wants).await?;
        for file in wanted {
            let is_it = |want: &Want| want.hash == file.sealed.hash;
            match self.fetch_at(hub, file).await? {
                Came::Part => {}
                Came::Whole => {
                    wants.retain(|want| !is_it(want));
                    self.say(hub, &self.member, &wants).await?;
                }
                Came::Spoilt => {
                    tracing::warn!(member = %self.member, hub = %hub.member, "what a hub keeps of a file does not open");
                    let spoilt = |want: &Want| Want { spoilt: want.spoilt || is_it(want), ..*want };
                    let told: Vec<Want> = wants.iter().map(spoilt).collect();
                    self.say(hub, &self.member, &told).await?;
                }
            }
        }
        Ok(())
    }

    /// Tells a hub which files of an owner are wanted there by now: it keeps no others of it for us.
    async fn say(&self, hub: &Address, owner: &Member, wants: &[Want]) -> Result<(), Stop> {
        let code = owner.as_str().as_bytes().to_vec();
        let brought = [code].into_iter().chain(wants.iter().map(Want::bytes)).collect();
        self.at.road.mail(hub, Errand::Want, brought).await?;
        Ok(())
    }

    async fn fetch_at(&mut self, hub: &Address, file: &Attachment) -> Result<Came, Stop> {
        let mut fetching = attachment::begin(&self.at.desk, file).await?;
        while let Some((hash, from)) = fetching.next() {
            let code = file.owner.as_str().as_bytes().to_vec();
            let (from, most) = (from.to_be_bytes().to_vec(), self.most.to_be_bytes().to_vec());
            let began = Instant::now();
            let chunks =
                match self.at.road.mail(hub, Errand::Piece, vec![code, hash.to_vec(), from, most]).await {
                    // It had no room for this one by now.
                    Err(Fault::Refused(refusal)) if refusal.code == "E_MISSING" => return Ok(Came::Part),
                    chunks => chunks?,
                };
            if chunks.is_empty() {
                return Ok(Came::Part);
            }
            self.pace(began.elapsed());
            if !fetching.take(&chunks).await? {
                return Ok(Came::Spoilt);
            }
        }
        let whole = attachment::finish(&self.at.desk, fetching).await?;
        Ok(if whole { Came::Whole } else { Came::Spoilt })
    }

    /// This member is a hub, and has said that something is to be done about files in its mailbox: does it.
    pub(super) async fn tend_mailbox(&mut self, hub: &Address) {
        match self.try_tend(hub).await {
            Ok(()) => {}
            Err(Stop::Road(fault)) => tracing::warn!(hub = %hub.member, %fault, "no file is brought to it"),
            Err(Stop::File(fault)) => tracing::warn!(hub = %hub.member, fault, "no file is brought to it"),
            Err(Stop::Desk(fault)) => {
                tracing::error!(%fault, hub = %hub.member, "files cannot be brought to it")
            }
        }
    }

    async fn try_tend(&mut self, hub: &Address) -> Result<(), Stop> {
        if !attachment::carries(&self.at.desk).await? {
            return Ok(());
        }
        let mut for_us: BTreeMap<Member, Vec<Hash>> = BTreeMap::new();
        for bytes in self.at.road.mail(hub, Errand::Files, vec![]).await?.into_iter().take(NAMED_MAX) {
            match Waits::read(&bytes).map_err(|_| Fault::Garbage)? {
                Waits::OfYours { member, hash, next } => {
                    if !self.withhold(hub, &member, hash).await? {
                        self.bring(hub, &member, (hash, next)).await?;
                    }
                }
                Waits::Kept { member, hash } => match self.withhold(hub, &member, hash).await {
                    Err(Stop::Road(fault)) => {
                        tracing::warn!(hub = %hub.member, %fault, "a file is not taken back there; it is tried again");
                    }
                    done => _ = done?,
                },
                Waits::ForYou { owner, hash } => for_us.entry(owner).or_default().push(hash),
            }
        }
        for (owner, kept) in for_us {
            let wanted = attachment::wanted(&self.at.desk, &owner).await?;
            let still = wanted.iter().filter(|file| kept.contains(&file.sealed.hash));
            let still: Vec<Want> = still.map(want).collect();
            if still.len() < kept.len() {
                self.say(hub, &owner, &still).await?;
            }
        }
        Ok(())
    }

    /// Has the hub destroy what it keeps of a file of ours for a member that may not have it any more. Gives whether that is so.
    async fn withhold(&self, hub: &Address, member: &Member, hash: Hash) -> Result<bool, Stop> {
        if attachment::is_for(&self.at.desk, member, &hash).await? {
            return Ok(false);
        }
        let word = vec![member.as_str().as_bytes().to_vec(), hash.to_vec(), WITHHELD.to_be_bytes().to_vec()];
        self.at.road.mail(hub, Errand::Bring, word).await?;
        Ok(true)
    }

    /// Brings chunks of a file of ours, from one on, to a hub for a member; none where the member may not have it.
    async fn bring(
        &mut self,
        hub: &Address,
        member: &Member,
        (hash, mut next): (Hash, u64),
    ) -> Result<(), Stop> {
        let first = next;
        loop {
            let chunks = match attachment::give(&self.at.desk, member, &hash, (next, self.most)).await {
                Err(desk::Error::Missing) => return Ok(()),
                chunks => chunks?,
            };
            // That none lacks says so once, for who wants what another had wanted before.
            let over = chunks.is_empty();
            if over && next != first {
                return Ok(());
            }
            let head = [member.as_str().as_bytes().to_vec(), hash.to_vec(), next.to_be_bytes().to_vec()];
            let began = Instant::now();
            let brought = head.into_iter().chain(chunks).collect();
            let kept = match self.at.road.mail(hub, Errand::Bring, brought).await {
                // Nobody wants it there any more, or it was named in another length.
                Err(Fault::Refused(refusal)) if refusal.status < 500 && refusal.code != "E_OWNER" => {
                    return Ok(());
                }
                kept => kept?,
            };
            self.pace(began.elapsed());
            let kept =
                kept.first().and_then(|bytes| bytes.as_slice().try_into().ok()).map(u64::from_be_bytes);
            match kept {
                Some(kept) if kept > next && !over => next = kept,
                // It is all there; or it was thrown away meanwhile, and is brought when it is asked for again.
                Some(_) => return Ok(()),
                None => return Err(Fault::Garbage.into()),
            }
        }
    }
}
