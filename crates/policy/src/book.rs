//! The book: rules that were read and found good, sorted so that each question meets only those that can touch it.
use crate::facts;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityTypeName, EntityUid, Policy, PolicyId, PolicySet,
    PrincipalConstraint, Request, Schema,
};
use model::{Actor, Member, Reason, Stamp, StampNo, ThreadStamp};
use std::collections::HashMap;

/// Said where no rule forbids, and none permits either.
const NOT_INCLUDED: &str = "your role does not include this, or not for this purpose";

/// One actor, one reason, one action: all of a question but the record.
#[derive(Clone)]
pub(crate) struct Question {
    action: &'static str,
    principal: Entity,
    context: Context,
}

impl Question {
    /// None for the engine, of whom the rules say nothing.
    pub(crate) fn new(action: &'static str, by: &Actor, reason: &Reason) -> Option<Question> {
        Some(Question { action, principal: facts::principal(by)?, context: facts::context(reason) })
    }

    /// The same, asked of another action.
    pub(crate) fn for_action(&self, action: &'static str) -> Question {
        Question { action, ..self.clone() }
    }
}

/// Rules ready to be asked.
pub(crate) struct Book {
    /// By kind of actor and action, the rules that can apply there.
    slices: HashMap<(EntityTypeName, EntityUid), PolicySet>,
    /// Where no rule can apply.
    none: PolicySet,
    /// What each rule says, in the order of the text: where several forbid, the first is told.
    whys: HashMap<PolicyId, (usize, String)>,
    /// The actions with the groups they are in.
    actions: Entities,
    authorizer: Authorizer,
}

impl Book {
    /// `rules` stand in the order of the text, have ids of their own and agree with the schema.
    pub(crate) fn new(schema: &Schema, rules: &[Policy]) -> Book {
        let mut slices: HashMap<_, PolicySet> = HashMap::new();
        let mut whys = HashMap::new();
        for (order, rule) in rules.iter().enumerate() {
            let why = rule.annotation("why").unwrap_or(NOT_INCLUDED);
            whys.insert(rule.id().clone(), (order, why.to_string()));
            for place in rule.get_valid_request_envs(schema) {
                let slice = slices.entry((place.principal().clone(), place.action().clone())).or_default();
                slice
                    .add(rule.clone())
                    .expect("a rule meets each kind of actor and action once, under its own id");
            }
        }
        let actions = schema.action_entities().expect("the actions of a good schema are good");
        Book { slices, none: PolicySet::new(), whys, actions, authorizer: Authorizer::new() }
    }

    /// How many rules there are.
    pub(crate) fn len(&self) -> usize {
        self.whys.len()
    }

    /// Ok, or why not.
    pub(crate) fn of_node(&self, question: &Question, home: &Member) -> Result<(), String> {
        let node = facts::node(home);
        let name = node.uid();
        self.judge(question, name, self.slice(question), &self.world(question, [node]))
    }

    /// Ok, or why not.
    pub(crate) fn of_record(&self, question: &Question, stamp: &Stamp) -> Result<(), String> {
        let record = facts::record(0, stamp);
        let name = record.uid();
        self.judge(question, name, self.slice(question), &self.world(question, [record]))
    }

    /// Ok, or why not.
    pub(crate) fn of_thread(&self, question: &Question, stamp: &ThreadStamp) -> Result<(), String> {
        let thread = facts::thread(0, stamp);
        let name = thread.uid();
        self.judge(question, name, self.slice(question), &self.world(question, [thread]))
    }

    /// The stamps of which the answer is yes.
    pub(crate) fn seen_threads(&self, question: &Question, stamps: &[ThreadStamp]) -> Vec<ThreadStamp> {
        let threads: Vec<Entity> =
            stamps.iter().enumerate().map(|(i, stamp)| facts::thread(i, stamp)).collect();
        let names: Vec<EntityUid> = threads.iter().map(Entity::uid).collect();
        let world = self.world(question, threads);
        let rules = narrowed(self.slice(question), &question.principal.uid(), &world);
        let seen = names.into_iter().zip(stamps);
        seen.filter(|(name, _)| self.judge(question, name.clone(), &rules, &world).is_ok())
            .map(|(_, stamp)| *stamp)
            .collect()
    }

    /// The stamps of which the answer is yes.
    pub(crate) fn seen(&self, question: &Question, stamps: &[(StampNo, Stamp)]) -> Vec<StampNo> {
        let records: Vec<Entity> =
            stamps.iter().enumerate().map(|(i, (_, stamp))| facts::record(i, stamp)).collect();
        let names: Vec<EntityUid> = records.iter().map(Entity::uid).collect();
        let world = self.world(question, records);
        let rules = narrowed(self.slice(question), &question.principal.uid(), &world);
        let seen = names.into_iter().zip(stamps);
        seen.filter(|(name, _)| self.judge(question, name.clone(), &rules, &world).is_ok())
            .map(|(_, (number, _))| *number)
            .collect()
    }

    fn slice(&self, question: &Question) -> &PolicySet {
        let place = (question.principal.uid().type_name().clone(), facts::action(question.action));
        self.slices.get(&place).unwrap_or(&self.none)
    }

    /// All that the rules can look at in this question: who, what, and on what.
    fn world(&self, question: &Question, on: impl IntoIterator<Item = Entity>) -> Entities {
        let action = self.actions.get(&facts::action(question.action)).cloned();
        let all = on.into_iter().chain([question.principal.clone()]).chain(action);
        Entities::from_entities(all, None).expect("no two of them have one name")
    }

    /// Fails closed: a rule that could not be worked out is a no, for it may have been one that forbids.
    fn judge(
        &self,
        question: &Question,
        on: EntityUid,
        rules: &PolicySet,
        world: &Entities,
    ) -> Result<(), String> {
        let (who, action) = (question.principal.uid(), facts::action(question.action));
        let request = Request::new(who, action, on, question.context.clone(), None)
            .expect("without a schema there is nothing to disagree with");
        let response = self.authorizer.is_authorized(&request, rules, world);
        if let Some(broken) = response.diagnostics().errors().next() {
            return Err(format!("a rule could not be worked out, so nothing is permitted: {broken}"));
        }
        match response.decision() {
            Decision::Allow => Ok(()),
            Decision::Deny => Err(self.why(response.diagnostics().reason())),
        }
    }

    fn why<'a>(&self, forbidding: impl Iterator<Item = &'a PolicyId>) -> String {
        let first = forbidding.filter_map(|id| self.whys.get(id)).min();
        first.map_or_else(|| NOT_INCLUDED.to_string(), |(_, why)| why.clone())
    }
}

/// The rules without those whose head names a role that the actor does not have: they cannot apply, and a sight asks
/// hundreds of times.
fn narrowed(rules: &PolicySet, who: &EntityUid, world: &Entities) -> PolicySet {
    let near = rules.policies().filter(|rule| match rule.principal_constraint() {
        PrincipalConstraint::In(group) => group == *who || world.is_ancestor_of(&group, who),
        _ => true,
    });
    PolicySet::from_policies(near.cloned()).expect("they stood in one set before")
}
