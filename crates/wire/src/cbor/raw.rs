//! Fields that a later version may add: kept as they came, so that they can be passed on and hashed.
use std::collections::BTreeMap;

use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

/// Numbered extensions, each one CBOR item in the allowed form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions(BTreeMap<u64, Vec<u8>>);

impl Extensions {
    /// The item with this number, encoded.
    pub fn get(&self, number: u64) -> Option<&[u8]> {
        self.0.get(&number).map(Vec::as_slice)
    }

    /// Adds an item.
    pub fn set<T: Encode<()>>(&mut self, number: u64, item: &T) {
        self.0.insert(number, super::encode(item));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<C> Encode<C> for Extensions {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), Unwritten<W::Error>> {
        e.map(u64::try_from(self.0.len()).unwrap_or(u64::MAX))?;
        for (number, item) in &self.0 {
            e.u64(*number)?.writer_mut().write_all(item).map_err(Unwritten::write)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Extensions {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let pairs = d.map()?.ok_or(Unread::message("indefinite"))?;
        let mut items = BTreeMap::new();
        for _ in 0..pairs {
            let number = d.u64()?;
            let start = d.position();
            d.skip()?;
            items.insert(number, d.input()[start..d.position()].to_vec());
        }
        Ok(Self(items))
    }
}
