//! Texts that end with a checksum of themselves.

/// The text with a last line that vouches for it.
pub fn seal(body: &str) -> String {
    let crc = crc32fast::hash(body.as_bytes());
    format!("{body}check {crc:08x}\n")
}

/// What such a text says; none where a byte of it is missing or not as it was written.
pub fn unseal(text: &str) -> Option<&str> {
    let body = &text[..text.rfind("check ")?];
    (seal(body) == text).then_some(body)
}
