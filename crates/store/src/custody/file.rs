//! Files in a mailbox: which member wants which of whom. Their sealed chunks lie in the folder of files ([`crate::blob`]).
use crate::sql::{self, Text, count, many, maybe, number, one, row, run};
use crate::{Error, Result, Tx};
use model::Member;
use wire::Hash;

/// A file that a member wants by this hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub member: Member,
    pub owner: Member,
    pub hash: Hash,
    /// Of what it holds, in bytes.
    pub length: u64,
}

row! {
    struct Row {
        member: String,
        owner: String,
        hash: Vec<u8>,
        length: i64,
    }
}

fn hash(bytes: Vec<u8>) -> Result<Hash> {
    bytes.try_into().map_err(|_| Error::Damaged("a file of a mailbox has no hash".to_owned()))
}

fn read(rows: Vec<Row>) -> Result<Vec<Wanted>> {
    let read = |row: Row| {
        let (member, owner) = (row.member.parse()?, row.owner.parse()?);
        Ok(Wanted { member, owner, hash: hash(row.hash)?, length: count(row.length)? })
    };
    rows.into_iter().map(read).collect()
}

/// What a hub keeps of files at most, in bytes of what they hold.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub for_each: u64,
    pub in_all: u64,
    /// Most files of one member.
    pub files: u64,
}

/// Keeps that a member wants these files of an owner, and no others of it any more: hash and length of each, those that matter
/// most first. What has no room is left out, and may be said again. Gives how many files were whole and are wanted no more.
pub async fn want(
    tx: &mut Tx,
    (member, owner): (&Member, &Member),
    files: &[(Hash, u64)],
    room: Room,
    at_us: i64,
) -> Result<u64> {
    crate::journal::pen::lock(tx).await?;
    let (of, by) = (member.as_str(), owner.as_str());
    let sql = "select hash, whole from custody_file where member = $1 and owner = $2";
    let rows: Vec<(Vec<u8>, bool)> = many!(tx, sql, of, by)?;
    let mut given = 0;
    for (bytes, whole) in rows {
        if !files.iter().any(|(hash, _)| hash.as_slice() == bytes) {
            let sql = "delete from custody_file where member = $1 and owner = $2 and hash = $3";
            run!(tx, sql, of, by, bytes)?;
            given += u64::from(whole);
        }
    }
    for (hash, length) in files {
        let sql = "update custody_file set wanted_us = $4 where member = $1 and owner = $2 and hash = $3";
        if run!(tx, sql, of, by, hash.as_slice(), at_us)? == 1 || !has_room(tx, member, *length, room).await?
        {
            continue;
        }
        let sql =
            "insert into custody_file (member, owner, hash, length, granted, whole, since_us, wanted_us)
            values ($1, $2, $3, $4, $5, $5, $6, $6)";
        run!(tx, sql, of, by, hash.as_slice(), number(*length)?, false, at_us)?;
    }
    Ok(given)
}

async fn has_room(tx: &mut Tx, member: &Member, length: u64, room: Room) -> Result<bool> {
    let sql = "select count(*), cast(coalesce(sum(length), 0) as bigint) from custody_file where member = $1";
    let (files, bytes): (i64, i64) = one!(tx, sql, member.as_str())?;
    let sql = "select cast(coalesce(sum(length), 0) as bigint) from custody_file";
    let (all,): (i64,) = one!(tx, sql)?;
    let fits = |held: i64, most: u64| Ok::<_, Error>(count(held)?.saturating_add(length) <= most);
    Ok(count(files)? < room.files && fits(bytes, room.for_each)? && fits(all, room.in_all)?)
}

/// What is wanted of an owner and has not come whole, the shortest first.
pub async fn lacking(tx: &mut Tx, owner: &Member) -> Result<Vec<Wanted>> {
    let sql = "select member, owner, hash, length from custody_file where owner = $1 and not whole
        order by length, hash, member";
    read(many!(tx, sql, owner.as_str())?)
}

/// What is kept whole of an owner's, for whom it granted it, in the order of members.
pub async fn granted(tx: &mut Tx, owner: &Member) -> Result<Vec<Wanted>> {
    let sql = "select member, owner, hash, length from custody_file where owner = $1 and whole and granted
        order by member, hash";
    read(many!(tx, sql, owner.as_str())?)
}

/// The owner grants a file to this member no more: nothing of it is given, and it is to be wanted and granted anew. Gives whether
/// it was granted.
pub async fn withheld(tx: &mut Tx, (member, owner): (&Member, &Member), hash: &Hash) -> Result<bool> {
    crate::journal::pen::lock(tx).await?;
    let sql = "delete from custody_file where member = $1 and owner = $2 and hash = $3 and granted";
    Ok(run!(tx, sql, member.as_str(), owner.as_str(), hash.as_slice())? == 1)
}

/// What a member wants here, of whomever.
pub async fn wanted_by(tx: &mut Tx, member: &Member) -> Result<Vec<Wanted>> {
    let sql = "select member, owner, hash, length from custody_file where member = $1 order by owner, hash";
    read(many!(tx, sql, member.as_str())?)
}

/// Whether anything is wanted of this member or kept of it, or wanted by it.
pub async fn any(tx: &mut Tx, member: &Member) -> Result<bool> {
    let sql = "select 1 from custody_file where member = $1 or owner = $1 limit 1";
    let found: Option<(i32,)> = maybe!(tx, sql, member.as_str())?;
    Ok(found.is_some())
}

/// How long a file is that this member wants of this owner, and whether the owner has brought of it for this member; none where it
/// is not wanted.
pub async fn length(
    tx: &mut Tx,
    (member, owner): (&Member, &Member),
    hash: &Hash,
) -> Result<Option<(u64, bool)>> {
    let sql = "select length, granted from custody_file where member = $1 and owner = $2 and hash = $3";
    let found: Option<(i64, bool)> = maybe!(tx, sql, member.as_str(), owner.as_str(), hash.as_slice())?;
    found.map(|(length, granted)| Ok((count(length)?, granted))).transpose()
}

/// The owner has brought of a file for this member, and all of it where it is `whole`. Gives whether that is new.
pub async fn brought(
    tx: &mut Tx,
    (member, owner): (&Member, &Member),
    hash: &Hash,
    whole: bool,
) -> Result<bool> {
    crate::journal::pen::lock(tx).await?;
    let sql = "update custody_file set granted = $4, whole = $5
        where member = $1 and owner = $2 and hash = $3 and (granted <> $4 or whole <> $5)";
    Ok(run!(tx, sql, member.as_str(), owner.as_str(), hash.as_slice(), true, whole)? == 1)
}

/// What is here of a file is none of it: it is to be brought anew.
pub async fn spoilt(tx: &mut Tx, owner: &Member, hash: &Hash) -> Result<()> {
    let sql = "update custody_file set whole = $3 where owner = $1 and hash = $2 and whole <> $3";
    run!(tx, sql, owner.as_str(), hash.as_slice(), false)?;
    Ok(())
}

/// Destroys what nobody is to be given any more: of or for members that are not among the active, or not asked for since a
/// moment. Gives how many.
pub async fn sweep(tx: &mut Tx, active: &[&Member], before_us: i64) -> Result<u64> {
    let any: Option<(i32,)> = maybe!(tx, "select 1 from custody_file limit 1")?;
    if any.is_none() {
        return Ok(0);
    }
    let list = sql::json(&active.iter().map(|member| member.as_str()).collect::<Vec<_>>())?;
    let dialect = tx.conn.dialect();
    let sql = Text::of("delete from custody_file where wanted_us < $1 or member not in (")
        .part(dialect.texts(2))
        .and(") or owner not in (")
        .part(dialect.texts(2))
        .and(")");
    Ok(run!(tx, sql, before_us, list.as_str())?)
}

/// Of which owners which files are wanted here by anybody: nothing else need lie in the folder.
pub async fn all(tx: &mut Tx) -> Result<Vec<(Member, Hash)>> {
    let rows: Vec<(String, Vec<u8>)> = many!(tx, "select distinct owner, hash from custody_file")?;
    rows.into_iter().map(|(owner, bytes)| Ok((owner.parse()?, hash(bytes)?))).collect()
}
