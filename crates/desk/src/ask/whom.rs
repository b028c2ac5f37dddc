//! Whom a check asks beside this node: nobody, the hubs, members by name.
use crate::{Desk, Result, frame, offer};
use model::{Actor, Invalid, Member, MemberClass, Reason};
use policy::action;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Those who are to be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whom {
    /// Every hub of the network.
    pub hubs: bool,
    pub members: BTreeSet<Member>,
}

/// Asked at once by one check.
const MEMBERS_MAX: usize = 32;

impl Whom {
    pub fn is_nobody(&self) -> bool {
        !self.hubs && self.members.is_empty()
    }

    /// Reads names: `hubs`, or codes of members; `nobody` says the same as none at all.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Whom, Invalid> {
        let mut whom = Whom::default();
        for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty() && *name != "nobody") {
            match name {
                "hubs" => whom.hubs = true,
                code => drop(whom.members.insert(code.parse()?)),
            }
        }
        Ok(whom)
    }
}

/// `nobody`, `hubs`, `hubs,TG`.
impl fmt::Display for Whom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hubs = self.hubs.then_some("hubs");
        let all: Vec<&str> = hubs.into_iter().chain(self.members.iter().map(Member::as_str)).collect();
        f.write_str(if all.is_empty() { "nobody" } else { "" })?;
        f.write_str(&all.join(","))
    }
}

impl FromStr for Whom {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Whom, Invalid> {
        Whom::of(text.split(','))
    }
}

/// Whom a check asks that says nothing of it.
pub fn by_default(desk: &Desk) -> Whom {
    desk.asking.get().map(|asking| asking.by_default.clone()).unwrap_or_default()
}

/// Whether a hub is among the others.
pub fn has_hub(desk: &Desk) -> bool {
    let roster = desk.roster();
    roster.all().any(|known| known.member != desk.me && known.is_active() && known.class == MemberClass::Hub)
}

/// The members that are meant, if this actor may have them asked. Where nothing was said the setting decides, and who may not
/// ask others asks nobody.
pub async fn resolve(desk: &Desk, by: &Actor, reason: &Reason, said: Option<&Whom>) -> Result<Vec<Member>> {
    let whom = said.cloned().unwrap_or_else(|| by_default(desk));
    if whom.is_nobody() || (said.is_none() && !offer::may::<action::Ask>(desk, by, reason)) {
        return Ok(vec![]);
    }
    let _may = frame::may::<action::Ask>(desk, by, reason).await?;
    let roster = desk.roster();
    for member in &whom.members {
        if member == &desk.me || !roster.get(member).is_some_and(crate::peer::Known::is_active) {
            let why = "whoever is to be asked by name must be another active member of this network";
            return Err(Invalid::new("ask", why).into());
        }
    }
    if desk.asking.get().is_none() {
        return Err(Invalid::new("ask", "this node has no exchange with other members").into());
    }
    let meant = roster.all().filter(|known| {
        let is_hub = whom.hubs && known.class == MemberClass::Hub;
        known.member != desk.me && known.is_active() && (is_hub || whom.members.contains(&known.member))
    });
    let members: Vec<Member> = meant.map(|known| known.member.clone()).collect();
    if members.len() > MEMBERS_MAX {
        return Err(Invalid::new("ask", "at most 32 members are asked at once").into());
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop")]
    use super::*;

    #[test]
    fn whom_to_ask_reads_back_what_it_writes() {
        for text in ["nobody", "hubs", "FR,TG", "hubs,FR"] {
            assert_eq!(text.parse::<Whom>().unwrap().to_string(), text);
        }
        assert!("".parse::<Whom>().unwrap().is_nobody());
        assert!("everybody".parse::<Whom>().is_err());
    }
}
