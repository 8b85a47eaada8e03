//! A tape from its text, or everything that is wrong with it.

use std::time::Duration;

use super::chord::{chord, key};
use super::words::{Word, time, words};
use super::{Command, Fault, Scope, Step, Tape};

/// Settings whose value is a number.
const NUMBERS: &[&str] = &[
    "FontSize",
    "LetterSpacing",
    "LineHeight",
    "Framerate",
    "PlaybackSpeed",
    "Height",
    "Width",
    "Padding",
    "Margin",
    "WindowBarSize",
    "BorderRadius",
];

/// Settings whose value is a text.
const TEXTS: &[&str] = &[
    "Shell",
    "FontFamily",
    "Theme",
    "MarginFill",
    "WindowBar",
    "WaitPattern",
    "LoopOffset",
];

/// Settings whose value is a time.
const TIMES: &[&str] = &["TypingSpeed", "WaitTimeout"];

/// Reads a tape.
pub fn parse(text: &str) -> Result<Tape, Vec<Fault>> {
    let mut tape = Tape::default();
    let mut faults = Vec::new();
    for (line, written) in (1..).zip(text.lines()) {
        let read = words(written).and_then(|words| {
            let mut rest = words.as_slice();
            while !rest.is_empty() {
                rest = command(rest, line, &mut tape)?;
            }
            Ok(())
        });
        if let Err(what) = read {
            faults.push(Fault { line, what });
        }
    }
    if faults.is_empty() {
        Ok(tape)
    } else {
        Err(faults)
    }
}

/// Reads one command; gives the words behind it.
fn command<'a>(words: &'a [Word], line: usize, tape: &mut Tape) -> Result<&'a [Word], String> {
    let Some((Word::Plain(word), mut rest)) = words.split_first() else {
        return Err("a command is expected, and a text stands here".to_owned());
    };
    let (name, speed) = match word.split_once('@') {
        // `Ctrl+@` is a key.
        Some((name, _)) if name.ends_with('+') => (word.as_str(), None),
        Some((name, text)) => {
            let speed = time(text).ok_or(format!("“{text}” is no time"))?;
            (name, Some(speed))
        }
        None => (word.as_str(), None),
    };
    let mut take = |what: &str| -> Result<String, String> {
        let (first, after) = rest
            .split_first()
            .ok_or(format!("{name}: {what} is missing"))?;
        rest = after;
        match first {
            Word::Plain(text) | Word::Quoted(text) => Ok(text.clone()),
            Word::Pattern(_) => Err(format!("{name}: {what} is no pattern")),
        }
    };
    let head = tape.steps.is_empty();
    let late = || {
        Err(format!(
            "{name} stands behind the first step: VHS passes it over"
        ))
    };
    let said = match name {
        "Output" if head => {
            let path = take("a file")?;
            let file = path.rsplit('/').next().unwrap_or_default();
            if !path.ends_with('/') && !file.trim_start_matches('.').contains('.') {
                return Err(format!("Output {path}: neither an ending nor a folder"));
            }
            tape.outputs.push(path);
            return Ok(rest);
        }
        "Require" if head => {
            tape.requires.push(take("a program")?);
            return Ok(rest);
        }
        "Output" | "Require" => return late(),
        "Set" => {
            let setting = take("a setting")?;
            let value = take("a value")?;
            check_setting(&setting, &value)?;
            match (head, setting.as_str(), time(&value)) {
                (true, _, _) => {
                    tape.settings.push((setting, value));
                    return Ok(rest);
                }
                (false, "TypingSpeed", Some(speed)) => Command::TypingSpeed(speed),
                (false, _, _) => return late(),
            }
        }
        "Type" => {
            let mut texts = Vec::new();
            while let Some((Word::Quoted(text), after)) = rest.split_first() {
                texts.push(text.as_str());
                rest = after;
            }
            if texts.is_empty() {
                return Err("Type: a text in quotes is missing".to_owned());
            }
            Command::Type {
                text: texts.join(" "),
                speed,
            }
        }
        "Sleep" => {
            let text = take("a time")?;
            Command::Sleep(time(&text).ok_or(format!("“{text}” is no time"))?)
        }
        "Wait" | "Wait+Line" | "Wait+Screen" => {
            let mut pattern = None;
            if let Some((Word::Pattern(text), after)) = rest.split_first() {
                regex_lite::Regex::new(text).map_err(|error| format!("/{text}/: {error}"))?;
                pattern = Some(text.clone());
                rest = after;
            }
            Command::Wait {
                scope: if name == "Wait+Screen" {
                    Scope::Screen
                } else {
                    Scope::Line
                },
                limit: speed,
                pattern,
            }
        }
        "Hide" => Command::Hide,
        "Show" => Command::Show,
        "Paste" => Command::Paste,
        "Copy" => Command::Copy(take("a text")?),
        "Env" => Command::Env(take("a name")?, take("a value")?),
        "Screenshot" => Command::Screenshot(with_ending(take("a file")?, ".png")?),
        "Source" => Command::Source(with_ending(take("a tape")?, ".tape")?),
        _ if name.starts_with("Ctrl+")
            || name.starts_with("Alt+")
            || name.starts_with("Shift+") =>
        {
            pressed(chord(name)?, speed, &mut rest)?
        }
        _ => match key(name) {
            Some(bytes) => pressed(bytes.to_owned(), speed, &mut rest)?,
            None => return Err(format!("“{name}” is no command of a tape")),
        },
    };
    tape.steps.push(Step {
        line,
        command: said,
    });
    Ok(rest)
}

/// A key with how often it is pressed.
fn pressed(bytes: String, speed: Option<Duration>, rest: &mut &[Word]) -> Result<Command, String> {
    let mut times = 1;
    if let Some((Word::Plain(count), after)) = rest.split_first()
        && count.starts_with(|digit: char| digit.is_ascii_digit())
    {
        times = count
            .parse()
            .map_err(|_| format!("“{count}” is no count"))?;
        *rest = after;
    }
    Ok(Command::Key {
        bytes,
        times,
        speed,
    })
}

fn with_ending(path: String, ending: &str) -> Result<String, String> {
    if path.ends_with(ending) && path.len() > ending.len() {
        Ok(path)
    } else {
        Err(format!(
            "{path}: only a file that ends in {ending} is taken"
        ))
    }
}

fn check_setting(name: &str, value: &str) -> Result<(), String> {
    let fits = match name {
        _ if NUMBERS.contains(&name) => value.parse::<f64>().is_ok(),
        _ if TIMES.contains(&name) => time(value).is_some(),
        "CursorBlink" => matches!(value, "true" | "false"),
        _ if TEXTS.contains(&name) => !value.is_empty(),
        _ => return Err(format!("Set {name}: VHS has no such setting")),
    };
    if fits {
        Ok(())
    } else {
        Err(format!("Set {name}: “{value}” does not fit"))
    }
}
