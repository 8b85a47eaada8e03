//! Parties and goods as the carrier takes them: 3.2k.

use serde_json::json;

use super::goods_name::is_english;
use super::measures::goods;
use super::nobody::{is_no_name, is_to_order, same_as};
use super::po_box::is_po_box_alone;
use super::report::{set, word};
use super::spelling::respell;
use super::wording::{given, is_han, words_of};
use super::{Checked, Report, Rule};
use crate::domain::consignment::{CargoLine, Party, PartyRole};
use crate::domain::{AnswerBy, Given, Severity, Text, TextArg};
use crate::reference::{GoodsCategory, PartyLines, Reference};

/// What the carrier's system would refuse. A Chinese address is sound on the customer's form; the
/// carrier needs the English one. A party that is missing can wait for the SI cut-off.
pub static PARTY_TEXT: Rule = Rule {
    id: "party-text",
    clauses: &["3.2k"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    before_cut_off: true,
    check: party_text,
    ..Rule::PLAIN
};

fn party_text(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let lines = lines_of(checked);
    for (role, at, party) in [
        (PartyRole::Shipper, "/shipper", &consignment.shipper),
        (PartyRole::Consignee, "/consignee", &consignment.consignee),
        (PartyRole::Notify, "/notify", &consignment.notify),
    ] {
        check_party(checked, report, lines, role, at, party);
    }
    for (at, cargo) in checked.cargo() {
        check_goods(checked, report, lines, &at, cargo);
    }
}

/// The named carrier's lines, or the usual ones.
fn lines_of(checked: &Checked<'_>) -> PartyLines {
    let reference = checked.reference();
    let carrier = match checked.consignment.carrier.as_ref() {
        Some(Given::Known(scac)) => reference.carriers.get(scac),
        Some(Given::AsWritten(text)) => reference.carrier(text),
        None => None,
    };
    carrier.map_or(PartyLines::DEFAULT, |carrier| carrier.party_lines)
}

fn check_party(
    checked: &Checked<'_>,
    report: &mut Report,
    lines: PartyLines,
    role: PartyRole,
    at: &str,
    party: &Party,
) {
    let draft = || {
        PARTY_TEXT
            .finding()
            .at(at)
            .fields([format!("{at}/name"), format!("{at}/address")])
            .fields(party.same_as.map(|_| format!("{at}/same_as")))
            .arg_of("party", word(name_of(role)))
    };
    let to_order = role == PartyRole::Notify && is_to_order(&checked.consignment.consignee);
    let other = same_as(role, party);
    // Parties that are the same as each other, or as themselves, are nobody.
    let nobody = other.is_some_and(|other| {
        let theirs = party_of(checked, other);
        other == role || same_as(other, theirs) == Some(role)
    });
    if let Some(other) = other.filter(|_| !nobody) {
        // A notify party that is the same as “to order” is nobody.
        if to_order && other == PartyRole::Consignee {
            report.add(
                draft()
                    .says("to-order")
                    .asks("ask-to-order")
                    .field("/consignee/name"),
            );
        }
        return;
    }
    let name = given(party.name.as_ref()).filter(|name| !nobody && !is_no_name(name));
    let Some(name) = name else {
        report.add(if to_order {
            draft()
                .says("to-order")
                .asks("ask-to-order")
                .field("/consignee/name")
        } else if si_has_passed(checked) {
            draft().says("missing").asks("ask-missing")
        } else {
            draft()
                .says("missing")
                .asks("ask-missing")
                .severity(Severity::Warn)
        });
        return;
    };
    let address: Vec<&str> = party
        .address
        .iter()
        .filter_map(|line| given(Some(line)))
        .collect();
    let texts = || std::iter::once(name).chain(address.iter().copied());
    let mut wrong = faults(texts());
    if wrong.is_empty() && !fits(name, &address.join(" "), lines) {
        wrong.push(too_long(lines));
    }
    let is_box = is_po_box_alone(&address, checked.reference());
    if is_box {
        wrong.push(word("rule.party-text.po-box"));
    }
    if wrong.is_empty() {
        return;
    }
    let chinese = texts().any(|text| text.chars().any(is_han));
    let mut finding = draft()
        .arg("text", texts().collect::<Vec<_>>().join(", "))
        .arg_of("wrong", TextArg::List(wrong))
        .asks(if chinese { "ask-english" } else { "ask" });
    if let Some(patch) = respelt_party(at, party, lines).filter(|_| !is_box) {
        finding = finding.fix(Text::of("fix.respell"), patch);
    }
    report.add(finding);
}

fn check_goods(
    checked: &Checked<'_>,
    report: &mut Report,
    lines: PartyLines,
    at: &str,
    cargo: &CargoLine,
) {
    let Some(name) = given(cargo.name_en.as_ref()) else {
        return;
    };
    // A name without a Latin letter is no English name yet: another rule asks for one.
    if !is_english(name) {
        return;
    }
    let mut wrong = faults(std::iter::once(name));
    if wrong.is_empty() && !fits("", name, lines) {
        wrong.push(too_long(lines));
    }
    if is_vague(checked.reference(), name) {
        wrong.push(word("rule.party-text.vague"));
    }
    if wrong.is_empty() {
        return;
    }
    let mut finding = PARTY_TEXT
        .finding()
        .at(at)
        .field(format!("{at}/name_en"))
        .arg_of("party", word("word.goods"))
        .arg("text", name)
        .arg_of("wrong", TextArg::List(wrong))
        .arg_of("goods", goods(cargo))
        .asks("ask-goods");
    if let Some(respelt) =
        respell(name).filter(|text| !is_vague(checked.reference(), text) && text != name)
    {
        finding = finding.fix(
            Text::of("fix.respell"),
            vec![set(format!("{at}/name_en"), &json!(respelt))],
        );
    }
    report.add(finding);
}

/// The characters that the carrier's set does not have.
fn faults<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<TextArg> {
    let mut chinese = false;
    let mut strange: Vec<char> = Vec::new();
    for letter in texts.flat_map(str::chars) {
        if letter.is_whitespace() || PartyLines::allows(letter) {
            continue;
        }
        if is_han(letter) {
            chinese = true;
        } else if !strange.contains(&letter) {
            strange.push(letter);
        }
    }
    let mut faults = Vec::new();
    if chinese {
        faults.push(word("rule.party-text.chinese"));
    } else if !strange.is_empty() {
        let letters: Vec<String> = strange.iter().map(ToString::to_string).collect();
        faults.push(TextArg::Text(Box::new(
            Text::of("rule.party-text.characters").with("characters", letters.join(" ")),
        )));
    }
    faults
}

fn too_long(lines: PartyLines) -> TextArg {
    TextArg::Text(Box::new(
        Text::of("rule.party-text.too-long")
            .with("lines", lines.lines)
            .with("width", lines.width),
    ))
}

/// Whether a name and what follows it go on the carrier's lines, wrapped between words and never
/// cut: a word longer than a line goes on none.
fn fits(name: &str, rest: &str, lines: PartyLines) -> bool {
    let longest = |text: &str| {
        text.split_whitespace()
            .map(|word| word.chars().count())
            .max()
    };
    let uncut = [name, rest]
        .into_iter()
        .filter_map(longest)
        .all(|length| length <= lines.width);
    uncut && count_lines(name, lines.width) + count_lines(rest, lines.width) <= lines.lines
}

/// How many lines a text takes, wrapped between words.
fn count_lines(text: &str, width: usize) -> usize {
    let mut count = 0;
    let mut room = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if length < room {
            room -= length + 1;
        } else {
            count += 1;
            room = width.saturating_sub(length);
        }
    }
    count
}

/// The party of a role.
fn party_of<'a>(checked: &Checked<'a>, role: PartyRole) -> &'a Party {
    let consignment = checked.consignment;
    match role {
        PartyRole::Shipper => &consignment.shipper,
        PartyRole::Consignee => &consignment.consignee,
        PartyRole::Notify => &consignment.notify,
    }
}

fn si_has_passed(checked: &Checked<'_>) -> bool {
    checked
        .cut_offs
        .si
        .is_some_and(|cut_off| checked.facts.now >= cut_off.passes_at())
}

/// Goods that no manifest takes: nothing said but that there are goods.
const VAGUE: &[&str] = &[
    "GENERAL CARGO",
    "GENERAL CARGOES",
    "GENERAL GOODS",
    "GENERAL MERCHANDISE",
    "FAK",
    "F A K",
    "FREIGHT ALL KINDS",
    "FREIGHT OF ALL KINDS",
    "FREIGHT ALL KIND",
    "SUNDRIES",
    "SUNDRY GOODS",
    "MIXED CARGO",
    "MIXED GOODS",
    "ASSORTED GOODS",
    "VARIOUS GOODS",
    "MISCELLANEOUS",
    "MISCELLANEOUS GOODS",
    "CONSOLIDATED CARGO",
    "CONSOLIDATED GOODS",
    "CONSOL CARGO",
    "CARGO",
    "GOODS",
    "MERCHANDISE",
    "STC",
    "SAID TO CONTAIN",
];

/// Whether a name of goods says nothing but that there are some.
pub(super) fn is_vague(reference: &Reference, name: &str) -> bool {
    let by_table = reference
        .goods
        .matches(GoodsCategory::Vague, Some(name), None, None)
        .is_some();
    // Several vague phrases in one name say no more than one.
    let mut text = format!(" {} ", words_of(name).join(" "));
    let before = text.clone();
    for phrase in VAGUE {
        text = text.replace(&format!(" {phrase} "), "  ");
    }
    by_table || (text != before && !text.chars().any(char::is_alphabetic))
}

/// The steps that respell a party, where that settles everything that is wrong with it.
fn respelt_party(
    at: &str,
    party: &Party,
    lines: PartyLines,
) -> Option<Vec<crate::domain::PatchStep>> {
    let name = respell(party.name.as_deref()?)?;
    let address: Vec<String> = party
        .address
        .iter()
        .map(|line| respell(line))
        .collect::<Option<_>>()?;
    let unchanged = party.name.as_deref() == Some(&name) && party.address == address;
    let joined = address.join(" ");
    let settles = !unchanged && fits(&name, &joined, lines);
    settles.then(|| {
        vec![
            set(format!("{at}/name"), &json!(name)),
            set(format!("{at}/address"), &json!(address)),
        ]
    })
}

fn name_of(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Shipper => "word.shipper",
        PartyRole::Consignee => "word.consignee",
        PartyRole::Notify => "word.notify",
    }
}
