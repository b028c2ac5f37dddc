//! Chance that gives the same answer on every machine and in every version: an own small generator, in whole numbers only.

/// A stream of pseudo-random numbers (SplitMix64): the same seed gives the same stream for ever.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for one part of the world, so that more of one part does not shift the others.
    pub fn fork(&self, part: u64) -> Self {
        Self(Self(self.0 ^ part.wrapping_mul(0xD6E8_FEB8_6659_FD93)).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(end);
        u64::try_from(wide >> 64).expect("a product of two 64-bit numbers, shifted by 64 bits, has 64 bits")
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low.saturating_add_unsigned(self.below(low.abs_diff(high) + 1))
    }

    /// True in so many cases of a hundred.
    pub fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// True in so many cases of a thousand.
    pub fn per_mille(&mut self, share: u64) -> bool {
        self.below(1000) < share
    }

    /// A place in a list of that length, each equally likely.
    pub fn place(&mut self, length: usize) -> usize {
        let end = u64::try_from(length).expect("a length fits in 64 bits");
        usize::try_from(self.below(end)).expect("below a length is a place")
    }

    /// One of a list that is not empty, each equally likely.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.place(from.len())]
    }

    /// One of some words, each equally likely.
    pub fn word(&mut self, from: &[&'static str]) -> &'static str {
        from[self.place(from.len())]
    }
}

/// Places in a list with weights, by which a few are common and many are rare.
pub struct Weights(Vec<u64>);

impl Weights {
    /// The weights of a list whose places are given theirs.
    pub fn of(weights: impl IntoIterator<Item = u64>) -> Self {
        let mut sum = 0;
        Self(
            weights
                .into_iter()
                .map(|w| {
                    sum += w;
                    sum
                })
                .collect(),
        )
    }

    /// Zipf's law over so many places: the weight falls with the rank, as the frequency of names does.
    pub fn zipf(length: usize) -> Self {
        Self::of((0_u64..).map(|rank| 1_000_000 / (rank + 3)).take(length))
    }

    /// A place by weight.
    pub fn place(&self, chance: &mut Chance) -> usize {
        let at = chance.below(self.0.last().copied().unwrap_or(0));
        self.0.partition_point(|sum| *sum <= at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one_of_splitmix64() {
        let mut chance = Chance::new(1234567);
        assert_eq!([chance.next(), chance.next()], [6457827717110365317, 3203168211198807973]);
    }

    #[test]
    fn the_first_of_a_list_is_the_most_common_and_none_is_left_out() {
        let (weights, mut chance, mut seen) = (Weights::zipf(40), Chance::new(1), [0; 40]);
        (0..20_000).for_each(|_| seen[weights.place(&mut chance)] += 1);
        assert!(seen.iter().all(|n| *n > 0));
        assert_eq!(seen.iter().max(), Some(&seen[0]));
    }

    #[test]
    fn a_number_between_two_bounds_meets_both() {
        let mut chance = Chance::new(5);
        let seen: Vec<i64> = (0..200).map(|_| chance.between(-2, 3)).collect();
        assert_eq!((seen.iter().min(), seen.iter().max()), (Some(&-2), Some(&3)));
    }
}
