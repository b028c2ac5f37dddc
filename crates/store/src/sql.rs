//! Ways to run a statement, the same on both databases: `run!`, `one!`, `maybe!`, `many!`, `insert!`.
//!
//! A statement is a literal, or [`Text`] put together here from literals and numbers of parameters; so no value can get
//! into a statement but as a parameter. This is the only module that says `AssertSqlSafe`.
use crate::dialect::{Dialect, Part};
use crate::{Error, Result};
use model::Invalid;
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};
use std::fmt::Write;

/// A statement put together from literals.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text(String);

impl Text {
    pub(crate) fn of(literal: &'static str) -> Text {
        Text(literal.to_owned())
    }

    pub(crate) fn and(mut self, literal: &'static str) -> Text {
        self.0.push_str(literal);
        self
    }

    pub(crate) fn part(mut self, Part(before, number, behind): Part) -> Text {
        write!(self.0, "{before}{number}{behind}").expect("a String takes all");
        self
    }

    /// The text of a migration in this dialect.
    pub(crate) fn schema(dialect: Dialect, text: &'static str) -> Text {
        Text(dialect.schema(text))
    }
}

impl SqlSafeStr for Text {
    fn into_sql_str(self) -> SqlStr {
        AssertSqlSafe(self.0).into_sql_str()
    }
}

/// A statement that inserts many rows at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    pub(crate) table: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// What stands behind the values: `on conflict …`.
    pub(crate) tail: &'static str,
}

/// SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535.
const PARAMETERS_MAX: usize = 32_000;

impl Rows {
    /// Takes the rows to insert next.
    pub(crate) fn take<'r, T>(&self, left: &mut &'r [T]) -> &'r [T] {
        let (now, later) = left.split_at(self.next(left.len()));
        *left = later;
        now
    }

    /// How many of `left` rows to insert next. Few different numbers, so that few statements are prepared; and no more
    /// rows than lie well in a processor's cache with all their parameters.
    fn next(&self, left: usize) -> usize {
        let fits = |rows: &usize| *rows <= left && rows * self.columns.len() <= PARAMETERS_MAX;
        [64, 32, 16, 8, 4, 2, 1].into_iter().find(fits).unwrap_or(1)
    }

    pub(crate) fn text(&self, dialect: Dialect, rows: usize) -> Text {
        let (table, width) = (self.table, self.columns.len());
        let mut text = format!("insert into {table} ({}) values ", self.columns.join(", "));
        for n in 0..rows * width {
            text.push_str(if n % width > 0 {
                ", "
            } else if n > 0 {
                "), ("
            } else {
                "("
            });
            dialect.parameter(n + 1, &mut text);
        }
        text.push_str(") ");
        text.push_str(self.tail);
        Text(text)
    }
}

/// What may be a parameter. Texts are looked at on the way: PostgreSQL takes no NUL in them, so neither do we.
pub(crate) trait Plain: Sized {
    fn plain(self) -> Result<Self>;
}

const NUL: Invalid = Invalid::new("text", "the character NUL cannot be stored");

fn no_nul<T>(text: &str, it: T) -> Result<T> {
    if text.as_bytes().contains(&0) { Err(Error::Invalid(NUL)) } else { Ok(it) }
}

impl Plain for &str {
    fn plain(self) -> Result<Self> {
        no_nul(self, self)
    }
}
impl Plain for Option<&str> {
    fn plain(self) -> Result<Self> {
        no_nul(self.unwrap_or(""), self)
    }
}
impl Plain for String {
    fn plain(self) -> Result<Self> {
        if self.as_bytes().contains(&0) { Err(Error::Invalid(NUL)) } else { Ok(self) }
    }
}
impl Plain for Option<String> {
    fn plain(self) -> Result<Self> {
        self.map(Plain::plain).transpose()
    }
}

macro_rules! plain {
    ($($type:ty),+ $(,)?) => {$(
        impl Plain for $type {
            fn plain(self) -> Result<Self> {
                Ok(self)
            }
        }
    )+};
}
plain!(i64, Option<i64>, bool, Vec<u8>, Option<Vec<u8>>, &[u8], Option<&[u8]>);

pub(crate) fn plain<T: Plain>(value: T) -> Result<T> {
    value.plain()
}

/// A count or number of ours as the databases keep it.
pub(crate) fn number(value: u64) -> Result<i64> {
    i64::try_from(value).map_err(|_| Error::Invalid(Invalid::new("number", "too great to be stored")))
}

/// A stored number that is never negative.
pub(crate) fn count(value: i64) -> Result<u64> {
    u64::try_from(value).map_err(|_| Error::Damaged("a number is negative".to_owned()))
}

/// A list as one JSON parameter.
pub(crate) fn json<T: serde::Serialize + ?Sized>(list: &T) -> Result<String> {
    Ok(serde_json::to_string(list)?)
}

macro_rules! on {
    ($tx:expr, |$c:ident| $body:expr) => {{
        $tx.house.step().await;
        match &mut $tx.conn {
            $crate::tx::Conn::Sqlite(t) => {
                let $c = &mut **t;
                $body
            }
            $crate::tx::Conn::Postgres(t) => {
                let $c = &mut **t;
                $body
            }
            $crate::tx::Conn::SqliteGlance(t) => {
                let $c = &mut **t;
                $body
            }
            $crate::tx::Conn::PostgresGlance(t) => {
                let $c = &mut **t;
                $body
            }
        }
    }};
}
/// Gives the number of rows touched.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::sql::on!($tx, |c| sqlx::query($sql)$(.bind($crate::sql::plain($arg)?))*
            .execute(c).await.map(|done| done.rows_affected())).map_err($crate::Error::from)
    };
}
macro_rules! one {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::sql::on!($tx, |c| sqlx::query_as($sql)$(.bind($crate::sql::plain($arg)?))*
            .fetch_one(c).await).map_err($crate::Error::from)
    };
}
macro_rules! maybe {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::sql::on!($tx, |c| sqlx::query_as($sql)$(.bind($crate::sql::plain($arg)?))*
            .fetch_optional(c).await).map_err($crate::Error::from)
    };
}
macro_rules! many {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        $crate::sql::on!($tx, |c| sqlx::query_as($sql)$(.bind($crate::sql::plain($arg)?))*
            .fetch_all(c).await).map_err($crate::Error::from)
    };
}
/// Inserts every row of a slice: `insert!(tx, INTO, rows, |row| row.id, row.name)`. While the database takes some rows,
/// the statement for the next is put together.
macro_rules! insert {
    ($tx:expr, $into:expr, $rows:expr, |$row:ident| $($arg:expr),+ $(,)?) => {{
        let (into, dialect, mut left) = ($into, $tx.conn.dialect(), $rows);
        $crate::sql::on!($tx, |c| {
            let mut next = || -> $crate::Result<_> {
                if left.is_empty() {
                    return Ok(None);
                }
                let now = into.take(&mut left);
                let mut query = sqlx::query(into.text(dialect, now.len()));
                for $row in now {
                    query = query$(.bind($crate::sql::plain($arg)?))+;
                }
                Ok(Some(query))
            };
            let mut query = next()?;
            while let Some(now) = query {
                let (done, then) = tokio::join!(now.execute(&mut *c), async { next() });
                done?;
                query = then?;
            }
        });
    }};
}
/// A struct that is read from a row by the names of its fields, of either database.
macro_rules! row {
    ($(#[$about:meta])* $vis:vis struct $name:ident { $($field:ident: $type:ty),+ $(,)? }) => {
        $(#[$about])*
        $vis struct $name {
            $($field: $type),+
        }
        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $($type: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>),+
        {
            fn from_row(row: &'r R) -> sqlx::Result<Self> {
                Ok($name { $($field: row.try_get(stringify!($field))?),+ })
            }
        }
    };
}
pub(crate) use {insert, many, maybe, on, one, row, run};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_numbered_parameters() {
        let into = Rows { table: "t", columns: &["a", "b"], tail: "on conflict do nothing" };
        let (postgres, sqlite) = (into.text(Dialect::Postgres, 2).0, into.text(Dialect::Sqlite, 2).0);
        assert_eq!(postgres, "insert into t (a, b) values ($1, $2), ($3, $4) on conflict do nothing");
        assert_eq!(sqlite, "insert into t (a, b) values (?, ?), (?, ?) on conflict do nothing");
        assert_eq!([1000, 63, 9, 8, 7, 1].map(|left| into.next(left)), [64, 32, 8, 8, 4, 1]);
    }

    #[test]
    fn no_text_with_nul_becomes_a_parameter() {
        assert!(plain("a\0b").is_err() && plain(Some("\0")).is_err() && plain("a\0".to_owned()).is_err());
        assert!(plain("").is_ok() && plain(None::<&str>).is_ok());
    }
}
