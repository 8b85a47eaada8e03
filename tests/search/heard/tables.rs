//! What clerks call things, as gathered for these queries.

use shipdesk::reference::Reference;

/// A port or carrier, and what it is called.
pub struct Called {
    pub code: &'static str,
    pub english: Vec<&'static str>,
    pub chinese: Vec<&'static str>,
    pub short: Vec<&'static str>,
    /// Syllables of the Chinese names.
    pub syllables: Vec<&'static str>,
}

/// A vessel and its Chinese name, or an empty one.
pub type Vessel = (&'static str, &'static str);

pub struct Tables {
    pub ports: Vec<Called>,
    pub carriers: Vec<Called>,
    /// Names, and codes or country letters.
    pub groups: Vec<(Vec<&'static str>, Vec<&'static str>)>,
    pub fleets: Vec<(&'static str, Vec<Vessel>)>,
}

pub fn tables() -> Tables {
    let reference = Reference::built_in();
    let called = |line: &'static str| {
        let mut cells = line.split(';');
        let mut next = || cells.next().unwrap_or_default();
        let code = next();
        let mut list = || next().split('|').filter(|n| !n.is_empty()).collect();
        Called {
            code,
            english: list(),
            chinese: list(),
            short: list(),
            syllables: reference
                .ports
                .iter()
                .find(|p| p.code.as_str() == code)
                .map(|p| p.pinyin.split(' ').collect())
                .unwrap_or_default(),
        }
    };
    Tables {
        ports: lines(include_str!("ports.csv")).map(called).collect(),
        carriers: lines(include_str!("carriers.csv")).map(called).collect(),
        groups: lines(include_str!("groups.csv"))
            .filter_map(|line| line.split_once(';'))
            .map(|(names, members)| (names.split('|').collect(), members.split(' ').collect()))
            .collect(),
        fleets: lines(include_str!("vessels.csv"))
            .filter_map(|line| line.split_once(';'))
            .map(|(carrier, names)| {
                let vessel = |n: &'static str| n.split_once('=').unwrap_or((n, ""));
                (carrier, names.split('|').map(vessel).collect())
            })
            .collect(),
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
}
