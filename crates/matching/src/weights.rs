//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.
//!
//! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings.
//! Data (questions, pairs, what one pair counts):
//! - tune-100k 100000: 20000, 591333, 1
//! - tune-100k 10000: 1998, 55351, 1
//! - febrl_dataset1.csv.gz: 1000, 16299, 0.05
//! - febrl_dataset2.csv.gz: 5000, 137331, 0.05
//! - febrl_dataset3.csv.gz: 2468, 59565, 0.05
//! - splink_fake_1000.csv.gz: 1000, 20624, 0.05
//! - splink_historical_50k.csv.gz: 5071, 145840, 0.05
use crate::table::COUNT;

/// In the order of the terms; beside each in how many pairs of the same and of others it occurred.
pub(crate) const WEIGHTS: [f64; COUNT] = [
    0.093,   // Base: 76364, 949979
    1.051,   // PartEqual: 38442, 382680
    0.883,   // PartEqualRarity0: 38442, 382680
    0.931,   // PartEqualRarity1: 25275, 148267
    0.662,   // PartEqualRarity2: 2312, 17365
    0.982,   // PartEqualRarity3: 268, 420
    -5.122,  // PartSound0: 11919, 439306
    0.085,   // PartSound1: 11919, 439306
    0.817,   // PartSoundRarity: 11919, 439306
    0.456,   // PartNear0: 8507, 58350
    2.348,   // PartNear1: 11941, 68369
    0.392,   // PartNear2: 4689, 14436
    0.968,   // PartNear3: 1974, 4271
    0.351,   // PartNearRarity0: 10157, 63061
    0.520,   // PartNearRarity1: 12980, 71192
    0.871,   // PartNearRarity2: 3809, 10259
    -0.172,  // PartJoined: 848, 2268
    0.380,   // PartNickname: 2584, 3763
    0.731,   // PartNicknameRarity: 2584, 3763
    2.969,   // PartInitial: 1023, 1969
    3.000,   // NameWhole: 17766, 7569
    2.241,   // NameWholeSingle: 415, 772
    0.000,   // NameDependent: 27249, 2997
    -9.905,  // NameNone: 52, 54117
    -3.643,  // PartMissing: 18710, 383520
    -2.215,  // PartMissingFurther: 1793, 63488
    -3.933,  // PartDifferent: 12501, 805834
    -4.994,  // PartDifferentFurther: 456, 160410
    -2.491,  // PartInitialDifferent: 188, 3403
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -0.600,  // FormDifferent: 0, 0
    14.517,  // Date: 24256, 5400
    6.033,   // DateNewYear: 8060, 8020
    9.883,   // DateMonth: 554, 1582
    5.077,   // DateYear: 1015, 30849
    10.404,  // DateSwapped: 142, 1300
    6.485,   // DateTyped: 8507, 29032
    7.250,   // DateYearsOff: 63, 1207
    1.425,   // DateDayOff: 101, 7936
    1.500,   // DateSpan: 0, 0
    -1.568,  // DatePlaceholder: 3, 12232
    -1.518,  // DateNextYear: 427, 17364
    -3.570,  // DateSameYearOnly: 603, 67705
    -5.166,  // DateDifferentNextYear: 684, 47999
    -7.200,  // DateDifferent: 1049, 139866
    -7.612,  // DateFar: 2479, 241889
    1.100,   // SexSame: 7235, 360809
    -5.512,  // SexDifferent: 0, 64965
    0.411,   // CountrySame: 4616, 112030
    0.810,   // CountrySameRarity: 4616, 112030
    -0.484,  // CountrySameNamed: 4253, 27970
    -2.871,  // CountryDifferent: 301, 227508
    -1.000,  // CountryDifferentBody: 0, 0
    8.053,   // PlaceSame: 39544, 2835
    -2.729,  // PlaceDifferent: 11372, 263475
    2.651,   // NumberSigns: 10287, 0
    -11.000, // NumberOtherCountry: 0, 0
    14.031,  // NumberLooks: 162, 0
    10.450,  // NumberTyped: 1099, 246
    22.000,  // Phone: 0, 0
    14.000,  // PhoneTail: 0, 0
    26.033,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
