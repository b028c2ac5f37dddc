//! Reading what is written in the shape of the public notice service: one notice, a list of them, or one a line.
use super::Collection;
use crate::{
    Draft, Item, Refused, Step,
    input::{self, Gauge, Lines},
};
use model::notice::NoticeKind;
use model::{Entity, Kind, Level, Status};
use serde_json::{Map, Value};
use std::{collections::VecDeque, path::PathBuf, sync::Arc};

/// Longest answer that is written over several lines, in bytes.
const WHOLE_BYTES_MAX: usize = 64 << 20;

/// A notice that somebody else has written down, by the names of our fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    pub kind: NoticeKind,
    /// Its number there; empty where it has none.
    pub number: String,
    pub fields: Vec<(&'static str, String)>,
}

/// Every notice of a text, or why it is none. `kind` is taken where the text itself does not tell.
pub fn read(text: &str, kind: Option<NoticeKind>) -> Vec<Result<Foreign, String>> {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => notices(&value).into_iter().map(|notice| foreign(notice, kind)).collect(),
        Err(whole) => {
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            if lines.len() < 2 {
                return vec![Err(format!("not JSON: {whole}"))];
            }
            let one = |line: &&str| {
                let value: Value =
                    serde_json::from_str(line).map_err(|fault| format!("not JSON: {fault}"))?;
                foreign(&value, kind)
            };
            lines.iter().map(one).collect()
        }
    }
}

/// A list in its envelope, a plain list, or one notice.
fn notices(value: &Value) -> Vec<&Value> {
    let list = value.pointer("/_embedded/notices").or(Some(value)).and_then(Value::as_array);
    list.map_or_else(|| vec![value], |all| all.iter().collect())
}

fn foreign(value: &Value, kind: Option<NoticeKind>) -> Result<Foreign, String> {
    let all = value.as_object().ok_or("a notice is an object")?;
    let kind = kind_of(all).or(kind).ok_or("it does not tell of which kind it is")?;
    let mut fields = Vec::new();
    for field in kind.fields() {
        let there = if field.name == "birth_name" && kind == NoticeKind::UnSpecial {
            "name_at_birth"
        } else {
            field.name
        };
        let is_date = matches!(field.form, model::notice::Form::Date | model::notice::Form::Day);
        for text in all.get(there).map(texts).unwrap_or_default() {
            fields.push((field.name, if is_date { text.replace('/', "-") } else { text }));
        }
    }
    if let Some(warrant) = all.get("arrest_warrants").and_then(|all| all.get(0)) {
        let told = [("charge", "charge"), ("issuing_country_id", "warrant_issuer")];
        let of = |(there, here)| texts(warrant.get(there)?).into_iter().next().map(|text| (here, text));
        fields.extend(told.into_iter().filter_map(of));
        fields.retain(|(name, _)| model::notice::Field::of(kind, name).is_some());
    }
    let number = all.get("entity_id").map(texts).and_then(|all| all.into_iter().next()).unwrap_or_default();
    Ok(Foreign { kind, number, fields })
}

/// By where it says that it stands, else by a field that only one kind has.
fn kind_of(all: &Map<String, Value>) -> Option<NoticeKind> {
    let own = all.get("_links").and_then(|links| links.pointer("/self/href")).and_then(Value::as_str);
    let collection = own.and_then(|href| {
        let behind = href.split_once("/notices/v1/")?.1;
        behind.split(['/', '?']).next()?.parse::<Collection>().ok()
    });
    match collection {
        Some(Collection::Red) => Some(NoticeKind::Red),
        Some(Collection::Yellow) => Some(NoticeKind::Yellow),
        Some(Collection::Un) => Some(NoticeKind::UnSpecial),
        None if all.contains_key("arrest_warrants") => Some(NoticeKind::Red),
        None if all.contains_key("un_reference") => Some(NoticeKind::UnSpecial),
        None if all.contains_key("date_of_event") => Some(NoticeKind::Yellow),
        None => None,
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        // Nought stands for "not known" there.
        Value::Number(number) if number.as_f64() != Some(0.0) => vec![number.to_string()],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        _ => vec![],
    }
}

/// The notices of these files as records of a list: one a line, or a whole answer of the service.
pub(crate) fn steps(files: Vec<PathBuf>, gauge: Arc<Gauge>) -> impl Iterator<Item = Step> + Send {
    Notices { files: files.into(), gauge, open: None, steps: VecDeque::new(), refused: false }
}

struct Notices {
    files: VecDeque<PathBuf>,
    gauge: Arc<Gauge>,
    open: Option<Opened>,
    steps: VecDeque<Step>,
    /// Whether the last step was a refusal.
    refused: bool,
}

struct Opened {
    file: String,
    lines: Lines,
    /// Lines of an answer that is written over several, with the number of the first.
    whole: Option<(u64, String)>,
    begun: bool,
}

impl Iterator for Notices {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            if let Some(step) = self.steps.pop_front() {
                self.refused = matches!(step, Step::Refused(_));
                return Some(step);
            }
            match self.open.as_mut() {
                Some(open) => {
                    if !open.line(&mut self.steps) {
                        if self.refused && open.lines.unended() {
                            self.gauge.damage();
                        }
                        self.open = None;
                    }
                }
                None => {
                    let path = self.files.pop_front()?;
                    match input::open(&path, &self.gauge) {
                        Ok(opened) => {
                            let lines = Lines::new(opened.text);
                            self.open = Some(Opened { file: opened.file, lines, whole: None, begun: false });
                        }
                        Err(error) => self.steps.push_back(input::unreadable(&path, &error)),
                    }
                }
            }
        }
    }
}

impl Opened {
    /// Takes the next line; false at the end.
    fn line(&mut self, steps: &mut VecDeque<Step>) -> bool {
        match self.lines.next() {
            None => {
                self.end(steps);
                return false;
            }
            Some(Err(trouble)) => {
                let refused = Step::Refused(trouble.in_file(&self.file));
                self.end(steps);
                steps.push_back(refused);
            }
            Some(Ok((_, text))) if text.trim().is_empty() => {}
            Some(Ok((number, text))) => match &mut self.whole {
                Some((_, whole)) if whole.len() < WHOLE_BYTES_MAX => {
                    whole.push('\n');
                    whole.push_str(text);
                }
                Some(_) => {
                    let text = text.to_owned();
                    self.end(steps);
                    take(&text, (&self.file, number), steps);
                }
                None if !self.begun && goes_on(text) => self.whole = Some((number, text.to_owned())),
                None => take(text, (&self.file, number), steps),
            },
        }
        self.begun = true;
        true
    }

    /// What was written over several lines; where that is none, each line stands for itself.
    fn end(&mut self, steps: &mut VecDeque<Step>) {
        let Some((first, whole)) = self.whole.take() else { return };
        if serde_json::from_str::<Value>(&whole).is_ok() {
            return take(&whole, (&self.file, first), steps);
        }
        for (number, line) in (first..).zip(whole.split('\n')) {
            take(line, (&self.file, number), steps);
        }
    }
}

/// A first line that is the beginning of something longer.
fn goes_on(line: &str) -> bool {
    serde_json::from_str::<Value>(line).is_err_and(|fault| fault.is_eof())
}

fn take(text: &str, (file, line): (&str, u64), steps: &mut VecDeque<Step>) {
    for read in read(text, None) {
        let drafted = read.map_err(|reason| (reason, None)).and_then(|notice| {
            draft(&notice)
                .map_err(|reason| (reason, Some(key(&notice)).filter(|_| !notice.number.is_empty())))
        });
        steps.push_back(match drafted {
            Ok(draft) => Step::Item(Item::Entity(draft)),
            Err((reason, about)) => Step::Refused(Refused::new(file, line, reason).about(about)),
        });
    }
}

/// The same in every edition.
fn key(notice: &Foreign) -> String {
    format!("{}/{}", notice.kind, notice.number)
}

/// A published notice as what a list states: whose it is, and that it came from the public service, stays with it.
fn draft(notice: &Foreign) -> Result<Draft, String> {
    if notice.number.is_empty() {
        return Err("a notice of a list has its number, entity_id".to_owned());
    }
    let first =
        |name: &str| notice.fields.iter().find(|(field, _)| *field == name).map(|(_, text)| text.as_str());
    let is_body = notice.kind == NoticeKind::UnSpecial
        && first("date_of_birth").is_none()
        && first("forename").is_none();
    let mut entity = Entity::new(if is_body { Kind::Group } else { Kind::Person });
    let whole = [first("forename"), first("name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    if whole.trim().is_empty() {
        return Err("a notice of a list has a name".to_owned());
    }
    entity.add("name", &whole).map_err(|wrong| wrong.to_string())?;
    const PROPERTIES: &[(&str, &str)] = &[
        ("name", "lastName"),
        ("forename", "firstName"),
        ("birth_name", "alias"),
        ("date_of_birth", "birthDate"),
        ("nationalities", "nationality"),
        ("place_of_birth", "birthPlace"),
        ("country_of_birth_id", "birthCountry"),
    ];
    for (field, text) in &notice.fields {
        let property = PROPERTIES.iter().find(|(name, _)| name == field).map(|(_, property)| *property);
        if let Some(property) = property.filter(|property| entity.kind().property(property).is_some()) {
            // A value that our forms do not know is left out; the rest of the notice is not lost for it.
            let _unfit = entity.add(property, text);
        }
    }
    let (status, what) = match notice.kind {
        NoticeKind::Yellow => (Status::Missing, "yellow"),
        NoticeKind::UnSpecial => (Status::Sanctioned, "UN"),
        _ => (Status::Wanted, "red"),
    };
    let charge = first("charge").map(|charge| format!("; {charge}")).unwrap_or_default();
    Ok(Draft {
        key: key(notice),
        entity,
        status: Some(status),
        action: None,
        text: Some(format!("public {what} notice {}{charge}", notice.number)),
        level: Some(Level::Open),
    })
}
