//! The desk's reasons as views that can be said in words: what pages show and the API tells.
use crate::page::{Feature, Judged};
use desk::check::{Because, Thresholds};

pub(crate) fn feature(because: Because) -> Feature {
    let Because { feature, query, record, weight } = because;
    Feature { name: feature.to_string(), query, record, weight }
}

pub(crate) fn features(explanation: Vec<Because>) -> Vec<Feature> {
    explanation.into_iter().map(feature).collect()
}

pub(crate) fn judged(judged: desk::check::Judged, thresholds: &Thresholds) -> Judged {
    Judged {
        kind: judged.kind,
        misses: judged.misses(thresholds),
        outcome: judged.outcome.to_string(),
        owner: judged.owner,
        caption: judged.caption,
        status: judged.status,
        score: judged.score,
        least: thresholds.possible,
        features: features(judged.explanation),
    }
}
