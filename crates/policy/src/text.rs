//! Reading a text of rules: every fault is found and told with its line before a single rule is used.
use crate::book::Book;
use cedar_policy::ffi::DetailedError;
use cedar_policy::{
    Effect, Policy, PolicyId, PolicySet, Schema, ValidationError, ValidationMode, ValidationWarning,
    Validator,
};
use model::Member;
use std::collections::HashSet;
use std::fmt;

const SCHEMA: &str = include_str!("../schema.cedarschema");
/// What members promise each other: part of every text, and not for a bureau to change.
const PROMISES: &str = include_str!("../promises.cedar");

/// A text that is not used, with all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// At least one, in the order of the text.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong in a text of rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub reason: String,
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rules cannot be used")?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n{fault}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// A bureau's rules with the promises before them.
pub(crate) fn read(text: &str) -> Result<Book, Error> {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).expect("a test reads the schema");
    let mut rules = part(&schema, PROMISES, &HashSet::new()).expect("a test reads the promises");
    let taken = rules.iter().map(|rule| rule.id().clone()).collect();
    rules.extend(part(&schema, text, &taken)?);
    Ok(Book::new(&schema, &rules))
}

/// The rules of one text in its order, each under its own id.
fn part(schema: &Schema, text: &str, taken: &HashSet<PolicyId>) -> Result<Vec<Policy>, Error> {
    let set: PolicySet = text
        .parse()
        .map_err(|e: cedar_policy::ParseErrors| told(e.iter().map(|e| fault(text, &e.into())).collect()))?;
    let mut rules: Vec<Policy> = set.policies().cloned().collect();
    rules.sort_by_key(start);
    let mut faults = disagreements(schema, &set, text);
    faults.extend(set.templates().map(|t| {
        Fault {
            line: line(text, t.as_ref().loc().map_or(0, |l| l.start())),
            reason:
                "a rule with an open place (?principal, ?resource) is never filled here: name whom it is for"
                    .into(),
        }
    }));
    faults.extend(rules.iter().flat_map(|rule| strangers(text, rule)));
    let named = named(text, rules, taken, &mut faults);
    if faults.is_empty() { Ok(named) } else { Err(told(faults)) }
}

fn told(mut faults: Vec<Fault>) -> Error {
    faults.sort();
    faults.dedup();
    Error { faults }
}

/// What does not agree with the schema, or can never apply. Of a rule with an unknown name only that is told, and of a
/// wrong rule not that it can never apply: the one follows from the other.
fn disagreements(schema: &Schema, set: &PolicySet, text: &str) -> Vec<Fault> {
    let found = Validator::new(schema.clone()).validate(set, ValidationMode::Strict);
    let ids = |of: &dyn Fn(&ValidationError) -> bool| -> HashSet<PolicyId> {
        found.validation_errors().filter(|e| of(e)).map(|e| e.policy_id().clone()).collect()
    };
    let (unknown, wrong) = (ids(&names_nothing), ids(&|_| true));
    let errors = found.validation_errors().filter(|e| names_nothing(e) || !unknown.contains(e.policy_id()));
    let warnings = found.validation_warnings().filter(|w| !wrong.contains(w.policy_id()));
    let warnings = warnings.filter(|w| !matches!(w, ValidationWarning::MixedScriptString(_)));
    errors.map(|e| fault(text, &e.into())).chain(warnings.map(|w| fault(text, &w.into()))).collect()
}

/// Whether it is a name that the schema does not know.
fn names_nothing(error: &ValidationError) -> bool {
    use ValidationError as E;
    matches!(error, E::UnrecognizedEntityType(_) | E::UnrecognizedActionId(_) | E::InvalidEnumEntity(_))
}

/// Members whose code is not one: the schema cannot list them all.
fn strangers(text: &str, rule: &Policy) -> Vec<Fault> {
    let members = rule.entity_literals().into_iter().filter(|uid| uid.type_name().basename() == "Member");
    let wrong = members.filter_map(|uid| uid.id().unescaped().parse::<Member>().err());
    wrong.map(|invalid| Fault { line: line(text, start(rule)), reason: invalid.to_string() }).collect()
}

/// Every rule under its `@id`; those without one, or without a reason, are faults.
fn named(text: &str, rules: Vec<Policy>, taken: &HashSet<PolicyId>, faults: &mut Vec<Fault>) -> Vec<Policy> {
    let mut taken = taken.clone();
    let mut named = Vec::new();
    for rule in rules {
        let mut wrong = |reason: String| faults.push(Fault { line: line(text, start(&rule)), reason });
        if rule.effect() == Effect::Forbid && rule.annotation("why").is_none_or(|why| why.trim().is_empty()) {
            wrong("a rule that forbids needs its reason for the person refused: add @why(\"…\")".into());
        }
        match rule.annotation("id").map(PolicyId::new) {
            None => wrong("the rule has no name: add @id(\"…\") above it".into()),
            Some(id) if !taken.insert(id.clone()) => {
                wrong(format!("another rule is named {id}: choose another @id"))
            }
            Some(id) => named.push(rule.new_id(id)),
        }
    }
    named
}

fn start(rule: &Policy) -> usize {
    rule.as_ref().loc().map_or(0, |loc| loc.start())
}

fn fault(text: &str, found: &DetailedError) -> Fault {
    let label = found.source_locations.first();
    let at = label.map_or(0, |label| label.loc.start);
    let message = without_number(&found.message);
    let parts = [Some(message), label.and_then(|label| label.label.as_deref()), found.help.as_deref()];
    Fault { line: line(text, at), reason: parts.into_iter().flatten().collect::<Vec<_>>().join("; ") }
}

/// Cedar numbers the rules of a text; the line says more.
fn without_number(message: &str) -> &str {
    let rest = message.strip_prefix("for policy `policy").and_then(|rest| rest.split_once("`, "));
    rest.map_or(message, |(_, rest)| rest)
}

/// The line, counted from 1, in which the byte stands.
fn line(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count()
}
