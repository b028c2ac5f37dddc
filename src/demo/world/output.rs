//! The files of the world, as the ordinary importers read them: FollowTheMoney JSON lines, and CSV with a header.
use super::document::Reported;
use super::thing::{Phone, Vehicle};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// One entity of FollowTheMoney: a thing, or a link between two.
pub struct Entity {
    pub id: String,
    schema: &'static str,
    caption: String,
    properties: Vec<(&'static str, Vec<String>)>,
}

impl Entity {
    pub fn new(id: impl Into<String>, schema: &'static str, caption: impl Into<String>) -> Self {
        Self { id: id.into(), schema, caption: caption.into(), properties: Vec::new() }
    }

    /// Adds a value; one that is empty or already there is left out.
    pub fn add(&mut self, property: &'static str, value: impl Into<String>) {
        let value = value.into();
        match self.properties.iter_mut().find(|(name, _)| *name == property) {
            _ if value.is_empty() => {}
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => self.properties.push((property, vec![value])),
        }
    }

    pub fn with(mut self, property: &'static str, value: impl Into<String>) -> Self {
        self.add(property, value);
        self
    }

    /// Adds another name, unless it is the one that the entity is shown by.
    pub fn also(&mut self, property: &'static str, name: String) {
        if name != self.caption {
            self.add(property, name);
        }
    }

    /// Gives a person another name, native form beside the Latin one, and keeps the one before as such.
    pub fn rename(&mut self, name: &str, native: &str, family: &str) {
        let before = std::mem::replace(&mut self.caption, name.to_owned());
        self.properties.retain(|(property, _)| !matches!(*property, "name" | "lastName"));
        [("name", name), ("name", native), ("lastName", family)]
            .into_iter()
            .for_each(|(p, value)| self.add(p, value));
        self.add("previousName", if before == name { String::new() } else { before });
    }

    /// A link says that two entities are related; it is no thing of its own.
    fn is_link(&self) -> bool {
        matches!(
            self.schema,
            "Family" | "Membership" | "Associate" | "UnknownLink" | "Ownership" | "Directorship"
        )
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"{\"id\":")?;
        text(out, &self.id)?;
        write!(out, ",\"schema\":\"{}\",\"caption\":", self.schema)?;
        text(out, &self.caption)?;
        out.write_all(b",\"properties\":{")?;
        for (place, (name, values)) in self.properties.iter().enumerate() {
            write!(out, "{}\"{name}\":[", if place == 0 { "" } else { "," })?;
            for (place, value) in values.iter().enumerate() {
                out.write_all(if place == 0 { b"" } else { b"," })?;
                text(out, value)?;
            }
            out.write_all(b"]")?;
        }
        out.write_all(b"}}\n")
    }
}

fn text(out: &mut impl Write, value: &str) -> io::Result<()> {
    Ok(serde_json::to_writer(out, value)?)
}

/// Writes a file of its own, over an older one.
pub fn write(file: &Path, entities: &[Entity]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    entities.iter().try_for_each(|entity| entity.write(&mut out))?;
    out.flush()
}

/// How much of each kind is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub persons: usize,
    pub groups: usize,
    /// Things other than persons and groups: companies, vessels, passports, accounts and so on.
    pub things: usize,
    pub links: usize,
    pub documents: usize,
    pub vehicles: usize,
    pub phones: usize,
}

impl Counts {
    /// All rows of all files.
    pub fn all(&self) -> usize {
        self.persons + self.groups + self.things + self.links + self.documents + self.vehicles + self.phones
    }
}

/// Where the files are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    pub persons: PathBuf,
    pub documents: PathBuf,
    pub vehicles: PathBuf,
    pub phones: PathBuf,
}

impl Files {
    pub fn of(dir: &Path) -> Self {
        let file = |name| dir.join(name);
        Self {
            persons: file("persons.ftm.json"),
            documents: file("documents.csv"),
            vehicles: file("vehicles.csv"),
            phones: file("phones.csv"),
        }
    }
}

/// The files while they are written.
pub struct Output<'p> {
    entities: BufWriter<File>,
    documents: csv::Writer<File>,
    vehicles: csv::Writer<File>,
    phones: csv::Writer<File>,
    counts: Counts,
    progress: Box<dyn FnMut(u64) + 'p>,
}

/// After how many rows the progress is told.
const TELL_EVERY: usize = 1000;

impl<'p> Output<'p> {
    /// Creates the files, over older ones.
    pub fn create(files: &Files, progress: impl FnMut(u64) + 'p) -> io::Result<Self> {
        Ok(Self {
            entities: BufWriter::new(File::create(&files.persons)?),
            documents: table(&files.documents, &Reported::HEADER)?,
            vehicles: table(&files.vehicles, &Vehicle::HEADER)?,
            phones: table(&files.phones, &Phone::HEADER)?,
            counts: Counts::default(),
            progress: Box::new(progress),
        })
    }

    pub fn counts(&self) -> Counts {
        self.counts
    }

    pub fn entity(&mut self, entity: &Entity) -> io::Result<()> {
        match entity.schema {
            "Person" => self.counts.persons += 1,
            "Organization" => self.counts.groups += 1,
            _ if entity.is_link() => self.counts.links += 1,
            _ => self.counts.things += 1,
        }
        entity.write(&mut self.entities)?;
        self.tell();
        Ok(())
    }

    pub fn document(&mut self, document: &Reported) -> io::Result<()> {
        self.counts.documents += 1;
        self.documents.write_record(document.cells())?;
        self.tell();
        Ok(())
    }

    pub fn vehicle(&mut self, vehicle: &Vehicle) -> io::Result<()> {
        self.counts.vehicles += 1;
        self.vehicles.write_record(vehicle.cells())?;
        self.tell();
        Ok(())
    }

    pub fn phone(&mut self, phone: &Phone) -> io::Result<()> {
        self.counts.phones += 1;
        self.phones.write_record(phone.cells())?;
        self.tell();
        Ok(())
    }

    fn tell(&mut self) {
        let all = self.counts.all();
        if all.is_multiple_of(TELL_EVERY) {
            (self.progress)(u64::try_from(all).unwrap_or(u64::MAX));
        }
    }

    /// Writes out what is still held back, and tells the last figure.
    pub fn finish(mut self) -> io::Result<Counts> {
        self.entities.flush()?;
        self.documents.flush()?;
        self.vehicles.flush()?;
        self.phones.flush()?;
        (self.progress)(u64::try_from(self.counts.all()).unwrap_or(u64::MAX));
        Ok(self.counts)
    }
}

fn table(path: &Path, header: &[&str]) -> io::Result<csv::Writer<File>> {
    let mut table = csv::WriterBuilder::new().from_path(path)?;
    table.write_record(header)?;
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_one_line_of_json() {
        let entity = Entity::new("p-1", "Person", "Ama \"A\" Mensah")
            .with("name", "Ama Mensah")
            .with("name", "Ama Mensah")
            .with("alias", "")
            .with("notes", "line\nbreak");
        let mut bytes = Vec::new();
        entity.write(&mut bytes).expect("a vector takes all");
        let said = r#"{"id":"p-1","schema":"Person","caption":"Ama \"A\" Mensah","properties":{"name":["Ama Mensah"],"notes":["line\nbreak"]}}"#;
        assert_eq!(String::from_utf8_lossy(&bytes).trim_end(), said);
    }
}
