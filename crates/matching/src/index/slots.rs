//! The slots: one for each record that is or was held, by number and by record id.
use super::arena::{Address, Arena};
use super::ways::Marks;
use crate::probe::view::View;
use hashbrown::HashTable;
use model::{RecordId, StampNo};

/// One record. Slots of removed records stay empty until the index is packed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub record: RecordId,
    pub stamp: StampNo,
    pub address: Address,
    pub marks: Marks,
}

/// Address of a slot that is empty.
const EMPTY: Address = Address::MAX;

#[derive(Debug, Default)]
pub(super) struct Slots {
    slots: Vec<Slot>,
    by_record: HashTable<u32>,
    arena: Arena,
    empty: usize,
}

impl Slots {
    /// Puts a record into the next slot; the slot that it had before becomes empty.
    pub fn push(&mut self, record: RecordId, stamp: StampNo, marks: Marks, bytes: &[u8]) {
        self.remove(&record);
        let address = self.arena.push(bytes);
        let number = number(self.slots.len());
        self.slots.push(Slot { record, stamp, address, marks });
        let slots = &self.slots;
        self.by_record.insert_unique(hash(&record), number, |n| hash(&slots[*n as usize].record));
    }

    /// From every slot, empty ones too, and the compiled entities that they point to. None where one points nowhere.
    pub fn of(slots: Vec<Slot>, arena: Arena) -> Option<Slots> {
        let held = |slot: &Slot| slot.address != EMPTY;
        if slots.iter().any(|slot| held(slot) && !arena.has(slot.address)) {
            return None;
        }
        let mut by_record = HashTable::with_capacity(slots.len());
        for (at, slot) in slots.iter().enumerate().filter(|(_, slot)| held(slot)) {
            by_record.insert_unique(hash(&slot.record), number(at), |n| hash(&slots[*n as usize].record));
        }
        let empty = slots.len() - by_record.len();
        Some(Slots { slots, by_record, arena, empty })
    }

    pub fn all(&self) -> &[Slot] {
        &self.slots
    }

    pub fn arena(&self) -> &Arena {
        &self.arena
    }

    pub fn remove(&mut self, record: &RecordId) {
        let slots = &self.slots;
        let found = self.by_record.find_entry(hash(record), |n| slots[*n as usize].record == *record);
        if let Ok(entry) = found {
            let (number, _) = entry.remove();
            self.slots[number as usize].address = EMPTY;
            self.empty += 1;
        }
    }

    pub fn number_of(&self, record: &RecordId) -> Option<u32> {
        self.by_record.find(hash(record), |n| self.slots[*n as usize].record == *record).copied()
    }

    /// The slot, unless its record was removed.
    pub fn held(&self, number: u32) -> Option<&Slot> {
        self.slots.get(number as usize).filter(|slot| slot.address != EMPTY)
    }

    pub fn view(&self, slot: &Slot) -> View<'_> {
        View::of(self.arena.at(slot.address))
    }

    /// Numbers given so far, those of empty slots too.
    pub fn numbers(&self) -> usize {
        self.slots.len()
    }

    pub fn held_count(&self) -> usize {
        self.slots.len() - self.empty
    }

    /// So much is empty that packing pays.
    pub fn wants_packing(&self) -> bool {
        self.empty > 4_096 && self.empty > self.held_count()
    }

    /// The same without empty slots, and the new number of each old one.
    pub fn packed(&self) -> (Slots, Vec<Option<u32>>) {
        let mut packed = Slots::default();
        let mut numbers = Vec::with_capacity(self.slots.len());
        for old in 0..self.slots.len() {
            let held = self.held(number(old));
            numbers.push(held.map(|_| number(packed.slots.len())));
            if let Some(slot) = held {
                let bytes = self.view(slot).bytes();
                packed.push(slot.record, slot.stamp, slot.marks, bytes);
            }
        }
        (packed, numbers)
    }

    pub fn bytes(&self) -> usize {
        // A table of four-byte numbers keeps one byte of its own for each place.
        self.slots.capacity() * size_of::<Slot>() + self.by_record.capacity() * 6 + self.arena.bytes()
    }
}

pub(super) fn number(slot: usize) -> u32 {
    u32::try_from(slot).expect("an index holds fewer than four thousand million records")
}

/// Both halves multiplied and folded, so that ids that are counted spread as well as ids that are drawn.
fn hash(record: &RecordId) -> u64 {
    let [low, high] = [0, 8].map(|from| {
        let half = record.as_bytes()[from..from + 8].iter();
        half.fold(0u64, |number, byte| number << 8 | u64::from(*byte))
    });
    let product = u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD6E8_FEB8_6659_FD93);
    let bytes = (product ^ product >> 64).to_le_bytes();
    bytes[..8].iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte))
}
