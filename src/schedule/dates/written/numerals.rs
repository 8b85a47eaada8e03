//! Numbers written in Chinese before the marks of a date: `十二月三日`, `二〇二六年`.

use std::borrow::Cow;

/// A digit's character.
fn digit(letter: char) -> Option<u32> {
    Some(match letter {
        '〇' | '○' | '零' => 0,
        '一' | '元' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn is_numeral(letter: char) -> bool {
    digit(letter).is_some() || matches!(letter, '十' | '廿' | '卅')
}

/// The text with its numbers in digits, where marks of a date stand behind them.
pub(super) fn arabic(text: &str) -> Cow<'_, str> {
    if !text.contains(is_numeral) {
        return Cow::Borrowed(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let run = letters[at..]
            .iter()
            .take_while(|letter| is_numeral(**letter))
            .count();
        let mark = letters.get(at + run).copied().unwrap_or(' ');
        // 周三日 is no third day, nor is 礼拜二 a second.
        let is_weekday = matches!(
            at.checked_sub(1).and_then(|before| letters.get(before)),
            Some('周' | '期' | '拜' | '週')
        );
        let number = (run > 0 && !is_weekday && "年月日号时点分".contains(mark))
            .then(|| number(&letters[at..at + run]))
            .flatten();
        if let Some(number) = number {
            out.push_str(&number);
        } else {
            out.extend(&letters[at..at + run.max(1)]);
        }
        at += run.max(1);
    }
    Cow::Owned(out)
}

/// A run of numerals: digit by digit as years are written, or with tens.
fn number(run: &[char]) -> Option<String> {
    let tens_of = |letter: char| match letter {
        '十' => Some(1),
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    };
    let digits = |run: &[char]| -> Option<String> {
        run.iter()
            .map(|letter| digit(*letter).and_then(|digit| char::from_digit(digit, 10)))
            .collect()
    };
    let Some(place) = run.iter().position(|letter| tens_of(*letter).is_some()) else {
        return digits(run);
    };
    let tens = match run[..place] {
        [] => tens_of(run[place])?,
        [before] if run[place] == '十' => digit(before)?,
        _ => return None,
    };
    let ones = match run[place + 1..] {
        [] => 0,
        [one] => digit(one)?,
        _ => return None,
    };
    Some((tens * 10 + ones).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_the_marks_of_a_date_become_digits() {
        for (written, digits) in [
            ("十二月三日", "12月3日"),
            ("十一月二十八日", "11月28日"),
            ("二〇二六年十二月三十一号", "2026年12月31号"),
            ("一月十日十二点三十分", "1月10日12点30分"),
            ("元月廿一日", "1月21日"),
            ("周三日", "周三日"),
            ("11月28日（周六）", "11月28日（周六）"),
            ("十百月", "十百月"),
        ] {
            assert_eq!(arabic(written), digits);
        }
    }
}
