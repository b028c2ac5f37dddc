//! FollowTheMoney JSON lines, as OpenSanctions publishes: in and out.
mod edge;
mod line;
mod node;
mod table;
mod topics;
mod write;

use crate::{
    Refused, Step,
    input::{self, Gauge, Lines},
    item::Untaken,
};
use std::{collections::VecDeque, path::PathBuf, sync::Arc};

pub use write::write;

/// The entities of these files, one file after the other.
pub(crate) fn read(files: Vec<PathBuf>, gauge: Arc<Gauge>) -> impl Iterator<Item = Step> + Send {
    Entities { files: files.into(), gauge, open: None, steps: VecDeque::new(), refused: false }
}

struct Entities {
    files: VecDeque<PathBuf>,
    gauge: Arc<Gauge>,
    open: Option<(String, Lines)>,
    /// One line may hold a node and its links.
    steps: VecDeque<Step>,
    /// Whether the last step was a refusal.
    refused: bool,
}

impl Iterator for Entities {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.steps.pop_front() {
                self.refused = matches!(step, Step::Refused(_));
                return Some(step);
            }
            match self.open.as_mut() {
                Some((file, lines)) => match lines.next() {
                    Some(line) => take(line, file, &mut self.steps),
                    None => {
                        if self.refused && lines.unended() {
                            self.gauge.damage();
                        }
                        self.open = None;
                    }
                },
                None => {
                    let path = self.files.pop_front()?;
                    match input::open(&path, &self.gauge) {
                        Ok(opened) => self.open = Some((opened.file, Lines::new(opened.text))),
                        Err(error) => self.steps.push_back(input::unreadable(&path, &error)),
                    }
                }
            }
        }
    }
}

fn take(line: Result<(u64, &str), input::Trouble>, file: &str, steps: &mut VecDeque<Step>) {
    match line {
        Ok((_, text)) if text.trim().is_empty() => {}
        Ok((number, text)) => match line::read(text) {
            Ok(items) => steps.extend(items.into_iter().map(Step::Item)),
            Err(Untaken { reason, key }) => {
                steps.push_back(Step::Refused(Refused::new(file, number, reason).about(key)));
            }
        },
        Err(trouble) => steps.push_back(Step::Refused(trouble.in_file(file))),
    }
}
