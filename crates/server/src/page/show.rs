//! How things are written for people: moments, partial dates, numbers, countries, and texts that others wrote.
use super::{Flaw, Frame, words, words::Words};
use fluent_bundle::FluentArgs;
use jiff::{Timestamp, Zoned};
use model::{
    Country, Holds, Kind, Language, Member, PartialDate, Property, Purpose, RecordId, Script, Value,
    schema::PROPERTIES,
};
use std::borrow::Cow;

impl Frame {
    fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    pub fn say(&self, key: &str) -> String {
        self.words().say(key)
    }

    pub(super) fn knows(&self, key: &str) -> bool {
        self.words().has(key)
    }

    /// A text with any number of places to fill.
    pub(super) fn filled(&self, key: &str, places: &FluentArgs) -> String {
        self.words().fill(key, places)
    }

    /// A text with one place to fill.
    pub fn with(&self, key: &str, name: &str, value: impl words::Place) -> String {
        let mut places = FluentArgs::new();
        places.set(name, value.place());
        self.words().fill(key, &places)
    }

    /// A text with two places to fill.
    pub fn with_both(
        &self,
        key: &str,
        names: &[&str; 2],
        first: impl words::Place,
        second: impl words::Place,
    ) -> String {
        let mut places = FluentArgs::new();
        places.set(names[0], first.place());
        places.set(names[1], second.place());
        self.words().fill(key, &places)
    }

    /// The word for one code of a code list: `named("status", "wanted")`.
    pub fn named(&self, list: &str, code: &str) -> String {
        self.say(&format!("{list}-{code}"))
    }

    pub fn is_right_to_left(&self) -> bool {
        self.language == Language::Arabic
    }

    /// `22 Nov 2026, 15:54`
    pub fn moment(&self, us: &i64) -> String {
        self.zoned(*us).map_or_else(String::new, |at| {
            let day =
                self.day_of(at.day().unsigned_abs(), at.month().unsigned_abs(), at.year().unsigned_abs());
            format!("{day}{}{:02}:{:02}", self.comma(), at.hour(), at.minute())
        })
    }

    /// `15:54:07`
    pub fn clock(&self, us: &i64) -> String {
        self.zoned(*us)
            .map_or_else(String::new, |at| format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()))
    }

    /// `22 Nov 2026`
    pub fn day(&self, us: &i64) -> String {
        self.zoned(*us).map_or_else(String::new, |at| {
            self.day_of(at.day().unsigned_abs(), at.month().unsigned_abs(), at.year().unsigned_abs())
        })
    }

    /// For machines: `2026-11-22T15:54:07Z`.
    pub fn iso(&self, us: &i64) -> String {
        Timestamp::from_microsecond(us.div_euclid(1_000_000) * 1_000_000)
            .map_or_else(|_| String::new(), |at| at.to_string())
    }

    fn zoned(&self, us: i64) -> Option<Zoned> {
        // A moment outside of jiff's years 1 to 9999 is damage; it is shown as no moment.
        Timestamp::from_microsecond(us).ok().map(|at| at.to_zoned(self.zone.clone()))
    }

    fn day_of(&self, day: u8, month: u8, year: u16) -> String {
        format!("{day} {} {year:04}", self.say(&format!("month-{month}")))
    }

    /// A date as far as it is known: `12 Aug 1974`, `about 1974`, `1959 to 1961`.
    pub fn date(&self, date: &PartialDate) -> String {
        let text = match (date.month(), date.day()) {
            (Some(month), Some(day)) => self.day_of(day, month, date.year()),
            (Some(month), None) => format!("{} {:04}", self.say(&format!("month-{month}")), date.year()),
            _ if date.last_year() > date.year() => {
                let years = [date.year(), date.last_year()].map(|year| format!("{year:04}"));
                self.with_both("date-between", &["first", "last"], &years[0], &years[1])
            }
            _ => format!("{:04}", date.year()),
        };
        if date.is_circa() { self.with("date-circa", "date", &text) } else { text }
    }

    /// `1,204` or `1 204`
    pub fn number(&self, number: &u64) -> String {
        let between = if matches!(self.language, Language::French | Language::Spanish) {
            words::NARROW_BLANK
        } else {
            ','
        };
        words::grouped(&number.to_string(), between)
    }

    /// `12`, or `1,000+` where no more were counted.
    pub fn up_to(&self, count: u64, most: u64) -> String {
        let number = self.number(&count);
        if count >= most { format!("{number}+") } else { number }
    }

    /// How long something is, in its largest unit: `5 minutes`, `3 hours`, `2 days`.
    pub fn span(&self, us: u64) -> String {
        let minutes = us / 60_000_000;
        match minutes {
            0..60 => self.with("span-minutes", "count", minutes.max(1)),
            60..2_880 => self.with("span-hours", "count", minutes / 60),
            _ => self.with("span-days", "count", minutes / 1_440),
        }
    }

    /// For how long already.
    pub fn since(&self, us: &i64) -> String {
        self.span(us.abs_diff(self.now_us))
    }

    /// What was done with a record elsewhere; another node may know more ways than this one.
    pub fn look(&self, what: &str) -> String {
        let key = format!("look-{what}");
        if self.words().has(&key) { self.say(&key) } else { visible(what).into_owned() }
    }

    /// A number with the language's decimal point.
    pub(super) fn pointed(&self, number: &str) -> String {
        number.replace('.', &self.point().to_string())
    }

    fn point(&self) -> char {
        if matches!(self.language, Language::French | Language::Spanish) { ',' } else { '.' }
    }

    /// A score from 0 to 1: `98%`, `98 %`. Never rounded up to certainty, nor down to nothing.
    pub fn percent(&self, score: &f64) -> String {
        match self.hundredths(score).min(99) {
            0 if *score > 0.0 => self.with("percent-under", "percent", self.percent_of("1")),
            whole => self.percent_of(&whole.to_string()),
        }
    }

    /// A number with the language's sign for hundredths.
    pub(super) fn percent_of(&self, whole: &str) -> String {
        match self.language {
            Language::English => format!("{whole}%"),
            Language::French | Language::Spanish => format!("{whole}{}%", words::NARROW_BLANK),
            Language::Arabic => format!("{whole}\u{200e}%\u{200e}"),
        }
    }

    /// A score as a whole number from 0 to 100.
    pub fn hundredths(&self, score: &f64) -> u8 {
        let bounded = (score.clamp(0.0, 1.0) * 100.0).round();
        (0..=100u8).find(|whole| f64::from(*whole) >= bounded).unwrap_or(100)
    }

    /// A score in words.
    pub fn likelihood(&self, score: &f64) -> String {
        let degree = match *score {
            s if s >= 0.95 => "almost-certain",
            s if s >= 0.8 => "very-likely",
            s if s >= 0.5 => "likely",
            s if s >= 0.2 => "possible",
            _ => "weak",
        };
        self.named("likelihood", degree)
    }

    /// `0.4 ms`
    pub fn took(&self, us: &u64) -> String {
        let (whole, tenth) = (us / 1000, us % 1000 / 100);
        let point = self.point();
        let shown = if whole >= 10 { self.number(&whole) } else { format!("{whole}{point}{tenth}") };
        self.with("took-ms", "ms", &shown)
    }

    /// `3.4 MB`
    pub fn size(&self, bytes: &u64) -> String {
        let (unit, per) = match bytes {
            0..1_000_000 => ("size-kb", 1_000),
            1_000_000..1_000_000_000 => ("size-mb", 1_000_000),
            _ => ("size-gb", 1_000_000_000),
        };
        let point = self.point();
        let shown = format!("{}{point}{}", self.number(&(bytes / per)), bytes % per * 10 / per);
        self.with(unit, "size", &shown)
    }

    pub fn kind(&self, kind: &Kind) -> &'static str {
        kind.label(self.language)
    }

    /// The label of a property, or of a part of a record that is none (`status`, `handling`).
    pub fn property(&self, name: &str) -> String {
        let part = format!("part-{name}");
        if self.words().has(&part) {
            return self.say(&part);
        }
        PROPERTIES.iter().find(|p| p.name == name).map_or(name, |p| p.label(self.language)).to_string()
    }

    /// The label of a property of one kind, where kinds differ.
    pub fn property_of(&self, kind: &Kind, name: &str) -> String {
        kind.property(name).map_or_else(|| self.property(name), |p| p.label(self.language).to_string())
    }

    pub fn label(&self, property: &Property) -> &'static str {
        property.label(self.language)
    }

    /// What a feature of the explanation is called.
    pub fn feature(&self, name: &str) -> String {
        let key = format!("feature-{name}");
        if self.words().has(&key) { self.say(&key) } else { self.property(name) }
    }

    /// What a feature compared, in words where it has some: dates, countries (codes apart by blanks), sex.
    pub fn feature_value(&self, name: &str, text: &str) -> String {
        let said = |holds: &Holds, text: &str| {
            self.in_words(holds, text).unwrap_or_else(|| visible(text).into_owned())
        };
        match name {
            "country" => {
                text.split(' ').map(|code| said(&Holds::Country, code)).collect::<Vec<_>>().join(self.comma())
            }
            "sex" => said(&Holds::Gender, text),
            _ if name.starts_with("date") => said(&Holds::Date, text),
            _ => visible(text).into_owned(),
        }
    }

    /// A country or member by name, as its code where it has none.
    pub fn member_called(&self, member: &Member) -> String {
        if *member == self.member && !self.member_name.is_empty() {
            return self.member_name.clone();
        }
        Country::find(member.as_str())
            .map_or_else(|| member.to_string(), |c| c.name(self.language).to_string())
    }

    /// The clean form of a value in the officer's words, where that says more than the original: dates and countries.
    pub fn in_words(&self, holds: &Holds, clean: &str) -> Option<String> {
        match holds {
            Holds::Date => clean.parse().ok().map(|date| self.date(&date)),
            Holds::Country => Country::find(clean).map(|c| c.name(self.language).to_string()),
            Holds::Gender => {
                let key = format!("gender-{clean}");
                self.words().has(&key).then(|| self.say(&key))
            }
            _ => None,
        }
    }

    /// A value by the name of its property, in words where it has some, else as it stands.
    pub fn value(&self, property: &str, text: &str) -> String {
        let key = format!("{property}-{text}");
        if property == "status" && self.words().has(&key) {
            return self.say(&key);
        }
        let holds = PROPERTIES.iter().find(|p| p.name == property).map(|p| p.holds);
        holds.and_then(|holds| self.in_words(&holds, text)).unwrap_or_else(|| visible(text).into_owned())
    }

    pub fn flaw(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::Missing => self.say("flaw-missing"),
            Flaw::Unfit(holds) => self.say(&format!("flaw-{}", form_of(*holds))),
            Flaw::NoChoice => self.say("flaw-no-choice"),
            Flaw::Outdated => self.say("flaw-outdated"),
            Flaw::NoRecord => self.say("flaw-record"),
            Flaw::NoThreshold => self.say("flaw-threshold"),
            Flaw::Said(words) => words.clone(),
        }
    }

    /// A text that others wrote, with every character visible that would turn or hide what follows it.
    pub fn plain<'a>(&self, text: &'a str) -> Cow<'a, str> {
        visible(text)
    }

    /// The script of a value is worth a word: not Latin, and not mere digits.
    pub fn shows_script(&self, value: &Value) -> bool {
        !matches!(value.script(), Script::Latin | Script::Other)
    }

    /// One word of it mixes scripts, as look-alike names do.
    pub fn mixes_scripts(&self, text: &str) -> bool {
        text.split_whitespace().any(mixes)
    }

    /// Between the members of a list in a sentence.
    pub fn comma(&self) -> &'static str {
        if self.is_right_to_left() { "، " } else { ", " }
    }

    pub fn record_href(&self, id: &RecordId, why: &super::Why) -> String {
        format!("/records/{id}{}", super::reason_query(why))
    }

    pub fn hit_href(&self, id: &model::HitId, why: &super::Why) -> String {
        format!("/hits/{id}{}", super::reason_query(why))
    }

    pub fn is_chosen(&self, one: &Purpose, chosen: &Option<Purpose>) -> bool {
        Some(one) == chosen.as_ref()
    }
}

/// The flaws that have their own words; one word for the rest.
const fn form_of(holds: Holds) -> &'static str {
    match holds {
        Holds::Date => "date",
        Holds::Country => "country",
        Holds::Phone => "phone",
        Holds::Email => "email",
        Holds::Iban => "iban",
        Holds::Vin => "vin",
        Holds::Imo => "imo",
        Holds::Mmsi => "mmsi",
        Holds::Gender => "gender",
        _ => "unfit",
    }
}

fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(disturbs) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if disturbs(c) { shown.push_str(&format!("[U+{:04X}]", u32::from(c))) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// Bidirectional overrides, embeddings and isolates, and control characters other than line breaks and tabs.
fn disturbs(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn mixes(word: &str) -> bool {
    use model::Script::{Cyrillic, Greek, Latin};
    let mut scripts = word.chars().filter(|c| c.is_alphabetic()).map(model::Script::of_letter);
    let Some(first) = scripts.next() else { return false };
    [Latin, Cyrillic, Greek].contains(&first)
        && scripts.any(|s| s != first && [Latin, Cyrillic, Greek].contains(&s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_the_text_is_made_visible() {
        assert_eq!(visible("Ama\u{202e}gpj"), "Ama[U+202E]gpj");
        assert_eq!(visible("علی\u{200c}رضا"), "علی\u{200c}رضا");
    }

    #[test]
    fn look_alikes_are_noticed_and_two_scripts_side_by_side_are_not() {
        assert!(mixes("Pаvel"));
        assert!(!mixes("Pavel"));
        assert!(!"Pavel Павел".split_whitespace().any(mixes));
    }

    #[test]
    fn no_score_is_shown_as_certainty() {
        let frame = Frame::sample(Language::English);
        assert_eq!(frame.percent(&0.999), "99%");
        assert!(frame.percent(&0.002).starts_with("under"));
        assert_eq!(frame.percent(&0.5), "50%");
        assert_eq!(frame.hundredths(&f64::NAN), 100);
    }

    #[test]
    fn numbers_and_dates_are_written_as_the_language_writes_them() {
        let [english, french, arabic] =
            [Language::English, Language::French, Language::Arabic].map(Frame::sample);
        assert_eq!(english.number(&1_234_567), "1,234,567");
        assert_eq!(french.number(&1_234_567), "1\u{202f}234\u{202f}567");
        let date = "1974-08-12".parse().expect("a date");
        assert_eq!(english.date(&date), "12 Aug 1974");
        assert_eq!(french.date(&date), "12 août 1974");
        assert!(arabic.date(&date).contains("1974"));
        let circa = "1974~".parse().expect("a date");
        assert_ne!(english.date(&circa), "1974");
    }
}
