//! Names of the list: turned to their natural order, and found again where an entry names another.
use std::collections::HashMap;

/// Most names; the list has a hundredth of it.
const NAMES_MAX: usize = 2_000_000;

/// A person's name as the list writes it, "LAST, First Second", in its parts and in natural order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PersonName<'a> {
    pub(super) last: &'a str,
    pub(super) first: &'a str,
    pub(super) whole: String,
}

pub(super) fn person(name: &str) -> PersonName<'_> {
    let (last, first) = name.split_once(',').map_or((name, ""), |(last, first)| (last.trim(), first.trim()));
    let whole = if first.is_empty() { last.to_string() } else { format!("{first} {last}") };
    PersonName { last, first, whole }
}

/// Whose a name is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    None,
    One(&'a str),
    Many,
}

/// Who carries a name: one entry, or more than one.
enum Carrier {
    One(String),
    Many,
}

/// All names that were met, own names before others.
#[derive(Default)]
pub(super) struct Names {
    own: HashMap<String, Carrier>,
    other: HashMap<String, Carrier>,
}

impl Names {
    pub(super) fn full(&self) -> bool {
        self.own.len() + self.other.len() >= NAMES_MAX
    }

    pub(super) fn add(&mut self, key: &str, name: &str, others: &[String]) {
        carry(&mut self.own, name, key);
        for other in others {
            carry(&mut self.other, other, key);
        }
    }

    /// By own name, and only if nobody has it as such, by another name.
    pub(super) fn find(&self, name: &str) -> Found<'_> {
        let folded = fold(name);
        match self.own.get(&folded).or_else(|| self.other.get(&folded)) {
            Some(Carrier::One(key)) => Found::One(key),
            Some(Carrier::Many) => Found::Many,
            None => Found::None,
        }
    }
}

fn carry(names: &mut HashMap<String, Carrier>, name: &str, key: &str) {
    let carrier = names.entry(fold(name)).or_insert_with(|| Carrier::One(key.to_string()));
    if matches!(carrier, Carrier::One(other) if other != key) {
        *carrier = Carrier::Many;
    }
}

/// Letters and digits alone: the list drops and adds dots and commas at will.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_turned_around() {
        let name = person("MENSAH, Ama Kofi");
        assert_eq!((name.last, name.first, name.whole.as_str()), ("MENSAH", "Ama Kofi", "Ama Kofi MENSAH"));
        assert_eq!(person("EXAMPLE GROUP").whole, "EXAMPLE GROUP");
    }

    #[test]
    fn a_name_that_two_carry_is_nobodys() {
        let mut names = Names::default();
        names.add("1", "E J P S.A.", &["EJP".into()]);
        names.add("2", "EJP", &[]);
        names.add("3", "TWIN", &[]);
        names.add("4", "TWIN.", &[]);
        assert_eq!(names.find("E J P S.A"), Found::One("1"));
        assert_eq!(names.find("E.J.P."), Found::One("2"));
        assert_eq!(names.find("TWIN"), Found::Many);
        assert_eq!(names.find("NOBODY"), Found::None);
    }
}
