//! People's names in a reply: Mary, Mr Tan, 王小姐, 陈生, 小李.

use super::closing::signs_off;
use super::han_names::{han_at_end, han_at_start, is_full_name, is_small, is_surname, is_titled};
use super::labels::is_label;
use super::lexicon::is_only_words;
use super::people::{ALSO_NAMES, DOES, LATIN_DOES, TITLED, announces, is_nobody};
use super::spoken::{
    as_written, joined, strip_first, strip_first_does, strip_last, tidy, words_of,
};
use crate::rules::wording::is_han;

/// What no person is called: times, places, what is shipped and done.
const OF_NOBODY: &[&str] = &[
    "明天", "后天", "今天", "昨天", "下周", "再", "一下", "稍后", "晚点", "你们", "我们", "这个",
    "那个", "月结", "票结", "现结", "时间", "地址", "仓库", "公司", "翻译", "怎么", "什么", "延期",
    "延到", "之间", "下班", "提箱", "之后", "以后",
];

/// What no given name holds: it goes on as a sentence does.
const GOES_ON: &[char] = &[
    '不', '没', '未', '的', '了', '着', '吗', '吧', '呢', '么', '前', '还',
];

/// Whom one waits for, asks or greets did not say what stands beside them.
const NOT_YET: &[char] = &['等', '待', '问', '请', '让', '给'];

/// What joins the names of one person.
const JOINING: &[&str] = &[
    "de", "la", "del", "dela", "da", "dos", "van", "von", "der", "den", "ter", "bin", "binti",
    "al", "el", "y",
];

/// Whether values stand in a text: then it is no name.
pub(super) type IsValue<'a> = &'a dyn Fn(&str) -> bool;

/// The name at the end of a text, and what stands before it.
pub(super) fn at_end(text: &str, is_value: IsValue<'_>, alone: bool) -> Option<(String, String)> {
    let (rest, name) = end_of(text, is_value, alone).filter(|(_, name)| is_a_person(name))?;
    Some((as_written(text, &rest, true), name))
}

fn end_of(text: &str, is_value: IsValue<'_>, alone: bool) -> Option<(String, String)> {
    let mut words = words_of(text);
    strip_last(&mut words);
    let last = words.last()?.clone();
    let is_whole = words.len() == 1;
    // 祝商祺 begins as a name does.
    if last.chars().all(is_han) && signs_off(&last) {
        return None;
    }
    if last.chars().all(is_han) {
        // “COSCO吴”: a surname behind its company.
        let of_company = words.len() == 2
            && last.chars().all(is_surname)
            && words[0].chars().all(|letter| letter.is_ascii_uppercase());
        if of_company && alone && last.chars().count() == 1 {
            return Some((String::new(), joined(&words)));
        }
        let apart = is_whole || !is_only_words(&last);
        let (rest, name) = han_at_end(&last, is_value, alone && apart)?;
        words.pop();
        words.extend((!rest.is_empty()).then_some(rest));
        return Some((joined(&words), name));
    }
    // “ROTTERDAM NETHERLANDS Tom”: what is in capitals is none of a name that is not.
    let is_small = |word: &str| word.chars().any(char::is_lowercase);
    let same = |word: &&String| {
        !is_small(&last)
            || is_small(word)
            || word.chars().count() < 3
            || TITLED.contains(&word.to_lowercase().as_str())
    };
    let is_name =
        |_, word: &String| same(&word) && (is_latin_name(word, is_value) || is_also_a_name(word));
    let mut count = in_a_row(words.iter().rev(), is_name);
    // “Zhou Min”, “Max Chen”: what may be a name is one beside a name, or where it stands alone.
    let run = &words[words.len() - count..];
    let named = run.iter().any(|word| is_latin_name(word, is_value));
    if !named && (!alone || !is_whole) {
        count = 0;
    }
    if alone && is_whole && is_lower_name(&last, is_value) {
        count = 1;
    }
    if let Some(titled) = words.len().checked_sub(count + 1)
        && count > 0
        && TITLED.contains(&words[titled].to_lowercase().as_str())
    {
        count += 1;
    }
    let name = words.split_off(words.len() - count).join(" ");
    (count > 0 && !TITLED.contains(&name.to_lowercase().as_str()))
        .then(|| (joined(&words), tidy(&name)))
}

/// The name at the beginning of a text, and what follows it.
pub(super) fn at_start(
    text: &str,
    is_value: IsValue<'_>,
    must_do: bool,
) -> Option<(String, String)> {
    let (rest, name) = start_of(text, is_value, must_do).filter(|(_, name)| is_a_person(name))?;
    Some((as_written(text, &rest, false), name))
}

fn start_of(text: &str, is_value: IsValue<'_>, must_do: bool) -> Option<(String, String)> {
    let mut words = words_of(text);
    strip_first(&mut words);
    let first = words.first()?.clone();
    if first.chars().all(is_han) {
        let mut rest = words.split_off(1);
        let (name, behind) = han_at_start(&first, is_value, must_do)?;
        if !behind.is_empty() {
            rest.insert(0, behind);
        }
        strip_first_does(&mut rest);
        return Some((joined(&rest), name));
    }
    let is_name =
        |place, word: &String| is_latin_name(word, is_value) || (place > 0 && is_also_a_name(word));
    let is_led = JOINING.contains(&first.as_str());
    let count = if is_led {
        0
    } else {
        in_a_row(words.iter(), is_name)
    };
    if count == 0 {
        return None;
    }
    let mut rest = words.split_off(count);
    let does = rest.first().is_some_and(|word| {
        LATIN_DOES.contains(&word.to_lowercase().as_str())
            || DOES.iter().any(|does| word.starts_with(does))
    });
    if must_do && !does {
        return None;
    }
    strip_first_does(&mut rest);
    Some((joined(&rest), tidy(&words.join(" "))))
}

/// How many of the first words are one person's: three names at most, with what joins them, Juan de la
/// Cruz.
fn in_a_row<'w>(
    words: impl Iterator<Item = &'w String>,
    is_name: impl Fn(usize, &String) -> bool,
) -> usize {
    let (mut names, mut count) = (0, 0);
    for (place, word) in words.enumerate() {
        if is_name(place, word) {
            if names == 3 {
                break;
            }
            names += 1;
            count = place + 1;
        } else if !JOINING.contains(&word.as_str()) {
            break;
        }
    }
    count
}

/// Whether what has a name's shape is none of what one puts before a text, and no time: 付款地, 明天再.
fn is_a_person(name: &str) -> bool {
    !is_label(name)
        && !OF_NOBODY.iter().any(|word| name.contains(word))
        && !name.contains(GOES_ON)
        && !name.starts_with(NOT_YET)
        && !is_weekday(name)
}

/// 周四 is no Mr Zhou.
pub(super) fn is_weekday(name: &str) -> bool {
    let mut letters = ["周", "星期", "礼拜"]
        .iter()
        .find_map(|week| name.strip_prefix(week))
        .unwrap_or_default()
        .chars();
    letters
        .next()
        .is_some_and(|day| "一二三四五六日天".contains(day))
        && letters.next().is_none()
}

/// Whether a text's last word, apart by a blank from others of its script, may be who signs it:
/// 不锈钢餐具 王丽.
pub(super) fn ends_in_a_person(text: &str) -> bool {
    let Some((before, last)) = text.trim().rsplit_once(char::is_whitespace) else {
        return false;
    };
    let letters: Vec<char> = last.chars().collect();
    let of_a_place = [
        "路", "街", "区", "市", "镇", "县", "村", "号", "楼", "厂", "园", "库", "州", "港", "省",
    ];
    before.chars().any(is_han)
        && letters.iter().all(|letter| is_han(*letter))
        && letters.len() <= 4
        && is_a_person(last)
        && (is_small(last)
            || is_titled(last)
            || letters.len() <= 3
                && is_surname(letters[0])
                && !of_a_place.iter().any(|end| last.ends_with(end)))
}

/// Whether the name that ends a text is apart from what stands before it, and cannot be more of it:
/// 走陆桥 小李, 自报 钱, OK Mary. `settles` tells of a text that it is known throughout.
pub(super) fn stands_apart(text: &str, name: &str, settles: &dyn Fn(&str) -> bool) -> bool {
    let Some(before) = text.trim_end().strip_suffix(name) else {
        return false;
    };
    let rest = before.trim_end();
    if rest.is_empty() || rest.len() == before.len() {
        return false;
    }
    let letters: Vec<char> = name.chars().collect();
    if letters.iter().all(|letter| is_han(*letter)) {
        let counted = rest.ends_with(|letter: char| letter.is_ascii_digit());
        return match letters.len() {
            1 if counted && "万方车包卷台单支扁石".contains(letters[0]) => false,
            1 => !is_only_words(name),
            2..=4 if is_small(name) || is_titled(name) => true,
            2 | 3 => settles(rest),
            _ => false,
        };
    }
    let small = |word: &str| word.chars().skip(1).all(char::is_lowercase);
    let capital = name
        .split_whitespace()
        .all(|word| word.len() > 1 && word.starts_with(char::is_uppercase) && small(word));
    capital && (rest.ends_with(is_han) || is_only_words(rest))
}

/// A text that is nothing but a name.
pub(super) fn whole(text: &str, is_value: IsValue<'_>) -> Option<String> {
    let (rest, name) = at_end(text, is_value, true)?;
    let mut before = words_of(&rest);
    strip_first(&mut before);
    before.retain(|word| !announces(&word.to_lowercase()));
    before.is_empty().then_some(name)
}

/// A text that is nothing but a name by its form alone, where neither a time nor a sign-off stands with
/// it: 王芳 and 小李, and not 便宜 or 老规矩.
pub(super) fn whole_alone(text: &str, is_value: IsValue<'_>) -> Option<String> {
    whole(text, is_value).filter(|name| !name.chars().all(is_han) || is_full_name(name))
}

/// Whether a word is a Latin name's: Mary, O'Brien, MARY, J.
fn is_latin_name(word: &str, is_value: IsValue<'_>) -> bool {
    let lower = word.trim_matches('.').to_lowercase();
    let letters = word.chars().all(|letter| {
        letter.is_alphabetic() && !is_han(letter) || matches!(letter, '.' | '-' | '\'')
    });
    letters
        && word.chars().next().is_some_and(char::is_uppercase)
        && !is_nobody(&lower)
        && (TITLED.contains(&lower.as_str()) || !is_only_words(word) || is_initial(word))
        && !is_value(word)
}

/// Whether a word of the lexicon is a person's name as well: Min, Will, Max.
fn is_also_a_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && ALSO_NAMES.contains(&word.to_lowercase().as_str())
}

/// J. before a surname.
fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.')
}

/// mary, as one writes in a chat.
fn is_lower_name(word: &str, is_value: IsValue<'_>) -> bool {
    word.len() > 2
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !is_nobody(word)
        && !is_only_words(word)
        && !is_value(word)
}
