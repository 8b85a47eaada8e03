//! What stands in a free text and is the answer to another question: cartons, weights, an HS code, the
//! telephone of nobody who is asked for.

use super::calls::telephone;
use super::lexer::tokens;
use super::words::values_elsewhere;
use crate::rules::wording::is_han;

/// What goods are counted and measured in.
const UNITS: &[&str] = &[
    "kg", "kgs", "cbm", "m3", "mt", "t", "tons", "ctn", "ctns", "cartons", "carton", "pcs", "pkgs",
    "packages", "pallets", "plts", "sets", "rolls", "bags", "drums", "total", "g", "w", "gw", "公",
    "斤", "千", "克", "吨", "方", "立", "米", "箱", "件", "包", "托", "个", "套", "桶", "卷", "袋",
    "纸", "共", "毛", "净", "重", "体", "积",
];

/// What tells that figures are the code of goods or an order's number: HS 610510, 税号 6105.10, PO 4711.
const CODES: &[&str] = &[
    "hs",
    "hs code",
    "po",
    "po no",
    "order",
    "order no",
    "税号",
    "hs编码",
    "商品编码",
    "海关编码",
    "订单",
    "订单号",
];

/// Whether a text is nothing but the answer to another question.
pub(super) fn is_stray(text: &str) -> bool {
    let words = tokens(text);
    let counted = words.iter().all(|word| {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.is_empty() || UNITS.contains(&unit)
    }) && words
        .iter()
        .any(|word| !word.bytes().all(|b| b.is_ascii_digit()));
    let figured = |word: &String| word.bytes().all(|b| b.is_ascii_digit());
    let code = CODES.iter().any(|code| {
        let code = tokens(code);
        words.starts_with(&code)
            && words.len() > code.len()
            && words[code.len()..].iter().all(figured)
    });
    counted || code
}

/// Whether a text is nothing but the answer to one of the desk's questions with few answers: 预付.
pub(super) fn is_answer_elsewhere(text: &str) -> bool {
    text.chars().all(is_han) && values_elsewhere().contains(&tokens(text))
}

/// Whether a text is nothing but a telephone number.
pub(super) fn is_telephone(text: &str) -> bool {
    telephone(text).is_some_and(|(start, end)| {
        let rest = [&text[..start], &text[end..]].concat();
        !rest.contains(char::is_alphanumeric)
    })
}
