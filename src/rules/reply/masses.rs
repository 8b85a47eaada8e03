//! The verified gross mass in a reply: of one box; of several each by its container's number, and by its
//! type where the boxes are of several.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::amounts::{Figures, Measure, names_of};
use super::edges::find_word;
use super::kinds::TYPES;
use super::lexer::{Choice, Clause, read_among, tokens};
use super::parts::Part;
use super::quantities::beside;
use super::settle::Read;
use super::sought::Around;
use super::stance::{Bare, Verdict, judge};
use super::values::with_other_answers;
use crate::domain::consignment::VgmMethod;
use crate::domain::{EquipmentType, Kilograms, KnownValue, Pointer, Text};
use crate::rules::report::set;

/// What no box with its goods weighs more than, in kilograms: the highest rating of ISO 668.
const RATING: Decimal = Decimal::from_parts(36_000, 0, 0, false, 0);

/// How a mass is said to have been verified.
const METHODS: &[(&str, VgmMethod)] = &[
    ("method 1", VgmMethod::Weighed),
    ("method one", VgmMethod::Weighed),
    ("method1", VgmMethod::Weighed),
    ("sm1", VgmMethod::Weighed),
    ("m1", VgmMethod::Weighed),
    ("weighed", VgmMethod::Weighed),
    ("weighing", VgmMethod::Weighed),
    ("方法1", VgmMethod::Weighed),
    ("方法 1", VgmMethod::Weighed),
    ("方法一", VgmMethod::Weighed),
    ("方式1", VgmMethod::Weighed),
    ("方式一", VgmMethod::Weighed),
    ("整箱称重", VgmMethod::Weighed),
    ("称重法", VgmMethod::Weighed),
    ("称重", VgmMethod::Weighed),
    ("过磅", VgmMethod::Weighed),
    ("method 2", VgmMethod::Summed),
    ("method two", VgmMethod::Summed),
    ("method2", VgmMethod::Summed),
    ("sm2", VgmMethod::Summed),
    ("m2", VgmMethod::Summed),
    ("calculated", VgmMethod::Summed),
    ("calculation", VgmMethod::Summed),
    ("summed", VgmMethod::Summed),
    ("方法2", VgmMethod::Summed),
    ("方法 2", VgmMethod::Summed),
    ("方法二", VgmMethod::Summed),
    ("方式2", VgmMethod::Summed),
    ("方式二", VgmMethod::Summed),
    ("累加计算", VgmMethod::Summed),
    ("累加法", VgmMethod::Summed),
    ("累加", VgmMethod::Summed),
    ("计算", VgmMethod::Summed),
];

/// What stands around a mass and says nothing of it.
const AROUND: &str = "箱号|柜号|柜|container no|container number|container|cntr no|cntr|ctnr|method|方法|方式|采用|用|by|using|已|声明|申报|submitted|declared|vgm is|vgm为|共|each box";

/// What the parts say, in their order.
#[derive(Debug, Default)]
struct Said {
    parts: Vec<Part>,
    methods: Vec<VgmMethod>,
    containers: Vec<String>,
    types: Vec<String>,
}

/// One mass, and the box that it is said of.
#[derive(Debug, Default, Clone)]
struct Mass {
    container: Option<usize>,
    kind: Option<usize>,
    kg: Decimal,
}

/// Whether a text speaks of a mass, of how it was verified, or of a container by its number.
pub(super) fn speaks_of_mass(text: &str) -> bool {
    let part = Part {
        text: text.to_owned(),
        end: ',',
    };
    let said = said(&[part]);
    let names = ["vgm", "kg", "公斤", "千克", "吨", "mt", "ton"];
    let lower = text.to_lowercase();
    let quantity = names.iter().any(|name| lower.contains(name))
        && lower.contains(|c: char| c.is_ascii_digit());
    quantity || !said.methods.is_empty() || !said.containers.is_empty()
}

/// The mass that a reply gives for the boxes of a line.
///
/// # Errors
/// It does not say which box its figures are of, or a figure that can be none.
pub(super) fn read(line: &Pointer, parts: &[Part], around: Around<'_>) -> Result<Read, Text> {
    let said = said(parts);
    let mut figures = Figures::default();
    let marked: Vec<Part> = beside(&said.parts, Measure::Verified)
        .parts
        .iter()
        .map(|part| part.saying(figures.take(&part.text, Measure::Verified, around.now)))
        .collect();
    let verdict = verdict(&marked, &figures, &said);
    if verdict != Verdict::Settled(0) {
        let verdict = match verdict {
            Verdict::Unread(words) => {
                Verdict::Unread(words.iter().map(|word| figures.as_written(word)).collect())
            }
            Verdict::Denied(words) => {
                Verdict::Denied(words.iter().map(|word| figures.as_written(word)).collect())
            }
            Verdict::Nothing => Verdict::Nothing,
            _ => Verdict::Open,
        };
        return Ok((verdict, None));
    }
    let mut methods = said.methods.clone();
    methods.dedup();
    if figures.has_range() || methods.len() > 1 {
        return Ok((Verdict::Several(figures.written.clone()), None));
    }
    let kg = total(&masses(&marked, &figures), line, &said, around)?;
    let mut vgm = json!({"kg": kg.normalize().to_string()});
    if let Some(method) = methods.first() {
        vgm["method"] = json!(method.as_str());
    }
    Ok((
        Verdict::Settled(()),
        Some(vec![set(format!("{line}/vgm"), &vgm)]),
    ))
}

/// Whether the figures are affirmed, with every word around them known.
fn verdict(marked: &[Part], figures: &Figures, said: &Said) -> Verdict<usize> {
    let names = figures
        .choices()
        .into_iter()
        .flat_map(|choice| choice.names);
    let choices = [Choice {
        names: names.collect(),
        contrary: None,
    }];
    let boxes = (0..said.containers.len()).map(|place| format!("box{place}"));
    let kinds = (0..said.types.len()).map(|place| format!("kind{place}"));
    let around = [names_of(Measure::Verified), AROUND];
    let around = around
        .iter()
        .flat_map(|names| names.split('|'))
        .map(str::to_owned);
    let labels: Vec<Vec<String>> = boxes
        .chain(kinds)
        .chain(around)
        .map(|name| tokens(&name))
        .filter(|name| !name.is_empty())
        .collect();
    let clauses: Vec<Clause> = marked
        .iter()
        .map(|part| {
            let clause = read_among(&part.text, part.asks(), &choices, &labels);
            with_other_answers(clause, part, &choices, &labels, Some(Measure::Verified))
        })
        .collect();
    judge(&clauses, Bare::default(), |_| None)
}

/// The parts with a word in the place of each container and type, and without the method.
fn said(parts: &[Part]) -> Said {
    let mut said = Said::default();
    for part in parts {
        let mut text = part.text.clone();
        for (name, method) in METHODS {
            while let Some(at) = find_word(&text.to_ascii_lowercase(), name) {
                text.replace_range(at..at + name.len(), " ");
                said.methods.push(*method);
            }
        }
        while let Some((at, end)) = container(&text) {
            let number = text[at..end].to_uppercase();
            let place = place_of(&mut said.containers, number.replace([' ', '-'], ""));
            text.replace_range(at..end, &format!(" box{place} "));
        }
        text = with_stars(&text);
        for kind in TYPES.split('|') {
            while let Some(at) = find_word(&text.to_ascii_lowercase(), kind) {
                let start = counted(&text[..at]);
                let place = place_of(&mut said.types, kind.to_uppercase());
                text.replace_range(start..at + kind.len(), &format!(" kind{place} "));
            }
        }
        said.parts.push(part.saying(text));
    }
    said
}

fn place_of(known: &mut Vec<String>, name: String) -> usize {
    known
        .iter()
        .position(|one| *one == name)
        .unwrap_or_else(|| {
            known.push(name);
            known.len() - 1
        })
}

/// Where a count before a type begins: 1*40HQ.
fn counted(before: &str) -> usize {
    let trimmed = before.trim_end();
    let Some(rest) = trimmed.strip_suffix(['*', 'x', 'X', '×']) else {
        return before.len();
    };
    rest.trim_end()
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .len()
}

/// A text with a sign between a count and the type behind it: 1*40HQ for 1x40HQ.
fn with_stars(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_figure = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let star = |(at, letter): (usize, &char)| match letter {
        'x' | 'X' if is_figure(at.checked_sub(1)) && is_figure(Some(at + 1)) => '*',
        letter => *letter,
    };
    letters.iter().enumerate().map(star).collect()
}

/// A container's number: four letters, the last of them U, J or Z, and seven figures.
fn container(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let free = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        let letters = bytes.get(at..at + 4)?;
        let named = letters.iter().all(u8::is_ascii_alphabetic)
            && matches!(letters[3].to_ascii_uppercase(), b'U' | b'J' | b'Z');
        if !free || !named {
            return None;
        }
        let mut end = at + 4;
        end += usize::from(matches!(bytes.get(end), Some(b' ' | b'-')));
        let figures = bytes.get(end..end + 6)?;
        let mut last = end + 6;
        last += usize::from(bytes.get(last) == Some(&b'-'));
        let whole = figures.iter().all(u8::is_ascii_digit)
            && bytes.get(last).is_some_and(u8::is_ascii_digit)
            && !bytes.get(last + 1).is_some_and(u8::is_ascii_alphanumeric);
        whole.then_some((at, last + 1))
    })
}

/// The masses in their order, each with the container and the type that stand before it, or right behind.
fn masses(marked: &[Part], figures: &Figures) -> Vec<Mass> {
    let mut masses: Vec<Mass> = Vec::new();
    let mut next = Mass::default();
    for word in marked.iter().flat_map(|part| tokens(&part.text)) {
        let place = |name: &str| word.strip_prefix(name)?.parse::<usize>().ok();
        if let Some(container) = place("box") {
            next.container = Some(container);
        } else if let Some(kind) = place("kind") {
            next.kind = Some(kind);
        } else if let Some(place) = place("figure") {
            let kg = figures.values.get(place).and_then(Value::as_str);
            let kg = kg.and_then(|text| text.parse::<Kilograms>().ok());
            if let Some(kg) = kg {
                masses.push(Mass { kg: kg.0, ..next });
                next = Mass::default();
            }
        }
    }
    // “24,560 kg (COSU1234567)”: what is named behind the only figure is its box.
    if let [only] = masses.as_mut_slice() {
        only.container = only.container.or(next.container);
        only.kind = only.kind.or(next.kind);
    }
    masses
}

/// The mass of a line's boxes: of one alone, or of all of them together.
fn total(
    masses: &[Mass],
    line: &Pointer,
    said: &Said,
    around: Around<'_>,
) -> Result<Decimal, Text> {
    let lines = &around.consignment.equipment;
    let place = line
        .tokens()
        .last()
        .and_then(|index| index.parse::<usize>().ok());
    let own = place.and_then(|place| lines.get(place));
    let kind = own
        .and_then(|own| own.kind.known())
        .map(|kind| kind.as_str().to_owned());
    let count = own.and_then(|own| own.count).unwrap_or(1);
    let which = || {
        Text::of("reply.vgm-boxes")
            .with("count", count)
            .with("type", kind.clone().unwrap_or_default())
    };
    let is_of = |mass: &&Mass| {
        let named = mass.kind.and_then(|place| said.types.get(place));
        let spec = named.and_then(|name| around.reference.equipment(name));
        spec.is_some_and(|spec| Some(spec.kind.as_str()) == kind.as_deref())
    };
    let alike = lines
        .iter()
        .filter(|line| line.kind.known().map(EquipmentType::as_str) == kind.as_deref());
    let masses: Vec<&Mass> = if lines.len() > 1 {
        if alike.count() > 1 || masses.iter().any(|mass| mass.kind.is_none()) {
            return Err(which());
        }
        masses.iter().filter(is_of).collect()
    } else {
        if masses
            .iter()
            .any(|mass| mass.kind.is_some() && !is_of(&mass))
        {
            return Err(which());
        }
        masses.iter().collect()
    };
    let mut containers: Vec<usize> = masses.iter().filter_map(|mass| mass.container).collect();
    containers.sort_unstable();
    containers.dedup();
    let by_number = containers.len() == masses.len();
    let all = usize::try_from(count).is_ok_and(|count| masses.len() == count);
    if !all || count > 1 && !by_number {
        return Err(which());
    }
    let total = masses
        .iter()
        .fold(Decimal::ZERO, |sum, mass| sum.saturating_add(mass.kg));
    let goods = around.consignment.cargo.iter();
    let goods = goods.filter_map(|cargo| cargo.gross_kg.known());
    let goods = goods.fold(Decimal::ZERO, |sum, weight| sum.saturating_add(weight.0));
    // Box and goods together weigh more than the goods.
    if lines.len() == 1 && total <= goods {
        return Err(Text::of("reply.vgm-light")
            .with("kg", total.normalize())
            .with("goods", goods.normalize()));
    }
    let most = RATING * Decimal::from(count);
    if total > most {
        return Err(Text::of("reply.vgm-heavy")
            .with("kg", total.normalize())
            .with("most", most));
    }
    Ok(total)
}
