//! What the acts of reviewers rest on: each of them reviews by the charter as it is, or did when this node heard of the act, or
//! another reviewer stands for that.
//!
//! When an act was signed only its signer says, and whoever is suspended can say another time. So its time counts for nothing. What
//! counts is who heard of it before the charter took the right away: this node, which had it here, or the node of a reviewer by
//! today's charter, which signs when it heard of it. Where nobody can say that, a person of such a reviewer reads the notice and
//! takes the place of one who reviews no more, and of one alone: so two members that may review stand behind it as ever.
use super::proof::{has_interest, reviewers};
use crate::Desk;
use model::Member;
use model::notice::{Content, House, Person, Word};
use std::collections::{BTreeMap, BTreeSet};
use store::notice::NoticeSaid;
use wire::Hash;
use wire::notice::{Confirms, NoticeAct};

pub(super) struct Ground<'n> {
    /// Who may review it now.
    pub(super) present: BTreeSet<Member>,
    owner: &'n Member,
    acts: &'n [NoticeSaid],
    known: &'n [NoticeSaid],
    confirmed: BTreeSet<Hash>,
    /// Who could once, and has no interest in it.
    former: BTreeSet<Member>,
}

impl<'n> Ground<'n> {
    pub(super) fn of(
        desk: &Desk,
        (owner, content): (&'n Member, &Content),
        (acts, known): (&'n [NoticeSaid], &'n [NoticeSaid]),
    ) -> Ground<'n> {
        let (present, roster) = (reviewers(desk, owner, content), desk.roster());
        let until: BTreeMap<&Member, u64> = acts
            .iter()
            .map(|act| &act.said.member)
            .filter(|member| !present.contains(member) && !has_interest(owner, content, member))
            .filter_map(|member| Some((member, roster.reviewed_until(member)?)))
            .collect();
        let confirmed = confirmed(acts, &present, &until);
        let former = until.into_keys().cloned().collect();
        Ground { present, owner, acts, known, confirmed, former }
    }

    /// With those of whom all that they did counts among its reviewers.
    pub(super) fn house(&self, now: &House) -> House {
        let mut house = House { doubted: self.former.clone(), ..now.clone() };
        for member in self.acts.iter().map(|act| &act.said.member).filter(|member| *member != self.owner) {
            let mut theirs = self.acts.iter().filter(|act| &act.said.member == member).filter(reviews);
            if theirs.clone().next().is_some() && theirs.all(|act| self.counts(act)) {
                house.reviewers.insert(member.clone());
            }
        }
        house
    }

    /// What those who review no more have done and nobody stands for.
    pub(super) fn doubted(&self) -> impl Iterator<Item = &'n NoticeSaid> {
        let theirs = |act: &&NoticeSaid| self.former.contains(&act.said.member);
        self.acts.iter().filter(theirs).filter(reviews).filter(|act| !self.counts(act))
    }

    fn counts(&self, act: &NoticeSaid) -> bool {
        self.known.contains(act) || self.confirmed.contains(&NoticeAct::hash(&act.signed))
    }
}

/// Whether it is a reviewer's own decision.
fn reviews(act: &&NoticeSaid) -> bool {
    act.said.word != Word::Confirm
}

/// What an act confirms, if it does.
pub(super) fn confirms(act: &NoticeSaid) -> Option<Confirms> {
    NoticeAct::inspect(&act.signed).ok()?.confirms.filter(|_| act.said.word == Word::Confirm)
}

fn is_machine(act: &NoticeSaid) -> bool {
    act.said.person.as_str() == Person::MACHINE
}

/// The acts for which somebody stands who reviews by today's charter.
fn confirmed(
    acts: &[NoticeSaid],
    present: &BTreeSet<Member>,
    until: &BTreeMap<&Member, u64>,
) -> BTreeSet<Hash> {
    let (mut confirmed, mut stands_for) = (BTreeSet::new(), BTreeMap::new());
    let by_hash: BTreeMap<Hash, &NoticeSaid> =
        acts.iter().map(|act| (NoticeAct::hash(&act.signed), act)).collect();
    for act in acts.iter().filter(|act| present.contains(&act.said.member)) {
        let Some(confirms) = confirms(act) else { continue };
        let Some(other) = by_hash.get(&confirms.act).map(|other| &other.said.member) else { continue };
        let Some(until_ms) = until.get(other) else { continue };
        let counts = match is_machine(act) {
            true => confirms.heard_ms <= *until_ms,
            // One of a member that has decided on it itself would decide twice, also where the acts come in another order.
            false => !has_decided(acts, act) && *stands_for.entry(&act.said.member).or_insert(other) == other,
        };
        if counts {
            confirmed.insert(confirms.act);
        }
    }
    confirmed
}

fn has_decided(acts: &[NoticeSaid], act: &NoticeSaid) -> bool {
    let theirs = acts.iter().filter(|other| other.said.member == act.said.member);
    let is_own = |other: &NoticeSaid| match other.said.word {
        Word::Clear => true,
        Word::Screen => other.said.person == act.said.person,
        _ => false,
    };
    theirs.into_iter().any(is_own)
}
