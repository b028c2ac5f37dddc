//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.
//!
//! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings. The
//! tune sets are invented persons of forty nationalities and questions with known truth, half of them about
//! strangers; the others are public linkage sets (FEBRL 1 to 3, fake_1000, historical figures).
//! Date: 2026-11-25. Data (questions, pairs, what one pair counts):
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
    0.178,   // Base: 93385, 1793345
    1.562,   // PartEqual: 41730, 685915
    0.768,   // PartEqualRarity0: 41730, 685915
    0.955,   // PartEqualRarity1: 27383, 339450
    0.799,   // PartEqualRarity2: 3694, 48800
    1.100,   // PartEqualRarity3: 830, 3072
    -4.716,  // PartSound0: 11384, 355114
    0.339,   // PartSound1: 12417, 369668
    0.694,   // PartSoundRarity: 12417, 369668
    0.225,   // PartNear0: 1807, 27270
    0.716,   // PartNear1: 6582, 85453
    0.536,   // PartNear2: 12220, 154205
    0.013,   // PartNear3: 8799, 100324
    0.397,   // PartNearRarity0: 2883, 43095
    0.468,   // PartNearRarity1: 13837, 179661
    0.706,   // PartNearRarity2: 12279, 142163
    1.100,   // PartJoined: 1060, 11203
    0.205,   // PartNickname: 9804, 18488
    0.559,   // PartNicknameRarity: 9804, 18488
    3.188,   // PartInitial: 1181, 4084
    3.000,   // NameWhole: 22414, 9884
    3.000,   // NameWholeSingle: 522, 743
    0.000,   // NameDependent: 37352, 7800
    -3.200,  // NameDependentBody: 0, 0
    3.000,   // NameWholeBody: 0, 0
    -11.376, // NameNone: 70, 287188
    -3.535,  // PartMissing: 21332, 553621
    -2.528,  // PartMissingFurther: 2017, 88449
    -3.125,  // PartDifferent: 12639, 1401503
    -5.982,  // PartDifferentFurther: 504, 413676
    -1.989,  // PartInitialDifferent: 224, 6301
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -1.800,  // FormDifferent: 0, 0
    -0.500,  // KindOther: 0, 0
    13.783,  // Date: 30205, 166656
    5.951,   // DateNewYear: 8636, 38681
    8.588,   // DateMonth: 1017, 41976
    5.100,   // DateYear: 2007, 107167
    9.426,   // DateSwapped: 267, 28069
    5.671,   // DateTyped: 9908, 219558
    6.292,   // DateYearsOff: 100, 16645
    1.836,   // DateDayOff: 132, 2254
    1.500,   // DateSpan: 0, 0
    -2.000,  // DatePlaceholder: 3, 3586
    -1.442,  // DateNextYear: 465, 12157
    -4.473,  // DateSameYearOnly: 573, 22866
    -5.759,  // DateDifferentNextYear: 670, 25178
    -6.668,  // DateDifferent: 1082, 166407
    -8.218,  // DateFar: 2419, 236187
    0.920,   // SexSame: 16645, 879396
    -6.021,  // SexDifferent: 0, 92282
    0.680,   // CountrySame: 13064, 328344
    -3.218,  // CountryDifferent: 729, 478176
    -3.500,  // CountryDifferentBody: 0, 0
    4.688,   // PlaceSame: 41180, 2855
    -1.606,  // PlaceDifferent: 11767, 279715
    2.662,   // NumberSigns: 11021, 2
    -11.000, // NumberOtherCountry: 0, 0
    13.435,  // NumberLooks: 369, 1
    10.467,  // NumberTyped: 1331, 199
    22.000,  // Phone: 0, 0
    13.400,  // PhoneTail: 0, 0
    26.005,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
