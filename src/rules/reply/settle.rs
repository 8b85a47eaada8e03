//! What a reply changes: the values of the fields that its finding asks for.

use serde_json::json;

use super::amended::{amended, changed_to};
use super::amounts::Measure;
use super::boxes::equipment;
use super::corrections::corrected;
use super::customs::{designation, handbook, transit};
use super::declared::dangerous;
use super::edges::find_word;
use super::fields::Fields;
use super::figures::{is_to_be_amended, of_figure, total_of_several, with_hours};
use super::lexicon::is_only_words;
use super::marks::without_others;
use super::masses;
use super::parts::{Part, joined};
use super::payers::paying;
use super::ports::of_port;
use super::sought::{Around, Sought};
use super::stance::Verdict;
use super::subjects::without_other_doubts;
use super::targets::sailing_named;
use super::texts::texts;
use super::unsettled::offers_two;
use super::values::{Values, of_values, place_change, whole, without_countries};
use crate::domain::{PatchStep, Text};
use crate::rules::report::set;

/// What some parts come to, and what they change.
pub(super) type Read = (Verdict<()>, Option<Vec<PatchStep>>);

impl Fields<'_> {
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
                Sought::Values(values) if values.sets("/customs/inspection") => {
                    without_those_of(&own, DECLARES, INSPECTS)
                }
                Sought::Values(values) if values.sets("/customs/declaration") => {
                    without_those_of(&own, INSPECTS, DECLARES)
                }
                _ => own,
            };
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

    /// Why a mass that the parts give is none.
    pub(super) fn against(&self, parts: &[Part]) -> Option<Text> {
        self.fields.iter().find_map(|field| match field {
            Sought::Mass(line) => masses::read(line, parts, self.around).err(),
            _ => None,
        })
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
            // “by 12 Dec” is the last day that would do, and none that is asked for.
            Sought::Figure(at, Measure::Day)
                if at.as_str().ends_with("/requested_etd")
                    && parts.iter().any(|part| limits(&part.text)) =>
            {
                (Verdict::Open, None)
            }
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

/// Whether a text gives the last day that would do.
fn limits(text: &str) -> bool {
    find_word(&text.to_ascii_lowercase(), "by").is_some()
}

/// What is said of the declaration, and of the inspection.
const DECLARES: &[&str] = &[
    "报关",
    "declare",
    "declares",
    "declared",
    "customs clearance",
];
const INSPECTS: &[&str] = &["报检", "商检", "法检", "inspection", "inspect"];

/// The parts without those that speak of one thing and not of the other: 我们自己报关 says nothing of
/// inspections.
fn without_those_of(parts: &[Part], one: &[&str], other: &[&str]) -> Vec<Part> {
    let names = |part: &Part, words: &[&str]| {
        let lower = part.text.to_ascii_lowercase();
        words.iter().any(|word| find_word(&lower, word).is_some())
    };
    parts
        .iter()
        .filter(|part| !names(part, one) || names(part, other))
        .cloned()
        .collect()
}
