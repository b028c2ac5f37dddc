//! A zone out of pasted text: whatever a person, a reader or a web page makes of its lines.
use super::{Layout, Zone, check};
use model::Invalid;

const NO_ZONE: Invalid = Invalid::new(
    "machine-readable zone",
    "expected 3 lines of 30 characters, 2 of 36 or 2 of 44 (capital letters, digits and <)",
);
/// More text than this is no zone, whatever surrounds it.
const TEXT_BYTES_MAX: usize = 4_000;

/// The zone in a text: of all ways to read it (one guillemet as one filler or as two, lines as they are, filled up, or as
/// one) the one with which most check digits agree.
pub(super) fn zone(text: &str) -> Result<Zone, Invalid> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(NO_ZONE);
    }
    let text = text.replace("&lt;", "<").replace("&LT;", "<").replace("\\n", "\n");
    let readings = [lines(&text), lines(&text.replace('«', "<<"))];
    let zones = readings.iter().flat_map(|lines| [exact(lines), joined(lines), filled(lines)]).flatten();
    zones.min_by_key(|zone| check::failed(zone).len()).ok_or(NO_ZONE)
}

/// Lines that hold nothing but what a zone holds; other lines are what stood around it.
fn lines(text: &str) -> Vec<String> {
    let lines =
        text.lines().filter_map(|line| line.chars().filter(|c| !c.is_whitespace()).map(character).collect());
    lines.filter(|line: &String| !line.is_empty()).collect()
}

/// A character as a zone has it; none where no zone has it.
fn character(c: char) -> Option<char> {
    match c {
        'A'..='Z' | '0'..='9' | '<' => Some(c),
        'a'..='z' => Some(c.to_ascii_uppercase()),
        '«' | '‹' | '〈' | '＜' | 'く' | '≤' | 'ᐸ' | '{' | '(' | '[' => Some('<'),
        'Ａ'..='Ｚ' | '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// Lines of exactly the lengths of a layout.
fn exact(lines: &[String]) -> Option<Zone> {
    [(3, 30), (2, 44), (2, 36)].into_iter().find_map(|(count, length)| {
        lines.windows(count).find(|window| window.iter().all(|line| line.len() == length)).and_then(of)
    })
}

/// All lines as one, of the length of a layout.
fn joined(lines: &[String]) -> Option<Zone> {
    let all = lines.concat();
    let (count, length) = match all.len() {
        90 => (3, 30),
        88 => (2, 44),
        72 => (2, 36),
        _ => return None,
    };
    let cut = (0..count).filter_map(|at| all.get(at * length..(at + 1) * length)).map(str::to_string);
    of(&cut.collect::<Vec<_>>())
}

/// Lines that lack fillers at their ends, or have too many there.
fn filled(lines: &[String]) -> Option<Zone> {
    for (count, length, least) in [(2, 44, 37), (2, 36, 31), (3, 30, 16)] {
        for window in lines.windows(count).filter(|_| lines.len() >= count) {
            let trimmed: Vec<&str> = window.iter().map(|line| line.trim_end_matches('<')).collect();
            let fits =
                trimmed.iter().all(|line| line.len() <= length) && trimmed.iter().all(|line| line.len() > 5);
            let long = window.iter().map(String::len).max().is_some_and(|longest| longest >= least);
            let data = trimmed.get(1).is_some_and(|line| line.len() >= if count == 3 { 18 } else { 28 });
            if fits && long && data {
                let full: Vec<String> = trimmed.iter().map(|line| format!("{line:<<length$}")).collect();
                return of(&full);
            }
        }
    }
    None
}

/// The layout of lines of the right lengths, by the first letter. A zone begins with a letter.
fn of(lines: &[String]) -> Option<Zone> {
    let first = lines.first()?;
    let visa = first.starts_with('V');
    let layout = match (lines.len(), first.len()) {
        (3, 30) => Layout::Td1,
        (2, 36) if visa => Layout::MrvB,
        (2, 36) => Layout::Td2,
        (2, 44) if visa => Layout::MrvA,
        (2, 44) => Layout::Td3,
        _ => return None,
    };
    let right = lines.len() == layout.lines() && lines.iter().all(|line| line.len() == layout.length());
    (right && first.starts_with(|c: char| c.is_ascii_uppercase())).then(|| Zone::new(layout, lines))
}
