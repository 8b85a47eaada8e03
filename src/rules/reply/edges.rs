//! Where words begin and end in a text: a Latin one stands for itself, a Chinese one wherever it is found.

/// Whether no word goes on over a place: `no` ends in “no problem”, not in “north”.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    let joins = |letter: char| letter.is_ascii_alphanumeric();
    !(text[..at].ends_with(joins) && text[at..].starts_with(joins))
}

/// What stands behind the word that begins a text.
pub(super) fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word)
        .filter(|_| is_edge(text, word.len()))
}

/// What stands before the word that ends a text.
pub(super) fn ahead<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_suffix(word)
        .filter(|rest| is_edge(text, rest.len()))
}

/// Where a word stands in a text first.
pub(super) fn find_word(text: &str, word: &str) -> Option<usize> {
    let mut found = text.match_indices(word).map(|(at, _)| at);
    found.find(|&at| is_edge(text, at) && is_edge(text, at + word.len()))
}
