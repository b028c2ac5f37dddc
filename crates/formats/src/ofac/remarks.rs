//! Remarks of an entry, cut into what each piece says.
use super::says::{self, Says};

/// One piece of the remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// As it stands, without "alt.".
    pub(super) whole: &'a str,
    pub(super) says: Says,
    /// What stands after the words that tell what it says.
    pub(super) rest: &'a str,
}

/// The pieces of a text of remarks, in order; nothing is left out.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    split(text).into_iter().map(|piece| {
        let whole = without_alt(piece);
        let (says, rest) = says::of(whole);
        Piece { whole, says, rest }
    })
}

/// At semicolons, but not at those inside a quoted alias.
fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = ended(text);
    while !rest.is_empty() {
        let end = quoted_end(rest).unwrap_or(0);
        let cut = rest.get(end..).and_then(|tail| tail.find(';')).map_or(rest.len(), |at| end + at);
        let (piece, tail) = rest.split_at(cut);
        if !piece.trim().is_empty() {
            pieces.push(piece.trim());
        }
        rest = tail.trim_start_matches(';').trim_start();
    }
    pieces
}

/// Without the full stop that ends the remarks; one that belongs to an abbreviation stays.
fn ended(text: &str) -> &str {
    let text = text.trim();
    let Some(short) = text.strip_suffix('.') else { return text };
    let last = short.rsplit([' ', ',', '(']).next().unwrap_or("");
    let abbreviation = last.contains('.') && last.chars().all(|c| c.is_alphabetic() || c == '.');
    if abbreviation { text } else { short }
}

/// Where the quotation of `a.k.a. 'X; Y'` ends: at the mark that a semicolon or the end follows.
fn quoted_end(text: &str) -> Option<usize> {
    let body = ["a.k.a. '", "f.k.a. '", "alt. a.k.a. '"].iter().find_map(|mark| text.strip_prefix(mark))?;
    let begin = text.len() - body.len();
    let end = body.find("';").map(|at| at + 1).or_else(|| body.rfind('\'').map(|at| at + 1))?;
    Some(begin + end)
}

fn without_alt(piece: &str) -> &str {
    let alt =
        piece.get(..4).filter(|head| head.eq_ignore_ascii_case("alt.") || head.eq_ignore_ascii_case("alt "));
    alt.and_then(|head| piece.get(head.len()..)).map_or(piece, str::trim_start)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn pieces_end_at_semicolons_outside_quotes() {
        for (text, expected) in [
            ("DOB 1974; POB Lomé, Togo.", &["DOB 1974", "POB Lomé, Togo"][..]),
            ("a.k.a. 'THE ONE; THE OTHER'; Gender Male.", &["a.k.a. 'THE ONE; THE OTHER'", "Gender Male"]),
            ("a.k.a. 'ABU 'UMAR'; a.k.a. 'X'.", &["a.k.a. 'ABU 'UMAR'", "a.k.a. 'X'"]),
            ("Linked To: E J P S.A.", &["Linked To: E J P S.A."]),
            ("alt. Passport 1; alt. nationality Togo", &["alt. Passport 1", "alt. nationality Togo"]),
            ("a.k.a. 'OPEN; POB X", &["a.k.a. 'OPEN", "POB X"]),
            (" ; ;.", &[]),
            ("", &[]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn alt_changes_nothing_of_what_is_said() {
        let all: Vec<Piece<'_>> = pieces("alt. DOB circa 1974; Alt. POB X; altar boy").collect();
        let wholes: Vec<&str> = all.iter().map(|p| p.whole).collect();
        assert_eq!(wholes, ["DOB circa 1974", "POB X", "altar boy"]);
    }

    /// The list itself: LIAISON_DATA says where it lies.
    #[test]
    fn nearly_all_of_the_real_remarks_are_understood() {
        let home = std::env::var("LIAISON_DATA")
            .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").to_string());
        let path = std::path::Path::new(&home).join("sanctions/ofac_2021-07_sdn.csv.gz");
        assert!(path.exists(), "{} is missing: set LIAISON_DATA", path.display());
        let opened = crate::input::open(&path, &std::sync::Arc::default()).unwrap();
        let mut rows = crate::input::Rows::new(opened.text, b',');
        let (mut all, mut understood) = (0u32, 0u32);
        let mut rest = std::collections::BTreeMap::<String, usize>::new();
        while let Some(row) = rows.next() {
            for piece in pieces(super::super::column(&row.unwrap(), 11)) {
                all += 1;
                let known = piece.says != Says::Unknown || super::super::office::is_one(piece.whole);
                understood += u32::from(known);
                if !known {
                    let words: Vec<&str> = piece.whole.split_whitespace().take(3).collect();
                    *rest.entry(words.join(" ")).or_default() += 1;
                }
            }
        }
        let mut rest: Vec<_> = rest.into_iter().map(|(words, count)| (count, words)).collect();
        rest.sort_by(|a, b| b.cmp(a));
        let share = f64::from(understood) / f64::from(all);
        println!("{understood} of {all} pieces ({:.2} %); the rest begins: {rest:?}", share * 100.0);
        assert!(share > 0.98, "{share}");
    }
}
