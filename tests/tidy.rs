//! The shape of the code is a test: floors, one home for SQL, a first line for every file, sizes that may only shrink.
use std::{
    fs,
    path::{Path, PathBuf},
};

/// From the ground up. A crate may know those of lower floors only; `store` may also know `policy`'s types.
const FLOORS: &[&[&str]] =
    &[&["model"], &["policy", "matching", "wire", "formats"], &["store"], &["desk"], &["server", "exchange"]];

/// Files longer than the limit when the limit was drawn. Each may shrink, none may be added.
const LONG_FILES: &[(&str, usize)] = &[];
const FILE_LINES_MAX: usize = 600;
/// Longest function of product code.
const FUNCTION_LINES_MAX: usize = 70;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(dir: &Path) -> Vec<(PathBuf, String)> {
    let mut found = vec![];
    let mut open = vec![dir.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|x| x == "rs") {
                let text = fs::read_to_string(&path).expect("a source file can be read");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn crates() -> Vec<(String, PathBuf)> {
    let dirs = fs::read_dir(root().join("crates")).expect("the rooms are in crates/");
    let mut crates: Vec<_> = dirs
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .collect();
    crates.sort();
    crates
}

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

fn all_files() -> Vec<(PathBuf, String)> {
    ["crates", "src", "tests"].iter().flat_map(|dir| rust_files(&root().join(dir))).collect()
}

/// What is compiled into the program: no tests, no examples, no benches; unit tests cut off.
fn product_files() -> Vec<(PathBuf, String)> {
    let product = |path: &Path| {
        !path.components().any(|c| ["tests", "examples", "benches"].iter().any(|d| c.as_os_str() == *d))
    };
    let cut = |text: String| text.split("\n#[cfg(test)]").next().unwrap_or_default().to_string();
    ["crates", "src"]
        .iter()
        .flat_map(|dir| rust_files(&root().join(dir)))
        .filter(|(path, _)| product(path) && !path.ends_with("tests.rs"))
        .map(|(path, text)| (path, cut(text)))
        .collect()
}

#[test]
fn every_room_knows_lower_floors_only() {
    for (name, dir) in crates() {
        let manifest = fs::read_to_string(dir.join("Cargo.toml")).expect("a room has a manifest");
        let own = floor(&name)
            .unwrap_or_else(|| panic!("{name} stands on no floor: add it to FLOORS and to ARCHITECTURE.md"));
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or("");
        let names = dependencies.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
        for below in names.filter_map(|name| floor(name).map(|at| (name, at))) {
            assert!(below.1 < own, "{name} must not know {}", below.0);
        }
    }
}

#[test]
fn sql_lives_in_the_store() {
    for (path, text) in all_files() {
        let store = path.starts_with(root().join("crates/store"));
        assert!(
            store || path.ends_with("tidy.rs") || !text.contains("sqlx"),
            "{}: SQL belongs to crates/store",
            path.display()
        );
    }
}

/// Whoever reads a command's words may stop at any line, and `println!` would panic.
#[test]
fn commands_speak_in_one_place() {
    for (path, text) in product_files() {
        let loud = text.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with("println!") || line.starts_with("print!") || line.contains("io::stdout()")
        });
        assert!(!loud || path.ends_with("src/say.rs"), "{}: say it with `say!`", path.display());
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in all_files() {
        assert!(text.starts_with("//! "), "{}: the first line says what the file is for", path.display());
    }
}

#[test]
fn files_stay_readable() {
    for (path, text) in product_files() {
        let name = path.strip_prefix(root()).expect("below the root").display().to_string();
        let limit =
            LONG_FILES.iter().find(|(long, _)| *long == name).map_or(FILE_LINES_MAX, |(_, lines)| *lines);
        let lines = text.lines().count();
        assert!(
            lines <= limit,
            "{name}: {lines} lines, at most {limit}; give the second purpose a file of its own"
        );
    }
}

#[test]
fn functions_stay_readable() {
    for (path, text) in product_files() {
        let mut open: Option<(usize, usize, String)> = None;
        for (at, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let trimmed = line.trim_start();
            let begins = [
                "fn ",
                "pub fn ",
                "pub(crate) fn ",
                "pub(super) fn ",
                "async fn ",
                "pub async fn ",
                "pub(crate) async fn ",
                "pub(super) async fn ",
            ];
            if open.is_none() && begins.iter().any(|b| trimmed.starts_with(b)) && !trimmed.ends_with(';') {
                open = Some((indent, at, trimmed.to_string()));
            }
            let Some((own, from, name)) = &open else { continue };
            if trimmed == "}" && indent == *own || (at == *from && trimmed.ends_with('}')) {
                let lines = at - from + 1;
                assert!(
                    lines <= FUNCTION_LINES_MAX,
                    "{}:{}: {lines} lines: {name}",
                    path.display(),
                    from + 1
                );
                open = None;
            }
        }
    }
}

#[test]
fn rooms_of_junk_have_no_door() {
    for (path, _) in all_files() {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        for banned in ["util", "utils", "helper", "helpers", "common", "misc", "manager", "types", "core"] {
            assert_ne!(stem, banned, "{}: a room without a noun collects dust", path.display());
        }
    }
}

#[test]
fn pages_escape_everything() {
    for (path, text) in product_files() {
        for hole in ["|safe", "PreEscaped", "MarkupDisplay"] {
            assert!(!text.contains(hole), "{}: {hole} lets markup through", path.display());
        }
    }
    for entry in walk(&root().join("crates/server/templates")) {
        let text = fs::read_to_string(&entry).expect("a template can be read");
        for hole in ["|safe", "| safe", "<script>", "style=\"", " onclick", "javascript:"] {
            assert!(!text.contains(hole), "{}: {hole} breaks the content policy", entry.display());
        }
    }
}

fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}
