//! By what this node knows again what it has said: a digest under its own key goes with each message, and comes back with it where
//! the node was set back. Nobody else can make one, or read anything from it.
use crate::parcel::Said;
use crate::{Desk, Result};

/// Of a message.
pub(crate) fn of_said(desk: &Desk, said: &Said) -> Result<String> {
    Ok(wire::hex(&desk.pseudonyms.digest("said to others", &said.earmarked()?)))
}

/// Of one that was taken back, by what is left of it.
pub(crate) fn of_back(desk: &Desk, stands: &Said) -> Result<String> {
    Ok(wire::hex(&desk.pseudonyms.digest("said back to others", &stands.earmarked_back()?)))
}
