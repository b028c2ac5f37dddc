//! An entity: a thing in the world, as a kind and the values of its properties.
use crate::schema::PROPERTIES;
use crate::{Invalid, Kind, Property, Value};

/// Longest value that is taken, in bytes. A longer one is damage or an attack.
pub const VALUE_BYTES_MAX: usize = 64 * 1024;
/// Most values of one property.
pub const VALUES_MAX: usize = 2_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entity {
    kind: Kind,
    /// Places in the schema's table, rising, with the values there.
    properties: Vec<(usize, Vec<Value>)>,
}

impl Entity {
    pub fn new(kind: Kind) -> Entity {
        Entity { kind, properties: Vec::new() }
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Takes one value: cleaned by the property's type, dropped if it is empty or already there.
    /// Refused if the kind has no such property or the text is not of its type.
    pub fn add(&mut self, property: &str, text: &str) -> Result<(), Invalid> {
        let place = self
            .kind
            .place(property)
            .ok_or(Invalid::new("property", "this kind of entity has none of that name"))?;
        let property = &PROPERTIES[place];
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if text.len() > VALUE_BYTES_MAX {
            return Err(Invalid::new(property.name, "longer than 65,536 bytes"));
        }
        let value = Value::new(text, property.holds.clean(text)?);
        let values = self.values_at(place);
        if values.len() >= VALUES_MAX {
            return Err(Invalid::new(property.name, "more than 2,000 values"));
        }
        if !values.contains(&value) {
            values.push(value);
        }
        Ok(())
    }

    fn values_at(&mut self, place: usize) -> &mut Vec<Value> {
        let at = match self.properties.binary_search_by_key(&place, |(place, _)| *place) {
            Ok(at) => at,
            Err(at) => {
                self.properties.insert(at, (place, Vec::new()));
                at
            }
        };
        &mut self.properties[at].1
    }

    /// The same, for a builder that knows its texts to be right.
    pub fn with(mut self, property: &str, text: &str) -> Result<Entity, Invalid> {
        self.add(property, text)?;
        Ok(self)
    }

    /// The values of a property, none if it has none.
    pub fn values(&self, property: &str) -> &[Value] {
        let held = self.properties.iter().find(|(place, _)| PROPERTIES[*place].name == property);
        held.map_or(&[], |(_, values)| values.as_slice())
    }

    pub fn first(&self, property: &str) -> Option<&Value> {
        self.values(property).first()
    }

    /// Every property that has values, in the order of the schema's table.
    pub fn properties(&self) -> impl Iterator<Item = (&'static Property, &[Value])> {
        self.properties.iter().map(|(place, values)| (&PROPERTIES[*place], values.as_slice()))
    }

    pub fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }

    /// The one line by which people call it: its first name, number or text.
    pub fn caption(&self) -> &str {
        let captions = self.kind.captions().iter().find_map(|name| self.first(name));
        captions
            .or_else(|| self.properties.first().and_then(|(_, values)| values.first()))
            .map_or("", Value::original)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn a_value_keeps_its_original_beside_its_clean_form() {
        let person = Entity::new(Kind::Person)
            .with("birthDate", "circa 1974")
            .unwrap()
            .with("nationality", "Togo")
            .unwrap();
        let date = person.first("birthDate").unwrap();
        assert_eq!((date.original(), date.clean()), ("circa 1974", "1974~"));
        assert_eq!(person.first("nationality").unwrap().clean(), "tg");
    }

    #[test]
    fn what_the_kind_does_not_have_is_refused() {
        assert!(Entity::new(Kind::Person).add("imoNumber", "9074729").is_err());
        assert!(Entity::new(Kind::Person).add("birthDate", "yesterday").is_err());
        assert!(Entity::new(Kind::Person).add("name", &"x".repeat(VALUE_BYTES_MAX + 1)).is_err());
    }

    #[test]
    fn the_same_value_is_kept_once() {
        let mut person = Entity::new(Kind::Person);
        person.add("name", "Ama Mensah").unwrap();
        person.add("name", " Ama Mensah ").unwrap();
        person.add("name", "   ").unwrap();
        assert_eq!(person.values("name").len(), 1);
    }
}
