//! The small world of these tests: the node of TG, its actors, and records in every relation to it.
use model::{
    Actor, Audience, ClientId, Kind, Level, Member, OfficerId, Purpose, Reason, RecordId, Role, Stamp,
    StampNo, Status, ThreadId, ThreadStamp,
};
use policy::action::{self, OfNode, OfRecord};
use policy::{Refusal, Rules, Target};
use std::collections::BTreeSet;

pub const ON_NODE: [&str; 33] = [
    "Check",
    "Ask",
    "Stand",
    "ListRecords",
    "Import",
    "Export",
    "SeekTwins",
    "ReviewTwins",
    "ReviewHits",
    "ReviewThreads",
    "ReadWindow",
    "ReadNotices",
    "DraftNotice",
    "ApproveNotice",
    "SendNotice",
    "ReviewNotice",
    "KeepProtected",
    "ReadKept",
    "MakeCapsule",
    "ReadLog",
    "SettleLog",
    "KeepOfficers",
    "KeepClients",
    "KeepCapsules",
    "KeepPeers",
    "ReadPeers",
    "ReadRules",
    "ChangeRules",
    "ReadThresholds",
    "SetThresholds",
    "SetClocks",
    "Backup",
    "ChangeKeys",
];
pub const ON_RECORD: [&str; 9] =
    ["See", "OpenRecord", "File", "Revise", "Withdraw", "Judge", "AnswerHit", "KeepByLaw", "OpenKept"];
pub const IN_THREAD: [&str; 2] = ["ReadThread", "SayInThread"];

pub fn member(code: &str) -> Member {
    code.parse().unwrap()
}

pub fn home() -> Member {
    member("TG")
}

pub fn officer(roles: &[Role], clearance: Level) -> Actor {
    Actor::Officer { id: OfficerId::from_bytes([1; 16]), member: home(), roles: roles.to_vec(), clearance }
}

pub fn client(roles: &[Role], clearance: Level) -> Actor {
    Actor::Client { id: ClientId::from_bytes([2; 16]), member: home(), roles: roles.to_vec(), clearance }
}

pub fn console() -> Actor {
    Actor::Console { account: "keeper".into(), member: home() }
}

pub fn engine() -> Actor {
    Actor::Engine { member: home() }
}

pub fn reason(purpose: Purpose) -> Reason {
    Reason {
        legal_basis: Some("Article 12".into()),
        reference: Some("2026/14".into()),
        ..Reason::of(purpose)
    }
}

/// How a record stands to the member TG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Own,
    OwnNeverToItself,
    Addressed,
    ForAll,
    AddressedToOthers,
    Foreign,
    NeverTo,
}

pub const RELATIONS: [Relation; 7] = [
    Relation::Own,
    Relation::OwnNeverToItself,
    Relation::Addressed,
    Relation::ForAll,
    Relation::AddressedToOthers,
    Relation::Foreign,
    Relation::NeverTo,
];

pub fn stamp(relation: Relation) -> Stamp {
    let codes = |codes: &[&str]| codes.iter().map(|c| member(c)).collect::<BTreeSet<_>>();
    let (owner, audience, never_to) = match relation {
        Relation::Own => ("TG", Audience::Own, codes(&[])),
        Relation::OwnNeverToItself => ("TG", Audience::All, codes(&["TG"])),
        Relation::Addressed => ("FR", Audience::Members(codes(&["GH", "TG"])), codes(&["BJ"])),
        Relation::ForAll => ("FR", Audience::All, codes(&[])),
        Relation::AddressedToOthers => ("FR", Audience::Members(codes(&["GH"])), codes(&[])),
        Relation::Foreign => ("FR", Audience::Own, codes(&[])),
        Relation::NeverTo => ("FR", Audience::All, codes(&["TG"])),
    };
    Stamp {
        owner: member(owner),
        kind: Kind::Person,
        status: Some(Status::Wanted),
        level: Level::Official,
        audience,
        never_to,
        purposes: BTreeSet::new(),
    }
}

pub fn target() -> Target {
    Target { id: RecordId::from_bytes([3; 16]), version: 4 }
}

/// Asks the rules for the permit of this name.
pub fn on_node(rules: &Rules, name: &str, by: &Actor, reason: &Reason) -> Result<(), Refusal> {
    fn ask<A: OfNode>(rules: &Rules, by: &Actor, reason: &Reason) -> Result<(), Refusal> {
        rules.permit::<A>(by, reason).map(drop)
    }
    match name {
        "Check" => ask::<action::Check>(rules, by, reason),
        "Ask" => ask::<action::Ask>(rules, by, reason),
        "Stand" => ask::<action::Stand>(rules, by, reason),
        "ListRecords" => ask::<action::ListRecords>(rules, by, reason),
        "Import" => ask::<action::Import>(rules, by, reason),
        "Export" => ask::<action::Export>(rules, by, reason),
        "SeekTwins" => ask::<action::SeekTwins>(rules, by, reason),
        "ReviewTwins" => ask::<action::ReviewTwins>(rules, by, reason),
        "ReviewHits" => ask::<action::ReviewHits>(rules, by, reason),
        "ReviewThreads" => ask::<action::ReviewThreads>(rules, by, reason),
        "ReadWindow" => ask::<action::ReadWindow>(rules, by, reason),
        "ReadNotices" => ask::<action::ReadNotices>(rules, by, reason),
        "DraftNotice" => ask::<action::DraftNotice>(rules, by, reason),
        "ApproveNotice" => ask::<action::ApproveNotice>(rules, by, reason),
        "SendNotice" => ask::<action::SendNotice>(rules, by, reason),
        "ReviewNotice" => ask::<action::ReviewNotice>(rules, by, reason),
        "KeepProtected" => ask::<action::KeepProtected>(rules, by, reason),
        "ReadKept" => ask::<action::ReadKept>(rules, by, reason),
        "MakeCapsule" => ask::<action::MakeCapsule>(rules, by, reason),
        "KeepCapsules" => ask::<action::KeepCapsules>(rules, by, reason),
        "ReadLog" => ask::<action::ReadLog>(rules, by, reason),
        "SettleLog" => ask::<action::SettleLog>(rules, by, reason),
        "KeepOfficers" => ask::<action::KeepOfficers>(rules, by, reason),
        "KeepClients" => ask::<action::KeepClients>(rules, by, reason),
        "KeepPeers" => ask::<action::KeepPeers>(rules, by, reason),
        "ReadPeers" => ask::<action::ReadPeers>(rules, by, reason),
        "ReadRules" => ask::<action::ReadRules>(rules, by, reason),
        "ChangeRules" => ask::<action::ChangeRules>(rules, by, reason),
        "ReadThresholds" => ask::<action::ReadThresholds>(rules, by, reason),
        "SetThresholds" => ask::<action::SetThresholds>(rules, by, reason),
        "SetClocks" => ask::<action::SetClocks>(rules, by, reason),
        "Backup" => ask::<action::Backup>(rules, by, reason),
        "ChangeKeys" => ask::<action::ChangeKeys>(rules, by, reason),
        other => panic!("{other} is no action on the node"),
    }
}

/// Asks the rules for the permit of this name in a thread of this stamp.
pub fn in_thread(
    rules: &Rules,
    name: &str,
    by: &Actor,
    reason: &Reason,
    stamp: &ThreadStamp,
) -> Result<(), Refusal> {
    let id = ThreadId::from_bytes([6; 16]);
    match name {
        "ReadThread" => {
            let permit = rules.permit_in::<action::ReadThread>(by, reason, id, (stamp, false))?;
            assert_eq!((permit.thread(), permit.by(), permit.reason()), (id, by, reason));
        }
        "SayInThread" => {
            let _permit = rules.permit_in::<action::SayInThread>(by, reason, id, (stamp, false))?;
        }
        other => panic!("{other} is no action in a thread"),
    }
    Ok(())
}

/// Asks the rules for the permit of this name on a record of this stamp; `None` where it was merely not shown.
pub fn on_record(
    rules: &Rules,
    name: &str,
    by: &Actor,
    reason: &Reason,
    stamp: &Stamp,
) -> Result<(), Option<Refusal>> {
    fn ask<A: OfRecord>(
        rules: &Rules,
        by: &Actor,
        reason: &Reason,
        stamp: &Stamp,
    ) -> Result<(), Option<Refusal>> {
        let permit = rules.permit_on::<A>(by, reason, target(), stamp).map_err(Some)?;
        assert_eq!((permit.target(), permit.by(), permit.reason()), (target(), by, reason));
        Ok(())
    }
    match name {
        "See" => {
            let sight = rules.sight(by, reason, &[(StampNo(0), stamp.clone())]);
            if sight.shows(StampNo(0)) { Ok(()) } else { Err(None) }
        }
        "OpenRecord" => ask::<action::OpenRecord>(rules, by, reason, stamp),
        "File" => ask::<action::File>(rules, by, reason, stamp),
        "Revise" => ask::<action::Revise>(rules, by, reason, stamp),
        "Withdraw" => ask::<action::Withdraw>(rules, by, reason, stamp),
        "Judge" => ask::<action::Judge>(rules, by, reason, stamp),
        "AnswerHit" => ask::<action::AnswerHit>(rules, by, reason, stamp),
        "KeepByLaw" => ask::<action::KeepByLaw>(rules, by, reason, stamp),
        "OpenKept" => ask::<action::OpenKept>(rules, by, reason, stamp),
        other => panic!("{other} is no action on a record"),
    }
}
