//! What people write beside a container's type: how many, and whose it is.

use serde_json::{Map, Value};

use super::shape::Reading;
use crate::domain::Given;
use crate::domain::consignment::EquipmentLine;

/// What stands beside a type, and what it says: the shipper's own, the carrier's, one that does not run.
const MARKS: &[(&str, Mark)] = &[
    ("SOC", Mark::ShippersOwn),
    ("货主自备柜", Mark::ShippersOwn),
    ("货主自备箱", Mark::ShippersOwn),
    ("自备柜", Mark::ShippersOwn),
    ("自备箱", Mark::ShippersOwn),
    ("COC", Mark::Carriers),
    ("NOR", Mark::NotOperating),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    ShippersOwn,
    Carriers,
    NotOperating,
}

/// Reads a type with more in its cell, `2*40HQ` or `40HQ SOC`, into the fields that are there for it.
/// Where they say something else, it stays as written.
pub(super) fn part_the_type(
    line: &mut EquipmentLine,
    _: &Map<String, Value>,
    _: &str,
    reading: &Reading,
) {
    let Some(Given::AsWritten(text)) = &line.kind else {
        return;
    };
    let (count, rest) = without_count(text);
    let (mark, rest) = without_mark(&rest);
    let Some(equipment) = reading.reference.equipment(&rest) else {
        return;
    };
    let mut parted = line.clone();
    parted.kind = Some(Given::Known(equipment.kind.clone()));
    let fits = takes(&mut parted.count, count)
        && match mark {
            None => true,
            Some(Mark::ShippersOwn) => takes(&mut parted.shipper_owned, Some(true)),
            Some(Mark::Carriers) => takes(&mut parted.shipper_owned, Some(false)),
            Some(Mark::NotOperating) => {
                equipment.reefer && takes(&mut parted.non_operating, Some(true))
            }
        };
    if fits {
        *line = parted;
    }
}

/// Whether a field takes a value: it says nothing else.
fn takes<T: PartialEq>(field: &mut Option<T>, value: Option<T>) -> bool {
    if field.is_none() {
        *field = value;
        return true;
    }
    value.is_none() || *field == value
}

/// `2*40HQ`, `2 X 40HQ`, `40HQ*2`.
fn without_count(text: &str) -> (Option<u32>, String) {
    let count = |part: &str| {
        let part = part.trim();
        let is_figure = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u32>()
            .ok()
            .filter(|count| is_figure && *count > 0)
    };
    for (place, sign) in text.char_indices() {
        if !matches!(sign, '*' | '×' | 'x' | 'X' | '＊') {
            continue;
        }
        let (before, behind) = (&text[..place], &text[place + sign.len_utf8()..]);
        if let Some(count) = count(before) {
            return (Some(count), behind.trim().to_owned());
        }
        if let Some(count) = count(behind) {
            return (Some(count), before.trim().to_owned());
        }
    }
    (None, text.to_owned())
}

/// A text without the one mark that it bears at its beginning or its end.
fn without_mark(text: &str) -> (Option<Mark>, String) {
    let is_sign = |letter: char| " ()（）-/,，[]".contains(letter);
    let bare = text.trim_matches(is_sign);
    let folded = bare.to_ascii_uppercase();
    for (word, mark) in MARKS {
        let rest = folded
            .strip_suffix(word)
            .or_else(|| folded.strip_prefix(word));
        if let Some(rest) = rest {
            return (Some(*mark), rest.trim_matches(is_sign).to_owned());
        }
    }
    (None, text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::json::{read_consignment, write_consignment};
    use crate::reference::Reference;

    fn read(line: &serde_json::Value) -> serde_json::Value {
        let form = json!({"equipment": [line]});
        let read = read_consignment(&form, Reference::built_in(), chrono_tz::UTC).unwrap();
        let line = &write_consignment(&read)["equipment"][0];
        json!([
            line["type"],
            line["count"],
            line["shipper_owned"],
            line["non_operating"]
        ])
    }

    #[test]
    fn what_stands_beside_a_type_goes_where_it_belongs() {
        for (written, kind, count, owned, idle) in [
            ("2*40HQ", "40HQ", json!(2), json!(null), json!(null)),
            ("2 x 40HQ", "40HQ", json!(2), json!(null), json!(null)),
            ("40HQ×3", "40HQ", json!(3), json!(null), json!(null)),
            ("1X20GP", "20GP", json!(1), json!(null), json!(null)),
            ("40HQ SOC", "40HQ", json!(null), json!(true), json!(null)),
            ("40HQ(SOC)", "40HQ", json!(null), json!(true), json!(null)),
            ("SOC 40HQ", "40HQ", json!(null), json!(true), json!(null)),
            ("40HQ 自备箱", "40HQ", json!(null), json!(true), json!(null)),
            (
                "40HQ(货主自备箱)",
                "40HQ",
                json!(null),
                json!(true),
                json!(null),
            ),
            ("20gp coc", "20GP", json!(null), json!(false), json!(null)),
            ("2*40HQ SOC", "40HQ", json!(2), json!(true), json!(null)),
            ("40RH NOR", "40RH", json!(null), json!(null), json!(true)),
        ] {
            let read = read(&json!({"type": written}));
            assert_eq!(read, json!([kind, count, owned, idle]), "{written}");
        }
    }

    #[test]
    fn what_says_two_things_stays_as_written() {
        for line in [
            json!({"type": "2*40HQ", "count": 3}),
            json!({"type": "40HQ SOC", "shipper_owned": false}),
            json!({"type": "40HQ NOR"}),
            json!({"type": "2*40XX"}),
            json!({"type": "2*40HQ+1*20GP"}),
            json!({"type": "0*40HQ"}),
            json!({"type": "SOC"}),
        ] {
            assert_eq!(read(&line)[0], line["type"], "{line}");
        }
        let same = read(&json!({"type": "2*40HQ", "count": 2}));
        assert_eq!(same, json!(["40HQ", 2, null, null]));
    }
}
