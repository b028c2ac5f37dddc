//! Samples of the lists and of imports: running, ended, cut short, with refused rows.
use super::{DAY_US, MINUTE_US, NOW_US, Sample, put};
use crate::page::{
    Counts, Faults, Flaw, Frame, HandlingForm, ImportForm, ImportPage, ImportState, ImportView, ListRow,
    ListsPage, Place, ProgressPart, RefusedRow,
};
use model::{Grading, ImportId, Language, Member};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = Frame::sample_at(language, Place::Lists);
    let [running, ended, stopped] = ImportView::samples();
    let imports = vec![running.clone(), ended.clone(), stopped];
    let page = |form, lists, imports, older| ListsPage { frame: frame.clone(), lists, imports, form, older };
    put(all, "lists", &page(Some(form(false)), lists(), imports, Some("00ff".to_string())));
    put(all, "lists-empty", &page(Some(form(true)), Vec::new(), Vec::new(), None));
    let refused = refused();
    let import =
        ImportPage { frame: frame.clone(), import: ended, refused, more: Some("200".into()), further: true };
    put(all, "import", &import);
    let running_page = ImportPage {
        frame: frame.clone(),
        import: running.clone(),
        refused: Vec::new(),
        more: None,
        further: false,
    };
    put(all, "import-running", &running_page);
    put(all, "progress-part", &ProgressPart { frame, import: running });
}

fn lists() -> Vec<ListRow> {
    let row = |list: &str, owner: &str, format: &str, records, days| ListRow {
        list: list.into(),
        owner: owner.parse::<Member>().expect("a member's code"),
        format: format.into(),
        records,
        refreshed_us: Some(NOW_US - days * DAY_US),
    };
    vec![
        row("ofac", "US", "ofac", 17_884, 1),
        row("un", "X-UN", "un", 1_002, 1),
        row("stolen-documents", "TG", "csv", 48_120, 0),
        row("wanted-bj", "BJ", "ftm", 312, 12),
    ]
}

fn form(faulty: bool) -> ImportForm {
    let mut faults = Faults::none();
    if faulty {
        faults.add("list", Flaw::Missing);
    }
    ImportForm {
        list: String::new(),
        format: "csv".into(),
        formats: vec!["ftm", "ofac", "un", "csv"],
        mapping: "documents".into(),
        mappings: ["documents", "vehicles", "phones", "our-own"].map(String::from).to_vec(),
        handling: HandlingForm::default(),
        grading: Grading::default(),
        faults,
    }
}

fn refused() -> Vec<RefusedRow> {
    [
        (40_112, "date of birth: there is no such day in the calendar"),
        (40_113, "row has 7 fields, expected 9"),
        (51_007, "country: expected a code (TG, TGO) or a country's name"),
    ]
    .map(|(line, reason)| RefusedRow { file: "lost-2026-11.csv.gz".into(), line, reason: reason.into() })
    .to_vec()
}

impl ImportView {
    /// One running, one ended, one cut short.
    pub(in crate::page) fn samples() -> [ImportView; 3] {
        let running = ImportView {
            id: ImportId::from_bytes([7; 16]),
            list: "stolen-documents".into(),
            format: "csv".into(),
            files: vec!["lost-2026-11.csv.gz".into()],
            by: "Afi Mensah-Kodjo".into(),
            state: ImportState::Running,
            started_us: NOW_US - MINUTE_US / 10,
            ended_us: None,
            bytes_read: 3_400_000,
            bytes_total: 9_100_000,
            counts: Counts {
                read: 120_400,
                new: 1_204,
                changed: 88,
                withdrawn: 0,
                unchanged: 119_105,
                refused: 3,
            },
        };
        let counts = Counts { read: 17_884, new: 17_880, changed: 0, withdrawn: 0, unchanged: 0, refused: 4 };
        let ended = ImportView {
            list: "ofac".into(),
            format: "ofac".into(),
            files: ["sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"].map(String::from).to_vec(),
            state: ImportState::Ended,
            started_us: NOW_US - DAY_US,
            ended_us: Some(NOW_US - DAY_US + 2_000_000),
            bytes_read: 9_100_000,
            counts,
            ..running.clone()
        };
        let stopped =
            ImportView { state: ImportState::Stopped, started_us: NOW_US - 2 * DAY_US, ..running.clone() };
        [running, ended, stopped]
    }
}
