//! Samples of twins: the queue, a pair side by side, and a profile.
use super::{DAY_US, MINUTE_US, NOW_US, Sample, put};
use crate::page::{
    CompareRow, Done, Feature, Frame, JudgedBy, JudgedRow, LastJudged, OtherRow, Place, ProfilePage,
    ProfileProperty, TwinPage, TwinRow, TwinSide, TwinsPage, Why,
};
use model::schema::PROPERTIES;
use model::{
    Entity, Grading, Handling, Judgement, Kind, Language, Pair, Record, RecordId, Source, Status, Subject,
    Value,
};

pub(super) fn add(language: Language, all: &mut Vec<Sample>) {
    put(all, "twins", &queue(language));
    let empty = TwinsPage {
        twins: Vec::new(),
        waiting: 0,
        next: None,
        may_seek: false,
        frame: Frame::sample_at(language, Place::Twins).having(Done::Judged),
        ..queue(language)
    };
    put(all, "twins-empty", &empty);
    let judged = TwinsPage { shown: Some(Judgement::Same), ..queue(language) };
    put(all, "twins-judged", &judged);
    put(all, "twin", &pair_page(language));
    let bare = TwinPage {
        changed: false,
        history: Vec::new(),
        group: Vec::new(),
        against: Vec::new(),
        may_judge: false,
        last: None,
        over: 0,
        ..pair_page(language)
    };
    put(all, "twin-bare", &bare);
    put(all, "profile", &profile(language));
    let alone = ProfilePage {
        records: vec![record(1)],
        properties: Vec::new(),
        judged: Vec::new(),
        aside: Vec::new(),
        apart: Vec::new(),
        waiting: Vec::new(),
        ..profile(language)
    };
    put(all, "profile-alone", &alone);
}

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn pair(one: u8, two: u8) -> Pair {
    Pair::of(id(one), id(two)).expect("two records")
}

fn entity(number: u8) -> Entity {
    let values: &[(&str, &str)] = if number == 1 {
        &[("name", "KOFFI, Mohamed Lamine"), ("birthDate", "1974-08-12"), ("nationality", "Togo")]
    } else {
        &[
            ("name", "Mohammed L. Koffi"),
            ("alias", "كوفي محمد"),
            ("birthDate", "1974"),
            ("nationality", "Togo"),
            ("passportNumber", "EB0483921"),
        ]
    };
    let with = |entity: Entity, (name, text): &(&str, &str)| entity.with(name, text).expect("good values");
    values.iter().fold(Entity::new(Kind::Person), with)
}

pub(super) fn record(number: u8) -> Record {
    Record {
        id: id(number),
        owner: if number == 1 { "TG" } else { "BJ" }.parse().expect("a member's code"),
        version: u64::from(number),
        subject: Subject::Entity(entity(number)),
        status: (number == 1).then_some(Status::Wanted),
        action: None,
        handling: Handling::default(),
        grading: Grading::default(),
        source: Source { list: Some("persons".into()), key: None, text: None },
    }
}

fn side(number: u8) -> TwinSide {
    let record = record(number);
    TwinSide {
        kind: Kind::Person,
        caption: record.caption().into(),
        owner: record.owner.clone(),
        list: record.source.list.clone(),
        details: vec![("birthDate", "1974-08-12".into()), ("nationality", "tg".into())],
    }
}

fn said(judgement: Judgement) -> JudgedBy {
    JudgedBy { judgement, by: "Afi Mensah-Kodjo".into(), at_us: NOW_US - 3 * DAY_US }
}

fn queue(language: Language) -> TwinsPage {
    let row =
        |two: u8, score, judged| TwinRow { pair: pair(1, two), score, sides: [side(1), side(two)], judged };
    TwinsPage {
        frame: Frame::sample_at(language, Place::Twins),
        why: Why::sample(),
        kind: None,
        shown: None,
        twins: vec![row(2, 0.98, None), row(3, 0.61, Some(said(Judgement::Different)))],
        waiting: 1_000,
        most: 1_000,
        next: Some("7000.a-b".into()),
        may_seek: true,
    }
}

pub(super) fn rows() -> Vec<CompareRow> {
    let values = |number, name: &str| -> Vec<Value> { entity(number).values(name).to_vec() };
    let row = |property: &'static model::Property| CompareRow {
        property,
        values: [values(1, property.name), values(2, property.name)],
    };
    PROPERTIES.iter().map(row).filter(|row| row.values.iter().any(|side| !side.is_empty())).collect()
}

fn history(judgement: Judgement, act: u64, undone: bool) -> JudgedRow {
    JudgedRow {
        act,
        said: said(judgement),
        words: Some("Same scar above the left eye, says Cotonou".into()),
        versions: [1, 2],
        stands: !undone,
        undone_us: undone.then_some(NOW_US - 2 * MINUTE_US),
    }
}

fn pair_page(language: Language) -> TwinPage {
    let feature = |name: &str, query: &str, record: &str, weight| Feature {
        name: name.into(),
        query: query.into(),
        record: record.into(),
        weight,
    };
    TwinPage {
        frame: Frame::sample_at(language, Place::Twins),
        why: Why::sample(),
        pair: pair(1, 2),
        records: [record(1), record(2)],
        rows: rows(),
        score: 0.93,
        certain: true,
        features: vec![
            feature("name", "koffi", "koffi", 5.2),
            feature("name-near", "mohamed", "mohammed", 2.8),
            feature("date-year", "1974-08-12", "1974", 2.2),
            feature("country", "tg", "tg", 1.2),
            feature("name-missing", "lamine", "", -0.7),
        ],
        over: 41,
        changed: true,
        history: vec![history(Judgement::Different, 41, false), history(Judgement::Same, 17, true)],
        group: vec![OtherRow { id: id(3), side: side(3) }],
        against: vec![pair(1, 4)],
        place: "3700.x".into(),
        kind: Some(Kind::Person),
        waiting: 12,
        most: 1_000,
        may_judge: true,
        last: Some(LastJudged {
            act: 99,
            judgement: Judgement::Unsure,
            captions: ["Ama Mensah".into(), "Ama Mensa".into()],
        }),
    }
}

fn profile(language: Language) -> ProfilePage {
    let property = |row: CompareRow| {
        let [one, two] = row.values;
        let values = one.into_iter().map(|v| (v, vec![0])).chain(two.into_iter().map(|v| (v, vec![1])));
        ProfileProperty { property: row.property, values: values.collect() }
    };
    ProfilePage {
        frame: Frame::sample(language),
        why: Why::sample(),
        records: vec![record(1), record(2)],
        properties: rows().into_iter().map(property).collect(),
        judged: vec![(pair(1, 2), history(Judgement::Same, 41, false))],
        aside: vec![(pair(2, 4), history(Judgement::Same, 43, false))],
        apart: vec![(pair(1, 4), history(Judgement::Different, 42, false))],
        waiting: vec![(pair(1, 3), 0.7, OtherRow { id: id(3), side: side(3) })],
        may_judge: true,
    }
}
