//! What a score is called.
use super::Verdict;
use crate::Desk;

/// As checks call it by this desk's thresholds; none where it is below all.
pub fn verdict(desk: &Desk, score: f64) -> Option<Verdict> {
    desk.thresholds().verdict(score)
}
