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
    0.178,   // Base: 93009, 1793840
    1.568,   // PartEqual: 42073, 671465
    0.759,   // PartEqualRarity0: 42073, 671465
    0.921,   // PartEqualRarity1: 27547, 341410
    0.728,   // PartEqualRarity2: 3927, 50514
    1.002,   // PartEqualRarity3: 922, 3119
    -5.291,  // PartSound0: 11687, 385500
    0.317,   // PartSound1: 12725, 399547
    0.693,   // PartSoundRarity: 12725, 399547
    -2.886,  // PartNear0: 1507, 33825
    0.564,   // PartNear1: 5861, 102315
    0.676,   // PartNear2: 13196, 179224
    -0.127,  // PartNear3: 10237, 114913
    0.525,   // PartNearRarity0: 2595, 53647
    0.432,   // PartNearRarity1: 14542, 210291
    0.710,   // PartNearRarity2: 13260, 163035
    1.176,   // PartJoined: 1099, 12045
    0.021,   // PartNickname: 9665, 16819
    0.561,   // PartNicknameRarity: 9665, 16819
    2.538,   // PartInitial: 1197, 3888
    3.000,   // NameWhole: 23437, 11272
    3.000,   // NameWholeSingle: 503, 681
    0.000,   // NameDependent: 36761, 7268
    -3.200,  // NameDependentBody: 0, 0
    5.000,   // NameWholeBody: 0, 0
    5.000,   // WholeBody: 0, 0
    -11.353, // NameNone: 65, 264883
    -3.381,  // PartMissing: 21079, 551033
    -2.509,  // PartMissingFurther: 1975, 88397
    -3.336,  // PartDifferent: 12051, 1431092
    -5.825,  // PartDifferentFurther: 487, 429534
    -1.925,  // PartInitialDifferent: 216, 6449
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -1.800,  // FormDifferent: 0, 0
    -0.500,  // KindOther: 0, 0
    13.764,  // Date: 30207, 164393
    5.951,   // DateNewYear: 8641, 38060
    8.449,   // DateMonth: 1016, 39466
    5.140,   // DateYear: 2010, 109691
    9.371,   // DateSwapped: 267, 26673
    5.663,   // DateTyped: 9931, 198161
    6.626,   // DateYearsOff: 100, 16167
    1.855,   // DateDayOff: 136, 2517
    1.500,   // DateSpan: 0, 0
    -2.000,  // DatePlaceholder: 3, 4285
    -1.483,  // DateNextYear: 468, 14804
    -4.468,  // DateSameYearOnly: 579, 27061
    -5.706,  // DateDifferentNextYear: 671, 27173
    -6.498,  // DateDifferent: 1116, 176325
    -8.016,  // DateFar: 2446, 253115
    0.923,   // SexSame: 16629, 870476
    -5.991,  // SexDifferent: 0, 101211
    0.671,   // CountrySame: 13049, 328076
    -3.188,  // CountryDifferent: 727, 478455
    -3.500,  // CountryDifferentBody: 0, 0
    3.478,   // PlaceSame: 40945, 2620
    -1.684,  // PlaceDifferent: 11765, 284391
    6.000,   // AddressSame: 0, 0
    5.000,   // ParentSame: 0, 0
    -3.000,  // ParentDifferent: 0, 0
    2.704,   // NumberSigns: 11021, 2
    -11.000, // NumberOtherCountry: 0, 0
    13.437,  // NumberLooks: 369, 1
    10.468,  // NumberTyped: 1331, 215
    22.000,  // Phone: 0, 0
    13.400,  // PhoneTail: 0, 0
    26.012,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
