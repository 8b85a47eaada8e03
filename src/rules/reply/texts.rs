//! Texts as values: any that says something.

use serde_json::json;

use super::amended::{amended, ends_denied, may_be_corrected, without_contrasts};
use super::boxes::names_some;
use super::calls::{call_first, called, telephone, without_telephone};
use super::counts::without_counts;
use super::fitting::{plainly, tells_a_time, together, unread, value_of};
use super::labels::{is_label, stretches};
use super::lexicon::is_only_words;
use super::names::whole;
use super::parts::Part;
use super::payers::payers;
use super::people::TITLED;
use super::settle::Read;
use super::stance::Verdict;
use super::strays::{is_answer_elsewhere, is_stray, is_telephone};
use super::unsettled::unsettles;
use super::values::names_one;
use crate::domain::{PatchStep, Pointer};
use crate::reference::Reference;
use crate::rules::party_text::is_vague;
use crate::rules::report::set;
use crate::rules::wording::is_han;

/// The texts that the parts give the fields, where they are not what is known to be none: a place for
/// goods, one who pays for the third party that is to be named.
pub(super) fn texts(fields: &[Pointer], parts: &[Part], reference: &Reference) -> Read {
    let are_goods = |at: &Pointer| at.as_str().contains("/name_");
    // 中国宁波 is where goods are, and none.
    let is_place = |part: &Part| {
        let name = part.text.trim();
        let name = name.strip_prefix("中国").unwrap_or(name);
        reference.port(name).is_some()
    };
    if fields.iter().any(are_goods) && parts.iter().any(is_place) {
        return (Verdict::Nothing, None);
    }
    if fields.iter().any(are_goods) && parts.iter().any(|part| may_be_corrected(&part.text)) {
        return (Verdict::Open, None);
    }
    let counted = parts
        .iter()
        .find(|part| without_counts(&part.text).is_none());
    if let Some(counted) = counted.filter(|_| fields.iter().any(are_goods)) {
        return (Verdict::Unread(vec![counted.text.clone()]), None);
    }
    let is_box = |part: &&Part| names_some(&part.text, reference);
    if fields.iter().any(are_goods)
        && let Some(boxes) = parts.iter().find(is_box)
    {
        return (Verdict::Unread(vec![boxes.text.clone()]), None);
    }
    // 委托人付 says that another pays than the third party that is to be named.
    let pays = |part: &Part| names_one(&part.text, &payers());
    let of_payer = |at: &Pointer| at.as_str() == "/settlement/name";
    if fields.iter().any(of_payer) && parts.iter().any(pays) {
        return (Verdict::Open, None);
    }
    let uncounted = |part: &Part| part.saying(without_counts(&part.text).unwrap_or_default());
    let named: Vec<Part> = parts.iter().map(uncounted).collect();
    let parts = if fields.iter().any(are_goods) {
        &named[..]
    } else {
        parts
    };
    let (verdict, change) = of_texts(fields, parts, &|text| reference.port(text).is_some());
    let dull = change.iter().flatten().find_map(|step| match step {
        PatchStep::Set(at, value) if are_goods(at) => {
            let name: String = serde_json::from_str(value).ok()?;
            is_vague(reference, &name).then_some(name)
        }
        _ => None,
    });
    match dull {
        Some(dull) => (Verdict::Unread(vec![dull]), None),
        None => (verdict, change),
    }
}

/// What of the texts behind a name is another field's, which nothing here asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Nothing,
    /// The next one: HS code: 821510.
    Next,
    /// All of its line: Notify: ABC TRADING LTD, 12 DOCK ROAD.
    Line,
}

/// The texts that the parts give the fields: each under its name, else by its shape, else to the
/// first. Any text is a value that says something, asks nothing and knows.
fn of_texts(fields: &[Pointer], parts: &[Part], is_place: &dyn Fn(&str) -> bool) -> Read {
    let calls = fields.iter().any(|field| last_of(field) == "contact");
    let parts = &without_contrasts(&amended(&plainly(parts, calls)));
    if parts.iter().any(unsettles) {
        return (Verdict::Open, None);
    }
    if let Some(denied) = parts.iter().find(|part| ends_denied(&part.text)) {
        return (Verdict::Denied(vec![denied.text.clone()]), None);
    }
    // A day or an hour that was not read as one is no place and no name.
    if parts.iter().any(|part| tells_a_time(&part.text)) {
        let texts = parts.iter().map(|part| part.text.clone());
        return (
            Verdict::Unread(texts.filter(|text| tells_a_time(text)).collect()),
            None,
        );
    }
    let mut parts = parts.clone();
    let ends = |last: &&mut Part| matches!(last.end, ':' | '”' | '"') && !is_label(&last.text);
    if let Some(last) = parts.last_mut().filter(ends) {
        last.end = ',';
    }
    let named = fields
        .iter()
        .any(|field| last_of(field).starts_with("name"));
    let phones = fields.iter().any(|field| last_of(field) == "phone");
    let is_other = |part: &Part| {
        is_stray(&part.text)
            || !phones && is_telephone(&part.text)
            || named && is_answer_elsewhere(&part.text)
    };
    let parts: Vec<&Part> = parts.iter().filter(|part| !is_other(part)).collect();
    let mut given: Vec<Vec<Part>> = vec![Vec::new(); fields.len()];
    let place_of = |last: &str| {
        let at = |last: &str| fields.iter().position(|field| last_of(field) == last);
        match last {
            // 品名 is the name in the language that is asked for.
            "goods" => match (at("name_en"), at("name_zh")) {
                (Some(only), None) | (None, Some(only)) => Some(only),
                _ => None,
            },
            last => at(last),
        }
    };
    let mut open: Option<usize> = None;
    let mut rest: Vec<Part> = Vec::new();
    let mut others = Others::Nothing;
    for part in parts {
        for stretch in stretches(part, &|field| place_of(field).is_some()) {
            let asked = stretch
                .field
                .is_none_or(|field| place_of(field).is_some() || field == "goods");
            if !asked {
                others = match stretch.field {
                    Some("name") if part.end != '\n' => Others::Line,
                    _ if stretch.text.is_empty() => Others::Next,
                    _ => Others::Nothing,
                };
                open = None;
                continue;
            }
            let is_another = stretch.field.is_none() && others != Others::Nothing;
            if others != Others::Line || stretch.field.is_some() || part.end == '\n' {
                others = Others::Nothing;
            }
            if is_another {
                continue;
            }
            let own = part.saying(stretch.text.to_owned());
            match stretch.field.and_then(place_of) {
                // “联系人: 张工”: what is named comes behind the colon.
                Some(field) if own.text.is_empty() => open = Some(field),
                Some(field) => {
                    let own = called(fields, field, own, &mut given);
                    given[field].push(own);
                    open = is_long(&fields[field]).then_some(field);
                }
                None if own.text.is_empty() => {}
                None => match open.filter(|field| given[*field].is_empty() || !shaped(&own.text)) {
                    Some(field) => {
                        let own = called(fields, field, own, &mut given);
                        given[field].push(own);
                        open = is_long(&fields[field]).then_some(field);
                    }
                    None => rest.push(own),
                },
            }
        }
    }
    rest.retain(|part| !is_only_words(&part.text));
    call_first(fields, &mut given, &mut rest);
    let labelled: Vec<usize> = given.iter().map(Vec::len).collect();
    for part in rest {
        by_shape(fields, &mut given, part);
    }
    // “随货附说明书；品名：T恤”: beside a name that is called so nothing else is one.
    let beside = (0..fields.len()).find_map(|field| {
        let called_so = labelled[field] > 0 && last_of(&fields[field]).starts_with("name_");
        given[field].get(labelled[field]).filter(|_| called_so)
    });
    if let Some(beside) = beside {
        return (Verdict::Unread(vec![beside.text.clone()]), None);
    }
    let mut steps: Vec<PatchStep> = Vec::new();
    for (field, parts) in fields.iter().zip(&given) {
        if let Some(unread) = unread(field, parts, is_place) {
            return (Verdict::Unread(vec![unread]), None);
        }
        if let Some(text) = value_of(field, &together(parts)) {
            steps.push(set(field.as_str(), &json!(text)));
        }
    }
    if steps.is_empty() {
        (Verdict::Nothing, None)
    } else {
        (Verdict::Settled(()), Some(steps))
    }
}

pub(super) fn last_of(field: &Pointer) -> &str {
    field.as_str().rsplit('/').next().unwrap_or_default()
}

/// Whether a field's text goes on over commas: an address.
fn is_long(field: &Pointer) -> bool {
    last_of(field) == "place"
}

/// Whether a text is something else than more of an address: a telephone, a person.
fn shaped(text: &str) -> bool {
    telephone(text).is_some() || whole(text, &|_| false).is_some()
}

/// Gives a text without a name to the field whose shape it has: a telephone, a person, a broker, a
/// name in either language; else to the first.
fn by_shape(fields: &[Pointer], given: &mut [Vec<Part>], part: Part) {
    let free = |last: &str, given: &[Vec<Part>]| {
        fields
            .iter()
            .position(|field| last_of(field) == last)
            .filter(|field| given[*field].is_empty())
    };
    let mut part = part;
    if let Some(phone) = free("phone", given) {
        part = without_telephone(part, &mut given[phone]);
        if part.text.is_empty() {
            return;
        }
    }
    let name = whole(&part.text, &|_| false);
    // “No. 88 Chengbei Road, Kunshan”: behind an address a Latin name without a title is more of it.
    let more = fields
        .iter()
        .position(is_long)
        .is_some_and(|place| !given[place].is_empty());
    // 慈溪工厂 is where goods are, and nobody.
    let is_a_place = [
        "厂", "仓库", "仓", "码头", "堆场", "路", "号", "镇", "村", "园",
    ]
    .iter()
    .any(|end| part.text.ends_with(end));
    let name = name.filter(|_| !is_a_place);
    let name = name.filter(|name| !more || name.chars().any(is_han) || is_titled(name));
    if let (Some(contact), Some(name), true) = (free("contact", given), name, fields.len() > 1) {
        part.text = name;
        given[contact].push(part);
        return;
    }
    let mut named = false;
    let lower = part.text.to_lowercase();
    let brokers = ["报关", "broker", "customs"];
    if let (Some(broker), true) = (
        free("broker", given),
        brokers.iter().any(|word| lower.contains(word)),
    ) {
        given[broker].push(part);
        return;
    }
    // 塑料椅子 PLASTIC CHAIRS: each name in its own language, and none in another.
    if let Some((english, chinese)) = in_two_languages(&part.text) {
        for (last, text) in [("name_en", english), ("name_zh", chinese)] {
            if let Some(field) = free(last, given) {
                given[field].push(part.saying(text.to_owned()));
                named = true;
            }
        }
        if named {
            return;
        }
    }
    let language = if part.text.chars().any(is_han) {
        "name_zh"
    } else {
        "name_en"
    };
    let first = fields.iter().position(|field| {
        let last = last_of(field);
        !last.starts_with("name_") || last == language
    });
    if let Some(first) = first {
        given[first].push(part);
    }
}

/// The English and the Chinese of a text that gives both, one behind the other.
fn in_two_languages(text: &str) -> Option<(&str, &str)> {
    let first = text.find(is_han)?;
    let (last, letter) = text.char_indices().rfind(|(_, letter)| is_han(*letter))?;
    let (chinese, english) = text.split_at(last + letter.len_utf8());
    let words = |text: &str| text.bytes().filter(u8::is_ascii_alphabetic).count() > 2;
    if words(english) && first == 0 {
        return Some((english.trim(), chinese.trim()));
    }
    let (english, chinese) = text.split_at(first);
    (words(english) && english.ends_with(' ') && !chinese.contains(' '))
        .then(|| (english.trim(), chinese.trim()))
}

fn is_titled(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    TITLED.contains(&first.to_lowercase().as_str())
}
