//! What stands around a figure that corrects another, or before a time.

use super::lexer::folded;
use super::parts::Part;
use crate::search::query::dates;

/// “Should be”, 应该是 before a figure corrects it, and supposes nothing.
pub(super) fn corrected(parts: &[Part]) -> Vec<Part> {
    let plain = |text: &str| {
        [
            "should be",
            "Should be",
            "shall be",
            "must be",
            "应该是",
            "应该为",
            "应是",
            "应为",
        ]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, " "))
    };
    parts
        .iter()
        .map(|part| part.saying(plain(&part.text)))
        .collect()
}

/// What stands before a time and is no text.
pub(super) fn is_time_label(text: &str) -> bool {
    let days = |word: &&str| dates::weekday(&word.to_lowercase()).is_none();
    let words: Vec<&str> = text.split_whitespace().filter(days).collect();
    let letters: String = words
        .concat()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let letters = folded(&letters).unwrap_or(letters);
    let letters = letters.trim_start_matches('货').to_owned();
    letters.ends_with("时间")
        || [
            "送到", "送达", "送货", "到", "到厂", "装", "装货", "装柜", "进仓", "提货", "到仓",
        ]
        .contains(&letters.as_str())
        || [
            "time",
            "loadingtime",
            "date",
            "loadingdate",
            "pickuptime",
            "pickup",
            "delivery",
            "loading",
        ]
        .contains(&letters.as_str())
}
