//! The weights: what each agreement and disagreement says, in points. One point doubles the odds that two are the
//! same, minus one halves them.
//!
//! In the manner of Fellegi and Sunter (1969), a weight is the logarithm of how much more often something is seen
//! between two records of one person than between two of different persons. Names are held below their arithmetic, since
//! parts of a name go together (family, culture), and because nobody should be stopped for a name alone. The sizes come
//! from general knowledge as stated with each. Those of names were then set by hand while watching public name pairs,
//! generated persons with known truth and names of strangers, so figures on these sets flatter them. They are not
//! estimated, and the scores are not calibrated: they do not know how many records a store holds.

/// Before anything is compared: one in 64 of those that are worth comparing is the same.
pub(crate) const BASE: f64 = -6.0;

/// Names.
pub(crate) mod name {
    /// An agreeing part weighs this much ...
    pub const PART: f64 = 1.7;
    /// ... and this much for each doubling of its rarity,
    pub const RARITY: f64 = 0.2;
    /// not less and not more.
    pub const PART_LEAST: f64 = 2.7;
    pub const PART_MOST: f64 = 5.2;
    /// No part left over on either side: two who merely share parts seldom share all. Less where a part is only alike.
    pub const WHOLE: f64 = 2.6;
    /// An initial and a part that begins with it: one in ten would, by chance.
    pub const INITIAL: f64 = 1.2;
    /// As how much alike an initial counts for the whole.
    pub const INITIAL_LIKE: f64 = 0.7;
    /// A pet form weighs as this share of the name.
    pub const NICKNAME: f64 = 0.75;
    /// A part that only one side has: files drop and add second names, fathers' names, clans.
    pub const MISSING: f64 = -0.7;
    /// A part on each side that have nothing in common. Two members of a family differ in just this.
    pub const DIFFERENT: f64 = -3.8;
    /// An initial that does not fit.
    pub const INITIAL_DIFFERENT: f64 = -2.0;
    /// A name alone never makes sure, however much of it agrees: namesakes exist ...
    pub const MOST: f64 = 9.0;
    /// ... but a whole name of three or more rare parts has hardly any.
    pub const MOST_LONG: f64 = 10.5;
    pub const LONG_PARTS: usize = 3;
    pub const LONG_BITS: f64 = 10.0;
    /// With a part that differs a name is that of a relative or a namesake, whatever else agrees, until something other
    /// than the name speaks.
    pub const MOST_DIFFERENT: f64 = 5.0;
    /// The same person under names that have nothing in common occurs (marriage, cover names), but seldom.
    pub const LEAST: f64 = -6.0;
    /// An alias that its list calls weak.
    pub const WEAK: f64 = -1.5;
    /// Legal forms that agree or differ: they are often left out, mistaken, or translated.
    pub const FORM_SAME: f64 = 0.3;
    pub const FORM_DIFFERENT: f64 = -0.6;
}

/// Birth dates: one in some 20,000 pairs shares a day by chance, but lists are full of 1 January and of guesses.
pub(crate) mod date {
    pub const DAY: f64 = 6.0;
    /// 1 January stands for an unknown day in many registers.
    pub const NEW_YEAR: f64 = 3.5;
    pub const MONTH: f64 = 3.6;
    pub const YEAR: f64 = 2.2;
    /// Day and month the other way round, as between American and other forms.
    pub const SWAPPED: f64 = 4.2;
    /// One digit wrong, or two neighbours swapped.
    pub const TYPED: f64 = 2.8;
    /// Same day and month, a year or two off: ages are guessed, years misheard.
    pub const YEARS_OFF: f64 = 2.0;
    /// Within a span, or within two years of a rough one.
    pub const SPAN: f64 = 1.2;
    pub const CIRCA_YEARS: u16 = 2;
    /// A year off where one side knows no more than the year.
    pub const NEXT_YEAR: f64 = -0.5;
    pub const SAME_YEAR_ONLY: f64 = -1.5;
    pub const DIFFERENT: f64 = -6.0;
    /// Ten years and more apart: nobody errs by so much.
    pub const FAR: f64 = -9.0;
    pub const FAR_YEARS: u16 = 10;
}

/// Sex: half of all pairs agree by chance; a wrong entry is one in some hundred.
pub(crate) mod sex {
    pub const SAME: f64 = 0.4;
    pub const DIFFERENT: f64 = -4.0;
}

/// Countries: people have several nationalities, live elsewhere and lie about it.
pub(crate) mod country {
    pub const SAME: f64 = 1.2;
    pub const DIFFERENT: f64 = -1.4;
    /// Bodies move less, and their countries are registers.
    pub const DIFFERENT_BODY: f64 = -1.0;
}

/// Places of birth: spelt in many ways, given as village or as province.
pub(crate) mod place {
    pub const SAME: f64 = 2.0;
    pub const DIFFERENT: f64 = -0.3;
}

/// Identifiers: given to one thing only, within their country or service.
pub(crate) mod identifier {
    /// Seven signs and more, equal: makes sure by itself.
    pub const SAME: f64 = 20.0;
    /// Five or six signs are given twice in the world, and four or fewer often.
    pub const SAME_SHORT: f64 = 13.0;
    pub const SAME_TINY: f64 = 6.0;
    pub const LONG: usize = 7;
    pub const SHORT: usize = 5;
    /// The same number issued by another country is another document.
    pub const OTHER_COUNTRY: f64 = 8.5;
    /// Equal when signs that look alike are taken for each other.
    pub const LOOKS: f64 = 7.5;
    /// One sign wrong, missing, added or two swapped: neighbours in a series look so too.
    pub const TYPED: f64 = 3.5;
    /// A handle on another platform may be another's.
    pub const HANDLE: f64 = 12.0;
    /// A plate is given once in a country.
    pub const PLATE: f64 = 13.0;
    /// National and international form of a phone number.
    pub const PHONE_TAIL: f64 = 9.0;
    /// Each further class of identifier that agrees.
    pub const FURTHER: f64 = 4.0;
    /// Ships and vehicles have one such number for life.
    pub const FOR_LIFE_DIFFERENT: f64 = -7.0;
}
