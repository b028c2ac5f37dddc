//! The strict reading of CBOR, and every form that is read without a signature: what is taken is written the same again.
#![no_main]
use libfuzzer_sys::fuzz_target;
use wire::act::Entry;
use wire::cbor;
use wire::envelope::Content;
use wire::group::GroupKey;
use wire::lane::Heads;
use wire::node::Identity;

const LIMIT: usize = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let one = cbor::examine(bytes, LIMIT).is_ok();
    let items: Vec<_> = cbor::sequence(bytes, LIMIT).collect();
    assert_eq!(one, items.len() == 1 && items[0] == Ok(bytes));
    if let Ok(content) = cbor::decode::<Content>(bytes, LIMIT) {
        assert_eq!(cbor::encode(&content), bytes);
    }
    if let Ok(heads) = Heads::decode(bytes) {
        assert_eq!(heads.encode(), bytes);
    }
    if let Ok(identity) = Identity::from_bundle(bytes) {
        assert_eq!(identity.bundle(), bytes);
    }
    if let Ok(key) = GroupKey::from_payload(bytes) {
        assert_eq!(*key.to_payload(), bytes);
    }
    if let Ok(entry) = Entry::decode(bytes) {
        assert_eq!(entry.encode().ok().as_deref(), Some(bytes));
    }
});
