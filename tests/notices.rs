//! `liaison notice` as somebody types it: what it says, what it saves, and what it says to do where something is wrong.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A node's folder, with the token of a client of these roles.
struct Node {
    folder: tempfile::TempDir,
    token: String,
}

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liaison"));
    command.env_remove("LIAISON_STORE").env_remove("LIAISON_TOKEN").args(args).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn wrong(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

impl Node {
    fn new() -> Node {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("node");
        let made = run(&["init", dir.to_str().unwrap(), "--member", "TG", "--name", "NCB Lomé"]);
        assert!(made.status.success(), "{}", wrong(&made));
        let mut node = Node { folder, token: String::new() };
        node.token = node.client("investigator");
        node
    }

    fn dir(&self) -> PathBuf {
        self.folder.path().join("node")
    }

    fn client(&self, role: &str) -> String {
        let dir = self.dir();
        let added = run(&["token", "add", dir.to_str().unwrap(), "--name", "desk", "--role", role]);
        assert!(added.status.success(), "{}", wrong(&added));
        said(&added).trim().to_owned()
    }

    /// The command, as the client of this token.
    fn as_(&self, token: &str, command: &str, args: &[&str]) -> Output {
        let dir = self.dir();
        let first = ["notice", command, dir.to_str().unwrap()];
        let last = ["--purpose", "investigation", "--legal-basis", "art. 12", "--token", token];
        run(&[&first, args, &last].concat())
    }

    fn notice(&self, command: &str, args: &[&str]) -> Output {
        self.as_(&self.token, command, args)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn purple() -> Value {
    json!({ "kind": "purple", "audience": ["all"], "review": review(), "values": {
        "modus_operandi": "Visas with the seal of \u{1b}[31ma closed office",
        "facts": "Seen at two borders.", "facts_language": "en" } })
}

/// A day within a year, whenever this is run.
fn review() -> String {
    let days = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() / 86_400;
    format!("{}-12-31", 1970 + days / 365)
}

#[test]
fn a_notice_is_drafted_listed_shown_and_asked_after() {
    let node = Node::new();
    let mut content: Value = serde_json::from_str(&plain()).unwrap();
    let drafted = node.notice("draft", &[text(&node.file("purple.json", &content.to_string()))]);
    assert!(drafted.status.success(), "{}", wrong(&drafted));
    let id = said(&drafted).trim().to_owned();
    assert_eq!(id.len(), 32, "{id}");
    let listed = said(&node.notice("list", &["--which", "ours"]));
    assert!(listed.starts_with(&id) && listed.contains("draft") && listed.contains("Visas with"), "{listed}");
    let none = node.notice("list", &[]);
    assert!(none.status.success() && said(&none).is_empty(), "nobody has cleared it: it is not in force");
    let found = node.notice("search", &["visas", "--json"]);
    let found: Value = serde_json::from_str(&said(&found)).unwrap();
    assert_eq!((&found["notices"], &found["next"]), (&json!([]), &Value::Null), "nor found");
    let shown = said(&node.notice("show", &[&id]));
    for part in ["round 1", "    facts: Seen at two borders.", "TG  draft"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("can be done now"), "machines decide on nothing: {shown}");
    let told: Value = serde_json::from_str(&said(&node.notice("show", &[&id, "--json"]))).unwrap();
    assert_eq!((&told["stage"], &told["round"]), (&json!("draft"), &json!(1)));
    content["round"] = json!(1);
    content["values"]["facts"] = json!("Seen at three borders.");
    let file = node.file("again.json", &content.to_string());
    let again = node.notice("draft", &[text(&file), "--anew", &id]);
    assert!(again.status.success(), "{}", wrong(&again));
    assert!(said(&node.notice("show", &[&id])).contains("round 2"));
    let outdated = node.notice("draft", &[text(&file), "--anew", &id]);
    assert!(wrong(&outdated).contains("read it again"), "{}", wrong(&outdated));
    let status = node.notice("status", &[&id]);
    assert_eq!(status.status.code(), Some(1), "what is not published does not stand");
    assert!(said(&status).contains("confirmed  draft"), "{}", said(&status));
}

#[test]
fn files_come_in_as_drafts_and_only_what_is_in_force_goes_out() {
    let node = Node::new();
    let public = json!({ "_embedded": { "notices": [
        { "entity_id": "2026/1", "name": "DOSSOU", "forename": "AFI", "date_of_birth": "2010/05/01" } ] } });
    let taken =
        node.notice("import", &[text(&node.file("yellow.json", &public.to_string())), "--kind", "yellow"]);
    assert_eq!(taken.status.code(), Some(1), "not every one was taken");
    assert!(wrong(&taken).contains("notice 1: ") && said(&taken).is_empty(), "{}", wrong(&taken));
    let drafted = node.notice("draft", &[text(&node.file("purple.json", &plain()))]);
    let id = said(&drafted).trim().to_owned();
    let out = node.folder.path().join("out.json");
    let refused = node.notice("export", &[&id, "-o", text(&out)]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(wrong(&refused).contains("only a notice in force leaves as a file"), "{}", wrong(&refused));
    assert!(!out.exists(), "nothing is left of what was refused");
    let saved = node.notice("export", &["--collection", "red", "-o", text(&out)]);
    assert!(saved.status.success(), "{}", wrong(&saved));
    let file: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!((&file["total"], &file["_embedded"]["notices"]), (&json!(0), &json!([])));
    let twice = node.notice("export", &["--collection", "red", "-o", text(&out)]);
    assert!(!twice.status.success() && wrong(&twice).contains("cannot write"), "{}", wrong(&twice));
    let both = node.notice("export", &[&id, "--collection", "red", "-o", text(&out)]);
    assert!(wrong(&both).contains("cannot be used with"), "{}", wrong(&both));
}

fn plain() -> String {
    purple().to_string().replace("\\u001b[31m", "")
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    let node = Node::new();
    let nowhere = "00".repeat(16);
    let control = purple().to_string();
    let frontline = node.client("frontline");
    let good = node.file("good.json", &plain());
    for (output, says) in [
        (node.notice("draft", &["no-such-file.json"]), "no-such-file.json cannot be read"),
        (node.notice("draft", &[text(&node.file("torn.json", "{\"kind\":"))]), "torn.json is no JSON"),
        (node.notice("draft", &[text(&node.file("list.json", "[1]"))]), "holds no JSON object: one notice"),
        (node.notice("draft", &[text(&node.file("control.json", &control))]), "modus_operandi"),
        (node.notice("draft", &[text(&node.file("empty.json", "{}"))]), "missing field"),
        (node.notice("show", &[&nowhere]), "there is no"),
        (node.notice("show", &["../officers"]), "there is no"),
        (node.notice("status", &[&nowhere]), "there is no"),
        (node.notice("list", &["--which", "mauve"]), "which"),
        (node.notice("list", &["--before", "yesterday"]), "before"),
        (node.notice("export", &["--collection", "mauve", "-o", "x.json"]), "collection"),
        (node.notice("import", &["no-such-file.json"]), "cannot read no-such-file.json"),
        (node.notice("import", &[text(&node.file("torn2.json", "[1]"))]), "no JSON object"),
        (node.as_(&frontline, "draft", &[text(&good)]), "your role does not include this"),
        (
            node.as_(&frontline, "export", &["--collection", "red", "-o", "x.json"]),
            "your role does not include this",
        ),
        (node.as_("lia_nobody", "list", &[]), "token"),
    ] {
        assert_eq!(output.status.code(), Some(2), "{says}: {}", wrong(&output));
        assert!(wrong(&output).to_lowercase().contains(&says.to_lowercase()), "{says}: {}", wrong(&output));
        assert!(said(&output).is_empty(), "{says}: {}", said(&output));
    }
}
