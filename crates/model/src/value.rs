//! A value: the text as the owner gave it, with its script, beside the form in which values are compared.
use crate::Script;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value {
    original: String,
    /// Only where it differs from the original.
    clean: Option<String>,
    script: Script,
}

impl Value {
    pub(crate) fn new(original: &str, clean: String) -> Value {
        Value {
            script: Script::of(original),
            clean: (clean != original).then_some(clean),
            original: original.to_string(),
        }
    }

    /// As it was given.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// As it is compared: dates as [`crate::PartialDate`] writes them, countries as codes, numbers without blanks.
    pub fn clean(&self) -> &str {
        self.clean.as_deref().unwrap_or(&self.original)
    }

    pub fn script(&self) -> Script {
        self.script
    }
}
