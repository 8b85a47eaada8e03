//! Whether a reply is the confirmation that a finding waits for: a yes, and nothing else.

use rust_decimal::Decimal;

use super::amounts::{Figures, Measure};
use super::consented::{as_consent, is_beside};
use super::corrections::corrected;
use super::edges::find_word;
use super::lexer::{self, Choice, Clause, Item};
use super::lexicon::Kind;
use super::parts::Part;
use super::stance::{Bare, Verdict, judge};
use crate::domain::{Consignment, Finding, Moment, PatchStep, Pointer, TextArg};
use crate::json;
use crate::rules::report::set;
use crate::rules::rule;

/// What the parts of a reply say of a finding's question: which of its two sides holds.
pub(super) struct Confirmation {
    /// Settled by a yes or by a no.
    pub(super) verdict: Verdict<bool>,
    /// What a no changes: the handover sheet's amount holds, so the form's gives way.
    pub(super) change: Option<Vec<PatchStep>>,
}

/// Reads a confirmation. A rule's own words may name values of its question, as `{form}`: a figure
/// that is none of them confirms nothing.
pub(super) fn read(
    parts: &[Part],
    finding: &Finding,
    consignment: &Consignment,
    now: Moment,
) -> Confirmation {
    let said_parts = parts;
    let said = rule(finding.rule.as_str()).map_or(("", ""), |rule| rule.said);
    let mut sides = [said.0, said.1].map(|names| Side::of(names, finding));
    sides[0].add_form(finding, consignment);
    let parts = &without_boxes(&as_consent(parts, finding), consignment);
    let measure = sides.iter().find_map(|side| side.measure);
    let mut figures = Figures::default();
    let parts = if measure.is_some() {
        corrected(parts)
    } else {
        parts.clone()
    };
    let parts: Vec<Part> = parts
        .iter()
        .map(|part| Part {
            text: match measure {
                Some(measure) => figures.take(&part.text, measure, now),
                None => part.text.clone(),
            },
            end: part.end,
        })
        .collect();
    let mut choices = [0, 1]
        .map(|side: usize| {
            let names = sides[side].names.iter().map(String::as_str);
            Choice {
                contrary: Some(1 - side),
                ..Choice::named(names)
            }
        })
        .to_vec();
    for (place, value) in figures.values.iter().enumerate() {
        let name = lexer::tokens(&format!("figure{place}"));
        let value = value.as_str().unwrap_or_default();
        match sides
            .iter()
            .position(|side| side.values.iter().any(|known| known == value))
        {
            Some(side) => choices[side].names.push(name),
            None => choices.push(Choice {
                names: vec![name],
                contrary: None,
            }),
        }
    }
    // What the question is about may be named: 重量体积都对, 船证和条款都可以.
    let labels: Vec<Vec<String>> = ABOUT.split('|').map(lexer::tokens).collect();
    let clauses: Vec<Clause> = parts
        .iter()
        .map(|part| {
            let mut clause = lexer::read_among(&part.text, part.asks(), &choices, &labels);
            for item in &mut clause.items {
                if *item == Item::Word(Kind::NoObjection) {
                    *item = Item::Word(Kind::Agree);
                }
            }
            clause
        })
        .collect();
    let bare = Bare {
        no: Some(1),
        yes: Some(0),
        freely: false,
    };
    // “no 2600” is “not 2600” or “no: 2600”.
    let either = parts.iter().zip(&clauses).any(|(part, clause)| {
        let no = part.text.trim_start().get(..3).unwrap_or_default();
        no.eq_ignore_ascii_case("no ") && matches!(clause.items.get(1), Some(Item::Value(_)))
    });
    if either && measure.is_some() {
        return Confirmation {
            verdict: Verdict::Open,
            change: None,
        };
    }
    // “Which of the two amounts holds?”: OK says of neither that it does.
    let chooses = sides[1].measure == Some(Measure::Number);
    let bare = Bare {
        yes: bare.yes.filter(|_| !chooses),
        ..bare
    };
    let agrees = clauses
        .iter()
        .any(|clause| clause.items.contains(&Item::Word(Kind::Agree)));
    let verdict = match judge(&clauses, bare, |choice| choices[choice].contrary) {
        Verdict::Settled(0) if is_beside(said_parts, finding, consignment) => Verdict::Open,
        Verdict::Settled(0) => Verdict::Settled(true),
        Verdict::Settled(1) => Verdict::Settled(false),
        // A figure that was not asked about.
        Verdict::Nothing if chooses && agrees && figures.values.is_empty() => Verdict::Open,
        Verdict::Settled(_) | Verdict::Nothing => Verdict::Nothing,
        Verdict::Open => Verdict::Open,
        Verdict::Unread(words) => Verdict::Unread(words),
        Verdict::Several(names) => Verdict::Several(names),
        Verdict::Denied(names) => Verdict::Denied(names),
    };
    let names_it = clauses
        .iter()
        .any(|clause| clause.items.contains(&Item::Value(1)));
    Confirmation {
        change: (verdict == Verdict::Settled(false) && names_it)
            .then(|| as_quoted(finding))
            .flatten(),
        verdict,
    }
}

/// The parts without the boxes of the form, which a confirmation names as they are: 确认 74方 1*40HQ.
fn without_boxes(parts: &[Part], consignment: &Consignment) -> Vec<Part> {
    let document = json::write_consignment(consignment);
    let lines = document.get("equipment").and_then(|lines| lines.as_array());
    let boxes = lines.into_iter().flatten().filter_map(|line| {
        let kind = line.get("type")?.as_str()?.to_lowercase();
        let count = line.get("count")?.as_u64()?;
        Some([
            format!("{count}*{kind}"),
            format!("{count}x{kind}"),
            format!("{count} x {kind}"),
            format!("{count}×{kind}"),
        ])
    });
    let boxes: Vec<String> = boxes.flatten().collect();
    parts
        .iter()
        .map(|part| {
            let mut text = part.text.clone();
            for written in &boxes {
                if let Some(at) = find_word(&text.to_ascii_lowercase(), written) {
                    text.replace_range(at..at + written.len(), " ");
                }
            }
            Part {
                text,
                end: part.end,
            }
        })
        .collect()
}

/// What questions that are confirmed are about.
const ABOUT: &str = "开航|开船|开|重量|毛重|体积|数据|尺寸|船证|条款|船期|运价|费用|内容|信息|公司|名称|两个|两项|both|all|weight|volume|figure|clause|certificate";

/// The form's line as the handover sheet has it, where a finding holds the two against each other.
fn as_quoted(finding: &Finding) -> Option<Vec<PatchStep>> {
    let form = finding.at.as_ref()?;
    let quoted = finding
        .fields
        .iter()
        .find(|field| field.as_str().starts_with("/quoted/"))?;
    let line = |wanted: &Pointer| -> Option<serde_json::Value> {
        let (_, line) = finding.saw.iter().find(|(field, _)| field == wanted)?;
        serde_json::from_str(line).ok()
    };
    let (ours, theirs) = (line(form)?, line(quoted)?);
    let steps = ["amount", "currency"].into_iter().filter_map(|name| {
        let value = theirs.get(name).filter(|value| !value.is_null())?;
        (ours.get(name) != Some(value)).then(|| set(format!("{form}/{name}"), value))
    });
    Some(steps.collect())
}

/// One side of a question: its names, the figures that it stands for.
#[derive(Debug, Default)]
struct Side {
    names: Vec<String>,
    values: Vec<String>,
    measure: Option<Measure>,
}

impl Side {
    /// The form's own amounts, where their confirmation is waited for: 运价确认，USD1650/40HQ.
    fn add_form(&mut self, finding: &Finding, consignment: &Consignment) {
        if finding.rule.as_str() != "rate-unquoted" {
            return;
        }
        let document = json::write_consignment(consignment);
        let lines = document
            .pointer("/freight/rate")
            .and_then(|lines| lines.as_array());
        let amounts = lines
            .into_iter()
            .flatten()
            .filter_map(|line| number_of(line.get("amount")?.as_str()?));
        self.values.extend(amounts);
        self.measure = Some(Measure::Number);
    }

    fn of(said: &str, finding: &Finding) -> Self {
        let mut side = Self::default();
        for name in said.split('|') {
            let Some(arg) = name
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix('}'))
            else {
                side.names.push(name.to_owned());
                continue;
            };
            let args = finding.ask.iter().flat_map(|ask| &ask.args);
            let text = args
                .filter(|(name, _)| name == arg)
                .find_map(|(_, arg)| match arg {
                    TextArg::Plain(text) | TextArg::Both { en: text, .. } => Some(text.as_str()),
                    _ => None,
                });
            let Some(text) = text else { continue };
            if text.parse::<chrono::NaiveDate>().is_ok() {
                side.values.push(text.to_owned());
                side.measure = Some(Measure::Day);
            } else if let Some(number) = number_of(text) {
                side.values.push(number);
                side.measure = Some(Measure::Number);
            } else {
                side.names.push(text.to_owned());
            }
        }
        side
    }
}

/// The number of an amount as it is written: `USD 1850.00 / bl`, `12400`.
fn number_of(text: &str) -> Option<String> {
    let word = text
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let number: Decimal = word.replace(',', "").parse().ok()?;
    Some(number.normalize().to_string())
}
