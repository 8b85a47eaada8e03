//! asciicast v2: a line of JSON a piece, so that any player can show a session.

use std::time::Duration;

/// A recording of what a program wrote.
pub fn asciicast((rows, cols): (u16, u16), title: &str, pieces: &[(Duration, Vec<u8>)]) -> String {
    let mut lines = vec![
        serde_json::json!({ "version": 2, "width": cols, "height": rows, "title": title,
            "env": { "TERM": "xterm-256color" } })
        .to_string(),
    ];
    // A piece may end inside a character.
    let mut held = Vec::new();
    for (at, bytes) in pieces {
        held.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&held) {
            Ok(_) => held.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => held.len(),
        };
        let text = String::from_utf8_lossy(&held[..whole]).into_owned();
        held.drain(..whole);
        if !text.is_empty() {
            lines.push(serde_json::json!([at.as_secs_f64(), "o", text]).to_string());
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}
