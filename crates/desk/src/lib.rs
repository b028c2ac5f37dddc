//! The verbs: one act, one file, one transaction.
