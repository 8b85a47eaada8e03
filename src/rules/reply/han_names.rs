//! People's names in Chinese letters: 王小姐, 陈生, 小李.

use super::lexicon::is_only_words;
use super::names::IsValue;
use super::people::{BEFORE, DOES, SURNAMES, TITLES};
use super::spoken::{strip_before, strip_before_start};

/// Surnames of two letters.
const COMPOUND: &[&str] = &[
    "欧阳", "司徒", "诸葛", "上官", "夏侯", "皇甫", "公孙", "慕容", "令狐", "东方", "尉迟", "司马",
];

/// Whether a name of Chinese letters is one by its form alone: 王芳, 小李, 陈工, 欧阳娜娜.
pub(super) fn is_full_name(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let is_full = match letters.len() {
        2 | 3 => is_surname(letters[0]),
        4 => COMPOUND.iter().any(|surname| name.starts_with(surname)),
        _ => false,
    };
    is_full || is_small(name) || is_titled(name)
}

/// 小李, 老周.
pub(super) fn is_small(name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    matches!(letters[..], [lead, name] if is_small_name(lead, name))
}

/// 小 or 老 before a surname; 阿 before a given name: 阿明.
fn is_small_name(lead: char, name: char) -> bool {
    match lead {
        '小' | '老' => is_surname(name),
        '阿' => {
            is_surname(name)
                || "明强玲珍华伟杰军平红英丽芬兰梅娟燕辉斌峰勇健龙凤美珠琴".contains(name)
        }
        _ => false,
    }
}

/// 王主管, 李工.
pub(super) fn is_titled(name: &str) -> bool {
    TITLES.iter().any(|title| {
        name.strip_suffix(title).is_some_and(|named| {
            (1..=3).contains(&named.chars().count()) && named.starts_with(is_surname)
        })
    })
}

pub(super) fn is_surname(letter: char) -> bool {
    SURNAMES.contains(letter)
}

/// The Chinese name that ends a run, and what stands before it.
pub(super) fn han_at_end(
    run: &str,
    is_value: IsValue<'_>,
    alone: bool,
) -> Option<(String, String)> {
    let letters: Vec<char> = run.chars().collect();
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let length = letters.len();
    let known = |before: &str| {
        before.is_empty()
            || BEFORE.iter().any(|word| before.ends_with(word))
            || is_only_words(before)
            || is_value(before)
    };
    for title in TITLES {
        let Some(named) = run.strip_suffix(title) else {
            continue;
        };
        let named = named.chars().count();
        for given in [1, 2, 3] {
            let Some(start) = named.checked_sub(given) else {
                continue;
            };
            if is_surname(letters[start]) && (known(&text(0, start)) || given == 1) {
                return Some((strip_before(&text(0, start)), text(start, length)));
            }
        }
        if named == 0 {
            return None;
        }
    }
    if length >= 2
        && is_small_name(letters[length - 2], letters[length - 1])
        && known(&text(0, length - 2))
    {
        return Some((strip_before(&text(0, length - 2)), text(length - 2, length)));
    }
    for given in [3, 2, 4] {
        let Some(start) = length.checked_sub(given) else {
            continue;
        };
        let name = text(start, length);
        if is_surname(letters[start])
            && known(&text(0, start))
            && !is_only_words(&name)
            && !is_value(&name)
        {
            return Some((strip_before(&text(0, start)), name));
        }
    }
    if length == 1 && alone && is_surname(letters[0]) && !is_value(run) {
        return Some((String::new(), run.to_owned()));
    }
    // 玛丽: no surname, and nothing else either.
    let stripped = strip_before(run);
    let short = (2..=4).contains(&stripped.chars().count());
    (short && !is_only_words(&stripped) && !is_value(&stripped) && !is_value(run))
        .then(|| (String::new(), stripped))
}

/// The Chinese name that begins a run, and what follows it.
pub(super) fn han_at_start(
    run: &str,
    is_value: IsValue<'_>,
    must_do: bool,
) -> Option<(String, String)> {
    let run = strip_before_start(run);
    let letters: Vec<char> = run.chars().collect();
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    for end in [2, 3, 4, 5, 1] {
        if letters.len() < end {
            continue;
        }
        let (name, behind) = (text(0, end), text(end, letters.len()));
        let titled = TITLES.iter().any(|title| {
            name.strip_suffix(title)
                .is_some_and(|named| (1..=3).contains(&named.chars().count()))
        });
        let small = end == 2 && is_small_name(letters[0], letters[1]);
        let named = small || (is_surname(letters[0]) && (titled || end == 2 || end == 3));
        let does = DOES.iter().any(|does| behind.starts_with(does));
        let free = behind.is_empty() || does || (titled && !must_do);
        if named
            && free
            && (!must_do || does || (titled && behind.is_empty()))
            && !is_value(&name)
            && !is_only_words(&name)
        {
            return Some((name, behind));
        }
    }
    None
}
