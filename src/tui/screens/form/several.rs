//! Values that are written together on paper and typed together: `640 CTN`, the goods' name in both
//! languages, a contact with the phone. What is typed into the first field of such is parted among
//! them, and the caret goes on behind them all.

use serde_json::{Value, json};

use super::origin::Source;
use super::rows::{Row, is_blank};
use super::state::Form;
use crate::domain::Text;
use crate::keymap::{Action, Context};
use crate::reference::text::is_han;
use crate::tui::look::Part;
use crate::tui::model::Model;

/// So few letters may be a word of the other language's name: `LED灯`.
const A_WORD: usize = 4;

/// Digits that make a phone number of a contact's last words.
const A_PHONE: usize = 7;

/// A number of packages with what they are: `640 CTN`, `1,820纸箱`.
pub(super) fn packages(row: Row, text: &str) -> Option<Vec<(String, Value)>> {
    if row.field.at != "/cargo/*/packages" {
        return None;
    }
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',')?;
    let (count, what) = (text[..end].replace(',', ""), text[end..].trim());
    let is_word = what.starts_with(char::is_alphabetic);
    let count: u32 = count.parse().ok().filter(|_| is_word)?;
    let beside = row.field.at.replace("packages", "package_type");
    Some(vec![
        (row.pointer(), json!(count)),
        (beside.replacen('*', &row.line.to_string(), 1), json!(what)),
    ])
}

/// Parts what was just typed into a field, and says so. Nothing is parted whose other field has a
/// value already.
pub(super) fn part(model: &mut Model, pointer: &str, typed: &str) {
    let around = super::around(&model.desk);
    let Some(form) = &mut model.form else {
        return;
    };
    let other = if let Some(line) = pointer.strip_suffix("/name_en") {
        format!("{line}/name_zh")
    } else if let Some(whose) = pointer.strip_suffix("/contact") {
        format!("{whose}/phone")
    } else {
        return;
    };
    if !is_blank(form.document.at(&other)) {
        return;
    }
    let parted = if other.ends_with("phone") {
        contact(typed)
    } else {
        names(typed)
    };
    let Some((first, second)) = parted else {
        return;
    };
    let values = [
        (pointer.to_owned(), json!(first)),
        (other.clone(), json!(second)),
    ];
    form.set(&values, &Source::Typed, around);
    form.also = vec![other];
    super::settle::check_now(form, around);
    let undo = model.keyboard.key_text(Context::Form, Action::FormUndo);
    let text = Text::of("tui.said.parted")
        .with("first", first)
        .with("second", second)
        .with("undo", undo.unwrap_or_default());
    model.say(Part::Good, &text);
}

/// On to the next field that was not just filled with the one before.
pub(super) fn go_on(form: &mut Form, filled: &[String]) {
    let last = form.rows.len() - 1;
    form.focus = (form.focus + 1).min(last);
    while form.focus < last && filled.contains(&form.row().pointer()) {
        form.focus += 1;
    }
}

/// `BED LINEN 床上用品`, `BED LINEN床上用品`: the English name and the Chinese one.
fn names(typed: &str) -> Option<(&str, &str)> {
    let first = typed.find(is_han)?;
    let (before, _) = typed.split_at(first);
    let (english, attached) = match before.rfind(char::is_whitespace) {
        Some(blank) => (before[..blank].trim(), before[blank..].trim()),
        None => ("", before.trim()),
    };
    // Letters joined to the Chinese are its own where they are few, or said in English already.
    let is_its_own = attached.chars().count() < A_WORD
        || english.split_whitespace().any(|word| word == attached);
    let at = if is_its_own {
        first - attached.len()
    } else {
        first
    };
    let (english, chinese) = (typed[..at].trim(), typed[at..].trim());
    let is_name = english.chars().any(|c| c.is_ascii_alphabetic());
    // A Chinese name with an English word behind it is no pair of names.
    let has_more = chinese
        .split_whitespace()
        .any(|word| word.is_ascii() && word.len() >= A_WORD);
    (is_name && !has_more).then_some((english, chinese))
}

/// `周敏 0574-55501234`, `周敏13800001111`: the person and the phone.
fn contact(typed: &str) -> Option<(&str, &str)> {
    let first = typed.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let (person, phone) = (typed[..first].trim(), typed[first..].trim());
    let digits = phone.bytes().filter(u8::is_ascii_digit).count();
    let is_phone = digits >= A_PHONE
        && phone
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '/'));
    let person = person.trim_end_matches(['(', ',', ':', '，', '：']).trim();
    (!person.is_empty() && is_phone).then_some((person, phone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_both_languages_is_parted_where_the_second_begins() {
        for (typed, english, chinese) in [
            ("BED LINEN 床上用品", "BED LINEN", "床上用品"),
            ("BED LINEN床上用品", "BED LINEN", "床上用品"),
            ("COTTON T-SHIRTS 棉制T恤", "COTTON T-SHIRTS", "棉制T恤"),
            ("LED LAMPS LED灯", "LED LAMPS", "LED灯"),
            ("TILES PVC 地板", "TILES PVC", "地板"),
            ("GREEN TEA, 绿茶", "GREEN TEA,", "绿茶"),
        ] {
            assert_eq!(names(typed), Some((english, chinese)), "{typed}");
        }
        for typed in ["BED LINEN", "床上用品", "LED灯", "T恤", "床单 BED SHEETS"] {
            assert_eq!(names(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_contact_is_parted_from_the_phone() {
        for (typed, person, phone) in [
            ("周敏 0574-55501234", "周敏", "0574-55501234"),
            ("周敏13800001111", "周敏", "13800001111"),
            ("Ms Li +86 21 5550 1234", "Ms Li", "+86 21 5550 1234"),
            ("王师傅：138 0000 1111", "王师傅", "138 0000 1111"),
        ] {
            assert_eq!(contact(typed), Some((person, phone)), "{typed}");
        }
        for typed in [
            "周敏",
            "Gate 3",
            "13800001111",
            "Dept 12, Ms Li",
            "Li 021 5550 1234 ext 4",
        ] {
            assert_eq!(contact(typed), None, "{typed}");
        }
    }
}
