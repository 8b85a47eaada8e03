//! What the goods are: 3.2b.

use super::wording::{given, is_han};
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, Severity};

/// Each line of goods has an English and a Chinese name.
pub static GOODS_NAME: Rule = Rule {
    id: "goods-name",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: goods_name,
    ..Rule::PLAIN
};

fn goods_name(checked: &Checked<'_>, report: &mut Report) {
    if checked.consignment.cargo.is_empty() {
        report.add(
            GOODS_NAME
                .finding()
                .field("/cargo")
                .says("none")
                .asks("ask-none"),
        );
    }
    for (at, cargo) in checked.cargo() {
        let english = given(cargo.name_en.as_ref()).filter(|name| is_english(name));
        let chinese = given(cargo.name_zh.as_ref()).filter(|name| name.chars().any(is_han));
        let (says, asks, name) = match (english, chinese) {
            (Some(_), Some(_)) => continue,
            (Some(name), None) => ("chinese", "ask-chinese", name),
            (None, Some(name)) => ("english", "ask-english", name),
            (None, None) => ("message", "ask", ""),
        };
        report.add(
            GOODS_NAME
                .finding()
                .at(&at)
                .fields([format!("{at}/name_en"), format!("{at}/name_zh")])
                .arg("line", line_no(&at))
                .arg("name", name)
                .says(says)
                .asks(asks),
        );
    }
}

/// Whether a name is an English one: of Latin letters, or with a word of them among Chinese ones; T恤
/// is none.
pub(super) fn is_english(name: &str) -> bool {
    let latin = |letter: char| letter.is_ascii_alphabetic();
    if name.chars().any(is_han) {
        name.split(|letter: char| !latin(letter))
            .any(|word| word.len() >= 3)
    } else {
        name.chars().any(latin)
    }
}

/// The line's number as people count, from its pointer.
pub(super) fn line_no(at: &str) -> usize {
    at.split('/')
        .nth(2)
        .and_then(|index| index.parse::<usize>().ok())
        .map_or(0, |index| index + 1)
}
