//! Looks at records of other members, as their owners are told of them.
use crate::sql::Text;
use crate::sql::{count, many, number, row};
use crate::{Result, Tx};
use model::{ActKind, Member, Purpose, RecordId};

/// Somebody here looked at a record of another member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The act's number.
    pub seq: u64,
    pub at_us: i64,
    pub kind: ActKind,
    /// The label of who did.
    pub actor: String,
    pub object: (RecordId, u64),
    pub owner: Member,
    pub purpose: Purpose,
    pub reference: Option<String>,
}

row! {
    struct Row {
        seq: i64,
        at_us: i64,
        kind: String,
        actor: String,
        object: String,
        object_version: i64,
        purpose: String,
        reference: Option<String>,
        owner: String,
    }
}

/// What is a look at another member's record. Being shown in a list counts once an hour for each who leafs and each version:
/// whoever turns a page back and forth is told of once.
const LOOKS: &str =
    "select j.seq, j.at_us, j.kind, j.actor, j.object, j.object_version, j.purpose, j.reference,
    coalesce(r.owner, n.owner) as owner
    from journal j left join record r on r.id = j.object left join notice n on n.id = j.object
    where j.kind in ('consulted', 'listed', 'opened', 'exported', 'printed', 'carried', 'attachment-opened',
    'copy-opened')
    and j.purpose is not null and (j.kind <> 'listed' or not exists (select 1 from journal e
    where e.object = j.object and e.kind = 'listed' and e.actor = j.actor and e.seq < j.seq
    and e.object_version = j.object_version and e.at_us > j.at_us - 3600000000))";

/// The looks among the acts behind `after`, up to `upto`, in their order.
pub async fn looks(tx: &mut Tx, me: &Member, (after, upto): (u64, u64)) -> Result<Vec<Look>> {
    let sql = Text::of(LOOKS)
        .and("and j.seq > $1 and j.seq <= $2 and coalesce(r.owner, n.owner) <> $3 order by j.seq");
    read(many!(tx, sql, number(after)?, number(upto)?, me.as_str())?)
}

/// The same, of one owner's records.
pub async fn looks_of(tx: &mut Tx, owner: &Member, (after, upto): (u64, u64)) -> Result<Vec<Look>> {
    let sql = Text::of(LOOKS)
        .and("and j.seq > $1 and j.seq <= $2 and coalesce(r.owner, n.owner) = $3 order by j.seq");
    read(many!(tx, sql, number(after)?, number(upto)?, owner.as_str())?)
}

/// The looks at records of one owner from a moment on, in their order.
pub async fn looks_since(tx: &mut Tx, owner: &Member, from_us: i64) -> Result<Vec<Look>> {
    let sql = Text::of(LOOKS).and("and j.at_us >= $1 and coalesce(r.owner, n.owner) = $2 order by j.seq");
    read(many!(tx, sql, from_us, owner.as_str())?)
}

fn read(rows: Vec<Row>) -> Result<Vec<Look>> {
    let read = |row: Row| {
        Ok(Look {
            seq: count(row.seq)?,
            at_us: row.at_us,
            kind: row.kind.parse()?,
            actor: row.actor,
            object: (row.object.parse()?, count(row.object_version)?),
            owner: row.owner.parse()?,
            purpose: row.purpose.parse()?,
            reference: row.reference,
        })
    };
    rows.into_iter().map(read).collect()
}
