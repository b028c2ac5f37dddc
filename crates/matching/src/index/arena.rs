//! Where the compiled entities lie: pages of bytes, with an address of four bytes for each.

/// Bytes of a page; no entity is longer.
const PAGE: usize = 4 << 20;
/// Entities begin at multiples of this, so that addresses reach 16 GiB.
const STEP: usize = 4;

#[derive(Debug, Default)]
pub(super) struct Arena {
    pages: Vec<Vec<u8>>,
}

/// Where an entity begins, in steps.
pub(super) type Address = u32;

impl Arena {
    pub fn push(&mut self, bytes: &[u8]) -> Address {
        let padded = bytes.len().next_multiple_of(STEP);
        if self.pages.last().is_none_or(|page| page.len() + padded > PAGE) {
            self.pages.push(Vec::new());
        }
        let before = (self.pages.len() - 1) * PAGE;
        let page = self.pages.last_mut().expect("a page was just made sure of");
        let address = (before + page.len()) / STEP;
        page.extend_from_slice(bytes);
        page.resize(page.len().next_multiple_of(STEP), 0);
        Address::try_from(address).expect("an index holds fewer than 16 GiB of compiled entities")
    }

    /// The bytes from there on; an entity knows its own length.
    pub fn at(&self, address: Address) -> &[u8] {
        let place = address as usize * STEP;
        &self.pages[place / PAGE][place % PAGE..]
    }

    /// From the bytes of every page.
    pub fn of(pages: Vec<Vec<u8>>) -> Arena {
        Arena { pages }
    }

    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    pub fn page(&self, number: usize) -> &[u8] {
        &self.pages[number]
    }

    /// Whether an entity can begin there.
    pub fn has(&self, address: Address) -> bool {
        let place = address as usize * STEP;
        self.pages.get(place / PAGE).is_some_and(|page| place % PAGE < page.len())
    }

    pub fn bytes(&self) -> usize {
        self.pages.iter().map(Vec::capacity).sum()
    }
}
