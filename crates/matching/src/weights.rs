//! The weights of the terms, in points. Written by `examples/learn_weights`; not to be changed by hand.
//!
//! Method: logistic regression with normal priors within bounds (`table.rs`), on pairs that a search brings. The
//! tune sets are invented persons of forty nationalities and questions with known truth, half of them about
//! strangers; the others are public linkage sets (FEBRL 1 to 3, fake_1000, historical figures).
//! Date: 2026-11-25. Data (questions, pairs, what one pair counts):
//! - tune-100k 100000: 20000, 591127, 1
//! - tune-100k 10000: 1998, 57044, 1
//! - tune2-100k 100000: 20000, 590631, 1
//! - tune2-100k 10000: 2026, 58007, 1
//! - tune-1m 1000000: 6000, 178300, 1
//! - febrl_dataset1.csv.gz: 1000, 17803, 0.05
//! - febrl_dataset2.csv.gz: 5000, 140438, 0.05
//! - febrl_dataset3.csv.gz: 2468, 63764, 0.05
//! - splink_fake_1000.csv.gz: 1000, 19833, 0.05
//! - splink_historical_50k.csv.gz: 5071, 145677, 0.05
use crate::table::COUNT;

/// In the order of the terms; beside each in how many pairs of the same and of others it occurred.
pub(crate) const WEIGHTS: [f64; COUNT] = [
    0.178,   // Base: 92843, 1769781
    1.559,   // PartEqual: 41925, 534594
    0.761,   // PartEqualRarity0: 41925, 534594
    0.915,   // PartEqualRarity1: 27421, 245692
    0.743,   // PartEqualRarity2: 3913, 35928
    0.997,   // PartEqualRarity3: 918, 2795
    -5.295,  // PartSound0: 11668, 331849
    0.321,   // PartSound1: 12708, 343336
    0.692,   // PartSoundRarity: 12708, 343336
    -2.807,  // PartNear0: 1505, 32282
    0.616,   // PartNear1: 5871, 92932
    0.704,   // PartNear2: 13196, 150590
    -0.137,  // PartNear3: 10201, 92803
    0.513,   // PartNearRarity0: 2603, 50354
    0.427,   // PartNearRarity1: 14539, 180896
    0.711,   // PartNearRarity2: 13227, 135006
    1.161,   // PartJoined: 1074, 8670
    -0.023,  // PartNickname: 9596, 17227
    0.560,   // PartNicknameRarity: 9596, 17227
    2.547,   // PartInitial: 1202, 4254
    3.000,   // NameWhole: 23330, 8412
    3.000,   // NameWholeSingle: 512, 639
    0.000,   // NameDependent: 36691, 5945
    -3.200,  // NameDependentBody: 0, 0
    5.000,   // NameWholeBody: 0, 0
    5.000,   // WholeBody: 0, 0
    -11.361, // NameNone: 68, 362522
    -3.395,  // PartMissing: 21057, 463484
    -2.491,  // PartMissingFurther: 1982, 78021
    -3.354,  // PartDifferent: 12057, 1326134
    -5.837,  // PartDifferentFurther: 486, 480416
    -2.022,  // PartInitialDifferent: 216, 6879
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -1.800,  // FormDifferent: 0, 0
    -0.500,  // KindOther: 0, 0
    13.776,  // Date: 30210, 170294
    5.967,   // DateNewYear: 8635, 42891
    8.402,   // DateMonth: 1018, 76033
    5.102,   // DateYear: 2008, 93526
    9.350,   // DateSwapped: 267, 29106
    5.663,   // DateTyped: 9957, 361733
    6.613,   // DateYearsOff: 100, 27609
    1.642,   // DateDayOff: 147, 17728
    1.500,   // DateSpan: 0, 0
    -2.000,  // DatePlaceholder: 3, 1802
    -1.517,  // DateNextYear: 466, 22009
    -2.269,  // DateTwoYears: 162, 15269
    -4.428,  // DateSameYearOnly: 539, 7898
    -5.612,  // DateDifferentNextYear: 645, 12359
    -7.912,  // DateDifferent: 860, 74111
    -8.040,  // DateFar: 2260, 155815
    0.921,   // SexSame: 16629, 879926
    -6.010,  // SexDifferent: 0, 89772
    0.688,   // CountrySame: 13048, 228730
    -3.157,  // CountryDifferent: 728, 576169
    -3.500,  // CountryDifferentBody: 0, 0
    3.478,   // PlaceSame: 40834, 2389
    -1.667,  // PlaceDifferent: 11748, 262494
    6.000,   // AddressSame: 0, 0
    5.000,   // ParentSame: 0, 0
    -3.000,  // ParentDifferent: 0, 0
    2.706,   // NumberSigns: 11021, 2
    -11.000, // NumberOtherCountry: 0, 0
    13.437,  // NumberLooks: 369, 1
    10.467,  // NumberTyped: 1331, 222
    22.000,  // Phone: 0, 0
    13.400,  // PhoneTail: 0, 0
    26.011,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
