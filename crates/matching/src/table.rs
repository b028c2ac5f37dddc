//! The terms of a score: what a pair of entities can have of evidence, and within which bounds each may weigh.
//!
//! A score is linear in its terms, in points: one point doubles the odds that two are the same, minus one halves them.
//! A pair has an amount of each term (two equal parts of a name: the term of equal parts, twice), and the weights of the
//! terms are estimated from data: `weights.rs` holds them and says how. The form is that of Fellegi and Sunter (1969)
//! with frequencies of names; estimated together, by logistic regression, the weights allow for what goes together (the
//! parts of a name, a name and a nationality), which one estimated alone would count twice.
//!
//! `expected` is what general knowledge says, and `spread` how far the estimate may move from it (one standard deviation
//! of a normal prior): where the data say nothing the expectation stands. `least` and `most` hold the sign that the meaning
//! of the term demands, so that more agreement never lowers a score.
use crate::weights::WEIGHTS;

/// What is known of a term beside its weight.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    pub expected: f64,
    pub spread: f64,
    pub least: f64,
    pub most: f64,
}

macro_rules! terms {
    ($($(#[$doc:meta])* $term:ident $expected:literal $spread:literal $least:literal $most:literal,)*) => {
        /// One term of the score.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Term { $($(#[$doc])* $term,)* }

        /// In the order of [`Term`].
        pub static TERMS: &[Row] = &[
            $(Row {
                name: stringify!($term), expected: $expected, spread: $spread, least: $least, most: $most,
            },)*
        ];
    };
}

terms! {
    /// Before anything is compared, beside the number of records.
    Base 0.0 0.02 -9.0 9.0,

    // Names. An equal part weighs a constant and a share of its rarity in bits. The constant is below zero: parts of a
    // name share a culture, so the second says less than its rarity.
    PartEqual -3.0 2.0 -8.0 4.0,
    /// For each bit of rarity up to 8, from there up to 11, up to 14, and beyond: what is counted once or twice in a
    /// store is not known to be so rare.
    PartEqualRarity0 0.9 0.2 0.2 1.1,
    PartEqualRarity1 0.9 0.2 0.2 1.1,
    PartEqualRarity2 0.9 0.2 0.1 1.1,
    PartEqualRarity3 0.9 0.2 0.0 1.1,
    /// Spelt differently, sounding the same: at the least likeness, and at full likeness.
    PartSound0 -4.0 2.0 -9.0 4.0,
    PartSound1 -3.0 2.0 -9.0 4.0,
    PartSoundRarity 0.8 0.2 0.2 1.1,
    /// Alike by 0.5, by 0.7, by 0.85, fully: strangers' parts are alike by half far more often than fully.
    PartNear0 -4.0 2.0 -9.0 4.0,
    PartNear1 -4.0 2.0 -9.0 4.0,
    PartNear2 -3.0 2.0 -9.0 4.0,
    PartNear3 -3.0 2.0 -9.0 4.0,
    PartNearRarity0 0.4 0.2 0.0 1.1,
    PartNearRarity1 0.6 0.2 0.0 1.1,
    PartNearRarity2 0.8 0.2 0.0 1.1,
    /// Beside what is alike: one side writes as one word what the other writes as two.
    PartJoined -0.5 1.0 -4.0 4.0,
    PartNickname -3.0 2.0 -9.0 4.0,
    PartNicknameRarity 0.5 0.2 0.0 1.1,
    /// One in ten initials would fit by chance.
    PartInitial 1.2 1.0 0.0 3.3,
    /// No part left over on either side, by how alike the least alike is.
    NameWhole 2.0 1.0 0.0 3.0,
    /// The same where the whole name is one part.
    NameWholeSingle 1.0 1.0 0.0 3.0,
    /// A name weighs at most the bits of the parts that agree, less so much for each part beyond the first, since those who
    /// share a part of a name share a language, and with it others.
    NameDependent -2.7 1.0 -8.0 0.0,
    /// In the names of bodies: of two words of one name the second is ten times as frequent as elsewhere, counted on the
    /// primary names of two public sanctions lists.
    NameDependentBody -3.2 0.1 -8.0 0.0,
    /// But registers let no two bodies bear one whole name: its words may be frequent, it is not.
    NameWholeBody 5.0 0.1 0.0 6.0,
    /// Of two words or more, none over: entries of a British and an American sanctions list with such a name are the same
    /// body in nine cases of ten, as 300 pairs are told from the 34 that are expected by chance, be their words rare or
    /// common (two common words: 12 and 1). That is two points more than what was right for persons.
    WholeBody 5.0 0.1 0.0 6.0,
    /// Names that have nothing in common, at the least. The same person under such names occurs (marriage, cover names),
    /// but in less than one of some hundred records of lists that give aliases.
    NameNone -10.0 1.0 -16.0 -6.0,
    /// A part that only one side has: files drop and add second names, fathers' names, clans.
    PartMissing -1.0 1.0 -6.0 0.0,
    PartMissingFurther -1.0 1.0 -6.0 0.0,
    /// A part on each side that have nothing in common. Two members of a family differ in just this.
    PartDifferent -4.0 2.0 -12.0 -0.5,
    PartDifferentFurther -3.0 2.0 -12.0 -0.5,
    PartInitialDifferent -2.0 1.0 -6.0 -0.3,
    /// An alias that its list calls weak.
    NameWeak -1.5 0.3 -4.0 0.0,
    /// Legal forms are often left out, mistaken, or translated. Where entries of two sanctions lists share a name and both
    /// have a form, it differs in 2 of 49; where two of one list do, which are therefore two, in 10 of 71.
    FormSame 0.3 0.1 0.0 2.0,
    FormDifferent -1.8 0.3 -3.0 0.0,

    /// A ship or an aircraft on one side, a body on the other. Of entries of a British and of an American sanctions list
    /// that share a whole name 21 of 296 are so, since one of the two has no kind for ships; of two entries of the American
    /// list that do, and are therefore two, 3 of 102: it hardly speaks against.
    KindOther -0.5 0.1 -9.0 0.0,

    // Dates. One in some 14,000 pairs of strangers shares a day, one in some 40 a year.
    Date 11.0 3.0 2.0 15.0,
    /// 1 January stands for an unknown day in many registers.
    DateNewYear 5.0 2.0 1.0 9.0,
    DateMonth 6.0 2.0 1.0 10.0,
    DateYear 3.0 1.5 0.3 6.0,
    /// Day and month the other way round, as between American and other forms.
    DateSwapped 8.0 2.0 1.0 12.0,
    /// One digit wrong, or two neighbours swapped.
    DateTyped 4.5 2.0 0.3 10.0,
    /// Same day and month, a year or two off: ages are guessed, years misheard.
    DateYearsOff 5.0 2.0 0.3 10.0,
    /// Same month and year, another day.
    DateDayOff 1.0 1.5 -4.0 5.0,
    /// Within a span, or within two years of a rough one.
    DateSpan 1.5 0.5 0.2 4.0,
    /// One of the two is 1 January of the same year.
    DatePlaceholder 1.5 1.0 -2.0 5.0,
    /// A year off where one side knows no more than the year.
    DateNextYear -0.5 1.0 -5.0 2.0,
    /// Two years off where one side knows no more than the year: where only years are known, ages were mostly guessed.
    DateTwoYears -2.0 1.0 -7.0 1.0,
    DateSameYearOnly -2.0 1.5 -8.0 0.0,
    DateDifferentNextYear -4.0 1.0 -9.0 0.0,
    DateDifferent -6.0 1.0 -12.0 -1.0,
    /// Ten years and more apart.
    DateFar -8.0 1.0 -14.0 -1.0,

    // Sex: half of all pairs agree by chance; a wrong entry is one in some hundred.
    SexSame 0.9 0.3 0.0 1.2,
    SexDifferent -5.0 0.5 -9.0 -1.0,

    // Countries: people have several nationalities, live elsewhere and lie about it.
    CountrySame 1.5 1.0 0.1 6.0,
    CountryDifferent -2.0 1.0 -6.0 -0.2,
    /// A body of the same name in another country is a branch, which lists keep apart.
    CountryDifferentBody -3.5 0.1 -6.0 0.0,

    // Places of birth: spelt in many ways, given as village or as province.
    /// Linkage sets spread people evenly over suburbs, the world's lists over few capitals: of two of one nationality on an
    /// American sanctions list one in 22 share the place, of two of one name one in ten; entries of one person across two
    /// lists in seven of ten.
    PlaceSame 3.4 0.03 0.3 9.0,
    PlaceDifferent -1.0 0.1 -4.0 0.0,

    /// Households, hostels and agents of companies share one, and it is found out as often as not with a word wrong; that
    /// it is another says nothing, for people move. Set by general knowledge: a house holds some ten of a town.
    AddressSame 6.0 0.5 0.5 10.0,
    /// Of two strangers of one people one in some hundred have parents of one name; one in eight who do not have written
    /// them otherwise, or another parent. Brothers and sisters have both in common.
    ParentSame 5.0 0.5 0.5 9.0,
    ParentDifferent -3.0 0.5 -6.0 0.0,

    // Identifiers. Given to one thing only within their country or service; the odds of a chance agreement are one in
    // the possible numbers, of which a series uses some: two bits and a half a sign, not more than is ever sure.
    NumberSigns 2.6 0.1 2.0 3.3,
    /// The same number issued by another country is another document.
    NumberOtherCountry -11.0 1.0 -20.0 0.0,
    /// Equal when signs that look alike are taken for each other.
    NumberLooks 13.4 0.2 5.0 14.5,
    /// One sign wrong, missing, added or two swapped: neighbours in a series look so too.
    NumberTyped 10.4 0.2 2.0 20.0,
    Phone 22.0 1.0 10.0 30.0,
    /// National and international form of a phone number.
    PhoneTail 13.4 1.0 5.0 22.0,
    Email 26.0 2.0 10.0 30.0,
    /// A handle on another platform may be another's.
    Handle 16.0 1.0 8.0 24.0,
    /// IBAN, wallet, VIN, IMO, MMSI: given once in the world, with check digits.
    World 30.0 0.5 20.0 34.0,
    /// A plate is given once in a country.
    Plate 18.0 1.0 10.0 24.0,
    /// Each further class of identifier that agrees.
    IdentifierFurther 5.0 1.0 0.0 12.0,
    /// Ships and vehicles have one such number for life.
    ForLifeDifferent -8.0 0.5 -14.0 -3.0,
}

/// How many terms there are.
pub(crate) const COUNT: usize = Term::ForLifeDifferent as usize + 1;

/// One weight for each term.
pub(crate) type Weights = [f64; COUNT];

/// The weights in use.
pub(crate) static USED: Weights = WEIGHTS;

impl Term {
    pub const fn of(self, weights: &Weights) -> f64 {
        weights[self as usize]
    }
}

/// Limits that are set and not estimated: what they are about is too rare to be counted.
pub(crate) mod limit {
    /// Lists of the police hold families. With a part that differs, names, countries and places together weigh at most so
    /// much less than the logarithm of the records: a relative has them in common as well, which leaves one chance in thirty
    /// until something else speaks.
    pub const RELATIVE: f64 = 5.0;
    /// The same with dates that contradict, where the names are whole (a namesake, or a date that is wrong) ...
    pub const NAMESAKE: f64 = 1.0;
    /// ... and where a part is over on one side, as between father and son.
    pub const RELATIVE_OTHER_DATE: f64 = 6.0;
    /// A number that both have is no proof against a part of the name and a date that both contradict: families share tax
    /// numbers and households policies, and who shows another's passport must be looked at. It leaves even odds.
    pub const SHARED_NUMBER: f64 = 0.0;

    /// A part is over on one side, and they were born in other places: 17 pairs across two sanctions lists without dates to
    /// tell by, 15 of them expected by chance. (Where no places are known, 32 and 6.)
    pub const RELATIVE_ELSEWHERE: f64 = 3.0;
    /// An initial that does not fit may be a relative's, or one that only one of the two uses.
    pub const RELATIVE_INITIAL: f64 = 1.0;
    /// Bodies have branches and subsidiaries, which lists keep apart. How many pairs of a British and an American sanctions
    /// list differ by words that only one side has, and how many would by chance, from how many do within the American
    /// one: by words that many bodies have, 25 and 20 ...
    pub const BRANCH: f64 = 1.0;
    /// ... by one other word (places among them), 90 and 32 ...
    pub const BRANCH_WORD: f64 = -0.8;
    /// ... by two, 71 and 32 ...
    pub const BRANCH_WORDS: f64 = 0.0;
    /// ... by an abbreviation of at most three letters, 28 and 3.
    pub const BRANCH_SHORT: f64 = -3.0;
    /// The same name in another country.
    pub const BRANCH_ELSEWHERE: f64 = 2.0;
    /// As how much alike an initial and a pet form count for the whole.
    pub const INITIAL_LIKE: f64 = 0.7;
    pub const NICKNAME_LIKE: f64 = 0.75;
    /// Years by which a rough date may be off.
    pub const CIRCA_YEARS: u16 = 2;
    /// Nobody errs by so much.
    pub const FAR_YEARS: u16 = 10;
    /// Signs of a number beyond which one more adds nothing: clerks' errors are then likelier than chance.
    pub const SIGNS_MOST: usize = 11;
    /// Shorter numbers are not looked at for errors.
    pub const LONG: usize = 7;
}
