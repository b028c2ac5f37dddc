//! Sights and permits: what they hold, and whom they are never given to.
use crate::world::{self, Relation};
use model::{Actor, Audience, Level, OfficerId, Purpose, Reason, Role, Stamp, StampNo, Status};
use policy::{Rules, action};

fn stamps(count: u32) -> Vec<(StampNo, Stamp)> {
    (0..count).map(|n| (StampNo(n), world::stamp(world::RELATIONS[n as usize % 7]))).collect()
}

#[test]
fn a_sight_shows_nothing_beyond_what_was_judged() {
    let rules = Rules::standard(world::home());
    let sight = rules.sight(&world::engine(), &Reason::of(Purpose::Administration), &stamps(130));
    assert_eq!(sight.upto(), 130);
    assert_eq!(sight.numbers().collect::<Vec<_>>(), (0..130).collect::<Vec<_>>());
    for beyond in [130, 131, 191, 192, 4_096, u32::MAX] {
        assert!(!sight.shows(StampNo(beyond)), "{beyond}");
    }
}

#[test]
fn a_sight_of_no_stamps_shows_none() {
    let rules = Rules::standard(world::home());
    let sight = rules.sight(&world::engine(), &Reason::of(Purpose::Administration), &[]);
    assert_eq!((sight.upto(), sight.numbers().count()), (0, 0));
    assert!(!sight.shows(StampNo(0)));
}

#[test]
fn a_sight_keeps_the_numbers_that_the_store_gave() {
    let rules = Rules::standard(world::home());
    let by = world::officer(&[Role::Frontline], Level::Official);
    let stamps = [
        (StampNo(900), world::stamp(Relation::Own)),
        (StampNo(63), world::stamp(Relation::Foreign)),
        (StampNo(64), world::stamp(Relation::Addressed)),
    ];
    let sight = rules.sight(&by, &world::reason(Purpose::Screening), &stamps);
    assert_eq!(sight.numbers().collect::<Vec<_>>(), [64, 900]);
    assert_eq!((sight.by(), sight.reason()), (&by, &world::reason(Purpose::Screening)));
}

#[test]
fn many_stamps_judged_at_once_are_judged_as_each_alone() {
    let rules = Rules::standard(world::home());
    let by = world::officer(&[Role::Investigator], Level::Official);
    let reason = world::reason(Purpose::Investigation);
    let stamps = stamps(70);
    let together = rules.sight(&by, &reason, &stamps);
    for (number, stamp) in stamps {
        let alone = world::on_record(&rules, "See", &by, &reason, &stamp).is_ok();
        assert_eq!(together.shows(number), alone, "{stamp:?}");
    }
}

#[test]
fn a_kept_sight_serves_another_case_and_not_another_purpose() {
    let rules = Rules::standard(world::home());
    let by = world::officer(&[Role::Investigator], Level::Official);
    let case = |name: &str| Reason { reference: Some(name.into()), ..world::reason(Purpose::Investigation) };
    let kept = rules.sight(&by, &case("A/1"), &stamps(70));
    let served = kept.for_reason(&case("B/2")).expect("both name a case");
    assert_eq!(served.reason(), &case("B/2"));
    assert_eq!(served.numbers().collect::<Vec<_>>(), kept.numbers().collect::<Vec<_>>());
    assert!(kept.for_reason(&Reason { reference: None, ..case("A/1") }).is_none());
    assert!(kept.for_reason(&case("  ")).is_none());
    assert!(kept.for_reason(&Reason { purpose: Purpose::Prevention, ..case("A/1") }).is_none());
    assert!(kept.for_reason(&Reason { legal_basis: None, ..case("A/1") }).is_none());
}

#[test]
fn nobody_of_another_member_is_permitted_or_shown_anything_here() {
    let rules = Rules::standard(world::home());
    let roles = Role::ALL.to_vec();
    let stranger = Actor::Officer {
        id: OfficerId::from_bytes([9; 16]),
        member: world::member("FR"),
        roles,
        clearance: Level::Confidential,
    };
    for by in [stranger, Actor::Engine { member: world::member("FR") }] {
        for &purpose in Purpose::ALL {
            let reason = world::reason(purpose);
            assert_eq!(rules.sight(&by, &reason, &stamps(70)).numbers().count(), 0, "{by:?}");
            for action in world::ON_NODE {
                assert!(world::on_node(&rules, action, &by, &reason).is_err(), "{action} {by:?}");
            }
            for relation in world::RELATIONS {
                for action in world::ON_RECORD {
                    let given = world::on_record(&rules, action, &by, &reason, &world::stamp(relation));
                    assert!(given.is_err(), "{action} {by:?}");
                }
            }
        }
    }
}

#[test]
fn an_export_without_a_legal_basis_or_with_a_blank_one_is_refused() {
    let rules = Rules::standard(world::home());
    let by = world::officer(&[Role::Analyst], Level::Official);
    let export = |legal_basis: Option<&str>| {
        let reason = Reason { legal_basis: legal_basis.map(Into::into), ..Reason::of(Purpose::Analysis) };
        world::on_node(&rules, "Export", &by, &reason)
    };
    assert!(export(Some("Warrant 7/2026")).is_ok());
    for nothing in [None, Some(""), Some(" \t")] {
        let refusal = export(nothing).expect_err("no basis was named");
        assert!(refusal.to_string().starts_with("an export needs its legal basis"), "{refusal}");
    }
}

/// Every way in which a record can stand to this node, held against what another member's node may do with it here.
#[test]
fn a_peer_states_what_is_its_own_and_addressed_here_and_takes_back_what_is_its_own() {
    let rules = policy::Rules::standard(world::home());
    let reason = Reason::of(Purpose::Investigation);
    let owners = ["TG", "FR", "NE"];
    let audiences = [
        Audience::Own,
        Audience::All,
        Audience::from_codes(["TG"]).unwrap(),
        Audience::from_codes(["NE"]).unwrap(),
    ];
    for owner in owners {
        for audience in &audiences {
            for never_home in [false, true] {
                let mut stamp = world::stamp(Relation::Own);
                (stamp.owner, stamp.audience) = (world::member(owner), audience.clone());
                stamp.never_to = if never_home { [world::home()].into() } else { [].into() };
                for peer in owners {
                    let (member, target) = (world::member(peer), world::target());
                    let states = rules.permit_peer::<action::File>(&member, &reason, target, &stamp);
                    let back = rules.permit_peer::<action::Withdraw>(&member, &reason, target, &stamp);
                    let own = peer == owner && peer != "TG";
                    let addressed = audience.includes(&world::home()) && !never_home;
                    assert_eq!(
                        states.is_ok(),
                        own && addressed,
                        "{peer} states what is {owner}'s for {audience:?}"
                    );
                    assert_eq!(back.is_ok(), own, "{peer} takes back what is {owner}'s");
                    if let Ok(permit) = back {
                        assert_eq!((permit.by().member(), permit.target()), (&member, target));
                    }
                }
            }
        }
    }
}

/// Every way in which a record's handling can stand to a member that asks, held against what it may know of.
#[test]
fn a_member_that_asks_may_know_of_what_its_handling_lets_it() {
    let rules = policy::Rules::standard(world::home());
    let (peer, reason) = (world::member("FR"), Reason::of(Purpose::Investigation));
    let audiences = [
        Audience::Own,
        Audience::All,
        Audience::from_codes(["FR"]).unwrap(),
        Audience::from_codes(["NE"]).unwrap(),
    ];
    let mut stamps: Vec<(StampNo, Stamp)> = vec![];
    for owner in ["TG", "FR", "NE"] {
        for audience in &audiences {
            for (never, level, status, purpose) in [
                (false, Level::Official, Status::Wanted, None),
                (true, Level::Official, Status::Wanted, None),
                (false, Level::Confidential, Status::Wanted, None),
                (false, Level::Official, Status::Witness, None),
                (false, Level::Official, Status::Wanted, Some(Purpose::Screening)),
            ] {
                let never_to = if never { [peer.clone()].into() } else { [].into() };
                let (owner, audience) = (world::member(owner), audience.clone());
                let purposes = purpose.into_iter().collect();
                let plain = world::stamp(Relation::Own);
                let stamp =
                    Stamp { owner, audience, never_to, level, status: Some(status), purposes, ..plain };
                stamps.push((StampNo(u32::try_from(stamps.len()).unwrap()), stamp));
            }
        }
    }
    for is_hub in [false, true] {
        let sight = rules.peer_sight(&peer, &reason, &stamps, is_hub).unwrap();
        for (number, stamp) in &stamps {
            let given = stamp.audience.includes(&peer);
            let told = given || (stamp.level != Level::Confidential && stamp.status != Some(Status::Witness));
            let ours = stamp.owner == world::home() || (is_hub && stamp.owner != peer);
            let may = ours && told && stamp.never_to.is_empty() && stamp.purposes.is_empty();
            assert_eq!(sight.shows(*number), may, "hub {is_hub}: {stamp:?}");
            let shows = policy::shows(stamp, &peer);
            let whole = given && stamp.never_to.is_empty();
            assert_eq!(shows == model::HitShows::Full, whole, "{stamp:?}");
        }
    }
    for purpose in [Purpose::Analysis, Purpose::Oversight, Purpose::Administration] {
        assert!(rules.peer_sight(&peer, &Reason::of(purpose), &stamps, true).is_err(), "{purpose}");
    }
    assert!(rules.peer_sight(&world::home(), &reason, &stamps, true).is_err(), "nobody asks itself");
}

#[test]
fn what_another_node_answers_is_judged_as_what_is_here() {
    let rules = policy::Rules::standard(world::home());
    let reason = Reason::of(Purpose::Investigation);
    for relation in world::RELATIONS {
        for &level in Level::ALL {
            let stamp = Stamp { level, ..world::stamp(relation) };
            let by = world::officer(&[Role::Investigator], Level::Restricted);
            let sight = rules.sight(&by, &reason, &[(StampNo(0), stamp.clone())]);
            assert_eq!(rules.may_see(&by, &reason, &stamp), sight.shows(StampNo(0)), "{stamp:?}");
        }
    }
    assert!(!rules.may_see(&world::engine(), &reason, &world::stamp(Relation::Own)), "it is for people");
}
