//! The customer's written confirmation of an amendment (3.4d): a yes, or the change said again, which must
//! be the amendment's own.

use serde_json::Value;

use super::amounts::Measure;
use super::confirm;
use super::consented::currencies;
use super::fields::Fields;
use super::lexer::{Choice, Item, read};
use super::lexicon::Kind;
use super::marks::{MARK, found, literal, without_marks, word};
use super::parts::Part;
use super::settle::Read;
use super::sought::{Around, Sought, last_of, of_field, terminals};
use super::stance::Verdict;
use super::values::Values;
use crate::domain::decide::equipment_of;
use crate::domain::{Consignment, Finding, PatchStep, Pointer, Text};
use crate::json::{self as form, patch};
use crate::reference::Reference;
use crate::rules::report::set;

/// The rule whose findings are confirmed so.
pub const RULE: &str = "amendment-confirmation";

/// The amendment that a finding asks the customer to confirm.
pub(super) struct Amended {
    /// The finding, looking at what changes.
    finding: Finding,
    /// The consignment as the amendment has it.
    after: Consignment,
    /// The same as a document.
    document: Value,
    /// Values that are texts or amounts, each with the word that stands for it in a reply.
    literals: Vec<(Pointer, Vec<String>)>,
}

/// Parts of the form that are said as a whole: who says the ship's name has said the sailing.
const WHOLES: &[&str] = &[
    "/equipment",
    "/sailing",
    "/shipper",
    "/consignee",
    "/notify",
];

/// What confirms a change or speaks of it, as the reader knows it.
const SAID_OTHERWISE: &[(&str, &str)] = &[
    ("we hereby confirm", "confirmed"),
    ("hereby confirm", "confirmed"),
    ("we confirm", "confirmed"),
    ("i confirm", "confirmed"),
    ("改配到", "改到"),
    ("改配为", "改为"),
    ("改配", "改"),
    ("改港", "改"),
    ("改船", "改"),
    ("cnee", "consignee"),
    ("盖章确认", "确认"),
    ("其他信息不变", ""),
    ("其他不变", ""),
    ("其它不变", ""),
    ("其余不变", ""),
    ("all other details remain unchanged", ""),
    ("other details unchanged", ""),
    ("others unchanged", ""),
    ("the rest remains unchanged", ""),
];

/// The parties of a bill of lading, and what each is called.
const PARTIES: &[(&str, &[&str])] = &[
    ("/shipper", &["发货人", "托运人", "shipper"]),
    ("/consignee", &["收货人", "consignee"]),
    ("/notify", &["通知人", "通知方", "notify party", "notify"]),
];

impl Amended {
    /// The amendment of a finding; none where the finding is not about one, or its change cannot be made
    /// any more.
    pub(super) fn of(around: Around<'_>) -> Option<Self> {
        let Around {
            finding,
            consignment,
            reference,
            ..
        } = around;
        let at = finding
            .at
            .as_ref()
            .filter(|_| finding.rule.as_str() == RULE)?;
        let (_, seen) = finding.saw.iter().find(|(field, _)| field == at)?;
        let seen: Value = serde_json::from_str(seen).ok()?;
        let asked: Value = serde_json::from_str(seen["patch"].as_str()?).ok()?;
        let before = form::write_consignment(consignment);
        let after = read_again(&patch::apply(&before, &asked).ok()?, reference)?;
        let document = form::write_consignment(&after);
        let mut finding = finding.clone();
        let mut literals: Vec<(Pointer, Vec<String>)> = Vec::new();
        finding.fields.clear();
        for change in patch::difference(&before, &document) {
            let value = change.to.as_deref();
            let value: Option<Value> = value.and_then(|value| serde_json::from_str(value).ok());
            let names = value.map_or_else(Vec::new, |value| literal(&change.field, &value));
            if !names.is_empty() {
                literals.push((change.field.clone(), names));
            }
            finding.fields.push(change.field);
        }
        Some(Self {
            finding,
            after,
            document,
            literals,
        })
    }

    /// What surrounds a reply that is about it.
    pub(super) fn around<'a>(&'a self, around: Around<'a>) -> Around<'a> {
        Around {
            finding: &self.finding,
            consignment: &self.after,
            ..around
        }
    }

    /// A reply's text with a word in the place of each value that stands there as the amendment has it.
    pub(super) fn marked(&self, body: &str) -> String {
        let mut text = body.to_owned();
        for (written, plain) in SAID_OTHERWISE {
            while let Some(at) = found(&text, written) {
                text.replace_range(at..at + written.len(), plain);
            }
        }
        for (place, (_, names)) in self.literals.iter().enumerate() {
            for name in names {
                while let Some(at) = found(&text, name) {
                    text.replace_range(at..at + name.len(), &format!(" {} ", word(place)));
                }
            }
        }
        apart(&text)
    }

    /// The fields that a reply may say again.
    pub(super) fn fields<'a>(&'a self, around: Around<'a>) -> Fields<'a> {
        let mut fields: Vec<Sought> = Vec::new();
        let mut boxes = false;
        for field in &self.finding.fields {
            let at = field.as_str();
            if let Some(place) = self.literals.iter().position(|(known, _)| known == field) {
                let value = self.document.pointer(at).cloned().unwrap_or_default();
                let mut values = Values::default();
                values.add(Choice::named([word(place).as_str()]), vec![set(at, &value)]);
                fields.push(Sought::Values(values));
            } else if at == "/pod_terminal" {
                fields.push(Sought::Values(terminals(&self.document, around.reference)));
            } else if is_of_boxes(field) {
                if !std::mem::replace(&mut boxes, true) {
                    fields.push(Sought::Equipment);
                }
            } else if last_of(field) == "etd" {
                fields.push(Sought::Figure(field.clone(), Measure::Day));
            } else {
                fields.extend(of_field(field));
            }
        }
        Fields::taking(around, fields)
    }

    /// Whether it changes whom to call.
    pub(super) fn changes_whom_to_call(&self) -> bool {
        let mut names = self.finding.fields.iter().map(last_of);
        names.any(|name| matches!(name, "phone" | "fax" | "contact"))
    }

    /// Whether a marked text names a party, or a sum of money, that the amendment leaves as it is.
    pub(super) fn names_others(&self, marked: &str) -> bool {
        let is_changed = |at: &str| {
            let whole = Pointer::new(at);
            let mut fields = self.finding.fields.iter();
            fields.any(|field| field.is_within(&whole))
        };
        let mut parties = PARTIES.iter().filter(|(party, _)| !is_changed(party));
        parties.any(|(_, names)| names.iter().any(|name| found(marked, name).is_some()))
            || names_a_sum(marked)
    }

    /// What a reply comes to that was read for the change's fields: settled by a yes or a no, or why it
    /// is no confirmation of this change.
    pub(super) fn confirmed(
        &self,
        parts: &[Part],
        (verdict, change): Read,
        around: Around<'_>,
    ) -> (Verdict<bool>, Option<Text>) {
        let said = |key: &'static str| {
            let changes = self.finding.message.args.iter();
            let changes = changes.filter(|(name, _)| name == "changes");
            changes.fold(Text::of(key), |text, (_, arg)| {
                text.with_arg("changes", arg.clone())
            })
        };
        if verdict == Verdict::Nothing {
            let word = confirm::read(parts, &self.finding, around.consignment, around.now);
            return (word.verdict, None);
        }
        match (verdict, change) {
            (Verdict::Settled(()), Some(steps)) if !self.is_as_asked(&steps, around.reference) => (
                Verdict::Settled(false),
                Some(said("reply.amended-otherwise")),
            ),
            (Verdict::Settled(()), Some(steps)) => {
                if self.says_all(&steps) || parts.iter().any(is_bare_yes) {
                    (Verdict::Settled(true), None)
                } else {
                    (Verdict::Open, Some(said("reply.amended-in-part")))
                }
            }
            (Verdict::Several(names), _) => (Verdict::Several(names), None),
            (Verdict::Denied(_), _) => (Verdict::Settled(false), None),
            (Verdict::Unread(words), _) => (Verdict::Unread(words), None),
            _ => (Verdict::Open, None),
        }
    }

    /// Whether what a reply says is what the amendment has there.
    fn is_as_asked(&self, steps: &[PatchStep], reference: &Reference) -> bool {
        let said = patch::apply(&self.document, &patch::of_steps(steps)).ok();
        let Some(said) = said.and_then(|said| read_again(&said, reference)) else {
            return false;
        };
        let boxes = |of: &Consignment| {
            let mut boxes = equipment_of(of);
            boxes.sort_by(|left, right| left.kind.cmp(&right.kind));
            boxes
        };
        // Only the table says that South Harbour and MANILA SOUTH HARBOUR are one.
        let rest = |of: &Consignment| {
            let mut document = form::write_consignment(of);
            document["equipment"] = Value::Null;
            let port = document["pod"]
                .as_str()
                .and_then(|port| reference.port(port));
            let terminal = port
                .zip(of.pod_terminal.as_deref())
                .and_then(|(port, name)| reference.sub_ports.choice_named_in(&port.code, name));
            if let Some(terminal) = terminal {
                document["pod_terminal"] = terminal.name.clone().into();
            }
            document
        };
        boxes(&said) == boxes(&self.after) && rest(&said) == rest(&self.after)
    }

    /// Whether everything that changes is said.
    fn says_all(&self, steps: &[PatchStep]) -> bool {
        let whole = |field: &Pointer| {
            let whole = WHOLES
                .iter()
                .find(|whole| field.is_within(&Pointer::new(**whole)));
            whole.map_or_else(|| field.clone(), |whole| Pointer::new(*whole))
        };
        let said: Vec<Pointer> = steps
            .iter()
            .map(|step| match step {
                PatchStep::Set(at, _) | PatchStep::Insert(at, _) | PatchStep::Remove(at) => {
                    whole(at)
                }
            })
            .collect();
        let mut changed = self.finding.fields.iter().map(whole);
        changed.all(|field| said.contains(&field))
    }
}

/// Whether a field says which containers, or how many.
fn is_of_boxes(field: &Pointer) -> bool {
    field.is_within(&Pointer::new("/equipment"))
        && (matches!(last_of(field), "type" | "count") || field.tokens().count() <= 2)
}

/// A consignment's document, read and so written in one way only.
fn read_again(document: &Value, reference: &Reference) -> Option<Consignment> {
    form::read_consignment(document, reference, chrono_tz::Tz::UTC).ok()
}

/// A marked text with a sum of money in a part of its own: 改汉堡 USD1900.
fn apart(text: &str) -> String {
    let mark = format!(" {MARK}");
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(&mark) {
        let (before, behind) = rest.split_at(at + mark.len());
        let lead = &before[..at];
        let lower = lead.to_ascii_lowercase();
        let currency = currencies().find_map(|name| lower.trim_end().strip_suffix(name));
        match currency {
            Some(left) if !left.trim().is_empty() => {
                out.push_str(&lead[..left.len()]);
                out.push_str(", ");
                out.push_str(&before[left.len()..]);
            }
            _ => out.push_str(before),
        }
        rest = behind;
    }
    out + rest
}

/// Whether a marked text names a sum of money: figures beside what they are counted in.
fn names_a_sum(text: &str) -> bool {
    let lower = without_marks(text).to_ascii_lowercase();
    let is_figure = |letter: char| letter.is_ascii_digit();
    currencies().any(|name| {
        lower.match_indices(name).any(|(at, _)| {
            lower[..at].trim_end().ends_with(is_figure)
                || lower[at + name.len()..].trim_start().starts_with(is_figure)
        })
    })
}

/// Whether a part does nothing but agree.
fn is_bare_yes(part: &Part) -> bool {
    let clause = read(&part.text, part.asks(), &[]);
    let agrees = clause.items.contains(&Item::Word(Kind::Agree));
    let only = |item: &Item| matches!(item, Item::Word(Kind::Agree | Kind::Filler));
    agrees && !clause.asks && clause.items.iter().all(only)
}
