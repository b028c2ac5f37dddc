//! A file on its way: what it is called; how it is found and opened stands in the attachments of the envelope.
use crate::inbox::bytes;
use formats::media::Media;
use model::{FileName, Invalid, Member, RecordId};
use serde::{Deserialize, Serialize};
use store::attachment::{Attachment, Named};
use wire::attachment::Cut;
use wire::envelope::Attached;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct FileStated {
    id: String,
    name: String,
    /// SHA-256 of what it holds, in hexadecimal digits.
    digest: String,
}

/// Of the files of an object those that go where it goes: what they are called, and the envelope's attachments in the same
/// order.
pub(super) fn going(files: &[Attachment]) -> (Vec<FileStated>, Vec<Attached>) {
    let going = files.iter().filter(|file| file.goes && file.here);
    going.map(|file| (FileStated::of(file), file.sealed.clone())).unzip()
}

/// Files of an object as its owner states them: what they are called, and the envelope's attachments in the same order.
pub(super) fn files_of(
    files: &[FileStated],
    of: (&Member, RecordId),
    sealed: &[Attached],
    at_us: i64,
) -> Result<Vec<Attachment>, Invalid> {
    if files.len() != sealed.len() {
        return Err(Invalid::new("attachment", "what the files are called does not fit the attachments"));
    }
    files.iter().zip(sealed).map(|(file, sealed)| file.read(of, sealed, at_us)).collect()
}

impl FileStated {
    fn of(file: &Attachment) -> FileStated {
        let (id, name) = (file.id.to_string(), file.named.name.to_string());
        FileStated { id, name, digest: wire::hex(&file.named.digest) }
    }

    /// What is believed of it until it is here: its length, within the limit, and a name without harm.
    fn read(
        &self,
        (owner, record): (&Member, RecordId),
        sealed: &Attached,
        at_us: i64,
    ) -> Result<Attachment, Invalid> {
        Cut::new(sealed.length).map_err(|_| Invalid::new("attachment", "longer than 2 GiB"))?;
        let digest: Result<[u8; 32], _> = bytes(&self.digest);
        let digest =
            digest.map_err(|_| Invalid::new("attachment", "its digest is not 64 hexadecimal digits"))?;
        let media = Media::named(&sealed.media);
        let name = FileName::of(&self.name);
        Ok(Attachment {
            id: self.id.parse()?,
            owner: owner.clone(),
            record,
            copy_of: None,
            goes: false,
            here: false,
            at_us,
            sealed: Attached { media: media.name.to_owned(), ..sealed.clone() },
            named: Named { belied: media.is_belied_by(&name), name, digest, active: false },
            fault: None,
        })
    }
}
