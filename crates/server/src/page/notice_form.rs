//! The form of a notice: only the fields that its kind has.
use super::{Faults, Frame, HandlingForm, Why};
use askama::Template;
use model::RecordId;
use model::notice::{Field, Form, NoticeKind, Sent};

/// `GET /notices/new?kind=red`, `GET /notices/{id}/redraft`; sent by POST to `/notices` or back to the same address.
///
/// Fields: those of [`Why`]; `kind`; `round` (when stated anew: the one that was read); `sent`; `audience` (`all` or `members`),
/// `members`, `never_to`; `review`; and one for each field of the kind, by its name.
#[derive(Debug, Clone, Template)]
#[template(path = "notice_form.html")]
pub struct NoticeFormPage {
    pub frame: Frame,
    pub kind: NoticeKind,
    pub target: Option<(RecordId, u32)>,
    pub sent: Sent,
    pub handling: HandlingForm,
    pub fields: Vec<NoticeField>,
    /// Under which it is kept while it is written, and since when.
    pub draft: (RecordId, Option<i64>),
    pub why: Why,
    pub faults: Faults,
}

/// How a field is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Widget {
    Line,
    Text,
    Day,
    /// One of a list.
    Choice,
    /// Some of a list.
    Some,
    /// Photographs that were added: each can be left out.
    Photographs,
    /// Stands there and is not typed.
    Hidden,
}

/// A field with what stands in it.
#[derive(Debug, Clone)]
pub struct NoticeField {
    pub field: &'static Field,
    pub is_needed: bool,
    pub values: Vec<String>,
}

impl NoticeField {
    pub fn widget(&self) -> Widget {
        match self.field.form {
            Form::Text => Widget::Text,
            Form::Day => Widget::Day,
            Form::One(_) | Form::Sex => Widget::Choice,
            Form::Eyes | Form::Hair => Widget::Some,
            Form::Photographs => Widget::Photographs,
            Form::Notice => Widget::Hidden,
            _ => Widget::Line,
        }
    }

    /// The codes to choose from, and the list in which their words stand.
    pub fn choices(&self) -> (&'static str, &'static [&'static str]) {
        match self.field.form {
            Form::One(words) => ("notice-one", words),
            Form::Sex => ("notice-sex", model::notice::SEX),
            Form::Eyes => ("notice-colour", model::notice::EYES),
            Form::Hair => ("notice-colour", model::notice::HAIR),
            _ => ("notice-one", &[]),
        }
    }

    pub fn has(&self, code: &str) -> bool {
        self.values.iter().any(|value| value == code)
    }

    /// As one line, or as it was written.
    pub fn text(&self) -> String {
        self.values.join(if self.widget() == Widget::Text { "\n" } else { ", " })
    }

    /// What is expected there, where the name does not say it.
    pub fn hint(&self) -> &'static str {
        match self.field.form {
            Form::Date => "date",
            Form::Country | Form::Countries => "country",
            Form::Issuer => "issuer",
            Form::Tongues => "tongues",
            Form::Metres => "metres",
            Form::Months => "months",
            Form::Digest => "digest",
            _ => "",
        }
    }
}

impl NoticeFormPage {
    pub fn kinds(&self) -> &'static [NoticeKind] {
        NoticeKind::ALL
    }

    pub fn is_kind(&self, kind: &NoticeKind) -> bool {
        self.kind == *kind
    }

    pub fn sents(&self) -> &'static [Sent] {
        Sent::ALL
    }

    pub fn is_sent(&self, sent: &Sent) -> bool {
        self.sent == *sent
    }

    pub fn is_for_all(&self) -> bool {
        self.handling.audience == super::AudienceChoice::All
    }

    pub fn is(&self, field: &NoticeField, widget: &str) -> bool {
        let is = match field.widget() {
            Widget::Line => "line",
            Widget::Text => "text",
            Widget::Day => "day",
            Widget::Choice => "choice",
            Widget::Some => "some",
            Widget::Photographs => "photographs",
            Widget::Hidden => "hidden",
        };
        is == widget
    }

    pub fn reason(&self) -> String {
        super::reason_query(&self.why)
    }

    /// What it corrects, where it does.
    pub fn corrects(&self) -> Option<&str> {
        let field = self.fields.iter().find(|one| one.field.name == "corrects")?;
        field.values.first().map(String::as_str)
    }

    /// Where the form is sent.
    pub fn to(&self) -> String {
        self.target.map_or_else(|| "/notices".to_string(), |(id, _)| format!("/notices/{id}/redraft"))
    }
}
