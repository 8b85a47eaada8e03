//! What stands around a figure that corrects another, or before a time.

use super::parts::Part;

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
        .map(|part| Part {
            text: plain(&part.text),
            end: part.end,
        })
        .collect()
}

/// What stands before a time and is no text.
pub(super) fn is_time_label(text: &str) -> bool {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.ends_with("时间")
        || [
            "送到", "送达", "送货", "到", "到厂", "装", "装货", "装柜", "进仓", "提货", "到仓",
        ]
        .contains(&letters.as_str())
        || ["time", "loadingtime", "date", "loadingdate", "pickuptime"]
            .contains(&letters.to_lowercase().as_str())
}
