//! A flash point in the name of goods: at 60 °C and below a liquid is of class 3 (IMDG Code, 2.3.1).

use rust_decimal::Decimal;

/// The highest flash point of class 3, in °C.
const HIGHEST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

/// What stands before a flash point.
const NAMES: &[&str] = &["FLASHPOINT", "FLASH POINT", "FLASH-POINT", "F.P.", "闪点"];

/// How far behind its name the figure may stand, in letters: FLASH POINT (CLOSED CUP): 45 °C.
const REACH: usize = 20;

/// Whether a text gives a flash point that makes a liquid dangerous. One that is only said to be above
/// so many degrees is at least that.
pub(super) fn is_low(text: &str) -> bool {
    let text = text.to_uppercase();
    NAMES
        .iter()
        .flat_map(|name| text.match_indices(name))
        .filter_map(|(place, name)| degrees(&text[place + name.len()..]))
        .any(|(celsius, is_above)| celsius < HIGHEST || (celsius == HIGHEST && !is_above))
}

/// The first figure of a text in °C, and whether what is meant lies above it.
fn degrees(text: &str) -> Option<(Decimal, bool)> {
    let begins = text.char_indices().take(REACH);
    let (start, _) = begins
        .take_while(|(_, letter)| !matches!(letter, ';' | '；' | '，'))
        .find(|(_, letter)| letter.is_ascii_digit())?;
    let lead = text[..start].trim_end();
    let figure = &text[start..];
    let end = figure
        .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .unwrap_or(figure.len());
    // A longer figure is a number of something else.
    let figures = Some(figure[..end].trim_end_matches('.')).filter(|text| text.len() <= 6)?;
    let degrees: Decimal = figures.parse().ok()?;
    let degrees = if lead.ends_with('-') || lead.ends_with('−') || lead.ends_with("MINUS") {
        -degrees
    } else {
        degrees
    };
    let unit = figure[end..].trim_start_matches([' ', '°', 'º']);
    let unit = unit
        .strip_prefix("DEG")
        .unwrap_or(unit)
        .trim_start_matches([' ', '.']);
    let is_fahrenheit = unit
        .strip_prefix('F')
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        || unit.starts_with('℉');
    let celsius = if is_fahrenheit {
        (degrees - Decimal::from(32)) * Decimal::new(5, 0) / Decimal::new(9, 0)
    } else {
        degrees
    };
    let is_above = [
        ">",
        "＞",
        "ABOVE",
        "OVER",
        "MORE THAN",
        "大于",
        "高于",
        "超过",
    ]
    .iter()
    .any(|word| lead.ends_with(word));
    Some((celsius, is_above))
}

#[cfg(test)]
mod tests {
    use super::is_low;

    #[test]
    fn sixty_degrees_are_the_limit() {
        for low in [
            "BASE OIL FLASH POINT 60 C",
            "CLEANING OIL, FLASHPOINT: 45.5°C",
            "OIL (FLASH POINT (CLOSED CUP) 58 DEG C)",
            "RESIN OIL F.P. -4℃",
            "OIL FLASH POINT 130F",
            "OIL FLASH POINT > 55 C",
            "基础油 闪点60℃",
            "白油 闪点：55度",
        ] {
            assert!(is_low(low), "{low}");
        }
        for high in [
            "BASE OIL FLASH POINT 61 C",
            "BASE OIL FLASH POINT >60C",
            "OIL FLASH POINT 210°C, 180 KG DRUMS",
            "OIL FLASH POINT 150F",
            "基础油 闪点高于60℃",
            "FLASH LIGHTS, POINT 45",
            "OIL FLASH POINT 79228162514264337593543950335F",
            "OIL, FLASH POINT ON REQUEST; 45 DRUMS",
        ] {
            assert!(!is_low(high), "{high}");
        }
    }
}
