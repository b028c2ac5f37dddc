//! Building an entity from what a list says, so that nothing of it is lost: what has no home becomes a note.
use model::{Entity, Kind, VALUE_BYTES_MAX};

/// An entity while it is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sketch {
    entity: Entity,
    /// More notes came than an entity holds.
    over: bool,
}

impl From<Entity> for Sketch {
    fn from(entity: Entity) -> Sketch {
        Sketch { entity, over: false }
    }
}

impl Sketch {
    pub(crate) fn of(kind: Kind) -> Sketch {
        Sketch { entity: Entity::new(kind), over: false }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.entity.kind()
    }

    /// Takes a value; where the kind has no such property or the text is not of its type, a note says `label: text`.
    /// True if it is a value.
    pub(crate) fn put(&mut self, property: &str, label: &str, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return false;
        }
        let taken = self.entity.add(property, text).is_ok();
        if !taken {
            self.note(&format!("{label}: {text}"));
        }
        taken
    }

    /// Takes a value if it is one, and says whether it was.
    pub(crate) fn try_put(&mut self, property: &str, text: &str) -> bool {
        !text.trim().is_empty() && self.entity.add(property, text).is_ok()
    }

    /// A note, cut into pieces where it is too long for one, with control characters as blanks.
    pub(crate) fn note(&mut self, text: &str) {
        let text = text.replace(|c: char| c.is_control() && !c.is_whitespace(), " ");
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (piece, left) = rest.split_at(rest.floor_char_boundary(VALUE_BYTES_MAX));
            if self.entity.add("notes", piece).is_err() {
                self.over = true;
                return;
            }
            rest = left.trim();
        }
    }

    /// A person without a whole name has one of its parts.
    pub(crate) fn name_from_parts(&mut self) {
        if self.kind() != Kind::Person || self.has("name") {
            return;
        }
        let parts = ["firstName", "middleName", "fatherName", "lastName"];
        let parts: Vec<&str> =
            parts.iter().filter_map(|part| Some(self.entity.first(part)?.original())).collect();
        let name = parts.join(" ");
        self.try_put("name", &name);
    }

    pub(crate) fn has(&self, property: &str) -> bool {
        !self.entity.values(property).is_empty()
    }

    pub(crate) fn entity(&self) -> &Entity {
        &self.entity
    }

    pub(crate) fn finish(self) -> Entity {
        self.entity
    }

    /// The entity, unless more was said than one holds, so that something would be lost.
    pub(crate) fn whole(self) -> Result<Entity, String> {
        if self.over {
            Err("says more than the 2,000 values that one property holds".into())
        } else {
            Ok(self.entity)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_home_is_a_note() {
        let mut person = Sketch::of(Kind::Person);
        assert!(person.put("name", "name", "Ama Mensah"));
        assert!(!person.put("imoNumber", "IMO", "9074729"));
        assert!(!person.put("birthDate", "born", "in the year of the flood"));
        person.note("a\u{0}b");
        let notes: Vec<_> = person.entity().values("notes").iter().map(|v| v.original()).collect();
        assert_eq!(notes, ["IMO: 9074729", "born: in the year of the flood", "a b"]);
    }
}
