//! A chat as it is exported: each turn behind a line with the person and the time.

use super::names::whole;
use super::when::stamps;
use super::who::Seeks;
use crate::domain::Moment;

/// What was said in a chat, and by whom and when the value was given.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Turns {
    /// All that was said, without the lines of the persons.
    pub(super) body: String,
    /// Who gave the value.
    pub(super) by: String,
    /// When.
    pub(super) at: Option<Moment>,
}

/// Reads a chat; none where a text is no chat. The last turn that gives a value is who and when: a
/// “收到” behind it is another's.
pub(super) fn turns(body: &str, now: Moment, seeks: Seeks<'_>) -> Option<Turns> {
    let mut turns: Vec<(String, Option<Moment>, String)> = Vec::new();
    for line in body.lines() {
        match head(line, now) {
            Some((by, at)) => turns.push((by, at, String::new())),
            None if turns.is_empty() && line.trim().is_empty() => {}
            None => {
                let (_, _, said) = turns.last_mut()?;
                said.push_str(line);
                said.push('\n');
            }
        }
    }
    // One line of a person and a time, with nothing below, is a signature.
    if turns.iter().all(|(_, _, said)| said.trim().is_empty()) {
        return None;
    }
    let gives = |said: &str| said.lines().any(|line| (seeks.is_value)(line));
    let (by, at, _) = turns
        .iter()
        .rev()
        .find(|(_, _, said)| gives(said))
        .or_else(|| turns.iter().find(|(_, _, said)| !said.trim().is_empty()))?;
    Some(Turns {
        by: by.clone(),
        at: *at,
        body: turns.iter().map(|(_, _, said)| said.as_str()).collect(),
    })
}

/// The person and the time of a line that holds nothing else.
fn head(line: &str, now: Moment) -> Option<(String, Option<Moment>)> {
    let [stamp] = &stamps(line, now)[..] else {
        return None;
    };
    let letters: Vec<char> = line.chars().collect();
    let text = |range: &[char]| range.iter().collect::<String>().trim().to_owned();
    let before = text(&letters[..stamp.place.start]);
    let behind = text(&letters[stamp.place.end..]);
    let name = match (before.is_empty(), behind.is_empty()) {
        (false, true) => before,
        (true, false) => behind,
        _ => return None,
    };
    // “Mary(海桐)”: the person and the company, as a chat shows them.
    let person = name.split(['(', '（', '@', '-']).next()?.trim();
    let by = whole(person, &|_| false).filter(|by| *by == person)?;
    Some((by, stamp.moment(None, now)))
}
