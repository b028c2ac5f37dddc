//! Every page, from its sample, in every language.
#![expect(clippy::unwrap_used, reason = "a test may stop")]
use super::{SOURCES, Sample, Words, asset, samples};
use fluent_bundle::{FluentArgs, FluentValue};
use model::notice::{FIELDS, Form, NoticeKind, Sent, Stage, Stop, Word};
use model::{Language, schema::PROPERTIES};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

fn pages() -> Vec<(String, String)> {
    let of = |language: &Language| {
        let named = |sample: Sample| (format!("{}.{language}", sample.name), sample.html.unwrap());
        samples(*language).into_iter().map(named).collect::<Vec<_>>()
    };
    Language::ALL.iter().flat_map(of).collect()
}

fn sources(folder: &str, ends: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let wanted = files.filter(|path| path.to_string_lossy().ends_with(ends));
    wanted.map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())).collect()
}

/// Every tag of a page, opening and closing, as it stands between the angle brackets.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[test]
fn every_page_renders_in_every_language() {
    let pages = pages();
    assert!(pages.len() > 4 * 40, "{} pages", pages.len());
    for (name, html) in pages.iter().filter(|(name, _)| !name.contains("-part")) {
        let language = name.rsplit_once('.').unwrap().1;
        let dir = if language == "ar" { "rtl" } else { "ltr" };
        assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\">")), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one heading of the first order");
        assert!(html.contains("<main id=\"main\"") && html.contains("href=\"#main\""), "{name}");
    }
}

#[test]
fn every_tag_that_opens_is_closed_in_its_order() {
    const ALONE: [&str; 10] =
        ["img", "meta", "link", "input", "br", "path", "circle", "rect", "use", "!doctype"];
    for (name, html) in pages() {
        let mut open: Vec<&str> = Vec::new();
        for tag in tags(&html) {
            let word = tag.split([' ', '\n', '/']).find(|word| !word.is_empty()).unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(word), "{name}: </{word}>");
            } else if !ALONE.contains(&word) && !tag.ends_with('/') {
                open.push(word);
            }
        }
        assert!(open.is_empty(), "{name}: {open:?} left open");
    }
}

#[test]
fn ids_stand_once_and_what_refers_to_one_finds_it() {
    for (name, html) in pages() {
        let ids: Vec<&str> = tags(&html).filter_map(|tag| attribute(tag, "id")).collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{name}: {ids:?}");
        let whole = !name.contains("-part");
        for tag in tags(&html).filter(|_| whole) {
            let refers = ["for", "aria-describedby", "aria-labelledby", "data-copy"];
            let ids_meant = refers.iter().filter_map(|by| attribute(tag, by)).flat_map(str::split_whitespace);
            let icon = attribute(tag, "href").filter(|_| tag.starts_with("use")).map(|href| &href[1..]);
            for id in ids_meant.chain(icon) {
                assert!(once.contains(id), "{name}: no element of id {id}");
            }
        }
    }
}

#[test]
fn every_field_has_its_label() {
    for (name, html) in pages().iter().filter(|(name, _)| !name.contains("-part")) {
        let labelled: BTreeSet<&str> = tags(html)
            .filter(|tag| tag.starts_with("label"))
            .filter_map(|tag| attribute(tag, "for"))
            .collect();
        for tag in
            tags(html).filter(|tag| ["input", "select", "textarea"].iter().any(|word| tag.starts_with(word)))
        {
            let kind = attribute(tag, "type").unwrap_or("text");
            let inside_its_label = kind == "radio" || kind == "checkbox";
            let labelled = attribute(tag, "id").is_some_and(|id| labelled.contains(id));
            assert!(labelled || inside_its_label || kind == "hidden", "{name}: <{tag}>");
        }
    }
}

#[test]
fn no_page_carries_script_or_style_of_its_own() {
    for (name, html) in pages() {
        for tag in tags(&html) {
            assert!(!tag.starts_with("style") && attribute(tag, "style").is_none(), "{name}: <{tag}>");
            assert!(!tag.starts_with("script") || attribute(tag, "src").is_some(), "{name}: <{tag}>");
            assert!(
                !tag.split(' ').skip(1).any(|part| part.starts_with("on") && part.contains('=')),
                "{name}: <{tag}>"
            );
        }
    }
}

#[test]
fn nothing_is_put_into_a_page_unescaped() {
    for (file, text) in sources("templates", ".html") {
        assert!(!text.replace(' ', "").contains("|safe") && !text.contains("{% filter"), "{file}");
    }
    for folder in ["src/page", "src/page/sample"] {
        for (file, text) in sources(folder, ".rs") {
            let forbidden = ["Html", "Safe"].concat();
            assert!(!text.contains(&forbidden) && !text.contains(&["Markup", "Display"].concat()), "{file}");
        }
    }
    for (file, text) in sources("../../web/src", ".ts") {
        for forbidden in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
            assert!(!text.contains(forbidden), "{file}: {forbidden}");
        }
    }
}

#[test]
fn what_others_wrote_stays_text() {
    use askama::Template;
    let why = "<script>alert(1)</script>\u{202e}".to_string();
    let frame = super::Frame::sample(Language::Arabic);
    let html = super::FaultPage { frame, trouble: super::Trouble::Refused { why } }.render().unwrap();
    assert!(!html.contains("<script>alert") && html.contains("[U+202E]"));
}

/// Key and text of each message of a source.
fn messages(source: &str) -> BTreeMap<&str, &str> {
    let starts = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    starts.filter_map(|line| line.split_once(" =")).map(|(key, text)| (key, text.trim())).collect()
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('$').skip(1).filter_map(|rest| rest.split([' ', '}']).next()).collect()
}

#[test]
fn the_four_languages_say_the_same_things() {
    let [(_, english), others @ ..] = SOURCES;
    let english = messages(english);
    for (language, source) in others {
        let other = messages(source);
        let keys = |messages: &BTreeMap<&str, &str>| {
            messages.keys().map(ToString::to_string).collect::<BTreeSet<_>>()
        };
        let (ours, theirs) = (keys(&english), keys(&other));
        assert_eq!(ours, theirs, "{language}");
        for (key, text) in &english {
            assert_eq!(places(text), places(other[key]), "{language}: {key}");
        }
        let same = english.iter().filter(|(key, text)| text.len() > 24 && other[**key] == **text);
        assert_eq!(
            same.map(|(key, _)| *key).collect::<Vec<_>>(),
            Vec::<&str>::new(),
            "{language}: left in English"
        );
    }
}

/// Keys that the templates and the views spell out.
#[test]
fn every_word_that_a_page_says_is_there_and_every_word_that_is_there_is_said() {
    let mut texts: Vec<(String, String)> = sources("templates", ".html");
    texts.extend(sources("src/page", ".rs").into_iter().filter(|(file, _)| !file.ends_with("tests.rs")));
    let quoted: BTreeSet<&str> = texts.iter().flat_map(|(_, text)| text.split('"').skip(1)).collect();
    let words = Words::of(Language::English);
    for (file, text) in &texts {
        for call in ["say(\"", "with(\"", "with_both(\""] {
            for rest in text.split(&format!("frame.{call}")).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(words.has(key), "{file}: no word for {key}");
            }
        }
    }
    let lists = lists();
    for key in messages(SOURCES[0].1).keys() {
        let of_a_list =
            lists.iter().any(|(list, codes)| codes.iter().any(|code| format!("{list}-{code}") == *key));
        assert!(quoted.contains(key) || of_a_list, "nobody says {key}");
    }
}

fn codes<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn few(all: &[&str]) -> Vec<String> {
    codes(all)
}

/// Those of what goes on between members.
fn between_members() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("file-kind", few(&["image", "video", "audio", "text", "pdf", "other", "unknown", "active"])),
        ("hits", few(&["ours", "theirs", "over"])),
        ("hits-none", few(&["ours", "theirs", "over"])),
        ("term", codes(model::Term::ALL)),
        ("hit-state", codes(model::HitState::ALL)),
        ("hit-means", codes(model::HitState::ALL)),
        ("hit-word", codes(model::HitWord::ALL)),
        ("hit-say", codes(model::HitWord::ALL)),
        ("hit-ground", codes(model::HitGround::ALL)),
        ("answers-of", codes(model::FigureOf::ALL)),
        ("hit-they-see", codes(model::HitShows::ALL)),
        ("hit-we-see", codes(model::HitShows::ALL)),
        ("elsewhere", few(&["waiting", "nothing-known", "answered", "not-answered", "refused"])),
        ("hit-they-see-check", few(&["full", "contact"])),
        (
            "look",
            few(&[
                "consulted",
                "listed",
                "opened",
                "exported",
                "printed",
                "carried",
                "status-asked",
                "attachment-opened",
                "copy-opened",
            ]),
        ),
        ("stands", codes(super::Stands::ALL)),
        ("copy", codes(model::CopyWord::ALL)),
        ("stray", few(&["there-lost", "there-kept", "here-lost", "here-kept"])),
        ("stray-again", codes(model::Stray::ALL)),
        ("capsule-is", few(&["made", "leased", "resting", "expired", "ended", "lost"])),
        ("capsule-log", codes(desk::capsule::LogIs::ALL)),
        ("passed", codes(model::Passed::ALL)),
        ("recall", few(&["late", "very-late"])),
        ("class", codes(model::MemberClass::ALL)),
        ("member-is", codes(model::MemberStanding::ALL)),
        ("heard", codes(super::Heard::ALL)),
        ("notices", [codes(desk::notice::Which::ALL), codes(desk::notice::Morning::ALL)].concat()),
        ("region", codes(model::Region::ALL)),
        ("notice-kind", codes(NoticeKind::ALL)),
        ("notice-does", codes(NoticeKind::ALL)),
        ("notice-sent", codes(Sent::ALL)),
        ("notice-sent-does", codes(Sent::ALL)),
        ("notice-stage", codes(Stage::ALL)),
        ("notice-stage-means", codes(Stage::ALL)),
        ("notice-word", codes(Word::ALL)),
        ("notice-say", codes(&Word::ALL.iter().filter(|word| is_said(**word)).collect::<Vec<_>>())),
        ("notice-stop", codes(Stop::ALL)),
        ("public-do", few(&["red", "yellow", "un-special"])),
        ("notice-flag", few(model::notice::FLAGS)),
        ("notice-field", codes(&FIELDS.iter().map(|field| field.name).collect::<Vec<_>>())),
        ("notice-one", ones()),
        ("notice-sex", few(model::notice::SEX)),
        ("notice-colour", [few(model::notice::EYES), few(model::notice::HAIR)].concat()),
        ("notice-hint", few(&["date", "country", "issuer", "tongues", "metres", "months", "digest"])),
        ("box", codes(desk::thread::Shown::ALL)),
        ("climbed", few(&["1", "2"])),
        ("waits", codes(desk::thread::Waits::ALL)),
        ("request", codes(model::RequestKind::ALL)),
        ("request-state", codes(model::RequestState::ALL)),
        ("request-means", codes(model::RequestState::ALL)),
        ("word", codes(&model::Word::ALL[2..])),
        ("say", codes(&model::Word::ALL[2..])),
        ("ground", codes(model::Ground::ALL)),
        ("crime", codes(model::CrimeArea::ALL)),
        ("template", codes(&model::RequestKind::ALL[..7])),
    ]
}

/// What an officer does with a notice by a button; the rest is done by a form or by the machine.
fn is_said(word: Word) -> bool {
    !matches!(word, Word::Draft | Word::Check | Word::Lapse)
}

/// The words that fields of notices offer.
fn ones() -> Vec<String> {
    let words = FIELDS.iter().filter_map(|field| match field.form {
        Form::One(words) => Some(words),
        _ => None,
    });
    words.flatten().map(ToString::to_string).collect()
}

/// Every code list that pages show, with its codes.
fn lists() -> Vec<(&'static str, Vec<String>)> {
    let links: Vec<String> =
        model::LinkKind::ALL.iter().flat_map(|kind| [kind.to_string(), format!("{kind}-in")]).collect();
    let troubles = few(&[
        "not-found",
        "refused",
        "invalid",
        "conflict",
        "too-large",
        "too-many",
        "stranger",
        "broken",
        "not-ready",
    ]);
    let mut lists = between_members();
    lists.extend(vec![
        ("status", codes(model::Status::ALL)),
        ("purpose", codes(model::Purpose::ALL)),
        ("role", codes(model::Role::ALL)),
        ("role-means", codes(model::Role::ALL)),
        ("level", codes(model::Level::ALL)),
        ("level-means", codes(model::Level::ALL)),
        ("caveat", codes(model::Caveat::ALL)),
        ("source-grade", codes(model::SourceGrade::ALL)),
        ("information-grade", codes(model::InformationGrade::ALL)),
        ("act", codes(model::ActKind::ALL)),
        ("script", codes(model::Script::ALL)),
        ("link", links),
        ("verdict", codes(super::Verdict::ALL)),
        ("says", codes(super::Verdict::ALL)),
        ("place", codes(super::Place::ALL)),
        ("done", codes(super::Done::ALL)),
        ("judgement", codes(model::Judgement::ALL)),
        ("agreement", codes(super::Agreement::ALL)),
        ("audience", codes(super::AudienceChoice::ALL)),
        ("audience-does", codes(super::AudienceChoice::ALL)),
        ("import", codes(super::ImportState::ALL)),
        ("tour", codes(super::Lesson::ALL)),
        ("tour-text", codes(super::Lesson::ALL)),
        ("sign-in-trouble", codes(super::SignInTrouble::ALL)),
        ("trouble", troubles.clone()),
        ("trouble-next", troubles),
        ("gender", few(&["male", "female", "other"])),
        ("month", (1..=12).map(|month| month.to_string()).collect()),
        ("zone", few(&["number", "birth", "expiry", "personal", "composite"])),
        ("format", few(&["ftm", "ofac", "un", "interpol", "csv"])),
        ("mapping", few(&["documents", "vehicles", "phones"])),
        ("likelihood", few(&["almost-certain", "very-likely", "likely", "possible", "weak"])),
        ("feature", [few(matching::FEATURES), few(&[matching::BASE])].concat()),
        ("because", because()),
        ("pair", few(&["name-different", "name-missing", "any"])),
        ("outcome", [codes(desk::check::Outcome::ALL), few(&["absent"])].concat()),
        ("outlook", few(&["possible", "match"])),
        ("misses", few(&["1", "2", "3", "4"])),
        ("weighs", few(&["for-3", "for-2", "for-1", "none", "against-1", "against-2", "against-3"])),
        ("speaks", few(&["for-3", "for-2", "for-1", "none", "against-1", "against-2", "against-3"])),
        (
            "flaw",
            few(&["unfit", "date", "country", "phone", "email", "iban", "vin", "imo", "mmsi", "gender"]),
        ),
        ("part", few(&["status", "action", "handling", "grading", "source"])),
    ]);
    lists
}

/// Every feature has a sentence of its own, or is a thing that is the same or not.
fn because() -> Vec<String> {
    const THINGS: [&str; 14] = [
        "sex",
        "country",
        "place",
        "number",
        "phone",
        "email",
        "handle",
        "iban",
        "bank-number",
        "wallet",
        "plate",
        "vin",
        "imo",
        "mmsi",
    ];
    let own = matching::FEATURES.iter().filter(|feature| !THINGS.contains(feature));
    own.chain(&[matching::BASE, "any"]).map(|code| (*code).to_string()).collect()
}

#[test]
fn every_code_has_its_word() {
    for (list, codes) in lists() {
        for code in codes {
            assert!(Words::of(Language::English).has(&format!("{list}-{code}")), "no word for {list}-{code}");
        }
    }
}

#[test]
fn no_part_of_a_record_is_called_as_a_property_is() {
    for name in ["status", "action", "handling", "grading", "source"] {
        assert!(PROPERTIES.iter().all(|property| property.name != name), "{name}");
    }
}

#[test]
fn arabic_counts_in_its_six_ways() {
    let said = |count: u64| {
        let mut places = FluentArgs::new();
        places.set("count", FluentValue::from(count));
        Words::of(Language::Arabic).fill("matches", &places)
    };
    let all: BTreeSet<String> = [1, 2, 3, 11, 100].into_iter().map(said).collect();
    assert_eq!(all.len(), 5, "{all:?}");
    assert!(said(3).contains('3') && !said(2).contains('2'));
}

#[test]
fn no_place_in_a_sentence_is_left_empty() {
    for (name, html) in pages() {
        assert!(!html.contains("{$"), "{name}");
    }
}

#[test]
fn the_check_page_is_under_sixty_kilobytes_with_all_that_it_loads() {
    assert!(asset::is_built(), "the bundle is missing: run `npm ci && npm run bundle` in web/");
    let loaded: usize = asset::names().map(|name| asset::get(name, true).unwrap().bytes.len()).sum();
    for (name, html) in pages().iter().filter(|(name, _)| name.starts_with("check")) {
        // The page itself is counted unpacked.
        assert!(html.len() + loaded < 60_000, "{name}: {} and {loaded} bytes", html.len());
    }
}

#[test]
fn a_file_of_the_bundle_is_named_by_what_it_holds_and_the_list_itself_is_not_served() {
    for name in ["page.css", "page.js", "icon.svg", "world.svg"] {
        let href = asset::href(name);
        let hashed = href.strip_prefix("/assets/").unwrap();
        assert_ne!(hashed, name);
        let (plain, packed) = (asset::get(hashed, false).unwrap(), asset::get(hashed, true).unwrap());
        assert!(!plain.gzip && packed.gzip && packed.bytes.starts_with(&[0x1f, 0x8b]));
        assert_eq!(plain.content_type, packed.content_type);
    }
    for name in ["files.json", "../package.json", "page.css.gz", ""] {
        assert!(asset::get(name, true).is_none(), "{name}");
    }
}
