//! Which classes of dangerous goods may share a container. Source: IMDG Code, table 7.2.4; any degree
//! of segregation keeps goods out of one container (7.3.4). Explosives among themselves are judged
//! by their compatibility groups, which the form does not have: nothing is said of them here.

use super::wording::narrow;

/// The classes in the table's order, and for each those before it and itself: a figure is the
/// degree of segregation, a dot none by class alone, a star explosives among themselves.
const TABLE: [(&str, &str); 17] = [
    ("1.1", "*"),
    ("1.3", "**"),
    ("1.4", "***"),
    ("2.1", "442."),
    ("2.2", "221.."),
    ("2.3", "221..."),
    ("3", "442212."),
    ("4.1", "4321...."),
    ("4.2", "43221221."),
    ("4.3", "442...1.1."),
    ("5.1", "4422..2122."),
    ("5.2", "44221222222."),
    ("6.1", "22......1.11."),
    ("6.2", "4444223332331."),
    ("7", "222211222212.3."),
    ("8", "4221...11122.32."),
    ("9", "................."),
];

/// Whether a text is a class or division.
pub(super) fn is_class(text: &str) -> bool {
    row(text).is_some()
}

/// Whether goods of two classes may share a container. Of a class that is none nothing is said.
pub(super) fn may_share(left: &str, right: &str) -> bool {
    let Some((left, right)) = row(left).zip(row(right)) else {
        return true;
    };
    let (first, second) = (left.min(right), left.max(right));
    !TABLE[second].1.as_bytes()[first].is_ascii_digit()
}

/// The class that a text names first: `3`, `Class 3`, `第3类`, and with its subsidiary risks and its
/// packing group `3 (6.1)`, `3, PG II`.
fn primary(text: &str) -> Option<String> {
    let text: String = text.chars().map(narrow).collect::<String>().to_uppercase();
    let named = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = text[..text.len() - named.len()].trim_end_matches([' ', '.', ':', '-']);
    let end = named
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(named.len());
    let (class, after) = named.split_at(end);
    // The letter of a compatibility group.
    let after = after
        .strip_prefix(|c: char| c.is_ascii_uppercase())
        .unwrap_or(after);
    let is_known = |word: &str| BESIDE_A_CLASS.contains(&word) || division(word).is_some();
    let mut beside = after
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .chain(before.split_whitespace())
        .filter(|word| !word.is_empty());
    beside.all(is_known).then(|| class.to_owned())
}

/// Words that stand beside a class.
const BESIDE_A_CLASS: [&str; 17] = [
    "CLASS",
    "CL",
    "IMO",
    "IMDG",
    "DIV",
    "DIVISION",
    "HAZARD",
    "第",
    "类",
    "级",
    "SUB",
    "SUBSIDIARY",
    "RISK",
    "PG",
    "I",
    "II",
    "III",
];

/// The table's row of a class as a text names it.
fn row(text: &str) -> Option<usize> {
    division(&primary(text)?)
}

/// The table's row of a class. Divisions that it treats alike share one.
fn division(class: &str) -> Option<usize> {
    let class = match class.trim_end_matches(|c: char| c.is_ascii_uppercase()) {
        "1" | "1.2" | "1.5" => "1.1",
        "1.6" => "1.3",
        "2" => "2.1",
        "4" => "4.1",
        "5" => "5.1",
        "6" => "6.1",
        other => other,
    };
    TABLE.iter().position(|(known, _)| *known == class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_a_lower_half() {
        for (index, (class, row)) in TABLE.iter().enumerate() {
            assert_eq!(row.len(), index + 1, "{class}");
        }
    }

    #[test]
    fn what_the_code_keeps_apart_may_not_share() {
        for (left, right) in [
            ("3", "5.1"),
            ("5.1", "3"),
            ("2.1", "3"),
            ("8", "4.3"),
            ("1.4S", "3"),
        ] {
            assert!(!may_share(left, right), "{left} {right}");
        }
        for (left, right) in [
            ("3", "3"),
            ("3", "8"),
            ("9", "5.1"),
            ("6.1", "8"),
            ("1.4", "1.1"),
        ] {
            assert!(may_share(left, right), "{left} {right}");
        }
    }

    #[test]
    fn a_class_is_one_of_the_code() {
        assert!(is_class("4.3") && is_class("9") && is_class("1.4S"));
        for text in [
            "Class 3",
            "class 5.1",
            "3 (6.1)",
            "8(3)",
            "3 PG II",
            "第3类",
            "3类",
            "IMO CLASS 9",
        ] {
            assert!(is_class(text), "{text}");
        }
        assert!(!may_share("Class 3", "5.1 (8)"));
        for text in ["3 drums", "about 3", "UN 1263", "3 (7.5)"] {
            assert!(!is_class(text), "{text}");
        }
        assert!(!is_class("10") && !is_class("4.5") && !is_class(""));
    }
}
