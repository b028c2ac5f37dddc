//! A mapping as it is written in TOML. A key that is not here is refused.
use serde::Deserialize;
use std::collections::BTreeMap;

/// One header or several: the same column has many names.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Headers {
    One(String),
    Any(Vec<String>),
}

impl Headers {
    pub(super) fn all(self) -> Vec<String> {
        match self {
            Headers::One(header) => vec![header],
            Headers::Any(headers) => headers,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) kind: String,
    /// Properties of `columns`, or headers, that together name a row.
    pub(super) key: Vec<String>,
    pub(super) columns: BTreeMap<String, Headers>,
    #[serde(default)]
    pub(super) constants: BTreeMap<String, String>,
    pub(super) status: Option<Status>,
    pub(super) action: Option<Said>,
    pub(super) text: Option<Said>,
    pub(super) level: Option<String>,
    pub(super) dates: Option<String>,
    pub(super) delimiter: Option<String>,
    pub(super) separator: Option<String>,
    #[serde(default)]
    pub(super) ignore: Vec<String>,
    #[serde(default)]
    pub(super) things: Vec<Thing>,
    #[serde(default)]
    pub(super) links: Vec<Link>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Status {
    pub(super) columns: Option<Headers>,
    pub(super) default: Option<String>,
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
}

/// What a column says, or what stands for every row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub(super) columns: Option<Headers>,
    pub(super) default: Option<String>,
}

/// Another thing that a row names, linked to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thing {
    pub(super) kind: String,
    pub(super) link: String,
    pub(super) toward: Option<String>,
    pub(super) role: Option<String>,
    pub(super) columns: BTreeMap<String, Headers>,
    #[serde(default)]
    pub(super) constants: BTreeMap<String, String>,
}

/// A column that holds the key of another row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Link {
    pub(super) kind: String,
    pub(super) columns: Headers,
    pub(super) toward: Option<String>,
    pub(super) role: Option<String>,
}
