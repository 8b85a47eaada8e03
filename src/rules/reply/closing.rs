//! How letters begin and end: greetings, thanks, signatures.

use super::edges::behind;
use super::lexer::{Item, read};
use super::lexicon::{Kind, is_only_words};
use super::parts::Part;
use super::who::Seeks;

const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "dear",
    "good morning",
    "good afternoon",
    "good day",
    "morning",
    "hey",
    "你好",
    "您好",
    "早上好",
    "下午好",
    "早",
    "亲",
    "回复如下",
    "答复如下",
    "如下",
    "please see our reply",
    "please see reply",
    "please find our reply",
    "our reply",
    "see our reply",
    "on your questions",
    "to your questions",
    "as follows",
    "reply as follows",
];

/// Whether a part only greets.
pub(super) fn is_greeting(text: &str) -> bool {
    let lower = text.to_lowercase();
    GREETINGS.iter().any(|word| behind(&lower, word).is_some())
        && text.split_whitespace().count() <= 4
        && text.chars().count() <= 24
}

const SIGN_OFFS: &[&str] = &[
    "best regards",
    "kind regards",
    "warm regards",
    "with regards",
    "regards",
    "rgds",
    "brgds",
    "b.rgds",
    "br",
    "thanks",
    "thank you",
    "thx",
    "tks",
    "many thanks",
    "yours",
    "sincerely",
    "cheers",
    "best wishes",
    "谢谢",
    "多谢",
    "此致",
    "祝好",
    "祝商祺",
    "顺祝",
    "顺颂",
    "商祺",
    "商安",
    "敬礼",
    "盼复",
    "祝您",
    "祝工作",
    "祝一切",
    "祝生意",
    "以上请知",
    "以上，谢谢",
    "thks",
    "--",
    "sent from my",
    "发自我的",
    "发自",
];

/// Whether a part begins the end of a letter.
pub(super) fn signs_off(text: &str) -> bool {
    let lower = text.to_lowercase();
    SIGN_OFFS.iter().any(|word| behind(&lower, word).is_some())
}

/// What stands behind the value and a word of thanks is a signature.
pub(super) fn sign_off(parts: &mut Vec<Part>, seeks: Seeks<'_>) {
    let has_figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let gives = |text: &str| (seeks.is_value)(text) || seeks.figure && has_figure(text);
    let signed = (1..parts.len()).find(|at| {
        let said = parts[..*at]
            .iter()
            .any(|part| seeks.any || gives(&part.text) || is_only_words(&part.text));
        said && signs_off(&parts[*at].text) && !gives(&parts[*at].text)
    });
    let Some(signed) = signed else { return };
    if parts[signed..].iter().any(|part| gives(&part.text)) {
        return;
    }
    // “Thanks, will check with the consignee” is none.
    let behind = parts.split_off(signed);
    parts.extend(
        behind
            .into_iter()
            .filter(|part| part.asks() || leaves_open(&part.text)),
    );
}

/// Whether a part says anything that keeps a value from being settled.
fn leaves_open(text: &str) -> bool {
    let unsettles = [
        Kind::Unsure,
        Kind::Deny,
        Kind::DenyVerb,
        Kind::DenyAux,
        Kind::DenyBefore,
    ];
    let clause = read(text, false, &[]);
    clause
        .items
        .iter()
        .any(|item| matches!(item, Item::Word(kind) if unsettles.contains(kind)))
}
