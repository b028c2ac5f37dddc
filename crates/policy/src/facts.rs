//! What the rules know of an actor, a reason and a stamp, as Cedar's entities. `schema.cedarschema` says the same.
use crate::sight::given;
use cedar_policy::{Context, Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression as Value};
use model::{Actor, Audience, Level, Member, Purpose, Reason, Role, Stamp, ThreadStamp};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// The kinds of entities, read once: reading a name costs more than judging by it.
struct Kinds {
    officer: EntityTypeName,
    client: EntityTypeName,
    console: EntityTypeName,
    node: EntityTypeName,
    record: EntityTypeName,
    thread: EntityTypeName,
    member: EntityTypeName,
    role: EntityTypeName,
    purpose: EntityTypeName,
    status: EntityTypeName,
    kind: EntityTypeName,
    action: EntityTypeName,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| Kinds {
    officer: kind("Officer"),
    client: kind("Client"),
    console: kind("Console"),
    node: kind("Node"),
    record: kind("Record"),
    thread: kind("Thread"),
    member: kind("Member"),
    role: kind("Role"),
    purpose: kind("Purpose"),
    status: kind("Status"),
    kind: kind("Kind"),
    action: kind("Action"),
});

fn kind(name: &str) -> EntityTypeName {
    name.parse().expect("a plain word is a name")
}

fn uid(kind: &EntityTypeName, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id))
}

fn entity<const N: usize>(uid: EntityUid, facts: [(&str, Value); N], parents: HashSet<EntityUid>) -> Entity {
    let facts: HashMap<String, Value> = facts.into_iter().map(|(name, fact)| (name.into(), fact)).collect();
    Entity::new(uid, facts, parents).expect("facts are plain values, which cannot fail to evaluate")
}

/// An action by its name in the rules.
pub(crate) fn action(name: &str) -> EntityUid {
    uid(&KINDS.action, name)
}

/// The actor as the rules see it. None for the engine and the nodes of others, which are not asked about.
pub(crate) fn principal(by: &Actor) -> Option<Entity> {
    match by {
        Actor::Officer { id, member, roles, clearance } => {
            Some(worker(uid(&KINDS.officer, &id.to_string()), member, roles, *clearance))
        }
        Actor::Client { id, member, roles, clearance } => {
            Some(worker(uid(&KINDS.client, &id.to_string()), member, roles, *clearance))
        }
        Actor::Console { account, member } => {
            Some(entity(uid(&KINDS.console, account), [("member", one(member))], HashSet::new()))
        }
        Actor::Engine { .. } | Actor::Node { .. } => None,
    }
}

fn worker(who: EntityUid, member: &Member, roles: &[Role], clearance: Level) -> Entity {
    let roles = roles.iter().map(|role| uid(&KINDS.role, role.as_str())).collect();
    entity(who, [("member", one(member)), ("clearance", rank(clearance))], roles)
}

/// The node itself, on which everything is done that is about no single record.
pub(crate) fn node(home: &Member) -> Entity {
    entity(uid(&KINDS.node, home.as_str()), [("member", one(home))], HashSet::new())
}

/// Why it is done: the purpose, and whether the rest was given. The words of the rest are for the journal, so that
/// what an actor may see does not hang on them (see [`crate::Sight::for_reason`]).
pub(crate) fn context(reason: &Reason) -> Context {
    let facts = [
        ("purpose", Value::new_entity_uid(uid(&KINDS.purpose, reason.purpose.as_str()))),
        ("hasLegalBasis", Value::new_bool(given(&reason.legal_basis))),
        ("hasReference", Value::new_bool(given(&reason.reference))),
    ];
    let facts = facts.map(|(name, fact)| (name.to_string(), fact));
    Context::from_pairs(facts).expect("facts are plain values with different names")
}

/// A record as far as its stamp tells, under a name that is unique within one question.
pub(crate) fn record(name: usize, stamp: &Stamp) -> Entity {
    let mut facts = HashMap::from([
        ("owner".to_string(), one(&stamp.owner)),
        ("kind".to_string(), Value::new_entity_uid(uid(&KINDS.kind, stamp.kind.as_str()))),
        ("level".to_string(), rank(stamp.level)),
        ("forAll".to_string(), Value::new_bool(stamp.audience == Audience::All)),
        ("audience".to_string(), audience(&stamp.audience)),
        ("neverTo".to_string(), members(&stamp.never_to)),
        ("purposes".to_string(), purposes(&stamp.purposes)),
        ("protects".to_string(), Value::new_bool(stamp.status.is_some_and(|s| s.protects()))),
    ]);
    if let Some(status) = stamp.status {
        facts.insert("status".into(), Value::new_entity_uid(uid(&KINDS.status, status.as_str())));
    }
    let name = uid(&KINDS.record, &name.to_string());
    Entity::new(name, facts, HashSet::new()).expect("facts are plain values, which cannot fail to evaluate")
}

/// A thread as far as its stamp tells, under a name that is unique within one question.
pub(crate) fn thread(name: usize, stamp: &ThreadStamp) -> Entity {
    let purpose = Value::new_entity_uid(uid(&KINDS.purpose, stamp.purpose.as_str()));
    let name = uid(&KINDS.thread, &name.to_string());
    entity(name, [("level", rank(stamp.level)), ("purpose", purpose)], HashSet::new())
}

fn audience(audience: &Audience) -> Value {
    match audience {
        Audience::Members(codes) => members(codes),
        Audience::Own | Audience::All => Value::new_set([]),
    }
}

fn one(member: &Member) -> Value {
    Value::new_entity_uid(uid(&KINDS.member, member.as_str()))
}

fn members(members: &BTreeSet<Member>) -> Value {
    Value::new_set(members.iter().map(one))
}

fn purposes(purposes: &BTreeSet<Purpose>) -> Value {
    Value::new_set(purposes.iter().map(|p| Value::new_entity_uid(uid(&KINDS.purpose, p.as_str()))))
}

/// Levels as numbers, so that rules can compare them.
fn rank(level: Level) -> Value {
    Value::new_long(match level {
        Level::Open => 0,
        Level::Official => 1,
        Level::Restricted => 2,
        Level::Confidential => 3,
    })
}
