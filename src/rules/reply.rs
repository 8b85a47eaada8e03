//! A customer's reply as it was pasted: “南港, Mary 11:40” gives a value, who said it and when.
//!
//! The text is read by its parts. The part with the time in it names the person; what is left is the
//! value, which one of the finding's remedies or its first unanswered field takes. Nothing is guessed:
//! what fits neither is no value, and the text stays as the proof of what was said.

use chrono::{Datelike as _, NaiveDate, NaiveTime, TimeZone as _};
use serde_json::{Value, json};

use super::report::set;
use super::wording::{is_han, narrow, said, words_of};
use crate::domain::{Consignment, Finding, Moment, PatchStep, PortCode};
use crate::json;
use crate::reference::Reference;

/// What a pasted reply says about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The change that the value makes; none where the reply gives none that fits.
    pub change: Option<Vec<PatchStep>>,
    /// Who said it.
    pub by: Option<String>,
    /// When; never after now.
    pub at: Option<Moment>,
    /// The value as it stands in the text.
    pub value: String,
    /// The whole text: the proof.
    pub text: String,
}

/// Reads a reply to a finding.
pub fn read_reply(
    text: &str,
    finding: &Finding,
    consignment: &Consignment,
    reference: &Reference,
    now: Moment,
) -> Reply {
    let resolve = |value: &str| change(value, finding, consignment, reference);
    // A field that takes any text takes a name as well: only what fits a choice is surely a value.
    let takes_any = resolve("zzqx").is_some();
    let is_value = |value: &str| !takes_any && resolve(value).is_some();
    let (mut parts, time) = parts_of(text, now);
    let mut by = None;
    if let Some((place, at)) = time {
        let beside = parts.remove(place);
        let (front, named) = split_person(&beside);
        by = named;
        if let Some(front) = front {
            parts.insert(place, front);
        }
        // “Mary: 南港 11:40”, “南港, Mary, 11:40”: the person stands in a part of its own.
        if let Some(person) = by.take_if(|person| is_value(person)) {
            parts.insert(place.min(parts.len()), person);
        }
        if by.is_none() {
            let person = parts
                .iter()
                .rposition(|part| split_person(part).0.is_none() && !is_value(part));
            by = person
                .filter(|_| parts.len() > 1)
                .and_then(|person| split_person(&parts.remove(person)).1);
        }
        return finish(text, &parts, by, Some(at), resolve);
    }
    // Without a time the last part names the person, where another is left for the value.
    if parts.len() > 1
        && let Some(last) = parts.last().filter(|last| !is_value(last))
        && let (None, Some(person)) = split_person(last)
    {
        by = Some(person);
        parts.pop();
    }
    finish(text, &parts, by, None, resolve)
}

fn finish(
    text: &str,
    parts: &[String],
    by: Option<String>,
    at: Option<Moment>,
    resolve: impl Fn(&str) -> Option<Vec<PatchStep>>,
) -> Reply {
    let whole = parts.join(", ");
    let change = resolve(&whole).or_else(|| parts.iter().find_map(|part| resolve(part)));
    Reply {
        change,
        by,
        at,
        value: whole,
        text: text.trim().to_owned(),
    }
}

/// The parts of a text, without its time; and which part had that.
fn parts_of(text: &str, now: Moment) -> (Vec<String>, Option<(usize, Moment)>) {
    let plain: Vec<char> = text.chars().map(narrow).collect();
    let mut parts = vec![String::new()];
    for (place, &letter) in plain.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| plain.get(at))
                .is_some_and(char::is_ascii_digit)
        };
        let between_digits = digit(place.checked_sub(1)) && digit(Some(place + 1));
        let ends = match letter {
            ',' | ':' => !between_digits,
            ';' | '\n' | '(' | ')' | '。' | '、' | '—' | '–' | '|' | '"' | '“' | '”' => {
                true
            }
            _ => false,
        };
        if ends {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    let mut time = None;
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        let (rest, found) = take_time(&part, now);
        if let (None, Some(at)) = (&time, found) {
            time = Some((kept.len(), at));
            kept.push(rest);
        } else if said(&rest).is_some() {
            kept.push(rest.trim().to_owned());
        }
    }
    (kept, time)
}

/// A part without its time and the day beside it.
fn take_time(part: &str, now: Moment) -> (String, Option<Moment>) {
    let spaced: String = part
        .chars()
        .zip(part.chars().skip(1).chain([' ']))
        .flat_map(|(letter, next)| {
            let breaks = letter.is_alphabetic() != next.is_alphabetic()
                && (is_han(letter) || is_han(next) || letter.is_ascii_alphabetic())
                && !matches!(letter, '年' | '月')
                && !matches!(next, '年' | '月' | '日' | '号');
            [Some(letter), breaks.then_some(' ')].into_iter().flatten()
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let Some(place) = words.iter().position(|word| clock(word).is_some()) else {
        return (part.to_owned(), None);
    };
    let Some(mut time) = clock(words[place]) else {
        return (part.to_owned(), None);
    };
    let mut used = vec![place];
    if let Some(half) = words.get(place + 1).map(|word| word.to_ascii_lowercase()) {
        let shift = match (half.as_str(), chrono::Timelike::hour(&time)) {
            ("pm", hour) if hour < 12 => 12,
            ("am", 12) => -12,
            ("am" | "pm", _) => 0,
            _ => 24,
        };
        if shift != 24 {
            time += chrono::TimeDelta::hours(shift);
            used.push(place + 1);
        }
    }
    let today = now.date_naive();
    let mut date = None;
    for (at, word) in words.iter().enumerate() {
        if let Some(found) = day(word, today).filter(|_| date.is_none()) {
            date = Some(found);
            used.push(at);
        }
    }
    let offset = *now.offset();
    let moment = |date: NaiveDate| offset.from_local_datetime(&date.and_time(time)).single();
    // A time alone is the last one: what was said at 23:50 was said yesterday.
    let at = match date {
        Some(date) => moment(date),
        None => moment(today).and_then(|at| {
            if at > now {
                moment(today.pred_opt()?)
            } else {
                Some(at)
            }
        }),
    };
    let rest: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .map(|(_, word)| *word)
        .collect();
    (rest.join(" "), at.map(|at| at.min(now)))
}

/// A time of day: `11:40`, `11:40:05`.
fn clock(word: &str) -> Option<NaiveTime> {
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveTime::parse_from_str(word, form).ok())
}

/// A day: `2026-11-20`, `11/20`, `11月20日`, `today`, 昨天.
fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    match word.to_lowercase().as_str() {
        "today" | "今天" | "今日" => return Some(today),
        "yesterday" | "昨天" | "昨日" => return today.pred_opt(),
        _ => {}
    }
    let figures: Vec<&str> = word
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .filter(|figure| !figure.is_empty())
        .collect();
    let number = |text: &str| text.parse::<u32>().ok();
    match figures[..] {
        [year, month, date] if year.len() == 4 => {
            NaiveDate::from_ymd_opt(year.parse().ok()?, number(month)?, number(date)?)
        }
        [month, date] if month.len() <= 2 && date.len() <= 2 => {
            let (month, date) = (number(month)?, number(date)?);
            let this = NaiveDate::from_ymd_opt(today.year(), month, date)?;
            // December's reply that is read in January.
            if this > today {
                NaiveDate::from_ymd_opt(today.year() - 1, month, date)
            } else {
                Some(this)
            }
        }
        _ => None,
    }
}

/// What stands before a person's name in a part, and the name: “South harbour confirmed by Mary”.
fn split_person(part: &str) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = part.split_whitespace().collect();
    let by = words.iter().rposition(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "by" | "from" | "per" | "-" | "--" | "by:" | "确认人" | "由"
        )
    });
    // A name is in one script: 南港 before Mary is none of hers.
    let last_is_han = words.last().is_some_and(|word| word.chars().any(is_han));
    let is_name = |word: &&&str| {
        let mut letters = word.chars();
        let first = letters.next();
        let han = word.chars().all(is_han) && (2..=4).contains(&word.chars().count());
        (han && last_is_han)
            || (first.is_some_and(|letter| letter.is_uppercase() && !last_is_han)
                && word
                    .chars()
                    .all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'')))
    };
    let begins = match by {
        Some(by) => by + 1,
        // The names at the end, three words at most: Mr. Mary Chen.
        None => {
            let names = words.iter().rev().take(3).take_while(|word| is_name(word));
            words.len() - names.count()
        }
    };
    let person = words[begins..].join(" ");
    let mut front: Vec<&str> = words[..by.unwrap_or(begins)].to_vec();
    while front.last().is_some_and(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "confirmed" | "said" | "ok'd" | "确认" | "回复"
        )
    }) {
        front.pop();
    }
    let text = |text: String| said(&text).map(str::to_owned);
    (text(front.join(" ")), text(person))
}

/// The change that a value makes: the remedy that it names, else the finding's first field that is
/// not answered.
fn change(
    value: &str,
    finding: &Finding,
    consignment: &Consignment,
    reference: &Reference,
) -> Option<Vec<PatchStep>> {
    let value = said(value)?;
    let document = json::write_consignment(consignment);
    let port = ["/pod", "/delivery"].iter().find_map(|field| {
        let text = document.pointer(field)?.as_str()?;
        reference.port(text).map(|port| port.code.clone())
    });
    let mut named = finding.fixes.iter().filter(|fix| {
        fix.patch.iter().any(|step| match step {
            PatchStep::Set(at, text) => serde_json::from_str::<Value>(text)
                .is_ok_and(|set| names(value, at.as_str(), &set, port.as_ref(), reference)),
            PatchStep::Insert(..) | PatchStep::Remove(_) => false,
        })
    });
    if let (Some(only), None) = (named.next(), named.next()) {
        return Some(only.patch.clone());
    }
    if !finding.fixes.is_empty() && finding.rule.as_str() != "place-unknown" {
        return None;
    }
    let field = finding.fields.iter().find(|field| {
        document
            .pointer(field.as_str())
            .is_none_or(json::patch::is_blank)
    })?;
    let worded = word_for(field.as_str(), value)?;
    Some(vec![set(field.as_str(), &worded)])
}

/// Whether a text names the value that a remedy sets.
fn names(
    text: &str,
    at: &str,
    set: &Value,
    port: Option<&PortCode>,
    reference: &Reference,
) -> bool {
    match set {
        Value::Bool(yes) => says_yes(text) == Some(*yes),
        Value::String(set) if at == "/pod_terminal" => port.is_some_and(|port| {
            let choices = &reference.sub_ports;
            choices
                .choice_named_in(port, text)
                .is_some_and(|choice| choice.name == *set)
        }),
        Value::String(set) => {
            word_for(at, text).is_some_and(|word| word == *set)
                || reference
                    .port(text)
                    .is_some_and(|port| port.code.as_str() == set)
        }
        Value::Object(set) => ["vessel", "voyage"].iter().all(|name| {
            let words = set.get(*name).and_then(Value::as_str).map(words_of);
            let text = words_of(text);
            words.is_some_and(|words| {
                words
                    .iter()
                    .filter(|word| *word != "V")
                    .all(|word| text.contains(word))
            })
        }),
        _ => false,
    }
}

/// Whether a text says yes or no.
fn says_yes(text: &str) -> Option<bool> {
    let words = words_of(text);
    let no = ["NO", "N", "NOT", "NONE"];
    let yes = ["YES", "Y", "OK", "PLEASE", "NEEDED"];
    let denies = ["不", "无", "没", "否", "免"];
    if denies.iter().any(|word| text.contains(word))
        || words.iter().any(|word| no.contains(&&**word))
    {
        return Some(false);
    }
    let affirms = ["是", "要", "需", "对", "好", "有", "行", "可以"];
    (affirms.iter().any(|word| text.contains(word))
        || words.iter().any(|word| yes.contains(&&**word)))
    .then_some(true)
}

/// How a closed field's words are said; a text that says none of them is none of its values. Any
/// other field takes the text as it is.
const WORDS: &[(&str, &[(&str, &[&str])])] = &[
    (
        "/us_routing",
        &[
            ("all-water", &["ALLWATER", "AW", "AWS", "全水"]),
            ("mlb", &["MLB", "IPI", "陆桥"]),
        ],
    ),
    (
        "/freight/terms",
        &[
            ("prepaid", &["PREPAID", "PP", "预付"]),
            ("collect", &["COLLECT", "CC", "到付"]),
            ("third-place", &["THIRDPLACE", "ELSEWHERE", "第三地"]),
        ],
    ),
    (
        "/loading/mode",
        &[
            ("warehouse", &["WAREHOUSE", "场装", "内装", "进仓"]),
            ("trailer", &["TRAILER", "TRUCK", "拖装", "门点", "拖车"]),
            ("self", &["SELF", "SHIPPER", "自理", "自拖"]),
        ],
    ),
    (
        "/customs/declaration",
        &[
            ("us", &["YOU", "FORWARDER", "代理", "贵司"]),
            ("customer", &["US", "OURSELVES", "SELF", "自理", "我司"]),
        ],
    ),
    (
        "/customs/inspection",
        &[
            ("us", &["YOU", "代理", "贵司"]),
            ("customer", &["SELF", "自理", "我司"]),
            ("none", &["NO", "NONE", "不", "无", "免"]),
        ],
    ),
    (
        "/settlement/payer",
        &[
            ("principal", &["PRINCIPAL", "委托人"]),
            ("shipper", &["SHIPPER", "发货人"]),
            ("third-party", &["THIRDPARTY", "第三方"]),
        ],
    ),
    (
        "/source",
        &[
            ("direct", &["DIRECT", "直客"]),
            ("co-loader", &["COLOADER", "同行"]),
            ("nominated", &["NOMINATED", "指定"]),
        ],
    ),
    (
        "/stuffing_mode",
        &[
            ("shipper-consolidated", &["自拼"]),
            ("fcl", &["FCL", "整箱"]),
            ("lcl", &["LCL", "拼箱"]),
            ("bulk", &["BULK", "散货"]),
        ],
    ),
    (
        "/handling/fumigation",
        &[
            ("done", &["DONE", "已熏"]),
            ("not-needed", &["NO", "NOT", "不", "无需", "免"]),
            ("needed", &["YES", "NEEDED", "需", "要"]),
        ],
    ),
];

/// Fields that say yes or no.
const YES_OR_NO: &[&str] = &[
    "carrier_designated",
    "heavy_duty",
    "food_container_check",
    "genset_truck",
    "stamped",
    "signed",
    "transhipment",
    "non_operating",
    "shipper_owned",
];

/// A text as the value of a field; none where it is none of a closed field's.
fn word_for(field: &str, text: &str) -> Option<Value> {
    let last = field.rsplit('/').next().unwrap_or_default();
    if YES_OR_NO.contains(&last) {
        return says_yes(text).map(Value::Bool);
    }
    if last == "ventilation" {
        return ventilation(text);
    }
    let Some((_, words)) = WORDS.iter().find(|(at, _)| *at == field) else {
        return Some(json!(text));
    };
    let spelt: Vec<String> = words_of(text);
    let joined = spelt.join("");
    words
        .iter()
        .find(|(_, forms)| {
            forms.iter().any(|form| {
                if form.is_ascii() {
                    joined == *form
                        || spelt.iter().any(|word| word == form)
                        || (form.len() > 4 && joined.contains(form))
                } else {
                    text.contains(form)
                }
            })
        })
        .map(|(word, _)| json!(word))
}

/// `closed`, `25 %`, `15 cbm/h`.
fn ventilation(text: &str) -> Option<Value> {
    let upper = text.to_uppercase();
    if upper.contains("CLOSE") || text.contains('关') {
        return Some(json!("closed"));
    }
    let number: String = text
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    let unit = if text.contains('%') {
        "percent"
    } else if upper.contains("CBM") || upper.contains("M3") || text.contains('方') {
        "cbm-h"
    } else {
        return None;
    };
    (!number.is_empty()).then(|| json!({"value": number, "unit": unit}))
}
