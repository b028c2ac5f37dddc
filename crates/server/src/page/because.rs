//! Reasons in sentences: what spoke for a match and what against, so that it can be read aloud.
use super::{Feature, Frame, Judged};
use fluent_bundle::FluentArgs;

/// A weight of this size fills the bar.
const WEIGHT_FULL: f64 = 15.0;
/// Weights from which on something speaks strongly and clearly: 32 and 4 times likelier, or unlikelier, than without it.
const STRONG: f64 = 5.0;
const CLEAR: f64 = 2.0;
/// More than this no single reason but a number of one's own can make up for.
const OUT_OF_REACH: f64 = 10.0;
/// Less than this is neither for nor against.
const NOTHING: f64 = 0.05;

impl Feature {
    /// What is assumed before anything is compared.
    pub fn is_base(&self) -> bool {
        self.name == "base"
    }

    /// A correction of what other reasons weigh, and no reason of its own.
    pub fn is_limit(&self) -> bool {
        self.name == "relative" || self.name.ends_with("-limit")
    }

    /// Worth a sentence: a correction that corrects nothing is not.
    pub fn is_told(&self) -> bool {
        !(self.is_limit() && self.side() == "neither")
    }

    pub fn side(&self) -> &'static str {
        match self.weight {
            w if w > NOTHING => "for",
            w if w < -NOTHING => "against",
            _ => "neither",
        }
    }

    /// How strongly it speaks, as the end of a key of the words.
    pub fn speaks(&self) -> &'static str {
        match (self.side(), self.weight.abs()) {
            ("for", w) if w >= STRONG => "for-3",
            ("for", w) if w >= CLEAR => "for-2",
            ("for", _) => "for-1",
            ("against", w) if w >= STRONG => "against-3",
            ("against", w) if w >= CLEAR => "against-2",
            ("against", _) => "against-1",
            _ => "none",
        }
    }

    fn length(&self) -> f64 {
        (self.weight.abs() / WEIGHT_FULL).min(1.0) * 50.0
    }

    /// Width of the bar of a hundred, from its middle.
    pub fn bar_width(&self) -> String {
        format!("{:.1}", self.length())
    }

    /// Where the bar begins: against is before the middle.
    pub fn bar_from(&self) -> String {
        format!("{:.1}", if self.weight < 0.0 { 50.0 - self.length() } else { 50.0 })
    }

    pub fn signed(&self) -> String {
        format!("{:+.2}", self.weight)
    }

    /// What the two sides are to each other, for the choice of words.
    fn how(&self) -> &'static str {
        match (self.query.is_empty(), self.record.is_empty()) {
            (true, true) if self.weight < 0.0 => "taken",
            (true, true) => "given",
            (true, false) => "query-lacks",
            (false, true) => "record-lacks",
            _ if self.weight < 0.0 => "against",
            _ if self.query.to_lowercase() == self.record.to_lowercase() => "same",
            _ => "for",
        }
    }
}

/// The weights of all features.
pub fn sum(features: &[Feature]) -> f64 {
    features.iter().map(|feature| feature.weight).sum()
}

/// The weight by which a record misses being possible, as the end of a key of the words.
fn reach(misses: f64) -> &'static str {
    match misses {
        m if m <= CLEAR => "1",
        m if m <= STRONG => "2",
        m if m <= OUT_OF_REACH => "3",
        _ => "4",
    }
}

impl Frame {
    /// A reason as one sentence, without how strongly it speaks.
    pub fn because(&self, feature: &Feature) -> String {
        let own = format!("because-{}", feature.name);
        let key = if self.knows(&own) { own.as_str() } else { "because-any" };
        self.because_as(key, feature)
    }

    /// The same of two records, of which none is a question.
    pub fn because_of_pair(&self, feature: &Feature) -> String {
        let (pair, own) = (format!("pair-{}", feature.name), format!("because-{}", feature.name));
        let key = [pair.as_str(), own.as_str()].into_iter().find(|key| self.knows(key));
        self.because_as(key.unwrap_or("pair-any"), feature)
    }

    fn because_as(&self, key: &str, feature: &Feature) -> String {
        let value = |text: &str| self.feature_value(&feature.name, text);
        let (query, record) = (value(&feature.query), value(&feature.record));
        let mut places = FluentArgs::new();
        places.set("how", feature.how());
        places.set("what", self.feature(&feature.name));
        places.set("query", query);
        places.set("record", record);
        places.set("odds", self.odds(feature.weight));
        self.filled(key, &places)
    }

    /// The sentence with how strongly it speaks, as it is read aloud.
    pub fn says(&self, feature: &Feature) -> String {
        let sentence = self.because(feature);
        if feature.is_base() || feature.is_limit() {
            return sentence;
        }
        format!("{sentence} {}", self.named("weighs", feature.speaks()))
    }

    /// What all reasons come to together.
    pub fn sum(&self, score: &f64) -> String {
        let places = ["percent", "likelihood"];
        self.with_both("reasons-sum", &places, self.percent(score), self.likelihood(score))
    }

    pub fn signed_sum(&self, features: &[Feature]) -> String {
        format!("{:+.2}", sum(features))
    }

    /// The same in odds: "Odds of about 52 to 1 for it."
    pub fn sum_in_odds(&self, features: &[Feature]) -> String {
        let sum = sum(features);
        let how = if sum < 0.0 { "against" } else { "for" };
        self.with_both("weights-odds", &["how", "odds"], how, self.odds(sum))
    }

    /// Two to the power of a weight, to two digits.
    fn odds(&self, weight: f64) -> String {
        let text = format!("{:.1e}", weight.abs().exp2());
        let (digits, zeros) = text.split_once('e').unwrap_or((&text, "0"));
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        match zeros.parse::<usize>() {
            Ok(0) => format!("{:.0}", weight.abs().exp2()),
            Ok(zeros) => {
                let whole = format!("{digits}{}", "0".repeat(zeros.saturating_sub(1)));
                whole.parse().map_or(whole, |number: u64| self.number(&number))
            }
            Err(_) => digits,
        }
    }

    /// What became of a record that was asked about.
    pub fn outcome(&self, judged: &Judged) -> String {
        let said = match judged.misses {
            None => return self.named("outcome", &judged.outcome),
            Some(misses) => self.named("misses", reach(misses)),
        };
        let places = ["percent", "least"];
        let below = self.with_both(
            "outcome-below",
            &places,
            self.percent(&judged.score),
            self.percent(&judged.least),
        );
        format!("{below} {said}")
    }

    /// A sentence for programs and terminals: without the invisible signs that keep two directions of writing apart,
    /// where there is only one.
    pub fn bare(&self, sentence: String) -> String {
        let turns =
            |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        if self.is_right_to_left() || sentence.chars().any(turns) {
            return sentence;
        }
        sentence.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Language;

    fn feature(name: &str, query: &str, record: &str, weight: f64) -> Feature {
        Feature { name: name.into(), query: query.into(), record: record.into(), weight }
    }

    #[test]
    fn a_bar_grows_from_the_middle_to_its_side_and_not_beyond() {
        let bar = |weight| {
            let feature = feature("name", "", "", weight);
            (feature.bar_from(), feature.bar_width())
        };
        assert_eq!(bar(7.5), ("50.0".into(), "25.0".into()));
        assert_eq!(bar(-99.0), ("0.0".into(), "50.0".into()));
    }

    #[test]
    fn a_reason_is_said_in_whole_sentences() {
        let frame = Frame::sample(Language::English);
        let said = |f: Feature| frame.bare(frame.says(&f));
        assert_eq!(
            said(feature("name", "MENSAH", "Mensah", 7.0)),
            "Both have “Mensah” in the name. That speaks strongly for a match."
        );
        assert_eq!(
            said(feature("name-missing", "", "Lamine", -0.7)),
            "The record also has “Lamine”, which the question lacks. That speaks slightly against a match."
        );
        assert_eq!(
            said(feature("vin", "1M8GD", "1M8GE", -9.0)),
            "Vehicle identification number: 1M8GD and 1M8GE differ. That speaks strongly against a match."
        );
        let base = said(feature("base", "", "", -17.0));
        assert!(base.contains("130,000 to 1 against"), "{base}");
        assert_eq!(frame.sum_in_odds(&[feature("name", "a", "a", 2.0)]).matches('4').count(), 1);
    }

    #[test]
    fn a_name_of_the_other_direction_stays_apart_from_the_sentence_round_it() {
        let [english, arabic] = [Language::English, Language::Arabic].map(Frame::sample);
        let reason = feature("name", "محمد", "Mohamed", 3.0);
        assert!(english.bare(english.says(&reason)).contains('\u{2068}'));
        assert!(arabic.bare(arabic.says(&reason)).contains('\u{2068}'));
        assert!(!english.bare(english.says(&feature("name", "Ama", "Ama", 3.0))).contains('\u{2068}'));
    }
}
