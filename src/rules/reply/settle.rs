//! What a reply changes: the values of the fields that its finding asks for.

use serde_json::json;

use super::amended::{amended, changed_to};
use super::amending::without_others;
use super::amounts::Measure;
use super::boxes::{equipment, names_some};
use super::carriers::carriers;
use super::corrections::{corrected, is_time_label};
use super::customs::{designation, ends_of, handbook, handbook_numbers, transit};
use super::declared::{dangerous, speaks_of_danger};
use super::figures::{figures, gives, is_to_be_amended, of_figure, total_of_several, with_hours};
use super::letter::Letter;
use super::lexer::Choice;
use super::lexicon::is_only_words;
use super::masses::{self, speaks_of_mass};
use super::parts::{Part, joined};
use super::payers::paying;
use super::ports::of_port;
use super::sought::{Around, Sought, Values, named_in, sought};
use super::stance::Verdict;
use super::subjects::without_other_doubts;
use super::targets::{sailing_named, targets_of};
use super::texts::texts;
use super::unsettled::offers_two;
use super::values::{is_country, names_one, of_values, place_change, whole, without_countries};
use super::who::{Seeks, Told, told};
use crate::domain::{AnswerBy, Moment, PatchStep, Pointer, Text};
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
    fn names_of(&self, field: &Sought, text: &str) -> bool {
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
        carriers(parts, self.around.reference)
    }

    /// What the parts come to, and what they change.
    pub(super) fn read(&self, parts: &[Part]) -> Read {
        let timed = self.fields.iter().find_map(|field| match field {
            Sought::Figure(at, Measure::Time) => Some(at),
            _ => None,
        });
        let parts =
            &without_other_doubts(parts, &self.around.finding.fields, |text| self.names(text));
        // 25号或26号上午9点 is one time or another.
        let offers = |part: &Part| offers_two(&part.text);
        let offered = timed.is_some() && parts.iter().any(offers);
        let parts = &match timed {
            Some(at) => with_hours(parts, at, self.around.now),
            None => parts.clone(),
        };
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
            // A figure's own reader knows the other quantities, and what is left of such a part.
            let knows = matches!(
                field,
                Sought::Figure(_, Measure::Temperature | Measure::Ventilation)
            );
            let own: Vec<Part> = parts
                .iter()
                .filter(|part| knows || !is_anothers(part))
                .cloned()
                .collect();
            let own = without_others(&own, field);
            let own = match field {
                Sought::Texts(_) => self.without_figures(&own),
                // An address beside a time is no word about the time.
                Sought::Figure(..) if self.takes_texts() => self.with_figures(field, &own),
                _ => own,
            };
            let (read, change) = match field {
                Sought::Figure(_, Measure::Time) if offered => (Verdict::Open, None),
                _ => self.read_one(field, &own),
            };
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
            let next = match field {
                Sought::Figure(at, _) if is_to_be_amended(at, parts) => (Verdict::Open, None),
                _ => self.read_one(field, &own),
            };
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

    /// Why a mass that the parts give is none.
    pub(super) fn against(&self, parts: &[Part]) -> Option<Text> {
        self.fields.iter().find_map(|field| match field {
            Sought::Mass(line) => masses::read(line, parts, self.around).err(),
            _ => None,
        })
    }

    /// Whether a temperature is asked for.
    pub(super) fn takes_degrees(&self) -> bool {
        self.fields
            .iter()
            .any(|field| matches!(field, Sought::Figure(_, Measure::Temperature)))
    }

    /// Whether a telephone number may be asked for.
    pub(super) fn takes_telephones(&self) -> bool {
        self.takes_texts()
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
            Sought::Values(values) => match values.field {
                Some(("/settlement/payer", _)) => {
                    of_values(values, &paying(parts, &values.choices))
                }
                _ => of_values(values, parts),
            },
            Sought::Figure(at, measure) => {
                match total_of_several(at, parts, self.around.consignment.cargo.len()) {
                    Some(total) => (Verdict::Unread(vec![total]), None),
                    None => of_figure(at, *measure, &changed_to(parts), now, self.takes_texts()),
                }
            }
            Sought::Place(at) => {
                let parts = &without_countries(&of_port(parts, at.as_str()), reference);
                let mut values = Values::default();
                for (code, choice) in self.places(parts) {
                    values.choices.push(choice);
                    values.changes.push(place_change(finding, at, &code));
                }
                of_values(&values, parts)
            }
            Sought::Carrier { designates } => {
                let parts = &amended(parts);
                let carriers = self.carriers(parts);
                if carriers.is_empty() {
                    return if *designates {
                        of_values(&designation(), parts)
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
                of_values(&values, parts)
            }
            Sought::Sailing => whole(parts, sailing_named(&joined(parts), finding)),
            Sought::Equipment => equipment(parts, reference),
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
            Sought::Texts(fields) => texts(fields, parts, reference),
            Sought::Dangerous(at, known) => dangerous(at, known, parts),
            Sought::Handbook(at) => handbook(at, parts),
            Sought::Mass(line) => {
                masses::read(line, parts, self.around).unwrap_or((Verdict::Open, None))
            }
            Sought::Transit(at) => transit(at, parts),
        }
    }
}
