//! The recogniser: folding, keys, features, weights, score, reasons, the index of candidates.
