//! How a rule says what it found.

use std::borrow::Cow;

use serde_json::Value;

use super::{Checked, Rule};
use crate::domain::{
    AnswerBy, Finding, FindingState, Fix, PatchStep, Pointer, RuleId, Severity, Text, TextArg,
};

/// What the rules have found so far.
#[derive(Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    pub(super) fn run(&mut self, rule: &'static Rule, checked: &Checked<'_>) {
        (rule.check)(checked, self);
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, draft: Draft) {
        self.findings.push(draft.finish());
    }
}

/// A finding being written. Its message and its question share their arguments.
#[derive(Debug)]
pub struct Draft {
    rule: &'static Rule,
    finding: Finding,
    message: &'static str,
    ask: Option<&'static str>,
    args: Vec<(Cow<'static, str>, TextArg)>,
}

impl Rule {
    /// A finding of this rule, with its severity, its answers and `rule.<id>.message`.
    pub(super) fn finding(&'static self) -> Draft {
        Draft {
            rule: self,
            finding: Finding {
                rule: RuleId::of(self.id),
                at: None,
                clauses: self.clauses.iter().map(|&clause| clause.into()).collect(),
                severity: self.severity,
                state: FindingState::Open,
                fields: Vec::new(),
                saw: Vec::new(),
                message: Text::of(""),
                ask: None,
                fixes: Vec::new(),
                answers: self.answers.to_vec(),
            },
            message: "message",
            ask: None,
            args: Vec::new(),
        }
    }
}

impl Draft {
    /// Where, for a rule that can fire at several places.
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.finding.at = Some(Pointer::new(pointer));
        self
    }

    /// A field it looks at: an answer is void when its value changes.
    pub fn field(mut self, pointer: impl Into<String>) -> Self {
        self.finding.fields.push(Pointer::new(pointer));
        self
    }

    /// Several such fields.
    pub fn fields<P: Into<String>>(mut self, pointers: impl IntoIterator<Item = P>) -> Self {
        self.finding
            .fields
            .extend(pointers.into_iter().map(Pointer::new));
        self
    }

    /// Fields that an answer is bound to besides, and that the finding does not point at: whose word
    /// it was, and on what.
    pub fn bound_to<P: Into<String>>(mut self, pointers: impl IntoIterator<Item = P>) -> Self {
        let as_on_the_form = |pointer: P| (Pointer::new(pointer), String::new());
        self.finding
            .saw
            .extend(pointers.into_iter().map(as_on_the_form));
        self
    }

    /// A value it saw that is no field of the consignment.
    pub fn saw(mut self, pointer: impl Into<String>, value: &Value) -> Self {
        self.finding
            .saw
            .push((Pointer::new(pointer), value.to_string()));
        self
    }

    /// Another severity than the rule's highest.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// Others who can settle it than the rule's.
    pub fn answers(mut self, answers: &[AnswerBy]) -> Self {
        self.finding.answers = answers.to_vec();
        self
    }

    /// Another sentence: `rule.<id>.<name>`.
    pub fn says(mut self, name: &'static str) -> Self {
        self.message = name;
        self
    }

    /// The question to send: `rule.<id>.<name>`.
    pub fn asks(mut self, name: &'static str) -> Self {
        self.ask = Some(name);
        self
    }

    /// An argument of the message and the question.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args
            .push((name.into(), TextArg::Plain(value.to_string())));
        self
    }

    /// An argument of any kind.
    pub fn arg_of(mut self, name: &'static str, value: TextArg) -> Self {
        self.args.push((name.into(), value));
        self
    }

    /// An obvious way to settle it.
    pub fn fix(mut self, label: Text, patch: Vec<PatchStep>) -> Self {
        self.finding.fixes.push(Fix { label, patch });
        self
    }

    pub(super) fn finish(self) -> Finding {
        let Self {
            rule,
            mut finding,
            message,
            ask,
            args,
        } = self;
        let key = |name: &str| format!("rule.{}.{name}", rule.id).into();
        finding.ask = ask.map(|name| Text {
            key: key(name),
            args: args.clone(),
        });
        finding.message = Text {
            key: key(message),
            args,
        };
        finding
    }
}

/// A change that sets a value.
pub fn set(pointer: impl Into<String>, value: &Value) -> PatchStep {
    PatchStep::Set(Pointer::new(pointer), value.to_string())
}

/// The changes that put lines at the end of a list of so many; an empty one may not be there at all.
pub fn append(list: &str, length: usize, lines: &[Value]) -> Vec<PatchStep> {
    if length == 0 {
        return vec![PatchStep::Set(
            Pointer::new(list),
            Value::from(lines.to_vec()).to_string(),
        )];
    }
    lines
        .iter()
        .map(|line| PatchStep::Insert(Pointer::new(format!("{list}/-")), line.to_string()))
        .collect()
}

/// A word of the message files: `word.<name>`.
pub fn word(key: &'static str) -> TextArg {
    TextArg::Text(Box::new(Text::of(key)))
}

/// A name in each language: the English one where there is no Chinese.
pub fn name_of(en: &str, zh: &str) -> TextArg {
    both(en, if zh.is_empty() { en } else { zh })
}

/// One word for each language.
pub fn both(en: impl Into<String>, zh: impl Into<String>) -> TextArg {
    TextArg::Both {
        en: en.into(),
        zh: zh.into(),
    }
}
