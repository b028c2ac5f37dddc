//! `liaison thread`: messages and requests with other members, as the API has them. What a thread says is nothing for the machine's
//! own command line, so these act as the client whose token they are given.
use super::attachment::{AsClient, body_of, save};
use super::{Outcome, escaped, print_json, shown, text};
use crate::console::request;
use anyhow::{Context, Result};
use axum::http::Method;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Read, write and answer messages and requests
#[derive(Subcommand)]
pub enum Thread {
    /// Threads of a box, those whose clocks press most first
    ///
    /// Example: liaison thread list /srv/liaison --box ours --purpose investigation --token lia_...
    List {
        #[command(flatten)]
        as_client: AsClient,
        /// new, mine, unit, ours (they wait for us), theirs, late, all.
        #[arg(long = "box", default_value = "ours")]
        boxed: String,
        #[command(flatten)]
        page: Page,
    },
    /// Threads in which every word stands somewhere, or one that begins with it; in messages, requests and notes
    ///
    /// Example: liaison thread search /srv/liaison "amouzou lome" --purpose investigation --token lia_...
    Search {
        #[command(flatten)]
        as_client: AsClient,
        words: String,
        #[command(flatten)]
        page: Page,
    },
    /// A thread with all that was said in it
    Show {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        /// Answer as one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Write to other members: in a thread, or a new one
    ///
    /// Example: liaison thread write /srv/liaison --to BJ --subject "Convoy of 12 June" --text "Seen at ..." --purpose investigation --token lia_...
    Write {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id; without it a new one is opened, to --to with --subject.
        #[arg(long)]
        thread: Option<String>,
        #[command(flatten)]
        opening: Opening,
        #[command(flatten)]
        text: Text,
    },
    /// Ask a member for something
    ///
    /// Example: liaison thread ask /srv/liaison identity-check --to BJ --subject "Amouzou, Kossi" --name "Kossi Amouzou" --text "Known to you?" --purpose investigation --token lia_...
    Ask {
        #[command(flatten)]
        as_client: AsClient,
        /// identity-check, hit-confirmation, whereabouts, criminal-record, document-check, subscriber-data, life-at-risk, other.
        kind: String,
        #[command(flatten)]
        opening: Opening,
        #[command(flatten)]
        about: About,
        #[command(flatten)]
        text: Text,
    },
    /// Say a word of a request: acknowledged, clarification-asked, clarified, leave-asked, forwarded, leave-denied, refused,
    /// partly-answered, answered, closed, withdrawn
    ///
    /// Example: liaison thread answer /srv/liaison 5f0c... answered --text "He is wanted here." --purpose investigation --token lia_...
    Answer {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        word: String,
        #[command(flatten)]
        text: Text,
        /// Of a refusal: not-available, leave-refused, not-permitted, security, danger, interests, minor-offence, source-refuses.
        #[arg(long)]
        ground: Option<String>,
        /// Of leave-asked and forwarded: the member to answer instead.
        #[arg(long)]
        to: Option<String>,
    },
    /// Take back a message of ours: every copy of it is destroyed
    Back {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        /// The message's id.
        message: String,
    },
    /// Note something beside a thread, for this member alone
    Note {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        #[command(flatten)]
        text: Text,
    },
    /// Send a file in a thread
    ///
    /// Example: liaison thread attach /srv/liaison 5f0c... passport.jpg --text "His passport" --purpose investigation --token lia_...
    Attach {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        file: PathBuf,
        /// What is said with it; its name where nothing is.
        #[arg(long, default_value = "")]
        text: String,
        /// What other members get: copy (of a picture, without what is hidden in the file), as-is, home (nothing).
        #[arg(long, default_value = "copy")]
        share: String,
    },
    /// Save a file of a thread
    Get {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        /// The file's id.
        file: String,
        /// Where to; a file that is there is not overwritten.
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Take a thread out with all that proves it: see `liaison log verify FILE`. Those who take part are told
    ///
    /// Example: liaison thread export /srv/liaison 5f0c... -o thread.jsonl --purpose investigation --legal-basis "art. 12" --token lia_...
    Export {
        #[command(flatten)]
        as_client: AsClient,
        /// The thread's id.
        thread: String,
        /// Where to; a file that is there is not overwritten.
        #[arg(short, long)]
        out: PathBuf,
    },
}

/// Which part of a list.
#[derive(Args)]
pub struct Page {
    /// 1 to 200.
    #[arg(long, default_value = "50")]
    limit: String,
    /// The `next` of the page before.
    #[arg(long)]
    after: Option<String>,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
}

/// What is said.
#[derive(Args)]
pub struct Text {
    /// The text; `-` reads it from standard input.
    #[arg(long, default_value = "")]
    text: String,
    /// How far the source is trusted and how the information is known: B2.
    #[arg(long)]
    grading: Option<String>,
}

/// A thread to be.
#[derive(Args)]
pub struct Opening {
    /// Codes of members; of a request the first is asked, the others read along.
    #[arg(long, value_delimiter = ',')]
    to: Vec<String>,
    #[arg(long)]
    subject: Option<String>,
    /// Members that never get it, whoever would pass it on.
    #[arg(long, value_delimiter = ',')]
    never_to: Vec<String>,
    #[arg(long)]
    level: Option<String>,
    /// H0 to H3.
    #[arg(long, value_delimiter = ',')]
    caveats: Vec<String>,
    /// What H3 stands for.
    #[arg(long)]
    caveat_text: Option<String>,
    /// urgent, soon, usual.
    #[arg(long)]
    term: Option<String>,
    /// It overtakes everything, and a person must acknowledge it within minutes.
    #[arg(long)]
    life_at_risk: bool,
    /// trafficking, smuggling, child-abuse, missing-persons, document-fraud, money-laundering, other.
    #[arg(long)]
    crime: Option<String>,
    /// Ids of records that it names.
    #[arg(long, value_delimiter = ',')]
    records: Vec<String>,
    /// Ids of hits that it names.
    #[arg(long, value_delimiter = ',')]
    hits: Vec<String>,
}

/// Whom a request is about.
#[derive(Args)]
pub struct About {
    #[arg(long)]
    name: Option<String>,
    /// As far as it is known: 1974, 1974-08 or 1974-08-12.
    #[arg(long)]
    born: Option<String>,
    /// Number of a passport.
    #[arg(long)]
    document: Option<String>,
}

pub async fn run(it: Thread) -> Result<Outcome> {
    match it {
        Thread::List { as_client, boxed, page } => list(&as_client, ("box", &boxed), &page).await?,
        Thread::Search { as_client, words, page } => list(&as_client, ("search", &words), &page).await?,
        Thread::Show { as_client, thread, json } => show(&as_client, &thread, json).await?,
        Thread::Write { as_client, thread: Some(thread), text, .. } => {
            say_in(&as_client, &thread, text.sent(json!({}))?).await?;
        }
        Thread::Write { as_client, thread: None, opening, text } => {
            open(&as_client, text.sent(opening.sent()?)?).await?;
        }
        Thread::Ask { as_client, kind, opening, about, text } => {
            let mut sent = opening.sent()?;
            put(&mut sent, "request", Some(kind));
            put(&mut sent, "about", about.sent());
            open(&as_client, text.sent(sent)?).await?;
        }
        Thread::Answer { as_client, thread, word, text, ground, to } => {
            let mut sent = json!({ "word": word });
            put(&mut sent, "ground", ground);
            put(&mut sent, "to", to);
            say_in(&as_client, &thread, text.sent(sent)?).await?;
        }
        Thread::Back { as_client, thread, message } => {
            done(&as_client, &thread, "back", &json!({ "message": message })).await?;
        }
        Thread::Note { as_client, thread, text } => {
            done(&as_client, &thread, "notes", &json!({ "note": text.read()? })).await?;
        }
        Thread::Attach { as_client, thread, file, text, share } => {
            return attach(&as_client, &thread, &file, (&text, &share)).await;
        }
        Thread::Get { as_client, thread, file, out } => {
            let path = as_client.path(&of(&thread, &format!("/attachments/{}", escaped(&file))), &[]);
            let asked = as_client.signed(request(Method::GET, &path, None)?)?;
            save(&as_client.console().await?, asked, &out).await?;
        }
        Thread::Export { as_client, thread, out } => {
            let path = as_client.path(&of(&thread, "/package"), &[]);
            let asked = as_client.signed(request(Method::GET, &path, None)?)?;
            save(&as_client.console().await?, asked, &out).await?;
        }
    }
    Ok(Outcome::Yes)
}

fn of(thread: &str, part: &str) -> String {
    format!("/api/v1/threads/{}{part}", escaped(thread))
}

/// Puts a field where there is something to put.
fn put(sent: &mut Value, field: &str, value: Option<impl Into<Value>>) {
    if let (Some(all), Some(value)) = (sent.as_object_mut(), value) {
        all.insert(field.to_owned(), value.into());
    }
}

impl Text {
    fn read(&self) -> Result<String> {
        if self.text != "-" {
            return Ok(self.text.clone());
        }
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input cannot be read as text")?;
        Ok(text)
    }

    fn sent(&self, mut sent: Value) -> Result<Value> {
        put(&mut sent, "text", Some(self.read()?));
        put(&mut sent, "grading", self.grading.clone());
        Ok(sent)
    }
}

impl Opening {
    fn sent(self) -> Result<Value> {
        let subject = self.subject.context("a new thread has a --subject")?;
        let mut sent = json!({
            "subject": subject, "to": self.to, "never_to": self.never_to, "caveats": self.caveats,
            "life_at_risk": self.life_at_risk, "records": self.records, "hits": self.hits,
        });
        put(&mut sent, "level", self.level);
        put(&mut sent, "caveat_text", self.caveat_text);
        put(&mut sent, "term", self.term);
        put(&mut sent, "crime", self.crime);
        Ok(sent)
    }
}

impl About {
    /// One person, where anything is known.
    fn sent(self) -> Option<Value> {
        let mut properties = json!({});
        put(&mut properties, "name", self.name.map(|it| vec![it]));
        put(&mut properties, "birthDate", self.born.map(|it| vec![it]));
        put(&mut properties, "passportNumber", self.document.map(|it| vec![it]));
        let is_known = properties.as_object().is_some_and(|all| !all.is_empty());
        is_known.then(|| json!([{ "kind": "Person", "properties": properties }]))
    }
}

async fn open(by: &AsClient, sent: Value) -> Result<()> {
    let made = by.posted("/api/v1/threads", &sent).await?;
    say!("{}", text(&made, "id"));
    Ok(())
}

async fn say_in(by: &AsClient, thread: &str, sent: Value) -> Result<()> {
    let made = by.posted(&of(thread, "/messages"), &sent).await?;
    say!("{}", text(&made, "id"));
    Ok(())
}

async fn done(by: &AsClient, thread: &str, what: &str, sent: &Value) -> Result<()> {
    let path = by.path(&of(thread, &format!("/{what}")), &[]);
    by.console().await?.done(by.signed(request(Method::POST, &path, Some(sent))?)?).await
}

async fn attach(by: &AsClient, thread: &str, file: &Path, (said, share): (&str, &str)) -> Result<Outcome> {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("file").to_owned();
    let (said, share) = (said.to_owned(), share.to_owned());
    let more = [("name", Some(&name)), ("share", Some(&share)), ("text", Some(&said))];
    let path = by.path(&of(thread, "/attachments"), &more);
    let mut sent = by.signed(request(Method::POST, &path, None)?)?;
    *sent.body_mut() = body_of(file).await?;
    let kept: Value = by.console().await?.json(sent).await?;
    say!("{}", text(&kept, "message"));
    Ok(match kept.get("stays").and_then(Value::as_str) {
        Some(why) => {
            eprintln!("the file stays here: {why} (--share as-is sends it as it is)");
            Outcome::No
        }
        None => Outcome::Yes,
    })
}

async fn list(by: &AsClient, (what, value): (&str, &String), page: &Page) -> Result<()> {
    let more = [(what, Some(value)), ("limit", Some(&page.limit)), ("after", page.after.as_ref())];
    let told = by.got("/api/v1/threads", &more).await?;
    if page.json {
        print_json(&told);
        return Ok(());
    }
    told.get("threads").and_then(Value::as_array).into_iter().flatten().for_each(say_thread);
    if let Some(next) = told.get("next").and_then(Value::as_str) {
        say!("more: --after {next}");
    }
    Ok(())
}

/// One line a thread: id, whose turn, state, until when, members, subject.
fn say_thread(it: &Value) {
    let is = |field: &str| it.get(field).and_then(Value::as_bool).unwrap_or_default();
    let life = if is("life_at_risk") { "  LIFE AT RISK" } else { "" };
    let unread = if is("unread") { "  unread" } else { "" };
    let members = it.get("members").and_then(Value::as_array).into_iter().flatten();
    let members: Vec<&str> = members.filter_map(Value::as_str).collect();
    say!(
        "{}  {:<6}  {:<15}  {:<20}  {}  {}{life}{unread}",
        text(it, "id"),
        text(it, "waits"),
        text(it, "state"),
        text(it, "due_at"),
        members.join(","),
        shown(text(it, "subject"))
    );
}

async fn show(by: &AsClient, thread: &str, json: bool) -> Result<()> {
    let told = by.got(&of(thread, ""), &[]).await?;
    if json {
        print_json(&told);
        return Ok(());
    }
    say_thread(&told);
    let all = |field: &str| told.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    all("messages").iter().for_each(say_message);
    for note in all("notes") {
        say!("\nnote  {}  {}\n    {}", text(&note, "at"), text(&note, "by"), shown(text(&note, "text")));
    }
    for taking in all("taken_out") {
        say!("\ntaken out  {}  {}", text(&taking, "at"), text(&taking, "member"));
    }
    let words: Vec<String> = all("words").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if !words.is_empty() {
        say!("\ncan be said now: {}", words.join(", "));
    }
    Ok(())
}

fn say_message(it: &Value) {
    say!("\n{}  {}  {}  {}", text(it, "id"), text(it, "said_at"), text(it, "author"), text(it, "word"));
    match it.get("text").and_then(Value::as_str) {
        Some(text) => text.lines().for_each(|line| say!("    {}", shown(line))),
        None => say!("    (taken back)"),
    }
    for file in it.get("attachments").and_then(Value::as_array).into_iter().flatten() {
        let bytes = file.get("bytes").and_then(Value::as_u64).unwrap_or_default();
        say!(
            "    file {}  {bytes}  {}  {}",
            text(file, "id"),
            text(file, "media"),
            shown(text(file, "name"))
        );
    }
    let marks = it.get("marks").and_then(Value::as_array).into_iter().flatten();
    for mark in marks {
        say!(
            "    {}: delivered {}, read {}",
            text(mark, "member"),
            text(mark, "delivered_at"),
            text(mark, "read_at")
        );
    }
}
