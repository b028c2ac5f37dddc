//! What other bureaus hold of the groups in the guided list: each a piece that the others do not have.
use super::guided::{PLATE, SHARED_PHONE};
use super::output::{self, Entity};
use std::io;
use std::path::{Path, PathBuf};

/// Where the file of a member lies, if it holds anything.
pub fn of(member: &str, world: &Path) -> Option<PathBuf> {
    match member {
        "RS" | "TN" => Some(world.join(format!("elsewhere-{}.ftm.json", member.to_lowercase()))),
        _ => None,
    }
}

/// Writes the files.
pub fn write(world: &Path) -> io::Result<()> {
    for (member, entities) in [("RS", belgrade()), ("TN", tunis())] {
        if let Some(file) = of(member, world) {
            output::write(&file, &entities)?;
        }
    }
    Ok(())
}

/// Belgrade knows the driver by another spelling and his whole birth date, and stopped his van once.
fn belgrade() -> Vec<Entity> {
    vec![
        Entity::new("rs-driver", "Person", "Zdravko Stamenkovich")
            .with("name", "Zdravko Stamenkovich")
            .with("name", "Здравко Стаменковић")
            .with("birthDate", "1971-06-18")
            .with("gender", "male")
            .with("nationality", "rs")
            .with("status", "suspect")
            .with("topics", "crime.traffick")
            .with("notes", "Stopped at Horgos with seven passengers; let go for want of a complaint")
            .with("action", "Inform NCB Belgrade of every stop; do not detain"),
        Entity::new("rs-van", "Vehicle", format!("Ford Transit {PLATE}"))
            .with("registrationNumber", PLATE)
            .with("type", "van")
            .with("make", "Ford")
            .with("model", "Transit")
            .with("country", "ro")
            .with("notes", "Seen at a house in Subotica on four nights"),
        Entity::new("rs-own", "Ownership", "driver")
            .with("owner", "rs-driver")
            .with("asset", "rs-van")
            .with("role", "driver"),
    ]
}

/// A passport that Tunis alone knows: whoever asks for it elsewhere is told whom to ask, if they ask the hub.
pub const KNOWN_IN_TUNIS: &str = "X730415";

/// Tunis knows the recruiter by his papers, the telephone from a mother's complaint, and a forwarder whom nobody else knows.
fn tunis() -> Vec<Entity> {
    vec![
        Entity::new("tn-recruiter", "Person", "نبيل الفرجاني")
            .with("name", "نبيل الفرجاني")
            .with("name", "Nabil El Ferjani")
            .with("birthDate", "1983-11-05")
            .with("gender", "male")
            .with("nationality", "tn")
            .with("birthPlace", "Sfax")
            .with("passportNumber", "Q914207")
            .with("status", "wanted")
            .with("topics", "wanted")
            .with("topics", "crime.traffick.human")
            .with("notes", "Named in the complaint of a mother whose daughter left for a hotel in Lomé")
            .with("action", "Detain and inform NCB Tunis; a warrant has been issued"),
        Entity::new("tn-forwarder", "Person", "Wahid Belkhouja")
            .with("name", "Wahid Belkhouja")
            .with("name", "وحيد بالخوجة")
            .with("birthDate", "1969-02-21")
            .with("gender", "male")
            .with("nationality", "tn")
            .with("birthPlace", "Mahdia")
            .with("passportNumber", KNOWN_IN_TUNIS)
            .with("status", "suspect")
            .with("topics", "crime.traffick.human")
            .with("notes", "Rents the flats in which the passengers wait")
            .with("action", "Do not detain; inform NCB Tunis at once"),
        Entity::new("tn-phone", "Phone", SHARED_PHONE)
            .with("phone", SHARED_PHONE)
            .with("country", "tn")
            .with("notes", "The number that the daughter called last"),
    ]
}
