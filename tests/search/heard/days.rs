//! A departure as people write it, and the days that they then mean.

use crate::random::Random;
use chrono::{Datelike, Days, NaiveDate};

/// Days meant, both included.
pub type Span = (NaiveDate, NaiveDate);

const HAN: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// Some way to write a day; `chinese` writes Chinese.
pub fn written(
    etd: NaiveDate,
    today: NaiveDate,
    random: &mut Random,
    chinese: bool,
) -> (String, Span) {
    loop {
        let found = if chinese {
            han(etd, today, random)
        } else {
            latin(etd, today, random)
        };
        if let Some(found) = found {
            return found;
        }
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

fn week(etd: NaiveDate) -> Span {
    (monday(etd), monday(etd) + Days::new(6))
}

fn latin(etd: NaiveDate, today: NaiveDate, random: &mut Random) -> Option<(String, Span)> {
    let (m, d) = (etd.month(), etd.day());
    let ahead = (etd - today).num_days();
    let weeks = (monday(etd) - monday(today)).num_days() / 7;
    let month = etd.format("%b").to_string().to_lowercase();
    let (short, long) = (
        etd.format("%a").to_string().to_lowercase(),
        etd.format("%A").to_string().to_lowercase(),
    );
    let on = |text: String| Some((text, (etd, etd)));
    let soon = (0..7).contains(&ahead);
    match random.below(30) {
        0 | 1 => on(format!("{d}{month}")),
        2 => on(format!("{month} {d}")),
        3 => on(format!("{month}{d}")),
        4 => on(format!("{d} {month}")),
        5 | 6 => on(format!("{m}/{d}")),
        7 | 8 => on(format!("{m:02}{d:02}")),
        9 => on(format!("{d:02}.{m:02}")).filter(|_| d > 12),
        10 => on(format!("{d}/{m}")).filter(|_| d > 12),
        11 => on(format!("{m}.{d}")),
        12 => on(format!("{m}-{d}")),
        13 => on(etd.to_string()),
        14 => on(format!("{d}-{month}")),
        15 | 16 if soon => on(short),
        17 if soon => on(long),
        18 if ahead == 1 => on((*random.pick(&["tmr", "tomorrow"])).to_owned()),
        19 if ahead == 0 => on("today".to_owned()),
        20 if weeks == 0 => on(format!("this {short}")),
        21 if weeks == 1 => on(format!("next {short}")),
        22 if weeks == 0 => Some(("this week".to_owned(), week(etd))),
        23 if weeks == 1 => Some(("next week".to_owned(), week(etd))),
        24 => span(etd, |a, b| format!("{}-{} {month}", a.day(), b.day())),
        25 => span(etd, |a, b| format!("{month} {}-{}", a.day(), b.day())),
        26 => {
            let until = etd + Days::new(1 + random.below(3) as u64);
            Some((
                format!("before {}/{}", until.month(), until.day()),
                (today, until),
            ))
        }
        27 => on(etd.format("%m/%d").to_string()),
        28 => on(format!("etd {d}{month}")),
        29 if (0..27).contains(&ahead) => {
            let end = match d {
                1 | 21 | 31 => "st",
                2 | 22 => "nd",
                3 | 23 => "rd",
                _ => "th",
            };
            on(format!("{d}{end}"))
        }
        _ => None,
    }
}

fn han(etd: NaiveDate, today: NaiveDate, random: &mut Random) -> Option<(String, Span)> {
    let (m, d) = (etd.month(), etd.day());
    let ahead = (etd - today).num_days();
    let weeks = (monday(etd) - monday(today)).num_days() / 7;
    let day = HAN[etd.weekday().num_days_from_monday() as usize];
    let on = |text: String| Some((text, (etd, etd)));
    let soon = (0..7).contains(&ahead);
    match random.below(16) {
        0 | 1 => on(format!("{m}月{d}日")),
        2 => on(format!("{m}月{d}号")),
        3 | 4 if (0..27).contains(&ahead) => on(format!("{d}号")),
        5 | 6 if soon => on(format!("周{day}")),
        7 if soon => on(format!("{}{day}", random.pick(&["星期", "礼拜"]))),
        8 if weeks == 0 => on(format!("{}周{day}", random.pick(&["本", "这"]))),
        9 if weeks == 1 => on(format!("下周{day}")),
        10 if (0..4).contains(&ahead) => {
            on(["今天", "明天", "后天", "大后天"][usize::try_from(ahead).unwrap_or(0)].to_owned())
        }
        11 if weeks == 0 => Some(("本周".to_owned(), week(etd))),
        12 if weeks == 1 => Some(("下周".to_owned(), week(etd))),
        13 => on(format!("{m}/{d}")),
        14 => {
            let until = etd + Days::new(1 + random.below(3) as u64);
            Some((
                format!("{}月{}日前", until.month(), until.day()),
                (today, until),
            ))
        }
        15 => span(etd, |a, b| format!("{m}月{}-{}日", a.day(), b.day())),
        _ => None,
    }
}

/// Three days of one month around the day.
fn span(etd: NaiveDate, text: impl Fn(NaiveDate, NaiveDate) -> String) -> Option<(String, Span)> {
    let (a, b) = (etd - Days::new(1), etd + Days::new(1));
    (a.month() == b.month()).then(|| (text(a, b), (a, b)))
}
