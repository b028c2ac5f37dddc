//! Which sounds stand near one another: keys under which a sound and those that differ from it by one error meet.
use super::keyed::{Keyed, entry};
use crate::fold::Sound;

/// Sounds of so few consonants have no neighbours among sounds; their spellings have.
const SHORT: u32 = 2;

/// Whether its spelling makes keys of its own.
pub(super) fn is_short(sound: Sound) -> bool {
    sound.classes() <= SHORT
}

/// The key of a sound of one family of kinds.
pub(super) fn group_key(family: u8, sound: u32) -> u32 {
    mixed(u64::from(sound) << 8 | u64::from(family))
}

/// The keys under which a part stands beside its neighbours, of which each has one at least.
pub(super) fn keys(text: &[u8], sound: Sound) -> Vec<u32> {
    let mut keys = vec![sound.key()];
    keys.extend(sound.shortened().map(Sound::key));
    if is_short(sound) && text.iter().all(u8::is_ascii_lowercase) {
        keys.push(spelling(text.iter()));
        keys.extend((0..text.len()).map(|lost| {
            let rest = text.iter().enumerate().filter(|(at, _)| *at != lost);
            spelling(rest.map(|(_, letter)| letter))
        }));
    }
    keys
}

/// The sounds that share a key with this part, without its own.
pub(super) fn sounds(near: &Keyed, text: &[u8], sound: Sound) -> Vec<u32> {
    let mut found: Vec<u32> = keys(text, sound).into_iter().flat_map(|key| near.find(key)).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|found| *found != sound.key());
    found
}

/// Entries of [`Keyed`] that lead from the keys of a part to its sound.
pub(super) fn entries(text: &[u8], sound: Sound) -> impl Iterator<Item = u64> {
    keys(text, sound).into_iter().map(move |key| entry(key, sound.key()))
}

fn spelling<'l>(letters: impl Iterator<Item = &'l u8>) -> u32 {
    mixed(letters.fold(1 << 63, |sum, letter| sum.wrapping_mul(0x0100_0000_01B3) ^ u64::from(*letter)))
}

fn mixed(number: u64) -> u32 {
    let mixed = (number ^ 0x5851_F42D_4C95_7F2D).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    u32::try_from(mixed >> 32).unwrap_or(0)
}
