//! Units as people write them: `M/T`, `㎥`, `cu. ft.`, `KG(S)`, `-18 oC`.

use rust_decimal::Decimal;

/// The international avoirdupois pound, exactly 0.45359237 kg.
const KG_PER_LB: Decimal = Decimal::from_parts(45_359_237, 0, 0, false, 8);

/// The short ton of 2,000 lb and the long ton of 2,240 lb.
const KG_PER_SHORT_TON: Decimal = Decimal::from_parts(90_718_474, 0, 0, false, 5);
const KG_PER_LONG_TON: Decimal = Decimal::from_parts(1_570_534_496, 2, 0, false, 7);

/// The cubic foot, exactly 0.028316846592 m³.
const CBM_PER_CFT: Decimal = Decimal::from_parts(2_547_042_816, 6, 0, false, 12);

/// A text with full-width letters and the signs that Word and Chinese input methods put for plain
/// ones made plain: digits, blanks, dashes that stand for a minus, `㎥`, `㎏`, `℃`.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '！'..='～' => {
                plain.extend(char::from_u32(letter as u32 - 0xFEE0));
            }
            '−' | '–' | '—' | '‐' | '‑' | '﹣' => plain.push('-'),
            '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => plain.push(' '),
            '㎥' => plain.push_str("m3"),
            '㎏' => plain.push_str("kg"),
            '℃' => plain.push('c'),
            '℉' => plain.push('f'),
            '³' => plain.push('3'),
            other => plain.push(other),
        }
    }
    plain
}

/// The names of a gross weight, a volume and a temperature, as forms print them before the value. A
/// net weight's is none of them.
pub(super) const WEIGHT: &[&str] = &[
    "grossweight",
    "grosswt",
    "gw",
    "gwt",
    "grwt",
    "weight",
    "wt",
    "总毛重",
    "毛重",
    "重量",
    "货重",
];
pub(super) const VOLUME: &[&str] = &[
    "measurement",
    "measurements",
    "meas",
    "msmt",
    "volume",
    "vol",
    "总体积",
    "体积",
    "尺码",
    "材积",
];
pub(super) const TEMPERATURE: &[&str] = &[
    "settemperature",
    "settemp",
    "setpoint",
    "temperature",
    "temp",
    "设定温度",
    "设置温度",
    "温度",
    "设温",
];

/// A text without the name of its value: “G.W.: 12400”.
pub(super) fn without_label(text: &str, labels: &[&str]) -> String {
    let plain = plain(text);
    let value = plain
        .find(|letter: char| letter.is_ascii_digit())
        .unwrap_or(0);
    // Letters before the figures, their marks apart; what is no name of this value stays.
    let mut named = String::new();
    let mut end = None;
    for (at, letter) in plain[..value].char_indices() {
        if letter.is_alphanumeric() {
            named.extend(letter.to_lowercase());
            end = labels
                .contains(&named.as_str())
                .then_some(at + letter.len_utf8())
                .or(end);
        }
    }
    let Some(end) = end else {
        return text.to_owned();
    };
    let rest = &plain[end..];
    // GWALIOR begins as GW does.
    if plain[..end].is_ascii() && rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return text.to_owned();
    }
    rest.trim_start_matches(|letter: char| letter.is_whitespace() || ".:=)".contains(letter))
        .to_owned()
}

/// What may stand in a unit beside its letters: stops, brackets, powers, the degree sign and what is
/// typed for it.
const MARKS: &str = " .,^()/°˚'’`´";

/// A unit's letters without its marks; none where anything else stands there (`5 %`, `12 kg x 5`).
fn letters(unit: &str) -> Option<String> {
    let ends_in_stroke = unit.trim_end().ends_with('/') || unit.trim_start().starts_with('/');
    if ends_in_stroke {
        return None;
    }
    let mut letters = String::with_capacity(unit.len());
    for letter in unit.chars() {
        if letter.is_alphanumeric() {
            letters.extend(letter.to_lowercase());
        } else if !MARKS.contains(letter) {
            return None;
        }
    }
    Some(letters)
}

/// What a unit of weight is in kilograms. `UN/ECE` codes of recommendation 20 count: KGM, TNE, LBR.
pub(super) fn kilograms_in(unit: &str) -> Option<Decimal> {
    let unit = letters(unit)?;
    let unit = ["gross", "grossweight", "grosswt", "gw", "毛重"]
        .iter()
        .find_map(|said| unit.strip_suffix(said))
        .unwrap_or(&unit);
    Some(match unit {
        "" | "kg" | "kgs" | "kgm" | "kilo" | "kilos" | "kilogram" | "kilograms" | "kilogramme"
        | "kilogrammes" | "公斤" | "千克" => Decimal::ONE,
        "t" | "mt" | "mts" | "mton" | "mtons" | "ton" | "tons" | "tonne" | "tonnes" | "tne"
        | "metricton" | "metrictons" | "metrictonne" | "metrictonnes" | "吨" | "公吨" | "噸"
        | "公噸" => Decimal::ONE_THOUSAND,
        "lb" | "lbs" | "lbr" | "pound" | "pounds" | "磅" => KG_PER_LB,
        "shortton" | "shorttons" | "短吨" | "美吨" => KG_PER_SHORT_TON,
        "longton" | "longtons" | "长吨" | "英吨" => KG_PER_LONG_TON,
        "g" | "gram" | "grams" | "克" => Decimal::new(1, 3),
        _ => return None,
    })
}

/// What a unit of volume is in cubic metres; MTQ and FTQ are recommendation 20's.
pub(super) fn cubic_metres_in(unit: &str) -> Option<Decimal> {
    Some(match letters(unit)?.as_str() {
        "" | "cbm" | "cbms" | "m3" | "m3s" | "cum" | "cubm" | "mtq" | "cubicmetre"
        | "cubicmetres" | "cubicmeter" | "cubicmeters" | "cumtr" | "cumtrs" | "cumeter"
        | "cumeters" | "立方" | "立方米" | "立方公尺" | "立米" | "方" | "m立方" => {
            Decimal::ONE
        }
        "cft" | "cfts" | "cbf" | "cuft" | "cufts" | "cubft" | "cubicft" | "ft3" | "ftq"
        | "cubicfeet" | "cubicfoot" | "cufeet" | "cufoot" | "立方英尺" | "立方呎" | "立方尺" => {
            CBM_PER_CFT
        }
        "l" | "ltr" | "ltrs" | "liter" | "liters" | "litre" | "litres" | "升" | "公升" => {
            Decimal::new(1, 3)
        }
        _ => return None,
    })
}

/// The two scales of temperature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    Celsius,
    Fahrenheit,
}

/// The scale that stands behind a temperature, whatever is typed for the degree sign.
pub(super) fn scale_of(unit: &str) -> Option<Scale> {
    let unit = letters(unit)?;
    // A degree sign that lost its place above the line; the masculine ordinal is a letter.
    let unit = ["º", "o", "degrees", "degree", "degs", "deg"]
        .iter()
        .find_map(|sign| unit.strip_prefix(sign))
        .unwrap_or(&unit);
    match unit {
        "" | "c" | "celsius" | "centigrade" | "度" | "摄氏度" | "摄氏" | "度c" => {
            Some(Scale::Celsius)
        }
        "f" | "fahrenheit" | "华氏度" | "华氏" | "度f" => Some(Scale::Fahrenheit),
        _ => None,
    }
}

/// A temperature with what says that it is below zero, or its scale, before the number: 零下18度,
/// MINUS 18 C, 摄氏-18.
pub(super) fn with_its_sign(text: &str) -> String {
    let text = plain(text);
    let lower = text.to_lowercase();
    for (word, stands_for) in [
        ("零下", "-"),
        ("负", "-"),
        ("minus", "-"),
        ("plus", "+"),
        ("零上", "+"),
        ("摄氏", ""),
    ] {
        if let Some(rest) = lower.strip_prefix(word) {
            return format!("{stands_for}{}", rest.trim_start());
        }
    }
    text
}
