//! What a rule is.

use super::{Checked, RULES, Report};
use crate::domain::{AnswerBy, Severity, Text};

/// One clause of the procedure, or a part of one, as software can check it.
#[derive(Debug)]
pub struct Rule {
    /// Its id: `heavy-20`. Never changes.
    pub id: &'static str,
    /// The clauses it comes from: `3.2c`; empty for good practice with no clause of its own.
    pub clauses: &'static [&'static str],
    /// The highest severity that its findings can have.
    pub severity: Severity,
    /// Who can settle its findings.
    pub answers: &'static [AnswerBy],
    /// Whether it also holds for customs-only and trucking-only jobs.
    pub ops: bool,
    /// Whether it finds an item of 3.2b–3.2i missing; of many the form is asked for again.
    pub item: bool,
    /// Whether what it warns of is wanted before a cut-off: then the job is in the queue for it.
    pub before_cut_off: bool,
    /// Who is asked its questions, by their names (`ask-sailed`), where that is another than who can
    /// answer: one message holds only what its reader can.
    pub asked: &'static [(&'static str, AnswerBy)],
    /// What it is about where a party's word settles it, as replies name it: the names of a yes, those
    /// of a no, with strokes between. A plain yes or no is always read.
    pub said: (&'static str, &'static str),
    /// Adds what it finds to the report.
    pub check: fn(&Checked<'_>, &mut Report),
}

impl Rule {
    /// What most rules are; the rest of one is said in its file.
    pub(super) const PLAIN: Self = Self {
        id: "",
        clauses: &[],
        severity: Severity::Hint,
        answers: &[],
        ops: false,
        item: false,
        before_cut_off: false,
        asked: &[],
        said: ("", ""),
        check: |_, _| {},
    };

    /// What it checks, in a few words.
    pub fn title(&self) -> Text {
        self.sentence("title")
    }

    /// Why it matters.
    pub fn reason(&self) -> Text {
        self.sentence("reason")
    }

    /// `rule.<id>.<name>`.
    fn sentence(&self, name: &str) -> Text {
        Text {
            key: format!("rule.{}.{name}", self.id).into(),
            args: Vec::new(),
        }
    }
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}
