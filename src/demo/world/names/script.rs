//! The scripts that the world's names are written in.

/// A script, by the name that Unicode gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    Latin,
    Arabic,
    Bengali,
    Devanagari,
    Ethiopic,
    Han,
    Hangul,
    Thai,
    Myanmar,
    Cyrillic,
    Greek,
    Georgian,
}

impl Script {
    /// Whether a name in this script may hold that letter (or space, hyphen, apostrophe).
    #[cfg(test)]
    pub fn has(self, letter: char) -> bool {
        let own = match self {
            Self::Latin => {
                matches!(letter, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | '.')
            }
            Self::Arabic => {
                matches!(letter, '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D5}' | '\u{6FA}'..='\u{6FF}')
            }
            Self::Bengali => matches!(letter, '\u{980}'..='\u{9FB}'),
            Self::Devanagari => matches!(letter, '\u{900}'..='\u{963}'),
            Self::Ethiopic => matches!(letter, '\u{1200}'..='\u{135A}'),
            Self::Han => matches!(letter, '\u{4E00}'..='\u{9FFF}'),
            Self::Hangul => matches!(letter, '\u{AC00}'..='\u{D7A3}'),
            Self::Thai => matches!(letter, '\u{E01}'..='\u{E4E}'),
            Self::Myanmar => matches!(letter, '\u{1000}'..='\u{103F}'),
            Self::Cyrillic => matches!(letter, '\u{400}'..='\u{52F}'),
            Self::Greek => matches!(letter, '\u{370}'..='\u{3FF}'),
            Self::Georgian => matches!(letter, '\u{10D0}'..='\u{10FA}'),
        };
        own || matches!(letter, ' ' | '-' | '\'')
    }
}
