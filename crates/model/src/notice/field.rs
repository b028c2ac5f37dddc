//! What each kind of notice says: one table of fields, with the form of each and the kinds that need it.
use super::kind::NoticeKind;
use Form::*;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A name or a short text, in any script.
    Line,
    /// A text of several sentences.
    Text,
    /// A date as far as it is known.
    Date,
    /// A day, exactly.
    Day,
    Sex,
    /// One country.
    Country,
    /// Countries, one a line.
    Countries,
    /// A country, court or mission that issues warrants.
    Issuer,
    /// Colours of eyes, one a line.
    Eyes,
    /// Colours of hair, one a line.
    Hair,
    /// Languages, one a line.
    Tongues,
    Metres,
    Kilograms,
    Months,
    /// A whole number.
    Count,
    /// SHA-256 of a document, in hexadecimal digits.
    Digest,
    /// The same of photographs, one a line.
    Photographs,
    /// The number of another notice of the same owner's.
    Notice,
    /// One of these words.
    One(&'static [&'static str]),
}

impl Form {
    /// Whether it takes more than one value.
    pub const fn is_many(self) -> bool {
        matches!(self, Countries | Eyes | Hair | Tongues | Photographs)
    }

    /// Whether it names something that lies elsewhere, and says nothing in words.
    pub const fn is_reference(self) -> bool {
        matches!(self, Digest | Photographs | Notice)
    }
}

/// When a field is needed in a kind that has it, beside where it always is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Never,
    /// Where that field says this.
    Is(&'static str, &'static str),
    /// Where that field says anything.
    Has(&'static str),
    /// Where that field says nothing.
    Lacks(&'static str),
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// As files and the API call it: where the public service has the field, by its name there.
    pub name: &'static str,
    pub form: Form,
    /// For each kind in the order of [`NoticeKind::ALL`]: `!` needed, `o` may be there, `.` not of this kind.
    kinds: &'static str,
    pub when: When,
}

impl Field {
    /// The field of this name, if the kind has it.
    pub fn of(kind: NoticeKind, name: &str) -> Option<&'static Field> {
        kind.fields().find(|field| field.name == name)
    }

    fn mark(&self, kind: NoticeKind) -> u8 {
        let place = NoticeKind::ALL.iter().position(|other| *other == kind);
        place.and_then(|place| self.kinds.as_bytes().get(place)).copied().unwrap_or(b'.')
    }

    /// Whether a notice of this kind cannot be without it.
    pub fn is_needed(&self, kind: NoticeKind) -> bool {
        self.mark(kind) == b'!'
    }
}

impl NoticeKind {
    /// The fields that it has, in the order of the table.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(move |field| field.mark(self) != b'.')
    }
}

const fn f(kinds: &'static str, name: &'static str, form: Form) -> Field {
    Field { name, form, kinds, when: When::Never }
}

const fn w(kinds: &'static str, name: &'static str, form: Form, when: When) -> Field {
    Field { name, form, kinds, when }
}

const YES: Form = One(&["yes"]);

/// Red, Blue, Green, Yellow, blacK, Orange, Purple, Silver, Un special, work of Art.
///
/// Conditions: rules on the processing of data, articles 82 to 95; for Silver those of the pilot of 2025; for minors, witnesses,
/// victims and the dead articles 39 to 42.
pub const FIELDS: &[Field] = &[
    // RBGYKOPSUA
    f("........!.", "entity_type", One(&["person", "body"])),
    w("!!!o.o.!!.", "name", Line, When::Lacks("distinguishing_marks")),
    f("oooo.o.oo.", "forename", Line),
    f("oooo...oo.", "birth_name", Line),
    f("!oooo..oo.", "date_of_birth", Date),
    f("!oo!!..oo.", "sex_id", Sex),
    f("!ooo.o.oo.", "nationalities", Countries),
    f("oooo...oo.", "place_of_birth", Line),
    f("oooo...oo.", "country_of_birth_id", Country),
    f("oooo.o.oo.", "passport_number", Line),
    f("ooooo.....", "height", Metres),
    f("ooooo.....", "weight", Kilograms),
    f("ooooo.....", "eyes_colors_id", Eyes),
    f("ooooo.....", "hairs_id", Hair),
    f("oooo...oo.", "languages_spoken_ids", Tongues),
    f("oooo!.....", "distinguishing_marks", Text),
    f("...o....o.", "father_name", Line),
    f("...o....o.", "father_forename", Line),
    f("...o....o.", "mother_name", Line),
    f("...o....o.", "mother_forename", Line),
    // The person's part in the case decides under which conditions data about them may be recorded.
    f(".!!.......", "role", One(&["suspect", "convicted", "witness", "victim", "other"])),
    f(".oo.......", "protective_measures", Text),
    f("...o......", "consent", Line),
    // Prosecuted or sentenced: what is asked follows from it.
    f("!.........", "stage", One(&["prosecution", "sentence"])),
    f("!!.....!..", "charge", Line),
    f("!!.....!..", "law", Line),
    w("oo.....!..", "max_penalty_months", Months, When::Is("stage", "prosecution")),
    w("o.........", "to_serve_months", Months, When::Is("stage", "sentence")),
    f("!o.....o..", "warrant_reference", Line),
    w("!o.....o..", "warrant_issuer", Issuer, When::Has("warrant_reference")),
    w("!o.....o..", "warrant_date", Day, When::Has("warrant_reference")),
    w("!o.....o..", "warrant_digest", Digest, When::Has("warrant_reference")),
    f("...!!oo..!", "date_of_event", Date),
    f("oo.!!oo..!", "place", Line),
    f("oo.!!oo..!", "country", Country),
    f(".....!....", "threat", Text),
    f("......!...", "modus_operandi", Text),
    f(".......!..", "asset_kind", One(&["property", "vehicle", "financial-account", "business", "other"])),
    f(".......!..", "asset", Text),
    f("........!.", "un_reference", Line),
    f("........o.", "un_reference_date", Day),
    f("........!.", "un_resolution", Count),
    f(".........!", "title", Line),
    f(".........o", "artist", Line),
    f(".........!", "object", Text),
    // The text, in the language in which it was written, and what it says in others.
    f("!!!!!!!!!!", "facts", Text),
    f("!!!!!!!!!!", "facts_language", One(&["en", "fr", "es", "ar"])),
    f("oooooooooo", "facts_en", Text),
    w("oooooooooo", "translator_en", Line, When::Has("facts_en")),
    f("oooooooooo", "facts_fr", Text),
    w("oooooooooo", "translator_fr", Line, When::Has("facts_fr")),
    f("oooooooooo", "facts_es", Text),
    w("oooooooooo", "translator_es", Line, When::Has("facts_es")),
    f("oooooooooo", "facts_ar", Text),
    w("oooooooooo", "translator_ar", Line, When::Has("facts_ar")),
    f("!!oo!oo!oo", "action", Text),
    f("...o.o....", "life_at_risk", YES),
    f("ooooo...oo", "photographs", Photographs),
    // What the public may see, beside nothing: the words that the public service has, or photographs as well.
    f("o..o....!.", "public_extract", One(&["text", "photographs"])),
    // The notice in whose place this one is put.
    f("oooooooooo", "corrects", Notice),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_something_of_every_kind_and_names_are_once() {
        for (at, field) in FIELDS.iter().enumerate() {
            assert_eq!(field.kinds.len(), NoticeKind::ALL.len(), "{}", field.name);
            assert!(field.kinds.bytes().all(|mark| b"!o.".contains(&mark)), "{}", field.name);
            assert!(FIELDS[..at].iter().all(|other| other.name != field.name), "{}", field.name);
        }
    }

    #[test]
    fn what_a_field_hangs_on_is_a_field_of_the_same_kinds() {
        for field in FIELDS {
            let (When::Is(on, _) | When::Has(on)) = field.when else { continue };
            for kind in NoticeKind::ALL.iter().filter(|kind| field.mark(**kind) == b'!') {
                assert!(Field::of(*kind, on).is_some() || on == "stage", "{} on {on} in {kind}", field.name);
            }
            assert!(FIELDS.iter().any(|other| other.name == on), "{} on {on}", field.name);
        }
    }

    #[test]
    fn a_red_notice_needs_its_warrant_and_a_purple_one_needs_no_person() {
        assert!(Field::of(NoticeKind::Red, "warrant_digest").is_some_and(|f| f.is_needed(NoticeKind::Red)));
        assert!(Field::of(NoticeKind::Purple, "name").is_none());
        assert!(NoticeKind::ALL.iter().all(|kind| kind.fields().any(|f| f.name == "facts")));
    }
}
