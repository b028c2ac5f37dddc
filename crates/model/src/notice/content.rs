//! What a notice says: texts become values of its fields, or each is wrong at its field with a reason.
use super::code;
use super::field::{FIELDS, Field, Form, When};
use super::kind::{NoticeKind, Sent};
use crate::{Audience, Handling, Invalid, Level, Member, PartialDate, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// Longest short text, in bytes.
const LINE_BYTES_MAX: usize = 300;
/// Longest text of several sentences.
const TEXT_BYTES_MAX: usize = 10_000;
const MANY_MAX: usize = 40;
/// A notice is looked at again within so many years.
const REVIEW_YEARS_MAX: u16 = 5;

/// What its owner lets the public see of a notice that is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leave {
    Nothing,
    Text,
    Photographs,
}

/// What is said of a field that a notice of its kind cannot be without.
pub const MISSING: &str = "this notice needs it";

/// All that is wrong with a text, each at the field that it is about.
pub type Wrong = Vec<Invalid>;

/// The content of a notice: what people approve and sign, and no more changes under their signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub kind: NoticeKind,
    pub sent: Sent,
    pub audience: Audience,
    pub never_to: BTreeSet<Member>,
    /// Its owner looks at it again by this day; then it lapses.
    pub review: PartialDate,
    values: BTreeMap<&'static str, Vec<String>>,
}

impl Content {
    /// Reads the fields of a notice of this kind; those of other kinds are refused, and so is what cannot be needed and is
    /// not there. `today` is the day on which it is stated, which bounds
    /// that of its review; none for what was stated before.
    pub fn read<'t>(
        (kind, sent): (NoticeKind, Sent),
        (audience, never_to): (Audience, BTreeSet<Member>),
        (review, today): (PartialDate, Option<PartialDate>),
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Content, Wrong> {
        let mut content = Content { kind, sent, audience, never_to, review, values: BTreeMap::new() };
        let mut wrong: Wrong =
            texts.into_iter().filter_map(|(name, text)| content.take(name, text).err()).collect();
        wrong.extend(content.missing());
        wrong.extend(content.addressed().err());
        wrong.extend(today.and_then(|today| review_within(review, today).err()));
        if wrong.is_empty() { Ok(content) } else { Err(wrong) }
    }

    fn take(&mut self, name: &str, text: &str) -> Result<(), Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let field = Field::of(self.kind, name)
            .ok_or(Invalid::new("field", "a notice of this kind has no field of this name"))?;
        let parts: Vec<&str> = match field.form.is_many() {
            true => text.split(['\n', ',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect(),
            false => vec![text],
        };
        if parts.len() > MANY_MAX {
            return Err(Invalid::new(field.name, "at most 40 of them"));
        }
        let read = parts.into_iter().map(|part| value(field, part)).collect::<Result<Vec<_>, _>>()?;
        let values = self.values.entry(field.name).or_default();
        for one in read {
            if !values.contains(&one) {
                values.push(one);
            }
        }
        match values.len() > 1 && !field.form.is_many() {
            true => Err(Invalid::new(field.name, "only one")),
            false => Ok(()),
        }
    }

    /// What is needed and is not there.
    fn missing(&self) -> Vec<Invalid> {
        let lacks =
            |field: &&Field| !self.has(field.name) && (field.is_needed(self.kind) || self.asks(field));
        self.kind.fields().filter(lacks).map(|field| Invalid::new(field.name, MISSING)).collect()
    }

    fn asks(&self, field: &Field) -> bool {
        match field.when {
            When::Never => false,
            When::Is(other, says) => self.first(other) == Some(says),
            When::Has(other) => self.has(other),
            When::Lacks(other) => Field::of(self.kind, other).is_some() && !self.has(other),
        }
    }

    fn addressed(&self) -> Result<(), Invalid> {
        let nobody = match &self.audience {
            Audience::Own => true,
            Audience::Members(members) => members.is_subset(&self.never_to),
            Audience::All => false,
        };
        match (nobody, self.sent) {
            (true, _) => Err(Invalid::new("audience", "a notice goes to others: name members, or all")),
            (false, Sent::Diffusion) if self.audience == Audience::All => Err(Invalid::new(
                "audience",
                "a diffusion goes to members that you choose; all are reached by a notice",
            )),
            (false, Sent::Notice) if self.audience != Audience::All && self.leave() > Leave::Nothing => {
                Err(Invalid::new("public_extract", "what the public may see is addressed to all members"))
            }
            _ => Ok(()),
        }
    }

    /// What the public may see of it, when it is published and as long as its owner does not take that back.
    pub fn leave(&self) -> Leave {
        match self.first("public_extract") {
            Some("photographs") => Leave::Photographs,
            Some(_) => Leave::Text,
            None => Leave::Nothing,
        }
    }

    /// Without what its owner asks to be done: for whoever may not act on it as things stand. What is left is not what was signed.
    pub fn leave_out_action(&mut self) {
        self.values.remove("action");
    }

    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    pub fn first(&self, name: &str) -> Option<&str> {
        self.all(name).first().map(String::as_str)
    }

    /// The values of a field, none if it says nothing.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// All that it says in words: by these it is found, and by no digest or number of another notice.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let said = self.fields().filter(|(field, _)| !field.form.is_reference());
        said.flat_map(|(_, values)| values.iter().map(String::as_str))
    }

    /// Every field that says something, in the order of the table.
    pub fn fields(&self) -> impl Iterator<Item = (&'static Field, &[String])> {
        FIELDS.iter().filter_map(|field| Some((field, self.values.get(field.name)?.as_slice())))
    }

    /// The one line by which people call it.
    pub fn caption(&self) -> String {
        let name =
            [self.first("forename"), self.first("name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let others = ["title", "un_reference", "place", "threat", "modus_operandi"];
        let other = || others.iter().find_map(|field| self.first(field)).unwrap_or_default();
        let line = if name.is_empty() { other() } else { &name };
        line.chars().take(120).collect()
    }

    /// How copies are held: what its owner says of the notice holds for the record of its subject as well.
    pub fn handling(&self) -> Handling {
        Handling {
            level: Level::Official,
            audience: self.audience.clone(),
            never_to: self.never_to.clone(),
            review: Some(self.review),
            expires_us: Some(self.review_us()),
            life_at_risk: self.has("life_at_risk"),
            ..Handling::default()
        }
    }

    /// The end of the day of its review, in microseconds since 1970: from then on every copy is dead by itself.
    pub fn review_us(&self) -> i64 {
        let (month, day) = (self.review.month().unwrap_or(1), self.review.day().unwrap_or(1));
        (days_to(i64::from(self.review.year()), i64::from(month), i64::from(day)) + 1) * 86_400_000_000
    }

    /// The one form in bytes: what is hashed and signed. Lengths stand before texts, so that no two contents are alike.
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |text: &str| {
            bytes.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend_from_slice(text.as_bytes());
        };
        put(self.kind.as_str());
        put(self.sent.as_str());
        put(&self.audience.codes().join(","));
        put(&self.never_to.iter().map(Member::as_str).collect::<Vec<_>>().join(","));
        put(&self.review.to_string());
        for (name, values) in &self.values {
            put(name);
            put(&values.len().to_string());
            values.iter().for_each(|value| put(value));
        }
        bytes
    }
}

/// Days from 1970 to a day of the Gregorian calendar, counted in years that begin in March.
fn days_to(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468
}

/// The day of a moment in microseconds since 1970.
pub fn day_of(at_us: i64) -> PartialDate {
    let days = at_us.div_euclid(86_400_000_000);
    let year = (1970..=2999).rev().find(|year| days_to(*year, 1, 1) <= days).unwrap_or(1970);
    let month = (1..=12).rev().find(|month| days_to(year, *month, 1) <= days).unwrap_or(1);
    let day = days - days_to(year, month, 1) + 1;
    let short = |n: i64| u8::try_from(n).ok();
    let year = u16::try_from(year).unwrap_or(1970);
    PartialDate::new(year, short(month), short(day))
        .unwrap_or_else(|_| PartialDate::new(1970, Some(1), Some(1)).expect("a day"))
}

/// Whether a day of review is in the future and near enough.
fn review_within(review: PartialDate, today: PartialDate) -> Result<(), Invalid> {
    let last = PartialDate::new(today.year() + REVIEW_YEARS_MAX, today.month(), today.day());
    // The 29th of February five years on is the last of that month.
    let last = last.or_else(|_| PartialDate::new(today.year() + REVIEW_YEARS_MAX, Some(2), Some(28)))?;
    match review.is_exact() && review > today && review <= last {
        true => Ok(()),
        false => Err(Invalid::new("review", "expected a day (2030-06-30) after today and within five years")),
    }
}

fn value(field: &Field, text: &str) -> Result<String, Invalid> {
    let wrong = |why| Invalid::new(field.name, why);
    let limit = if field.form == Form::Text { TEXT_BYTES_MAX } else { LINE_BYTES_MAX };
    if text.len() > limit {
        return Err(wrong(if limit == TEXT_BYTES_MAX {
            "longer than 10,000 bytes"
        } else {
            "longer than 300 bytes"
        }));
    }
    let controls = |c: char| c.is_control() && !(field.form == Form::Text && matches!(c, '\n' | '\r' | '\t'));
    if text.contains(controls) {
        return Err(wrong("it has characters that stand for nothing"));
    }
    match field.form {
        Form::Line | Form::Text => Ok(text.to_owned()),
        Form::Date => Ok(text.parse::<PartialDate>().map_err(|e| wrong(e.why))?.to_string()),
        Form::Day => {
            let day: PartialDate = text.parse().map_err(|e: Invalid| wrong(e.why))?;
            if day.is_exact() { Ok(day.to_string()) } else { Err(wrong("expected a day: 2026-03-31")) }
        }
        Form::Sex => code::one_of(code::SEX, text, wrong("expected M, F or U (unknown)")).map(Into::into),
        Form::Eyes => {
            code::one_of(code::EYES, text, wrong("no code of the list of eye colours")).map(Into::into)
        }
        Form::Hair => code::hair(text, wrong("no code of the list of hair colours")).map(Into::into),
        Form::Tongues => {
            code::tongue(text, wrong("expected three letters of ISO 639-2: FRE, ARA")).map(Into::into)
        }
        Form::Country | Form::Countries => code::alpha2(text).map_err(|e| wrong(e.why)),
        Form::Issuer => code::issuer(text),
        Form::Metres => metres(text).ok_or(wrong("expected metres between 0.3 and 2.8, such as 1.74")),
        Form::Kilograms => number(text, 1, 400).ok_or(wrong("expected kilograms between 1 and 400")),
        Form::Months => {
            number(text, 1, 1_200).ok_or(wrong("expected months between 1 and 1200; 1200 stands for life"))
        }
        Form::Count => number(text, 1, 100_000).ok_or(wrong("expected a whole number")),
        Form::Digest => digest(text).ok_or(wrong("expected SHA-256 of the document: 64 hexadecimal digits")),
        Form::Photographs => digest(text).ok_or(wrong("expected photographs that were added to this notice")),
        Form::Notice => text
            .parse::<RecordId>()
            .map(|id| id.to_string())
            .map_err(|_| wrong("expected the number of a notice")),
        Form::One(words) => {
            let word = words.iter().find(|word| **word == text);
            word.map(|word| (*word).to_owned()).ok_or(wrong("expected one of the words offered"))
        }
    }
}

fn number(text: &str, least: u32, most: u32) -> Option<String> {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    text.parse::<u32>().ok().filter(|n| plain && (least..=most).contains(n)).map(|n| n.to_string())
}

/// Metres as people write them, with a point or a comma, to the centimetre.
fn metres(text: &str) -> Option<String> {
    let text = text.replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() != 1 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let centimetres: u32 = format!("{whole}{part:0<2}").parse().ok()?;
    (30..=280).contains(&centimetres).then(|| format!("{whole}.{part:0<2}"))
}

fn digest(text: &str) -> Option<String> {
    let whole = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then(|| text.to_ascii_lowercase())
}
