//! The watch: whom a request calls when its clock has run out, and the numbers that other members are told.
use super::{Faults, Frame};
use askama::Template;
use desk::thread::Clocks;

/// `GET /watch`
#[derive(Debug, Clone, Template)]
#[template(path = "watch.html")]
pub struct WatchPage {
    pub frame: Frame,
    pub units: Vec<UnitRow>,
    /// Everybody who works here, and whether they have the duty desk now.
    pub officers: Vec<DutyRow>,
    /// One a line: what it is, colon, number.
    pub numbers: String,
    pub clocks: Clocks,
    pub may_set: bool,
    pub faults: Faults,
}

/// A unit and who heads it.
#[derive(Debug, Clone)]
pub struct UnitRow {
    pub unit: String,
    /// By id; empty where nobody does.
    pub head: String,
}

/// Somebody who works here.
#[derive(Debug, Clone)]
pub struct DutyRow {
    pub id: String,
    pub name: String,
    pub unit: String,
    pub on_duty: bool,
}

impl WatchPage {
    pub fn heads(&self, unit: &UnitRow, officer: &DutyRow) -> bool {
        unit.head == officer.id
    }

    /// Who heads it, by name.
    pub fn head_of(&self, unit: &UnitRow) -> Option<&DutyRow> {
        self.officers.iter().find(|officer| officer.id == unit.head)
    }

    pub fn on_duty(&self) -> Vec<&DutyRow> {
        self.officers.iter().filter(|officer| officer.on_duty).collect()
    }

    pub fn lines(&self) -> Vec<&str> {
        self.numbers.lines().collect()
    }
}
