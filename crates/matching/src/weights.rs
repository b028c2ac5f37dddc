//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.
//!
//! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings.
//! Data (questions, pairs, what one pair counts):
//! - tune-100k 100000: 20000, 591314, 1
//! - tune-100k 10000: 1998, 55325, 1
//! - febrl_dataset1.csv.gz: 1000, 16299, 0.05
//! - febrl_dataset2.csv.gz: 5000, 137331, 0.05
//! - febrl_dataset3.csv.gz: 2468, 59565, 0.05
//! - splink_fake_1000.csv.gz: 1000, 20649, 0.05
//! - splink_historical_50k.csv.gz: 5071, 145840, 0.05
use crate::table::COUNT;

/// In the order of the terms; beside each in how many pairs of the same and of others it occurred.
pub(crate) const WEIGHTS: [f64; COUNT] = [
    0.098,   // Base: 76582, 949741
    0.651,   // PartEqual: 31647, 375102
    0.900,   // PartEqualRarity0: 31647, 375102
    0.907,   // PartEqualRarity1: 19178, 119545
    0.533,   // PartEqualRarity2: 2218, 18123
    0.980,   // PartEqualRarity3: 433, 959
    -7.313,  // PartSound0: 8375, 367335
    0.642,   // PartSound1: 9256, 377223
    0.680,   // PartSoundRarity: 9256, 377223
    -1.240,  // PartNear0: 1755, 41462
    1.639,   // PartNear1: 4951, 82862
    1.186,   // PartNear2: 10314, 64070
    -1.034,  // PartNear3: 7763, 23442
    0.029,   // PartNearRarity0: 2412, 57326
    0.168,   // PartNearRarity1: 11948, 103840
    0.832,   // PartNearRarity2: 10165, 49516
    1.002,   // PartJoined: 527, 7334
    0.537,   // PartNickname: 4004, 5693
    0.701,   // PartNicknameRarity: 4004, 5693
    3.048,   // PartInitial: 992, 2132
    3.000,   // NameWhole: 13988, 10335
    2.295,   // NameWholeSingle: 409, 917
    0.000,   // NameDependent: 34944, 4520
    -3.200,  // NameDependentBody: 0, 0
    3.000,   // NameWholeBody: 0, 0
    -10.153, // NameNone: 25, 82392
    -2.920,  // PartMissing: 18828, 359393
    -2.024,  // PartMissingFurther: 1790, 63173
    -3.894,  // PartDifferent: 8684, 774446
    -5.543,  // PartDifferentFurther: 324, 175350
    -1.940,  // PartInitialDifferent: 188, 3379
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -0.600,  // FormDifferent: 0, 0
    14.099,  // Date: 24256, 5456
    5.873,   // DateNewYear: 8065, 8125
    9.416,   // DateMonth: 554, 1587
    5.032,   // DateYear: 1017, 30421
    9.613,   // DateSwapped: 142, 1310
    5.939,   // DateTyped: 8505, 28789
    6.310,   // DateYearsOff: 63, 1291
    1.602,   // DateDayOff: 101, 7623
    1.500,   // DateSpan: 0, 0
    -1.653,  // DatePlaceholder: 3, 11890
    -1.585,  // DateNextYear: 430, 16350
    -3.509,  // DateSameYearOnly: 603, 72807
    -4.511,  // DateDifferentNextYear: 685, 46094
    -6.382,  // DateDifferent: 1054, 144614
    -7.013,  // DateFar: 2505, 239152
    1.154,   // SexSame: 7235, 352339
    -5.422,  // SexDifferent: 0, 73431
    0.627,   // CountrySame: 5592, 126842
    -2.936,  // CountryDifferent: 301, 225790
    -3.500,  // CountryDifferentBody: 0, 0
    4.498,   // PlaceSame: 39516, 2376
    -1.524,  // PlaceDifferent: 11509, 266398
    2.647,   // NumberSigns: 10287, 0
    -11.000, // NumberOtherCountry: 0, 0
    14.029,  // NumberLooks: 162, 0
    10.452,  // NumberTyped: 1099, 216
    22.000,  // Phone: 0, 0
    14.000,  // PhoneTail: 0, 0
    26.002,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
