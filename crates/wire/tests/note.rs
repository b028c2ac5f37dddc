//! Signed notes and checkpoints against vectors from the specifications and others made apart from this code.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use std::collections::HashMap;

use proptest::prelude::*;
use wire::Error;
use wire::keys::NodeKey;
use wire::note::{Checkpoint, Note, NoteKey};

const VECTORS: &str = include_str!("vectors/note.txt");

struct Vector {
    name: String,
    key: NoteKey,
    note: String,
    checkpoint: Option<String>,
    expect: String,
}

fn vectors() -> Vec<Vector> {
    let mut found = Vec::new();
    let (mut note, mut fields) = (String::new(), HashMap::new());
    for line in VECTORS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        match line.strip_prefix('|') {
            Some(text) => note += &format!("{text}\n"),
            None => {
                let (field, value) = line.split_once(": ").unwrap();
                fields.insert(field, value.to_owned());
            }
        }
        if let Some(expect) = fields.remove("expect") {
            let key = fields.remove("vkey").unwrap().parse().unwrap();
            let (name, checkpoint) = (fields.remove("name").unwrap(), fields.remove("checkpoint"));
            found.push(Vector { name, key, note: std::mem::take(&mut note), checkpoint, expect });
        }
    }
    found
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_vector_is_judged_as_it_says() {
    let mut judged = HashMap::<String, u32>::new();
    for Vector { name, key, note, checkpoint, expect } in vectors() {
        let parsed = Note::parse(note.as_bytes());
        let verdict =
            parsed.as_ref().map_err(Clone::clone).and_then(|n| n.verify(std::slice::from_ref(&key)));
        match expect.as_str() {
            "success" => assert_eq!(verdict, Ok(vec![&key]), "{name}"),
            "malformed" => assert!(matches!(parsed, Err(Error::Note(_))), "{name}"),
            "no known key" => assert_eq!(verdict, Err(Error::Note("no signature of a known key")), "{name}"),
            "bad signature" => assert_eq!(verdict, Err(Error::Signature), "{name}"),
            other => panic!("{name} expects {other}"),
        }
        if let Ok(parsed) = &parsed {
            assert_eq!(parsed.to_string(), note, "{name}");
        }
        if let Some(stated) = checkpoint {
            let point = Checkpoint::parse(parsed.unwrap().text()).unwrap();
            assert_eq!(format!("{} {}", point.size, hex(&point.root)), stated, "{name}");
        }
        *judged.entry(expect).or_default() += 1;
    }
    let counts = [("success", 6), ("malformed", 13), ("no known key", 4), ("bad signature", 5)];
    assert_eq!(judged, counts.map(|(expect, n)| (expect.to_owned(), n)).into());
}

fn key() -> NodeKey {
    NodeKey::generate(&std::array::from_fn(|i| u8::try_from(i).unwrap()))
}

fn known() -> Vec<NoteKey> {
    vec![NoteKey::new("liaison.example/TG", key().public()).unwrap()]
}

#[test]
fn signing_gives_the_note_of_the_vector() {
    let vector = vectors().into_iter().find(|v| v.name == "a checkpoint of a node").unwrap();
    let point = Checkpoint::open(vector.note.as_bytes(), &known()).unwrap();
    assert_eq!(point.sign(&key()).unwrap(), vector.note);
    assert_eq!(vector.key, known()[0]);
}

#[test]
fn a_verifier_key_has_one_spelling() {
    let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    assert_eq!(text.parse::<NoteKey>().unwrap().to_string(), text);
    for wrong in [
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fou+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ] {
        assert!(wrong.parse::<NoteKey>().is_err(), "{wrong}");
    }
}

#[test]
fn a_note_without_its_last_newline_or_not_in_utf8_is_refused() {
    let note = &vectors()[0].note;
    assert!(Note::parse(note.trim_end().as_bytes()).is_err());
    assert!(Note::parse(&[note.as_bytes(), b"\xff\n"].concat()).is_err());
    assert!(Note::parse(b"").is_err());
    assert!(Note::parse(b"\n\n\n").is_err());
    assert!(Note::new("no newline".to_owned()).is_err());
    assert!(Note::new("nul \0\n".to_owned()).is_err());
    assert!(Note::parse(note.replace('\n', "\r\n").as_bytes()).is_err());
    assert!(Note::parse(note.replacen('\n', "\r\n", 1).as_bytes()).is_err());
}

#[test]
fn sixty_four_signatures_are_enough() {
    let mut note = Note::new("text\n".to_owned()).unwrap();
    (0..64).for_each(|i| note.sign(&format!("key{i}"), &key()).unwrap());
    assert!(Note::parse(note.to_string().as_bytes()).is_ok());
    note.sign("one-more", &key()).unwrap();
    assert!(Note::parse(note.to_string().as_bytes()).is_err());
}

#[test]
fn the_text_of_a_checkpoint_has_one_spelling() {
    let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    assert!(Checkpoint::parse(&format!("o\n7\n{root}\n")).is_ok());
    for wrong in [
        format!("o\n7\n{root}"),
        format!("\n7\n{root}\n"),
        format!("o\n07\n{root}\n"),
        format!("o\n+7\n{root}\n"),
        format!("o\n-7\n{root}\n"),
        format!("o\n18446744073709551616\n{root}\n"),
        format!("o\n7\n{root}\n\nextension\n"),
        format!("o\n7\n{}\n", &root[..43]),
        "o\n7\nAAAA\n".to_owned(),
        "o\n7\n".to_owned(),
    ] {
        assert!(Checkpoint::parse(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_origin_that_cannot_be_a_name_is_not_signed() {
    for origin in ["", "two words", "a+b", "line\nbreak"] {
        let point = Checkpoint { origin: origin.to_owned(), size: 0, root: [0; 32] };
        assert!(point.sign(&key()).is_err(), "{origin}");
    }
}

proptest! {
    #[test]
    fn no_flipped_bit_or_cut_goes_unseen(size in any::<u64>(), root in any::<[u8; 32]>(), at in any::<prop::sample::Index>()) {
        let point = Checkpoint { origin: "liaison.example/TG".to_owned(), size, root };
        let mut note = point.sign(&key()).unwrap().into_bytes();
        prop_assert_eq!(Checkpoint::open(&note, &known()), Ok(point));
        let bit = at.index(note.len() * 8);
        note[bit / 8] ^= 1 << (bit % 8);
        prop_assert!(Checkpoint::open(&note, &known()).is_err());
        note.truncate(bit / 8);
        prop_assert!(Checkpoint::open(&note, &known()).is_err());
    }
}
