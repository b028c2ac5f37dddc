//! Proves a package away from the node that made it: nothing is believed but by signatures, and nothing is asked of anybody.
use super::form::{self, FORM, FileLine, Head, Line, MessageLine, PieceLine};
use serde_json::Value;
use std::io::BufRead;
use wire::charter::Charter;
use wire::handover::LogKeys;
use wire::keys::NodePublic;
use wire::manifest::{Freshness, Manifest};
use wire::package::{Digested, Prover, Taken, is_sealed};
use wire::seal::SealKey;

/// Longest line: a message of the greatest length with its sealed form.
const LINE_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// Why a package is not to be believed: the line, counted from 1, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Flawed {
    pub line: u64,
    pub what: String,
}

/// What a package that holds says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    pub member: String,
    /// Of the network whose charter names that member; none where the node was in none. Only its fingerprint tells which network it is:
    /// compare it with one that you know.
    pub network: Option<Network>,
    /// The log's name, its length and its root when it was taken out.
    pub origin: String,
    pub acts: u64,
    pub root: wire::Hash,
    /// Of the key that signs the log.
    pub log_key: String,
    pub taken_us: i64,
    pub thread: String,
    pub subject: Option<String>,
    pub messages: Vec<Proven>,
    pub files: Vec<File>,
}

/// A file of a message: as the node sealed it with the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The id of the message.
    pub message: String,
    pub name: String,
    pub media: String,
    pub bytes: u64,
    pub sha256: String,
    /// Its bytes are in the package, and have this digest.
    pub here: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    pub name: String,
    pub fingerprint: String,
}

/// One message that is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    pub id: String,
    /// Its number in the log.
    pub seq: u64,
    /// When it was on the node's disk.
    pub at_us: i64,
    pub author: String,
    /// Nothing where its author took it back.
    pub word: Option<String>,
    pub text: Option<String>,
}

/// Reads a package to its end, and proves every byte of it.
pub fn prove(mut from: impl BufRead) -> Result<Whole, Flawed> {
    let (mut digested, mut line, mut bytes) = (Digested::default(), 1, vec![]);
    let flawed = |line: u64| move |what: String| Flawed { line, what };
    next(&mut from, &mut bytes).map_err(flawed(line))?;
    let (mut prover, head, mut whole) = begin(&bytes).map_err(flawed(line))?;
    let key = prover.1;
    let mut filling = None;
    loop {
        digested.push(&bytes);
        line += 1;
        next(&mut from, &mut bytes).map_err(flawed(line))?;
        let read = read(&bytes).map_err(flawed(line))?;
        if !matches!(read, Line::Piece(_)) {
            filled(filling.take()).map_err(flawed(line))?;
        }
        match read {
            Line::File(it) => filling = file(&mut whole, &it).map_err(flawed(line))?,
            Line::Piece(piece) => fill(&mut filling, &piece).map_err(flawed(line))?,
            Line::Message(it) => {
                let proven = message(&mut prover.0, (&head, &whole), &it).map_err(flawed(line))?;
                if whole.messages.is_empty() {
                    whole.subject = subject(&it);
                }
                whole.messages.push(proven);
            }
            Line::Seal(seal) => {
                let sealed = is_sealed(&seal.note, (&whole.origin, &key), &digested.digest());
                ends(&mut from, &bytes, sealed, &seal).map_err(flawed(line))?;
                break;
            }
            Line::Head(_) => return Err(flawed(line)("a package has one head".into())),
        }
    }
    if whole.messages.len() != head.messages || whole.files.len() != head.files {
        return Err(flawed(line)("it holds more or fewer messages or files than its head says".into()));
    }
    Ok(whole)
}

/// A file of which pieces come.
struct Filling {
    bytes: u64,
    sha256: String,
    came: u64,
    digested: Digested,
}

/// A file belongs to a message that was proven before it, and that was not taken back.
fn file(whole: &mut Whole, it: &FileLine) -> Result<Option<Filling>, String> {
    let says = |message: &&Proven| message.id == it.message && message.text.is_some();
    whole.messages.iter().find(says).ok_or("it is a file of no message that is here")?;
    whole.files.push(File {
        message: it.message.clone(),
        name: it.name.clone(),
        media: it.media.clone(),
        bytes: it.bytes,
        sha256: it.sha256.clone(),
        here: it.here,
    });
    let (bytes, sha256) = (it.bytes, it.sha256.clone());
    Ok(it.here.then(|| Filling { bytes, sha256, came: 0, digested: Digested::default() }))
}

fn fill(filling: &mut Option<Filling>, piece: &PieceLine) -> Result<(), String> {
    let file = filling.as_mut().ok_or("a piece of no file")?;
    let bytes = form::bytes(&piece.bytes).ok_or("the piece is no piece")?;
    file.came = file.came.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    file.digested.push(&bytes);
    Ok(())
}

/// All of it is there, and it is what its line said.
fn filled(filling: Option<Filling>) -> Result<(), String> {
    match filling {
        Some(file) if file.came != file.bytes || wire::hex(&file.digested.digest()) != file.sha256 => {
            Err("the file before is not whole, or another one".into())
        }
        _ => Ok(()),
    }
}

/// One line with its break, into `bytes`.
fn next(from: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<(), String> {
    bytes.clear();
    let mut limited = std::io::Read::take(&mut *from, LINE_BYTES_MAX);
    limited.read_until(b'\n', bytes).map_err(|fault| format!("it cannot be read: {fault}"))?;
    match bytes.last() {
        Some(b'\n') => Ok(()),
        None => Err("the package breaks off here".into()),
        Some(_) => Err("the package breaks off within this line, or the line is too long".into()),
    }
}

fn read(bytes: &[u8]) -> Result<Line, String> {
    serde_json::from_slice(bytes).map_err(|fault| format!("it is not a line of such a package: {fault}"))
}

fn ends(from: &mut impl BufRead, bytes: &[u8], sealed: bool, seal: &form::Seal) -> Result<(), String> {
    if !sealed {
        return Err("the seal is not over these bytes: something was changed, added or left out".into());
    }
    // The seal itself, in its one form.
    let mut written =
        serde_json::to_vec(&Line::Seal(form::Seal { note: seal.note.clone() })).unwrap_or_default();
    written.push(b'\n');
    if written != bytes {
        return Err("the last line is not as it was written".into());
    }
    match from.fill_buf() {
        Ok([]) => Ok(()),
        _ => Err("something stands behind the seal".into()),
    }
}

/// The head: by which key, and whose that is.
fn begin(bytes: &[u8]) -> Result<((Prover, NodePublic), Head, Whole), String> {
    let Line::Head(head) = read(bytes)? else { return Err("a package begins with its head".into()) };
    let head = *head;
    if head.form != FORM {
        return Err(format!("its form is {}, and this program reads {FORM}", head.form));
    }
    let key = form::bytes(&head.log_key).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let key = key.and_then(|bytes| NodePublic::from_bytes(&bytes).ok()).ok_or("the log's key is no key")?;
    let handovers: Option<Vec<Vec<u8>>> = head.handovers.iter().map(|stated| form::bytes(stated)).collect();
    let handovers = handovers.ok_or("what handed the log over is no statement")?;
    let prover = Prover::new(head.checkpoint.as_bytes(), &key, &handovers)
        .map_err(|why| format!("the checkpoint is not this key's: {why}"))?;
    let point = prover.checkpoint();
    let whole = Whole {
        member: head.member.clone(),
        network: network(&head, prover.keys())?,
        origin: point.origin.clone(),
        acts: point.size,
        root: point.root,
        log_key: key.fingerprint(),
        taken_us: head.taken_us,
        thread: head.thread.clone(),
        subject: None,
        messages: vec![],
        files: vec![],
    };
    Ok(((prover, key), head, whole))
}

/// That the charter names the node as this member's, and the node one of these keys as that of its log: it may have been handed over
/// since the node last said so.
fn network(head: &Head, keys: &LogKeys) -> Result<Option<Network>, String> {
    let Some(manifest) = &head.manifest else {
        return if head.charter.is_empty() {
            Ok(None)
        } else {
            Err("what the node says of itself is missing".into())
        };
    };
    let at_ms = u64::try_from(head.taken_us / 1_000).map_err(|_| "it was taken out before 1970")?;
    let entries: Option<Vec<Vec<u8>>> = head.charter.iter().map(|entry| form::bytes(entry)).collect();
    let entries = entries.ok_or("the charter is no charter")?;
    let charter = Charter::fold(entries.iter().map(Vec::as_slice))
        .map_err(|why| format!("the charter does not hold: {why}"))?;
    let manifest = form::bytes(manifest).ok_or("the manifest is no manifest")?;
    let manifest =
        Manifest::verify(&manifest, at_ms).map_err(|why| format!("the manifest does not hold: {why}"))?;
    // Else whoever has a key that is over would date what he makes up as he likes.
    if manifest.freshness(at_ms) == Freshness::Lapsed {
        return Err("what the node says of itself was more than 30 days old when this was taken out".into());
    }
    let listed = charter.member(&manifest.node()).ok_or("the charter does not know this node")?;
    if listed.code != head.member {
        return Err(format!("the charter says that this node is {}'s, not {}'s", listed.code, head.member));
    }
    let states = |key: &NodePublic| match manifest.log {
        Some(log) => log == *key,
        None => manifest.signing.iter().any(|term| term.key == *key),
    };
    if !keys.iter().any(states) {
        return Err("the key of the log is not one of this node's".into());
    }
    Ok(Some(Network { name: charter.name().to_owned(), fingerprint: charter.fingerprint() }))
}

/// A message: what people read of it is what its act says, and the act is proven.
fn message(prover: &mut Prover, (head, whole): (&Head, &Whole), it: &MessageLine) -> Result<Proven, String> {
    let taken = it.act.read().ok_or("the act is no act")?;
    let (entry, plain) = prover.prove(&taken).map_err(|flaw| flaw.to_string())?;
    if entry.kind != "said" || entry.object.as_deref() != Some(it.id.as_str()) {
        return Err("its act is about something else".into());
    }
    let author = entry.actor.strip_prefix("node:").unwrap_or(&head.member);
    if author != it.author {
        return Err(format!("its act is by {author}"));
    }
    if whole.messages.last().is_some_and(|last| last.seq == entry.seq) {
        return Err("it stands there twice".into());
    }
    let says = plain.as_deref().map(act_of).transpose()?;
    if says != it.says {
        return Err("what is to be read is not what its act says".into());
    }
    let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).map(str::to_owned);
    let frame =
        says.as_ref().map(|says| says.get("frame").ok_or("its act was kept before acts held their word"));
    let frame = frame.transpose()?;
    if frame.is_some_and(|frame| text(frame, "thread").as_deref() != Some(head.thread.as_str())) {
        return Err("its act is of another thread".into());
    }
    Ok(Proven {
        id: it.id.clone(),
        seq: entry.seq,
        at_us: entry.at_us,
        author: it.author.clone(),
        word: frame.and_then(|frame| text(frame, "word")),
        text: says.as_ref().and_then(|says| text(says, "text")),
    })
}

fn subject(first: &MessageLine) -> Option<String> {
    Some(first.says.as_ref()?.get("opens")?.get("subject")?.as_str()?.to_owned())
}

fn act_of(plain: &[u8]) -> Result<Value, String> {
    let body: Value = serde_json::from_slice(plain).map_err(|_| "what it says cannot be read")?;
    body.get("act").cloned().ok_or("it says nothing".into())
}

/// What an act says, for the line that people read; none where it says nothing any more.
pub(super) fn says(taken: &Taken) -> Result<Option<Value>, String> {
    let (Some(body), Some(key)) = (&taken.body, &taken.key) else { return Ok(None) };
    let entry = wire::act::Entry::decode(&taken.entry).map_err(|why| why.to_string())?;
    let plain = SealKey::from_bytes(key).open(&wire::act::body_context(entry.seq), body);
    act_of(&plain.map_err(|why| why.to_string())?).map(Some)
}
