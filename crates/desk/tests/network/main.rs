//! Stories told between several members' desks: what is shared, taken back, looked at and met, over a road with faults.
mod asking;
mod away;
mod capsule;
mod checks;
mod faults;
mod hits;
mod instances;
mod mailbox;
mod restored;
mod sharing;
mod simulated;
mod threads;
mod world;
