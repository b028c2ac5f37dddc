//! Damaged files: no bytes stop a reader but with a refusal, and the good rows before the damage are always there.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use flate2::{Compression, write::GzEncoder};
use formats::{Format, Item, Mapping, Plan, Refused, Step, mrz, screening::Queries};
use proptest::prelude::*;
use std::{
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
};

/// Items as they came, and refusals.
fn read(format: Format, files: &[PathBuf]) -> (Vec<Item>, Vec<Refused>) {
    let mapping = (format == Format::Csv).then(|| Mapping::ready("stolen-documents").unwrap());
    let (mut items, mut refused) = (Vec::new(), Vec::new());
    for step in formats::read(Plan { format, files: files.to_vec(), mapping }).unwrap() {
        match step {
            Step::Item(item) => items.push(item),
            Step::Refused(why) => refused.push(why),
        }
    }
    (items, refused)
}

fn read_bytes(format: Format, bytes: &[u8]) -> (Vec<Item>, Vec<Refused>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    read(format, &[file.path().to_path_buf()])
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A small list in the shape of the real ones, of entries that share nothing.
fn small(format: Format, rows: usize) -> String {
    let mut text = String::from(match format {
        Format::Un => "<?xml version=\"1.0\"?>\n<CONSOLIDATED_LIST><INDIVIDUALS>\n",
        Format::Csv => "number,type,country,fraud type,date of loss\n",
        Format::Ftm | Format::Ofac | Format::Interpol => "",
    });
    for n in 0..rows {
        match format {
            Format::Ftm => writeln!(
                text,
                r#"{{"id":"e-{n}","schema":"Person","properties":{{"name":["Ama Mensah {n}"],"birthDate":["1974-08"]}}}}"#
            ),
            Format::Ofac => writeln!(
                text,
                r#"{n},"MENSAH, Ama {n}","individual","TCO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB circa 1974; POB Lomé, Togo.""#
            ),
            Format::Un => writeln!(
                text,
                "<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>Ama</FIRST_NAME><SECOND_NAME>Mensah {n}</SECOND_NAME>\
                 <UN_LIST_TYPE>X</UN_LIST_TYPE><REFERENCE_NUMBER>X{n}</REFERENCE_NUMBER></INDIVIDUAL>"
            ),
            Format::Interpol => writeln!(
                text,
                r#"{{"entity_id":"2026/{n}","name":"Mensah {n}","forename":"Ama","arrest_warrants":[]}}"#
            ),
            Format::Csv => writeln!(text, "AB{n},Passport,TG,stolen,2021-08-12"),
        }
        .unwrap();
    }
    if format == Format::Un {
        text.push_str("</INDIVIDUALS></CONSOLIDATED_LIST>\n");
    }
    text
}

/// How many rows end before this byte.
fn rows_before(format: Format, text: &str, at: usize) -> usize {
    let begun = match format {
        Format::Un => 2,
        Format::Csv => 1,
        Format::Ftm | Format::Ofac | Format::Interpol => 0,
    };
    text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count().saturating_sub(begun)
}

#[test]
fn a_whole_list_is_read_without_refusal() {
    for format in Format::ALL {
        let (items, refused) = read_bytes(*format, small(*format, 20).as_bytes());
        assert_eq!((items.len(), refused.len()), (20, 0), "{format}: {refused:?}");
    }
}

#[test]
fn a_cut_gzip_keeps_the_good_rows_and_says_that_it_is_cut() {
    for format in Format::ALL {
        let text = small(*format, 5_000);
        let whole = packed(text.as_bytes());
        let (all, none) = read_bytes(*format, &whole);
        assert_eq!((all.len(), none.len()), (5_000, 0));
        let (items, refused) = read_bytes(*format, &whole[..whole.len() / 2]);
        assert!(items.len() > 500, "{format}: {}", items.len());
        assert!(items[..items.len() - 1].iter().zip(&all).all(|(item, whole)| item == whole));
        let [why] = refused.as_slice() else { panic!("{format}: {refused:?}") };
        assert!(why.reason.contains("cut off"), "{format}: {why:?}");
    }
}

#[test]
fn members_of_a_gzip_follow_each_other() {
    let text = small(Format::Ftm, 10);
    let (first, second) = text.split_at(300);
    let bytes = [packed(first.as_bytes()), packed(second.as_bytes())].concat();
    let (items, refused) = read_bytes(Format::Ftm, &bytes);
    assert_eq!((items.len(), refused.len()), (10, 0));
}

#[test]
fn a_wrong_checksum_is_said() {
    let mut bytes = packed(small(Format::Ftm, 10).as_bytes());
    let crc = bytes.len() - 6;
    bytes[crc] ^= 1;
    let (items, refused) = read_bytes(Format::Ftm, &bytes);
    assert_eq!(items.len(), 10);
    assert!(refused.iter().any(|why| why.reason.contains("damaged")), "{refused:?}");
}

/// The most memory that this process ever had, in bytes.
fn memory_peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

#[test]
fn a_bomb_of_zeros_stops_with_a_refusal_and_little_memory() {
    let member = packed(&vec![0u8; 16 * 1024 * 1024]);
    for format in Format::ALL {
        let mut bytes = packed(
            small(*format, 3).trim_end().trim_end_matches("</INDIVIDUALS></CONSOLIDATED_LIST>").as_bytes(),
        );
        for _ in 0..64 {
            bytes.extend_from_slice(&member);
        }
        let begun = std::time::Instant::now();
        let (items, refused) = read_bytes(*format, &bytes);
        assert!(items.len() >= 2, "{format}: {}", items.len());
        assert!(!refused.is_empty() && refused.len() < 10, "{format}: {refused:?}");
        assert!(begun.elapsed().as_secs() < 60, "{format}: {:?}", begun.elapsed());
    }
    assert!(memory_peak() < 400 * 1024 * 1024, "{}", memory_peak());
}

#[test]
fn a_field_of_a_million_letters_costs_its_row_only() {
    let long = "x".repeat(1_000_000);
    for format in Format::ALL {
        let text = small(*format, 9)
            .replacen("Mensah 4", &long, 1)
            .replacen("Ama 4", &long, 1)
            .replacen("AB4", &long, 1);
        let (items, refused) = read_bytes(*format, text.as_bytes());
        assert!(items.len() >= 8, "{format}: {} {refused:?}", items.len());
        let texts = items.iter().filter_map(|item| match item {
            Item::Entity(draft) => Some(draft),
            Item::Link(_) => None,
        });
        for draft in texts {
            assert!(
                draft
                    .entity
                    .properties()
                    .all(|(_, values)| values.iter().all(|v| v.original().len() <= 65_536))
            );
        }
    }
}

#[test]
fn what_was_cut_is_known_to_be_damaged_and_what_is_whole_is_not() {
    let damaged = |format: Format, bytes: &[u8]| {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let mapping = (format == Format::Csv).then(|| Mapping::ready("stolen-documents").unwrap());
        let mut reader =
            formats::read(Plan { format, files: vec![file.path().to_path_buf()], mapping }).unwrap();
        let _steps = reader.by_ref().count();
        reader.damaged()
    };
    for format in Format::ALL {
        let text = small(*format, 50);
        let whole = text.trim_end();
        assert!(!damaged(*format, text.as_bytes()) && !damaged(*format, whole.as_bytes()), "{format}");
        assert!(!damaged(*format, &packed(text.as_bytes())), "{format}");
        for cut in [whole.len() / 2, whole.len() - 15] {
            assert!(damaged(*format, &whole.as_bytes()[..cut]), "{format} {cut}");
        }
        assert!(damaged(*format, &packed(text.as_bytes())[..200]), "{format}");
        for other in ["", "\n", "<html>sign in</html>\n", "a,b\n1,2\n"] {
            assert!(damaged(*format, other.as_bytes()), "{format} {other}");
        }
    }
}

#[test]
fn nothing_is_lost_in_silence() {
    let values: Vec<String> = (0..2_100).map(|n| format!("\"w{n}\"")).collect();
    let line = format!(
        r#"{{"id":"a","schema":"Person","properties":{{"name":["Ama"],"weight":[{}]}}}}"#,
        values.join(",")
    );
    let (items, refused) = read_bytes(Format::Ftm, line.as_bytes());
    assert_eq!((items.len(), refused.len()), (0, 1));
    let twice = small(Format::Ofac, 2) + &small(Format::Ofac, 1);
    let (items, refused) = read_bytes(Format::Ofac, twice.as_bytes());
    assert_eq!((items.len(), refused.len()), (2, 1), "{refused:?}");
    let twice = small(Format::Un, 2).replace("X1<", "X0<");
    let (items, refused) = read_bytes(Format::Un, twice.as_bytes());
    assert_eq!((items.len(), refused.len()), (1, 1), "{refused:?}");
}

#[test]
fn a_file_that_goes_away_is_refused_and_the_others_are_read() {
    let home = tempfile::tempdir().unwrap();
    let (gone, here) = (home.path().join("gone"), home.path().join("here"));
    std::fs::write(&here, small(Format::Ftm, 3)).unwrap();
    std::fs::write(&gone, "").unwrap();
    let reader =
        formats::read(Plan { format: Format::Ftm, files: vec![gone.clone(), here.clone()], mapping: None })
            .unwrap();
    std::fs::remove_file(&gone).unwrap();
    let steps: Vec<Step> = reader.collect();
    assert!(matches!(steps.first(), Some(Step::Refused(why)) if why.line == 0));
    assert_eq!(steps.len(), 4);
    assert!(formats::read(Plan { format: Format::Ftm, files: vec![gone], mapping: None }).is_err());
    assert!(
        formats::read(Plan { format: Format::Ftm, files: vec![home.path().to_path_buf()], mapping: None })
            .is_err()
    );
    assert!(formats::read(Plan { format: Format::Ftm, files: vec![], mapping: None }).is_err());
    assert!(formats::read(Plan { format: Format::Csv, files: vec![here], mapping: None }).is_err());
}

#[test]
fn progress_ends_where_the_files_end() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("list.gz");
    std::fs::write(&path, packed(small(Format::Ftm, 100).as_bytes())).unwrap();
    let mut reader = formats::read(Plan { format: Format::Ftm, files: vec![path], mapping: None }).unwrap();
    assert_eq!(reader.progress().bytes_read, 0);
    assert_eq!(reader.by_ref().count(), 100);
    assert_eq!(reader.progress().bytes_read, reader.progress().bytes_total);
}

#[test]
fn another_encoding_is_read_and_said() {
    let latin: Vec<u8> = small(Format::Ofac, 3).chars().map(|c| u8::try_from(c).unwrap()).collect();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), latin).unwrap();
    let plan = Plan { format: Format::Ofac, files: vec![file.path().to_path_buf()], mapping: None };
    let mut reader = formats::read(plan).unwrap();
    let steps: Vec<Step> = reader.by_ref().collect();
    assert!(steps.iter().all(|step| matches!(step, Step::Item(Item::Entity(draft))
        if draft.entity.first("birthPlace").unwrap().original() == "Lomé, Togo")));
    assert!(reader.remarks().iter().any(|remark| remark.text.contains("windows-1252")));
}

fn ask_all(path: &Path) {
    if let Ok(queries) = Queries::open(path) {
        let _asked = queries.count();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), wrapped: bool) {
        let bytes = if wrapped { packed(&bytes) } else { bytes };
        for format in Format::ALL {
            let _read = read_bytes(*format, &bytes);
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        ask_all(file.path());
    }

    #[test]
    fn no_text_of_the_formats_own_signs_makes_a_reader_panic(
        text in "([<>/&;\"',{}\\[\\]:#=\r\n\u{1a} -]|id|schema|INDIVIDUAL|ENTITY|1,|\"a\"|DOB|Linked To: |Passport |é|\u{fffd}){0,80}"
    ) {
        for format in Format::ALL {
            let _read = read_bytes(*format, text.as_bytes());
        }
        let _mapping = Mapping::parse(&text);
        let _zone = mrz::read(&text);
    }

    #[test]
    fn no_zone_makes_the_reader_panic(text in "[A-Z0-9<«Kk \n]{0,100}", second in "[A-Z0-9<]{44}") {
        let _zone = mrz::read(&text);
        let _zone = mrz::read(&format!("P<UTO{:<<39}\n{second}", "A"));
    }

    #[test]
    fn no_remarks_make_the_treasury_reader_panic(
        remarks in "(DOB |POB |Passport |alt\\. |a\\.k\\.a\\. '|Linked To: |Digital Currency Address - |issued |expires |\\(|\\)|;|'|\\.|[0-9]{1,4} |Jan |circa |to |é){0,30}"
    ) {
        let row = format!("7,\"MENSAH, Ama\",\"individual\",\"TCO\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}\"\n");
        let (items, _) = read_bytes(Format::Ofac, row.as_bytes());
        prop_assert!(!items.is_empty());
    }

    #[test]
    fn one_wrong_byte_never_loses_the_rows_before_it(part in 0.0f64..1.0, byte: u8, which in 0usize..5) {
        let format = Format::ALL[which];
        let text = small(format, 12);
        let (whole, _) = read_bytes(format, text.as_bytes());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let at = ((text.len() as f64) * part) as usize;
        let mut bytes = text.clone().into_bytes();
        bytes[at] = byte;
        let good = rows_before(format, &text, at);
        let (items, _) = read_bytes(format, &bytes);
        prop_assert!(items.len() >= good, "{format} {good} {}", items.len());
        prop_assert_eq!(&items[..good], &whole[..good]);
    }
}

/// The list still has such an entity, so whoever keeps what an older edition said of it must not take it for gone.
#[test]
fn a_refused_row_tells_which_entity_it_was_about() {
    let spoil = |format: Format, text: String| match format {
        Format::Ftm => text.replace(r#"["Ama Mensah 1"]"#, r#"[{"name":"Ama Mensah 1"}]"#),
        Format::Ofac => text.replace("MENSAH, Ama 1", ""),
        Format::Un => text.replace("Mensah 1", "Mensah &one;"),
        Format::Interpol => text.replace(r#""name":"Mensah 1","forename":"Ama""#, r#""name":[]"#),
        Format::Csv => text.replace("AB1,Passport,TG,stolen", "AB1,Passport,TG,eaten"),
    };
    for format in Format::ALL.iter().copied() {
        let (whole, none) = read_bytes(format, small(format, 3).as_bytes());
        let (items, refused) = read_bytes(format, spoil(format, small(format, 3)).as_bytes());
        assert_eq!((whole.len(), none, items.len()), (3, vec![], 2), "{format:?}");
        assert_eq!(refused.len(), 1, "{format:?}");
        assert_eq!(refused[0].about.as_deref(), Some(whole[1].key()), "{format:?}: {}", refused[0].reason);
    }
}
