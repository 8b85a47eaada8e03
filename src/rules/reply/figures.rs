//! A figure that is asked for: the one that a reply gives, with every word and figure beside it
//! accounted for.

use serde_json::json;

use super::amounts::{Figures, Measure, names_of};
use super::kinds::Quantity;
use super::lexer::Choice;
use super::lexer::{Clause, Item, holds, read_among, tokens};
use super::lexicon::Kind;
use super::parts::Part;
use super::quantities::{beside, names_gross};
use super::settle::Read;
use super::stance::{Verdict, judge};
use super::values::{Values, with_other_answers};
use crate::domain::{Moment, Pointer};
use crate::rules::report::set;

const CLOSED_VENTS: &str = "closed|close|vents closed|vent closed|shut|vents shut|fully closed|关闭|关|关上|关掉|全关|通风关闭|通风口关闭|关了|\
                            不通风|不开通风|关风口";

/// What is said of a credit and its last day of shipment.
const OF_A_CREDIT: &str = "l c|lc|letter of credit|credit|latest shipment|latest shipment date|latest date of shipment|latest ship date|\
                           last date of shipment|lsd|amended|amendment|extended|extended to|new|信用证|最迟装运期|最迟装期|最迟装船期|\
                           最迟装运日期|装运期|装船期|装期|展期|延期|延到|延至";
/// What puts a credit's amendment off: it is not made yet.
const TO_BE_AMENDED: &str = "will|to be|being|would|apply|applied|requested|asked|in process|申请|会改|准备|正在|将|要求|打算|还没|未改";

/// What is said of goods and of other days, and makes a day another than the ship's.
const OTHER_DAYS: &[&str] = &["货", "货物", "cargo", "goods", "好", "到"];

/// The figures of the parts as choices, and the parts with words in their places.
pub(super) fn figures(
    parts: &[Part],
    field: &Pointer,
    measure: Measure,
    now: Moment,
) -> (Values, Vec<Part>, Figures) {
    let mut figures = Figures::default();
    let parts: Vec<Part> = parts
        .iter()
        .map(|part| part.saying(figures.take(&part.text, measure, now)))
        .collect();
    let mut values = Values::default();
    for (choice, value) in figures.choices().into_iter().zip(&figures.values) {
        values.add(choice, vec![set(field.as_str(), value)]);
    }
    if measure == Measure::Ventilation {
        values.add(
            Choice::named(CLOSED_VENTS.split('|')),
            vec![set(field.as_str(), &json!("closed"))],
        );
    }
    (values, parts, figures)
}

/// The parts, a day and the hour behind its comma together: “December 1st, 2pm”.
pub(super) fn with_hours(parts: &[Part], field: &Pointer, now: Moment) -> Vec<Part> {
    let given = |text: &str| {
        let part = [Part {
            text: text.to_owned(),
            end: ',',
        }];
        figures(&part, field, Measure::Time, now).2.values.len()
    };
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        if let Some(last) = joined
            .last_mut()
            .filter(|last| matches!(last.end, ',' | '、'))
        {
            let both = format!("{} {}", last.text, part.text);
            if given(&last.text) == 0 && given(&part.text) == 0 && given(&both) == 1 {
                last.text = both;
                last.end = part.end;
                continue;
            }
        }
        joined.push(part.clone());
    }
    joined
}

/// Whether a text gives a figure of a measure.
pub(super) fn gives(parts: &[Part], field: &Pointer, measure: Measure, now: Moment) -> bool {
    let (values, parts, _) = figures(&beside(parts, measure).parts, field, measure, now);
    let labels = labels(field, measure);
    parts.iter().any(|part| {
        let clause = read_among(&part.text, false, &values.choices, &labels);
        !clause.names.is_empty()
    })
}

/// Whether a credit's day is one that it is yet to be amended to.
pub(super) fn is_to_be_amended(field: &Pointer, parts: &[Part]) -> bool {
    let words: Vec<Vec<String>> = TO_BE_AMENDED.split('|').map(tokens).collect();
    is_of_a_credit(field) && parts.iter().any(|part| holds(&tokens(&part.text), &words))
}

/// Whether it is the last day of shipment under a letter of credit.
fn is_of_a_credit(field: &Pointer) -> bool {
    field.as_str().ends_with("/latest_shipment")
}

fn labels(field: &Pointer, measure: Measure) -> Vec<Vec<String>> {
    // Of a reefer both are asked for, and each is named beside the other.
    let both = match measure {
        Measure::Temperature => vec![measure, Measure::Ventilation],
        Measure::Ventilation => vec![measure, Measure::Temperature],
        other => vec![other],
    };
    // The words of a temperature's sign say nothing of the vents.
    let signs = match measure {
        Measure::Ventilation => "零下|负|minus|negative",
        _ => "",
    };
    let names = both
        .into_iter()
        .map(names_of)
        .chain([signs])
        .chain(is_of_a_credit(field).then_some(OF_A_CREDIT))
        .flat_map(|names| names.split('|'))
        .map(tokens);
    names.filter(|name| !name.is_empty()).collect()
}

/// What the parts come to, where a figure is asked for. Beside a field that takes any text, `freely`,
/// the words around the figure are that field's.
pub(super) fn of_figure(
    field: &Pointer,
    measure: Measure,
    parts: &[Part],
    now: Moment,
    freely: bool,
) -> Read {
    let others = beside(parts, measure);
    let (mut values, marked, figures) = figures(&others.parts, field, measure, now);
    values.bare.freely = freely;
    let labels = labels(field, measure);
    let clauses: Vec<Clause> = marked
        .iter()
        .map(|part| {
            let clause = read_among(&part.text, part.asks(), &values.choices, &labels);
            let clause = with_other_answers(clause, part, &values.choices, &labels, Some(measure));
            if measure == Measure::Day {
                of_a_day(clause, &part.text)
            } else {
                clause
            }
        })
        .collect();
    if figures.has_range() {
        return (Verdict::Several(figures.written.clone()), None);
    }
    let written = |words: Vec<String>| words.iter().map(|word| figures.as_written(word)).collect();
    let unread: Vec<String> = clauses
        .iter()
        .flat_map(|clause| clause.others.iter().cloned())
        .collect();
    match judge(&clauses, values.bare, |choice| {
        values.choices[choice].contrary
    }) {
        // A net weight, or that of the container too, beside a figure that is not said to be gross.
        Verdict::Settled(_)
            if measure == Measure::Weight
                && !parts.iter().any(|part| names_gross(&part.text))
                && let Some((_, text)) = others.found.iter().find(|(quantity, _)| {
                    matches!(
                        quantity,
                        Quantity::Net | Quantity::Verified | Quantity::WithContainer
                    )
                }) =>
        {
            (Verdict::Unread(vec![text.clone()]), None)
        }
        Verdict::Settled(choice) => (Verdict::Settled(()), Some(values.changes[choice].clone())),
        Verdict::Several(names) => (Verdict::Several(written(names)), None),
        Verdict::Denied(names) => (Verdict::Denied(written(names)), None),
        Verdict::Unread(words) => (Verdict::Unread(written(words)), None),
        Verdict::Open => (Verdict::Open, None),
        Verdict::Nothing if !freely && !unread.is_empty() => {
            (Verdict::Unread(written(unread)), None)
        }
        Verdict::Nothing => {
            let limit = others.found.iter().find(|(of, _)| *of == Quantity::Limit);
            match limit {
                Some((_, text)) => (Verdict::Unread(vec![text.clone()]), None),
                None => (Verdict::Nothing, None),
            }
        }
    }
}

/// A clause about a ship's day: one about goods that are ready, or a day of arrival, is none.
fn of_a_day(mut clause: Clause, text: &str) -> Clause {
    if clause.names.is_empty() {
        return clause;
    }
    // 船期改到12月9日 tells no arrival.
    let text = ["改到", "延到", "展期到", "延期到", "推到"]
        .iter()
        .fold(text.to_owned(), |text, leads| text.replace(leads, " "));
    let words = tokens(&text);
    for word in OTHER_DAYS {
        if words.iter().any(|known| known == word) {
            clause.others.push((*word).to_owned());
        }
    }
    if clause.items.contains(&Item::Word(Kind::Elsewhere)) {
        clause.others.push(text.trim().to_owned());
    }
    clause
}

/// What is said of all the goods together, where one line of several is asked for.
pub(super) fn total_of_several(at: &Pointer, parts: &[Part], lines: usize) -> Option<String> {
    const TOTALS: &[&str] = &["total", "totals", "totally", "altogether", "overall"];
    let of_one = at.is_within(&Pointer::new("/cargo"));
    if !of_one || lines < 2 {
        return None;
    }
    let is_total = |text: &str| {
        let words = tokens(text);
        let han = ["总", "合", "共"].map(str::to_owned);
        words
            .iter()
            .any(|word| TOTALS.contains(&word.as_str()) || han.contains(word))
    };
    let total = parts.iter().find(|part| is_total(&part.text))?;
    Some(total.text.trim().to_owned())
}
