//! Names that are alike and not the same: Hassan is not Hesham, and who writes one did not mean the other.
//!
//! The table is `others.txt`, which says where it comes from.
use hashbrown::HashMap;
use std::sync::LazyLock;

/// By the first of two in the order of letters.
static OTHERS: LazyLock<HashMap<&'static [u8], Vec<&'static [u8]>>> = LazyLock::new(|| {
    let lines = include_str!("others.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let (name, others) = line.split_once(' ')?;
        Some((name.as_bytes(), others.split(' ').map(str::as_bytes).collect()))
    });
    rows.collect()
});

/// Whether two parts that are spelt alike are known as two names.
pub(super) fn are_others(x: &[u8], y: &[u8]) -> bool {
    let (first, second) = if x < y { (x, y) } else { (y, x) };
    OTHERS.get(first).is_some_and(|others| others.contains(&second))
}
