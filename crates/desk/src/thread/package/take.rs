//! An officer or client takes a thread out of the house, with what proves it.
use super::form::{ActLine, FORM, FileLine, Head, Line, MessageLine, PieceLine, Seal, text};
use crate::attachment;
use crate::thread::permitted;
use crate::{Desk, Result, frame};
use model::{Actor, MessageId, Reason, ThreadId};
use policy::action;
use std::collections::VecDeque;
use store::attachment::Attachment;
use store::blob::Reading;
use store::journal::Signer;
use store::thread::Said;
use wire::package::Digested;

/// A package that has been permitted and journaled; lines are taken from it until there are none.
pub struct Package {
    lines: VecDeque<Line>,
    /// Those of its messages, behind them.
    files: VecDeque<Attachment>,
    reading: Option<Reading>,
    /// With the key that signed the checkpoint: another may sign the log by the time that all is out.
    signer: Signer,
    digested: Digested,
    is_sealed: bool,
}

/// On disk before the first line is given; and those whose messages are in it are told.
pub async fn begin(desk: &Desk, by: &Actor, reason: &Reason, id: ThreadId) -> Result<Package> {
    let _export = frame::may::<action::Export>(desk, by, reason).await?;
    let (_, permit) = permitted::<action::ReadThread>(desk, by, reason, id).await?;
    let now = desk.clock.now_us();
    let mut tx = desk.store.begin().await?;
    store::thread::took_out(&mut tx, &permit, &desk.me, now).await?;
    tx.commit().await?;
    super::super::say::ring(desk);
    let mut tx = desk.store.read().await?;
    let said = store::thread::messages(&mut tx, id).await?;
    let proven = store::thread::proven(&mut tx, &permit).await?;
    let mut files: VecDeque<Attachment> = store::attachment::in_thread(&mut tx, &permit).await?.into();
    // What stays at home stays there, such as the original of a picture that went without what was hidden in it.
    files.retain(|file| file.owner != desk.me || file.goes);
    let charter = store::peer::charter(&mut tx).await?;
    let own = store::peer::get(&mut tx, &desk.me).await?;
    drop(tx);
    let head = Head {
        form: FORM.to_owned(),
        member: desk.me.to_string(),
        log_key: text(&proven.signer.public().to_bytes()),
        handovers: proven.handovers.iter().map(|stated| text(stated)).collect(),
        checkpoint: proven.checkpoint,
        charter: charter.iter().map(|entry| text(entry)).collect(),
        manifest: own.and_then(|own| own.manifest).map(|manifest| text(&manifest)),
        thread: id.to_string(),
        messages: said.len(),
        files: files.len(),
        taken_us: now,
    };
    let mut lines = VecDeque::from([Line::Head(Box::new(head))]);
    for (said, act) in said.iter().zip(&proven.acts) {
        lines.push_back(Line::Message(Box::new(message(said, act)?)));
    }
    Ok(Package {
        lines,
        files,
        reading: None,
        signer: proven.signer,
        digested: Digested::default(),
        is_sealed: false,
    })
}

fn message(said: &Said, act: &wire::package::Taken) -> Result<MessageLine> {
    let (id, author) = (said.id.to_string(), said.author.to_string());
    let says =
        super::prove::says(act).map_err(|why| store::Error::Damaged(format!("message {id}: {why}")))?;
    Ok(MessageLine { id, author, says, act: ActLine::of(act) })
}

impl Package {
    /// The next line, with its line break; none when all are out.
    pub async fn next(&mut self, desk: &Desk) -> Result<Option<Vec<u8>>> {
        if let Some(line) = self.following(desk).await? {
            let bytes = written(&line)?;
            self.digested.push(&bytes);
            return Ok(Some(bytes));
        }
        if std::mem::replace(&mut self.is_sealed, true) {
            return Ok(None);
        }
        let note = self.signer.seal_package(&self.digested.digest())?;
        Ok(Some(written(&Line::Seal(Seal { note }))?))
    }

    /// What comes before the seal: head and messages, then each file with its pieces.
    async fn following(&mut self, desk: &Desk) -> Result<Option<Line>> {
        if let Some(line) = self.lines.pop_front() {
            return Ok(Some(line));
        }
        if let Some(reading) = &mut self.reading {
            if let Some(piece) = reading.next().await? {
                return Ok(Some(Line::Piece(PieceLine { bytes: text(&piece) })));
            }
            self.reading = None;
        }
        let Some(file) = self.files.pop_front() else { return Ok(None) };
        if file.here {
            self.reading = Some(attachment::reading(desk, &file).await?);
        }
        Ok(Some(Line::File(Box::new(FileLine {
            message: MessageId::from_bytes(*file.record.as_bytes()).to_string(),
            name: file.named.name.to_string(),
            media: file.sealed.media.clone(),
            bytes: file.sealed.length,
            sha256: wire::hex(&file.named.digest),
            here: file.here,
        }))))
    }
}

fn written(line: &Line) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(line).map_err(store::Error::from)?;
    bytes.push(b'\n');
    Ok(bytes)
}
