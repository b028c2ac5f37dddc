//! A notice on its way: what it says, and every act with it as its member signed it.
use crate::inbox::{bytes, digits, digits_up_to};
use crate::notice::photograph::{self, PHOTOGRAPH_BYTES_MAX};
use model::notice::{Content, day_of};
use model::{Audience, Invalid};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::notice::{Fed, Notice, Photograph};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct NoticeTold {
    pub id: String,
    /// Rises with every move; what comes with a lower one is late.
    pub version: u64,
    /// That of the record of its subject.
    pub record: u64,
    kind: String,
    sent: String,
    audience: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    never_to: Vec<String>,
    review: String,
    values: BTreeMap<String, Vec<String>>,
    /// The photographs that the content names, in hexadecimal digits.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    photographs: Vec<String>,
    /// Signed acts of the round that runs, in their order, in hexadecimal digits.
    acts: Vec<String>,
}

/// One act, by the member whose node brings it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct NoticeActTold {
    pub id: String,
    pub act: String,
}

/// Acts with a notice by members that review no more: since when are they there?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct NoticeDoubted {
    pub id: String,
    /// SHA-256 of each as it was signed, in hexadecimal digits.
    pub acts: Vec<String>,
}

/// What became of a copy that its owner took back, beyond the copy itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct NoticeFed {
    pub id: String,
    pub version: u64,
    pub index_us: i64,
    pub exported: u64,
    pub printed: u64,
    pub carried: u64,
    pub shown: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until_us: Option<i64>,
}

impl NoticeFed {
    /// As envelopes and the store call it.
    pub(crate) const NAME: &str = "notice-fed";

    pub(crate) fn of(id: model::RecordId, fed: &Fed) -> NoticeFed {
        let Fed { version, index_us, exported, printed, carried, shown, until_us } = *fed;
        NoticeFed { id: id.to_string(), version, index_us, exported, printed, carried, shown, until_us }
    }

    pub(crate) fn fed(&self) -> Fed {
        let NoticeFed { version, index_us, exported, printed, carried, shown, until_us, .. } = *self;
        Fed { version, index_us, exported, printed, carried, shown, until_us }
    }
}

impl NoticeTold {
    pub(crate) fn of(notice: &Notice, photographs: &[Photograph]) -> NoticeTold {
        let content = &notice.content;
        NoticeTold {
            id: notice.id.to_string(),
            version: notice.version,
            record: 1,
            kind: content.kind.to_string(),
            sent: content.sent.to_string(),
            audience: content.audience.codes(),
            never_to: content.never_to.iter().map(ToString::to_string).collect(),
            review: content.review.to_string(),
            values: content
                .fields()
                .map(|(field, values)| (field.name.to_owned(), values.to_vec()))
                .collect(),
            photographs: photographs.iter().map(|one| wire::hex(&one.bytes)).collect(),
            acts: notice.acts.iter().map(|act| wire::hex(&act.signed)).collect(),
        }
    }

    /// What it says, as of the day on which it was drafted. What no notice of its kind says is refused at the first that is
    /// wrong.
    pub(crate) fn content(&self, drafted_us: i64) -> Result<Content, Invalid> {
        let audience = Audience::from_codes(self.audience.iter().map(String::as_str))?;
        let never_to = self.never_to.iter().map(|m| m.parse()).collect::<Result<_, _>>()?;
        let texts = self
            .values
            .iter()
            .flat_map(|(name, all)| all.iter().map(move |text| (name.as_str(), text.as_str())));
        let days = (self.review.parse()?, Some(day_of(drafted_us)));
        let ways = (self.kind.parse()?, self.sent.parse()?);
        Content::read(ways, (audience, never_to), days, texts)
            .map_err(|wrong| wrong.into_iter().next().unwrap_or(Invalid::new("notice", "it says nothing")))
    }

    /// The photographs, which must be those that the content names.
    pub(crate) fn photographs(&self, content: &Content) -> Result<Vec<Photograph>, Invalid> {
        let read =
            |text: &String| Ok::<_, Invalid>(photograph::of(digits_up_to(text, PHOTOGRAPH_BYTES_MAX)?));
        let mut all = self.photographs.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        all.sort_by(|one, other| one.digest.cmp(&other.digest));
        let mut named = content.all("photographs").to_vec();
        named.sort_unstable();
        match all.iter().map(|one| &one.digest).eq(&named) && all.iter().all(photograph::is_whole) {
            true => Ok(all),
            false => Err(Invalid::new("photographs", "they are not those that the notice names")),
        }
    }

    pub(crate) fn acts(&self) -> Result<Vec<Vec<u8>>, Invalid> {
        self.acts.iter().map(|act| digits(act)).collect()
    }
}

impl NoticeDoubted {
    /// The first so many of them.
    pub(crate) fn acts(&self, most: usize) -> Result<BTreeSet<wire::Hash>, Invalid> {
        self.acts.iter().take(most).map(|act| bytes(act)).collect()
    }
}

impl NoticeActTold {
    pub(crate) fn act(&self) -> Result<Vec<u8>, Invalid> {
        digits(&self.act)
    }
}
