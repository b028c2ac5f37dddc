//! The formats of others, in and out: streaming, no store.
