//! How fast each member answers: as we measured it, and as every other member measured it and told.
use crate::sql::{Rows, count, insert, many, number, row, run};
use crate::{Error, Result, Tx};
use model::{Figure, FigureOf, Member, Term};
use policy::{Permit, action};
use std::collections::BTreeMap;

/// Something that one member asked of another, and when an answer to it was here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub member: Member,
    pub what: FigureOf,
    pub term: Term,
    pub asked_us: i64,
    pub answered_us: Option<i64>,
}

row! {
    struct AskedRow {
        member: String,
        term: String,
        asked_us: i64,
        answered_us: Option<i64>,
    }
}

impl AskedRow {
    fn read(self, what: FigureOf) -> Result<Asked> {
        let (member, term) = (self.member.parse()?, self.term.parse()?);
        Ok(Asked { member, what, term, asked_us: self.asked_us, answered_us: self.answered_us })
    }
}

/// What we asked others since a moment: requests that were not passed on or withdrawn unanswered, and hits of which the other side
/// was told. An answer to a request is the first that refuses, or gives some or all of what was asked; to a hit, what decides it.
pub async fn asked(tx: &mut Tx, me: &Member, since_us: i64) -> Result<Vec<Asked>> {
    let sql = "select t.asked_first as member, t.term, t.opened_us as asked_us, (select min(m.came_us) from message m
            where m.thread = t.id and m.author = t.asked_first and m.word in ('answered', 'partly-answered', 'refused'))
            as answered_us
        from thread t where t.owner = $1 and t.request is not null and t.asked_first = t.asked and t.opened_us > $2
            and t.asked_first <> $1 and (t.state <> 'withdrawn' or exists (select 1 from message m where m.thread = t.id
            and m.author = t.asked_first and m.word in ('answered', 'partly-answered', 'refused')))";
    let rows: Vec<AskedRow> = many!(tx, sql, me.as_str(), since_us)?;
    let mut all = rows.into_iter().map(|row| row.read(FigureOf::Request)).collect::<Result<Vec<_>>>()?;
    let sql = "select t.member, h.term, h.raised_us as asked_us, case when t.word <> 'acknowledged' then t.heard_us end
            as answered_us
        from hit h join hit_side s on s.hit = h.id and s.member = $1
        join hit_side t on t.hit = h.id and t.member <> $1
        where h.ours and s.shows <> 'silent' and h.raised_us > $2";
    let rows: Vec<AskedRow> = many!(tx, sql, me.as_str(), since_us)?;
    for row in rows {
        all.push(row.read(FigureOf::Hit)?);
    }
    Ok(all)
}

row! {
    struct Row {
        asker: String,
        member: String,
        what: String,
        term: String,
        asked: i64,
        in_time: i64,
        spans: String,
    }
}

/// Keeps what a member measured, in the place of all that it told before.
pub async fn put(tx: &mut Tx, asker: &Member, figures: &[Figure], at_us: i64) -> Result<()> {
    const FIGURE: Rows = Rows {
        table: "answer_figure",
        columns: &["asker", "member", "what", "term", "asked", "in_time", "spans", "at_us"],
        tail: "on conflict (asker, member, what, term) do nothing",
    };
    run!(tx, "delete from answer_figure where asker = $1", asker.as_str())?;
    insert!(
        tx,
        FIGURE,
        figures,
        |it| asker.as_str(),
        it.member.as_str(),
        it.what.as_str(),
        it.term.as_str(),
        number(it.asked)?,
        number(it.in_time)?,
        crate::sql::json(&it.spans)?,
        at_us,
    );
    Ok(())
}

/// All that was measured by anybody, each with who did; in the order of the members that were asked.
pub async fn all(tx: &mut Tx, _permit: &Permit<action::ReadPeers>) -> Result<Vec<(Member, Figure)>> {
    read(many!(
        tx,
        "select asker, member, what, term, asked, in_time, spans from answer_figure
        order by member, what, term, asker"
    )?)
}

/// What one member measured, in the same order.
pub async fn of(tx: &mut Tx, asker: &Member) -> Result<Vec<Figure>> {
    let sql = "select asker, member, what, term, asked, in_time, spans from answer_figure where asker = $1
        order by member, what, term";
    Ok(read(many!(tx, sql, asker.as_str())?)?.into_iter().map(|(_, figure)| figure).collect())
}

fn read(rows: Vec<Row>) -> Result<Vec<(Member, Figure)>> {
    let one = |row: Row| {
        let spans: Vec<u64> = serde_json::from_str(&row.spans)?;
        let spans = spans.try_into().map_err(|_| Error::Damaged("figures have other spans".to_owned()))?;
        let (asked, in_time) = (count(row.asked)?, count(row.in_time)?);
        let (member, what, term) = (row.member.parse()?, row.what.parse()?, row.term.parse()?);
        Ok((row.asker.parse()?, Figure { member, what, term, asked, in_time, spans }))
    };
    rows.into_iter().map(one).collect()
}

/// What each member was told of ours last, by its digest, and when that was looked at.
pub async fn told(tx: &mut Tx) -> Result<BTreeMap<Member, (wire::Hash, i64)>> {
    let rows: Vec<(String, Vec<u8>, i64)> = many!(tx, "select member, digest, at_us from figure_told")?;
    let damaged = |_| Error::Damaged("a digest is not 32 bytes".to_owned());
    let read = |(member, digest, at_us): (String, Vec<u8>, i64)| {
        Ok((member.parse()?, (digest.try_into().map_err(damaged)?, at_us)))
    };
    rows.into_iter().map(read).collect()
}

/// It was told these.
pub async fn tell(tx: &mut Tx, member: &Member, digest: &wire::Hash, at_us: i64) -> Result<()> {
    let sql = "insert into figure_told (member, digest, at_us) values ($1, $2, $3)
        on conflict (member) do update set digest = excluded.digest, at_us = excluded.at_us";
    run!(tx, sql, member.as_str(), digest.to_vec(), at_us)?;
    Ok(())
}
