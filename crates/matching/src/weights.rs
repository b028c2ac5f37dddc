//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.
//!
//! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings. The
//! tune sets are invented persons of forty nationalities and questions with known truth, half of them about
//! strangers; the others are public linkage sets (FEBRL 1 to 3, fake_1000, historical figures).
//! Date: 2026-11-25. Data (questions, pairs, what one pair counts):
//! - tune-100k 100000: 20000, 592098, 1
//! - tune-100k 10000: 1998, 57038, 1
//! - tune2-100k 100000: 20000, 591879, 1
//! - tune2-100k 10000: 2026, 58106, 1
//! - tune-1m 1000000: 6000, 178397, 1
//! - febrl_dataset1.csv.gz: 1000, 28539, 0.05
//! - febrl_dataset2.csv.gz: 5000, 144759, 0.05
//! - febrl_dataset3.csv.gz: 2468, 70985, 0.05
//! - splink_fake_1000.csv.gz: 1000, 19306, 0.05
//! - splink_historical_50k.csv.gz: 5071, 145742, 0.05
use crate::table::COUNT;

/// In the order of the terms; beside each in how many pairs of the same and of others it occurred.
pub(crate) const WEIGHTS: [f64; COUNT] = [
    0.177,   // Base: 93034, 1793815
    1.641,   // PartEqual: 41902, 672824
    0.750,   // PartEqualRarity0: 41902, 672824
    0.922,   // PartEqualRarity1: 27496, 343061
    0.722,   // PartEqualRarity2: 3918, 51391
    1.007,   // PartEqualRarity3: 921, 3203
    -5.211,  // PartSound0: 11679, 389568
    0.345,   // PartSound1: 12718, 403552
    0.689,   // PartSoundRarity: 12718, 403552
    -2.882,  // PartNear0: 1507, 38470
    0.637,   // PartNear1: 5855, 112330
    0.682,   // PartNear2: 13193, 187357
    -0.174,  // PartNear3: 10235, 117523
    0.520,   // PartNearRarity0: 2586, 60193
    0.427,   // PartNearRarity1: 14537, 222529
    0.714,   // PartNearRarity2: 13262, 169295
    1.163,   // PartJoined: 1094, 11818
    -0.030,  // PartNickname: 9549, 17235
    0.571,   // PartNicknameRarity: 9549, 17235
    2.877,   // PartInitial: 1183, 3782
    3.000,   // NameWhole: 23275, 11436
    3.000,   // NameWholeSingle: 504, 700
    0.000,   // NameDependent: 36928, 7397
    -3.200,  // NameDependentBody: 0, 0
    5.000,   // NameWholeBody: 0, 0
    5.000,   // WholeBody: 0, 0
    -11.408, // NameNone: 65, 256697
    -3.406,  // PartMissing: 21085, 554924
    -2.545,  // PartMissingFurther: 1990, 88912
    -3.321,  // PartDifferent: 12079, 1439110
    -5.844,  // PartDifferentFurther: 491, 426338
    -1.921,  // PartInitialDifferent: 214, 6399
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -1.800,  // FormDifferent: 0, 0
    -0.500,  // KindOther: 0, 0
    13.771,  // Date: 30207, 163092
    5.973,   // DateNewYear: 8640, 37654
    8.437,   // DateMonth: 1016, 39907
    5.136,   // DateYear: 2010, 107941
    9.382,   // DateSwapped: 267, 26567
    5.659,   // DateTyped: 9938, 188432
    6.657,   // DateYearsOff: 100, 14112
    1.861,   // DateDayOff: 136, 2599
    1.500,   // DateSpan: 0, 0
    -2.000,  // DatePlaceholder: 3, 4328
    -1.492,  // DateNextYear: 468, 14982
    -4.529,  // DateSameYearOnly: 580, 27638
    -5.802,  // DateDifferentNextYear: 670, 28803
    -6.725,  // DateDifferent: 1117, 185333
    -8.151,  // DateFar: 2444, 256255
    0.918,   // SexSame: 16626, 868461
    -5.992,  // SexDifferent: 0, 103229
    0.675,   // CountrySame: 13047, 330232
    -3.192,  // CountryDifferent: 727, 476301
    -3.500,  // CountryDifferentBody: 0, 0
    4.667,   // PlaceSame: 40992, 2768
    -1.615,  // PlaceDifferent: 11749, 284390
    6.000,   // AddressSame: 0, 0
    5.000,   // ParentSame: 0, 0
    -3.000,  // ParentDifferent: 0, 0
    2.706,   // NumberSigns: 11021, 2
    -11.000, // NumberOtherCountry: 0, 0
    13.437,  // NumberLooks: 369, 1
    10.467,  // NumberTyped: 1331, 204
    22.000,  // Phone: 0, 0
    13.400,  // PhoneTail: 0, 0
    26.013,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
