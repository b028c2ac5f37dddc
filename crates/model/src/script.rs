//! The script in which a text is written.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Greek,
    Hebrew,
    Han,
    Kana,
    Hangul,
    Thai,
    Devanagari,
    Bengali,
    Ethiopic,
    Georgian,
    Armenian,
    Other,
}

// Codes of ISO 15924; Kana stands for both syllabaries, Other for scripts that have no code here and for mere digits.
crate::codes!(Script, "script", {
    Latin => "Latn",
    Arabic => "Arab",
    Cyrillic => "Cyrl",
    Greek => "Grek",
    Hebrew => "Hebr",
    Han => "Hani",
    Kana => "Hrkt",
    Hangul => "Hang",
    Thai => "Thai",
    Devanagari => "Deva",
    Bengali => "Beng",
    Ethiopic => "Ethi",
    Georgian => "Geor",
    Armenian => "Armn",
    Other => "Zyyy",
});

impl Script {
    /// The script of the first letter; `Other` where there is none.
    pub fn of(text: &str) -> Script {
        text.chars().filter(|c| c.is_alphabetic()).map(Script::of_letter).next().unwrap_or(Script::Other)
    }

    /// By Unicode block.
    pub fn of_letter(c: char) -> Script {
        match c {
            'A'..='Z'
            | 'a'..='z'
            | '\u{00AA}'..='\u{024F}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{FF21}'..='\u{FF5A}' => Script::Latin,
            '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
            '\u{0400}'..='\u{052F}' | '\u{1C80}'..='\u{1C8F}' => Script::Cyrillic,
            '\u{0530}'..='\u{058F}' => Script::Armenian,
            '\u{0590}'..='\u{05FF}' => Script::Hebrew,
            '\u{0600}'..='\u{06FF}'
            | '\u{0750}'..='\u{077F}'
            | '\u{08A0}'..='\u{08FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}' => Script::Arabic,
            '\u{0900}'..='\u{097F}' => Script::Devanagari,
            '\u{0980}'..='\u{09FF}' => Script::Bengali,
            '\u{0E00}'..='\u{0E7F}' => Script::Thai,
            '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' => Script::Georgian,
            '\u{1200}'..='\u{139F}' | '\u{2D80}'..='\u{2DDF}' => Script::Ethiopic,
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => Script::Hangul,
            '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' => Script::Kana,
            '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{323AF}' => Script::Han,
            _ => Script::Other,
        }
    }

    /// Written from right to left.
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Script::Arabic | Script::Hebrew)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_tells() {
        for (text, script) in [
            ("Łukasz", Script::Latin),
            ("محمد", Script::Arabic),
            ("Олександр", Script::Cyrillic),
            ("12 田中", Script::Han),
            ("たなか", Script::Kana),
            ("김", Script::Hangul),
            ("ሰላም", Script::Ethiopic),
            ("2024", Script::Other),
        ] {
            assert_eq!(Script::of(text), script, "{text}");
        }
    }
}
