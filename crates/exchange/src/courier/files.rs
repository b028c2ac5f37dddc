//! Fetches the files of one member's records, beside its rounds: a long file or a slow one holds up no envelope. Where the direct
//! way is shut, they come by the mailbox of a hub (`files_by_mail`).
use super::{Courier, Rest};
use crate::door::CHUNKS_MAX;
use crate::road::{Fault, Road};
use desk::attachment::{self, Attachment, Fetching};
use desk::outbox::Address;
use desk::{Ring, outbox};
use model::Member;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::time::Instant;

/// How often it is looked for files though no bell rang: whoever fetched before may be gone.
const LOOK_AGAIN: Duration = Duration::from_secs(30);
/// And so often at a hub, while the direct way is shut.
const MAIL_EACH: Duration = Duration::from_secs(10);
/// A piece that took longer than this was too long for the line.
const SLOW: Duration = Duration::from_secs(5);
/// One that took no longer could have been longer.
const FAST: Duration = Duration::from_secs(1);

pub(super) struct Fetches<R> {
    pub(super) at: Courier<R>,
    pub(super) member: Member,
    rest: Rest,
    /// Since when the direct way is shut.
    pub(super) shut: Option<Instant>,
    /// Chunks that are asked for at once, as the line bears them.
    pub(super) most: u64,
}

/// Why a file did not come whole.
pub(super) enum Stop {
    /// The road is shut: no other file comes either.
    Road(Fault),
    /// It is about this file.
    File(String),
    Desk(desk::Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Stop {
        Stop::Road(fault)
    }
}

impl From<desk::Error> for Stop {
    fn from(fault: desk::Error) -> Stop {
        Stop::Desk(fault)
    }
}

impl<R: Road> Fetches<R> {
    pub(super) fn new(at: Courier<R>, member: Member) -> Fetches<R> {
        Fetches { at, member, rest: Rest::default(), shut: None, most: 1 }
    }

    /// Fetches until the member is no active one any more.
    pub(super) async fn run(mut self) {
        let mut rings = self.at.desk.bell().listen();
        let in_its_mailbox = self.at.calls.files_of(&self.member);
        while let Some(to) = outbox::address(&self.at.desk, &self.member) {
            if self.rest.left(Instant::now()).is_none() {
                self.pass(&to).await;
            }
            let again = if self.by_mail().await { MAIL_EACH } else { LOOK_AGAIN };
            let wait = self.rest.left(Instant::now()).unwrap_or(LOOK_AGAIN).min(again);
            tokio::select! {
                () = something(&mut rings) => {}
                () = in_its_mailbox.notified() => self.tend_mailbox(&to).await,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Goes through all that is to be fetched, the shortest first.
    async fn pass(&mut self, to: &Address) {
        let wanted = match attachment::wanted(&self.at.desk, &self.member).await {
            Ok(wanted) => wanted,
            Err(fault) => return self.broken(&fault),
        };
        for file in wanted {
            let went = self.fetch(to, &file).await;
            let fault = match went {
                Ok(()) => {
                    self.rest.clear();
                    self.shut = None;
                    continue;
                }
                Err(Stop::Desk(fault)) => {
                    if matches!(&fault, desk::Error::Store(it) if it.is_full()) {
                        self.missed(&file, "the disk of this node is full").await;
                    }
                    return self.broken(&fault);
                }
                Err(Stop::Road(Fault::Busy(time))) => return self.rest.wait(Instant::now(), time),
                Err(Stop::File(fault)) => fault,
                Err(Stop::Road(fault)) => {
                    self.shut = self.shut.or(Some(Instant::now()));
                    self.missed(&file, &fault.to_string()).await;
                    return self.failed();
                }
            };
            tracing::warn!(member = %self.member, fault, "a file is not taken");
            self.missed(&file, &fault).await;
            self.failed();
        }
    }

    async fn fetch(&mut self, to: &Address, file: &Attachment) -> Result<(), Stop> {
        let mut fetching = attachment::begin(&self.at.desk, file).await?;
        while let Some((hash, from)) = fetching.next() {
            let began = Instant::now();
            let chunks = match self.at.road.chunks(to, &hash, from, self.most).await {
                Ok(chunks) => chunks,
                Err(Fault::Refused(refusal)) if refusal.code != "E_OWNER" && refusal.status < 500 => {
                    return Err(Stop::File(format!("refused with {}", refusal.code)));
                }
                Err(fault) => {
                    self.most = 1;
                    return Err(Stop::Road(fault));
                }
            };
            self.pace(began.elapsed());
            take(&mut fetching, &chunks).await?;
            // A line that is cut again and again brings it all the same.
            self.rest.clear();
            self.shut = None;
        }
        attachment::finish(&self.at.desk, fetching).await?;
        Ok(())
    }

    pub(super) fn pace(&mut self, took: Duration) {
        if took > SLOW {
            self.most = (self.most / 2).max(1);
        } else if took < FAST {
            self.most = (self.most * 2).min(CHUNKS_MAX);
        }
    }

    async fn missed(&self, file: &Attachment, fault: &str) {
        // Said once, and not at each try.
        if file.fault.as_ref().is_some_and(|(before, _)| before == fault) {
            return;
        }
        if let Err(fault) = attachment::missed(&self.at.desk, file.id, fault).await {
            tracing::error!(%fault, "it cannot be noted why a file has not come");
        }
    }

    pub(super) fn broken(&mut self, fault: &desk::Error) {
        tracing::error!(%fault, member = %self.member, "files cannot be fetched; it is tried again");
        self.failed();
    }

    fn failed(&mut self) {
        let mut byte = [128];
        // Without chance all try in the middle of their time.
        let _drawn = self.at.chance.fill(&mut byte);
        self.rest.fail(Instant::now(), byte[0]);
    }
}

async fn take(fetching: &mut Fetching, chunks: &[Vec<u8>]) -> Result<(), Stop> {
    if fetching.take(chunks).await? {
        Ok(())
    } else {
        Err(Stop::File("what came is not what its owner sealed".to_owned()))
    }
}

/// Ends when a file may have to be fetched. A listener that has fallen behind looks as well.
async fn something(rings: &mut broadcast::Receiver<Ring>) {
    while let Ok(ring) = rings.recv().await {
        if ring == Ring::Attachments {
            return;
        }
    }
}
