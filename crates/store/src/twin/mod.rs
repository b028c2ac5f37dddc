//! Twins: pairs of records that may be of one entity, and what people judged of them.
//!
//! A pair is read only by who may see both of its records. When one of them is withdrawn, nothing of the pair is left
//! but the acts in the journal, whose bodies go with the record.
mod judge;
mod judged;
mod propose;
mod waiting;

pub use judge::{Over, Said, judge, undo};
pub use judged::{Judged, judged, of_act, of_pair, standing, touching};
pub(crate) use propose::forget;
pub use propose::{
    Known, Proposed, all_waiting, close, known, offered, put, sought, standing_as, waiting_of,
};
pub use waiting::{Place, Twin, count, one, page, waiting_beside};

use crate::sql::Text;
use crate::{Error, Result, Tx, record};
use model::{Pair, RecordId};

/// Both records of the row `t` are shown: parameters 1 and 2 as [`record::shown`] has them.
fn both_shown(tx: &Tx, text: Text) -> Text {
    let text = record::shown(tx, text.and("exists (select 1 from record r where r.id = t.one and "));
    let text = text.and(") and exists (select 1 from record r where r.id = t.two and ");
    record::shown(tx, text).and(")")
}

fn pair(one: &str, two: &str) -> Result<Pair> {
    let pair = Pair::of(one.parse()?, two.parse()?)?;
    if pair.one().to_string() == one {
        Ok(pair)
    } else {
        Err(Error::Damaged("a pair is not in its order".to_owned()))
    }
}

/// A score as it is kept: the binary logarithm of the odds, in thousandths.
fn bits(milli: i64) -> Result<i32> {
    i32::try_from(milli).map_err(|_| Error::Damaged("a score is out of bounds".to_owned()))
}

fn texts(ids: &[RecordId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
