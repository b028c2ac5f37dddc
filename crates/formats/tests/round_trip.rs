//! What is written as FollowTheMoney is read back with nothing lost.
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use formats::{Format, Item, Plan, Step, ftm};
use model::{
    Entity, Grading, Handling, Kind, Level, Link, LinkKind, PartialDate, Record, RecordId, Source, Status,
    Subject,
};
use proptest::prelude::*;

fn record(subject: Subject, status: Option<Status>, said: Option<String>, level: Level) -> Record {
    Record {
        id: RecordId::from_bytes([7; 16]),
        owner: "TG".parse().unwrap(),
        version: 3,
        subject,
        status,
        action: said.clone(),
        handling: Handling { level, ..Handling::default() },
        grading: Grading::default(),
        source: Source { list: Some("example".into()), key: Some("k".into()), text: said },
    }
}

fn read_back(line: &str) -> Vec<Step> {
    assert!(!line.contains('\n'));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), line).unwrap();
    formats::read(Plan { format: Format::Ftm, files: vec![file.path().to_path_buf()], mapping: None })
        .unwrap()
        .collect()
}

/// Something of each type, and words with what JSON must escape.
fn texts() -> impl Strategy<Value = Vec<(usize, String)>> {
    let text = prop_oneof![
        "[A-Za-zÀ-ÿ\"\\\\؀-ۿ ]{1,12}",
        "[0-9]{4}",
        "(19|20)[0-9]{2}-0[1-9]",
        Just("TG".to_string()),
        Just("+22890123456".to_string()),
        Just("ama@example.org".to_string()),
        Just("crime; sanction".to_string()),
        Just("sanction".to_string()),
        Just("circa 1974".to_string()),
    ];
    prop::collection::vec((0usize..80, text), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_entity_comes_back_as_it_was(
        which in 0..Kind::ALL.len() - 1,
        texts in texts(),
        status in prop::option::of(prop::sample::select(Status::ALL)),
        level in prop::sample::select(Level::ALL),
        said in prop::option::of("[a-zé\" ]{1,20}"),
    ) {
        let kind = Kind::ALL[which];
        let properties: Vec<_> = kind.properties().collect();
        let mut entity = Entity::new(kind);
        for (at, text) in texts {
            let _not_of_the_type = entity.add(properties[at % properties.len()].name, &text);
        }
        entity.add("notes", "always something").unwrap();
        let record = record(Subject::Entity(entity.clone()), status, said.clone(), level);
        let steps = read_back(&ftm::write(&record));
        let [Step::Item(Item::Entity(draft))] = steps.as_slice() else { panic!("{steps:?}") };
        prop_assert_eq!(&draft.entity, &entity);
        prop_assert_eq!((draft.status, draft.level), (status, Some(level)));
        prop_assert_eq!((&draft.action, &draft.text), (&said, &said));
        prop_assert_eq!(&draft.key, &record.id.to_string());
    }

    #[test]
    fn a_link_comes_back_as_it_was(
        kind in prop::sample::select(LinkKind::ALL),
        role in prop::option::of("[a-zé\"%40 ]{1,20}"),
        since in prop::option::of(1900u16..2030),
        circa: bool,
    ) {
        let since = since.map(|year| PartialDate::new(year, Some(2), None).unwrap()).map(|d| if circa { d.circa() } else { d });
        let (from, to) = (RecordId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        let link = Link { kind, from, to, role: role.clone(), since, until: None };
        let steps = read_back(&ftm::write(&record(Subject::Link(link), None, None, Level::Open)));
        let [Step::Item(Item::Link(draft))] = steps.as_slice() else { panic!("{steps:?}") };
        prop_assert_eq!((draft.kind, draft.from.clone(), draft.to.clone()), (kind, from.to_string(), to.to_string()));
        prop_assert_eq!((&draft.role, draft.since, draft.until), (&role, since, None));
    }
}

#[test]
fn others_read_it_as_follow_the_money() {
    let person =
        Entity::new(Kind::Person).with("name", "Ama Mensah").unwrap().with("language", "ee").unwrap();
    let line = ftm::write(&record(Subject::Entity(person), Some(Status::Wanted), None, Level::Official));
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["schema"], "Person");
    assert_eq!(line["properties"]["name"][0], "Ama Mensah");
    assert_eq!(line["properties"]["spokenLanguage"][0], "ee");
    assert_eq!(line["liaison"]["status"], "wanted");
}

#[test]
fn what_follow_the_money_says_is_not_lost() {
    let lines = concat!(
        r#"{"id":"p","schema":"Person","properties":{"firstName":["Ama"],"lastName":["Mensah"],"citizenship":["tg"],"weight":["60"],"topics":["crime.traffick","wanted"],"addressEntity":["a"]}}"#,
        "\n",
        r#"{"id":"d","schema":"Passport","properties":{"holder":["p"],"number":"DA 1","country":["tg"]}}"#,
        "\n",
        r#"{"id":"o","schema":"Organization","properties":{"name":["Ring"],"topics":["crime.traffick"],"status":["Active"],"action":["Tell the bureau"]}}"#,
        "\n",
        r#"{"id":"m","schema":"Membership","properties":{"member":["p"],"organization":["o"],"role":["driver"],"startDate":["2019"],"summary":["in the north"]}}"#,
        "\n",
        r#"{"id":"x","schema":"CourtCase","properties":{}}"#,
        "\n",
        r#"{"id":"w","schema":"Person","properties":{"name":["Kofi"],"status":["witness"]}}"#,
        "\n[]\n\n{\"id\":1}\n",
    );
    let steps = read_back_lines(lines);
    let items: Vec<&Item> =
        steps.iter().filter_map(|s| if let Step::Item(item) = s { Some(item) } else { None }).collect();
    let draft = |key: &str| {
        items
            .iter()
            .find_map(|i| match i {
                Item::Entity(d) if d.key == key => Some(d),
                _ => None,
            })
            .unwrap()
    };
    let values = |key: &str, property: &str| {
        draft(key).entity.values(property).iter().map(|v| v.clean()).collect::<Vec<_>>()
    };
    assert_eq!((values("p", "name"), values("p", "nationality")), (vec!["Ama Mensah"], vec!["tg"]));
    assert_eq!((draft("p").status, values("p", "notes")), (Some(Status::Wanted), vec!["weight: 60"]));
    assert_eq!(
        (draft("d").entity.kind(), values("d", "number"), values("d", "type")),
        (Kind::Document, vec!["DA1"], vec!["Passport"])
    );
    assert_eq!((draft("o").entity.kind(), draft("o").status), (Kind::Group, Some(Status::Suspect)));
    assert_eq!(
        (values("o", "notes"), draft("o").action.as_deref()),
        (vec!["status: Active"], Some("Tell the bureau"))
    );
    assert_eq!(draft("w").status, Some(Status::Witness));
    let links: Vec<_> = items
        .iter()
        .filter_map(|i| {
            if let Item::Link(l) = i {
                Some((l.from.as_str(), l.kind, l.to.as_str(), l.role.as_deref()))
            } else {
                None
            }
        })
        .collect();
    assert_eq!(
        links,
        [
            ("p", LinkKind::LocatedAt, "a", None),
            ("p", LinkKind::Uses, "d", Some("holder")),
            ("p", LinkKind::Member, "o", Some("driver; summary: in the north")),
        ]
    );
    let refused: Vec<_> = steps
        .iter()
        .filter_map(|s| if let Step::Refused(r) = s { Some((r.line, r.reason.as_str())) } else { None })
        .collect();
    assert_eq!(refused.iter().map(|r| r.0).collect::<Vec<_>>(), [5, 7, 9]);
    assert!(refused[0].1.contains("CourtCase"));
}

fn read_back_lines(lines: &str) -> Vec<Step> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), lines).unwrap();
    formats::read(Plan { format: Format::Ftm, files: vec![file.path().to_path_buf()], mapping: None })
        .unwrap()
        .collect()
}
