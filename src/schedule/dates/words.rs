//! Words inside dates: months, weekdays, halves of the day.

use chrono::Weekday;

/// A month's name or its first three letters; `SEPT` too.
pub(super) fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
    ];
    if word == "SEPT" {
        return Some(9);
    }
    let place = NAMES
        .iter()
        .position(|name| *name == word || (word.len() == 3 && name.starts_with(word)))?;
    u32::try_from(place).ok().map(|place| place + 1)
}

/// A weekday's English name or its short forms.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "MON" | "MONDAY" => Weekday::Mon,
        "TUE" | "TUES" | "TUESDAY" => Weekday::Tue,
        "WED" | "WEDS" | "WEDNESDAY" => Weekday::Wed,
        "THU" | "THUR" | "THURS" | "THURSDAY" => Weekday::Thu,
        "FRI" | "FRIDAY" => Weekday::Fri,
        "SAT" | "SATURDAY" => Weekday::Sat,
        "SUN" | "SUNDAY" => Weekday::Sun,
        _ => return None,
    })
}

/// A weekday by the character behind 周, 星期 or 礼拜.
fn weekday_zh(letter: char) -> Option<Weekday> {
    Some(match letter {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' => Weekday::Sat,
        '日' | '天' | '末' | '7' => Weekday::Sun,
        _ => return None,
    })
}

/// `截三开六`, `三截六开`: closes on Wednesday, sails on Saturday. The weekday that it closes on.
pub(super) fn closes_on(text: &str) -> Option<Weekday> {
    let letters: Vec<char> = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !"周,/、".contains(*letter))
        .collect();
    let at = letters.iter().position(|letter| *letter == '截')?;
    let rest: Vec<char> = letters
        .iter()
        .copied()
        .filter(|letter| !"截开关航船".contains(*letter))
        .collect();
    if rest.len() > 2 || rest.iter().any(|letter| weekday_zh(*letter).is_none()) {
        return None;
    }
    let sails_too = letters.contains(&'开');
    if at == 0 {
        rest.first().copied().and_then(weekday_zh)
    } else if sails_too || rest.len() == 1 {
        letters.get(at - 1).copied().and_then(weekday_zh)
    } else {
        None
    }
}

/// Takes the Chinese weekday out of a text: `2026.11.28 周六` is a date and a Saturday.
pub(super) fn take_weekday_zh(text: &str) -> (String, Option<Weekday>) {
    for mark in ["星期", "礼拜", "周"] {
        if let Some(at) = text.find(mark) {
            let after = &text[at + mark.len()..];
            if let Some(day) = after.chars().next().and_then(weekday_zh) {
                let rest = &after[after.chars().next().map_or(0, char::len_utf8)..];
                return (format!("{} {rest}", &text[..at]), Some(day));
            }
        }
    }
    (text.to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_full_and_short_names_and_no_others() {
        assert_eq!(month("NOV"), Some(11));
        assert_eq!(month("SEPTEMBER"), Some(9));
        assert_eq!(month("NOVE"), None);
        assert_eq!(month("MA"), None);
    }

    #[test]
    fn a_weekday_is_taken_out_of_the_date_that_it_stands_beside() {
        let (rest, day) = take_weekday_zh("2026.11.28 星期六");
        assert_eq!((rest.trim(), day), ("2026.11.28", Some(Weekday::Sat)));
        assert_eq!(take_weekday_zh("3 周内").1, None);
    }
}
