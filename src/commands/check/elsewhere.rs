//! What other members have answered, on a terminal.
use super::{one_line, text_of};
use serde_json::Value;

fn members(answer: &Value) -> impl Iterator<Item = &Value> {
    answer.pointer("/elsewhere/members").and_then(Value::as_array).into_iter().flatten()
}

fn found(member: &Value) -> impl Iterator<Item = &Value> {
    member.get("matches").and_then(Value::as_array).into_iter().flatten()
}

/// Whether anybody else knows something.
pub(super) fn is_known(answer: &Value) -> bool {
    members(answer).any(|member| found(member).next().is_some())
}

pub(super) fn tell(answer: &Value) {
    for member in members(answer) {
        let says = match text_of(member, "state") {
            "nothing-known" => "nothing known".to_owned(),
            "answered" => "something is known".to_owned(),
            "refused" => format!("does not answer ({})", text_of(member, "code")),
            _ => "HAS NOT ANSWERED".to_owned(),
        };
        say!("{}: {says}", text_of(member, "member"));
        for found in found(member) {
            let verdict = text_of(found, "verdict").to_uppercase();
            if found.get("record").is_none() {
                let owner = text_of(found, "owner");
                say!("    {verdict}  {owner} holds a record that is not for us: ask {owner}");
                continue;
            }
            say!("    {verdict}  {}", one_line(found));
            if !text_of(found, "action").is_empty() {
                say!("        to do: {}", text_of(found, "action"));
            }
        }
    }
}
