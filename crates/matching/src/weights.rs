//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.
//!
//! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings, 2026-11-25.
//! The tune sets are invented persons of forty nationalities with questions of known truth (seeds tune-1 and tune-2; half
//! of the questions are about strangers, and by turns leave something out); the others are public linkage sets.
//! Data (questions, pairs, what one pair counts):
//! - tune-100k 100000: 20000, 592098, 1
//! - tune-100k 10000: 1998, 57039, 1
//! - tune2-100k 100000: 20000, 591884, 1
//! - tune2-100k 10000: 2026, 58109, 1
//! - tune-1m 1000000: 6000, 178397, 1
//! - febrl_dataset1.csv.gz: 1000, 28539, 0.05
//! - febrl_dataset2.csv.gz: 5000, 144759, 0.05
//! - febrl_dataset3.csv.gz: 2468, 70985, 0.05
//! - splink_fake_1000.csv.gz: 1000, 19307, 0.05
//! - splink_historical_50k.csv.gz: 5071, 145613, 0.05
use crate::table::COUNT;

/// In the order of the terms; beside each in how many pairs of the same and of others it occurred.
pub(crate) const WEIGHTS: [f64; COUNT] = [
    0.177,   // Base: 93661, 1793069
    1.466,   // PartEqual: 42470, 667496
    0.768,   // PartEqualRarity0: 42470, 667496
    0.870,   // PartEqualRarity1: 27892, 340382
    0.739,   // PartEqualRarity2: 3994, 49064
    0.985,   // PartEqualRarity3: 929, 2991
    -6.848,  // PartSound0: 12044, 399597
    0.595,   // PartSound1: 13071, 413880
    0.655,   // PartSoundRarity: 13071, 413880
    -0.889,  // PartNear0: 1994, 41193
    0.494,   // PartNear1: 6342, 103978
    0.625,   // PartNear2: 14485, 182799
    -0.002,  // PartNear3: 11597, 125140
    0.089,   // PartNearRarity0: 2939, 58841
    0.357,   // PartNearRarity1: 16292, 219995
    0.701,   // PartNearRarity2: 14703, 169352
    1.143,   // PartJoined: 1126, 13848
    -0.206,  // PartNickname: 10155, 30679
    0.590,   // PartNicknameRarity: 10155, 30679
    3.211,   // PartInitial: 1155, 3851
    3.000,   // NameWhole: 25374, 16336
    3.000,   // NameWholeSingle: 553, 812
    0.000,   // NameDependent: 36711, 7802
    -3.200,  // NameDependentBody: 0, 0
    3.000,   // NameWholeBody: 0, 0
    -11.586, // NameNone: 59, 278928
    -3.296,  // PartMissing: 21457, 569693
    -2.534,  // PartMissingFurther: 2044, 94283
    -4.056,  // PartDifferent: 9996, 1383125
    -6.250,  // PartDifferentFurther: 406, 377115
    -1.939,  // PartInitialDifferent: 225, 5953
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -0.600,  // FormDifferent: 0, 0
    13.850,  // Date: 30207, 174098
    5.973,   // DateNewYear: 8629, 36381
    8.636,   // DateMonth: 1017, 44039
    5.264,   // DateYear: 2007, 101174
    9.649,   // DateSwapped: 267, 27359
    5.726,   // DateTyped: 9925, 209587
    6.174,   // DateYearsOff: 100, 15517
    2.057,   // DateDayOff: 133, 2095
    1.500,   // DateSpan: 0, 0
    -2.000,  // DatePlaceholder: 3, 3293
    -1.478,  // DateNextYear: 470, 11959
    -4.690,  // DateSameYearOnly: 576, 25177
    -5.833,  // DateDifferentNextYear: 674, 27895
    -6.780,  // DateDifferent: 1107, 156002
    -8.184,  // DateFar: 2498, 257779
    0.914,   // SexSame: 16648, 874061
    -5.955,  // SexDifferent: 0, 97614
    0.643,   // CountrySame: 13067, 324888
    -3.079,  // CountryDifferent: 729, 481629
    -3.500,  // CountryDifferentBody: 0, 0
    4.623,   // PlaceSame: 41215, 2889
    -1.597,  // PlaceDifferent: 11884, 280195
    2.659,   // NumberSigns: 11021, 2
    -11.000, // NumberOtherCountry: 0, 0
    13.416,  // NumberLooks: 369, 1
    10.466,  // NumberTyped: 1331, 205
    22.000,  // Phone: 0, 0
    13.400,  // PhoneTail: 0, 0
    26.006,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
