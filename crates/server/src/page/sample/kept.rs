//! Samples of what is kept by law.
use super::twin::record;
use super::{DAY_US, NOW_US, Sample, put};
use crate::page::{
    Faults, Flaw, Frame, KeepPage, Keeping, KeptCopyPage, KeptPage, KeptRow, KeptWaits, Place, Why,
};
use model::{CopyWord, Language, RecordId};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    let frame = || Frame::sample_at(language, Place::Window);
    let row = |number: u8, word, days: i64| KeptRow {
        id: RecordId::from_bytes([number; 16]),
        owner: "BJ".parse().expect("a member's code"),
        word,
        basis: Some("Code de procédure pénale, art. 97".into()),
        reference: Some("2026/14".into()),
        why: Some("Pièce à conviction au procès de la filière d’Aflao".into()),
        unit: Some("Brigade de protection des mineurs".into()),
        until_us: NOW_US + days * DAY_US,
    };
    let bare =
        KeptRow { basis: None, reference: None, why: None, unit: None, ..row(3, CopyWord::Undecided, 1) };
    let rows =
        vec![row(1, CopyWord::Kept, 200), row(2, CopyWord::ToBeKept, 90), bare, row(4, CopyWord::Ended, -3)];
    let waits = |number, is_mine, by: &str| KeptWaits {
        row: row(number, CopyWord::Undecided, 120),
        by: Some(by.into()),
        is_mine,
        declared_us: NOW_US - DAY_US,
        lapses_us: NOW_US + 2 * DAY_US,
    };
    let waiting = vec![waits(5, false, "Afi Mensah"), waits(6, true, "Koffi Lawson")];
    let first = waiting.first().cloned();
    put(all, "kept", &KeptPage { frame: frame(), rows, waiting });
    put(all, "kept-empty", &KeptPage { frame: frame(), rows: vec![], waiting: vec![] });
    let copy = KeptCopyPage { frame: frame(), row: row(1, CopyWord::Kept, 200), record: record(2) };
    put(all, "kept-copy", &copy);
    let page = KeepPage {
        frame: frame(),
        id: RecordId::from_bytes([1; 16]),
        words: String::new(),
        until: String::new(),
        why: Why::sample(),
        faults: Faults::none(),
        does: Keeping::Declares,
        waits: None,
    };
    let mut faults = Faults::none();
    faults.add("why", Flaw::Missing);
    faults.add("until", Flaw::Said("a day to come, within ten years".into()));
    put(all, "keep-faulty", &KeepPage { faults, until: "2020-01-01".into(), ..page.clone() });
    put(all, "keep-confirm", &KeepPage { does: Keeping::Confirms, waits: first, ..page.clone() });
    put(all, "keep-end", &KeepPage { does: Keeping::GivesUp, ..page.clone() });
    put(all, "keep", &page);
}
