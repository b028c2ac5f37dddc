//! The compliance ledger: of whom a notice was refused, sent back or taken out of use. It holds no name, but fingerprints that
//! only this node can make.
use crate::sql::{self, Text, many, run};
use crate::{Result, Tx};
use model::notice::{Earlier, NoticeKind, Stage};
use model::{Member, RecordId};

/// A notice that ended, with the fingerprints of its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub fingerprints: Vec<String>,
    pub owner: Member,
    pub earlier: Earlier,
}

/// Notes how a notice ended; what it was noted with before gives way.
pub async fn enter(tx: &mut Tx, listed: &Listed) -> Result<()> {
    let Earlier { notice, kind, ended, at_us } = &listed.earlier;
    let sql = "insert into notice_ledger (fingerprint, notice, owner, kind, ended, at_us) values ($1, $2, $3, $4, $5, $6)
        on conflict (fingerprint, notice) do update set ended = excluded.ended, at_us = excluded.at_us";
    for fingerprint in &listed.fingerprints {
        let (print, owner) = (fingerprint.as_str(), listed.owner.as_str());
        run!(tx, sql, print, notice.to_string(), owner, kind.as_str(), ended.as_str(), *at_us)?;
    }
    Ok(())
}

/// What is noted of this owner under any of these fingerprints, but of this notice itself; the newest first.
pub async fn earlier(
    tx: &mut Tx,
    owner: &Member,
    but: RecordId,
    fingerprints: &[String],
) -> Result<Vec<Earlier>> {
    let sql = Text::of(
        "select distinct notice, kind, ended, at_us from notice_ledger where owner = $1 and notice <> $2 and fingerprint in (",
    )
    .part(tx.conn.dialect().texts(3))
    .and(") order by at_us desc, notice");
    let rows: Vec<(String, String, String, i64)> =
        many!(tx, sql, owner.as_str(), but.to_string(), sql::json(&fingerprints)?)?;
    let read = |(notice, kind, ended, at_us): (String, String, String, i64)| {
        let (kind, ended) = (kind.parse::<NoticeKind>()?, ended.parse::<Stage>()?);
        Ok(Earlier { notice: notice.parse()?, kind, ended, at_us })
    };
    rows.into_iter().map(read).collect()
}
