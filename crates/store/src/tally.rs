//! How answers scored, counted by day: numbers alone, which say nothing of who asked or about whom.
use crate::sql::{count, many, number, run};
use crate::{Result, Tx};
use policy::{Permit, action};

/// What fell into one step of the score on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Days since 1970, UTC.
    pub day: i64,
    /// 0 counts checks; what the others mean is for whoever counts.
    pub step: u32,
    pub answers: u64,
    /// Their scores together, in millionths.
    pub score_ppm: u64,
}

/// Adds to what is there. Several processes may count at once.
pub async fn add(tx: &mut Tx, counted: &[Counted]) -> Result<()> {
    let sql = "insert into score_tally (day, step, answers, score_ppm) values ($1, $2, $3, $4)
        on conflict (day, step) do update set answers = score_tally.answers + excluded.answers,
        score_ppm = score_tally.score_ppm + excluded.score_ppm";
    for one in counted {
        run!(tx, sql, one.day, i64::from(one.step), number(one.answers)?, number(one.score_ppm)?)?;
    }
    Ok(())
}

/// Everything from this day on, in order.
pub async fn since(tx: &mut Tx, _permit: &Permit<action::ReadThresholds>, day: i64) -> Result<Vec<Counted>> {
    let sql = "select day, step, answers, score_ppm from score_tally where day >= $1 order by day, step";
    let rows: Vec<(i64, i64, i64, i64)> = many!(tx, sql, day)?;
    let counted = |(day, step, answers, score_ppm)| {
        let step = u32::try_from(step).unwrap_or(u32::MAX);
        Ok(Counted { day, step, answers: count(answers)?, score_ppm: count(score_ppm)? })
    };
    rows.into_iter().map(counted).collect()
}

/// Days before this one are of no more use.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<()> {
    run!(tx, "delete from score_tally where day < $1", before)?;
    Ok(())
}
