//! Identities that stay the same from edition to edition: a calendar and a feed reader know an entry again by them.

use crate::model::Handbook;

/// A UUID made of a handbook's name and what is meant within it.
pub(crate) fn uuid(h: &Handbook, parts: &[&str]) -> String {
    let source = h.source_lang();
    let mut hasher = blake3::Hasher::new();
    for piece in std::iter::once(&h.settings.name.get(source, source)).chain(parts) {
        hasher.update(&(piece.len() as u64).to_le_bytes());
        hasher.update(piece.as_bytes());
    }
    let hash = hasher.finalize();
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    // Version 8 is for what one makes up oneself, variant as in RFC 9562.
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
