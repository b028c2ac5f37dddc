//! Grading: how far the source is trusted, and how well the information is known (the 4x4 codes of police exchange).

/// How reliable the source is: A always, B mostly, C mostly not, X cannot be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SourceGrade {
    A,
    B,
    C,
    #[default]
    X,
}

crate::codes!(SourceGrade, "source grade", { A => "A", B => "B", C => "C", X => "X" });

/// How the information is known: 1 not in doubt; 2 known to the source itself; 3 corroborated; 4 cannot be corroborated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum InformationGrade {
    One,
    Two,
    Three,
    #[default]
    Four,
}

crate::codes!(InformationGrade, "information grade", { One => "1", Two => "2", Three => "3", Four => "4" });

/// Both grades of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Grading {
    pub source: SourceGrade,
    pub information: InformationGrade,
}

impl std::fmt::Display for Grading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.source, self.information)
    }
}

impl std::str::FromStr for Grading {
    type Err = crate::Invalid;
    /// Two characters, such as `B2`.
    fn from_str(text: &str) -> Result<Grading, crate::Invalid> {
        let why =
            crate::Invalid::new("grading", "expected source A, B, C or X and information 1 to 4, such as B2");
        let (source, information) = text.split_at_checked(1).ok_or(why.clone())?;
        let source = source.parse().map_err(|_| why.clone())?;
        Ok(Grading { source, information: information.parse().map_err(|_| why)? })
    }
}
