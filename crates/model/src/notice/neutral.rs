//! Words that point at what a notice must not be about: politics, arms of the state, religion, race; and private disputes.
//!
//! Sources: article 3 of the constitution of the organisation (political, military, religious, racial character); Universal
//! Declaration of Human Rights, articles 2, 14, 18 to 21; article 83 of the rules on the processing of data (behavioural norms,
//! family and private matters, administrative breaches). The offences are those that decisions on the three articles name most:
//! opposition, insult of the state, assembly, speech, desertion, apostasy, debt and custody. Whether a word stands there rightly
//! is for people to say: it raises the level of review and decides nothing.

/// What a word points at, with beginnings of words in English, French, Spanish and Arabic.
pub(super) const POINTS: &[(&str, &[&str])] = &[
    (
        "political",
        &[
            "politic",
            "opposition",
            "dissident",
            "sedition",
            "subversi",
            "coup d'etat",
            "insult to the president",
            "insulting the president",
            "propaganda",
            "unauthorised assembly",
            "unauthorized assembly",
            "demonstrat",
            "extremis",
            "treason",
            "journalis",
            "politique",
            "opposant",
            "sédition",
            "coup d'état",
            "trahison",
            "offense au chef de l'état",
            "manifestation",
            "extrémis",
            "opositor",
            "sedición",
            "golpe de estado",
            "traición",
            "manifestación",
            "extremismo",
            "periodista",
            "سياسي",
            "معارض",
            "انقلاب",
            "تحريض",
            "خيانة",
            "إهانة الرئيس",
            "تظاهر",
            "صحفي",
            "تطرف",
        ],
    ),
    (
        "military",
        &[
            "desert",
            "military service",
            "conscript",
            "espionage",
            "mutiny",
            "désert",
            "service militaire",
            "espionnage",
            "mutinerie",
            "servicio militar",
            "espionaje",
            "motín",
            "الخدمة العسكرية",
            "تجسس",
            "فرار من الجيش",
            "تمرد",
        ],
    ),
    (
        "religious",
        &[
            "apostas",
            "blasphem",
            "proselyt",
            "heres",
            "sect ",
            "unregistered religious",
            "blasphèm",
            "prosélyt",
            "hérés",
            "secte",
            "blasfem",
            "apostasía",
            "herej",
            "secta",
            "ردة",
            "ازدراء الأديان",
            "تجديف",
            "تبشير",
            "طائفة",
        ],
    ),
    ("racial", &["ethnic", "separatis", "ethni", "séparatis", "étnic", "عرقي", "انفصال"]),
    (
        "behavioural",
        &[
            "homosexual",
            "adulter",
            "sodomy",
            "witchcraft",
            "adultère",
            "sorcellerie",
            "adulterio",
            "brujería",
            "مثلي",
            "زنا",
            "سحر",
        ],
    ),
    (
        "private",
        &[
            "custody",
            "bad cheque",
            "bounced cheque",
            "unpaid debt",
            "alimony",
            "divorce",
            "garde d'enfant",
            "chèque sans provision",
            "pension alimentaire",
            "dette",
            "custodia",
            "cheque sin fondos",
            "deuda",
            "حضانة",
            "شيك بدون رصيد",
            "دين غير مدفوع",
            "نفقة",
        ],
    ),
];

/// What these texts point at, each once, with the word that does.
pub(super) fn points_at<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<(&'static str, &'static str)> {
    let whole: String = texts.into_iter().flat_map(|text| [" ", text]).collect::<String>().to_lowercase();
    let begins = |word: &&&str| {
        whole.match_indices(**word).any(|(at, _)| !whole[..at].chars().next_back().is_some_and(is_of_a_word))
    };
    POINTS
        .iter()
        .filter_map(|(what, words)| Some((*what, *words.iter().find(|word| begins(word))?)))
        .collect()
}

/// Arabic joins article, "and", "in" to the word behind them: there a word begins wherever it is found.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() && !('\u{600}'..='\u{6ff}').contains(&c)
}
