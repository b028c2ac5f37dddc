//! What every member is to have of what we said, held against what they were given; and who has read what.
use crate::lane::Stream;
use crate::sql::{self, Text, count, many, number, row, run};
use crate::{Result, Tx};
use model::{Member, MessageId, ThreadId};
use std::collections::BTreeSet;

/// Something that a member lacks: a message of ours, or that it was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    pub message: MessageId,
    pub thread: ThreadId,
    pub member: Member,
    pub life: bool,
    /// It was taken back.
    pub gone: bool,
    /// When it left for the member at first, on whichever lane; none where it did not, or this store has lost whether it did.
    pub left_us: Option<i64>,
    /// It may have left, then or not.
    pub may_have: bool,
    /// It did so on a lane that goes on: the member has it, or is to hear of it before whatever comes behind.
    pub has: bool,
    /// What its word did stands without its text: the member is told of that even if it never had it.
    pub stands: bool,
}

row! {
    struct LackRow {
        id: String,
        thread: String,
        member: String,
        life: bool,
        gone: i64,
        since_us: Option<i64>,
        has: i64,
        stands: i64,
    }
}

/// Since when a member has what a restore may have lost that it left for it, and of which it was told no more than that it is gone.
const NOT_KNOWN: i64 = 0;

/// Of what was taken back before a member was given it nothing is said, where no word went with it that moves anything on; nor
/// of what opens a thread of which nobody else knows.
const STANDS: &str = "(m.word <> 'said' and (m.word <> 'opened'
    or exists (select 1 from message o where o.thread = m.thread and o.id <> m.id)
    or exists (select 1 from message_given o where o.message = m.id and o.since_us > 0)))";

/// What those who take part lack of our messages, in these threads, or in all where none are named. A thread's messages come in
/// their order.
pub async fn lacking(
    tx: &mut Tx,
    me: &Member,
    threads: Option<&[ThreadId]>,
    limit: u32,
) -> Result<Vec<Lack>> {
    let list = sql::json(&threads.unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of(
        "select m.id, m.thread, p.member, t.life, cast(case when m.salt is null then 1 else 0 end as bigint) as gone,
            g.since_us, cast(case when g.seq > 0 and g.since_us > 0 then 1 else 0 end as bigint) as has,
            cast(case when g.since_us > 0 or ",
    );
    let sql = sql.and(STANDS).and(
        " then 1 else 0 end as bigint) as stands
        from message m join thread t on t.id = m.thread
        join thread_member p on p.thread = m.thread and p.member <> $1
        left join message_given g on g.message = m.id and g.member = p.member
        where m.author = $1 and ((m.salt is not null and (g.message is null or g.seq = 0))
            or (m.salt is null and g.message is not null and (not g.recalled or g.seq = 0))
            or (m.salt is null and (g.message is null or g.since_us = 0) and ",
    );
    let sql = sql.and(STANDS).and("))");
    let sql = match threads {
        Some(_) => sql.and(" and m.thread in (").part(tx.conn.dialect().texts(2)).and(")"),
        None => sql.and(" and cast($2 as text) is not null"),
    };
    let sql = sql.and(" order by t.life desc, m.thread, m.turn, m.id, p.member limit $3");
    let rows: Vec<LackRow> = many!(tx, sql, me.as_str(), list, i64::from(limit))?;
    let read = |row: LackRow| {
        Ok(Lack {
            message: row.id.parse()?,
            thread: row.thread.parse()?,
            member: row.member.parse()?,
            life: row.life,
            gone: row.gone == 1,
            left_us: row.since_us.filter(|since_us| *since_us != NOT_KNOWN),
            may_have: row.since_us.is_some(),
            has: row.has == 1,
            stands: row.stands == 1,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Keeps that it left for a member, as this envelope of this lane. What is said again had left when it left at first. Where nothing of
/// it stood, the member is told of it once more if something does since, such as the thread that it opens.
pub async fn given(tx: &mut Tx, lack: &Lack, (stream, seq): (&Stream, u64), at_us: i64) -> Result<()> {
    let sql = "insert into message_given (message, member, stream, seq, recalled, since_us)
        values ($1, $2, $3, $4, $5, $6) on conflict (message, member) do update set stream = excluded.stream,
        seq = excluded.seq, recalled = excluded.recalled, since_us = case when message_given.since_us > 0
        and message_given.recalled = excluded.recalled then message_given.since_us else excluded.since_us end";
    let (message, member) = (lack.message.to_string(), lack.member.as_str());
    let since_us = if lack.gone && !lack.stands { NOT_KNOWN } else { at_us };
    run!(tx, sql, message, member, stream.as_slice(), number(seq)?, lack.gone, since_us)?;
    Ok(())
}

/// Lets all that was given begin anew: our lanes do. Where nothing is known of a message of ours, this store may have lost that it
/// left: those who take part may have it.
pub(crate) async fn begin_anew(tx: &mut Tx, me: &Member) -> Result<()> {
    run!(tx, "update message_given set seq = 0")?;
    let sql = "insert into message_given (message, member, stream, seq, recalled, since_us)
        select m.id, p.member, $2, 0, $3, $4 from message m
        join thread_member p on p.thread = m.thread and p.member <> $1 where m.author = $1
        on conflict (message, member) do nothing";
    run!(tx, sql, me.as_str(), [0_u8; 16].as_slice(), false, NOT_KNOWN)?;
    run!(tx, "update message_read set told = 0 where told > 0")?;
    run!(tx, "update thread_taken set told = 0 where told > 0")?;
    Ok(())
}

/// The same of what this one member was given.
pub async fn say_again_to(tx: &mut Tx, me: &Member, member: &Member) -> Result<()> {
    run!(tx, "update message_given set seq = 0 where member = $1", member.as_str())?;
    let sql = "update message_read set told = 0 where told > 0 and member = $1
        and message in (select id from message where author = $2)";
    run!(tx, sql, me.as_str(), member.as_str())?;
    run!(tx, "update thread_taken set told = 0 where told > 0 and reader = $1", member.as_str())?;
    Ok(())
}

/// Messages of one author in one thread that were opened here, of which the author was not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLack {
    pub thread: ThreadId,
    pub author: Member,
    pub life: bool,
    pub messages: Vec<MessageId>,
    pub read_us: i64,
}

row! {
    struct ReadRow {
        thread: String,
        author: String,
        life: bool,
        message: String,
        read_us: i64,
    }
}

/// What was opened here and not told to its author yet.
pub async fn reads_lacking(tx: &mut Tx, me: &Member, limit: u32) -> Result<Vec<ReadLack>> {
    let sql = "select m.thread, m.author, t.life, r.message, r.read_us from message_read r
        join message m on m.id = r.message join thread t on t.id = m.thread
        where r.member = $1 and r.told = 0 and m.author <> $1 order by m.thread, m.author, r.message limit $2";
    let rows: Vec<ReadRow> = many!(tx, sql, me.as_str(), i64::from(limit))?;
    let mut lacks: Vec<ReadLack> = vec![];
    for row in rows {
        let (thread, author): (ThreadId, Member) = (row.thread.parse()?, row.author.parse()?);
        let message = row.message.parse()?;
        match lacks.last_mut().filter(|last| last.thread == thread && last.author == author) {
            Some(last) => {
                last.messages.push(message);
                last.read_us = last.read_us.min(row.read_us);
            }
            None => {
                let (life, read_us) = (row.life, row.read_us);
                lacks.push(ReadLack { thread, author, life, messages: vec![message], read_us });
            }
        }
    }
    Ok(lacks)
}

/// Keeps that their author was told.
pub async fn reads_told(tx: &mut Tx, me: &Member, lack: &ReadLack, seq: u64) -> Result<()> {
    let list = sql::json(&lack.messages.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let sql = Text::of("update message_read set told = $3 where member = $1 and message in (");
    let sql = sql.part(tx.conn.dialect().texts(2)).and(")");
    run!(tx, sql, me.as_str(), list, number(seq)?)?;
    Ok(())
}

/// Keeps that these of our messages were opened by somebody at another member. What we never said is passed over.
pub async fn read_there(
    tx: &mut Tx,
    me: &Member,
    member: &Member,
    (messages, read_us): (&[MessageId], i64),
) -> Result<Vec<ThreadId>> {
    let mut threads = BTreeSet::new();
    for id in messages {
        let sql =
            "select m.thread from message m join thread_member p on p.thread = m.thread and p.member = $3
            where m.id = $1 and m.author = $2";
        let found: Option<(String,)> = sql::maybe!(tx, sql, id.to_string(), me.as_str(), member.as_str())?;
        let Some((thread,)) = found else { continue };
        let sql = "insert into message_read (message, member, read_us, told) values ($1, $2, $3, 1)
            on conflict (message, member) do nothing";
        if run!(tx, sql, id.to_string(), member.as_str(), read_us)? > 0 {
            threads.insert(thread.parse()?);
        }
    }
    Ok(threads.into_iter().collect())
}

/// How it stands with one message of ours at one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub message: MessageId,
    pub member: Member,
    /// When it left; none where it has not yet.
    pub left_us: Option<i64>,
    /// When the member's node signed that it is on its disk.
    pub delivered_us: Option<i64>,
    /// When an officer opened it there, as their node tells it.
    pub read_us: Option<i64>,
}

row! {
    struct MarkRow {
        id: String,
        member: String,
        seq: Option<i64>,
        since_us: Option<i64>,
        upto: Option<i64>,
        receipt_us: Option<i64>,
        read_us: Option<i64>,
    }
}

/// How it stands with our messages in a thread at each of those who take part.
pub async fn marks(tx: &mut Tx, me: &Member, thread: ThreadId) -> Result<Vec<Mark>> {
    let sql = "select m.id, p.member, g.seq, g.since_us, r.upto, r.receipt_us, d.read_us
        from message m join thread_member p on p.thread = m.thread and p.member <> $1
        left join message_given g on g.message = m.id and g.member = p.member
        left join reader r on r.member = g.member and r.stream = g.stream
        left join message_read d on d.message = m.id and d.member = p.member
        where m.thread = $2 and m.author = $1 order by m.turn, m.id, p.member";
    let rows: Vec<MarkRow> = many!(tx, sql, me.as_str(), thread.to_string())?;
    let read = |row: MarkRow| {
        let left = row.seq.map(count).transpose()?.filter(|seq| *seq > 0);
        let has = left.zip(row.upto.map(count).transpose()?).is_some_and(|(seq, upto)| upto >= seq);
        Ok(Mark {
            message: row.id.parse()?,
            member: row.member.parse()?,
            left_us: row.since_us.filter(|since_us| left.is_some() && *since_us != NOT_KNOWN),
            delivered_us: row.receipt_us.filter(|_| has),
            read_us: row.read_us,
        })
    };
    rows.into_iter().map(read).collect()
}
