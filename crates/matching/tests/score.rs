//! What a score promises: both ways the same, whatever the order of values, and its reasons add up.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use matching::learn::{TERMS, used};
use matching::{Crowd, FEATURES, Probe, Score, Thresholds, Verdict, compare, compare_among};
use model::{Entity, Kind};
use proptest::prelude::*;
use std::sync::LazyLock;

fn person(values: &[(&str, &str)]) -> Entity {
    values.iter().fold(Entity::new(Kind::Person), |e, (property, text)| e.with(property, text).unwrap())
}

/// A short list, on which some bear frequent names and nobody else is known by name.
static LIST: LazyLock<Crowd> = LazyLock::new(|| {
    let bearers = ["Mohammed", "Ali", "Kwabena", "Asiedu"].map(|name| Probe::of(&person(&[("name", name)])));
    let nobody = Probe::of(&Entity::new(Kind::Person));
    Crowd::of((0..2_048).map(|n| bearers.get(n % 64).unwrap_or(&nobody)))
});

fn judged(one: &[(&str, &str)], other: &[(&str, &str)]) -> (f64, Option<Verdict>) {
    let score = compare_among(&Probe::of(&person(one)), &Probe::of(&person(other)), &LIST);
    (score.value, Thresholds::default().verdict(score.value))
}

fn adds_up(score: &Score) -> bool {
    let sum = score.base + score.reasons.iter().map(|r| r.weight).sum::<f64>();
    (score.value - 1.0 / (1.0 + (-sum).exp2())).abs() < 1e-9
}

#[test]
fn an_equal_document_number_is_a_match_by_itself() {
    let number = ("passportNumber", "QX4471902");
    let (_, verdict) = judged(&[number], &[number, ("name", "Kodjo Agbeko"), ("birthDate", "1980-04-02")]);
    assert_eq!(verdict, Some(Verdict::Match));
}

#[test]
fn signs_that_look_alike_are_possible_and_no_match() {
    let (_, verdict) = judged(&[("passportNumber", "QX44719O2")], &[("passportNumber", "QX4471902")]);
    assert_eq!(verdict, Some(Verdict::Possible));
    let (_, verdict) = judged(&[("passportNumber", "QX4471912")], &[("passportNumber", "QX4471902")]);
    assert_eq!(verdict, None);
}

#[test]
fn the_same_number_of_another_country_is_not_a_match() {
    let document = |country| {
        Probe::of(
            &Entity::new(Kind::Document)
                .with("number", "123456789")
                .unwrap()
                .with("country", country)
                .unwrap(),
        )
    };
    let score = |one, other| compare_among(&document(one), &document(other), &LIST).value;
    let verdict = |one, other| Thresholds::default().verdict(score(one, other));
    assert_eq!(verdict("TG", "TG"), Some(Verdict::Match));
    assert_eq!(verdict("TG", "FR"), Some(Verdict::Possible));
}

#[test]
fn a_frequent_name_alone_is_never_a_match_and_with_its_birth_date_is() {
    let name = ("name", "Mohammed Ali");
    assert_eq!(judged(&[name], &[name]).1, Some(Verdict::Possible));
    let born = ("birthDate", "1991-03-17");
    assert_eq!(judged(&[name, born], &[name, born]).1, Some(Verdict::Match));
}

#[test]
fn a_birth_year_or_sex_that_contradicts_pulls_down() {
    let name = ("name", "Kwabena Asiedu");
    let (agreed, _) = judged(&[name], &[name]);
    let (year, verdict) = judged(&[name, ("birthDate", "1960-02-11")], &[name, ("birthDate", "1991-07-30")]);
    assert!(year < agreed / 2.0 && verdict.is_none());
    let (sex, _) = judged(&[name, ("gender", "M")], &[name, ("gender", "F")]);
    assert!(sex < agreed / 2.0);
}

#[test]
fn partial_and_mistaken_dates_still_speak_for() {
    let name = ("name", "Kwabena Asiedu");
    let weight = |one: &str, other: &str| {
        let score = compare(
            &Probe::of(&person(&[name, ("birthDate", one)])),
            &Probe::of(&person(&[name, ("birthDate", other)])),
        );
        score.reasons.iter().filter(|r| r.feature.starts_with("date")).map(|r| r.weight).sum::<f64>()
    };
    let order = ["1974-08-12", "1974-12-08", "1974-08-13", "1974", "circa 1975", "1974-03-29", "1961-03-29"];
    let weights: Vec<f64> = order.iter().map(|other| weight("1974-08-12", other)).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    assert!(weight("1974-08-12", "1970/1976") > 0.0);
}

#[test]
fn a_phone_is_the_same_with_and_without_its_country() {
    let score = |one, other| judged(&[("phone", one)], &[("phone", other)]).1;
    assert_eq!(score("+228 90 12 34 56", "0022890123456"), Some(Verdict::Match));
    assert_eq!(score("+228 90 12 34 56", "90 12 34 56"), Some(Verdict::Possible));
    assert_eq!(score("+228 90 12 34 56", "+229 90 12 34 56"), None);
}

#[test]
fn things_of_unlike_kinds_meet_by_identifiers_only() {
    let holder = person(&[("name", "Kwabena Asiedu"), ("passportNumber", "QX4471902")]);
    let stolen = Entity::new(Kind::Document).with("number", "QX4471902").unwrap();
    let firm = Entity::new(Kind::Company).with("name", "Kwabena Asiedu").unwrap();
    assert!(compare(&Probe::of(&holder), &Probe::of(&stolen)).value > 0.9);
    assert!(compare(&Probe::of(&holder), &Probe::of(&firm)).reasons.is_empty());
}

#[test]
fn what_is_unknown_says_nothing() {
    let name = ("name", "Kwabena Asiedu");
    let bare = compare(&Probe::of(&person(&[name])), &Probe::of(&person(&[name])));
    let more = [
        ("birthDate", "1974-08-12"),
        ("gender", "M"),
        ("nationality", "GH"),
        ("birthPlace", "Kumasi"),
        ("passportNumber", "QX4471902"),
        ("address", "14 Rue Kodjoviakope, Lome"),
        ("motherName", "Abena Asiedu"),
    ];
    for value in more {
        let score = compare(&Probe::of(&person(&[name, value])), &Probe::of(&person(&[name])));
        assert_eq!(score, bare, "{value:?}");
    }
}

#[test]
fn the_more_records_the_more_must_speak_for_it() {
    let probe = Probe::of(&person(&[("birthDate", "1974-08-12"), ("gender", "M")]));
    let score = |records: usize| {
        let crowd = Crowd::of(std::iter::repeat_n(&Probe::of(&person(&[])), records));
        compare_among(&probe, &probe, &crowd)
    };
    let (small, large) = (score(4_096), score(16_384));
    assert!((small.base - large.base - 2.0).abs() < 1e-9);
    assert!(small.value > large.value && small.reasons == large.reasons);
}

#[test]
fn what_many_share_says_little() {
    let consulate = ("phone", "+228 90 12 34 56");
    let name = |n: usize| format!("Akosua{n} Mensah{n}");
    let crowd: Vec<Probe> =
        (0..3_000).map(|n| Probe::of(&person(&[("name", &name(n)), consulate]))).collect();
    let shared = Crowd::of(&crowd);
    let rare = Crowd::of(crowd.iter().skip(2_995));
    let asked = Probe::of(&person(&[consulate]));
    assert_eq!(Thresholds::default().verdict(compare_among(&asked, &crowd[0], &shared).value), None);
    assert_eq!(
        Thresholds::default().verdict(compare_among(&asked, &crowd[2_999], &rare).value),
        Some(Verdict::Match)
    );
}

#[test]
fn a_brother_is_no_match_and_who_was_born_the_same_day_is() {
    let (one, other) = (("name", "Yasir Kodjo Agbeko Amegan"), ("name", "Bashar Kodjo Agbeko Amegan"));
    let home = [("nationality", "TG"), ("birthPlace", "Kpalime")];
    assert_eq!(judged(&[one, home[0], home[1]], &[other, home[0], home[1]]).1, None);
    let (son, father) = (("birthDate", "1988-09-19"), ("birthDate", "1947-02-03"));
    let short = ("name", "Kodjo Agbeko Amegan");
    assert_eq!(judged(&[one, home[0], home[1], son], &[short, home[0], home[1], father]).1, None);
    assert_eq!(judged(&[one, home[0], son], &[short, home[0], son]).1, Some(Verdict::Match));
}

#[test]
fn who_has_a_part_more_and_was_born_elsewhere_may_be_a_relative() {
    let (long, short) = (("name", "Yasir Kodjo Agbeko Amegan"), ("name", "Kodjo Agbeko Amegan"));
    let born = |place| ("birthPlace", place);
    let verdict = |one, other| judged(&[long, born(one)], &[short, born(other)]).1;
    assert_eq!(verdict("Kpalime", "Kpalime"), Some(Verdict::Match));
    assert_eq!(verdict("Kpalime", "Sokode"), None);
    assert!(judged(&[long], &[short]).1.is_some());
}

#[test]
fn a_branch_in_another_country_is_not_the_same_body() {
    let body = |country: &str| {
        let entity = Entity::new(Kind::Company).with("name", "Harbour Light Relief Foundation").unwrap();
        Probe::of(&entity.with("country", country).unwrap())
    };
    let verdict = |one, other| Thresholds::default().verdict(compare(&body(one), &body(other)).value);
    assert_eq!(verdict("TG", "TG"), Some(Verdict::Match));
    assert_eq!(verdict("TG", "GH"), None);
}

#[test]
fn two_that_are_laid_side_by_side_are_likelier_the_same_than_two_of_a_list() {
    let born = Probe::of(&person(&[("birthDate", "1974-08-12")]));
    let (beside, listed) = (compare(&born, &born), compare_among(&born, &born, &LIST));
    assert!(beside.value > listed.value && beside.reasons == listed.reasons, "{beside:?} {listed:?}");
}

#[test]
fn a_number_that_brothers_share_makes_them_no_match_and_stays_possible() {
    let shared = ("taxNumber", "4471902663");
    let one = [shared, ("name", "Yasir Agbeko"), ("birthDate", "1951-06-07")];
    let other = [shared, ("name", "Bashar Agbeko"), ("birthDate", "1957-01-30")];
    assert_eq!(judged(&one, &other).1, Some(Verdict::Possible));
    assert_eq!(judged(&one[..2], &other[..2]).1, Some(Verdict::Match));
}

#[test]
fn a_ship_may_stand_on_another_list_as_a_body() {
    let named = |kind: Kind, name: &str| Probe::of(&Entity::new(kind).with("name", name).unwrap());
    let (ship, body) =
        (named(Kind::Vessel, "Asiedu Morning Tide"), named(Kind::Company, "Asiedu Morning Tide"));
    let across = compare(&ship, &body);
    assert!(across.value >= 0.9 && across.value < compare(&ship, &ship).value, "{across:?}");
    assert!(across.reasons.iter().any(|reason| reason.feature == "kind" && reason.weight < 0.0));
    assert_eq!(across.value, compare(&body, &ship).value);
    let owner = named(Kind::Company, "Asiedu Morning Tide Shipping");
    assert!(compare(&ship, &owner).value < 0.5);
}

#[test]
fn what_is_over_in_the_name_of_a_body_says_how_much_it_may_be_another() {
    let score = |one: &str, other: &str| {
        let named = |name: &str| Probe::of(&Entity::new(Kind::Company).with("name", name).unwrap());
        compare(&named(one), &named(other)).value
    };
    let whole = "Harbour Light Relief Kestrel";
    let over =
        ["ABQ", "Sandoval", "Sandoval Quito", "Navy"].map(|word| score(whole, &format!("{whole} {word}")));
    assert!(over.is_sorted_by(|a, b| a > b), "{over:?}");
    assert!(over[0] < score(whole, whole) && over[3] < 0.5, "{over:?}");
    assert!(score("Kestrel Harbour Ltd", "Kestrel Harbour JSC") < 0.5);
}

#[test]
fn codes_in_the_names_of_bodies_and_ships_are_the_same_or_others() {
    let score = |kind: Kind, one: &str, other: &str| {
        let named = |name: &str| Probe::of(&Entity::new(kind).with("name", name).unwrap());
        compare(&named(one), &named(other)).value
    };
    for (kind, one, other) in [
        (Kind::Company, "Kestrel Yard No 1222 Harbour", "Kestrel Yard No 1221 Harbour"),
        (Kind::Company, "Kestrel Branch 215", "Kestrel Branch 216"),
        (Kind::Company, "Kestrel Loan AHL71", "Kestrel Loan AHL72"),
        (Kind::Aircraft, "EP-CPD", "EP-CPZ"),
        (Kind::Company, "Kestrel Harbour B", "Kestrel Harbour Bravo"),
    ] {
        assert!(score(kind, one, other) < 0.5, "{one} {other} {}", score(kind, one, other));
        assert!(score(kind, one, one) > 0.5, "{one} {}", score(kind, one, one));
    }
}

#[test]
fn parents_and_addresses_speak_as_far_as_a_household_shares_them() {
    let (name, home) = (("name", "Kwabena Asiedu"), ("address", "14 Rue Kodjoviakope, Lome"));
    let (mother, other) = (("motherName", "Abena Ofori"), ("motherName", "Efua Quaye"));
    let score = |one: &[(&str, &str)], two: &[(&str, &str)]| judged(one, two).0;
    let bare = score(&[name], &[name]);
    assert!(score(&[name, home], &[name, home]) > bare);
    assert!(score(&[name, mother], &[name, ("motherName", "Abina")]) > bare);
    assert!(score(&[name, mother], &[name, other]) < bare);
    let sister = ("name", "Akosua Asiedu");
    assert_eq!(judged(&[name, home, mother], &[sister, home, mother]).1, None);
}

#[test]
fn every_weight_is_within_the_bounds_of_its_term() {
    for (row, weight) in TERMS.iter().zip(used()) {
        assert!((row.least..=row.most).contains(&weight), "{} {weight}", row.name);
    }
}

/// Texts as files hold them: names of several scripts, and anything at all.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}( [A-Z][a-z]{1,8})?",
        "(Abdul|Abu|al|bin|de|van|Mohammed|Ali|Ivan) (Rahman|Karim|Khan|Petrov) ?[a-z]{0,6}",
        "[ابتجحخدرزسشصعفقكلمنهوي]{2,7} [ابتجحخدرزسشصعفقكلمنهوي]{2,7}",
        "[а-я]{2,9} [а-я]{2,9}",
        "\\PC{1,40}",
    ]
}

fn entity() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let value = prop_oneof![
        3 => name().prop_map(|n| ("name", n)),
        1 => name().prop_map(|n| ("alias", n)),
        1 => name().prop_map(|n| ("weakAlias", n)),
        2 => "19[5-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])".prop_map(|d| ("birthDate", d)),
        1 => "19[5-9][0-9]".prop_map(|d| ("birthDate", d)),
        1 => "(M|F)".prop_map(|g| ("gender", g)),
        1 => "(tg|fr|pk|cn)".prop_map(|c| ("nationality", c)),
        1 => "[A-C0-3]{4,9}".prop_map(|n| ("passportNumber", n)),
        1 => "\\+?[0-9]{7,11}".prop_map(|n| ("phone", n)),
        1 => name().prop_map(|n| ("birthPlace", n)),
        1 => name().prop_map(|n| ("fatherName", n)),
        1 => "[0-9]{1,3} (Long|Short) Street, (Lome|Kara)".prop_map(|n| ("address", n)),
    ];
    proptest::collection::vec(value, 0..8)
}

/// A value that both sides are given.
fn agreeing() -> impl Strategy<Value = (&'static str, String)> {
    prop_oneof![
        name().prop_map(|n| ("name", n)),
        name().prop_map(|n| ("alias", n)),
        "19[5-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])".prop_map(|d| ("birthDate", d)),
        "(tg|fr|pk|cn)".prop_map(|c| ("nationality", c)),
        "[A-C0-3]{7,9}".prop_map(|n| ("passportNumber", n)),
        "\\+22[0-9]{8}".prop_map(|n| ("phone", n)),
        "[A-Z][a-z]{4,9}".prop_map(|n| ("birthPlace", n)),
        "[A-Z][a-z]{4,9}".prop_map(|n| ("motherName", n)),
        "[0-9]{1,3} (Long|Short) Street, (Lome|Kara)".prop_map(|n| ("address", n)),
    ]
}

fn probe_of<'a>(values: impl Iterator<Item = &'a (&'static str, String)>) -> Probe {
    let mut entity = Entity::new(Kind::Person);
    for (property, text) in values {
        let _not_of_its_type = entity.add(property, text);
    }
    Probe::of(&entity)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_score_is_the_same_both_ways(one in entity(), other in entity()) {
        let (a, b) = (probe_of(one.iter()), probe_of(other.iter()));
        let (there, back) = (compare(&a, &b), compare(&b, &a));
        prop_assert!((there.value - back.value).abs() < 1e-12);
        prop_assert!(adds_up(&there) && adds_up(&back));
        prop_assert!((0.0..=1.0).contains(&there.value));
        prop_assert!(there.reasons.iter().all(|r| FEATURES.contains(&r.feature)));
    }

    #[test]
    fn the_order_of_values_does_not_matter(one in entity(), other in entity()) {
        let record = probe_of(other.iter());
        let there = compare(&probe_of(one.iter()), &record);
        let turned = compare(&probe_of(one.iter().rev()), &record);
        prop_assert!((there.value - turned.value).abs() < 1e-12);
    }

    #[test]
    fn more_that_agrees_never_lowers_a_score(one in entity(), other in entity(), more in agreeing()) {
        let with = |values: &[(&'static str, String)]| {
            let all: Vec<_> = values.iter().cloned().chain([more.clone()]).collect();
            probe_of(all.iter())
        };
        let bare = compare(&probe_of(one.iter()), &probe_of(other.iter())).value;
        let both = compare(&with(&one), &with(&other));
        prop_assert!(both.value >= bare - 1e-9, "{bare} {both:?}");
    }

    #[test]
    fn nobody_is_less_like_himself_for_a_document_more(values in entity()) {
        let with = values.iter().cloned().chain([("passportNumber", "ZZ9988776".to_string())]).collect::<Vec<_>>();
        let (bare, more) = (probe_of(values.iter()), probe_of(with.iter()));
        prop_assert!(compare(&more, &more).value >= compare(&bare, &bare).value - 1e-12);
    }

    #[test]
    fn no_text_makes_it_panic(one in "\\PC{0,300}", other in "\\PC{0,300}", kind in 0usize..13) {
        let kind = Kind::ALL[kind];
        let [a, b] = [one, other].map(|text| {
            let mut entity = Entity::new(kind);
            for property in kind.properties() {
                let _not_of_its_type = entity.add(property.name, &text);
            }
            Probe::of(&entity)
        });
        prop_assert!(compare(&a, &b).value.is_finite());
    }
}
