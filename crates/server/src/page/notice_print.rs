//! A notice on one sheet of paper, in the language that was chosen for it.
use super::Frame;
use askama::Template;
use desk::ask::Live;
use model::notice::{Content, NoticeKind, Sent, Stage};
use model::{Language, Member, RecordId};

/// `GET /notices/{id}/print?purpose=…&in=…`
#[derive(Debug, Clone, Template)]
#[template(path = "notice_print.html")]
pub struct NoticePrint {
    /// In the language of the sheet.
    pub frame: Frame,
    pub id: RecordId,
    pub owner: Member,
    pub kind: NoticeKind,
    pub sent: Sent,
    pub stage: Stage,
    /// Where its owner says that it stands, where somebody is to be arrested.
    pub live: Option<Live>,
    pub content: Content,
    /// The last day on which it is good.
    pub last_us: i64,
    /// Who prints, as their own node calls them.
    pub reader: String,
    /// Addresses of its photographs.
    pub pictures: Vec<String>,
    /// The query of this sheet in another language, without `in`.
    pub query: String,
}

/// Fields that stand in the text below and not in the table.
const BELOW: &[&str] =
    &["facts", "facts_language", "photographs", "public_extract", "corrects", "action", "warrant_digest"];

impl NoticePrint {
    pub fn caption(&self) -> String {
        self.content.caption()
    }

    /// Short fields with their values as one line each.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let short = |name: &str| {
            !BELOW.contains(&name) && !name.starts_with("facts_") && !name.starts_with("translator_")
        };
        let all = self.content.fields().filter(|(field, _)| short(field.name));
        all.map(|(field, values)| {
            let values: Vec<String> =
                values.iter().map(|value| super::notice::value_of(&self.frame, field.name, value)).collect();
            (field.name, values.join(", "))
        })
        .collect()
    }

    /// The facts in the language of the sheet, where somebody has translated them, else as they were written; with the language
    /// that they are in, and who translated.
    pub fn facts(&self) -> (String, String, Option<String>) {
        let own = self.content.first("facts_language").unwrap_or_default();
        let here = self.frame.language.as_str();
        let text = |field: &str| self.content.first(field).map(str::to_owned);
        match text(&format!("facts_{here}")).filter(|_| own != here) {
            Some(translated) => (translated, here.to_owned(), text(&format!("translator_{here}"))),
            None => (text("facts").unwrap_or_default(), own.to_owned(), None),
        }
    }

    /// Where its owner says that it stands, in a sentence.
    pub fn live_says(&self, live: &Live) -> String {
        super::notice::live_of(&self.frame, live).1
    }

    pub fn action(&self) -> Option<&str> {
        self.content.first("action")
    }

    /// This sheet in another language.
    pub fn in_language(&self, language: &Language) -> String {
        format!("{}&in={language}", self.query)
    }

    pub fn is_in_force(&self) -> bool {
        self.stage == Stage::Published
    }
}
