//! The signature that ends a letter: the name, and below it the company, the telephone, the address.

use super::closing::signs_off;
use super::lexer::{digits, tokens};
use super::lexicon::is_only_words;
use super::names::whole;
use super::who::Seeks;
use crate::rules::wording::is_han;

/// Words by which a line below a name is the rest of a signature.
const OF_A_SIGNATURE: &[&str] = &[
    "公司",
    "集团",
    "工厂",
    "商行",
    "贸易",
    "物流",
    "货代",
    "电话",
    "手机",
    "传真",
    "地址",
    "邮箱",
    "邮编",
    "网址",
    "微信",
    "部门",
    "经理",
    "主管",
    "总监",
    "业务员",
    "跟单",
    "单证员",
    "出口部",
    "业务部",
    "外贸部",
    "省",
    "市",
    "区",
    "路",
    "街",
    "号楼",
    "@",
    "www.",
    "http",
    "qq",
    "tel",
    "mob",
    "fax",
    "mail",
    "ltd",
    "inc",
    "corp",
    "gmbh",
    "llc",
    "sdn",
    "co.",
    "b.v.",
    "limited",
    "add:",
    "address",
];

/// The body without the lines below the name that ends it.
pub(super) fn without_signature(body: &str, seeks: Seeks<'_>) -> String {
    let lines: Vec<&str> = body.lines().map(str::trim).collect();
    let Some(name) = (1..lines.len()).find(|at| is_signed(&lines, *at, seeks)) else {
        return body.to_owned();
    };
    let below = &lines[name + 1..];
    let is_rest = |line: &&str| is_a_time(line) || belongs(line, seeks);
    if !below.iter().all(is_rest) {
        return body.to_owned();
    }
    // The time of writing may stand below the name.
    let times = below.iter().filter(|line| is_a_time(line));
    let kept: Vec<&str> = lines[..=name].iter().chain(times).copied().collect();
    kept.join("\n")
}

/// Whether a line is nothing but a time, with its day or without.
fn is_a_time(line: &str) -> bool {
    line.contains(':')
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line
            .chars()
            .all(|c| c.is_ascii_digit() || " -/:.年月日".contains(c))
}

/// Whether a line is the name that signs what stands above it.
fn is_signed(lines: &[&str], at: usize, seeks: Seeks<'_>) -> bool {
    // “祝商祺” is no Mr Zhu.
    let name = whole(lines[at], &|_| false).filter(|_| !signs_off(lines[at]));
    let above = lines[..at].iter().rev().find(|line| !line.is_empty());
    let ends = above.is_some_and(|line| signs_off(line));
    let apart = lines[at - 1].is_empty();
    // Where somebody to call is asked for, the name above a telephone is the answer.
    let heads = || !seeks.calls && lines.get(at + 1).is_some_and(|line| is_of_one(line));
    // “South” alone below “Best regards” is what was asked for.
    name.is_some() && above.is_some() && (ends || apart || heads()) && !(seeks.is_value)(lines[at])
}

/// Whether a line can be nothing but a signature's: a company, an address, telephones.
fn is_of_one(line: &str) -> bool {
    let lower = line.to_lowercase();
    OF_A_SIGNATURE.iter().any(|word| lower.contains(word))
        || digits(line) >= 7
            && tokens(line)
                .iter()
                .all(|word| word.len() == 1 || word.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line below a name belongs to the signature: by its words, or a name in capitals.
fn belongs(line: &str, seeks: Seeks<'_>) -> bool {
    // Of a line of telephone numbers nothing is left but what stands between them.
    if !line.contains(char::is_alphanumeric) || signs_off(line) {
        return true;
    }
    let lower = line.to_lowercase();
    if line.contains(['?', '？']) || lower.starts_with("ps") || lower.starts_with("p.s") {
        return false;
    }
    if is_of_one(line) {
        return true;
    }
    if line.chars().any(is_han) {
        return false;
    }
    let small = ["of", "and", "the", "for", "de", "la", "&"];
    let titled = line
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                || small.contains(&word)
        });
    let several = line.split_whitespace().count() > 1;
    // “North Harbour” below a name may be meant: a company's name holds more.
    titled && several && !is_only_words(line) && !is_nothing_but_a_value(line, seeks)
}

fn is_nothing_but_a_value(line: &str, seeks: Seeks<'_>) -> bool {
    (seeks.is_value)(line) && line.split_whitespace().count() < 3
}
