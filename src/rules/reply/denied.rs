//! A UN number that a reply gives as wrong, beside the one that is right.

use super::declared::declaration;

/// A text without the UN number that it denies, where it gives another: not UN3480 but UN3481.
pub(super) fn without_denied(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let number = |at: usize| {
        let rest = lower[at..].trim_start_matches([' ', '.']);
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        (figures == 4).then(|| lower.len() - rest.len() + figures)
    };
    let denied = ["not un", "不是un", "非un", "instead of un"]
        .iter()
        .find_map(|lead| {
            let at = lower.find(lead)?;
            Some((at, number(at + lead.len())?))
        });
    match denied {
        Some((start, end)) if declares_un(&lower[..start]) || declares_un(&lower[end..]) => {
            format!("{} {}", &text[..start], &text[end..])
        }
        _ => text.to_owned(),
    }
}

fn declares_un(text: &str) -> bool {
    declaration(text, false)
        .iter()
        .any(|(name, _)| *name == "un")
}
