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
    0.179,   // Base: 93002, 1793847
    1.559,   // PartEqual: 42025, 693665
    0.759,   // PartEqualRarity0: 42025, 693665
    0.919,   // PartEqualRarity1: 27457, 350835
    0.724,   // PartEqualRarity2: 3912, 51958
    1.006,   // PartEqualRarity3: 919, 3189
    -5.165,  // PartSound0: 11586, 357493
    0.340,   // PartSound1: 12610, 370205
    0.690,   // PartSoundRarity: 12610, 370205
    -2.822,  // PartNear0: 1503, 34277
    0.537,   // PartNear1: 5825, 97329
    0.634,   // PartNear2: 13089, 162115
    -0.136,  // PartNear3: 10151, 102728
    0.518,   // PartNearRarity0: 2585, 53631
    0.439,   // PartNearRarity1: 14433, 193844
    0.711,   // PartNearRarity2: 13151, 145960
    1.157,   // PartJoined: 1090, 8604
    0.017,   // PartNickname: 9626, 17386
    0.563,   // PartNicknameRarity: 9626, 17386
    2.896,   // PartInitial: 1186, 3819
    3.000,   // NameWhole: 23257, 10983
    3.000,   // NameWholeSingle: 485, 642
    0.000,   // NameDependent: 36891, 7453
    -3.200,  // NameDependentBody: 0, 0
    5.000,   // NameWholeBody: 0, 0
    5.000,   // WholeBody: 0, 0
    -11.305, // NameNone: 68, 266012
    -3.395,  // PartMissing: 21157, 569755
    -2.493,  // PartMissingFurther: 1994, 88909
    -3.301,  // PartDifferent: 12059, 1427308
    -5.838,  // PartDifferentFurther: 486, 436378
    -1.959,  // PartInitialDifferent: 215, 6621
    -1.500,  // NameWeak: 0, 0
    0.300,   // FormSame: 0, 0
    -1.800,  // FormDifferent: 0, 0
    -0.500,  // KindOther: 0, 0
    13.747,  // Date: 30210, 161559
    5.912,   // DateNewYear: 8644, 39540
    8.438,   // DateMonth: 1017, 39827
    5.132,   // DateYear: 2009, 112295
    9.343,   // DateSwapped: 267, 25648
    5.655,   // DateTyped: 9944, 220374
    6.582,   // DateYearsOff: 100, 19826
    1.707,   // DateDayOff: 136, 2362
    1.500,   // DateSpan: 0, 0
    -2.000,  // DatePlaceholder: 3, 3952
    -1.476,  // DateNextYear: 468, 14115
    -4.494,  // DateSameYearOnly: 577, 25165
    -5.766,  // DateDifferentNextYear: 668, 25329
    -6.728,  // DateDifferent: 1107, 167096
    -8.111,  // DateFar: 2428, 240623
    0.915,   // SexSame: 16635, 879764
    -5.987,  // SexDifferent: 0, 91917
    0.680,   // CountrySame: 13054, 325838
    -3.195,  // CountryDifferent: 727, 480688
    -3.500,  // CountryDifferentBody: 0, 0
    3.478,   // PlaceSame: 40904, 2612
    -1.682,  // PlaceDifferent: 11781, 284185
    6.000,   // AddressSame: 0, 0
    5.000,   // ParentSame: 0, 0
    -3.000,  // ParentDifferent: 0, 0
    2.708,   // NumberSigns: 11021, 2
    -11.000, // NumberOtherCountry: 0, 0
    13.437,  // NumberLooks: 369, 0
    10.468,  // NumberTyped: 1331, 228
    22.000,  // Phone: 0, 0
    13.400,  // PhoneTail: 0, 0
    26.011,  // Email: 1364, 0
    16.000,  // Handle: 0, 0
    30.000,  // World: 0, 0
    18.000,  // Plate: 0, 0
    5.000,   // IdentifierFurther: 0, 0
    -8.000,  // ForLifeDifferent: 0, 0
];
