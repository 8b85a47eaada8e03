//! Figures in a reply: temperatures, ventilation, weights, volumes, days and hours, each as a word of
//! its own, so that what stands around it says whether it holds.

use serde_json::Value;

use super::lexer::Choice;
use super::measured::value_of;
use super::signs::signs;
use crate::domain::{Moment, Pointer};
use crate::rules::wording::is_han;

/// What figures are read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Degrees.
    Temperature,
    /// Closed, a share, cubic metres an hour.
    Ventilation,
    /// Kilograms, with a unit or without: the gross weight.
    Weight,
    /// The same of an empty container.
    Tare,
    /// The same of a container with its goods.
    Verified,
    /// Cubic metres.
    Volume,
    /// A day.
    Day,
    /// A day and an hour.
    Time,
    /// A number, whatever it counts.
    Number,
}

impl Measure {
    /// Whether its figures, with what stands around them, are no other field's: degrees, vents, and the
    /// day of a ship that is named beside it.
    pub(super) fn is_named_by_itself(self, field: &Pointer) -> bool {
        match self {
            Self::Temperature | Self::Ventilation => true,
            Self::Day => field.as_str().starts_with("/sailing/"),
            _ => false,
        }
    }
}

/// A part with each figure replaced by a word of its own.
#[derive(Debug, Default)]
pub(super) struct Figures {
    /// The values, in the order of their words.
    pub(super) values: Vec<Value>,
    /// As they stand in the text.
    pub(super) written: Vec<String>,
    /// Whether each begins or ends a range: the 2 of 2-8.
    ranges: Vec<bool>,
}

/// What a text says of a measure by its name: no value and no doubt.
pub(super) fn names_of(measure: Measure) -> &'static str {
    match measure {
        Measure::Temperature => {
            "设定温度|设置温度|温度设定|温度设置|设定|要求温度|温度要求|要求|温度|保温|冻柜|冷柜|冷冻柜|冷藏柜|冷冻|冷藏|set temperature|set temp|set point|\
             setpoint|setting|temperature|temp|t|degree|degrees|c"
        }
        Measure::Ventilation => {
            "通风口|通风孔|通风量|通风|风口|风门|换气|vents|vent|ventilation|air vent|air vents|fresh air|打开|开启|开度|开|open|opened|opening|with|of"
        }
        Measure::Weight => {
            "总毛重|毛重|总重量|总重|重量|货重|货物重量|货|合计|共|一共|总共|总计|gross weight|gross wt|g w|g wt|gw|gwt|gross|weight|wt|total|the cartons are|cartons are|the goods are|cargo is"
        }
        Measure::Verified => {
            "vgm|verified gross mass|箱货总重|柜货总重|总重量|总重|重量|weight|mass"
        }
        Measure::Tare => "皮重|箱重|空箱重|柜重|tare weight|tare|empty|weight",
        Measure::Volume => {
            "总体积|体积|尺码|方数|货|合计|共|一共|总共|volume|vol|measurement|meas|total|the cartons are|cartons are|the goods are|cargo is"
        }
        Measure::Day => {
            "船期|开船日期|开船日|开船时间|开船|开航|开|etd|sailing date|sailing|sailings|sail|sails|departure|departs|depart|departing|出运|走船|订舱|订船|\
             的船|船|号船|日期|要求|计划|希望|想|赶|这班|那班|班|航班|航次|requested|request|wanted|date|vessel|leaving|leaves"
        }
        Measure::Time => {
            "装柜时间|装货时间|装箱时间|送货时间|进仓时间|到厂时间|时间|装柜|装货|装箱|送货|进仓|到厂|提货|loading time|loading date|pick up time|pickup time|\
             loading|load|pick up|pickup|time|date|deliver|delivery"
        }
        Measure::Number => "",
    }
}

impl Figures {
    /// Whether a range is among them.
    pub(super) fn has_range(&self) -> bool {
        self.ranges.contains(&true)
    }

    /// Words with the figures in them as they were written.
    pub(super) fn as_written(&self, words: &str) -> String {
        let word = |word: &str| {
            let place: Option<usize> = word.strip_prefix("figure").and_then(|n| n.parse().ok());
            place
                .and_then(|place| self.written.get(place).cloned())
                .unwrap_or_else(|| word.to_owned())
        };
        words.split(' ').map(word).collect::<Vec<_>>().join(" ")
    }

    /// The choices that the figures are.
    pub(super) fn choices(&self) -> Vec<Choice> {
        // “2 boxes at -18 C”: where a figure has its unit or its sign, those without mean something else.
        let marked = |place: usize| {
            self.ranges[place]
                || !self.written[place]
                    .bytes()
                    .all(|byte| byte.is_ascii_digit())
        };
        let any = (0..self.values.len()).any(marked);
        (0..self.values.len())
            .map(|place| {
                if any && !marked(place) {
                    Choice::default()
                } else {
                    Choice::named([word(place).as_str()])
                }
            })
            .collect()
    }

    /// A text with its figures as words.
    pub(super) fn take(&mut self, text: &str, measure: Measure, now: Moment) -> String {
        let plain = match measure {
            Measure::Temperature => signs(text),
            _ => text.to_owned(),
        };
        let letters: Vec<char> = plain.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        while at < letters.len() {
            let found = begins(&letters, at, measure)
                .then(|| longest(&letters, at, measure, now))
                .flatten();
            if let Some((end, value)) = found {
                let place = self.place_of(value, letters[at..end].iter().collect());
                self.ranges[place] |= leads_on(&letters[end..]);
                out.push_str(&format!(" {} ", word(place)));
                at = end;
            } else {
                out.push(letters[at]);
                at += 1;
            }
        }
        out
    }

    fn place_of(&mut self, value: Value, written: String) -> usize {
        if let Some(place) = self.values.iter().position(|known| *known == value) {
            return place;
        }
        self.values.push(value);
        self.written.push(written.trim().to_owned());
        self.ranges.push(false);
        self.values.len() - 1
    }
}

/// Whether a range goes on: `-8`, ` to 8`, 到8.
fn leads_on(rest: &[char]) -> bool {
    let rest: String = rest.iter().take(8).collect();
    let rest = rest.trim_start();
    [
        "-", "~", "–", "to", "到", "至", "/", "and", "或", "or", "±", "+/-",
    ]
    .iter()
    .any(|mark| {
        rest.strip_prefix(mark).is_some_and(|rest| {
            rest.trim_start_matches([' ', '-', '+'])
                .starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn word(place: usize) -> String {
    format!("figure{place}")
}

/// Whether a figure may begin here: not within a word or another figure.
fn begins(letters: &[char], at: usize, measure: Measure) -> bool {
    let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
    let first = letters[at];
    let signed =
        matches!(first, '-' | '+') && letters.get(at + 1).is_some_and(char::is_ascii_digit);
    let in_word = before.is_some_and(|letter| {
        letter.is_ascii_alphanumeric() || (matches!(letter, '.' | ',') && first.is_ascii_digit())
    });
    match measure {
        Measure::Day | Measure::Time => {
            // 下午2点 begins before its figure.
            !before.is_some_and(|letter| {
                letter.is_ascii_alphanumeric()
                    || matches!(
                        letter,
                        '-' | '/' | '.' | ':' | '午' | '晚' | '早' | '晨' | '上'
                    )
            }) && first.is_alphanumeric()
        }
        // The sign is never lost: a figure behind a dash begins with it, or is none.
        Measure::Temperature if signed => !before.is_some_and(|letter| {
            letter.is_ascii_alphanumeric() || letter == '度' || letter == '℃'
        }),
        Measure::Temperature if before.is_some_and(is_dash) => false,
        // USD1850 is one; 40HQ is none, see where it ends.
        Measure::Number => {
            first.is_ascii_digit()
                && !before.is_some_and(|letter| {
                    letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '/')
                })
        }
        _ => first.is_ascii_digit() && !in_word,
    }
}

/// A dash that may be a sign.
fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '~' | '−')
}

/// The longest figure that begins here and is read.
fn longest(letters: &[char], at: usize, measure: Measure, now: Moment) -> Option<(usize, Value)> {
    let last = letters.len().min(at + 32);
    (at + 1..=last).rev().find_map(|end| {
        let behind = letters.get(end).copied();
        let tail = letters[end - 1];
        let cut = behind.is_some_and(|behind| {
            (behind.is_ascii_alphanumeric() && tail.is_ascii_alphanumeric())
                || (behind.is_ascii_digit() && !is_han(tail) && measure != Measure::Temperature)
                || (behind.is_ascii_digit() && matches!(tail, '.' | ','))
        });
        if cut || tail.is_whitespace() {
            return None;
        }
        let text: String = letters[at..end].iter().collect();
        Some((end, value_of(&text, measure, now)?))
    })
}
