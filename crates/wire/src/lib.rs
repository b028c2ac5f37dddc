//! The bytes that leave the machine or must be provable: signed acts, the tree log, seals, keys.
