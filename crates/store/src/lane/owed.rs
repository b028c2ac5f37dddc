//! What is owed to readers: marks that stay until everybody has what is for them, so that no kill in between forgets anybody.
use crate::epoch::SET_BACK;
use crate::sql::{count, many, run};
use crate::{Error, Result, Tx};

/// Why somebody may not have what is for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// They were seated on a lane behind what is on it, and are to be given what of it counts.
    Seated,
    /// They could not be told something, being suspended or without a key to seal to.
    Untold,
}

impl Owed {
    /// The setting that keeps the mark.
    fn name(self) -> &'static str {
        match self {
            Owed::Seated => "owed-seated",
            Owed::Untold => "owed-untold",
        }
    }
}

/// What must be said before anything else leaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waits {
    /// The store is marked as set back, or somebody is to be told all again.
    pub again: bool,
    /// The marks of what is owed: a number that rises with each debt.
    pub seated: Option<u64>,
    pub untold: Option<u64>,
}

/// All that waits, in one look.
pub async fn waits(tx: &mut Tx) -> Result<Waits> {
    let sql = "select name, value from setting where name in ($1, $2, $3) union all
        select a.name, a.value from (select '' as name, '' as value from peer where again is not null limit 1) a";
    let (seated, untold) = (Owed::Seated.name(), Owed::Untold.name());
    let rows: Vec<(String, String)> = many!(tx, sql, SET_BACK, seated, untold)?;
    let mut waits = Waits::default();
    for (name, value) in rows {
        let number = || value.parse().map_err(|_| Error::Damaged("a debt is not numbered".to_owned()));
        match name.as_str() {
            name if name == seated => waits.seated = Some(count(number()?)?),
            name if name == untold => waits.untold = Some(count(number()?)?),
            _ => waits.again = true,
        }
    }
    Ok(waits)
}

/// Marks that something is owed.
pub async fn owe(tx: &mut Tx, what: Owed) -> Result<()> {
    let sql = "insert into setting (name, value) values ($1, '1') on conflict (name) do update
        set value = cast(cast(setting.value as bigint) + 1 as text)";
    run!(tx, sql, what.name())?;
    Ok(())
}

/// All was given that was owed when these were the marks. What is owed since stays.
pub async fn settled(tx: &mut Tx, waits: &Waits) -> Result<()> {
    for (what, number) in [(Owed::Seated, waits.seated), (Owed::Untold, waits.untold)] {
        let Some(number) = number else { continue };
        let sql = "delete from setting where name = $1 and value = $2";
        run!(tx, sql, what.name(), number.to_string())?;
    }
    Ok(())
}
