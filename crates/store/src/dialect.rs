//! Where the two databases differ, side by side. All other SQL is one text for both.
use crate::tx::Conn;

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// A list of texts in one JSON parameter, as rows of one column.
    pub(crate) fn texts(self, n: u8) -> Part {
        match self {
            Dialect::Sqlite => Part("select value from json_each($", n, ")"),
            Dialect::Postgres => {
                Part("select value from json_array_elements_text(cast($", n, " as json)) as e (value)")
            }
        }
    }

    /// A list of numbers in one JSON parameter, as rows of one column.
    pub(crate) fn numbers(self, n: u8) -> Part {
        match self {
            Dialect::Sqlite => Part("select value from json_each($", n, ")"),
            Dialect::Postgres => Part(
                "select cast(value as bigint) from json_array_elements_text(cast($",
                n,
                " as json)) as e (value)",
            ),
        }
    }

    /// A parameter among very many. SQLite takes `$1` for a name and looks names up one by one: in an insert of
    /// thousands of parameters that would be half of the work.
    pub(crate) fn parameter(self, n: usize, text: &mut String) {
        text.push(if self == Dialect::Sqlite { '?' } else { '$' });
        if self == Dialect::Postgres {
            text.push_str(&n.to_string());
        }
    }

    /// A schema, in which SQLite keeps a table in the order of its number only if the number is an `integer`, which
    /// is 64 bits wide there and 32 in PostgreSQL.
    pub(crate) fn schema(self, text: &'static str) -> String {
        match self {
            Dialect::Sqlite => text.replace("bigint primary key", "integer primary key"),
            Dialect::Postgres => text.to_owned(),
        }
    }

    /// What begins a transaction that only reads, of one moment of the database.
    pub(crate) fn begin_read(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin",
            Dialect::Postgres => "begin isolation level repeatable read read only",
        }
    }

    /// What begins a transaction that writes. SQLite takes its one write lock here and not in the middle.
    pub(crate) fn begin_write(self) -> &'static str {
        match self {
            Dialect::Sqlite => "begin immediate",
            Dialect::Postgres => "begin isolation level read committed",
        }
    }
}

/// A piece of SQL around the number of a parameter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part(pub(crate) &'static str, pub(crate) u8, pub(crate) &'static str);

impl Conn {
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Conn::Sqlite(_) | Conn::SqliteGlance(_) => Dialect::Sqlite,
            Conn::Postgres(_) | Conn::PostgresGlance(_) => Dialect::Postgres,
        }
    }
}
