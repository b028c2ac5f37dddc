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
    0.103,   // Base: 76146, 950197
    0.803,   // PartEqual: 35826, 343096
    0.904,   // PartEqualRarity0: 35826, 343096
    0.924,   // PartEqualRarity1: 21790, 114335
    0.620,   // PartEqualRarity2: 2364, 17694
    0.977,   // PartEqualRarity3: 435, 972
    -5.215,  // PartSound0: 10352, 461015
    0.283,   // PartSound1: 10352, 461015
    0.796,   // PartSoundRarity: 10352, 461015
    0.672,   // PartNear0: 7894, 43582
    2.084,   // PartNear1: 10835, 52427
    0.168,   // PartNear2: 4067, 13117
    1.205,   // PartNear3: 1698, 4786
    0.329,   // PartNearRarity0: 9335, 47456
    0.538,   // PartNearRarity1: 11745, 55640
    0.831,   // PartNearRarity2: 3250, 10160
    -0.446,  // PartJoined: 694, 2994
    0.448,   // PartNickname: 2513, 2342
    0.675,   // PartNicknameRarity: 2513, 2342
    2.800,   // PartInitial: 984, 2010
    3.000,   // NameWhole: 14510, 6174
    2.320,   // NameWholeSingle: 484, 749
    0.000,   // NameDependent: 30448, 3436
    -3.200,  // NameDependentBody: 0, 0
    3.000,   // NameWholeBody: 0, 0
    -9.799,  // NameNone: 51, 64736
    -3.434,  // PartMissing: 18756, 403284
    -1.984,  // PartMissingFurther: 1800, 71561
    -3.897,  // PartDifferent: 13189, 793020
    -5.159,  // PartDifferentFurther: 462, 172956
    -2.553,  // PartInitialDifferent: 190, 3174
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -0.600,  // FormDifferent: 0, 0
    14.394,  // Date: 24257, 5389
    5.769,   // DateNewYear: 8064, 9300
    9.836,   // DateMonth: 554, 1513
    5.030,   // DateYear: 1015, 29473
    10.149,  // DateSwapped: 142, 1330
    6.276,   // DateTyped: 8508, 28479
    7.034,   // DateYearsOff: 63, 1186
    1.356,   // DateDayOff: 101, 8404
    1.500,   // DateSpan: 0, 0
    -1.617,  // DatePlaceholder: 3, 19950
    -1.368,  // DateNextYear: 427, 19868
    -3.296,  // DateSameYearOnly: 603, 87923
    -4.853,  // DateDifferentNextYear: 682, 53072
    -6.585,  // DateDifferent: 1007, 155959
    -7.395,  // DateFar: 2256, 189595
    1.193,   // SexSame: 7235, 371915
    -5.478,  // SexDifferent: 0, 53859
    0.497,   // CountrySame: 5421, 112333
    0.778,   // CountrySameRarity: 5421, 112333
    -0.500,  // CountrySameNamed: 5058, 26854
    -2.965,  // CountryDifferent: 301, 227500
    -3.500,  // CountryDifferentBody: 0, 0
    4.533,   // PlaceSame: 39431, 2364
    -1.562,  // PlaceDifferent: 11330, 266680
    2.647,   // NumberSigns: 10287, 0
    -11.000, // NumberOtherCountry: 0, 0
    14.031,  // NumberLooks: 162, 0
    10.452,  // NumberTyped: 1099, 358
    22.000,  // Phone: 0, 0
    14.000,  // PhoneTail: 0, 0
    26.003,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
