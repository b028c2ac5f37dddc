//! `liaison log verify FILE`: proves a thread that was taken out of a node, away from it.
use super::{Outcome, shown};
use anyhow::{Context, Result};
use desk::thread::package::{File as Attached, Proven, Whole, prove};
use serde_json::json;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

pub fn verify(file: &Path, network: Option<&str>, as_json: bool) -> Result<Outcome> {
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let verdict = prove(BufReader::new(opened)).map_err(|flaw| flaw.to_string());
    let verdict = verdict.and_then(|whole| is_of(&whole, network).map(|()| whole));
    match (verdict, as_json) {
        (Ok(whole), true) => super::print_json(&told(&whole)),
        (Ok(whole), false) => tell(&whole),
        (Err(what), true) => {
            super::print_json(&json!({ "broken": what }));
            return Ok(Outcome::No);
        }
        (Err(what), false) => {
            say!("BROKEN: {what}");
            return Ok(Outcome::No);
        }
    }
    Ok(Outcome::Yes)
}

/// Whether it comes from the network that is meant, where one is.
fn is_of(whole: &Whole, network: Option<&str>) -> Result<(), String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let Some(meant) = network else { return Ok(()) };
    match &whole.network {
        Some(network) if digits(&network.fingerprint) == digits(meant) => Ok(()),
        Some(network) => Err(format!("it comes from another network: {}", network.fingerprint)),
        None => Err("it comes from a node in no network".into()),
    }
}

fn moment(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).map_or_else(|_| us.to_string(), |at| format!("{at:.0}"))
}

fn tell(whole: &Whole) {
    say!("whole: {} messages of thread {}", whole.messages.len(), whole.thread);
    if let Some(subject) = &whole.subject {
        say!("about     {}", shown(subject));
    }
    say!("from      {}, taken out {}", whole.member, moment(whole.taken_us));
    match &whole.network {
        Some(network) => {
            say!("network   {}  {}", shown(&network.name), network.fingerprint);
            say!(
                "          compare these digits with those that you know: they alone say which network it is"
            );
        }
        None => say!("network   none: only the key below says whose log it is"),
    }
    say!("log       {}, {} acts, root {}", whole.origin, whole.acts, wire::hex(&whole.root));
    say!("key       {}", whole.log_key);
    for message in &whole.messages {
        say_message(message);
        whole.files.iter().filter(|file| file.message == message.id).for_each(say_file);
    }
}

fn say_file(it: &Attached) {
    let there = if it.here { "" } else { "  (its bytes were not on the node's disk)" };
    say!("    file {}  {} bytes  {}  sha256 {}{there}", shown(&it.name), it.bytes, it.media, it.sha256);
}

fn say_message(it: &Proven) {
    let (at, word) = (moment(it.at_us), it.word.as_deref().unwrap_or("taken back"));
    say!("\nact {}  {at}  {}  {word}", it.seq, it.author);
    for line in it.text.iter().flat_map(|text| text.lines()) {
        say!("    {}", shown(line));
    }
}

fn told(whole: &Whole) -> serde_json::Value {
    let message = |it: &Proven| json!({ "act": it.seq, "at_us": it.at_us, "author": it.author, "word": it.word, "text": it.text });
    let file = |it: &Attached| json!({ "message": it.message, "name": it.name, "media": it.media, "bytes": it.bytes, "sha256": it.sha256, "here": it.here });
    json!({
        "broken": null,
        "member": whole.member,
        "network": whole.network.as_ref().map(|it| json!({ "name": it.name, "fingerprint": it.fingerprint })),
        "log": { "origin": whole.origin, "acts": whole.acts, "root": wire::hex(&whole.root), "key": whole.log_key },
        "taken_us": whole.taken_us,
        "thread": whole.thread,
        "subject": whole.subject,
        "files": whole.files.iter().map(file).collect::<Vec<_>>(),
        "messages": whole.messages.iter().map(message).collect::<Vec<_>>(),
    })
}
