//! Reading threads that somebody may read: a page of a box, how many are in each, and one with all that was said.
use super::Waits;
use super::content::{Content, Frame};
use crate::journal::{open_body, put};
use crate::sql::{self, Text, count, many, maybe, one as the_one, row};
use crate::{Error, Result, Tx};
use model::{
    Actor, Member, Message, MessageId, OfficerId, RequestKind, RequestState, Term, Thread, ThreadId,
    ThreadStamp, Word,
};
use policy::ThreadSight;
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

/// Which threads a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shown {
    /// Something came that nobody here has read.
    New,
    /// Its clock has run out, and the officer was called.
    Called,
    /// The officer works on it.
    Mine,
    /// The officer's unit does.
    Unit,
    Ours,
    Theirs,
    /// Its clock has run out.
    Late,
    All,
}

model::codes!(Shown, "box of threads", {
    New => "new",
    Called => "called",
    Mine => "mine",
    Unit => "unit",
    Ours => "ours",
    Theirs => "theirs",
    Late => "late",
    All => "all",
});

impl Shown {
    /// As a condition on the thread `t`: parameter 2 is the officer, 3 their unit, 4 the moment.
    const fn sql(self) -> &'static str {
        match self {
            Shown::New => " and t.fresh",
            Shown::Called => {
                " and t.late > 0 and t.id in (select c.thread from thread_call c where c.officer = $2)"
            }
            Shown::Mine => " and t.officer = $2 and t.waits <> 'over'",
            Shown::Unit => " and t.unit = $3 and t.waits <> 'over'",
            Shown::Ours => " and t.waits = 'ours'",
            Shown::Theirs => " and t.waits = 'theirs'",
            Shown::Late => " and t.due_us is not null and t.due_us <= $4",
            Shown::All => "",
        }
    }

    /// By what a page of it is in order, and what stands behind the place where the page before ended, parameters 5 and 6: as an
    /// index has them, so that a page costs the same however many threads there are.
    const fn order(self) -> (&'static str, &'static str) {
        match self {
            Shown::All => {
                (" and t.last_us <= $5 and (t.last_us < $5 or t.id > $6)", " order by t.last_us desc, t.id")
            }
            // Where a clock runs, it is what presses.
            Shown::Late => {
                (" and t.due_us >= $5 and (t.due_us > $5 or t.id > $6)", " order by t.due_us, t.id")
            }
            _ => (" and t.press_us >= $5 and (t.press_us > $5 or t.id > $6)", " order by t.press_us, t.id"),
        }
    }
}

/// Names every parameter, so that a database knows what each is, also where nothing is narrowed by it.
const TYPED: &str =
    " and cast($2 as text) is not null and cast($3 as text) is not null and cast($4 as bigint) is not null";

/// Who asks, and when.
#[derive(Debug, Clone)]
pub struct Who {
    pub officer: Option<OfficerId>,
    pub unit: String,
    pub now_us: i64,
}

impl Who {
    fn officer(&self) -> String {
        self.officer.map(|id| id.to_string()).unwrap_or_default()
    }
}

/// A thread as it is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub id: ThreadId,
    pub owner: Member,
    pub stamp: ThreadStamp,
    pub request: Option<RequestKind>,
    /// Who is asked by now.
    pub asked: Option<Member>,
    pub state: Option<RequestState>,
    pub term: Term,
    pub life: bool,
    pub waits: Waits,
    pub due_us: Option<i64>,
    pub late: u8,
    pub fresh: bool,
    pub officer: Option<OfficerId>,
    pub unit: Option<String>,
    pub opened_us: i64,
    pub last_us: i64,
    pub press_us: i64,
    pub moved: u64,
    pub members: BTreeSet<Member>,
    /// As it was opened; none where its owner took that back.
    pub opening: Option<Thread>,
}

row! {
    pub(super) struct Row {
        id: String,
        owner: String,
        stamp: String,
        request: Option<String>,
        asked: Option<String>,
        state: Option<String>,
        term: String,
        life: bool,
        waits: String,
        due_us: Option<i64>,
        late: i64,
        fresh: bool,
        officer: Option<String>,
        unit: Option<String>,
        opened_us: i64,
        last_us: i64,
        press_us: i64,
        moved: i64,
        message: String,
        said_us: i64,
        seq: i64,
        salt: Option<Vec<u8>>,
        body: Option<Vec<u8>>,
    }
}

const COLUMNS: &str = "select t.id, t.owner, t.stamp, t.request, t.asked, t.state, t.term, t.life, t.waits, t.due_us, t.late,
        t.fresh, t.officer, t.unit, t.opened_us, t.last_us, t.press_us, t.moved, m.id as message, m.said_us, m.seq,
        m.salt, j.body from ";
const OPENING: &str = " join message m on m.thread = t.id and m.turn = 1 and m.author = t.owner join journal j on j.seq = m.seq";

/// The rows of threads whose stamps are among those of parameter 1.
pub(super) fn select(tx: &Tx) -> Text {
    Text::of(COLUMNS)
        .and("thread t")
        .and(OPENING)
        .and(" where t.stamp in (")
        .part(tx.conn.dialect().texts(1))
        .and(")")
}

/// A body of which only what was said is of interest.
#[derive(Deserialize)]
struct Body {
    act: Content,
}

fn open(tx: &Tx, frame: Frame, salt: &[u8], (seq, body): (i64, &[u8])) -> Result<Message> {
    let plain = open_body(&tx.house, "record", salt, count(seq)?, body)?;
    let body: Body = serde_json::from_slice(&plain)?;
    body.act.read(frame)
}

impl Row {
    fn read(self, tx: &Tx, members: &mut HashMap<String, BTreeSet<Member>>) -> Result<Kept> {
        let (thread, owner): (ThreadId, Member) = (self.id.parse()?, self.owner.parse()?);
        let opening = match (self.salt, self.body) {
            (Some(salt), Some(body)) => {
                let (id, said_us) = (self.message.parse()?, self.said_us);
                let (author, word, named) = (owner.clone(), Word::Opened, None);
                let frame = Frame { id, thread, author, word, named, turn: 1, said_us };
                open(tx, frame, &salt, (self.seq, &body))?.opens.map(|thread| *thread)
            }
            _ => None,
        };
        Ok(Kept {
            id: thread,
            owner,
            stamp: self.stamp.parse()?,
            request: self.request.map(|it| it.parse()).transpose()?,
            asked: self.asked.map(|it| it.parse()).transpose()?,
            state: self.state.map(|it| it.parse()).transpose()?,
            term: self.term.parse()?,
            life: self.life,
            waits: self.waits.parse()?,
            due_us: self.due_us,
            late: u8::try_from(self.late).unwrap_or(u8::MAX),
            fresh: self.fresh,
            officer: self.officer.map(|it| it.parse()).transpose()?,
            unit: self.unit,
            opened_us: self.opened_us,
            last_us: self.last_us,
            press_us: self.press_us,
            moved: count(self.moved)?,
            members: members.remove(&self.id).unwrap_or_default(),
            opening,
        })
    }
}

pub(super) fn stamps(sight: &ThreadSight) -> Result<String> {
    sql::json(&sight.stamps().iter().map(ToString::to_string).collect::<Vec<_>>())
}

pub(super) async fn kept(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Kept>> {
    let ids = sql::json(&rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>())?;
    let sql = Text::of("select thread, member from thread_member where thread in (");
    let sql = sql.part(tx.conn.dialect().texts(1)).and(")");
    let all: Vec<(String, String)> = many!(tx, sql, ids)?;
    let mut members: HashMap<String, BTreeSet<Member>> = HashMap::new();
    for (thread, member) in all {
        members.entry(thread).or_default().insert(member.parse()?);
    }
    rows.into_iter().map(|row| row.read(tx, &mut members)).collect()
}

/// One thread, if the sight shows it.
pub async fn one(tx: &mut Tx, sight: &ThreadSight, id: ThreadId) -> Result<Option<Kept>> {
    put::flush(tx).await?;
    let sql = select(tx).and(" and t.id = $2");
    let row: Option<Row> = maybe!(tx, sql, stamps(sight)?, id.to_string())?;
    Ok(kept(tx, row.into_iter().collect()).await?.pop())
}

/// Where a page ended.
pub type Place = (i64, ThreadId);

/// A page of a box. All of them come by what happened last, the newest first; else the one that presses most comes first.
pub async fn page(
    tx: &mut Tx,
    (sight, who): (&ThreadSight, &Who),
    shown: Shown,
    (after, limit): (Option<Place>, u32),
) -> Result<Vec<Kept>> {
    let (behind, order) = shown.order();
    let first = if shown == Shown::All { i64::MAX } else { i64::MIN };
    // Which they are is found before anything of them is read.
    let sql =
        Text::of(COLUMNS).and("(select * from thread t where t.stamp in (").part(tx.conn.dialect().texts(1));
    let sql =
        sql.and(")").and(TYPED).and(shown.sql()).and(behind).and(order).and(" limit $7) t").and(OPENING);
    let sql = sql.and(order);
    let (at, id) = after.map_or((first, String::new()), |(at, id)| (at, id.to_string()));
    let (officer, unit) = (who.officer(), who.unit.as_str());
    let rows: Vec<Row> = many!(tx, sql, stamps(sight)?, officer, unit, who.now_us, at, id, i64::from(limit))?;
    kept(tx, rows).await
}

/// How many threads are in each box, in the order of [`Shown::ALL`].
pub type Counted = Vec<(Shown, u64)>;

/// Counts each box, up to `most`.
pub async fn counts(tx: &mut Tx, (sight, who): (&ThreadSight, &Who), most: u32) -> Result<Counted> {
    let mut counted = vec![];
    for shown in Shown::ALL {
        let sql = Text::of("select count(*) from (select 1 from thread t where t.stamp in (");
        let sql = sql.part(tx.conn.dialect().texts(1)).and(")").and(TYPED).and(shown.sql());
        let sql = sql.and(" limit $5) as counted");
        let (officer, unit) = (who.officer(), who.unit.as_str());
        let (told,): (i64,) = the_one!(tx, sql, stamps(sight)?, officer, unit, who.now_us, i64::from(most))?;
        counted.push((*shown, count(told)?));
    }
    Ok(counted)
}

/// How many threads wait for us, up to `most`, and the one that is at risk of a life and not acknowledged, if one is.
pub async fn waiting(tx: &mut Tx, sight: &ThreadSight, most: u32) -> Result<(u64, Option<ThreadId>)> {
    let texts = tx.conn.dialect().texts(1);
    let sql = Text::of("select count(*) from (select 1 from thread t where t.stamp in (").part(texts);
    let sql = sql.and(") and t.waits = 'ours' limit $2) as counted");
    let (told,): (i64,) = the_one!(tx, sql, stamps(sight)?, i64::from(most))?;
    let sql = Text::of("select t.id from thread t where t.stamp in (").part(texts);
    let sql =
        sql.and(") and t.waits = 'ours' and t.life and t.state = 'sent' order by t.press_us, t.id limit 1");
    let life: Option<(String,)> = maybe!(tx, sql, stamps(sight)?)?;
    Ok((count(told)?, life.map(|(id,)| id.parse()).transpose()?))
}

/// One message as it is kept here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub id: MessageId,
    pub author: Member,
    pub word: Word,
    pub to: Option<Member>,
    pub turn: u64,
    pub said_us: i64,
    pub came_us: i64,
    /// The label of who said it here.
    pub actor: Option<String>,
    /// Its number in the journal.
    pub seq: u64,
    /// None where its author took it back.
    pub message: Option<Message>,
}

row! {
    pub(super) struct SaidRow {
        id: String,
        thread: String,
        author: String,
        actor: Option<String>,
        word: String,
        named: Option<String>,
        turn: i64,
        said_us: i64,
        came_us: i64,
        seq: i64,
        salt: Option<Vec<u8>>,
        body: Option<Vec<u8>>,
    }
}

pub(super) const SAID: &str =
    "select m.id, m.thread, m.author, m.actor, m.word, m.named, m.turn, m.said_us, m.came_us, m.seq, m.salt,
        j.body from message m join journal j on j.seq = m.seq
    join thread_member p on p.thread = m.thread and p.member = m.author where ";

impl SaidRow {
    pub(super) fn of_thread(&self) -> String {
        self.thread.clone()
    }

    pub(super) fn read(self, tx: &Tx) -> Result<Said> {
        let (id, author): (MessageId, Member) = (self.id.parse()?, self.author.parse()?);
        let (word, turn): (Word, u64) = (self.word.parse()?, count(self.turn)?);
        let to: Option<Member> = self.named.map(|it| it.parse()).transpose()?;
        let said_us = self.said_us;
        let message = match (self.salt, self.body) {
            (Some(salt), Some(body)) => {
                let (thread, author, named) = (self.thread.parse()?, author.clone(), to.clone());
                let frame = Frame { id, thread, author, word, named, turn, said_us };
                Some(open(tx, frame, &salt, (self.seq, &body))?)
            }
            (Some(_), None) => return Err(Error::Damaged(format!("what message {id} says is gone"))),
            (None, _) => None,
        };
        let (came_us, actor, seq) = (self.came_us, self.actor, count(self.seq)?);
        Ok(Said { id, author, word, to, turn, said_us, came_us, actor, seq, message })
    }
}

/// All that was said in a thread by those who take part, in the order in which it counts. Whether the thread may be read is to
/// be asked before.
pub async fn messages(tx: &mut Tx, thread: ThreadId) -> Result<Vec<Said>> {
    put::flush(tx).await?;
    let sql = Text::of(SAID).and("m.thread = $1 order by m.turn, m.id");
    let rows: Vec<SaidRow> = many!(tx, sql, thread.to_string())?;
    rows.into_iter().map(|row| row.read(tx)).collect()
}

/// One message, for the node that tells it to others; none where it was taken back.
pub async fn message(tx: &mut Tx, id: MessageId) -> Result<Option<Message>> {
    put::flush(tx).await?;
    let row: Option<SaidRow> = maybe!(tx, Text::of(SAID).and("m.id = $1"), id.to_string())?;
    Ok(row.map(|row| row.read(tx)).transpose()?.and_then(|said| said.message))
}

/// Every thread that is known here, behind an id, in their order; for the node that goes through all of them.
pub async fn ids(tx: &mut Tx, after: Option<ThreadId>, limit: u32) -> Result<Vec<ThreadId>> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    let sql = "select id from thread where id > $1 order by id limit $2";
    let rows: Vec<(String,)> = many!(tx, sql, after, i64::from(limit))?;
    rows.iter().map(|(id,)| Ok(id.parse()?)).collect()
}

/// The officer whose sight it is.
pub(super) fn officer_of(by: &Actor) -> Option<OfficerId> {
    match by {
        Actor::Officer { id, .. } => Some(*id),
        _ => None,
    }
}
