//! What an entry of the charter does.
use std::fmt;
use std::str::FromStr;

use minicbor::decode::Error as Unread;
use minicbor::encode::{Error as Unwritten, Write};
use minicbor::{Decode, Decoder, Encode, Encoder};

use crate::Rejection;
use crate::keys::NodePublic;
use crate::node::{Identity, NodeId};
use crate::statement::SIGNATURES_MAX;

/// Longest code, name, right or reason.
const TEXT_BYTES_MAX: usize = 512;
/// Most rights of one member.
const RIGHTS_MAX: usize = 64;

/// Keys of which a number must sign.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Quorum {
    /// The keys, each once, in ascending order of their names: [`Quorum::new`] puts them so.
    #[n(0)]
    pub keys: Vec<NodePublic>,
    /// How many of them.
    #[n(1)]
    pub least: u64,
}

impl Quorum {
    /// `least` of `keys`.
    pub fn new(mut keys: Vec<NodePublic>, least: u64) -> Self {
        keys.sort_unstable_by_key(NodePublic::id);
        keys.dedup();
        Self { keys, least }
    }

    fn examine(&self) -> Result<(), Rejection> {
        let possible = usize::try_from(self.least).is_ok_and(|least| (1..=self.keys.len()).contains(&least));
        let ordered = self.keys.is_sorted_by(|a, b| a.id() < b.id());
        if self.keys.len() > SIGNATURES_MAX {
            return Err(Rejection::TooBig { limit: SIGNATURES_MAX });
        }
        if possible && ordered { Ok(()) } else { Err(Rejection::Rule("a quorum is 1 or more of its keys")) }
    }
}

/// What kind of party a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemberClass {
    /// A country's central bureau.
    Bureau,
    /// Carries and matches for others.
    Hub,
    /// An international body.
    Institution,
    /// A police service beside the bureau.
    Service,
    /// Reports, and is answered; searches nothing.
    Partner,
}

const CLASSES: [(MemberClass, &str); 5] = [
    (MemberClass::Bureau, "bureau"),
    (MemberClass::Hub, "hub"),
    (MemberClass::Institution, "institution"),
    (MemberClass::Service, "service"),
    (MemberClass::Partner, "partner"),
];

impl MemberClass {
    /// The class as text.
    pub fn as_str(self) -> &'static str {
        CLASSES
            .iter()
            .find(|(class, _)| *class == self)
            .map(|(_, text)| *text)
            .expect("every class is listed")
    }
}

impl FromStr for MemberClass {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        let found = CLASSES.iter().find(|(_, known)| *known == text);
        found.map(|(class, _)| *class).ok_or(Rejection::Rule("no class of members"))
    }
}

impl fmt::Display for MemberClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A change of the network. Texts are the field's: codes, names and rights mean nothing here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// 0: the network begins. Only the first entry, signed by its own governance.
    Found {
        /// What it is called.
        name: String,
        /// Who signs what comes after.
        governance: Quorum,
        /// Who may suspend.
        emergency: Quorum,
        /// The least suite of ciphers.
        suite_min: u64,
    },
    /// 1: a member joins.
    Admit {
        /// Its code, such as `TG`. No two running members share one.
        code: String,
        /// Its name.
        name: String,
        /// What it is.
        class: MemberClass,
        /// Its identity; the fingerprint was read aloud.
        identity: Identity,
        /// What it may do in the network.
        rights: Vec<String>,
    },
    /// 2: nothing more is taken from this member or sealed to it. By governance it holds until lifted; by emergency keys
    /// it lapses after 72 hours unless confirmed.
    Suspend {
        /// Which.
        node: NodeId,
        /// Why.
        why: String,
    },
    /// 3: its suspension does not lapse. Where it has lapsed already it holds again.
    Confirm {
        /// Which.
        node: NodeId,
    },
    /// 4: its suspension ends.
    Lift {
        /// Which.
        node: NodeId,
    },
    /// 5: a member leaves for good. Its id never comes back.
    Remove {
        /// Which.
        node: NodeId,
        /// Why.
        why: String,
    },
    /// 6: other keys govern from the next entry on. Signed by those that hold now.
    Govern {
        /// Who signs what comes after.
        governance: Quorum,
        /// Who may suspend.
        emergency: Quorum,
    },
    /// 7: another least suite of ciphers.
    Suite {
        /// Not below the one that holds.
        suite_min: u64,
    },
    /// 8: other rights or another name for a member.
    Amend {
        /// Which.
        node: NodeId,
        /// Its name from now on.
        name: String,
        /// Its rights from now on.
        rights: Vec<String>,
    },
    /// 9: another identity for a member, which goes on under it: what its old one signed stays proven.
    Replace {
        /// The identity that ends.
        node: NodeId,
        /// The one that begins.
        identity: Identity,
    },
}

impl Change {
    /// Holds it to the rules that need nothing else.
    pub(super) fn examine(&self) -> Result<(), Rejection> {
        let long = |text: &String| text.len() > TEXT_BYTES_MAX;
        let (texts, rights): (&[&String], &[String]) = match self {
            Self::Found { name, governance, emergency, .. } => {
                governance.examine()?;
                emergency.examine()?;
                (&[name], &[])
            }
            Self::Govern { governance, emergency } => {
                governance.examine()?;
                emergency.examine()?;
                (&[], &[])
            }
            Self::Admit { code, name, rights, .. } => (&[code, name], rights),
            Self::Amend { name, rights, .. } => (&[name], rights),
            Self::Suspend { why, .. } | Self::Remove { why, .. } => (&[why], &[]),
            _ => (&[], &[]),
        };
        if texts.iter().any(|text| long(text)) || rights.iter().any(long) {
            return Err(Rejection::TooBig { limit: TEXT_BYTES_MAX });
        }
        if rights.len() > RIGHTS_MAX {
            return Err(Rejection::TooBig { limit: RIGHTS_MAX });
        }
        if rights.is_sorted_by(|a, b| a < b) {
            Ok(())
        } else {
            Err(Rejection::Rule("rights in order, each once"))
        }
    }
}

impl<C> Encode<C> for Change {
    fn encode<W: Write>(&self, e: &mut Encoder<W>, c: &mut C) -> Result<(), Unwritten<W::Error>> {
        match self {
            Self::Found { name, governance, emergency, suite_min } => {
                governance.encode(e.array(5)?.u8(0)?.str(name)?, c)?;
                emergency.encode(e, c)?;
                e.u64(*suite_min)?.ok()
            }
            Self::Admit { code, name, class, identity, rights } => {
                identity.encode(e.array(6)?.u8(1)?.str(code)?.str(name)?.str(class.as_str())?, c)?;
                rights.encode(e, c)
            }
            Self::Suspend { node, why } => e.array(3)?.u8(2)?.bytes(&node.0)?.str(why)?.ok(),
            Self::Confirm { node } => e.array(2)?.u8(3)?.bytes(&node.0)?.ok(),
            Self::Lift { node } => e.array(2)?.u8(4)?.bytes(&node.0)?.ok(),
            Self::Remove { node, why } => e.array(3)?.u8(5)?.bytes(&node.0)?.str(why)?.ok(),
            Self::Govern { governance, emergency } => {
                governance.encode(e.array(3)?.u8(6)?, c)?;
                emergency.encode(e, c)
            }
            Self::Suite { suite_min } => e.array(2)?.u8(7)?.u64(*suite_min)?.ok(),
            Self::Amend { node, name, rights } => {
                rights.encode(e.array(4)?.u8(8)?.bytes(&node.0)?.str(name)?, c)
            }
            Self::Replace { node, identity } => identity.encode(e.array(3)?.u8(9)?.bytes(&node.0)?, c),
        }
    }
}

impl<'b, C> Decode<'b, C> for Change {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, Unread> {
        let at = d.position();
        let length = d.array()?;
        let change = match (d.u8()?, length) {
            (0, Some(5)) => Self::Found {
                name: d.decode()?,
                governance: d.decode()?,
                emergency: d.decode()?,
                suite_min: d.u64()?,
            },
            (1, Some(6)) => Self::Admit {
                code: d.decode()?,
                name: d.decode()?,
                class: class(d)?,
                identity: d.decode()?,
                rights: d.decode()?,
            },
            (2, Some(3)) => Self::Suspend { node: d.decode()?, why: d.decode()? },
            (3, Some(2)) => Self::Confirm { node: d.decode()? },
            (4, Some(2)) => Self::Lift { node: d.decode()? },
            (5, Some(3)) => Self::Remove { node: d.decode()?, why: d.decode()? },
            (6, Some(3)) => Self::Govern { governance: d.decode()?, emergency: d.decode()? },
            (7, Some(2)) => Self::Suite { suite_min: d.u64()? },
            (8, Some(4)) => Self::Amend { node: d.decode()?, name: d.decode()?, rights: d.decode()? },
            (9, Some(3)) => Self::Replace { node: d.decode()?, identity: d.decode()? },
            _ => return Err(Unread::message("no change of a charter").at(at)),
        };
        Ok(change)
    }
}

fn class(d: &mut Decoder<'_>) -> Result<MemberClass, Unread> {
    let at = d.position();
    d.str()?.parse().map_err(|_| Unread::message("no class of members").at(at))
}
