//! Chance, passed in so that a test can repeat what happened.
use crate::{Error, Result};

pub trait Chance: Send + Sync {
    fn fill(&self, bytes: &mut [u8]) -> Result<()>;
}

/// Fresh bytes of a fixed length.
pub(crate) fn draw<const N: usize>(chance: &dyn Chance) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    chance.fill(&mut bytes)?;
    Ok(bytes)
}

/// The operating system's.
pub struct Machine;

impl Chance for Machine {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes).map_err(|_| Error::NoChance)
    }
}
