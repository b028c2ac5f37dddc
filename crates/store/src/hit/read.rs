//! Reading hits that somebody may see, because they may see our record, or where our side is a check the record that it met:
//! one, a page of them, and what has moved.
use super::{Hit, Row, SELECT, with_sides};
use crate::record::{shown, stamps};
use crate::sql::{Text, count, many, maybe, number, one as the_one};
use crate::{Result, Tx};
use model::{HitId, Member};
use policy::Sight;

/// Which hits a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Not closed, whoever is to say something.
    Open,
    /// Our side has not decided.
    Ours,
    /// Our side has decided, the other has not.
    Theirs,
    /// Both have decided.
    Over,
}

model::codes!(Shown, "which hits", { Open => "open", Ours => "ours", Theirs => "theirs", Over => "over" });

impl Shown {
    /// As a condition on the hit `h` and our side `s`.
    const fn sql(self) -> &'static str {
        match self {
            Shown::Open => " and h.closed_us is null",
            Shown::Ours => {
                " and h.closed_us is null and (s.word is null or s.word not in ('confirmed', 'refuted', 'inconclusive'))"
            }
            Shown::Theirs => {
                " and h.closed_us is null and s.word in ('confirmed', 'refuted', 'inconclusive')"
            }
            Shown::Over => " and h.closed_us is not null",
        }
    }
}

/// From what of hits, with our side and the record that decides who sees them; the member is parameter 3. Where our side is a
/// check that record is theirs, if it is here; if it is not, nothing of it is shown with the hit.
const OURS: &str = "join hit_side s on s.hit = h.id and s.member = $3
    left join hit_side t on t.hit = h.id and t.member <> $3 and s.record is null
    left join record r on r.id = coalesce(s.record, t.record)
    where h.ours and ((s.record is null and r.id is null) or (";

/// Those of the hits selected that the sight shows.
fn seen(tx: &Tx, select: Text) -> Text {
    shown(tx, select.and(OURS)).and("))")
}

/// One hit of ours that the sight shows.
pub async fn one(
    tx: &mut Tx,
    (ours, sight): (&Member, &Sight),
    id: HitId,
    now_us: i64,
) -> Result<Option<Hit>> {
    let sql = seen(tx, Text::of(SELECT)).and(" and h.id = $4");
    let row: Option<Row> = maybe!(tx, sql, stamps(sight)?, now_us, ours.as_str(), id.to_string())?;
    Ok(with_sides(tx, row.into_iter().collect()).await?.pop())
}

/// Hits of ours that the sight shows. Of those that are open, the one whose clock runs out first comes first,
/// so the late ones lead; of those that are over, the newest. `after` is where the page before ended: the moment by which
/// it is ordered, and the hit.
pub async fn page(
    tx: &mut Tx,
    (ours, sight): (&Member, &Sight),
    which: Shown,
    (after, limit): (Option<(i64, HitId)>, u32),
    now_us: i64,
) -> Result<Vec<Hit>> {
    let (behind, order, first) = match which {
        Shown::Over => (
            " and (h.raised_us < $4 or (h.raised_us = $4 and h.id > $5))",
            " order by h.raised_us desc, h.id limit $6",
            i64::MAX,
        ),
        Shown::Open | Shown::Ours | Shown::Theirs => (
            " and (h.due_us > $4 or (h.due_us = $4 and h.id > $5))",
            " order by h.due_us, h.id limit $6",
            i64::MIN,
        ),
    };
    let sql = seen(tx, Text::of(SELECT)).and(which.sql()).and(behind).and(order);
    let (at, id) = after.map_or((first, String::new()), |(at, id)| (at, id.to_string()));
    let rows: Vec<Row> =
        many!(tx, sql, stamps(sight)?, now_us, ours.as_str(), at, id.as_str(), i64::from(limit))?;
    with_sides(tx, rows).await
}

/// What was raised, said or grew late after this act, each hit once, in the order of its last act, with that act's number.
pub async fn since(
    tx: &mut Tx,
    (ours, sight): (&Member, &Sight),
    open: bool,
    (since, limit): (u64, u32),
    now_us: i64,
) -> Result<Vec<(u64, Hit)>> {
    let which = if open { Shown::Open.sql() } else { "" };
    let sql = "select h.id, h.raised_by, h.milli_bits, h.term, h.raised_us, h.due_us, h.late_us, h.moved from hit h ";
    let sql = seen(tx, Text::of(sql)).and(which);
    let sql = sql.and(" and h.moved > $4 order by h.moved limit $5");
    let rows: Vec<MovedRow> =
        many!(tx, sql, stamps(sight)?, now_us, ours.as_str(), number(since)?, i64::from(limit))?;
    let moved: Vec<u64> = rows.iter().map(|row| count(row.moved)).collect::<Result<_>>()?;
    let hits = with_sides(tx, rows.into_iter().map(MovedRow::hit).collect()).await?;
    Ok(moved.into_iter().zip(hits).collect())
}

crate::sql::row! {
    struct MovedRow {
        id: String,
        raised_by: String,
        milli_bits: i64,
        term: String,
        raised_us: i64,
        due_us: i64,
        late_us: Option<i64>,
        moved: i64,
    }
}

impl MovedRow {
    fn hit(self) -> Row {
        let MovedRow { id, raised_by, milli_bits, term, raised_us, due_us, late_us, moved: _ } = self;
        Row { id, raised_by, milli_bits, term, raised_us, due_us, late_us }
    }
}

/// How many hits wait for a word of ours, and the newest of them.
#[derive(Debug, Clone, Default)]
pub struct Waiting {
    /// No more are counted than were asked for.
    pub count: u64,
    pub newest: Option<Hit>,
}

/// Those that the sight shows and that wait for our side, counted up to `most`.
pub async fn waiting(
    tx: &mut Tx,
    (ours, sight): (&Member, &Sight),
    most: u32,
    now_us: i64,
) -> Result<Waiting> {
    let counted = seen(tx, Text::of("select count(*) from (select 1 from hit h "));
    let counted = counted.and(Shown::Ours.sql()).and(" limit $4) as waits");
    let (told,): (i64,) = the_one!(tx, counted, stamps(sight)?, now_us, ours.as_str(), i64::from(most))?;
    let sql = seen(tx, Text::of(SELECT)).and(Shown::Ours.sql());
    let sql = sql.and(" order by h.raised_us desc, h.id limit 1");
    let newest: Option<Row> = maybe!(tx, sql, stamps(sight)?, now_us, ours.as_str())?;
    let newest = with_sides(tx, newest.into_iter().collect()).await?.pop();
    Ok(Waiting { count: count(told)?, newest })
}
