//! What a workload measured, beside what it is held to; told to people or to machines.
use super::machine::Machine;
use serde_json::{Value, json};
use std::fmt;

/// The figures of one workload.
pub struct Figures {
    data: String,
    rows: Vec<Figure>,
    machine: Machine,
}

struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    target: Option<Target>,
}

/// What a figure is held to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    AtLeast(f64),
    AtMost(f64),
}

impl Target {
    fn is_met_by(self, value: f64) -> bool {
        match self {
            Target::AtLeast(least) => value >= least,
            Target::AtMost(most) => value <= most,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::AtLeast(least) => write!(f, "at least {}", told(*least)),
            Target::AtMost(most) => write!(f, "at most {}", told(*most)),
        }
    }
}

impl Figures {
    /// To be made before the work begins: it looks at how busy the machine is. `data` says what is measured on.
    pub fn of(data: impl Into<String>) -> Figures {
        Figures { data: data.into(), rows: vec![], machine: Machine::look() }
    }

    pub fn add(&mut self, what: impl Into<String>, value: f64, unit: &'static str) {
        self.put(Figure { what: what.into(), value, unit, target: None });
    }

    pub fn hold(&mut self, what: impl Into<String>, value: f64, unit: &'static str, target: Target) {
        self.put(Figure { what: what.into(), value, unit, target: Some(target) });
    }

    /// Told at once as well, for a workload may be long.
    fn put(&mut self, figure: Figure) {
        eprintln!("  {}: {} {}", figure.what, told(figure.value), figure.unit);
        self.rows.push(figure);
    }

    pub fn are_met(&self) -> bool {
        self.rows.iter().all(|row| row.target.is_none_or(|target| target.is_met_by(row.value)))
    }

    pub fn json(&self) -> Value {
        let row = |row: &Figure| {
            json!({
                "what": row.what, "value": row.value, "unit": row.unit,
                "target": row.target.map(|target| target.to_string()),
                "met": row.target.map(|target| target.is_met_by(row.value)),
            })
        };
        json!({
            "command": command(), "data": self.data, "machine": self.machine.json(),
            "figures": self.rows.iter().map(row).collect::<Vec<_>>(),
        })
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\ndata     {}\nmachine  {}\n", command(), self.data, self.machine)?;
        let width = self.rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
        for Figure { what, value, unit, target } in &self.rows {
            write!(f, "{what:<width$}  {:>10} {unit}", told(*value))?;
            match target {
                Some(target) if target.is_met_by(*value) => writeln!(f, "   ({target}: met)")?,
                Some(target) => writeln!(f, "   ({target}: MISSED)")?,
                None => writeln!(f)?,
            }
        }
        Ok(())
    }
}

/// Three digits that say something, or all before the point; thousands parted by commas.
fn told(value: f64) -> String {
    let places = match value.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let text = format!("{value:.places$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut parted = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && digit.is_ascii_digit() && (whole.len() - place).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted + rest
}

/// The command as it was given.
fn command() -> String {
    let given: Vec<String> = std::env::args().skip(1).collect();
    format!("liaison {}", given.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_told_with_three_digits_or_all_before_the_point() {
        let told: Vec<String> = [0.0, 0.2514, 9.876, 25.14, 251.4, 20_000.0, 1_234_567.8].map(told).into();
        assert_eq!(told, ["0", "0.251", "9.88", "25.1", "251", "20,000", "1,234,568"]);
    }

    #[test]
    fn one_target_that_is_missed_is_enough() {
        let mut figures = Figures::of("nothing");
        figures.hold("pace", 3.0, "/s", Target::AtLeast(3.0));
        figures.hold("wait", 3.0, "ms", Target::AtMost(3.0));
        figures.add("beside", 0.0, "");
        assert!(figures.are_met());
        figures.hold("wait", 3.1, "ms", Target::AtMost(3.0));
        assert!(!figures.are_met());
    }
}
