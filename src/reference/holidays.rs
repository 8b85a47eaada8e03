//! China's legal holidays, to know a whole year's calendar from single days of it.
//!
//! Source: State Council Decree 795 of 2024, on days off for festivals and memorial days: 1 January,
//! four days at the Spring Festival, one at Qingming, 1 and 2 May, one at Dragon Boat and one at
//! Mid-Autumn, 1 to 3 October. Where the moon decides, the span in which the day can lie.

use chrono::NaiveDate;

use crate::domain::Text;

/// A holiday: its name, the span in which its days lie (month, day), and how many they are.
type Holiday = (&'static str, (u32, u32), (u32, u32), usize);

const HOLIDAYS: &[Holiday] = &[
    ("table.new-year", (1, 1), (1, 1), 1),
    ("table.spring-festival", (1, 20), (2, 27), 4),
    ("table.qingming", (4, 3), (4, 7), 1),
    ("table.labour-day", (5, 1), (5, 2), 2),
    ("table.dragon-boat", (5, 26), (6, 27), 1),
    ("table.national-day", (10, 1), (10, 3), 3),
];

/// Mid-Autumn's span, but for National Day's own days.
const MID_AUTUMN: (&str, [((u32, u32), (u32, u32)); 2]) =
    ("table.mid-autumn", [((9, 6), (9, 30)), ((10, 4), (10, 8))]);

/// The holidays of a year of which too few days are listed.
pub(super) fn missing(year: i32, is_listed: impl Fn(NaiveDate) -> bool) -> Vec<Text> {
    let listed = |from: (u32, u32), to: (u32, u32)| {
        let day = |(month, day)| NaiveDate::from_ymd_opt(year, month, day);
        let (Some(from), Some(to)) = (day(from), day(to)) else {
            return 0;
        };
        let days = from.iter_days().take_while(|date| *date <= to);
        days.filter(|date| is_listed(*date)).count()
    };
    let lacking = HOLIDAYS
        .iter()
        .filter(|(_, from, to, days)| listed(*from, *to) < *days);
    let mut missing: Vec<Text> = lacking.map(|(name, ..)| Text::of(name)).collect();
    let (name, spans) = MID_AUTUMN;
    if spans.iter().all(|(from, to)| listed(*from, *to) == 0) {
        missing.push(Text::of(name));
    }
    missing
}
