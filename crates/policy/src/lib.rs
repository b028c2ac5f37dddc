//! The rules: who may do what, and see what.
