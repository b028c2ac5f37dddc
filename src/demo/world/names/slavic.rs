//! Names in Cyrillic letters: patronymics, and family names that a woman bears in another form.
use super::super::chance::Chance;
use super::letters::{self, Letters};
use super::{Kin, Lists, Named, Script, Sex, Sketch, Slot, Word, lists::written, one_form, rule};

const RUSSIAN: Sketch = Sketch {
    key: "russian",
    script: Script::Cyrillic,
    gap: " ",
    text: include_str!("../data/names/russian.txt"),
    letters: Some(letters::RUSSIAN),
    feminine: feminine_family,
    compose: russian,
    wife_takes_house: true,
};

pub const CULTURES: &[Sketch] = &[
    RUSSIAN,
    Sketch {
        key: "ukrainian",
        text: include_str!("../data/names/ukrainian.txt"),
        letters: Some(letters::UKRAINIAN),
        compose: ukrainian,
        ..RUSSIAN
    },
    Sketch {
        key: "bulgarian",
        text: include_str!("../data/names/bulgarian.txt"),
        letters: Some(letters::BULGARIAN),
        compose: bulgarian,
        ..RUSSIAN
    },
    Sketch {
        key: "serbian",
        text: include_str!("../data/names/serbian.txt"),
        letters: Some(letters::SERBIAN),
        feminine: one_form,
        compose: rule::surname,
        ..RUSSIAN
    },
    Sketch {
        key: "uzbek",
        text: include_str!("../data/names/uzbek.txt"),
        letters: Some(letters::UZBEK),
        compose: uzbek,
        ..RUSSIAN
    },
];

fn russian(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let spec = Patronymic { letters: letters::RUSSIAN, of: russian_patronymic, share: 75 };
    with_patronymic(lists, chance, kin, &spec)
}

fn ukrainian(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let spec = Patronymic { letters: letters::UKRAINIAN, of: ukrainian_patronymic, share: 65 };
    with_patronymic(lists, chance, kin, &spec)
}

fn bulgarian(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let spec = Patronymic { letters: letters::BULGARIAN, of: bulgarian_patronymic, share: 70 };
    with_patronymic(lists, chance, kin, &spec)
}

fn uzbek(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>) -> Named {
    let spec = Patronymic { letters: letters::UZBEK, of: uzbek_patronymic, share: 60 };
    with_patronymic(lists, chance, kin, &spec)
}

/// How a people makes a name of the father's, and in what share of documents it stands.
struct Patronymic {
    letters: Letters,
    of: fn(&str, Sex) -> String,
    share: u64,
}

/// Own name, patronymic, family name.
fn with_patronymic(lists: &Lists, chance: &mut Chance, kin: &Kin<'_>, spec: &Patronymic) -> Named {
    let house = rule::house(lists, chance, kin, "family");
    let father = rule::father(lists, chance, kin);
    let named = Named::given(rule::given(lists, chance, kin.sex));
    let named = if chance.percent(spec.share) {
        named.then(Slot::Father, patronymic(&father, kin.sex, spec))
    } else {
        named
    };
    named.of_father(father).then(Slot::Family, house.of(kin.sex)).of_house(house)
}

fn patronymic(father: &Word, sex: Sex, spec: &Patronymic) -> Word {
    written(&(spec.of)(&father.native, sex), spec.letters)
}

/// -ov and -in take -a, -sky becomes -skaya (Russian) or -ska (Ukrainian); -enko, -chuk and the like stay.
fn feminine_family(name: &str) -> Option<String> {
    let swaps = [("ский", "ская"), ("ський", "ська"), ("цький", "цька"), ("ний", "на")];
    let swapped =
        swaps.iter().find_map(|(from, to)| name.strip_suffix(from).map(|stem| format!("{stem}{to}")));
    let takes_a = ["ов", "ев", "ёв", "ин"].iter().any(|end| name.ends_with(end));
    swapped
        .or_else(|| takes_a.then(|| format!("{name}а")))
        .or_else(|| name.strip_suffix("ий").map(|s| format!("{s}а")))
}

fn russian_patronymic(father: &str, sex: Sex) -> String {
    let (stem, end) = match father {
        "Михаил" => ("Михайл", "ов"),
        "Павел" => ("Павл", "ов"),
        "Пётр" => ("Петр", "ов"),
        "Дмитрий" => ("Дмитри", "ев"),
        "Никита" => ("Никит", ""),
        "Илья" => ("Иль", ""),
        _ => match father.strip_suffix("ий") {
            Some(stem) => (stem, "ьев"),
            None => father.strip_suffix(['й', 'ь']).map_or((father, "ов"), |stem| (stem, "ев")),
        },
    };
    let last = match (sex, end, stem) {
        (Sex::Male, _, _) => "ич",
        (Sex::Female, "", "Иль") => "инична",
        (Sex::Female, "", _) => "ична",
        (Sex::Female, _, _) => "на",
    };
    format!("{stem}{end}{last}")
}

fn ukrainian_patronymic(father: &str, sex: Sex) -> String {
    let father = match father {
        "Микола" => "Миколай",
        "Павло" => "Павл",
        "Петро" => "Петр",
        "Дмитро" => "Дмитр",
        "Михайло" => "Михайл",
        "Василь" => "Васил",
        "Ігор" if sex == Sex::Male => "Ігор",
        other => other,
    };
    match (sex, father.strip_suffix('й')) {
        (Sex::Male, _) => format!("{father}ович"),
        (Sex::Female, Some(stem)) => format!("{stem}ївна"),
        (Sex::Female, None) => format!("{father}івна"),
    }
}

/// -ov for a man and -ova for a woman, -ev after a soft ending.
fn bulgarian_patronymic(father: &str, sex: Sex) -> String {
    let (stem, end) = match father {
        "Димитър" => ("Димитр", "ов"),
        "Петър" => ("Петр", "ов"),
        _ => match father.strip_suffix(['и', 'й']) {
            Some(stem) if father.ends_with("ий") || father.ends_with('и') => (stem, "иев"),
            Some(stem) => (stem, "ев"),
            None => (father.strip_suffix('о').unwrap_or(father), "ов"),
        },
    };
    format!("{stem}{end}{}", if sex == Sex::Female { "а" } else { "" })
}

fn uzbek_patronymic(father: &str, sex: Sex) -> String {
    format!("{father} {}", if sex == Sex::Male { "ўғли" } else { "қизи" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patronymics_are_right_where_the_rule_bends() {
        let russian = [
            ("Сергей", "Сергеевич", "Сергеевна"),
            ("Юрий", "Юрьевич", "Юрьевна"),
            ("Игорь", "Игоревич", "Игоревна"),
        ];
        let bent = [
            ("Михаил", "Михайлович", "Михайловна"),
            ("Илья", "Ильич", "Ильинична"),
            ("Никита", "Никитич", "Никитична"),
        ];
        for (father, son, daughter) in russian.into_iter().chain(bent) {
            assert_eq!(russian_patronymic(father, Sex::Male), son);
            assert_eq!(russian_patronymic(father, Sex::Female), daughter);
        }
        let ukrainian = [
            ("Андрій", "Андрійович", "Андріївна"),
            ("Микола", "Миколайович", "Миколаївна"),
            ("Іван", "Іванович", "Іванівна"),
        ];
        for (father, son, daughter) in ukrainian {
            assert_eq!(ukrainian_patronymic(father, Sex::Male), son);
            assert_eq!(ukrainian_patronymic(father, Sex::Female), daughter);
        }
        assert_eq!(bulgarian_patronymic("Георги", Sex::Female), "Георгиева");
        assert_eq!(bulgarian_patronymic("Николай", Sex::Male), "Николаев");
        assert_eq!(bulgarian_patronymic("Христо", Sex::Male), "Христов");
    }

    #[test]
    fn women_bear_the_feminine_form() {
        let pairs = [
            ("Кузнецов", "Кузнецова"),
            ("Покровский", "Покровская"),
            ("Вишневський", "Вишневська"),
            ("Чорний", "Чорна"),
        ];
        for (man, woman) in pairs {
            assert_eq!(feminine_family(man).as_deref(), Some(woman));
        }
        assert_eq!(feminine_family("Шевченко"), None);
    }
}
