//! Where a thread stands, worked out anew from all that was said in it whenever something is.
use super::{Waits, clocks, of_hit};
use crate::sql::{Rows, count, insert, many, maybe, number, row, run};
use crate::{Result, Tx};
use model::{Member, MessageId, RequestState, Step, Term, Thread, ThreadId, Word};

/// A thread by what was said in it.
pub(super) enum Course {
    /// Nothing is asked for.
    Talk {
        owner: Member,
    },
    Request {
        asker: Member,
        course: model::Course,
    },
}

impl Course {
    pub(super) fn owner(&self) -> &Member {
        match self {
            Course::Talk { owner } | Course::Request { asker: owner, .. } => owner,
        }
    }
}

/// Writes the row of a thread that is opened; where it stands is worked out next.
pub(super) async fn open(tx: &mut Tx, thread: &Thread, (seq, at_us): (u64, i64)) -> Result<()> {
    let sql = "insert into thread (id, owner, stamp, request, asked_first, asked, state, term, life, waits, due_us, late, fresh,
            officer, unit, opened_us, last_us, press_us, moved)
        values ($1, $2, $3, $4, $5, $5, null, $6, $7, 'theirs', null, 0, false, null, null, $8, $8, $8, $9)";
    let ask = thread.ask.as_ref();
    run!(
        tx,
        sql,
        thread.id.to_string(),
        thread.owner.as_str(),
        thread.stamp().to_string(),
        ask.map(|ask| ask.kind.as_str()),
        ask.map(|ask| ask.asked.as_str()),
        thread.term.as_str(),
        thread.life_at_risk,
        at_us,
        number(seq)?
    )?;
    of_hit::put(tx, thread.id, &thread.hits).await?;
    // Who is asked first stays: what comes later is said in steps.
    let all: Vec<&Member> = thread.members.iter().collect();
    join(tx, thread.id, &all).await
}

pub(super) async fn join(tx: &mut Tx, thread: ThreadId, members: &[&Member]) -> Result<()> {
    const MEMBER: Rows =
        Rows { table: "thread_member", columns: &["thread", "member"], tail: "on conflict do nothing" };
    insert!(tx, MEMBER, members, |member| thread.to_string(), member.as_str());
    Ok(())
}

row! {
    struct StepRow {
        id: String,
        author: String,
        word: String,
        named: Option<String>,
        turn: i64,
        came_us: i64,
    }
}

impl StepRow {
    fn read(self) -> Result<Step> {
        Ok(Step {
            turn: count(self.turn)?,
            author: self.author.parse()?,
            message: self.id.parse::<MessageId>()?,
            word: self.word.parse()?,
            to: self.named.map(|code| code.parse()).transpose()?,
            at_us: self.came_us,
        })
    }
}

row! {
    struct Row {
        owner: String,
        request: Option<String>,
        asked_first: Option<String>,
        term: String,
        life: bool,
        opened_us: i64,
        last_us: i64,
        due_us: Option<i64>,
    }
}

async fn row(tx: &mut Tx, thread: ThreadId) -> Result<Option<Row>> {
    let sql = "select owner, request, asked_first, term, life, opened_us, last_us, due_us from thread where id = $1";
    maybe!(tx, sql, thread.to_string())
}

/// In the order in which they count, those of members that do not take part left out.
async fn steps(tx: &mut Tx, thread: ThreadId) -> Result<Vec<Step>> {
    let sql = "select m.id, m.author, m.word, m.named, m.turn, m.came_us from message m
        join thread_member p on p.thread = m.thread and p.member = m.author
        where m.thread = $1 and m.word <> 'opened' order by m.turn, m.id";
    let rows: Vec<StepRow> = many!(tx, sql, thread.to_string())?;
    rows.into_iter().map(StepRow::read).collect()
}

/// Where it stands; none where it is not known here.
pub(super) async fn course(tx: &mut Tx, thread: ThreadId) -> Result<Option<Course>> {
    let Some(row) = row(tx, thread).await? else { return Ok(None) };
    let steps = steps(tx, thread).await?;
    read(&row, steps).map(Some)
}

fn read(row: &Row, steps: Vec<Step>) -> Result<Course> {
    let owner: Member = row.owner.parse()?;
    let Some(asked) = row.asked_first.as_ref().filter(|_| row.request.is_some()) else {
        return Ok(Course::Talk { owner });
    };
    let course = model::Course::of(&owner, &asked.parse()?, row.opened_us, steps);
    Ok(Course::Request { asker: owner, course })
}

/// Where a thread stands, as its row says it.
struct Stand {
    state: Option<RequestState>,
    asked: Option<Member>,
    waits: Waits,
    due_us: Option<i64>,
}

/// Works out anew where a thread stands, behind the act `moved`. What came before the thread is known changes nothing yet.
pub(super) async fn refresh(
    tx: &mut Tx,
    me: &Member,
    thread: ThreadId,
    (moved, at_us): (u64, i64),
) -> Result<()> {
    let Some(row) = row(tx, thread).await? else { return Ok(()) };
    let steps = steps(tx, thread).await?;
    // What had been here and comes again does not come in its order.
    let at_us = steps.iter().map(|step| step.at_us).fold(at_us.max(row.last_us), i64::max);
    let last = steps.last().map(|step| (step.author.clone(), step.word));
    let course = read(&row, steps)?;
    let clocks = clocks::clocks(tx).await?;
    if let Course::Request { course, .. } = &course {
        join(tx, thread, &course.forwarded.iter().collect::<Vec<_>>()).await?;
    }
    let term: Term = row.term.parse()?;
    let stand = match &course {
        Course::Talk { owner } => talk(me, owner, last),
        Course::Request { asker, course } => {
            let waiting = course.state.waits_for().map(|side| match side {
                model::RequestSide::Asker => asker == me,
                model::RequestSide::Asked => &course.asked == me,
            });
            let waits = waiting.map_or(Waits::Over, |ours| if ours { Waits::Ours } else { Waits::Theirs });
            let due_us = course.due_us(clocks.runs_us(term, row.life, course.state));
            Stand { state: Some(course.state), asked: Some(course.asked.clone()), waits, due_us }
        }
    };
    let press_us = stand.due_us.unwrap_or(at_us.saturating_add(clocks.usual_us()));
    // A clock that runs to another moment is late anew.
    let is_same = stand.due_us == row.due_us;
    let sql = "update thread set state = $2, asked = $3, waits = $4, due_us = $5, press_us = $6, last_us = $7, moved = $8,
        late = case when $9 then late else 0 end where id = $1";
    run!(
        tx,
        sql,
        thread.to_string(),
        stand.state.map(RequestState::as_str),
        stand.asked.as_ref().map(Member::as_str),
        stand.waits.as_str(),
        stand.due_us,
        press_us,
        at_us,
        number(moved)?,
        is_same
    )?;
    Ok(())
}

/// Where nothing is asked, it is for the others to say something after whoever spoke last; who opened it ends it.
fn talk(me: &Member, owner: &Member, last: Option<(Member, Word)>) -> Stand {
    let (author, word) = last.unwrap_or((owner.clone(), Word::Opened));
    let waits = match word {
        Word::Closed if &author == owner => Waits::Over,
        _ if &author == me => Waits::Theirs,
        _ => Waits::Ours,
    };
    Stand { state: None, asked: None, waits, due_us: None }
}
