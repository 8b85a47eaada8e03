//! The words of dates in both languages.

use chrono::Weekday;

const MONTHS: [(&str, &str); 12] = [
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// A month's number by its English name, from three letters on.
pub fn month(word: &str) -> Option<u32> {
    if word == "sept" {
        return Some(9);
    }
    let long = word.len() > 3;
    (1u32..)
        .zip(MONTHS)
        .find(|(_, (short, full))| word == *short || long && word == *full)
        .map(|(n, _)| n)
}

/// A weekday by its English name or a shortening of it.
pub fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "tues" => return Some(Weekday::Tue),
        "weds" => return Some(Weekday::Wed),
        "thur" | "thurs" => return Some(Weekday::Thu),
        _ => {}
    }
    if let Some(day) = ["zhou", "xingqi", "libai"]
        .iter()
        .find_map(|w| word.strip_prefix(w))
    {
        return pinyin_weekday(day);
    }
    WEEKDAYS
        .iter()
        .find(|(full, _)| word == *full || word.len() == 3 && full.starts_with(word))
        .map(|(_, d)| *d)
}

fn pinyin_weekday(day: &str) -> Option<Weekday> {
    Some(match day {
        "yi" => Weekday::Mon,
        "er" => Weekday::Tue,
        "san" => Weekday::Wed,
        "si" => Weekday::Thu,
        "wu" => Weekday::Fri,
        "liu" => Weekday::Sat,
        "ri" | "tian" => Weekday::Sun,
        _ => return None,
    })
}

/// The day after 周, 星期 or 礼拜.
pub fn han_weekday(c: char) -> Option<Weekday> {
    Some(match c {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' => Weekday::Sat,
        '日' | '天' | '7' => Weekday::Sun,
        _ => return None,
    })
}

/// Days from today, of words that say so.
pub const RELATIVE: &[(&str, i64)] = &[
    ("大后天", 3),
    ("后天", 2),
    ("后日", 2),
    ("明天", 1),
    ("明日", 1),
    ("明儿", 1),
    ("今天", 0),
    ("今日", 0),
    ("今晚", 0),
    ("当天", 0),
    ("昨天", -1),
    ("昨日", -1),
    ("前天", -2),
    ("dahoutian", 3),
    ("houtian", 2),
    ("mingtian", 1),
    ("jintian", 0),
    ("overmorrow", 2),
    ("day after tomorrow", 2),
    ("tomorrow", 1),
    ("tmrw", 1),
    ("tmr", 1),
    ("tmw", 1),
    ("tommorow", 1),
    ("tomorow", 1),
    ("today", 0),
    ("tonight", 0),
    ("tdy", 0),
    ("yesterday", -1),
];

/// A number of at most 31 in Chinese digits, and how many characters it took.
pub fn han_number(chars: &[char]) -> Option<(u32, usize)> {
    let digit = |c: &char| {
        "零一二三四五六七八九"
            .chars()
            .position(|d| d == *c)
            .and_then(|d| u32::try_from(d).ok())
    };
    let two = |c: &char| if *c == '两' { Some(2) } else { digit(c) };
    match chars {
        ['廿', rest @ ..] => Some(
            rest.first()
                .and_then(digit)
                .map_or((20, 1), |d| (20 + d, 2)),
        ),
        ['卅', rest @ ..] => Some(
            rest.first()
                .and_then(digit)
                .map_or((30, 1), |d| (30 + d, 2)),
        ),
        ['十', rest @ ..] => Some(
            rest.first()
                .and_then(digit)
                .map_or((10, 1), |d| (10 + d, 2)),
        ),
        [tens, '十', rest @ ..] => {
            let tens = digit(tens)? * 10;
            Some(
                rest.first()
                    .and_then(digit)
                    .map_or((tens, 2), |d| (tens + d, 3)),
            )
        }
        [one, ..] => two(one).map(|d| (d, 1)),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_up_to_a_month() {
        let number = |text: &str| han_number(&text.chars().collect::<Vec<_>>());
        assert_eq!(number("二十八"), Some((28, 3)));
        assert_eq!(number("十二月"), Some((12, 2)));
        assert_eq!(number("三日"), Some((3, 1)));
        assert_eq!(number("廿八"), Some((28, 2)));
    }

    #[test]
    fn weekdays_may_be_shortened() {
        assert_eq!(weekday("thu"), Some(Weekday::Thu));
        assert_eq!(weekday("thurs"), Some(Weekday::Thu));
        assert_eq!(weekday("th"), None);
        assert_eq!(month("nov"), Some(11));
        assert_eq!(month("novem"), None);
    }
}
