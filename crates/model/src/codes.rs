//! Code lists: an enum whose every value has one text, both ways.

/// Gives an enum `ALL`, `as_str`, `FromStr` and `Display` from one table, so that no code can be written that cannot be read.
#[macro_export]
macro_rules! codes {
    ($type:ident, $what:literal, { $($variant:ident => $code:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order of the table.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The code as it stands in files, URLs and the journal.
            pub const fn as_str(self) -> &'static str {
                match self { $($type::$variant => $code),+ }
            }
        }
        impl std::str::FromStr for $type {
            type Err = $crate::Invalid;
            fn from_str(text: &str) -> Result<$type, $crate::Invalid> {
                match text {
                    $($code => Ok($type::$variant),)+
                    _ => Err($crate::Invalid::new($what, concat!("expected one of:" $(, " ", $code)+))),
                }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
