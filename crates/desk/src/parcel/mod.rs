//! What travels inside envelopes: forms of their own, so that the model may change without changing what others read. A
//! form that was released never changes; a new one gets a new name beside it.
mod figure;
mod file;
mod holding;
mod kept;
mod log;
mod met;
mod notice;
mod said;
mod stated;

pub(crate) use figure::AnswerFigures;
pub(crate) use holding::{GivenSum, HeldDiffers, HeldItems, HeldSums, HeldWanted, PARTS_MAX};
pub(crate) use kept::CopyTold;
pub(crate) use log::{LogDiffers, LogItems, LogSums, SumTold};
pub(crate) use met::CheckMet;
pub(crate) use notice::{NoticeActTold, NoticeDoubted, NoticeFed, NoticeTold};
pub(crate) use said::{ReadThere, Said, SaidBack, SaidThere, TakenOut};
pub(crate) use stated::{EntityStated, Stated};

use model::{Finding, HitId, HitShows, Member, Purpose, RecordId, Term};
use serde::{Deserialize, Serialize};
use store::hit::Hit;

/// One thing that a member tells others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(crate) enum Parcel {
    /// A record as its owner states it by now.
    Stated(Box<Stated>),
    /// The owner takes a record back: every copy of it goes.
    Recalled(Recalled),
    /// The key of a lane, with where on it the reader begins.
    LaneKey(LaneTold),
    /// A record of the reader's was looked at.
    Consulted(Consulted),
    /// Two members hold a piece of the same thing.
    HitRaised(HitTold),
    /// A check of one member met a record of another.
    CheckMet(Box<CheckMet>),
    /// What one side finds.
    HitAnswered(HitSaid),
    /// A notice, with all that was done with it.
    Notice(Box<NoticeTold>),
    /// What somebody did with a notice of the reader's, or of a third that the reader has.
    NoticeAct(NoticeActTold),
    /// Since when the reader, which reviews, has what others have done with a notice that review no more.
    NoticeDoubted(NoticeDoubted),
    /// What the copy of a notice of the reader's had fed, up to its end.
    NoticeFed(NoticeFed),
    /// A file of the reader's is whole here.
    FileHeld(FileHeld),
    /// What became of a copy of the reader's record, where it is more than a receipt: it is kept by law, and for how long.
    CopyTold(Box<CopyTold>),
    /// What the sender's log has of what passed with the reader: sums of days.
    LogSums(LogSums),
    /// Items of one day of it, where the sums differ.
    LogItems(LogItems),
    /// What stands in one of the two logs and not in the other.
    LogDiffers(LogDiffers),
    /// How fast others have answered the sender.
    AnswerFigures(AnswerFigures),
    /// The sum of what the reader is to have of the sender's records.
    GivenSum(GivenSum),
    /// What the sender has of the reader's records: the same, or sums of parts.
    HeldSums(HeldSums),
    /// Of which parts the sender would know each.
    HeldWanted(HeldWanted),
    /// What the sender has of one part.
    HeldItems(HeldItems),
    /// Where what was given and what the reader has do not agree.
    HeldDiffers(HeldDiffers),
    /// In which versions records of the reader's, which was set back, are here.
    Held(Held),
    /// A message of a thread.
    Said(Box<Said>),
    /// Its author takes a message back.
    SaidBack(SaidBack),
    /// What the reader, which was set back, had said.
    SaidThere(SaidThere),
    /// Messages of the reader's were opened.
    ReadThere(ReadThere),
    /// A thread in which the reader takes part was taken out of the house.
    TakenOut(TakenOut),
}

impl Parcel {
    /// What a side of a hit is told of it.
    pub(crate) fn of_hit(hit: &Hit, to: &Member) -> Parcel {
        match &hit.check {
            Some(check) => Parcel::CheckMet(Box::new(CheckMet::of(hit, check, to))),
            None => Parcel::HitRaised(HitTold::of(hit, to)),
        }
    }

    /// As envelopes and the store call it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Parcel::Stated(_) => "stated",
            Parcel::Recalled(_) => "recalled",
            Parcel::LaneKey(_) => "lane-key",
            Parcel::Consulted(_) => "consulted",
            Parcel::HitRaised(_) => "hit-raised",
            Parcel::CheckMet(_) => "check-met",
            Parcel::HitAnswered(_) => "hit-answered",
            Parcel::Notice(_) => "notice",
            Parcel::NoticeAct(_) => "notice-act",
            Parcel::NoticeDoubted(_) => "notice-doubted",
            Parcel::NoticeFed(_) => NoticeFed::NAME,
            Parcel::CopyTold(_) => "copy-told",
            Parcel::LogSums(_) => "log-sums",
            Parcel::LogItems(_) => "log-items",
            Parcel::LogDiffers(_) => "log-differs",
            Parcel::AnswerFigures(_) => "answer-figures",
            Parcel::GivenSum(_) => "given-sum",
            Parcel::HeldSums(_) => "held-sums",
            Parcel::HeldWanted(_) => "held-wanted",
            Parcel::HeldItems(_) => "held-items",
            Parcel::HeldDiffers(_) => "held-differs",
            Parcel::Held(_) => Held::NAME,
            Parcel::FileHeld(_) => "file-held",
            Parcel::Said(_) => "said",
            Parcel::SaidBack(_) => "said-back",
            Parcel::SaidThere(_) => "said-there",
            Parcel::ReadThere(_) => "read-there",
            Parcel::TakenOut(_) => "taken-out",
        }
    }

    /// The record that it is about, and in which version, as its envelope says inside.
    pub(crate) fn object(&self) -> Option<(RecordId, u64)> {
        let (id, version) = match self {
            Parcel::Stated(it) => (&it.id, it.version),
            Parcel::Recalled(it) => (&it.id, it.version),
            Parcel::Consulted(it) => (&it.record, it.version),
            Parcel::Notice(it) => (&it.id, it.version),
            Parcel::NoticeFed(it) => (&it.id, it.version),
            Parcel::FileHeld(it) => (&it.record, it.version),
            Parcel::CopyTold(it) => (&it.id, it.version),
            Parcel::LaneKey(_)
            | Parcel::HitRaised(_)
            | Parcel::CheckMet(_)
            | Parcel::HitAnswered(_)
            | Parcel::NoticeAct(_)
            | Parcel::NoticeDoubted(_)
            | Parcel::LogSums(_)
            | Parcel::LogItems(_)
            | Parcel::LogDiffers(_)
            | Parcel::AnswerFigures(_)
            | Parcel::GivenSum(_)
            | Parcel::HeldSums(_)
            | Parcel::HeldWanted(_)
            | Parcel::HeldItems(_)
            | Parcel::HeldDiffers(_)
            | Parcel::Held(_)
            | Parcel::Said(_)
            | Parcel::SaidBack(_)
            | Parcel::SaidThere(_)
            | Parcel::ReadThere(_)
            | Parcel::TakenOut(_) => {
                return None;
            }
        };
        Some((id.parse().ok()?, version))
    }

    /// The act with a notice that it tells, by its hash: so our own store knows that it was told.
    pub(crate) fn said(&self) -> Option<wire::Hash> {
        match self {
            Parcel::NoticeAct(told) => told.act().ok().map(|signed| wire::notice::NoticeAct::hash(&signed)),
            _ => None,
        }
    }

    /// What our own store notes that it is about; nobody else learns it of a parcel that names no version.
    pub(crate) fn about(&self) -> Option<RecordId> {
        match self {
            Parcel::NoticeAct(it) => it.id.parse().ok(),
            _ => self.object().map(|(id, _)| id),
        }
    }

    /// What is too long for an envelope, and is fetched by whoever reads it.
    pub(crate) fn attachments(&self) -> Vec<wire::envelope::Attached> {
        match self {
            Parcel::Stated(it) => it.sealed.clone(),
            Parcel::Said(it) => it.sealed.clone(),
            _ => vec![],
        }
    }

    /// When its copies are dead, in milliseconds since 1970, if it says so.
    pub(crate) fn expires_ms(&self) -> Option<u64> {
        match self {
            Parcel::Stated(it) => it.expires_ms(),
            _ => None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Recalled {
    pub id: String,
    /// The last version that the reader may have.
    pub version: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileHeld {
    pub record: String,
    pub version: u64,
    pub attachment: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Held {
    pub records: Vec<HeldRecord>,
}

impl Held {
    pub(crate) const NAME: &str = "held";
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HeldRecord {
    pub id: String,
    pub version: u64,
    /// Its owner had taken it back.
    pub gone: bool,
    /// Its owner has stated another content in this version since.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub other: bool,
}

/// Keys of 32 bytes and hashes are written in hexadecimal digits.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LaneTold {
    pub lane: String,
    pub audience: String,
    pub epoch: u64,
    /// The last envelope that is on it, and the hash of its header.
    pub seq: u64,
    pub head: String,
    /// The reader begins behind it, whatever it has of the lane; else it goes on where it is.
    pub begins: bool,
    /// Up to which number of this epoch the reader has signed that it has the lane, before it was away; 0 where it has not.
    #[serde(default)]
    pub had: u64,
    pub key_no: u64,
    pub key: String,
}

impl std::fmt::Debug for LaneTold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LaneTold")
            .field("lane", &self.lane)
            .field("key_no", &self.key_no)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Consulted {
    pub record: String,
    pub version: u64,
    /// `consulted`, `listed`, `opened`, `exported`.
    pub what: String,
    pub unit: Option<String>,
    pub officer: Option<String>,
    pub purpose: String,
    pub reference: Option<String>,
    pub done_us: i64,
}

impl Consulted {
    pub(crate) fn purpose(&self) -> Result<Purpose, model::Invalid> {
        self.purpose.parse()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HitTold {
    pub id: String,
    pub milli_bits: i32,
    pub term: String,
    pub raised_us: i64,
    pub due_us: i64,
    pub sides: [HitSideTold; 2],
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HitSideTold {
    pub member: String,
    /// Left out where the reader may not know which it is.
    pub record: Option<String>,
    pub version: u64,
    pub shows: String,
}

impl HitTold {
    /// The hit as the store keeps it, raised by this member.
    pub(crate) fn read(&self, raised_by: &Member) -> Result<store::hit::Hit, model::Invalid> {
        let side = |told: &HitSideTold| -> Result<store::hit::Side, model::Invalid> {
            Ok(store::hit::Side {
                member: told.member.parse()?,
                record: told.record.as_deref().map(str::parse).transpose()?,
                version: told.version,
                shows: told.shows.parse::<HitShows>()?,
                word: None,
                ground: None,
            })
        };
        let mut sides = [side(&self.sides[0])?, side(&self.sides[1])?];
        sides.sort_by(|a, b| a.member.cmp(&b.member));
        Ok(store::hit::Hit {
            id: self.id.parse::<HitId>()?,
            raised_by: raised_by.clone(),
            milli_bits: self.milli_bits,
            term: self.term.parse::<Term>()?,
            raised_us: self.raised_us,
            due_us: self.due_us,
            late_us: None,
            sides,
            check: None,
        })
    }

    /// What the reader `to` is told of a hit: of the other side no more than that shows.
    pub(crate) fn of(hit: &store::hit::Hit, to: &Member) -> HitTold {
        let side = |side: &store::hit::Side| {
            let own = &side.member == to;
            let shown = own || side.shows == HitShows::Full;
            HitSideTold {
                member: side.member.to_string(),
                record: side.record.filter(|_| shown).map(|id| id.to_string()),
                version: if shown { side.version } else { 0 },
                shows: side.shows.to_string(),
            }
        };
        HitTold {
            id: hit.id.to_string(),
            milli_bits: hit.milli_bits,
            term: hit.term.to_string(),
            raised_us: hit.raised_us,
            due_us: hit.due_us,
            sides: [side(&hit.sides[0]), side(&hit.sides[1])],
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct HitSaid {
    pub id: String,
    pub word: String,
    /// Why it cannot be told, where the word is that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    pub said_us: i64,
}

impl HitSaid {
    pub(crate) fn of(id: HitId, finding: Finding, said_us: i64) -> HitSaid {
        let ground = finding.ground.map(|ground| ground.to_string());
        HitSaid { id: id.to_string(), word: finding.word.to_string(), ground, said_us }
    }

    /// Older nodes say of nothing why it cannot be told.
    pub(crate) fn read(&self) -> Result<(HitId, Finding), model::Invalid> {
        let ground = self.ground.as_deref().map(str::parse).transpose()?;
        Ok((self.id.parse()?, Finding { word: self.word.parse()?, ground }))
    }
}
