//! Photographs of notices: small pictures, sealed beside the notice that names them, and gone with it.
use crate::house;
use crate::sql::{many, run};
use crate::{Error, Result, Tx};
use model::RecordId;
use wire::keys::Salt;

/// A photograph by the SHA-256 of its bytes, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photograph {
    pub digest: String,
    /// JPEG.
    pub bytes: Vec<u8>,
}

fn context(notice: RecordId, digest: &str) -> Vec<u8> {
    [b"liaison/1/notice-photograph\0".as_slice(), notice.as_bytes(), digest.as_bytes()].concat()
}

/// Keeps photographs of a notice; one that is there already stays as it is.
pub async fn add_photographs(tx: &mut Tx, notice: RecordId, all: &[Photograph]) -> Result<()> {
    let sql = "insert into notice_photograph (notice, digest, sealed, salt) values ($1, $2, $3, $4)
        on conflict (notice, digest) do nothing";
    for one in all {
        let salt = house::chance::<32>()?;
        let key = tx.house.keys.storage.record_key(&Salt::from_bytes(salt));
        let sealed = key.seal(house::chance()?, &context(notice, &one.digest), &one.bytes);
        run!(tx, sql, notice.to_string(), one.digest.as_str(), sealed, salt.to_vec())?;
    }
    Ok(())
}

/// Destroys those of a notice that are not among these.
pub async fn keep_photographs(tx: &mut Tx, notice: RecordId, named: &[String]) -> Result<()> {
    let here: Vec<(String,)> =
        many!(tx, "select digest from notice_photograph where notice = $1", notice.to_string())?;
    for (digest,) in here.iter().filter(|(digest,)| !named.contains(digest)) {
        let sql = "delete from notice_photograph where notice = $1 and digest = $2";
        tx.pen.destroyed |= run!(tx, sql, notice.to_string(), digest.as_str())? > 0;
    }
    Ok(())
}

/// The photographs of a notice, for whoever the desk has asked the rules about.
pub async fn photographs(tx: &mut Tx, notice: RecordId) -> Result<Vec<Photograph>> {
    let sql = "select digest, sealed, salt from notice_photograph where notice = $1 order by digest";
    let rows: Vec<(String, Vec<u8>, Vec<u8>)> = many!(tx, sql, notice.to_string())?;
    let read = |(digest, sealed, salt): (String, Vec<u8>, Vec<u8>)| {
        let damaged = || Error::Damaged(format!("a photograph of notice {notice} does not open"));
        let salt = Salt::from_bytes(salt.try_into().map_err(|_| damaged())?);
        let key = tx.house.keys.storage.record_key(&salt);
        let bytes = key.open(&context(notice, &digest), &sealed).map_err(|_| damaged())?;
        Ok(Photograph { digest, bytes: bytes.to_vec() })
    };
    rows.into_iter().map(read).collect()
}
