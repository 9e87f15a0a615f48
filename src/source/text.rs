//! From the bytes of a file to its text.

use crate::diagnostic::{FileId, Finding, Span};
use std::path::Path;
use std::sync::Arc;

/// Largest file that is read, in bytes.
pub const MAX_FILE: u64 = 16 << 20;

/// The text of a file, without a byte-order mark; with a finding, and possibly empty, where it cannot be read as
/// it stands.
pub(super) fn load(id: FileId, disk: &Path, size: u64) -> (Arc<str>, Option<Finding>) {
    let unreadable = |message: String, help: &str| {
        (Arc::from(""), Some(Finding::new("source/unreadable", Span::top(id), message).help(help)))
    };
    if size > MAX_FILE {
        return unreadable(
            format!("the file has {} MB; at most {} MB are read", size >> 20, MAX_FILE >> 20),
            "split it, or keep it outside the handbook",
        );
    }
    match std::fs::read(disk) {
        Ok(bytes) => decode(id, &bytes),
        Err(e) => unreadable(
            format!("the file cannot be read: {e}"),
            "give the one who builds the handbook the right to read it",
        ),
    }
}

/// UTF-8; where it is none, everything that can be told of it.
fn decode(id: FileId, bytes: &[u8]) -> (Arc<str>, Option<Finding>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let e = match std::str::from_utf8(bytes) {
        // Lines that end as on the Macs of old; as long as those of today, so that places stay.
        Ok(text) if text.contains('\r') && !text.contains('\n') => {
            return (Arc::from(text.replace('\r', "\n")), None);
        }
        Ok(text) => return (Arc::from(text), None),
        Err(e) => e,
    };
    let help = "save the file again, and choose the encoding UTF-8";
    let told = |at, message: String| Some(Finding::new("source/encoding", at, message).help(help));
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let message = "the file is saved as UTF-16 (\"Unicode\"), not as UTF-8; it is not read".to_owned();
        return (Arc::from(""), told(Span::top(id), message));
    }
    if bytes.contains(&0) {
        return (Arc::from(""), told(Span::top(id), "the file is no text; it is not read".to_owned()));
    }
    // What follows is told of the text with marks in place of what cannot be read, so that its id is still known.
    let text = String::from_utf8_lossy(bytes);
    let at = e.valid_up_to();
    let at_span = Span::new(id, at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    let message = match bytes.get(at) {
        Some(&byte @ 0xc0..) => {
            format!(
                "the file is not saved as UTF-8; the first sign that shows it, probably `{}`, is here",
                byte as char
            )
        }
        _ => "the file is not saved as UTF-8; the first sign that shows it is here".to_owned(),
    };
    (Arc::from(text), told(at_span, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> (String, String) {
        let (text, finding) = decode(FileId(0), bytes);
        (text.to_string(), finding.map(|f| f.message).unwrap_or_default())
    }

    #[test]
    fn a_mark_at_the_beginning_is_dropped() {
        assert_eq!(message(b"\xef\xbb\xbfid: x"), ("id: x".to_owned(), String::new()));
    }

    #[test]
    fn lines_end_in_any_of_three_ways() {
        assert_eq!(message(b"id: x\rtitle: y\r").0, "id: x\ntitle: y\n");
        assert_eq!(message(b"id: x\r\ntitle: y").0, "id: x\r\ntitle: y");
    }

    #[test]
    fn other_encodings_are_named() {
        assert!(message(b"\xff\xfei\0d\0").1.contains("UTF-16"));
        assert!(message(b"\x89PNG\0\0").1.contains("no text"));
        let (text, message) = message(b"title: M\xfcller\n");
        assert_eq!(text, "title: M\u{fffd}ller\n");
        assert!(message.contains("`ü`"), "{message}");
    }

    #[test]
    fn what_cannot_be_read_is_a_finding() {
        let (text, finding) = load(FileId(0), Path::new("/nowhere/at/all.md"), 0);
        assert!(text.is_empty());
        assert_eq!(finding.unwrap().rule, "source/unreadable");
        assert!(load(FileId(0), Path::new("/nowhere"), MAX_FILE + 1).1.unwrap().message.contains("16 MB"));
    }
}
