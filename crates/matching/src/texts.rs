//! Texts found by their words: which texts hold all of the words that are searched for, the latest first.
//!
//! A word is found by its beginning as well. Nobody is named here: whoever searches brings a test on stamps, and what it does not
//! let pass is neither found nor counted.
use crate::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// A shorter word is only itself, and no beginning of others.
const BEGINNING_CHARS_MIN: usize = 3;

/// Where a text stands in the order in which they are found: when something last happened to it, and its key.
pub type Place<K> = (i64, K);

/// The words of many texts, each with its key and stamp.
#[derive(Debug)]
pub struct Texts<K, S> {
    numbers: HashMap<K, u32>,
    kept: Vec<Kept<K, S>>,
    /// By word, the numbers of the texts in which it stands, rising.
    words: BTreeMap<Box<str>, Vec<u32>>,
}

#[derive(Debug)]
struct Kept<K, S> {
    key: K,
    stamp: S,
    at: i64,
    /// In how many lists of words it stands.
    words: usize,
}

impl<K, S> Default for Texts<K, S> {
    fn default() -> Texts<K, S> {
        Texts { numbers: HashMap::new(), kept: vec![], words: BTreeMap::new() }
    }
}

impl<K: Copy + Ord + Hash, S> Texts<K, S> {
    /// Keeps a text, given in parts, in the place of what was kept under this key. Words that it holds no more are forgotten.
    pub fn put<'t>(&mut self, key: K, stamp: S, at: i64, parts: impl IntoIterator<Item = &'t str>) {
        let words: BTreeSet<String> = parts.into_iter().flat_map(fold::read).collect();
        let number = self.number(key, stamp, at);
        let mut added = 0;
        for word in &words {
            added += usize::from(self.add(word, number));
        }
        let Some(kept) = usize::try_from(number).ok().and_then(|at| self.kept.get_mut(at)) else { return };
        kept.words += added;
        if kept.words > words.len() {
            kept.words = words.len();
            self.forget_but(number, &words);
        }
    }

    fn number(&mut self, key: K, stamp: S, at: i64) -> u32 {
        let next = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(key).or_insert(next);
        match usize::try_from(number).ok().and_then(|number| self.kept.get_mut(number)) {
            Some(kept) => (kept.stamp, kept.at) = (stamp, at),
            None => self.kept.push(Kept { key, stamp, at, words: 0 }),
        }
        number
    }

    /// False where the text stands there already.
    fn add(&mut self, word: &str, number: u32) -> bool {
        let Some(list) = self.words.get_mut(word) else {
            self.words.insert(word.into(), vec![number]);
            return true;
        };
        match list.binary_search(&number) {
            Ok(_) => false,
            Err(place) => {
                list.insert(place, number);
                true
            }
        }
    }

    /// Something was taken back: seldom, so all lists are looked through.
    fn forget_but(&mut self, number: u32, words: &BTreeSet<String>) {
        self.words.retain(|word, list| {
            if !words.contains(&**word)
                && let Ok(place) = list.binary_search(&number)
            {
                list.remove(place);
            }
            !list.is_empty()
        });
    }

    /// The texts that hold every word of `search`, or one that begins with it, and of which `shown` is true: the latest first,
    /// from behind a place on. Nothing is found by a search without a word.
    pub fn find(
        &self,
        search: &str,
        shown: impl Fn(&S) -> bool,
        (after, limit): (Option<Place<K>>, usize),
    ) -> Vec<Place<K>> {
        let words = fold::read(search);
        if words.is_empty() {
            return vec![];
        }
        let mut found = Bits::full(self.kept.len());
        for word in &words {
            found.keep(&self.with(word));
        }
        let behind =
            |(at, key): &Place<K>| after.is_none_or(|(last, it)| *at < last || (*at == last && *key > it));
        let of = |number: usize| self.kept.get(number).filter(|kept| shown(&kept.stamp));
        let mut places: Vec<Place<K>> =
            found.numbers().filter_map(of).map(|kept| (kept.at, kept.key)).filter(behind).collect();
        places.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        places.truncate(limit);
        places
    }

    /// The texts that hold this word or one that begins with it.
    fn with(&self, word: &str) -> Bits {
        let mut bits = Bits::empty(self.kept.len());
        let begins = word.chars().count() >= BEGINNING_CHARS_MIN;
        let from = (std::ops::Bound::Included(word), std::ops::Bound::Unbounded);
        let lists = self
            .words
            .range::<str, _>(from)
            .take_while(|(it, _)| if begins { it.starts_with(word) } else { &***it == word });
        lists.flat_map(|(_, list)| list).for_each(|number| bits.set(*number));
        bits
    }

    pub fn len(&self) -> usize {
        self.kept.len()
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

/// The words of one text, for whoever holds it against what many look for: it answers as [`Texts::find`] would.
#[derive(Debug)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// Of a text that is given in parts.
    pub fn of<'t>(parts: impl IntoIterator<Item = &'t str>) -> Words {
        Words(parts.into_iter().flat_map(fold::read).collect())
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word of `search` stands in it, or one that begins with it. A search without a word finds nothing.
    pub fn hold(&self, search: &str) -> bool {
        let words = fold::read(search);
        !words.is_empty() && words.iter().all(|word| self.holds(word))
    }

    fn holds(&self, word: &str) -> bool {
        let from = (std::ops::Bound::Included(word), std::ops::Bound::Unbounded);
        let begins = word.chars().count() >= BEGINNING_CHARS_MIN;
        let next = self.0.range::<str, _>(from).next();
        next.is_some_and(|it| if begins { it.starts_with(word) } else { it == word })
    }
}

/// A set of numbers.
struct Bits(Vec<u64>);

impl Bits {
    fn empty(len: usize) -> Bits {
        Bits(vec![0; len.div_ceil(64)])
    }

    fn full(len: usize) -> Bits {
        Bits(vec![u64::MAX; len.div_ceil(64)])
    }

    fn set(&mut self, number: u32) {
        if let Some(part) = usize::try_from(number / 64).ok().and_then(|at| self.0.get_mut(at)) {
            *part |= 1 << (number % 64);
        }
    }

    fn keep(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(here, there)| *here &= there);
    }

    fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, part)| {
            (0..64).filter(move |bit| part >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts() -> Texts<u8, bool> {
        let mut texts = Texts::default();
        texts.put(1, true, 10, ["Kossi Amouzou", "van 4417-KV"]);
        texts.put(2, false, 20, ["Kossi is a secret"]);
        texts.put(3, true, 30, ["Réunion à Lomé; Kossi"]);
        texts
    }

    fn keys(texts: &Texts<u8, bool>, search: &str) -> Vec<u8> {
        texts.find(search, |shown| *shown, (None, 9)).into_iter().map(|(_, key)| key).collect()
    }

    #[test]
    fn all_words_are_in_what_is_found_and_the_latest_comes_first() {
        let texts = texts();
        assert_eq!(keys(&texts, "kossi"), [3, 1], "what may not be shown is not found");
        assert_eq!(keys(&texts, "kos"), [3, 1], "a beginning is enough");
        assert_eq!(keys(&texts, "ko"), [0; 0], "two letters are a word of their own");
        assert_eq!(keys(&texts, "kv kossi"), [1]);
        assert_eq!(keys(&texts, "reunion van"), [0; 0]);
        assert_eq!(keys(&texts, " …"), [0; 0]);
    }

    #[test]
    fn a_page_begins_behind_the_one_before() {
        let texts = texts();
        let all = texts.find("kossi", |_| true, (None, 9));
        assert_eq!(all, [(30, 3), (20, 2), (10, 1)]);
        assert_eq!(texts.find("kossi", |_| true, (None, 2)), all[..2]);
        assert_eq!(texts.find("kossi", |_| true, (Some(all[0]), 9)), all[1..]);
        assert_eq!(texts.find("kossi", |_| true, (Some(all[2]), 9)), []);
    }

    #[test]
    fn what_was_taken_back_is_found_no_more_and_held_no_more() {
        let mut texts = texts();
        texts.put(1, true, 40, ["Kossi Amouzou"]);
        assert_eq!(keys(&texts, "4417"), [0; 0]);
        assert!(!format!("{texts:?}").contains("4417"), "the word itself is gone");
        assert_eq!(keys(&texts, "kossi"), [1, 3]);
        texts.put(1, true, 40, ["Kossi Amouzou", "van"]);
        assert_eq!(keys(&texts, "van"), [1]);
    }

    proptest! {
        /// Whatever is put, put again and taken back, in whatever order: what is found is what a look at each text finds.
        #[test]
        fn found_is_what_holds_the_words(
            puts in prop::collection::vec((0u8..70, any::<bool>(), 0i64..9, "[a-c]{0,4}( [a-c]{1,4}){0,3}"), 0..90),
            search in "[a-c]{1,4}( [a-c]{1,4})?",
        ) {
            let (mut texts, mut plain) = (Texts::default(), BTreeMap::new());
            for (key, stamp, at, text) in &puts {
                texts.put(*key, *stamp, *at, [text.as_str()]);
                plain.insert(*key, (*stamp, *at, text));
            }
            let holds = |text: &str| search.split(' ').all(|word| {
                text.split(' ').any(|it| it == word || (word.len() >= 3 && it.starts_with(word)))
            });
            let mut expected: Vec<(i64, u8)> =
                plain.iter().filter(|(_, it)| it.0 && holds(it.2)).map(|(key, it)| (it.1, *key)).collect();
            expected.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            prop_assert_eq!(texts.find(&search, |shown| *shown, (None, 999)), expected);
            for (key, (shown, _, text)) in &plain {
                let found = texts.find(&search, |stamp| stamp == shown, (None, 999));
                let is_found = found.iter().any(|place| place.1 == *key);
                prop_assert_eq!(Words::of([text.as_str()]).hold(&search), is_found);
            }
        }
    }
}
