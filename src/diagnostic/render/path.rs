//! Paths of files as the forms write them.

use super::Report;
use crate::diagnostic::FileId;
use std::fmt::Write;

impl Report<'_> {
    /// Path of a file from where the command ran, with forward slashes.
    pub fn path(&self, file: FileId) -> String {
        let path = self.sources.path(file);
        let folder = self.folder.trim_end_matches(['/', '\\']);
        if folder.is_empty() && self.folder.is_empty() || folder == "." {
            return path.to_owned();
        }
        let folder = folder.replace('\\', "/");
        let folder = folder.strip_prefix("./").unwrap_or(&folder);
        format!("{folder}/{path}")
    }
}

/// A path as a URI reference: everything but letters, digits and `-._~/` is escaped. An absolute path becomes
/// a `file:` address.
pub(super) fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len() + 8);
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') {
        out.push_str("file://");
    } else if drive {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (drive && byte == b':') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn addresses_hold_no_spaces_and_no_accents() {
        assert_eq!(uri("policies/Verträge 1.md"), "policies/Vertr%C3%A4ge%201.md");
        assert_eq!(uri("/srv/h/a.md"), "file:///srv/h/a.md");
        assert_eq!(uri("C:/h/a.md"), "file:///C:/h/a.md");
    }
}
