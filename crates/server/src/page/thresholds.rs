//! The thresholds: from which likelihood on an answer is called possible, and a match, and what that brings a day.
use super::{Faults, Frame};
use askama::Template;

/// `GET /thresholds`; sent by POST to `/thresholds` (`possible` and `match` in percent, and `words`: why they are set).
#[derive(Debug, Clone, Template)]
#[template(path = "thresholds.html")]
pub struct ThresholdsPage {
    pub frame: Frame,
    /// In force, 0 to 1.
    pub possible: f64,
    pub certain: f64,
    pub outlook: OutlookView,
    /// None for whoever may look and not set.
    pub form: Option<ThresholdsForm>,
}

/// As it was typed, in percent.
#[derive(Debug, Clone, Default)]
pub struct ThresholdsForm {
    pub possible: String,
    pub certain: String,
    pub words: String,
    pub faults: Faults,
}

/// What to expect, and from what it is reckoned.
#[derive(Debug, Clone)]
pub struct OutlookView {
    pub days: u32,
    pub checks: u64,
    pub rows: Vec<OutlookRow>,
}

/// What one threshold would bring on a day.
#[derive(Debug, Clone)]
pub struct OutlookRow {
    pub threshold: f64,
    pub alarms: f64,
    pub false_alarms: f64,
    pub missed: f64,
    /// `possible` and `match` where it is in force as one of them or both.
    pub called: Vec<&'static str>,
}

/// Fewer checks than this tell little of the next day.
const CHECKS_ENOUGH: u64 = 200;

impl OutlookView {
    pub fn is_thin(&self) -> bool {
        self.checks < CHECKS_ENOUGH
    }
}

impl Frame {
    /// A threshold: `50%`, `99.5%`.
    pub fn threshold(&self, threshold: &f64) -> String {
        let tenths = (threshold * 1_000.0).round() / 10.0;
        let text = if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") };
        self.percent_of(&self.pointed(&text))
    }

    /// So many a day: `1,204`, `3.2`, `0.04`.
    pub fn rate(&self, rate: &f64) -> String {
        match *rate {
            r if r >= 10.0 => {
                format!("{r:.0}").parse().map_or_else(|_| String::new(), |n: u64| self.number(&n))
            }
            r if r >= 1.0 => self.pointed(&format!("{r:.1}")),
            r if r >= 0.005 => self.pointed(&format!("{r:.2}")),
            _ => "0".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Language;

    #[test]
    fn thresholds_and_rates_are_written_as_people_read_them() {
        let [english, french] = [Language::English, Language::French].map(Frame::sample);
        assert_eq!([0.5, 0.995, 0.05].map(|t| english.threshold(&t)), ["50%", "99.5%", "5%"]);
        assert_eq!(french.threshold(&0.995), "99,5\u{202f}%");
        assert_eq!([1204.4, 3.24, 0.041, 0.0].map(|r| english.rate(&r)), ["1,204", "3.2", "0.04", "0"]);
    }
}
