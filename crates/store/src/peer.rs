//! The members of the network: the charter's entries, and what each node last said of itself.
use crate::journal::{self, Act};
use crate::sql::{count, many, maybe, number, row, run};
use crate::{Error, Result, Tx};
use model::{ActKind, Actor, Member, MemberClass, MemberStanding};
use policy::{Permit, action};

/// A member and its node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    pub member: Member,
    /// As people call it.
    pub name: String,
    pub class: MemberClass,
    /// What its node's identity key hashes to.
    pub node: wire::Hash,
    pub standing: MemberStanding,
    /// As its node signed it; none before it was heard of.
    pub manifest: Option<Vec<u8>>,
    pub manifest_version: u64,
    /// When it answered last.
    pub reached_us: Option<i64>,
    /// Why it could not be reached, and since when, if that is so.
    pub fault: Option<(String, i64)>,
    /// How often the lane that it has alone was begun afresh.
    pub afresh: u64,
    /// Why that is to be done again, if it is, and from when its manifest must be.
    pub again: Option<(Again, i64)>,
    /// The first act here that it was not told of as a look at its record, since it could not be told then, or since what told it
    /// was not with it when its lane was ended.
    pub looks_seq: Option<u64>,
}

/// Why all that is addressed to a member is to be said again, on a lane begun afresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Again {
    /// What it was sealed to is gone: it has what it receipted, and nothing since.
    StaleKey,
    /// Its store was set back: what it had receipted it may have lost.
    SetBack,
}

model::codes!(Again, "why it is said again", { StaleKey => "stale-key", SetBack => "set-back" });

row! {
    struct Row {
        member: String,
        name: String,
        class: String,
        node: Vec<u8>,
        standing: String,
        manifest: Option<Vec<u8>>,
        manifest_version: i64,
        reached_us: Option<i64>,
        fault: Option<String>,
        fault_us: Option<i64>,
        afresh: i64,
        again: Option<String>,
        again_us: Option<i64>,
        looks_seq: Option<i64>,
    }
}

impl Row {
    fn read(self) -> Result<Peer> {
        let node = self.node.try_into();
        Ok(Peer {
            member: self.member.parse()?,
            name: self.name,
            class: self.class.parse()?,
            node: node.map_err(|_| Error::Damaged("the name of a node is not 32 bytes".to_owned()))?,
            standing: self.standing.parse()?,
            manifest: self.manifest,
            manifest_version: count(self.manifest_version)?,
            reached_us: self.reached_us,
            fault: self.fault.zip(self.fault_us),
            afresh: count(self.afresh)?,
            again: self.again.map(|why| why.parse()).transpose()?.zip(self.again_us),
            looks_seq: self.looks_seq.map(count).transpose()?,
        })
    }
}

/// Everybody that the charter names, in the order of their codes.
pub async fn all(tx: &mut Tx) -> Result<Vec<Peer>> {
    let sql =
        "select member, name, class, node, standing, manifest, manifest_version, reached_us, fault, fault_us,
        afresh, again, again_us, looks_seq from peer order by member";
    let rows: Vec<Row> = many!(tx, sql)?;
    rows.into_iter().map(Row::read).collect()
}

/// One of them.
pub async fn get(tx: &mut Tx, member: &Member) -> Result<Option<Peer>> {
    let sql =
        "select member, name, class, node, standing, manifest, manifest_version, reached_us, fault, fault_us,
        afresh, again, again_us, looks_seq from peer where member = $1";
    let row: Option<Row> = maybe!(tx, sql, member.as_str())?;
    row.map(Row::read).transpose()
}

/// The entries of the charter in their order, as they were signed.
pub async fn charter(tx: &mut Tx) -> Result<Vec<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = many!(tx, "select entry from charter_entry order by no")?;
    Ok(rows.into_iter().map(|(entry,)| entry).collect())
}

/// Takes up entries of the charter behind those that are here, and what it says of each member by now; with the act.
/// That they follow from what is here, and are rightly signed, is to be checked before.
pub async fn extend_charter(
    tx: &mut Tx,
    by: &Actor,
    (known, entries): (u64, &[Vec<u8>]),
    members: &[Peer],
    at_us: i64,
) -> Result<()> {
    journal::pen::lock(tx).await?;
    let (have,): (i64,) = crate::sql::one!(tx, "select count(*) from charter_entry")?;
    if count(have)? != known {
        return Err(Error::Conflict("the charter has grown meanwhile: read it again"));
    }
    for (no, entry) in (known..).zip(entries) {
        run!(tx, "insert into charter_entry (no, entry) values ($1, $2)", number(no)?, entry.as_slice())?;
    }
    for peer in members {
        let sql = "insert into peer (member, name, class, node, standing, manifest_version)
            values ($1, $2, $3, $4, $5, 0) on conflict (member) do update set name = excluded.name,
            class = excluded.class, standing = excluded.standing, node = excluded.node,
            manifest = case when peer.node = excluded.node then peer.manifest else null end,
            manifest_version = case when peer.node = excluded.node then peer.manifest_version else 0 end";
        run!(
            tx,
            sql,
            peer.member.as_str(),
            peer.name.as_str(),
            peer.class.as_str(),
            peer.node.as_slice(),
            peer.standing.as_str()
        )?;
    }
    let body = serde_json::json!({ "entries": entries.len(), "from": known, "members": members.len() });
    let act = Act { at_us, by, kind: ActKind::CharterExtended, object: None, reason: None, body: Some(body) };
    journal::write(tx, act).await.map(|_| ())
}

/// Takes up what a node says of itself, if it is newer than what is here; with the act. Gives whether it was.
pub async fn tell(
    tx: &mut Tx,
    me: &Member,
    (member, version): (&Member, u64),
    manifest: &[u8],
    at_us: i64,
) -> Result<bool> {
    let sql =
        "update peer set manifest = $2, manifest_version = $3 where member = $1 and manifest_version < $3";
    if run!(tx, sql, member.as_str(), manifest, number(version)?)? == 0 {
        return Ok(false);
    }
    let by = Actor::Engine { member: me.clone() };
    let body = serde_json::json!({ "member": member.as_str(), "version": version });
    let act = Act { at_us, by: &by, kind: ActKind::PeerTold, object: None, reason: None, body: Some(body) };
    journal::write(tx, act).await?;
    Ok(true)
}

/// Notes that a member was reached, or why not. No act: it is about the line, not about what was done.
pub async fn reached(tx: &mut Tx, member: &Member, fault: Option<&str>, at_us: i64) -> Result<()> {
    match fault {
        None => {
            let sql = "update peer set reached_us = $2, fault = null, fault_us = null where member = $1";
            run!(tx, sql, member.as_str(), at_us)?;
        }
        Some(fault) => {
            let sql = "update peer set fault = $2, fault_us = coalesce(fault_us, $3) where member = $1";
            run!(tx, sql, member.as_str(), fault, at_us)?;
        }
    }
    Ok(())
}

/// Notes that all is to be said again to a member, when its node has stated keys after `from_us`. What it lost counts for
/// more than what it could not open.
pub async fn again(tx: &mut Tx, member: &Member, why: Again, from_us: i64) -> Result<()> {
    let sql = "update peer set again = $2, again_us = $3 where member = $1 and (again is null or again <> 'set-back')";
    run!(tx, sql, member.as_str(), why.as_str(), from_us)?;
    Ok(())
}

/// Notes for every member the first of the looks at its records that wait on our lanes, before these are ended: from it on they are
/// to be told again.
pub async fn note_looks(tx: &mut Tx) -> Result<()> {
    let sql = "update peer set looks_seq = (select min(w.act) from (
            select e.act from envelope e join reader r on r.stream = e.stream and r.upto < e.seq
            where r.member = peer.member and e.act is not null and e.bytes is not null
            union all select peer.looks_seq where peer.looks_seq is not null) w)";
    run!(tx, sql)?;
    Ok(())
}

/// Notes that a member could not be told of a look at its record; the first that it was not told of counts.
pub async fn untold_look(tx: &mut Tx, member: &Member, seq: u64) -> Result<()> {
    let sql = "update peer set looks_seq = $2 where member = $1 and looks_seq is null";
    run!(tx, sql, member.as_str(), number(seq)?)?;
    Ok(())
}

/// It was told of all of them.
pub async fn looks_told(tx: &mut Tx, member: &Member) -> Result<()> {
    run!(tx, "update peer set looks_seq = null where member = $1", member.as_str())?;
    Ok(())
}

/// Who was not told of looks at their records, and from which act on.
pub async fn untold_looks(tx: &mut Tx) -> Result<Vec<(Member, u64)>> {
    let rows: Vec<(String, i64)> =
        many!(tx, "select member, looks_seq from peer where looks_seq is not null order by member")?;
    rows.into_iter().map(|(member, seq)| Ok((member.parse()?, count(seq)?))).collect()
}

/// Whether anybody is to be told again.
pub async fn any_again(tx: &mut Tx) -> Result<bool> {
    let any: Option<(i32,)> = maybe!(tx, "select 1 from peer where again is not null limit 1")?;
    Ok(any.is_some())
}

/// Begins the lane that a member has alone afresh: it has another name from now on. Gives how often it was by now.
pub async fn begin_afresh(tx: &mut Tx, member: &Member) -> Result<u64> {
    run!(tx, "update peer set afresh = afresh + 1 where member = $1", member.as_str())?;
    get(tx, member).await?.map(|peer| peer.afresh).ok_or(Error::Conflict("the charter names no such member"))
}

/// All was said again to a member.
pub async fn told_again(tx: &mut Tx, member: &Member) -> Result<()> {
    run!(tx, "update peer set again = null, again_us = null where member = $1", member.as_str())?;
    Ok(())
}

/// The proof that whoever changes the network's members by hand was permitted to.
pub type Keeps = Permit<action::KeepPeers>;
