//! An entity compiled for comparison.
use model::{Entity, Holds};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    values: Vec<(Holds, String)>,
}

impl Probe {
    /// Compiles what can be compared; a text property leaves nothing.
    pub fn of(entity: &Entity) -> Probe {
        let comparable = entity.properties().filter(|(p, _)| p.identifies || p.holds == Holds::Name);
        let values = comparable
            .flat_map(|(p, values)| values.iter().map(|v| (p.holds, v.clean().to_lowercase())))
            .collect();
        Probe { values }
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = (Holds, &str)> {
        self.values.iter().map(|(holds, text)| (*holds, text.as_str()))
    }
}
