//! The fields that a finding asks for, and what a text says of them.

use super::amounts::Measure;
use super::boxes::names_some;
use super::carriers::carriers;
use super::corrections::is_time_label;
use super::customs::{designation, ends_of, handbook_numbers};
use super::declared::speaks_of_danger;
use super::figures::{figures, gives};
use super::letter::Letter;
use super::lexer::Choice;
use super::lexicon::is_only_words;
use super::masses::speaks_of_mass;
use super::parts::Part;
use super::sought::{Around, Sought, last_of, named_in, sought};
use super::targets::{sailing_named, targets_of};
use super::values::{is_country, names_one};
use super::who::{Seeks, Told, told};
use crate::domain::{AnswerBy, Moment, Pointer};

/// What a finding's open fields take.
pub(super) struct Fields<'a> {
    pub(super) around: Around<'a>,
    pub(super) fields: Vec<Sought>,
}

impl<'a> Fields<'a> {
    /// The fields that a finding asks for; none where only a party's word settles it.
    pub(super) fn of(around: Around<'a>) -> Self {
        let takes_values = around.finding.answers.contains(&AnswerBy::Fix);
        let fields = takes_values.then(|| sought(around));
        Self::taking(around, fields.unwrap_or_default())
    }

    /// Fields that the caller names.
    pub(super) fn taking(around: Around<'a>, fields: Vec<Sought>) -> Self {
        Self { around, fields }
    }

    /// The letter's parts without who and when.
    pub(super) fn told(&self, letter: &Letter, now: Moment) -> Told {
        let is_value = |text: &str| self.names(text);
        let is_place = |text: &str| self.around.reference.port(text).is_some() || is_country(text);
        let first = self.fields.first();
        let seeks = Seeks {
            is_value: &is_value,
            is_place: &is_place,
            time: matches!(first, Some(Sought::Figure(_, Measure::Time | Measure::Day))),
            figure: matches!(
                first,
                Some(Sought::Figure(..) | Sought::Dangerous(..) | Sought::Mass(_))
            ),
            any: matches!(first, Some(Sought::Texts(_))),
            calls: self.fields.iter().any(|field| match field {
                Sought::Texts(fields) => fields
                    .iter()
                    .any(|at| at.as_str().ends_with("/phone") || at.as_str().ends_with("/contact")),
                _ => false,
            }),
        };
        told(letter, now, seeks)
    }

    /// Whether a text names a value of these fields.
    pub(super) fn names(&self, text: &str) -> bool {
        self.fields.iter().any(|field| self.names_of(field, text))
    }

    /// Whether a text names a value of one of them.
    pub(super) fn names_of(&self, field: &Sought, text: &str) -> bool {
        let parts = [Part {
            text: text.to_owned(),
            end: ',',
        }];
        match field {
            Sought::Values(values) => names_one(text, &values.choices),
            Sought::Figure(at, measure) if measure.is_named_by_itself(at) => {
                gives(&parts, at, *measure, self.around.now)
            }
            Sought::Place(_) => !self.places(&parts).is_empty(),
            Sought::Texts(fields)
                if fields.iter().any(|at| at.as_str().ends_with("payable_at")) =>
            {
                self.around.reference.port(text).is_some()
            }
            Sought::Included => !self.charges(&parts).is_empty(),
            Sought::Again(fields) => fields.iter().any(|field| self.names_of(field, text)),
            Sought::Dangerous(..) => speaks_of_danger(text),
            Sought::Mass(_) => speaks_of_mass(text),
            Sought::Handbook(_) => !handbook_numbers(text).is_empty() || text.contains("手册"),
            Sought::Transit(_) => ends_of(text).is_some() || text.contains("转关"),
            Sought::Carrier { .. } => {
                !self.carriers(&parts).is_empty() || names_one(text, &designation().choices)
            }
            Sought::Sailing => sailing_named(text, self.around.finding).is_some(),
            Sought::Equipment => names_some(text, self.around.reference),
            Sought::Figure(..) | Sought::Texts(_) => false,
        }
    }

    pub(super) fn places(&self, parts: &[Part]) -> Vec<(String, Choice)> {
        named_in(parts, |text| {
            self.around
                .reference
                .port(text)
                .map(|port| port.code.as_str().to_owned())
        })
    }

    pub(super) fn charges(&self, parts: &[Part]) -> Vec<(String, Choice)> {
        named_in(parts, |text| {
            let charge = self.around.reference.charges.find(text)?;
            Some(charge.code.as_str().to_owned())
        })
    }

    pub(super) fn carriers(&self, parts: &[Part]) -> Vec<(String, Choice)> {
        carriers(parts, self.around.reference)
    }

    /// The fields that are asked for.
    pub(super) fn targets(&self) -> Vec<Pointer> {
        self.fields.iter().flat_map(targets_of).collect()
    }

    /// What the figures that are asked for measure.
    pub(super) fn measures(&self) -> Vec<Measure> {
        let figures = self.fields.iter().filter_map(|field| match field {
            Sought::Figure(_, measure) => Some(*measure),
            Sought::Mass(_) => Some(Measure::Verified),
            _ => None,
        });
        figures.collect()
    }

    /// Whether a temperature is asked for.
    pub(super) fn takes_degrees(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field, Sought::Figure(_, Measure::Temperature)))
    }

    /// Whether a telephone number may be asked for.
    pub(super) fn takes_telephones(&self) -> bool {
        let targets = self.targets();
        let mut names = targets.iter().map(last_of);
        names.any(|name| matches!(name, "phone" | "fax" | "contact"))
    }

    /// Whether an address is asked for, which may be in the port on the form.
    pub(super) fn takes_an_address(&self) -> bool {
        let is_place = |at: &Pointer| at.as_str().ends_with("/place");
        self.targets().iter().any(is_place)
    }

    /// Whether no text is taken, or beside a value that is one of some.
    pub(super) fn is_of_some(&self) -> bool {
        !self.takes_texts()
            || self
                .fields
                .iter()
                .any(|field| matches!(field, Sought::Values(_)))
    }

    pub(super) fn takes_texts(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field, Sought::Texts(_)))
    }

    /// The parts that hold one of a field's figures, and those of nothing but common words.
    pub(super) fn with_figures(&self, field: &Sought, parts: &[Part]) -> Vec<Part> {
        let Sought::Figure(at, measure) = field else {
            return parts.to_vec();
        };
        let (_, marked, _) = figures(parts, at, *measure, self.around.now);
        parts
            .iter()
            .zip(marked)
            .filter(|(part, marked)| part.text != marked.text || is_only_words(&part.text))
            .map(|(part, _)| part.clone())
            .collect()
    }

    /// The parts without what the figures of other fields say: 装柜时间：12月1日下午2点.
    pub(super) fn without_figures(&self, parts: &[Part]) -> Vec<Part> {
        let mut parts = parts.to_vec();
        for field in &self.fields {
            let Sought::Figure(at, measure) = field else {
                continue;
            };
            let (_, marked, _) = figures(&parts, at, *measure, self.around.now);
            parts = parts
                .into_iter()
                .zip(marked)
                .filter_map(|(part, marked)| {
                    if part.text == marked.text {
                        return (!is_time_label(&part.text)).then_some(part);
                    }
                    let left = marked.text.split_whitespace();
                    let left: Vec<&str> = left.filter(|word| !word.starts_with("figure")).collect();
                    let text = left.join(" ");
                    (!is_time_label(&text) && !is_only_words(&text)).then_some(Part {
                        text,
                        end: part.end,
                    })
                })
                .collect();
        }
        parts
    }
}
