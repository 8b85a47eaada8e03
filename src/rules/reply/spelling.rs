//! Slips of the pen in the words of harbours and freight: SOUTH HABOUR, prepiad.

/// What is meant, and how it may be written.
const WORDS: &[(&str, &[&str])] = &[
    ("harbour", &["harbour", "harbor"]),
    ("northport", &["northport"]),
    ("southport", &["southport"]),
    ("westport", &["westport"]),
    ("terminal", &["terminal"]),
    ("prepaid", &["prepaid"]),
    ("collect", &["collect"]),
    ("freight", &["freight"]),
    ("warehouse", &["warehouse"]),
    ("trailer", &["trailer"]),
    ("fumigation", &["fumigation"]),
];

/// The fewest letters of a word that a slip leaves recognisable.
const FEWEST: usize = 6;

/// A text with the words in it that are one slip from one of those, and from no other.
pub(super) fn corrected(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for letter in text.chars().chain(['\0']) {
        if letter.is_ascii_alphanumeric() {
            word.push(letter);
            continue;
        }
        out.push_str(meant(&word).unwrap_or(&word));
        word.clear();
        out.push(letter);
    }
    out.pop();
    out
}

/// What a word can only mean.
fn meant(word: &str) -> Option<&'static str> {
    let lower = word.to_ascii_lowercase();
    let is_written = |(_, spellings): &(&str, &[&str])| spellings.contains(&&*lower);
    if word.len() < FEWEST || WORDS.iter().any(is_written) {
        return None;
    }
    // No two of the words are so near that a slip could mean either.
    let near =
        |(_, spellings): &&(&str, &[&str])| spellings.iter().any(|known| is_a_slip(&lower, known));
    WORDS.iter().find(near).map(|(only, _)| *only)
}

/// Whether one letter makes a word another: left out, doubled, wrong, or two turned round. The first
/// and the last stay: “collects” is a word of its own.
fn is_a_slip(word: &str, known: &str) -> bool {
    let (word, known) = (word.as_bytes(), known.as_bytes());
    if word.first() != known.first() || word.last() != known.last() {
        return false;
    }
    let same = word.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (a, b) = (&word[same..], &known[same..]);
    match (a, b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([one, other, a @ ..], [two, more, b @ ..]) if (one, other, a) == (more, two, b) => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) => a == b,
        _ => false,
    }
}
