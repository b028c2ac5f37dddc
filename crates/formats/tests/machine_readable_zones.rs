//! Every zone of the real set is judged right; pasted, misread and broken ones too.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use formats::mrz::{Digit, Layout, Mrz, Proof, read};
use std::path::PathBuf;

const SPECIMEN: [&str; 2] =
    ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

fn values<'a>(mrz: &'a Mrz, property: &str) -> Vec<&'a str> {
    mrz.person.values(property).iter().map(|value| value.clean()).collect()
}

fn pasted(lines: &[&str]) -> Mrz {
    read(&lines.join("\n")).unwrap()
}

#[test]
fn every_zone_of_the_set_is_judged_right() {
    let home = std::env::var("LIAISON_DATA")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_string());
    let path = PathBuf::from(home).join("mrz/mrz_vectors.jsonl");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{} is missing: set LIAISON_DATA to the folder of the real lists", path.display())
    });
    for line in text.lines() {
        let vector: serde_json::Value = serde_json::from_str(line).unwrap();
        let lines: Vec<&str> =
            vector["lines"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        let mrz = pasted(&lines);
        assert_eq!(mrz.layout.as_str(), vector["format"], "{lines:?}");
        for (digit, right) in vector["check_digits"].as_object().unwrap() {
            let digit: Digit = digit.parse().unwrap();
            assert_eq!(
                !mrz.failed_as_read.contains(&digit),
                right.as_bool().unwrap(),
                "{digit} of {lines:?}"
            );
        }
        assert_eq!(mrz.failed_as_read.is_empty(), vector["all_valid"].as_bool().unwrap(), "{lines:?}");
        // What was right stays; what was wrong is right only where repairs are said.
        let mended = mrz.repairs.iter().any(|repair| repair.proof == Proof::Digit);
        assert!(mrz.failed == mrz.failed_as_read || mended, "{lines:?}");
        assert!(mrz.failed.iter().all(|digit| mrz.failed_as_read.contains(digit)), "{lines:?}");
    }
    assert_eq!(text.lines().count(), 37);
}

#[test]
fn a_passport_gives_its_holder_and_itself() {
    let mrz = pasted(&SPECIMEN);
    assert!(mrz.valid() && mrz.repairs.is_empty() && !mrz.truncated);
    assert_eq!(
        (mrz.code.as_str(), mrz.issuer.as_str(), mrz.number.as_deref()),
        ("P", "UTO", Some("L898902C3"))
    );
    assert_eq!(values(&mrz, "name"), ["ANNA MARIA ERIKSSON"]);
    assert_eq!(values(&mrz, "lastName"), ["ERIKSSON"]);
    assert_eq!(values(&mrz, "birthDate"), ["1974-08-12"]);
    assert_eq!(values(&mrz, "gender"), ["female"]);
    assert_eq!(values(&mrz, "nationality"), ["ut"]);
    assert_eq!(values(&mrz, "passportNumber"), ["L898902C3"]);
    assert_eq!(mrz.document.first("endDate").unwrap().clean(), "2012-04-15");
    assert_eq!(mrz.document.first("country").unwrap().clean(), "ut");
}

#[test]
fn however_it_is_pasted_it_is_the_same_zone() {
    let expected = pasted(&SPECIMEN);
    let [first, second] = SPECIMEN;
    for text in [
        format!("{first}{second}"),
        format!("  {first}\r\n\r\n{second}  \n"),
        format!("{first}\n{second}").to_lowercase(),
        format!("{first}\n{second}").replace('<', "«"),
        format!("{first}\n{second}").replace("<<", "«"),
        format!("{first}\n{second}").replace('<', "&lt;"),
        format!("{} {}\n{}", &first[..10], &first[10..], second),
        format!("REPUBLIC OF UTOPIA: PASSPORT!\n{first}\n{second}\nvoid."),
        format!("{}\n{second}", first.trim_end_matches('<')),
        format!("{first}<<\n{second}"),
    ] {
        assert_eq!(read(&text).unwrap(), expected, "{text}");
    }
}

#[test]
fn what_is_no_zone_is_refused() {
    let long = "<".repeat(1_000_000);
    for text in ["", "Ama Mensah", "P<UTO", "P<\n<", long.as_str(), "12\n34", "AB0000002"] {
        assert!(read(text).is_err(), "{}", text.len());
    }
}

#[test]
fn a_misread_zone_is_mended_where_the_digits_prove_it() {
    let mrz = pasted(&[
        "P<UT0ERIK55ON<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO740BIZZF12041S9ZE184226B<<<<<1O",
    ]);
    assert!(mrz.valid());
    assert_eq!(mrz.lines, SPECIMEN);
    assert_eq!(mrz.failed_as_read, [Digit::Birth, Digit::Expiry, Digit::Composite]);
    assert_eq!(mrz.repairs.iter().filter(|repair| repair.proof == Proof::Form).count(), 4);
    let mrz = pasted(&[
        "P<UTOERIKSSON<<ANNA<MARIA<KKKKKKKKKKKKKKKKKK",
        "L8989O2C36UTO7408122F1204159ZE184226B<<<<<10",
    ]);
    assert!(mrz.valid(), "{:?}", mrz.failed);
    assert_eq!(mrz.lines, SPECIMEN);
}

#[test]
fn what_the_digits_do_not_prove_is_left_and_said() {
    let mrz = pasted(&[SPECIMEN[0], "L898902X36UTO7408122F1204159ZE184226B<<<<<10"]);
    assert_eq!(mrz.failed, [Digit::Number, Digit::Composite]);
    assert!(mrz.repairs.is_empty());
    assert_eq!(mrz.number.as_deref(), Some("L898902X3"));
    // Read as B, either 8 may have been one: two readings agree, so neither is proved.
    let mrz = pasted(&[SPECIMEN[0], "LB98902C36UTO7408122F1204159ZE184226B<<<<<10"]);
    assert_eq!(mrz.failed, [Digit::Number, Digit::Composite]);
    assert!(mrz.repairs.is_empty());
    let mrz = pasted(&[SPECIMEN[0], "L898902C36UTO7408122F1204159ZE184226B<<<<<20"]);
    assert_eq!(mrz.failed, [Digit::Personal, Digit::Composite]);
}

#[test]
fn a_long_number_goes_on_in_the_optional_field() {
    for (first, number) in [
        ("I<UTOD23145890<1233<<<<<<<<<<<", "D23145890123"),
        ("IDBEL000590240<6013<<<<<<<<<<<", "000590240601"),
    ] {
        let mrz = pasted(&[first, "7408122F1204159UTO<<<<<<<<<<<2", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]);
        assert_eq!((mrz.layout, mrz.number.as_deref()), (Layout::Td1, Some(number)));
        assert!(!mrz.failed.contains(&Digit::Number));
    }
}

#[test]
fn what_is_unknown_of_a_birth_stays_unknown() {
    for (birth, expected) in
        [("74<<<<", Some("1974")), ("7408<<", Some("1974-08")), ("<<<<<<", None), ("749912", None)]
    {
        let digit = (0..10).find(|digit| {
            let second = format!("L898902C36UTO{birth}{digit}F1204159ZE184226B<<<<<10");
            !pasted(&[SPECIMEN[0], &second]).failed_as_read.contains(&Digit::Birth)
        });
        let second = format!("L898902C36UTO{birth}{}F1204159ZE184226B<<<<<10", digit.unwrap());
        let mrz = pasted(&[SPECIMEN[0], &second]);
        assert_eq!(mrz.birth.map(|date| date.to_string()).as_deref(), expected, "{birth}");
    }
}

#[test]
fn germany_is_one_letter_and_a_cut_name_is_said() {
    let mrz = pasted(&[
        "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<",
        "C01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0",
    ]);
    assert!(mrz.valid());
    assert_eq!((mrz.issuer.as_str(), values(&mrz, "nationality")), ("D", vec!["de"]));
    let mrz = pasted(&[
        "I<PRT007777779<ZZ92<<<<<<<<<<<",
        "8303143M3405282PRT<<<<<<<<<<<2",
        "CACADOR<DE<ARAUJO<<ANDRE<ESTEV",
    ]);
    assert!(mrz.truncated && mrz.valid());
    assert_eq!(values(&mrz, "lastName"), ["CACADOR DE ARAUJO"]);
}
