//! Foreign names in scripts that write them by syllables, and how they are read back: Katakana, Korean, Chinese characters.
//!
//! `readings.txt` says what each sign stands for, by its neighbours, and where that was learned.
use super::letters;
use model::Script;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Any neighbour, and the ends of a word.
const ANY: char = '_';
const BEGIN: char = '^';
const END: char = '$';

static READINGS: LazyLock<HashMap<[char; 3], &'static str>> = LazyLock::new(|| {
    let lines = include_str!("readings.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let (key, letters) = line.split_once(' ')?;
        let key: Vec<char> = key.chars().collect();
        Some((key.try_into().ok()?, letters))
    });
    rows.collect()
});

/// The signs of a word: the letters of a Korean syllable and the voicing of kana each for itself.
pub(crate) fn signs(word: &str) -> Vec<char> {
    word.nfkc().map(katakana).collect::<String>().nfd().collect()
}

/// Hiragana as Katakana, which stands 96 places after it.
fn katakana(c: char) -> char {
    let moved = matches!(c, '\u{3041}'..='\u{3096}').then(|| char::from_u32(u32::from(c) + 0x60));
    moved.flatten().unwrap_or(c)
}

/// A sign and its neighbours.
pub(crate) fn around(signs: &[char], at: usize) -> [char; 3] {
    let before = at.checked_sub(1).and_then(|before| signs.get(before)).copied().unwrap_or(BEGIN);
    [before, signs[at], signs.get(at + 1).copied().unwrap_or(END)]
}

/// What a sign is read as between its neighbours, by what a table says of both, of the next, of the one before, of none.
pub(crate) fn reading<'t>(
    table: &dyn Fn([char; 3]) -> Option<&'t str>,
    [before, sign, after]: [char; 3],
) -> Option<&'t str> {
    [[before, sign, after], [ANY, sign, after], [before, sign, ANY], [ANY, sign, ANY]]
        .into_iter()
        .find_map(table)
}

/// A word read back, if half of its signs are known, of a short one all; the others as their script says.
pub(super) fn read(word: &str) -> Option<String> {
    let signs = signs(word);
    let table = |key| READINGS.get(&key).copied();
    let (mut text, mut known) = (String::with_capacity(word.len()), 0);
    for (at, sign) in signs.iter().enumerate() {
        match reading(&table, around(&signs, at)) {
            Some(letters) => {
                text.push_str(letters);
                known += 1;
            }
            None => text.push_str(letters::latin(*sign).as_ref()),
        }
    }
    let enough = if signs.len() <= 2 { known == signs.len() } else { known * 2 >= signs.len() };
    enough.then_some(text)
}

/// Whether a name in Chinese or Korean writing is that of a foreigner: it has several words, of which the first is no
/// surname of that country, or one that is none of its names.
pub(super) fn is_foreign(words: &[(String, bool)]) -> bool {
    let Some((first, _)) = words.first() else { return false };
    let signs = words.iter().map(|(word, _)| word.chars().count()).sum::<usize>();
    match Script::of(first) {
        Script::Han => {
            signs > 4
                || !begins_with(first, CHINESE_SURNAMES)
                || (words.len() > 1 && signs > 3 && first.chars().count() > 2)
        }
        Script::Hangul => {
            let spaced = words.len() > 1 && first.chars().count() > 1;
            signs > 4
                || spaced
                || !begins_with(first, KOREAN_SURNAMES)
                || words.iter().any(|(w, _)| w.nfd().any(is_foreign_to_korean))
        }
        _ => false,
    }
}

fn begins_with(word: &str, surnames: &str) -> bool {
    word.chars().next().is_some_and(|first| surnames.contains(first))
}

/// Letters that no syllable of a Korean given name has: kk, tt, pp, jj and k before a vowel, the stops that close only words.
fn is_foreign_to_korean(letter: char) -> bool {
    matches!(
        letter,
        '\u{1101}' | '\u{1104}' | '\u{1108}' | '\u{110D}' | '\u{110F}' | '\u{11AE}' | '\u{11BA}' | '\u{11BD}'
            ..='\u{11C2}'
    )
}

/// The surnames that nearly all Chinese bear, in both writings; the first sign of the double ones. General knowledge.
const CHINESE_SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾\
    肖蕭萧田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閻\
    段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯习習温溫欧歐司诸諸上皇尉公慕令东東申施洪翁游简簡柯阮倪俞";
/// The same of Koreans.
const KOREAN_SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구나민진지엄채원천방공현\
    함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단견당리";
