//! The lists that a demo imports: the invented world's files, and real ones found in a folder.
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// One list for the importer.
pub struct List {
    pub name: &'static str,
    pub format: &'static str,
    pub mapping: Option<&'static str>,
    pub files: Vec<PathBuf>,
    /// Whom its records are for, if not for those whom its member gives all its records.
    pub audience: Option<&'static [&'static str]>,
}

/// What [`super::world::write`] wrote into this folder.
pub fn of_world(dir: &Path) -> Vec<List> {
    let at = |file: &str| vec![absolute(&dir.join(file))];
    vec![
        List {
            name: "register",
            format: "ftm",
            mapping: None,
            files: at("persons.ftm.json"),
            audience: None,
        },
        List {
            name: "stolen-documents",
            format: "csv",
            mapping: Some("stolen-documents"),
            files: at("documents.csv"),
            audience: None,
        },
        List {
            name: "vehicles",
            format: "csv",
            mapping: Some("vehicles"),
            files: at("vehicles.csv"),
            audience: None,
        },
        List {
            name: "phones",
            format: "csv",
            mapping: Some("phones"),
            files: at("phones.csv"),
            audience: Some(&["X-HUB"]),
        },
    ]
}

/// The newest OFAC set and UN list in the folder, plain or gzip.
pub fn of_folder(dir: &Path) -> Result<Vec<List>> {
    let mut names: Vec<String> =
        fs::read_dir(dir)?.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let newest = |wanted: &dyn Fn(&str) -> bool| names.iter().rev().find(|name| wanted(name)).cloned();
    let csv = |name: &str| name.ends_with(".csv") || name.ends_with(".csv.gz");
    let mut lists = vec![];
    if let Some(sdn) = newest(&|name| csv(name) && name.trim_end_matches(".gz").ends_with("sdn.csv")) {
        let stem = sdn.trim_end_matches(".gz").trim_end_matches("sdn.csv");
        let of_set = names.iter().filter(|name| name.starts_with(stem) && csv(name));
        lists.push(List {
            name: "ofac",
            format: "ofac",
            mapping: None,
            files: of_set.map(|n| absolute(&dir.join(n))).collect(),
            audience: None,
        });
    }
    if let Some(un) =
        newest(&|name| name.starts_with("un_sc") && (name.ends_with(".xml") || name.ends_with(".xml.gz")))
    {
        lists.push(List {
            name: "un",
            format: "un",
            mapping: None,
            files: vec![absolute(&dir.join(un))],
            audience: None,
        });
    }
    if lists.is_empty() {
        bail!(
            "no list that I know in {}: expected …sdn.csv with alt, add and comments, or un_sc….xml",
            dir.display()
        );
    }
    Ok(lists)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
