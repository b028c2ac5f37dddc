//! A mapping that was read and found whole.
use super::{columns::fold, date::Order, ready, written};
use model::{Entity, Kind, Level, LinkKind, Property, Status};
use std::collections::BTreeMap;

/// How the rows of a CSV file become drafts.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    pub(super) part: Part,
    /// Names of properties or headers, in the order in which they make the key.
    pub(super) key: Vec<String>,
    pub(super) status: Option<StatusRule>,
    pub(super) action: Option<Said>,
    pub(super) text: Option<Said>,
    pub(super) level: Option<Level>,
    pub(super) dates: Order,
    pub(super) delimiter: Option<u8>,
    /// Between the values of one cell.
    pub(super) separator: Option<char>,
    /// Headers, folded.
    pub(super) ignore: Vec<String>,
    pub(super) things: Vec<Thing>,
    pub(super) links: Vec<Link>,
}

/// The columns and constants of one entity.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) columns: Vec<(&'static Property, Vec<String>)>,
    pub(super) constants: Vec<(&'static Property, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct StatusRule {
    pub(super) headers: Vec<String>,
    pub(super) default: Option<Status>,
    /// By folded text.
    pub(super) values: BTreeMap<String, Status>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) headers: Vec<String>,
    pub(super) default: Option<String>,
}

/// Which way a link goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    Other,
    This,
}

model::codes!(Toward, "toward", { Other => "other", This => "this" });

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Thing {
    pub(super) part: Part,
    pub(super) link: Link,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) kind: LinkKind,
    pub(super) headers: Vec<String>,
    pub(super) toward: Toward,
    pub(super) role: Option<String>,
}

/// What is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mapping: {0}")]
pub struct MappingError(String);

fn wrong(why: impl ToString) -> MappingError {
    MappingError(why.to_string())
}

impl Mapping {
    /// A built-in mapping, by one of the names of [`super::READY`].
    pub fn ready(name: &str) -> Option<Mapping> {
        let text = ready::text(name)?;
        Some(Mapping::parse(text).expect("a test reads every ready mapping"))
    }

    /// Reads a mapping from TOML; the error says where and what to do.
    pub fn parse(text: &str) -> Result<Mapping, MappingError> {
        let written: written::Written =
            toml::from_str(text).map_err(|error| wrong(error.to_string().trim()))?;
        Mapping::of(written)
    }

    /// What its rows are about.
    pub fn kind(&self) -> Kind {
        self.part.kind
    }

    fn of(written: written::Written) -> Result<Mapping, MappingError> {
        if written.key.is_empty() {
            return Err(wrong("key is empty: name the columns that together name a row"));
        }
        let one = |name: &'static str, text: Option<String>| match text {
            Some(text) if text.chars().count() == 1 => Ok(text.chars().next()),
            Some(_) => Err(wrong(format!("{name}: expected one character"))),
            None => Ok(None),
        };
        let delimiter = one("delimiter", written.delimiter)?
            .map(|c| u8::try_from(c).map_err(|_| wrong("delimiter: expected an ASCII character")));
        Ok(Mapping {
            part: part(&written.kind, written.columns, written.constants)?,
            key: written.key,
            status: written.status.map(status).transpose()?,
            action: written.action.map(said),
            text: written.text.map(said),
            level: written.level.map(|level| level.parse().map_err(wrong)).transpose()?,
            dates: written.dates.map_or(Ok(Order::default()), |dates| dates.parse().map_err(wrong))?,
            delimiter: delimiter.transpose()?,
            separator: one("separator", written.separator)?,
            ignore: written.ignore.iter().map(|header| fold(header)).collect(),
            things: written.things.into_iter().map(thing).collect::<Result<_, _>>()?,
            links: written.links.into_iter().map(link).collect::<Result<_, _>>()?,
        })
    }
}

fn part(
    kind: &str,
    columns: BTreeMap<String, written::Headers>,
    constants: BTreeMap<String, String>,
) -> Result<Part, MappingError> {
    let kind: Kind = kind.parse().map_err(wrong)?;
    let property = |name: &str| {
        let names = || kind.properties().map(|p| p.name).collect::<Vec<_>>().join(", ");
        kind.property(name).ok_or_else(|| wrong(format!("{kind} has no property {name}; it has {}", names())))
    };
    let mut part = Part { kind, columns: Vec::new(), constants: Vec::new() };
    for (name, headers) in columns {
        let headers = headers.all().iter().map(|header| fold(header)).collect();
        part.columns.push((property(&name)?, headers));
    }
    for (name, text) in constants {
        Entity::new(kind)
            .add(&name, &text)
            .map_err(|invalid| wrong(format!("constants: {name}: {invalid}")))?;
        part.constants.push((property(&name)?, text));
    }
    Ok(part)
}

fn folded(headers: Option<written::Headers>) -> Vec<String> {
    headers.map(written::Headers::all).unwrap_or_default().iter().map(|header| fold(header)).collect()
}

fn status(written: written::Status) -> Result<StatusRule, MappingError> {
    let read = |text: &String| text.parse::<Status>().map_err(wrong);
    let values = written.values.iter().map(|(text, status)| Ok((fold(text), read(status)?)));
    Ok(StatusRule {
        headers: folded(written.columns),
        default: written.default.as_ref().map(read).transpose()?,
        values: values.collect::<Result<_, MappingError>>()?,
    })
}

fn said(written: written::Said) -> Said {
    Said { headers: folded(written.columns), default: written.default }
}

fn toward(written: Option<String>) -> Result<Toward, MappingError> {
    written.map_or(Ok(Toward::Other), |text| text.parse().map_err(wrong))
}

fn thing(written: written::Thing) -> Result<Thing, MappingError> {
    let part = part(&written.kind, written.columns, written.constants)?;
    let kind = written.link.parse().map_err(wrong)?;
    let link = Link { kind, headers: Vec::new(), toward: toward(written.toward)?, role: written.role };
    Ok(Thing { part, link })
}

fn link(written: written::Link) -> Result<Link, MappingError> {
    let kind = written.kind.parse().map_err(wrong)?;
    Ok(Link {
        kind,
        headers: folded(Some(written.columns)),
        toward: toward(written.toward)?,
        role: written.role,
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn what_is_wrong_with_a_mapping_is_said() {
        for (text, why) in [
            (
                "kind = \"Person\"\nkey = [\"id\"]\ncolor = 1\n[columns]\nname = \"n\"",
                "unknown field `color`",
            ),
            ("kind = \"Animal\"\nkey = [\"id\"]\n[columns]\n", "expected one of"),
            (
                "kind = \"Person\"\nkey = [\"id\"]\n[columns]\nimoNumber = \"n\"",
                "Person has no property imoNumber",
            ),
            ("kind = \"Person\"\nkey = []\n[columns]\n", "key is empty"),
            ("kind = \"Person\"\nkey = [\"id\"]\nseparator = \"--\"\n[columns]\n", "one character"),
            ("kind = \"Person\"\nkey = [\"id\"]\ndates = \"ydm\"\n[columns]\n", "expected one of"),
            ("kind = \"Person\"\nkey = [\"id\"]\n[columns]\n[constants]\nbirthDate = \"soon\"", "birthDate"),
            ("kind = \"Person\"\nkey = [\"id\"]\n[columns]\n[status]\ndefault = \"odd\"", "expected one of"),
            ("kind", "line 1"),
        ] {
            let error = Mapping::parse(text).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
