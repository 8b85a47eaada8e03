//! What of a pasted text is the answer: without what it quotes, without the heads of mails.

use super::lists::items;
use crate::rules::wording::narrow;

/// A text as it was pasted, opened.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    /// What was written as the answer.
    pub(super) body: String,
    /// The sender, where a mail's head names one.
    pub(super) from: Option<String>,
    /// When it was sent, as the head says it.
    pub(super) sent: Option<String>,
}

const FROM: &[&str] = &["from", "发件人", "寄件人"];
const SENT: &[&str] = &["sent", "date", "发送时间", "日期", "时间", "发送日期"];
const OTHER_HEADS: &[&str] = &[
    "to",
    "cc",
    "bcc",
    "subject",
    "收件人",
    "抄送",
    "主题",
    "reply-to",
    "importance",
    "attachments",
    "附件",
];

/// Opens a text: its quotation and the questions that it repeats are no answer.
pub(super) fn open(text: &str, questions: &[String]) -> Letter {
    let plain: String = text.chars().filter_map(plain).collect();
    let plain = in_full(&with_hours(&without_departments(&turned(&plain))));
    let plain = without_mentions(&without_questions(without_marks(&plain), questions));
    let mut letter = Letter::default();
    let mut in_head = false;
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with('>') {
            continue;
        }
        let begun = letter.body.chars().any(char::is_alphanumeric);
        if is_wrote(line) {
            let quoted = lines[at + 1..].iter().find(|line| !line.is_empty());
            if begun && !quoted.is_some_and(|line| line.starts_with('>')) {
                break;
            }
            continue;
        }
        if is_divider(line) {
            if begun {
                break;
            }
            continue;
        }
        let head = line.split_once(':').map(|(name, value)| {
            let name = name.trim_matches([' ', '*']).to_lowercase();
            (name, value.trim_matches([' ', '*']).to_owned())
        });
        match head {
            Some((name, value)) if FROM.contains(&name.as_str()) => {
                if begun {
                    break;
                }
                in_head = true;
                letter.from = Some(value);
                continue;
            }
            Some((name, value)) if in_head && SENT.contains(&name.as_str()) => {
                letter.sent = Some(value);
                continue;
            }
            Some((name, _))
                if !begun && OTHER_HEADS.contains(&name.as_str()) && heads(&lines[at + 1..]) =>
            {
                continue;
            }
            Some((name, _)) if in_head && OTHER_HEADS.contains(&name.as_str()) => continue,
            Some((name, _)) if ["cc", "bcc", "抄送"].contains(&name.as_str()) => continue,
            _ => {}
        }
        letter.body.push_str(line);
        letter.body.push('\n');
    }
    forwarded(&mut letter, &lines);
    letter.body = items(&letter.body);
    letter
}

/// A letter of nothing but what it quotes was forwarded: who wrote it, when, and what.
fn forwarded(letter: &mut Letter, lines: &[&str]) {
    if letter.body.chars().any(char::is_alphanumeric) {
        return;
    }
    let Some(at) = lines.iter().position(|line| is_wrote(line)) else {
        return;
    };
    let quoted: Vec<&str> = lines[at + 1..]
        .iter()
        .filter_map(|line| line.strip_prefix('>'))
        .map(|line| line.trim_start_matches(['>', ' ']))
        .collect();
    if quoted.iter().any(|line| is_wrote(line)) {
        return;
    }
    // “On Wed, Nov 25, 2026 at 4:30 PM Mary Chen <mary@…> wrote:”
    let head = lines[at].trim_end_matches([':', ' ']);
    let head = head.strip_suffix("wrote").unwrap_or(head).trim();
    let head = head.strip_prefix("On ").unwrap_or(head);
    let (before, _) = head.split_once('<').unwrap_or((head, ""));
    let end = before
        .rfind(|letter: char| letter.is_ascii_digit())
        .map_or(0, |digit| digit + 1);
    let (sent, who) = before.split_at(end);
    let mut who = who.trim_matches([' ', ',']);
    let mut sent = sent.trim().to_owned();
    for half in ["AM", "PM", "am", "pm"] {
        if let Some(rest) = who.strip_prefix(half) {
            who = rest.trim_matches([' ', ',']);
            sent.push_str(half);
        }
    }
    letter.body = quoted.join("\n");
    letter.from = (!who.is_empty()).then(|| who.to_owned());
    letter.sent = (!sent.is_empty()).then_some(sent);
}

/// Whether the sender's line follows among other heads.
fn heads(lines: &[&str]) -> bool {
    let name = |line: &&&str| {
        let (name, _) = line.split_once(':')?;
        Some(name.trim_matches([' ', '*']).to_lowercase())
    };
    lines
        .iter()
        .map_while(|line| name(&line))
        .any(|name| FROM.contains(&name.as_str()))
}

/// A letter in its plain form; none for what has no width or says nothing.
fn plain(letter: char) -> Option<char> {
    Some(match narrow(letter) {
        // A Chinese comma is none within a number.
        ',' if letter == '，' => '、',
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\r' => {
            return None;
        }
        '−' | '‐' | '‑' => '-',
        '❌' | '✖' | '🙅' | '🚫' | '👎' | '✘' | '🆖' => '✗',
        '✅' | '✔' | '👍' | '👌' | '🆗' | '🙆' | '☑' => '✓',
        '❓' | '❔' | '🤔' => '?',
        '➡' | '⇒' | '➔' => '→',
        '❗' => '!',
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' if letter != '✗' && letter != '✓' => {
            ' '
        }
        '\t' => ' ',
        '點' => '点',
        '＞' => '>',
        other => other,
    })
}

/// A chat's lines as they are exported, each as a line of who and when and what was said below:
/// `[20/11/2026, 09:40:11] Mary: South`, `20/11/2026, 09:40 - Mary: South`.
fn turned(text: &str) -> String {
    let turn = |line: &str| {
        let begun = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let (when, rest) = line
            .strip_prefix('[')
            .and_then(|line| line.split_once(']'))
            .or_else(|| line.split_once(" - "))
            .filter(|(when, _)| begun(when) && when.contains(':'))?;
        let (who, said) = rest.split_once(':')?;
        let named = who.chars().any(char::is_alphabetic) && !who.contains([',', '、', '。']);
        named.then(|| format!("{} {}\n{}", who.trim(), when.trim(), said.trim()))
    };
    let lines = text
        .lines()
        .map(|line| turn(line.trim()).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

/// A text without the departments in brackets behind its persons: 钱小姐(单证).
fn without_departments(text: &str) -> String {
    const DEPARTMENTS: &str = "单证|业务|业务部|外贸|外贸部|操作|跟单|采购|采购部|财务|销售|客服|物流|仓库|docs|sales|logistics|shipping";
    let mut text = text.to_owned();
    for department in DEPARTMENTS.split('|') {
        text = text.replace(&format!("({department})"), "");
    }
    text
}

/// Hours in words as figures: 下午三点 as 下午3点. 快一点 is no hour.
fn with_hours(text: &str) -> String {
    const HOURS: &[(&str, &str)] = &[
        ("十二点", "12点"),
        ("十一点", "11点"),
        ("十点", "10点"),
        ("九点", "9点"),
        ("八点", "8点"),
        ("七点", "7点"),
        ("六点", "6点"),
        ("五点", "5点"),
        ("四点", "4点"),
        ("三点", "3点"),
        ("两点", "2点"),
        ("二点", "2点"),
        ("一点", "1点"),
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let led = out.ends_with(['午', '晨', '上', '天', '日', '号'])
            || (out.ends_with(['早', '晚']) && !rest.starts_with("一点"));
        let hour = HOURS.iter().find(|(hour, _)| {
            let behind = rest.strip_prefix(hour);
            behind.is_some_and(|behind| led || stands_alone(&out, hour, behind))
        });
        if let Some((hour, figures)) = hour {
            out.push_str(figures);
            rest = &rest[hour.len()..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

/// A text with what is shortened in it in full: 明早9点; and with a comma behind a no that a correction
/// follows: 南港，哦不对 是北港.
fn in_full(text: &str) -> String {
    [
        ("不对 是", "不对、是"),
        ("不对 应", "不对、应"),
        ("不是 是", "不是、是"),
        ("今早", "今天早上"),
        ("今晚", "今天晚上"),
        ("明早", "明天早上"),
        ("明晚", "明天晚上"),
        ("昨晚", "昨天晚上"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (short, full)| {
        text.replace(short, full)
    })
}

/// Whether an hour in words is a part of its own: “Mary 十点”, 南港，九点半. 一点 and 两点 are a little, and
/// two points.
fn stands_alone(before: &str, hour: &str, behind: &str) -> bool {
    let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
    let behind = ["半", "整", "钟", "一刻", "三刻"]
        .iter()
        .find_map(|word| behind.strip_prefix(word))
        .unwrap_or(behind);
    !before.ends_with(char::is_alphanumeric)
        && ends(behind)
        && !["一点", "两点", "二点", "三点"].contains(&hour)
}

/// A chat's quotation stands in 「」 before the answer.
fn without_marks(text: &str) -> String {
    let (Some(open), Some(close)) = (text.find('「'), text.rfind('」')) else {
        return text.to_owned();
    };
    if open > close {
        return text.to_owned();
    }
    let rest = format!("{}\n{}", &text[..open], &text[close + '」'.len_utf8()..]);
    if rest.chars().any(char::is_alphanumeric) {
        rest
    } else {
        text.replace(['「', '」'], " ")
    }
}

/// The text without whom a chat calls: @客服小陈.
fn without_mentions(text: &str) -> String {
    let is_mention = |word: &str| {
        word.strip_prefix('@')
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic))
    };
    text.lines()
        .map(|line| {
            if line.split(' ').any(is_mention) {
                let words: Vec<&str> = line.split(' ').filter(|word| !is_mention(word)).collect();
                words.join(" ")
            } else {
                line.to_owned()
            }
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The text without the desk's own question, however its blanks and marks have come out.
fn without_questions(text: String, questions: &[String]) -> String {
    let mut text = text;
    for question in questions {
        let wanted: Vec<char> = letters(question).collect();
        if wanted.len() < 6 {
            continue;
        }
        let places: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, letter)| letter.is_alphanumeric())
            .flat_map(|(at, letter)| letter.to_lowercase().map(move |lower| (at, lower)))
            .collect();
        let found = places
            .windows(wanted.len())
            .find(|window| window.iter().map(|(_, letter)| letter).eq(wanted.iter()));
        let Some([(start, _), .., (last, _)]) = found else {
            continue;
        };
        let rest = &text[*last..];
        let mut end = *last + rest.chars().next().map_or(0, char::len_utf8);
        // The mark that ends the question goes with it.
        let mark = text[end..].trim_start_matches([' ', '"', '”', ')']);
        if mark.starts_with(['?', '.', '。']) {
            end = text.len() - mark.len() + mark.chars().next().map_or(0, char::len_utf8);
        }
        text.replace_range(*start..end, "\n");
    }
    text
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .map(narrow)
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// “On Thu, 26 Nov 2026 at 09:12, Zhou Min wrote:”, “在 2026-11-26，周敏 写道：”.
fn is_wrote(line: &str) -> bool {
    let lower = line.trim_end_matches([':', ' ']).to_lowercase();
    (line.ends_with(':') && lower.starts_with("on ") && lower.ends_with("wrote"))
        || ["写道", "写到"].iter().any(|word| lower.ends_with(word))
}

/// A line that parts an answer from what it answers.
fn is_divider(line: &str) -> bool {
    let marks = line
        .chars()
        .filter(|c| matches!(c, '-' | '_' | '=' | '*'))
        .count();
    let text: String = letters(line).collect();
    let named = [
        "originalmessage",
        "原始邮件",
        "forwardedmessage",
        "转发的邮件",
        "转发邮件",
        "原邮件",
        "beginforwardedmessage",
        "replymessage",
        "邮件原件",
    ];
    (marks >= 2 && named.contains(&text.as_str()))
        || text == "beginforwardedmessage"
        || (text.is_empty() && marks >= 5)
}
