//! A container described by its length and its build, in whatever words and order: `40HQ柜`, `40REHC`,
//! `四十尺冷藏高箱`, `20 OT CNTR`.

use super::EquipmentFamily;
use super::text::key;

/// What a description says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Built {
    /// Length in feet.
    pub feet: u8,
    /// What it is built for.
    pub family: EquipmentFamily,
    /// Whether it is higher than 8 feet 6.
    pub is_high: bool,
}

/// What a word of a description says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Feet(u8),
    /// 小 is a 20-foot, 大 a 40-foot, unless the length is said.
    Size(u8),
    Family(EquipmentFamily),
    High,
    Nothing,
}

const DRY: Part = Part::Family(EquipmentFamily::Dry);
const REEFER: Part = Part::Family(EquipmentFamily::Reefer);
const OPEN_TOP: Part = Part::Family(EquipmentFamily::OpenTop);
const FLAT_RACK: Part = Part::Family(EquipmentFamily::FlatRack);
const TANK: Part = Part::Family(EquipmentFamily::Tank);

/// The words, longer ones before those that they begin with.
const PARTS: &[(&str, Part)] = &[
    ("20", Part::Feet(20)),
    ("40", Part::Feet(40)),
    ("45", Part::Feet(45)),
    ("二十", Part::Feet(20)),
    ("四十五", Part::Feet(45)),
    ("四十", Part::Feet(40)),
    ("小", Part::Size(20)),
    ("大", Part::Size(40)),
    ("FEET", Part::Nothing),
    ("FOOT", Part::Nothing),
    ("FT", Part::Nothing),
    ("英尺", Part::Nothing),
    ("英呎", Part::Nothing),
    ("尺", Part::Nothing),
    ("呎", Part::Nothing),
    ("CONTAINERS", Part::Nothing),
    ("CONTAINER", Part::Nothing),
    ("CNTRS", Part::Nothing),
    ("CNTR", Part::Nothing),
    ("CTNR", Part::Nothing),
    ("集装箱", Part::Nothing),
    ("货柜", Part::Nothing),
    ("柜子", Part::Nothing),
    ("柜", Part::Nothing),
    ("箱", Part::Nothing),
    ("FCL", Part::Nothing),
    ("HIGHCUBE", Part::High),
    ("HIGHCUB", Part::High),
    ("HICUBE", Part::High),
    ("HIGH", Part::High),
    ("CUBE", Part::Nothing),
    ("HC", Part::High),
    ("HQ", Part::High),
    ("高箱", Part::High),
    ("高柜", Part::High),
    ("高", Part::High),
    ("超高", Part::High),
    ("REEFER", REEFER),
    ("REFRIGERATED", REEFER),
    ("REFER", REEFER),
    ("RFR", REEFER),
    ("RF", REEFER),
    ("RE", REEFER),
    ("冷藏", REEFER),
    ("冷冻", REEFER),
    ("冷", REEFER),
    ("冻", REEFER),
    ("GENERALPURPOSE", DRY),
    ("STANDARD", DRY),
    ("NORMAL", DRY),
    ("DRYVAN", DRY),
    ("DRY", DRY),
    ("GP", DRY),
    ("DC", DRY),
    ("DV", DRY),
    ("SD", DRY),
    ("STD", DRY),
    ("干货", DRY),
    ("普通", DRY),
    ("普", DRY),
    ("干", DRY),
    ("平柜", DRY),
    ("OPENTOP", OPEN_TOP),
    ("OT", OPEN_TOP),
    ("开顶", OPEN_TOP),
    ("FLATRACK", FLAT_RACK),
    ("FR", FLAT_RACK),
    ("框架", FLAT_RACK),
    ("平板", FLAT_RACK),
    ("ISOTANK", TANK),
    ("TANK", TANK),
    ("TK", TANK),
    ("罐式", TANK),
    ("罐", TANK),
];

/// What a text says, when all of it is a description that does not contradict itself. A bare 高柜 or
/// 20 is the table's to know; a non-operating reefer is more than a type.
pub(super) fn read(text: &str) -> Option<Built> {
    let key = key(text);
    let mut rest = key.as_str();
    let (mut feet, mut size, mut family, mut is_high) = (None, None, None, false);
    while !rest.is_empty() {
        let (word, part) = PARTS
            .iter()
            .filter(|(word, _)| rest.starts_with(word))
            .max_by_key(|(word, _)| word.len())?;
        match part {
            Part::Feet(_) if feet.is_some() => return None,
            Part::Feet(length) => feet = Some(*length),
            Part::Size(length) => size = Some(*length),
            Part::Family(kind) if family.is_some_and(|known| known != *kind) => return None,
            Part::Family(kind) => family = Some(*kind),
            Part::High => is_high = true,
            Part::Nothing => {}
        }
        rest = &rest[word.len()..];
    }
    let is_plain = feet.is_some() && size.is_some();
    let feet = match (feet, size) {
        (Some(feet), Some(size)) if feet != size => return None,
        (Some(feet), _) | (None, Some(feet)) => feet,
        (None, None) => return None,
    };
    // 45GP is ISO 6346's group of the 40-foot high cube, and no 45-foot box is low.
    let is_low_45 = feet == 45 && !is_high;
    if is_low_45 || (family.is_none() && !is_high && !is_plain) {
        return None;
    }
    Some(Built {
        feet,
        family: family.unwrap_or(EquipmentFamily::Dry),
        is_high,
    })
}
