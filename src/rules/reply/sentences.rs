//! Whether a text is a name or a place, or more of a sentence than that.

use super::lexer::tokens;
use super::names::ends_in_a_person;
use crate::rules::wording::is_han;

/// Words of a sentence, and of no name: a text that holds one was not cut where it ends.
const OF_SENTENCES: &[&str] = &[
    "翻译",
    "一下",
    "麻烦",
    "请",
    "随便",
    "看着",
    "参照",
    "参考",
    "明天",
    "账单",
    "写上",
    "再说",
    "按照",
    "帮忙",
    "谢谢",
    "什么",
    "怎么",
    "已经",
    "联系人",
    "电话",
    "另外",
    "你",
    "您",
    "我",
    "他们",
    "知道",
    "已发",
    "已寄",
    "都给",
    "要求",
    "随意",
    "一半",
    "单子",
    "因为",
    "由于",
    "所以",
    "还有",
];
const LATIN_OF_SENTENCES: &[&str] = &[
    "please",
    "pls",
    "kindly",
    "you",
    "your",
    "we",
    "will",
    "is",
    "are",
    "was",
    "should",
    "confirm",
    "confirmed",
    "translate",
    "tomorrow",
    "bill",
    "invoice",
    "thanks",
    "regards",
    "rgds",
    "contact",
    "but",
    "if",
    "sorry",
    "who",
    "knows",
    "ask",
    "usual",
    "already",
    "check",
    "sent",
    "form",
    "prepaid",
    "collect",
    "because",
    "attached",
    "our",
    "my",
    "me",
    "us",
    "it",
    "they",
    "he",
    "she",
];
/// What of a company is no place.
const NO_PLACE: &[&str] = &[
    "hq",
    "office",
    "head",
    "headquarters",
    "company",
    "branch",
    "buyer",
    "account",
    "bank",
    "customer",
    "consignee",
    "shipper",
    "agent",
    "third",
    "第三",
    "总部",
    "总公司",
    "分公司",
    "公司",
    "买方",
    "账户",
    "银行",
    "代理",
    "收货人",
    "发货人",
    "客户",
    "付",
];

/// Whether a text that should be a name is more of a sentence than that.
pub(super) fn is_a_sentence(text: &str) -> bool {
    OF_SENTENCES.iter().any(|word| text.contains(word))
        || text.ends_with('了')
        || text.split_whitespace().enumerate().any(|(place, word)| {
            // “Our HQ” is one; US STEEL and IT PARTS are names.
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            let behind_first = word.get(usize::from(place == 0)..).unwrap_or_default();
            !behind_first.contains(char::is_uppercase)
                && LATIN_OF_SENTENCES.contains(&word.to_lowercase().as_str())
        })
        || ends_in_a_person(text)
}

/// Whether a text that no table knows may name a place.
pub(super) fn may_be_a_place(text: &str) -> bool {
    let words = tokens(text);
    let han = text.chars().filter(|letter| is_han(*letter)).count();
    !is_a_sentence(text)
        && !NO_PLACE.iter().any(|word| {
            if word.is_ascii() {
                words.iter().any(|known| known == word)
            } else {
                text.contains(word)
            }
        })
        && (2..).contains(&text.chars().count())
        && !text.contains('@')
        && han <= 6
        && (han > 0 || words.len() <= 3)
        && !text.contains(|letter: char| letter.is_ascii_digit())
}
