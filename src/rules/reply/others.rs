//! What of a reply answers another of the desk's questions: one message asks them all, and one answers
//! them. Only what is understood throughout and is about something else is left out.

use super::amounts::{Figures, Measure};
use super::edges::is_edge;
use super::fields::Fields;
use super::kinds::Quantity;
use super::lexer::{Item, holds, read_among, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use super::quantities::{beside, is_own};
use super::sought::Around;
use super::subjects::{is_subject, questions};
use super::words::values_elsewhere;
use crate::domain::KnownValue as _;
use crate::rules::rule;

/// Why an answer is what it is, by the rule: said beside it, and no answer of its own.
const REASONS: &[(&str, &str)] = &[
    (
        "fumigation",
        "plywood|plywood cases|plywood pallets|plywood packing|胶合板|胶合板箱|夹板|多层板|certificate|certificate attached|cert attached|attached|证书|附证书|附件",
    ),
    (
        "reefer-genset",
        "short distance|short haul|short trip|near|短途|距离近|距离短|路近|很近",
    ),
    (
        "density-odd",
        "泡沫货|泡货|轻泡货|轻货|抛货|泡沫|foam|foam goods|foam cargo|light goods|light cargo|voluminous",
    ),
    (
        "tight-fit",
        "装过很多次|装过多次|装过|以前装过|确认过|confirmed by factory|confirmed by the factory|confirmed with factory|\
         confirmed with the factory|loaded many times|loaded before|已确认过",
    ),
    (
        "rate-mismatch",
        "跟客户确认过|已跟客户确认过|与客户确认过|和客户确认过|客户确认过|confirmed with customer|confirmed with the customer|confirmed by customer",
    ),
];

/// What goods come in, beside a quantity of them.
const PACKED: &str = "cartons|carton|ctns|箱子|packages|pallets";

/// The parts that may be about a finding's own question.
pub(super) fn without_others(parts: &[Part], around: Around<'_>, sought: &Fields<'_>) -> Vec<Part> {
    let finding = around.finding;
    let parts: Vec<Part> = parts
        .iter()
        .filter(|part| !is_reason(part, finding.rule.as_str()))
        .cloned()
        .collect();
    // What is looked at beside what is asked for is another's: the goods of a heavy container.
    let mut targets = sought.targets();
    if targets.is_empty() {
        targets.clone_from(&finding.fields);
    }
    let is_own = |places: &[&str]| {
        targets.iter().any(|field| {
            let at = field.as_str();
            places
                .iter()
                .any(|place| at.starts_with(place) || at.ends_with(place))
        })
    };
    let (own, others): (Vec<_>, Vec<_>) =
        questions().iter().partition(|(places, _)| is_own(places));
    // A name of goods may hold any word; of a question that is not known nobody can say what is another.
    if own.is_empty() || is_own(&["/name_en", "/name_zh"]) {
        return parts;
    }
    let own: Vec<&Vec<String>> = own.iter().flat_map(|(_, words)| words).collect();
    let others: Vec<&Vec<String>> = others
        .iter()
        .flat_map(|(_, words)| words)
        .filter(|word| !own.contains(word))
        .collect();
    let question = Question {
        own,
        others,
        counts: rule(finding.rule.as_str()).is_none_or(|rule| !rule.said.0.contains('{')),
        measures: sought.measures(),
        around,
    };
    let mut kept: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        // “Customs: declared by you”: what it is about stands before the colon.
        let label = parts[at].end == ':'
            && (is_subject(&parts[at].text) || around.reference.port(&parts[at].text).is_some());
        let length = if label && at + 1 < parts.len() { 2 } else { 1 };
        let whole = Part {
            text: parts[at..at + length]
                .iter()
                .map(|part| part.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
            end: parts[at + length - 1].end,
        };
        let led = (length == 2).then(|| tokens(&parts[at].text));
        if !question.is_anothers(&whole, led.as_deref()) {
            kept.extend_from_slice(&parts[at..at + length]);
        }
        at += length;
    }
    kept
}

/// Whether a part speaks of something else than a finding's question, and does not say that it stays.
pub(super) fn speaks_of_others(parts: &[Part], around: Around<'_>, sought: &Fields<'_>) -> bool {
    let stays = |part: &Part| {
        let lower = part.text.to_lowercase();
        lower.contains("不变") || lower.contains("unchanged")
    };
    let parts: Vec<Part> = parts.iter().filter(|part| !stays(part)).cloned().collect();
    without_others(&parts, around, sought).len() < parts.len()
}

/// A finding's question, and how one tells what is about another.
struct Question<'a> {
    own: Vec<&'a Vec<String>>,
    others: Vec<&'a Vec<String>>,
    /// Whether the quantities of other kinds are none of its own.
    counts: bool,
    /// What the figures that are asked for measure.
    measures: Vec<Measure>,
    around: Around<'a>,
}

impl Question<'_> {
    /// Whether a part, behind what stands before its colon, says nothing but what another question
    /// asks.
    fn is_anothers(&self, part: &Part, led: Option<&[String]>) -> bool {
        let all = tokens(&part.text);
        // A label says what all of it is about: “Freight: collect at destination port”.
        let said = led.filter(|led| is_subject(&led.join(" "))).unwrap_or(&all);
        let of_another =
            holds(said, self.others.iter().copied()) || holds(&all, self.others.iter().copied());
        // What is changed beside an answer is not let go of: 毛重改成19吨了，不用超重柜了.
        let changes = read_among(&part.text, false, &[], &[])
            .items
            .contains(&Item::Word(Kind::Change));
        if changes || part.asks() || holds(said, self.own.iter().copied()) {
            return false;
        }
        let mut text = self.without_port(&part.text).to_owned();
        let mut counted = false;
        if self.counts {
            let one = [Part {
                text,
                end: part.end,
            }];
            let others = beside(
                &one,
                self.measures.first().copied().unwrap_or(Measure::Number),
            );
            let foreign = |quantity: &Quantity| {
                matches!(
                    quantity,
                    Quantity::Gross
                        | Quantity::Volume
                        | Quantity::Temperature
                        | Quantity::Ventilation
                ) && !self.measures.iter().any(|own| is_own(*quantity, *own))
            };
            counted = others.found.iter().any(|(quantity, _)| foreign(quantity));
            text = others.parts.into_iter().map(|part| part.text).collect();
        }
        if !(of_another || counted) {
            return false;
        }
        let mut figures = Figures::default();
        if of_another {
            text = figures.take(&text, Measure::Time, self.around.now);
        }
        let words = (0..figures.values.len()).map(|place| tokens(&format!("figure{place}")));
        let packed = PACKED.split('|').map(tokens);
        let labels: Vec<Vec<String>> = self
            .others
            .iter()
            .map(|word| (*word).clone())
            .chain(values_elsewhere().iter().cloned())
            .chain(words)
            .chain(packed)
            .chain(self.cities())
            .collect();
        let clause = read_among(&text, false, &[], &labels);
        clause.items.iter().all(|item| {
            matches!(
                item,
                Item::Word(
                    Kind::Filler
                        | Kind::Verb
                        | Kind::Agree
                        | Kind::NoObjection
                        | Kind::Deny
                        | Kind::DenyVerb
                        | Kind::DenyAux
                        | Kind::DenyBefore
                        | Kind::Unsure
                        | Kind::To
                        | Kind::From
                )
            )
        })
    }

    /// A text without the port that it begins with and speaks of: 马尼拉走北港.
    fn without_port<'t>(&self, text: &'t str) -> &'t str {
        let ends = text
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        ends.filter(|end| {
            let name = &text[..*end];
            let letters = name.chars().count();
            (2..=20).contains(&letters)
                && is_edge(text, *end)
                && self.around.reference.port(name.trim()).is_some()
        })
        .max()
        .map_or(text, |end| text[end..].trim_start())
    }

    /// The names of the ports on the form, which say nothing by themselves.
    fn cities(&self) -> Vec<Vec<String>> {
        cities(self.around).map(|name| tokens(&name)).collect()
    }
}

/// The names of the ports on the form.
pub(super) fn cities(around: Around<'_>) -> impl Iterator<Item = String> + '_ {
    let consignment = around.consignment;
    [&consignment.pol, &consignment.pod, &consignment.delivery]
        .into_iter()
        .filter_map(|place| place.known())
        .filter_map(move |code| around.reference.port(code.as_str()))
        .flat_map(|port| port.terms().map(str::to_owned).collect::<Vec<_>>())
        .filter(|name| name.chars().count() > 1)
}

/// Whether a part only gives a reason that is known of the rule: “it is plywood”.
fn is_reason(part: &Part, rule: &str) -> bool {
    let Some((_, words)) = REASONS.iter().find(|(of, _)| *of == rule) else {
        return false;
    };
    let labels: Vec<Vec<String>> = words.split('|').map(tokens).collect();
    let all = tokens(&part.text);
    let clause = read_among(&part.text, part.asks(), &[], &labels);
    let known = |item: &Item| matches!(item, Item::Word(Kind::Filler | Kind::Agree | Kind::Past));
    !part.asks() && holds(&all, labels.iter()) && clause.items.iter().all(known)
}
