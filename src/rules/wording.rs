//! Reading what people write: blanks, names, and signs in running text with their negations.

pub use crate::reference::text::is_han;

/// What people write where there is nothing to write yet: in capitals, letters and digits alone.
const PLACEHOLDERS: &[&str] = &[
    "NA",
    "NIL",
    "NONE",
    "NULL",
    "TBA",
    "TBC",
    "TBD",
    "TBN",
    "TOBEADVISED",
    "TOBECONFIRMED",
    "TOBEDETERMINED",
    "UNKNOWN",
    "XX",
    "XXX",
    "XXXX",
    "无",
    "没有",
    "暂无",
    "待定",
    "待告",
    "待通知",
    "待确认",
    "待补",
    "待提供",
    "未定",
    "未知",
    "不详",
    "空",
    "待客户通知",
    "客户待定",
    "等客户通知",
    "等客户确认",
    "尽快提供",
    "暂缺",
    "不清楚",
    "不知道",
    "未提供",
    "未填",
    "见附件",
    "详见附件",
    "LATER",
    "PENDING",
    "TBI",
    "TOBEINFORMED",
    "TOBEGIVEN",
    "WILLADVISE",
    "NOTYET",
    "NOTAVAILABLE",
    "NOTKNOWN",
    "SEEATTACHED",
    "SEEATTACHMENT",
];

/// What ends a text that only says that something is to come: HC-02后补, will send later.
const WAITING: &[&str] = &[
    "后补",
    "待补",
    "待定",
    "待告",
    "待通知",
    "待确认",
    "待提供",
    "后提供",
    "另行通知",
    "再通知",
    "等通知",
    "等确认",
    "TOFOLLOW",
    "SENDLATER",
    "ADVISELATER",
    "CONFIRMLATER",
    "PROVIDELATER",
    "GIVENLATER",
];

/// A text that says something. “/” and “—” stand for nothing, and so do TBA and 待定.
pub fn said(text: &str) -> Option<&str> {
    let text = text.trim();
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    // What waits is said in fewer letters than this: a longer text says something.
    let mut start = String::new();
    start.extend(letters.take(24).map(narrow).flat_map(char::to_uppercase));
    let waits = start.chars().count() < 24 && WAITING.iter().any(|word| start.ends_with(word));
    (!start.is_empty() && !waits && !PLACEHOLDERS.contains(&start.as_str())).then_some(text)
}

/// Whether a text is nothing but a no: 无, N/A.
pub fn says_none(text: &str) -> bool {
    let letters = text
        .chars()
        .map(narrow)
        .filter(|letter| letter.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_uppercase).take(8).collect();
    ["NA", "NIL", "NO", "NONE", "无", "没有", "否", "不带"].contains(&letters.as_str())
}

/// An optional text that says something.
pub fn given(text: Option<&String>) -> Option<&str> {
    text.and_then(|text| said(text))
}

/// A full-width letter as the narrow one.
pub fn narrow(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    }
}

/// Upper-case words of a text: runs of letters and digits; an apostrophe is no break.
pub fn words_of(text: &str) -> Vec<String> {
    text.chars()
        .map(narrow)
        .filter(|letter| !matches!(letter, '\'' | '’'))
        .collect::<String>()
        .to_uppercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A sign that is looked for in running text.
pub struct Sign {
    /// The sign, lower case: Chinese as it stands, English as words.
    pub text: &'static str,
    /// What may stand right before it and makes it another thing: 使用手册 is a manual.
    pub not_after: &'static [&'static str],
    /// The words right after it that make it another thing: a handbook of assembly.
    pub not_before: &'static [&'static str],
}

impl Sign {
    /// A sign that is one wherever it stands.
    pub const fn plain(text: &'static str) -> Self {
        Self::but_after(text, &[])
    }

    /// A sign that is another thing behind some words.
    pub const fn but_after(text: &'static str, not_after: &'static [&'static str]) -> Self {
        Self {
            text,
            not_after,
            not_before: &[],
        }
    }
}

/// What ends a clause: a denial reaches no further.
const CLAUSE_ENDS: [char; 9] = ['，', ',', '。', ';', '；', '\n', '!', '、', '|'];

/// The first of some signs that a text affirms: there, as a word, and not denied.
pub fn affirms<'s>(text: &str, signs: &'s [Sign]) -> Option<&'s str> {
    let plain: String = text.chars().map(narrow).collect::<String>().to_lowercase();
    plain.split(CLAUSE_ENDS).find_map(|clause| {
        signs
            .iter()
            .find(|sign| clause_affirms(clause, sign.text, sign.not_after, sign.not_before))
            .map(|sign| sign.text)
    })
}

/// Whether a text affirms one of the words of a table.
pub fn affirms_one_of<'w>(
    text: &str,
    words: impl Iterator<Item = &'w str>,
    not_after: &[&str],
) -> bool {
    let plain: String = text.chars().map(narrow).collect::<String>().to_lowercase();
    let clauses: Vec<&str> = plain.split(CLAUSE_ENDS).collect();
    words.map(str::to_lowercase).any(|word| {
        clauses
            .iter()
            .any(|clause| clause_affirms(clause, &word, not_after, &[]))
    })
}

/// Whether a text begins with a word: an English one as a whole.
fn begins_with(text: &str, word: &str) -> bool {
    let rest = text.trim_start().strip_prefix(word);
    rest.is_some_and(|rest| !word.is_ascii() || !rest.starts_with(char::is_alphanumeric))
}

fn clause_affirms(clause: &str, sign: &str, not_after: &[&str], not_before: &[&str]) -> bool {
    clause.match_indices(sign).any(|(start, found)| {
        let (before, after) = (&clause[..start], &clause[start + found.len()..]);
        let whole = !sign.is_ascii()
            || (!before.ends_with(|c: char| c.is_ascii_alphanumeric())
                && !after.starts_with(|c: char| c.is_ascii_alphanumeric()));
        whole
            && !not_after
                .iter()
                .any(|other| before.trim_end().ends_with(other))
            && !not_before.iter().any(|other| begins_with(after, other))
            && !denied_before(before)
            && !denied_after(after)
    })
}

/// What denies when nothing but fillers stands between it and the sign.
const DENIALS: &[char] = &['无', '不', '没', '非', '未', '免', '勿'];

/// What may stand between a denial and what it denies.
const FILLERS: &str = "需要用做办理带有是含涉及属于任何走作必须海关加工贸易进料来报的能可会提供到";

/// English denials, and what may stand between.
const ENGLISH_DENIALS: &[&str] = &["no", "not", "without", "non", "never", "nor", "w/o"];
const ENGLISH_FILLERS: &[&str] = &[
    "a",
    "an",
    "any",
    "the",
    "need",
    "needed",
    "require",
    "required",
    "requires",
    "under",
    "for",
    "customs",
    "processing",
    "trade",
    "be",
    "is",
    "subject",
    "to",
    "use",
    "with",
    "involve",
    "involved",
    "apply",
    "has",
    "have",
    "in",
    "of",
    "or",
];

fn denied_before(before: &str) -> bool {
    let tail = before.trim_end_matches([' ', '"', '“', '「']);
    if let Some(at) = tail.rfind(DENIALS) {
        let between = tail[at..].chars().skip(1);
        if between
            .filter(|c| !c.is_whitespace())
            .all(|c| FILLERS.contains(c))
        {
            return true;
        }
    }
    for word in tail
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '(' | ')' | ':'))
        .rev()
        .filter(|word| !word.is_empty())
    {
        if ENGLISH_DENIALS.contains(&word) {
            return true;
        }
        if !ENGLISH_FILLERS.contains(&word) {
            return false;
        }
    }
    false
}

fn denied_after(after: &str) -> bool {
    let after = ["编号", "号码", "号", "number", "no.", "no:"]
        .iter()
        .find_map(|label| after.trim_start().strip_prefix(label))
        .unwrap_or(after);
    let (value, said_after_colon) = match after.trim_start().strip_prefix([':', '=']) {
        Some(value) => (value.trim_start(), true),
        None => (after.trim_start(), false),
    };
    let denials: &[&str] = if said_after_colon {
        &[
            "无", "否", "没", "不", "未", "非", "no", "none", "nil", "n/a", "na", "/", "-", "×",
            "false", "x",
        ]
    } else {
        &[
            "无需", "否", "没有", "不需", "不用", "不做", "不要", "不带", "不走", "none", "nil",
            "n/a", "not ", "is not", "no need", "isn't",
        ]
    };
    let bare_no = !said_after_colon && matches!(value.trim(), "无" | "no" | "不");
    bare_no
        || denials.iter().any(|denial| {
            value.strip_prefix(denial).is_some_and(|rest| {
                !denial.ends_with(|c: char| c.is_ascii_alphanumeric())
                    || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANDBOOK: &[Sign] = &[
        Sign::but_after("手册", &["使用", "说明"]),
        Sign::plain("转关"),
        Sign {
            text: "handbook",
            not_after: &["user"],
            not_before: &["of"],
        },
    ];

    #[test]
    fn a_sign_is_seen_where_it_stands() {
        for text in [
            "带手册",
            "手册 C37012345678",
            "货不多，需转关到洋山",
            "Handbook No. C37012345678",
            "如无变化，转关",
            "是否转关: 是",
        ] {
            assert!(affirms(text, HANDBOOK).is_some(), "{text}");
        }
    }

    #[test]
    fn a_sign_that_is_denied_or_part_of_another_word_is_none() {
        for text in [
            "无手册",
            "不带手册",
            "没有加工贸易手册",
            "手册：无",
            "手册号: N/A",
            "非转关货物",
            "无需办理转关",
            "是否转关：否",
            "no handbook",
            "without any processing trade handbook",
            "Handbook: none",
            "user handbook enclosed",
            "handbook of operation",
            "附使用手册",
            "handbooks",
        ] {
            assert_eq!(affirms(text, HANDBOOK), None, "{text}");
        }
    }

    #[test]
    fn a_dash_or_a_placeholder_says_nothing_and_a_zero_does() {
        for nothing in [
            " / ",
            "—",
            "N/A",
            "n.a.",
            "tba",
            "To be advised",
            "待定",
            "ＴＢＡ",
            "(none)",
        ] {
            assert_eq!(said(nothing), None, "{nothing}");
        }
        for something in [
            "0",
            "Nilsson",
            "无锡",
            "NA-7781",
            "to be advised by Mary tomorrow",
        ] {
            assert_eq!(said(something), Some(something));
        }
    }
}
