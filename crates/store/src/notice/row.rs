//! The row of a notice, with what is sealed in it.
use crate::house::{self, House};
use crate::sql::{count, row};
use crate::{Error, Result};
use model::notice::{Content, Digest, NoticeKind, Person, Said, Sent, Stage, Word};
use model::{Audience, Member, RecordId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wire::keys::Salt;

/// A notice as far as this node has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: RecordId,
    pub owner: Member,
    pub content: Content,
    /// In their order; each was proven when it came.
    pub acts: Vec<NoticeSaid>,
    pub stage: Stage,
    pub round: u32,
    pub spread: bool,
    pub version: u64,
    pub withheld: bool,
    pub made_us: i64,
    pub moved_us: i64,
    pub review_us: i64,
}

impl Notice {
    /// When it was drafted, by its owner's clock.
    pub fn drafted_us(&self) -> i64 {
        self.acts.first().map_or(self.made_us, |act| act.at_us)
    }

    /// It is published and not kept from use here.
    pub fn is_in_force(&self) -> bool {
        self.stage == Stage::Published && !self.withheld
    }

    /// Its owner has taken back the leave that its content gives for a public extract.
    pub fn is_hidden(&self) -> bool {
        let word = |act: &&NoticeSaid| matches!(act.said.word, Word::Hide | Word::Show);
        self.acts.iter().rev().find(word).is_some_and(|act| act.said.word == Word::Hide)
    }
}

/// One act with a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeSaid {
    pub said: Said,
    /// In their own words; empty where nothing was said.
    pub why: String,
    pub at_us: i64,
    /// When this node heard of it, by its own clock.
    pub heard_us: i64,
    /// As their member's node signed it.
    pub signed: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    sent: String,
    audience: Vec<String>,
    never_to: Vec<String>,
    review: String,
    values: BTreeMap<String, Vec<String>>,
    acts: Vec<SealedAct>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SealedAct {
    word: String,
    member: String,
    person: String,
    round: u32,
    #[serde(with = "super::bytes")]
    digest: Digest,
    why: String,
    at_us: i64,
    #[serde(default = "not_known")]
    heard_us: i64,
    #[serde(with = "super::bytes")]
    signed: Vec<u8>,
}

/// When it was heard nobody wrote down: too late for anybody to say that it was in time.
fn not_known() -> i64 {
    i64::MAX
}

row! {
    pub(super) struct Row {
        id: String,
        owner: String,
        kind: String,
        stage: String,
        round: i64,
        spread: bool,
        version: i64,
        withheld: bool,
        made_us: i64,
        moved_us: i64,
        review_us: i64,
        sealed: Vec<u8>,
        salt: Vec<u8>,
    }
}

pub(super) const COLUMNS: &str = "select id, owner, kind, stage, round, spread, version, withheld, made_us, moved_us, review_us, \
     sealed, salt from notice where salt is not null ";

fn context(id: RecordId) -> Vec<u8> {
    [b"liaison/1/notice-row\0".as_slice(), id.as_bytes()].concat()
}

/// What is sealed of it, and under which salt.
pub(super) fn seal(house: &House, notice: &Notice) -> Result<(Vec<u8>, [u8; 32])> {
    let content = &notice.content;
    let values = content.fields().map(|(field, values)| (field.name.to_owned(), values.to_vec())).collect();
    let sealed = Sealed {
        sent: content.sent.to_string(),
        audience: content.audience.codes(),
        never_to: content.never_to.iter().map(ToString::to_string).collect(),
        review: content.review.to_string(),
        values,
        acts: notice.acts.iter().map(SealedAct::of).collect(),
    };
    let salt = house::chance::<32>()?;
    let key = house.keys.storage.record_key(&Salt::from_bytes(salt));
    Ok((key.seal(house::chance()?, &context(notice.id), &serde_json::to_vec(&sealed)?), salt))
}

impl SealedAct {
    pub(super) fn of(act: &NoticeSaid) -> SealedAct {
        let NoticeSaid { said, why, at_us, heard_us, signed } = act;
        SealedAct {
            word: said.word.to_string(),
            member: said.member.to_string(),
            person: said.person.as_str().to_owned(),
            round: said.round,
            digest: said.digest,
            why: why.clone(),
            at_us: *at_us,
            heard_us: *heard_us,
            signed: signed.clone(),
        }
    }

    pub(super) fn read(self) -> Result<NoticeSaid> {
        let said = Said {
            word: self.word.parse::<Word>()?,
            member: self.member.parse()?,
            person: Person::new(&self.person)?,
            round: self.round,
            digest: self.digest,
            has_reason: !self.why.is_empty(),
        };
        Ok(NoticeSaid {
            said,
            why: self.why,
            at_us: self.at_us,
            heard_us: self.heard_us,
            signed: self.signed,
        })
    }
}

impl Row {
    pub(super) fn read(self, house: &House) -> Result<Notice> {
        let id: RecordId = self.id.parse()?;
        let damaged = |what: &str| Error::Damaged(format!("notice {id} {what}"));
        let salt = Salt::from_bytes(self.salt.try_into().map_err(|_| damaged("has no salt of 32 bytes"))?);
        let plain = house.keys.storage.record_key(&salt).open(&context(id), &self.sealed);
        let sealed: Sealed = serde_json::from_slice(&plain.map_err(|_| damaged("does not open"))?)?;
        let audience = Audience::from_codes(sealed.audience.iter().map(String::as_str))?;
        let never_to = sealed.never_to.iter().map(|m| m.parse()).collect::<Result<_, _>>()?;
        let kind: NoticeKind = self.kind.parse()?;
        let texts = sealed
            .values
            .iter()
            .flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())));
        let ways = (kind, sealed.sent.parse::<Sent>()?);
        let content = Content::read(ways, (audience, never_to), (sealed.review.parse()?, None), texts)
            .map_err(|wrong| damaged(&format!("says what is no notice any more: {wrong:?}")))?;
        Ok(Notice {
            id,
            owner: self.owner.parse()?,
            content,
            acts: sealed.acts.into_iter().map(SealedAct::read).collect::<Result<_>>()?,
            stage: self.stage.parse::<Stage>()?,
            round: u32::try_from(self.round).map_err(|_| damaged("counts its rounds wrongly"))?,
            spread: self.spread,
            version: count(self.version)?,
            withheld: self.withheld,
            made_us: self.made_us,
            moved_us: self.moved_us,
            review_us: self.review_us,
        })
    }
}
