//! What a reply changes: the values of the fields that its finding asks for.

use serde_json::json;

use super::amounts::Measure;
use super::boxes::equipment;
use super::corrections::{corrected, is_time_label};
use super::declared::{
    dangerous, designation, ends_of, handbook, handbook_numbers, speaks_of_danger, transit,
};
use super::letter::Letter;
use super::lexer::{Choice, Clause, Item, read};
use super::lexicon::{Kind, is_only_words};
use super::parts::{Part, joined};
use super::sought::{Around, Sought, Values, figures, named_in, sailing_named, sought};
use super::stance::{Verdict, judge};
use super::texts::{beside, of_texts};
use super::who::{Seeks, Told, told};
use crate::domain::{AnswerBy, Moment, PatchStep, Pointer};
use crate::rules::report::set;

/// What a finding's open fields take.
pub(super) struct Fields<'a> {
    around: Around<'a>,
    fields: Vec<Sought>,
}

/// What some parts come to, and what they change.
pub(super) type Read = (Verdict<()>, Option<Vec<PatchStep>>);

impl<'a> Fields<'a> {
    /// The fields that a finding asks for; none where only a party's word settles it.
    pub(super) fn of(around: Around<'a>) -> Self {
        let takes_values = around.finding.answers.contains(&AnswerBy::Fix);
        Self {
            around,
            fields: if takes_values {
                sought(around)
            } else {
                Vec::new()
            },
        }
    }

    /// The letter's parts without who and when.
    pub(super) fn told(&self, letter: &Letter, now: Moment) -> Told {
        let is_value = |text: &str| self.names(text);
        let first = self.fields.first();
        let seeks = Seeks {
            is_value: &is_value,
            time: matches!(first, Some(Sought::Figure(_, Measure::Time | Measure::Day))),
            figure: matches!(first, Some(Sought::Figure(..) | Sought::Dangerous(..))),
            any: matches!(first, Some(Sought::Texts(_))),
        };
        told(letter, now, seeks)
    }

    /// Whether a text names a value of these fields.
    fn names(&self, text: &str) -> bool {
        self.fields.iter().any(|field| self.names_of(field, text))
    }

    /// Whether a text names a value of one of them.
    fn names_of(&self, field: &Sought, text: &str) -> bool {
        let parts = [Part {
            text: text.to_owned(),
            end: ',',
        }];
        match field {
            Sought::Values(values) => names_one(text, &values.choices),
            Sought::Figure(at, measure @ (Measure::Temperature | Measure::Ventilation)) => {
                let (values, parts, _) = figures(&parts, at, *measure, self.around.now);
                parts
                    .iter()
                    .any(|part| names_one(&part.text, &values.choices))
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
            Sought::Handbook(_) => !handbook_numbers(text).is_empty() || text.contains("手册"),
            Sought::Transit(_) => ends_of(text).is_some() || text.contains("转关"),
            Sought::Carrier { .. } => {
                !self.carriers(&parts).is_empty() || names_one(text, &designation().choices)
            }
            Sought::Sailing => sailing_named(text, self.around.finding).is_some(),
            Sought::Equipment => equipment(&parts, self.around.reference).is_some(),
            Sought::Figure(..) | Sought::Texts(_) => false,
        }
    }

    fn places(&self, parts: &[Part]) -> Vec<(String, Choice)> {
        named_in(parts, |text| {
            self.around
                .reference
                .port(text)
                .map(|port| port.code.as_str().to_owned())
        })
    }

    fn charges(&self, parts: &[Part]) -> Vec<(String, Choice)> {
        named_in(parts, |text| {
            let charge = self.around.reference.charges.find(text)?;
            Some(charge.code.as_str().to_owned())
        })
    }

    fn carriers(&self, parts: &[Part]) -> Vec<(String, Choice)> {
        named_in(parts, |text| {
            self.around
                .reference
                .carrier(text)
                .map(|carrier| carrier.scac.as_str().to_owned())
        })
    }

    /// What the parts come to, and what they change.
    pub(super) fn read(&self, parts: &[Part]) -> Read {
        let mut steps: Vec<PatchStep> = Vec::new();
        let mut verdict = Verdict::Nothing;
        let closed = |field: &Sought| matches!(field, Sought::Values(_));
        let beside_a_value = self.fields.iter().any(closed);
        for field in &self.fields {
            // What may be any text is none beside a value that is one of some.
            if matches!(field, Sought::Texts(_)) && beside_a_value {
                continue;
            }
            // What another field takes says nothing of this one: “-18, vents closed”.
            let is_anothers = |part: &&Part| {
                !self.names_of(field, &part.text)
                    && self
                        .fields
                        .iter()
                        .any(|other| self.names_of(other, &part.text))
            };
            let own: Vec<Part> = parts
                .iter()
                .filter(|part| !is_anothers(part))
                .cloned()
                .collect();
            let own = match field {
                Sought::Texts(_) => self.without_figures(&own),
                // An address beside a time is no word about the time.
                Sought::Figure(..) if self.takes_texts() => self.with_figures(field, &own),
                _ => own,
            };
            let (read, change) = self.read_one(field, &own);
            match (read, change) {
                (Verdict::Settled(()), Some(change)) => steps.extend(change),
                (Verdict::Nothing, _) => {}
                (other, _) => verdict = other,
            }
        }
        match verdict {
            Verdict::Nothing if !steps.is_empty() => (Verdict::Settled(()), Some(steps)),
            other => (other, None),
        }
    }

    /// What corrects a figure: 毛重写错了，应为 12400 公斤. What is said beside it is about the wrong one.
    fn again(&self, fields: &[Sought], parts: &[Part]) -> Read {
        let mut read = (Verdict::Nothing, None);
        for field in fields {
            let own: Vec<Part> = self
                .with_figures(field, &corrected(parts))
                .into_iter()
                .filter(|part| !is_only_words(&part.text))
                .collect();
            let next = self.read_one(field, &own);
            read = match (read, next) {
                ((Verdict::Nothing, _), next) => next,
                (read, (Verdict::Nothing, _)) => read,
                ((Verdict::Settled(()), Some(one)), (Verdict::Settled(()), Some(other))) => {
                    (Verdict::Settled(()), Some([one, other].concat()))
                }
                (_, next) => next,
            };
        }
        read
    }

    fn takes_texts(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field, Sought::Texts(_)))
    }

    /// The parts that hold one of a field's figures, and those of nothing but common words.
    fn with_figures(&self, field: &Sought, parts: &[Part]) -> Vec<Part> {
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
    fn without_figures(&self, parts: &[Part]) -> Vec<Part> {
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

    fn read_one(&self, field: &Sought, parts: &[Part]) -> Read {
        let Around {
            finding,
            reference,
            now,
            ..
        } = self.around;
        match field {
            Sought::Values(values) => of_values(values, parts, &[]),
            Sought::Figure(at, measure) => {
                let (mut values, parts, figures) = figures(parts, at, *measure, now);
                values.bare.freely = true;
                of_values(&values, &parts, &figures.written)
            }
            Sought::Place(at) => {
                let mut values = Values::default();
                for (code, choice) in self.places(parts) {
                    values.choices.push(choice);
                    values.changes.push(place_change(finding, at, &code));
                }
                of_values(&values, parts, &[])
            }
            Sought::Carrier { designates } => {
                let carriers = self.carriers(parts);
                if carriers.is_empty() {
                    return if *designates {
                        of_values(&designation(), parts, &[])
                    } else {
                        (Verdict::Nothing, None)
                    };
                }
                let mut values = Values::default();
                for (scac, choice) in carriers {
                    values.choices.push(choice);
                    let mut change = vec![set("/carrier", &json!(scac))];
                    if *designates {
                        change.insert(0, set("/carrier_designated", &json!(true)));
                    }
                    values.changes.push(change);
                }
                of_values(&values, parts, &[])
            }
            Sought::Sailing => whole(parts, sailing_named(&joined(parts), finding)),
            Sought::Equipment => whole(parts, equipment(parts, reference)),
            Sought::Included => {
                let codes: Vec<String> = self
                    .charges(parts)
                    .into_iter()
                    .map(|(code, _)| code)
                    .collect();
                let included = set("/freight/all_in", &json!({"includes": codes}));
                whole(parts, (!codes.is_empty()).then(|| vec![included]))
            }
            Sought::Again(fields) => self.again(fields, parts),
            Sought::Texts(fields) => of_texts(fields, parts),
            Sought::Dangerous(at, known) => dangerous(at, known, parts),
            Sought::Handbook(at) => handbook(at, parts),
            Sought::Transit(at) => transit(at, parts),
        }
    }
}

fn names_one(text: &str, choices: &[Choice]) -> bool {
    read(text, false, choices)
        .items
        .iter()
        .any(|item| matches!(item, Item::Value(_)))
}

pub(super) fn clauses(parts: &[Part], choices: &[Choice]) -> Vec<Clause> {
    parts
        .iter()
        .map(|part| read(&part.text, part.asks(), choices))
        .collect()
}

fn of_values(values: &Values, parts: &[Part], written: &[String]) -> Read {
    let clauses = clauses(parts, &values.choices);
    let contrary = |choice: usize| values.choices[choice].contrary;
    // A figure is named as it was written.
    let names = |names: Vec<String>| {
        let name = |name: String| {
            let place = name
                .strip_prefix("figure")
                .and_then(|place| place.parse::<usize>().ok());
            place
                .and_then(|place| written.get(place).cloned())
                .unwrap_or(name)
        };
        names.into_iter().map(name).collect()
    };
    let mut verdict = judge(&clauses, values.bare, contrary);
    // 第三地付款 香港: what is named beside the value is the field's that it opens.
    if verdict == Verdict::Open
        && let Verdict::Settled(choice) = judge(&clauses, values.bare.read_freely(), contrary)
        && beside(values, choice, parts).is_some()
    {
        verdict = Verdict::Settled(choice);
    }
    match verdict {
        Verdict::Settled(choice) => {
            let mut change = values.changes[choice].clone();
            change.extend(beside(values, choice, parts));
            (Verdict::Settled(()), Some(change))
        }
        Verdict::Several(several) => (Verdict::Several(names(several)), None),
        Verdict::Denied(denied) => (Verdict::Denied(names(denied)), None),
        Verdict::Open => (Verdict::Open, None),
        Verdict::Nothing => (Verdict::Nothing, None),
    }
}

/// What is named whole counts where nothing denies it or leaves it open.
fn whole(parts: &[Part], change: Option<Vec<PatchStep>>) -> Read {
    let clauses = clauses(parts, &[]);
    let unsettles = [
        Kind::Unsure,
        Kind::Open,
        Kind::Or,
        Kind::Deny,
        Kind::DenyVerb,
        Kind::DenyAux,
        Kind::DenyBefore,
    ];
    let unsettled = clauses.iter().any(|clause| {
        clause.asks
            || clause
                .items
                .iter()
                .any(|item| matches!(item, Item::Word(kind) if unsettles.contains(kind)))
    });
    match change {
        None if unsettled => (Verdict::Open, None),
        None => (Verdict::Nothing, None),
        Some(_) if unsettled => (Verdict::Open, None),
        Some(change) => (Verdict::Settled(()), Some(change)),
    }
}

/// A place at its field: as it is offered there, where it is offered in one way.
fn place_change(finding: &crate::domain::Finding, at: &Pointer, code: &str) -> Vec<PatchStep> {
    let plain = set(at.as_str(), &json!(code));
    let mut offered = finding
        .fixes
        .iter()
        .filter(|fix| fix.patch.contains(&plain));
    match (offered.next(), offered.next()) {
        (Some(only), None) => only.patch.clone(),
        _ => vec![plain],
    }
}
