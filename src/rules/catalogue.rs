//! The catalogue of rules: what `shipdesk rules` and the page in the docs say.

use std::fmt::Write as _;

use super::{RULES, Rule};
use crate::domain::{AnswerBy, Severity, Text};

/// One rule of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub rule: &'static str,
    /// The clauses it comes from.
    pub clauses: &'static [&'static str],
    /// The highest severity it can have.
    pub severity: Severity,
    /// Who can settle it.
    pub answers: &'static [AnswerBy],
    /// Whether it also holds for customs-only and trucking-only jobs.
    pub ops: bool,
    /// What it checks, in a few words.
    pub title: Text,
    /// Why it matters.
    pub reason: Text,
}

/// Every rule, in the table's order.
pub fn catalogue() -> impl Iterator<Item = Entry> {
    RULES.iter().map(|rule| entry(rule))
}

/// One rule's entry.
pub fn entry(rule: &'static Rule) -> Entry {
    let text = |name: &str| Text {
        key: format!("rule.{}.{name}", rule.id).into(),
        args: Vec::new(),
    };
    Entry {
        rule: rule.id,
        clauses: rule.clauses,
        severity: rule.severity,
        answers: rule.answers,
        ops: rule.ops,
        title: text("title"),
        reason: text("reason"),
    }
}

/// The page of the docs: every rule with its clauses, its severity, who settles it, and why, the
/// sentences given by whoever knows the language.
pub fn page(say: impl Fn(&Text) -> String) -> String {
    let mut page = String::from(
        "# The rules of the desk\n\nWritten from the code: `cargo test --test rules` says when it is out of date, and with\n`SHIPDESK_WRITE_DOCS=1` writes it. *ops*: also for customs-only and trucking-only jobs.\n\n| rule | clause | severity | settled by | what, and why |\n| --- | --- | --- | --- | --- |\n",
    );
    for entry in catalogue() {
        let clauses = if entry.clauses.is_empty() {
            "—".to_owned()
        } else {
            entry.clauses.join(", ")
        };
        let answers: Vec<&str> = entry.answers.iter().map(|kind| kind.as_str()).collect();
        let ops = if entry.ops { " *ops*" } else { "" };
        // Writing to a text cannot fail.
        let _ = writeln!(
            page,
            "| `{}` | {clauses} | {} | {} | **{}**{ops} {} |",
            entry.rule,
            entry.severity,
            answers.join(", "),
            say(&entry.title),
            say(&entry.reason),
        );
    }
    page
}
