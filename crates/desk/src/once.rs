//! A write that is sent again, because its answer was lost, is done once: its id follows from who sent it and the key
//! that they gave it, so the second finds the first, after a crash too.
use crate::{Desk, secret};
use model::Actor;

/// The id of what this actor makes under this key. Nobody else's key gives it.
pub(crate) fn id(desk: &Desk, by: &Actor, what: &str, key: &str) -> [u8; 16] {
    let mut id = [0; 16];
    id.iter_mut().zip(digest(desk, by, what, key)).for_each(|(to, from)| *to = from);
    id
}

/// The secret of what this actor makes under this key: only this node can make it, and it need not be kept.
pub(crate) fn secret(desk: &Desk, by: &Actor, prefix: &str, key: &str) -> String {
    secret::written(prefix, &digest(desk, by, "secret", key))
}

fn digest(desk: &Desk, by: &Actor, what: &str, key: &str) -> [u8; 32] {
    let whole = format!("{}\0{what}\0{key}", by.label());
    desk.pseudonyms.digest("once", whole.as_bytes())
}
