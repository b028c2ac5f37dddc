//! Our records elsewhere: what was taken back and is not yet confirmed gone, and who looked at what.
use super::{Frame, Mark, Stands, Why};
use askama::Template;
use model::{CopyWord, Member, Purpose, RecordId};

/// `GET /window?purpose=…&record=…&before=…`
#[derive(Debug, Clone, Template)]
#[template(path = "window.html")]
pub struct WindowPage {
    pub frame: Frame,
    pub why: Why,
    /// Only looks at this record are shown.
    pub record: Option<RecordId>,
    /// How it stands with each member that was told to destroy copies, in the order of their codes.
    pub members: Vec<RecalledRow>,
    /// The oldest first.
    pub recalls: Vec<RecallRow>,
    /// What others keep by law of what was taken back; the longest to come first.
    pub kept: Vec<KeptThereRow>,
    /// The officer may see which copies are kept by law here.
    pub keeps: bool,
    /// Of the one record that is shown: who has it; none where that may not be known.
    pub holders: Option<Vec<HolderRow>>,
    /// Everybody was told to destroy theirs: it may be withdrawn, and is not linked to.
    pub taken_back: bool,
    /// The newest first.
    pub looks: Vec<LookRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// One member that has not confirmed that its copy is gone.
#[derive(Debug, Clone)]
pub struct RecallRow {
    pub record: RecordId,
    pub member: Member,
    pub since_us: i64,
    /// How far it was pressed: 0 not yet, 1 late, 2 very late.
    pub level: u8,
}

impl RecallRow {
    /// By which it is called in words; none where it does not press.
    pub fn late(&self) -> Option<&'static str> {
        match self.level {
            0 => None,
            1 => Some("late"),
            _ => Some("very-late"),
        }
    }
}

/// How it stands with one member.
#[derive(Debug, Clone)]
pub struct RecalledRow {
    pub member: Member,
    pub waiting: u64,
    /// Since when the oldest waits.
    pub oldest_us: Option<i64>,
    pub confirmed: u64,
    /// Kept by law.
    pub kept: u64,
    pub stands: Stands,
}

/// A copy of ours that its holder keeps by law.
#[derive(Debug, Clone)]
pub struct KeptThereRow {
    pub record: RecordId,
    pub member: Member,
    pub copy: CopyRow,
}

/// What a holder says of its copy.
#[derive(Debug, Clone)]
pub struct CopyRow {
    pub word: CopyWord,
    pub basis: Option<String>,
    pub why: Option<String>,
    pub unit: Option<String>,
    pub until_us: Option<i64>,
}

impl CopyRow {
    /// Why, by which law and unit, as far as it is told.
    pub fn told(&self) -> Vec<&String> {
        [&self.why, &self.basis, &self.unit].into_iter().flatten().collect()
    }
}

/// One look at a record of ours, elsewhere.
#[derive(Debug, Clone)]
pub struct LookRow {
    pub record: RecordId,
    pub version: u64,
    pub member: Member,
    /// `consulted`, `listed`, `opened`, `exported`, `printed`.
    pub what: String,
    pub unit: Option<String>,
    pub officer: Option<String>,
    pub purpose: Purpose,
    pub reference: Option<String>,
    pub done_us: i64,
}

impl LookRow {
    /// The pseudonym, as far as it is needed to tell one from another.
    pub fn pseudonym(&self) -> Option<String> {
        self.officer.as_ref().map(|officer| officer.chars().take(8).collect())
    }
}

impl WindowPage {
    /// Who is on the map: of one record its holders that are to destroy it, else everybody who ever was to destroy one.
    pub fn marks(&self) -> Vec<Mark> {
        let held = self.holders.iter().flatten().filter(|holder| holder.recalled);
        let held = held.filter_map(|holder| Mark::of(&holder.member, holder.stands()));
        held.chain(self.members.iter().filter_map(|row| Mark::of(&row.member, row.stands))).collect()
    }

    pub fn href(&self, before: &str) -> String {
        self.query(&self.record.map(|id| id.to_string()).unwrap_or_default(), before)
    }

    /// The address of what is known of one record.
    pub fn of(&self, record: &RecordId) -> String {
        self.query(&record.to_string(), "")
    }

    fn query(&self, record: &str, before: &str) -> String {
        super::why::query(&[
            ("purpose", self.why.purpose.map_or("", |purpose| purpose.as_str())),
            ("legal_basis", &self.why.legal_basis),
            ("reference", &self.why.reference),
            ("record", record),
            ("before", before),
        ])
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }
}

/// What a record page shows of a record of ours that others may have.
#[derive(Debug, Clone)]
pub struct Sharing {
    pub holders: Vec<HolderRow>,
    /// The newest few.
    pub looks: Vec<LookRow>,
    /// There are more than are shown.
    pub more: bool,
}

/// One member that has, had, or is to have it.
#[derive(Debug, Clone)]
pub struct HolderRow {
    pub member: Member,
    pub version: u64,
    pub recalled: bool,
    pub since_us: i64,
    pub confirmed_us: Option<i64>,
    /// Its node is not reached at the moment.
    pub unreached: bool,
    /// What it says of its copy, where it is kept by law or may be.
    pub copy: Option<CopyRow>,
}

impl HolderRow {
    /// How it stands, in a sentence.
    pub fn words_of(&self, frame: &Frame) -> String {
        let moment = frame.moment(&self.confirmed_us.unwrap_or(self.since_us));
        if let Some(CopyRow { word, until_us: Some(until_us), .. }) = self.keeps() {
            let key = if *word == CopyWord::Undecided { "holder-undecided" } else { "holder-keeps" };
            return frame.with(key, "moment", frame.moment(until_us));
        }
        let key = match (self.recalled, self.confirmed_us) {
            (false, Some(_)) => "holder-has",
            (false, None) => "holder-waits",
            (true, Some(_)) => return frame.with("holder-gone", "moment", &moment),
            (true, None) => return frame.with("holder-going", "moment", &moment),
        };
        frame.with_both(key, &["version", "moment"], self.version, &moment)
    }

    /// What it keeps though the record was taken back.
    pub fn keeps(&self) -> Option<&CopyRow> {
        self.copy.as_ref().filter(|copy| self.recalled && copy.word.outlives_a_recall())
    }

    pub fn mark(&self) -> &'static str {
        if self.keeps().is_some() {
            return "note";
        }
        match (self.recalled, self.confirmed_us) {
            (false, Some(_)) => "done",
            (_, None) => "clock",
            (true, Some(_)) => "cross",
        }
    }

    pub fn stands(&self) -> Stands {
        match self.confirmed_us {
            _ if self.keeps().is_some() => Stands::Kept,
            Some(_) => Stands::Done,
            None if self.unreached => Stands::Unreached,
            None => Stands::Waits,
        }
    }

    /// A copy that should be gone, and nobody has said that it is.
    pub fn presses(&self) -> bool {
        self.recalled && self.confirmed_us.is_none() && self.keeps().is_none()
    }
}

impl Frame {
    /// Of those who are to destroy a record: how many have confirmed, and how many there are. None where nothing was taken
    /// back.
    pub fn recalled(&self, holders: &[HolderRow]) -> Option<(u64, u64)> {
        let recalled = || holders.iter().filter(|holder| holder.recalled);
        let gone =
            recalled().filter(|holder| holder.confirmed_us.is_some() && holder.keeps().is_none()).count();
        let all = recalled().count();
        (all > 0).then(|| (u64::try_from(gone).unwrap_or(0), u64::try_from(all).unwrap_or(0)))
    }
}
