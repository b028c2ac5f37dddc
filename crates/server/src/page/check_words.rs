//! What the check page says of its question and its answer.
use super::{ASKED, Answer, CheckForm, Frame, Match, Verdict, Zone};
use model::{Kind, Status, Urgency};

impl CheckForm {
    pub fn asked(&self) -> &'static [(Kind, &'static [&'static str])] {
        ASKED
    }

    pub fn is_kind(&self, kind: &Kind) -> bool {
        self.kind.as_ref() == Some(kind)
    }

    /// Name of the form's field for a property of a kind.
    pub fn name_of(&self, kind: &Kind, property: &str) -> String {
        format!("{kind}.{property}")
    }

    /// What stands in that field.
    pub fn value(&self, kind: &Kind, property: &str) -> &str {
        let given = self.values.iter().filter(|_| self.is_kind(kind)).find(|(name, _)| name == property);
        given.map_or("", |(_, text)| text)
    }
}

impl Answer {
    /// The sentence under the verdict.
    pub fn says(&self, frame: &Frame) -> String {
        let verdict = self.verdict();
        let sought = |m: &Match| !m.certain && m.status.map(Status::urgency) == Some(Urgency::Stop);
        if verdict == Verdict::Caution && self.matches.iter().any(sought) {
            return frame.say("says-caution-possible");
        }
        if verdict == Verdict::Caution && self.matches.iter().all(|m| m.verdict() < Verdict::Caution) {
            return frame.say("says-caution-zone");
        }
        frame.named("says", verdict.as_str())
    }

    pub fn label(&self, frame: &Frame, property: &str) -> String {
        self.kind.map_or_else(|| frame.property(property), |kind| frame.property_of(&kind, property))
    }
}

impl Zone {
    pub fn valid(&self) -> bool {
        self.failed.is_empty()
    }

    /// Each line in pieces, and whether the piece was put right.
    pub fn marked(&self) -> Vec<Vec<(bool, String)>> {
        (1..).zip(&self.lines).map(|(at, line)| self.pieces(at, line)).collect()
    }

    fn pieces(&self, at: usize, line: &str) -> Vec<(bool, String)> {
        let mut pieces: Vec<(bool, String)> = Vec::new();
        for (place, c) in (1..).zip(line.chars()) {
            let mended = self.repairs.iter().any(|r| r.line == at && r.place == place);
            match pieces.last_mut() {
                Some((same, text)) if *same == mended => text.push(c),
                _ => pieces.push((mended, c.to_string())),
            }
        }
        pieces
    }
}

impl Match {
    /// How many features speak for it and how many against.
    pub fn summary(&self, frame: &Frame) -> String {
        let count = |side| self.features.iter().filter(|f| !f.is_base() && f.side() == side).count();
        frame.with_both("reasons", &["for", "against"], count("for"), count("against"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possible_match_stops_nobody_and_still_protects() {
        assert_eq!(Verdict::of(Some(Status::Wanted), true), Verdict::Stop);
        assert_eq!(Verdict::of(Some(Status::Wanted), false), Verdict::Caution);
        assert_eq!(Verdict::of(Some(Status::PossibleVictim), false), Verdict::Protect);
        assert_eq!(Verdict::of(None, true), Verdict::Note);
    }

    #[test]
    fn a_document_with_wrong_digits_is_never_nothing() {
        let zone = |failed| Zone { layout: "TD3".into(), lines: vec![], failed, repairs: vec![] };
        let answer = |failed| Answer {
            at_us: 0,
            elapsed_us: 0,
            complete: true,
            kind: None,
            understood: vec![],
            zone: Some(zone(failed)),
            matches: vec![],
            explained: None,
            elsewhere: None,
        };
        assert_eq!(answer(vec![]).verdict(), Verdict::Nothing);
        assert_eq!(answer(vec!["birth".into()]).verdict(), Verdict::Caution);
    }

    #[test]
    fn what_was_put_right_is_marked_in_its_place() {
        let repairs = vec![super::super::Repair { line: 1, place: 3, was: 'O', now: '0' }];
        let zone = Zone { layout: "TD3".into(), lines: vec!["AB0C".into()], failed: Vec::new(), repairs };
        let pieces = [(false, "AB".to_string()), (true, "0".to_string()), (false, "C".to_string())];
        assert_eq!(zone.marked(), [pieces]);
    }
}
