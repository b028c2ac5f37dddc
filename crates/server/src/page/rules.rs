//! The rules: the text by which the node decides who may do and see what.
use super::Frame;
use askama::Template;

/// `GET /rules`; sent by POST to `/rules` (`text`, and `words`: why it is changed).
#[derive(Debug, Clone, Template)]
#[template(path = "rules.html")]
pub struct RulesPage {
    pub frame: Frame,
    pub text: String,
    pub words: String,
    pub changed_us: Option<i64>,
    pub by: Option<String>,
    pub may_change: bool,
    /// What is wrong with the text that was sent; nothing was changed.
    pub faults: Vec<RuleFault>,
}

#[derive(Debug, Clone)]
pub struct RuleFault {
    pub line: Option<u32>,
    pub what: String,
}

impl RulesPage {
    /// Lines of the text field: as many as the text has, within reason.
    pub fn rows(&self) -> usize {
        self.text.lines().count().clamp(12, 40)
    }
}
