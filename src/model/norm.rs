//! A reference to a clause: `iso9001:8.2.1`, or to a standard as a whole: `iso27001`.

/// A reference, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NormRef {
    /// Short name or id of the standard.
    pub standard: String,
    /// Clause, where one is named.
    pub clause: Option<String>,
}

impl NormRef {
    /// Reads `standard:clause` or `standard`.
    pub fn read(text: &str) -> Self {
        match text.split_once(':') {
            Some((s, c)) => Self { standard: s.trim().to_owned(), clause: Some(c.trim().to_owned()) },
            None => Self { standard: text.trim().to_owned(), clause: None },
        }
    }
}
