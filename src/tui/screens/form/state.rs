//! The form's state: a document, where the caret stands, what was understood and what was not.

use std::collections::BTreeMap;

use serde_json::Value;

use super::doc::Document;
use super::fields::{Kind, Section};
use super::origin::{Around, Origin, Source};
use super::panel::Panel;
use super::rows::{Row, is_blank, rows};
use super::several;
use super::values::{self, Lean};
use super::written;
use crate::domain::job::FieldChange;
use crate::domain::{Consignment, DraftId, Finding, JobView};
use crate::protocol::FormFacts;
use crate::tui::amendments::Papers;
use crate::tui::widgets::line::Line;

/// A state to go back to.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    document: Document,
    sources: BTreeMap<String, Source>,
    focus: String,
}

/// A consignment form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is about.
    pub origin: Origin,
    /// The consignment as it stands.
    pub document: Document,
    /// As it was loaded.
    pub base: Document,
    /// Its draft on the desk.
    pub draft: Option<DraftId>,
    /// Where values came from, by pointer.
    pub sources: BTreeMap<String, Source>,
    /// What was typed and not understood, by pointer, with the key of what to type.
    pub unread: BTreeMap<String, (String, &'static str)>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The row with the caret.
    pub focus: usize,
    /// The first row shown.
    pub top: usize,
    /// The line being edited.
    pub line: Line,
    /// Whether the line was changed since the caret came.
    pub touched: bool,
    /// Letters are keys.
    pub by_keys: bool,
    /// Every field is shown.
    pub all: bool,
    /// A list that has a line more to be filled in.
    pub extra: Option<&'static str>,
    /// The findings beside the form.
    pub panel: Panel,
    /// Every finding of the last check.
    pub findings: Vec<Finding>,
    /// What the desk told the rules.
    pub facts: FormFacts,
    /// Raised with every change; facts asked for carry it.
    pub revision: u64,
    /// The revision that facts were asked for.
    pub facts_asked: u64,
    /// The revision that the facts are of.
    pub facts_of: u64,
    /// The customer was looked up: what belongs to it is filled in once its last job is known.
    pub fills_customer: bool,
    /// The revision that was kept as a draft.
    pub kept: u64,
    /// Fields that were filled with the one that was left last.
    pub also: Vec<String>,
    /// What an amendment that was not taken came with.
    pub papers: Option<Papers>,
    /// A draft is on its way.
    pub keeping: bool,
    /// The findings follow an older revision.
    pub unchecked: bool,
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Form {
    /// A form of a consignment.
    pub fn new(origin: Origin, consignment: Consignment, around: Around<'_>) -> Self {
        let document = Document::of(consignment);
        let mut form = Self {
            origin,
            base: document.clone(),
            document,
            draft: None,
            sources: BTreeMap::new(),
            unread: BTreeMap::new(),
            rows: Vec::new(),
            focus: 0,
            top: 0,
            line: Line::default(),
            touched: false,
            by_keys: false,
            all: false,
            extra: None,
            panel: Panel::default(),
            findings: Vec::new(),
            facts: FormFacts::default(),
            revision: 1,
            facts_asked: 0,
            facts_of: 0,
            fills_customer: false,
            also: Vec::new(),
            papers: None,
            kept: 1,
            keeping: false,
            unchecked: true,
            done: Vec::new(),
            undone: Vec::new(),
        };
        form.lay_out(around);
        form.load_line();
        form
    }

    /// The job, where the form is one's.
    pub fn job(&self) -> Option<&JobView> {
        match &self.origin {
            Origin::New => None,
            Origin::Job(view) => Some(view),
        }
    }

    /// Whether there is anything to save.
    pub fn is_changed(&self) -> bool {
        self.document.json != self.base.json || self.touched || !self.unread.is_empty()
    }

    /// What changes a booked job says.
    pub fn changes(&self) -> Vec<FieldChange> {
        crate::json::patch::difference(&self.base.json, &self.document.json)
    }

    /// The row with the caret.
    pub fn row(&self) -> Row {
        self.rows[self.focus.min(self.rows.len() - 1)]
    }

    /// The text of a row: what was typed and not understood, else its value's.
    pub fn text_of(&self, row: Row) -> String {
        let pointer = row.pointer();
        match self.unread.get(&pointer) {
            Some((text, _)) => text.clone(),
            None => written::write(row.field.kind, self.document.at(&pointer)),
        }
    }

    /// Puts the row's text into the line.
    pub fn load_line(&mut self) {
        self.line = Line::new(self.text_of(self.row()));
        self.touched = false;
        self.also.clear();
    }

    /// What is proposed for the row with the caret.
    pub fn ghost_here(&self) -> Option<super::ghost::Ghost> {
        super::ghost::ghost(self, &self.row().pointer())
    }

    /// Takes note of a sailing that was just chosen: the rules need not wait for the desk to name it.
    pub fn know(&mut self, sailing: crate::domain::Sailing) {
        self.facts.sailings.retain(|known| known.id != sailing.id);
        self.facts.sailings.push(sailing);
        self.unchecked = true;
    }

    /// Whether the sailing that is chosen, if one is, is among the facts.
    pub fn knows_sailing(&self) -> bool {
        let chosen = self.document.consignment.chosen_sailing();
        chosen.is_none_or(|chosen| {
            let known = &self.facts.sailings;
            known
                .iter()
                .any(|sailing| Some(&sailing.id) == chosen.id.as_ref())
        })
    }

    /// The sections that have rows, and where each begins.
    pub fn sections(&self) -> Vec<(Section, usize)> {
        let mut found: Vec<(Section, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if found
                .last()
                .is_none_or(|(section, _)| *section != row.field.section)
            {
                found.push((row.field.section, at));
            }
        }
        found
    }

    /// Computes the rows anew; the caret stays on its field.
    pub fn lay_out(&mut self, around: Around<'_>) {
        let focus = self.rows.get(self.focus).map(Row::pointer);
        // Rules read the HS code beside the name, and none is settled by it: typed from paper, the
        // next value would go astray in it.
        let asked = |pointer: &str| {
            !pointer.ends_with("/hs_code")
                && self
                    .panel
                    .open()
                    .any(|finding| finding.fields.iter().any(|field| field.as_str() == pointer))
        };
        let called = |pointer: &str| {
            self.unread.contains_key(pointer) || focus.as_deref() == Some(pointer) || asked(pointer)
        };
        let laid = rows(
            &self.document,
            around.reference,
            self.all,
            self.extra,
            &called,
        );
        self.rows = laid;
        if let Some(focus) = focus {
            self.go_to(&focus);
        }
    }

    /// Puts the caret's row on a field, or on the nearest that holds it.
    pub fn go_to(&mut self, pointer: &str) -> bool {
        let here = crate::domain::Pointer::new(pointer);
        let found = self
            .rows
            .iter()
            .position(|row| row.pointer() == pointer)
            .or_else(|| {
                self.rows.iter().position(|row| {
                    let at = crate::domain::Pointer::new(row.pointer());
                    at.is_within(&here) || here.is_within(&at)
                })
            });
        if let Some(at) = found {
            self.focus = at;
        }
        self.focus = self.focus.min(self.rows.len().saturating_sub(1));
        found.is_some()
    }

    /// Takes what was typed into the document; whether it was understood.
    pub fn commit(&mut self, around: Around<'_>) -> bool {
        if !self.touched {
            return true;
        }
        self.touched = false;
        let row = self.row();
        let pointer = row.pointer();
        let text = self.line.text().to_owned();
        if let Some(values) = several::packages(row, &text) {
            self.also = values.iter().map(|(at, _)| at.clone()).collect();
            return self.set(&values, &Source::Typed, around);
        }
        let lean = Lean {
            reference: around.reference,
            now: around.now,
            doc: &self.document.json,
        };
        match values::read(row.field.kind, &text, self.document.at(&pointer), lean) {
            Ok(value) => self.set(&[(pointer, value)], &Source::Typed, around),
            Err(wrong) => {
                self.unread.insert(pointer, (text, wrong));
                self.revision += 1;
                false
            }
        }
    }

    /// Sets values; what was there can be brought back. Whether they have a consignment's shape.
    pub fn set(&mut self, values: &[(String, Value)], source: &Source, around: Around<'_>) -> bool {
        match self.document.with(values, around.reference, around.zone) {
            Ok(document) => {
                for (pointer, value) in values {
                    self.unread.remove(pointer);
                    if is_blank(value) {
                        self.sources.remove(pointer);
                    } else {
                        self.sources.insert(pointer.clone(), source.clone());
                    }
                }
                self.put(document, around);
                true
            }
            Err(error) => {
                let text = values
                    .first()
                    .map(|(_, value)| written::write(Kind::Text, value))
                    .unwrap_or_default();
                self.unread
                    .insert(error.at.to_string(), (text, "tui.read.shape"));
                false
            }
        }
    }

    /// Takes another document in place of the one there is.
    pub fn put(&mut self, document: Document, around: Around<'_>) {
        if document == self.document {
            return;
        }
        let step = self.step();
        self.done.push(step);
        self.undone.clear();
        self.document = document;
        self.extra = None;
        self.changed(around);
    }

    /// Takes its job as it is on the desk for what it stands on: nothing of its own is on top.
    pub fn follow(&mut self, view: JobView, around: Around<'_>) {
        self.base = Document::of(view.job.consignment.clone());
        self.document = self.base.clone();
        self.panel.take(&view.findings);
        self.findings.clone_from(&view.findings);
        self.origin = Origin::Job(Box::new(view));
        self.revision += 1;
        self.kept = self.revision;
        self.lay_out(around);
        self.load_line();
    }

    /// Forgets what could be brought back.
    pub fn forget_steps(&mut self) {
        self.done.clear();
        self.undone.clear();
    }

    fn changed(&mut self, around: Around<'_>) {
        self.revision += 1;
        self.unchecked = true;
        self.lay_out(around);
    }

    fn step(&self) -> Step {
        Step {
            document: self.document.clone(),
            sources: self.sources.clone(),
            focus: self.row().pointer(),
        }
    }

    /// Takes back the last change; whether there was one.
    pub fn undo(&mut self, around: Around<'_>) -> bool {
        let Some(step) = self.done.pop() else {
            return false;
        };
        let now = self.step();
        self.undone.push(now);
        self.restore(step, around);
        true
    }

    /// Does it again; whether there was something.
    pub fn redo(&mut self, around: Around<'_>) -> bool {
        let Some(step) = self.undone.pop() else {
            return false;
        };
        let now = self.step();
        self.done.push(now);
        self.restore(step, around);
        true
    }

    fn restore(&mut self, step: Step, around: Around<'_>) {
        self.document = step.document;
        self.sources = step.sources;
        self.unread.clear();
        self.touched = false;
        self.changed(around);
        self.go_to(&step.focus);
        self.load_line();
    }
}
