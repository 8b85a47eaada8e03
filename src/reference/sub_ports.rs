//! Ports whose carriers call at different harbours or terminals: clause 3.2n.

use std::collections::HashMap;

use crate::domain::{PortCode, Text, UnLocode};

use super::ports::Ports;
use super::table::{Layout, Row, Rows, TableError};
use super::text::{key, words};

/// The question that a port asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubPortQuestion {
    /// The port.
    pub port: PortCode,
    /// The question in Chinese: `南港还是北港`.
    pub question_zh: String,
    /// The question in English: `South Harbour or North Harbour`.
    pub question_en: String,
    /// The choices.
    pub choices: Vec<SubPortChoice>,
}

/// One harbour or terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubPortChoice {
    /// Its code, or its name where UN/LOCODE has none.
    pub code: PortCode,
    /// Its English name.
    pub name: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// How it is written when the port is known: `SOUTH HARBOUR`, `南港`.
    pub aliases: Vec<String>,
    /// The aliases as runs of words.
    runs: Vec<Vec<String>>,
}

/// The table of sub-ports.
#[derive(Debug, Clone)]
pub struct SubPorts {
    questions: Vec<SubPortQuestion>,
    by_port: HashMap<PortCode, usize>,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "sub_ports",
    built_in: include_str!("tables/sub_ports.csv"),
    columns: &[
        "port",
        "port_name",
        "question_zh",
        "question_en",
        "choice_code",
        "choice_name",
        "choice_zh",
        "aliases",
    ],
    needed: &["port", "question_zh", "choice_name"],
    key: &["port", "choice_name"],
};

impl SubPorts {
    pub(super) fn read(rows: &Rows, ports: &Ports) -> Result<Self, Vec<TableError>> {
        let mut table = Self {
            questions: Vec::new(),
            by_port: HashMap::new(),
        };
        let mut last_rows: HashMap<usize, Row> = HashMap::new();
        rows.read_each(|row| {
            let code: UnLocode = row.read_needed("port")?;
            let port = PortCode::Locode(code);
            if ports.get(&port).is_none() {
                return Err(row.bad("port", Text::of("table.no-port").with("text", &port)));
            }
            let choice = choice(row)?;
            if ports.get(&choice.code).is_none() {
                let (column, key) = match choice.code {
                    PortCode::Locode(_) => ("choice_code", "table.no-port"),
                    PortCode::Named(_) => ("choice_name", "table.no-port-yet"),
                };
                let reason = Text::of(key).with("text", &choice.code);
                return Err(row.bad(column, reason));
            }
            let place = *table.by_port.entry(port.clone()).or_insert_with(|| {
                table.questions.push(SubPortQuestion {
                    port,
                    question_zh: row.get("question_zh").to_owned(),
                    question_en: row
                        .text("question_en")
                        .unwrap_or(row.get("question_zh"))
                        .to_owned(),
                    choices: Vec::new(),
                });
                table.questions.len() - 1
            });
            let known = &mut table.questions[place].choices;
            if let Some((run, first)) = choice.shares_a_name_with(known) {
                let reason = Text::of("table.names-another")
                    .with("text", run)
                    .with("first", first);
                return Err(row.bad("aliases", reason));
            }
            known.push(choice);
            last_rows.insert(place, row.clone());
            Ok(())
        })?;
        let single = |(place, question): (usize, &SubPortQuestion)| {
            let row = last_rows
                .get(&place)
                .filter(|_| question.choices.len() == 1)?;
            let reason = Text::of("table.one-choice").with("port", &question.port);
            Some(row.bad("choice_name", reason))
        };
        let asks_nothing: Vec<TableError> = table
            .questions
            .iter()
            .enumerate()
            .filter_map(single)
            .collect();
        if !asks_nothing.is_empty() {
            return Err(asks_nothing);
        }
        Ok(table)
    }

    /// Every question.
    pub fn iter(&self) -> impl Iterator<Item = &SubPortQuestion> {
        self.questions.iter()
    }

    /// The question that a port asks, if it asks one.
    pub fn question_for(&self, port: &PortCode) -> Option<&SubPortQuestion> {
        self.by_port.get(port).map(|&place| &self.questions[place])
    }

    /// The question that a code is a choice of: `PHMNN` belongs to Manila's.
    pub fn question_of_choice(&self, code: &PortCode) -> Option<&SubPortQuestion> {
        self.questions
            .iter()
            .find(|question| question.choices.iter().any(|choice| choice.code == *code))
    }

    /// Whether a code is one of a port's harbours.
    pub fn is_harbour_of(&self, port: &PortCode, code: &PortCode) -> bool {
        self.question_for(port)
            .is_some_and(|question| question.choices.iter().any(|choice| choice.code == *code))
    }

    /// Whether two codes are of one place: their harbours are the same.
    pub fn are_one_place(&self, left: &PortCode, right: &PortCode) -> bool {
        let codes = |port: &PortCode| {
            let question = self.question_for(port)?;
            Some(question.choices.iter().map(|choice| &choice.code))
        };
        codes(left)
            .zip(codes(right))
            .is_some_and(|(left, right)| left.eq(right))
    }

    /// The harbour of a port that a code or a terminal's text names.
    pub fn harbour_of(
        &self,
        port: &PortCode,
        code: &PortCode,
        terminal: Option<&str>,
    ) -> Option<&PortCode> {
        self.question_for(port)?
            .choices
            .iter()
            .find(|choice| choice.code == *code)
            .or_else(|| self.choice_named_in(port, terminal?))
            .map(|choice| &choice.code)
    }

    /// The one choice that a text names, in words: the POD's own text may already say it. A text
    /// that names two says nothing.
    pub fn choice_named_in(&self, port: &PortCode, text: &str) -> Option<&SubPortChoice> {
        let question = self.question_for(port)?;
        let words = words(text);
        let mut named = question
            .choices
            .iter()
            .filter(|choice| choice.is_named_in(&words, text));
        let first = named.next()?;
        named.next().is_none().then_some(first)
    }
}

/// What may stand beside a harbour that is named by its letter.
const HARBOUR_WORDS: &[&str] = &["PORT", "HARBOUR", "HARBOR", "TERMINAL"];

impl SubPortChoice {
    /// A way to write it that is another choice's, too, and that one's name.
    fn shares_a_name_with<'c>(&self, others: &'c [Self]) -> Option<(String, &'c str)> {
        let mut ways = self.aliases.iter().chain([&self.name, &self.name_zh]);
        ways.find_map(|way| {
            let run = words(way);
            let other = others.iter().find(|other| other.runs.contains(&run))?;
            Some((way.clone(), other.name.as_str()))
        })
    }

    fn is_named_in(&self, text: &[String], whole: &str) -> bool {
        key(whole) == key(self.code.as_str())
            || self.runs.iter().any(|run| match &run[..] {
                // N is a harbour where nothing else is said, not in the middle of a text.
                [letter] if letter.len() == 1 => text
                    .iter()
                    .filter(|word| !HARBOUR_WORDS.contains(&word.as_str()))
                    .eq([letter]),
                run => text.windows(run.len()).any(|window| window == run),
            })
    }
}

fn choice(row: &Row) -> Result<SubPortChoice, TableError> {
    let name = row.needed("choice_name")?.to_uppercase();
    let code: Option<UnLocode> = row.read("choice_code")?;
    let name_zh = row.get("choice_zh").to_owned();
    let aliases = row.list("aliases");
    let runs = aliases
        .iter()
        .chain([&name, &name_zh])
        .map(|text| words(text))
        .filter(|run| !run.is_empty())
        .collect();
    Ok(SubPortChoice {
        code: code.map_or_else(|| PortCode::Named(name.clone()), PortCode::Locode),
        name,
        name_zh,
        aliases,
        runs,
    })
}
