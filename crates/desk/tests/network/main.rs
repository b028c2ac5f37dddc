//! Stories told between several members' desks: what is shared, taken back, looked at and met, over a road with faults.
mod asking;
mod attachments;
mod away;
mod capsule;
mod checks;
mod faults;
mod heard;
mod hits;
mod instances;
mod kept;
mod mailbox;
mod notices;
mod reckon;
mod restored;
mod sharing;
mod simulated;
mod world;
