//! How fast others have answered the sender, on its way.
use model::{Figure, Invalid};
use serde::{Deserialize, Serialize};

/// All that the sender has measured of the last 90 days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AnswerFigures {
    figures: Vec<FigureTold>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FigureTold {
    member: String,
    what: String,
    term: String,
    asked: u64,
    in_time: u64,
    spans: model::Spans,
}

/// A thousand members with two kinds and three urgencies each.
const FIGURES_MAX: usize = 6_000;

impl AnswerFigures {
    pub(crate) fn of(figures: &[Figure]) -> AnswerFigures {
        let told = |it: &Figure| FigureTold {
            member: it.member.to_string(),
            what: it.what.to_string(),
            term: it.term.to_string(),
            asked: it.asked,
            in_time: it.in_time,
            spans: it.spans,
        };
        AnswerFigures { figures: figures.iter().take(FIGURES_MAX).map(told).collect() }
    }

    pub(crate) fn read(&self) -> Result<Vec<Figure>, Invalid> {
        if self.figures.len() > FIGURES_MAX {
            return Err(Invalid::new("figures", "more than 6,000"));
        }
        let read = |it: &FigureTold| {
            let (member, what, term) = (it.member.parse()?, it.what.parse()?, it.term.parse()?);
            Ok(Figure { member, what, term, asked: it.asked, in_time: it.in_time, spans: it.spans })
        };
        self.figures.iter().map(read).collect()
    }
}
