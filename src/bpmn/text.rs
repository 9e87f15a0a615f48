//! The text of a file: tools write UTF-8, some of them UTF-16 or Latin-1, and say so at the beginning.

/// The text, and `None` where it is in no encoding that is known.
pub fn text(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(&bytes, u16::from_be_bytes),
        _ if is_latin(&bytes) => Some(bytes.iter().map(|&b| char::from(b)).collect()),
        _ => String::from_utf8(bytes).ok(),
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    rest.is_empty()
        .then(|| char::decode_utf16(pairs.iter().map(|p| unit(*p))).collect::<Result<_, _>>().ok())?
}

/// Whether the first line says that each byte is a letter of Latin-1.
fn is_latin(bytes: &[u8]) -> bool {
    let line = bytes.split(|&b| b == b'>').next().unwrap_or_default();
    let line = String::from_utf8_lossy(line.get(..line.len().min(200)).unwrap_or_default()).to_lowercase();
    line.starts_with("<?xml") && ["iso-8859-1", "latin1", "us-ascii"].iter().any(|name| line.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_write_is_read() {
        let said = "<?xml version='1.0'?><a n='Prüfen ✓'/>";
        let little: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xfeff].into_iter().chain(said.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(said.into()).as_deref(), Some(said));
        assert_eq!(text([&[0xff, 0xfe], &little[..]].concat()).as_deref(), Some(said));
        assert_eq!(text(little.clone()).as_deref(), Some(said));
        assert_eq!(text(big).as_deref(), Some(said));
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a n='Pr\xfcfen'/>".to_vec();
        assert!(text(latin).unwrap().contains("Prüfen"));
        assert_eq!(text(little[..little.len() - 1].to_vec()), None);
        assert_eq!(text(vec![0xff, 0xfe, 0x00, 0xd8]), None);
        assert_eq!(text(b"<a n='Pr\xfcfen'/>".to_vec()), None);
        assert_eq!(text(Vec::new()).as_deref(), Some(""));
    }
}
