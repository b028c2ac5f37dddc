//! Stories told between several members' desks: what is shared, taken back, looked at and met, over a road with faults.
mod faults;
mod hits;
mod instances;
mod sharing;
mod simulated;
mod world;
