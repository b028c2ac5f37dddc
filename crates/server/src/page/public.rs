//! What strangers read of notices. Only what the JSON of the public service says as well comes on these pages.
use super::Frame;
use askama::Template;
use formats::notice::Collection;
use model::notice::{Content, NoticeKind};
use model::{Language, Member};
use serde_json::{Map, Value};

/// `GET /?kind=…&name=…&page=…&lang=…` behind the public door.
#[derive(Debug, Clone, Template)]
#[template(path = "public_list.html")]
pub struct PublicPage {
    pub frame: Frame,
    pub kind: Option<Collection>,
    /// As it was typed.
    pub name: String,
    pub total: usize,
    pub notices: Vec<PublicRow>,
    /// The query of the next page.
    pub next: Option<String>,
}

/// A notice in the list.
#[derive(Debug, Clone)]
pub struct PublicRow {
    /// Behind `/notice/`.
    pub path: String,
    pub kind: NoticeKind,
    pub caption: String,
    pub owner: Member,
    pub born: Option<String>,
    pub nationalities: Vec<String>,
    pub picture: Option<String>,
}

impl PublicRow {
    /// When born, and of which nationalities.
    pub fn facts(&self, frame: &Frame) -> String {
        let born = self.born.iter().map(|born| super::notice::value_of(frame, "date_of_birth", born));
        let of = self.nationalities.iter().map(|code| super::notice::value_of(frame, "nationalities", code));
        born.chain(of).collect::<Vec<_>>().join(" · ")
    }
}

impl PublicPage {
    pub fn kinds(&self) -> &'static [Collection] {
        Collection::ALL
    }

    pub fn is_kind(&self, kind: &Collection) -> bool {
        self.kind == Some(*kind)
    }

    pub fn kind_name(&self, kind: &Collection) -> String {
        self.frame.named("notice-kind", if *kind == Collection::Un { "un-special" } else { kind.as_str() })
    }

    /// The same in another language.
    pub fn in_language(&self, language: &Language) -> String {
        super::why::query(&[
            ("kind", self.kind.map_or("", Collection::as_str)),
            ("name", &self.name),
            ("lang", language.as_str()),
        ])
    }
}

/// `GET /notice/{kind}/{id}` behind the public door.
#[derive(Debug, Clone, Template)]
#[template(path = "public_notice.html")]
pub struct PublicNotice {
    pub frame: Frame,
    pub row: PublicRow,
    pub number: String,
    /// A field's name and its values.
    pub said: Vec<(&'static str, Vec<String>)>,
    pub pictures: Vec<String>,
    /// The last day on which it is good.
    pub last_us: i64,
}

impl PublicNotice {
    /// The fields of a notice that the public service tells as well, in the order of the table; and of a warrant the charge.
    pub fn said(content: &Content, told: &Map<String, Value>) -> Vec<(&'static str, Vec<String>)> {
        let is_told = |name: &str| {
            told.get(if name == "birth_name" { "name_at_birth" } else { name }).is_some()
                || told.contains_key(name)
                || content.kind == NoticeKind::Red && ["charge", "warrant_issuer"].contains(&name)
        };
        let all = content.fields().filter(|(field, _)| is_told(field.name));
        all.map(|(field, values)| (field.name, values.to_vec())).collect()
    }

    /// A code of one of the lists, a date, or the text itself.
    pub fn value(&self, field: &str, value: &str) -> String {
        super::notice::value_of(&self.frame, field, value)
    }
}
