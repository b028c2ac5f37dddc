//! Texts of rules: what is refused when it is read, and what a bureau's own text changes.
use crate::world::{self, Relation};
use cedar_policy::SchemaFragment;
use model::{Kind, Level, Purpose, Role, StampNo, Status};
use policy::{Error, Rules};

const STANDARD: &str = include_str!("../../policies.cedar");

fn read(text: &str) -> Result<Rules, Error> {
    Rules::parse(world::home(), text)
}

/// The one fault of a text: its line and its reason.
fn fault(text: &str) -> (usize, String) {
    let error = read(text).unwrap_err();
    assert_eq!(error.faults.len(), 1, "{error}");
    (error.faults[0].line, error.faults[0].reason.clone())
}

fn refused(text: &str, line: usize, says: &str) {
    let (at, reason) = fault(text);
    assert_eq!(at, line, "{reason}");
    assert!(reason.contains(says), "{reason}");
}

#[test]
fn a_text_that_is_not_cedar_is_refused_at_its_line() {
    refused("\n\n@id(\"a\")\npermit (principal, action, resource) wen { true };", 4, "wen");
    refused("@id(\"a\")\npermit (principal, action, resource)", 2, "unexpected end");
}

#[test]
fn a_rule_about_a_role_that_is_not_there_is_refused() {
    let text = "@id(\"a\")\npermit (\n  principal in Role::\"frontlin\",\n  action, resource);";
    let (line, reason) = fault(text);
    assert_eq!(line, 3, "{reason}");
    assert!(reason.contains("frontlin"), "{reason}");
}

#[test]
fn a_rule_about_a_purpose_status_or_kind_that_is_not_there_is_refused() {
    for test in [
        "context.purpose == Purpose::\"curiosity\"",
        "resource has status && resource.status == Status::\"guilty\"",
        "resource.kind == Kind::\"Passport\"",
    ] {
        let head = "@id(\"a\") permit (principal, action == Action::\"OpenRecord\", resource)";
        let (line, reason) = fault(&format!("{head}\nwhen {{ {test} }};"));
        assert_eq!(line, 2, "{reason}");
        assert!(["curiosity", "guilty", "Passport"].iter().any(|word| reason.contains(word)), "{reason}");
    }
}

#[test]
fn a_rule_about_an_action_or_attribute_that_is_not_there_is_refused() {
    refused("@id(\"a\")\npermit (principal, action == Action::\"Peek\", resource);", 2, "Peek");
    let (_, reason) = fault(
        "@id(\"a\") permit (principal, action == Action::\"OpenRecord\", resource) when { resource.secret };",
    );
    assert!(reason.contains("secret"), "{reason}");
}

#[test]
fn an_attribute_that_may_be_absent_must_be_asked_for_first() {
    let rule = "@id(\"a\") permit (principal, action == Action::\"OpenRecord\", resource)";
    let (_, reason) = fault(&format!("{rule} when {{ resource.status == Status::\"wanted\" }};"));
    assert!(reason.contains("has status"), "{reason}");
}

#[test]
fn a_rule_that_can_never_apply_is_refused() {
    let text = "\n@id(\"a\") @why(\"b\")\nforbid (principal is Console, action, resource) when { principal in Role::\"analyst\" };";
    let (line, reason) = fault(text);
    assert!(line >= 2, "{line}");
    assert!(reason.contains("impossible"), "{reason}");
}

#[test]
fn a_member_whose_code_is_none_is_refused() {
    let rule = "\n@id(\"a\") permit (principal, action == Action::\"OpenRecord\", resource)";
    refused(&format!("{rule} when {{ resource.owner == Member::\"France\" }};"), 2, "two capital letters");
}

#[test]
fn every_rule_has_a_name_of_its_own_and_every_ban_a_reason() {
    refused("\npermit (principal, action, resource);", 2, "@id");
    refused("@id(\"a\")\nforbid (principal, action, resource);", 1, "@why");
    refused("@id(\"a\") @why(\" \")\nforbid (principal, action, resource);", 1, "@why");
    let twice = "@id(\"a\")\npermit (principal, action, resource);\n@id(\"a\")\npermit (principal, action, resource);";
    refused(twice, 3, "another rule is named a");
    refused("@id(\"never to\")\npermit (principal, action, resource);", 1, "never to");
}

#[test]
fn a_rule_with_an_open_place_is_refused() {
    refused("@id(\"a\")\npermit (principal == ?principal, action, resource);", 1, "?principal");
}

#[test]
fn all_faults_are_told_in_the_order_of_the_text() {
    let text =
        format!("{STANDARD}\npermit (principal, action, resource);\nforbid (principal, action, resource);");
    let error = read(&text).unwrap_err();
    let lines: Vec<usize> = error.faults.iter().map(|f| f.line).collect();
    let last = text.lines().count();
    assert_eq!(lines, [last - 1, last, last]);
    assert!(error.to_string().contains(&format!("\nline {last}: ")), "{error}");
}

#[test]
fn a_text_is_kept_as_it_was_given() {
    assert_eq!(read(STANDARD).unwrap().text(), STANDARD);
    assert_eq!(Rules::standard(world::home()).text(), STANDARD);
}

/// Nobody but the engine, which shows nothing to anybody, and which no text concerns.
#[test]
fn a_text_that_permits_nothing_permits_nothing_to_anybody() {
    let only_bans = "@id(\"a\") @why(\"closed\")\nforbid (principal, action, resource);";
    for text in ["", "// Nothing yet.", only_bans] {
        let rules = read(text).unwrap();
        for role in Role::ALL {
            for by in [
                world::officer(&[*role], Level::Confidential),
                world::client(&[*role], Level::Confidential),
                world::console(),
            ] {
                for &purpose in Purpose::ALL {
                    let reason = world::reason(purpose);
                    for action in world::ON_NODE {
                        assert!(world::on_node(&rules, action, &by, &reason).is_err(), "{action} {by:?}");
                    }
                    for action in world::ON_RECORD {
                        let own = world::stamp(Relation::Own);
                        assert!(
                            world::on_record(&rules, action, &by, &reason, &own).is_err(),
                            "{action} {by:?}"
                        );
                    }
                }
            }
        }
    }
}

/// What members promise each other holds under the widest text that a bureau could write.
#[test]
fn a_text_that_permits_everything_keeps_the_promises() {
    let rules = read("@id(\"a\") permit (principal, action, resource);").unwrap();
    let by = world::officer(&[], Level::Open);
    let reason = world::reason(Purpose::Oversight);
    for action in world::ON_RECORD {
        let may = |relation| world::on_record(&rules, action, &by, &reason, &world::stamp(relation)).is_ok();
        let by_law = ["KeepByLaw", "OpenKept"].contains(&action);
        assert_eq!(may(Relation::Own), !by_law, "{action}");
        let changes = ["File", "Revise", "Withdraw"].contains(&action);
        assert_eq!(may(Relation::Addressed), !changes, "{action}");
        for hidden in [Relation::NeverTo, Relation::Foreign, Relation::AddressedToOthers] {
            assert!(!may(hidden), "{action} {hidden:?}");
        }
    }
    let machine = world::client(&[Role::Administrator], Level::Open);
    for action in ["KeepByLaw", "OpenKept"] {
        let given = world::on_record(&rules, action, &machine, &reason, &world::stamp(Relation::ForAll));
        assert!(given.is_err(), "{action} is for people");
    }
    for action in world::ON_NODE {
        let keeps = [
            "KeepOfficers",
            "KeepClients",
            "MakeCapsule",
            "KeepCapsules",
            "KeepPeers",
            "ChangeRules",
            "SetThresholds",
            "SetClocks",
            "Backup",
            "ChangeKeys",
            "ApproveNotice",
            "SendNotice",
            "ReviewNotice",
            "KeepProtected",
        ]
        .contains(&action);
        assert_eq!(world::on_node(&rules, action, &machine, &reason).is_ok(), !keeps, "{action}");
    }
}

#[test]
fn a_bureaus_changed_rule_takes_effect_in_sight() {
    let ban = "@id(\"no sanctions at the counter\")
@why(\"sanctions are looked at by the financial unit\")
forbid (principal in Role::\"frontline\", action in Action::\"Content\", resource is Record)
when { resource has status && resource.status == Status::\"sanctioned\" };";
    let changed = read(&format!("{STANDARD}\n{ban}")).unwrap();
    let standard = Rules::standard(world::home());
    let by = world::officer(&[Role::Frontline], Level::Official);
    let reason = world::reason(Purpose::BorderControl);
    let sanctioned = model::Stamp { status: Some(Status::Sanctioned), ..world::stamp(Relation::ForAll) };
    let stamps = [(StampNo(0), world::stamp(Relation::ForAll)), (StampNo(1), sanctioned.clone())];
    let seen = |rules: &Rules| rules.sight(&by, &reason, &stamps).numbers().collect::<Vec<_>>();
    assert_eq!(seen(&standard), [0, 1]);
    assert_eq!(seen(&changed), [0]);
    let refusal = world::on_record(&changed, "OpenRecord", &by, &reason, &sanctioned).unwrap_err().unwrap();
    assert_eq!(refusal.why(), "sanctions are looked at by the financial unit");
    assert_eq!(refusal.to_string(), "this is not known here");
}

#[test]
fn a_rule_that_cannot_be_worked_out_permits_nothing() {
    let ban = "@id(\"overflow\") @why(\"never\")
forbid (principal, action == Action::\"See\", resource)
when { resource.level + 9223372036854775807 < 0 };";
    let rules = read(&format!("{STANDARD}\n{ban}")).unwrap();
    let by = world::officer(&[Role::Frontline], Level::Official);
    let sight = |level| {
        let stamp = model::Stamp { level, ..world::stamp(Relation::Own) };
        rules.sight(&by, &world::reason(Purpose::Screening), &[(StampNo(0), stamp)]).shows(StampNo(0))
    };
    assert!(sight(Level::Open));
    assert!(!sight(Level::Official), "the sum overflows, and the ban may have been meant for this");
}

#[test]
fn the_schema_lists_exactly_the_codes_of_the_model() {
    let (schema, _) = SchemaFragment::from_cedarschema_str(include_str!("../../schema.cedarschema")).unwrap();
    let schema = schema.to_json_value().unwrap();
    let listed = |kind: &str| -> Vec<String> {
        let codes = schema[""]["entityTypes"][kind]["enum"].as_array().unwrap();
        codes.iter().map(|code| code.as_str().unwrap().to_string()).collect()
    };
    assert_eq!(listed("Role"), Role::ALL.iter().map(|c| c.to_string()).collect::<Vec<_>>());
    assert_eq!(listed("Purpose"), Purpose::ALL.iter().map(|c| c.to_string()).collect::<Vec<_>>());
    assert_eq!(listed("Status"), Status::ALL.iter().map(|c| c.to_string()).collect::<Vec<_>>());
    assert_eq!(listed("Kind"), Kind::ALL.iter().map(|c| c.to_string()).collect::<Vec<_>>());
}

#[test]
fn the_schema_knows_the_actions_of_the_code_and_no_others() {
    let (schema, _) =
        cedar_policy::Schema::from_cedarschema_str(include_str!("../../schema.cedarschema")).unwrap();
    let groups: Vec<_> = schema.action_groups().map(|a| a.id().unescaped().to_string()).collect();
    let actions = schema.actions().map(|a| a.id().unescaped().to_string());
    let mut actions: Vec<_> = actions.filter(|a| !groups.contains(a)).collect();
    let mut known = [&world::ON_NODE[..], &world::ON_RECORD[..], &world::IN_THREAD[..]].concat();
    actions.sort();
    known.sort_unstable();
    assert_eq!(actions, known);
}
