//! Stories told at one bureau's desk: what officers do, what they are shown, and what the journal keeps of it.
mod bureau;
mod daily;
mod explained;
mod thresholds;
