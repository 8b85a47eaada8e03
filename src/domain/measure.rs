//! Weights, volumes and temperatures: decimals with a unit, read from what people write.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::units::{self, Scale};

/// A measure that cannot be read: no number, an unknown unit, or a number out of range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no {what}: give a number, with or without {units}")]
pub struct BadMeasure {
    what: &'static str,
    given: String,
    units: &'static str,
}

/// Splits “48,500 lb” into the number and the unit behind it. Full-width letters count as plain ones.
/// A comma is a thousands separator only where three digits follow it; anything else is refused
/// rather than guessed.
pub(crate) fn number_and_unit(text: &str) -> Option<(Decimal, String)> {
    let plain = units::plain(text);
    let end = plain
        .char_indices()
        .find(|&(at, letter)| {
            !(letter.is_ascii_digit()
                || matches!(letter, '.' | ',')
                || (letter == '\'' && is_group(&plain[at + 1..]))
                || (at == 0 && matches!(letter, '-' | '+'))
                || (letter == ' '
                    && plain[at..]
                        .trim_start()
                        .starts_with(|c: char| c.is_ascii_digit())))
        })
        .map_or(plain.len(), |(at, _)| at);
    let (digits, unit) = plain.split_at(end);
    let digits = digits.trim().trim_start_matches('+');
    let number = grouped(digits)?;
    Some((number, unit.trim().to_lowercase()))
}

/// Whether a group of three digits begins here, and no more than three.
fn is_group(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// A decimal with thousands separated by commas or blanks, in groups of three.
fn grouped(digits: &str) -> Option<Decimal> {
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((digits, None), |(w, f)| (w, Some(f)));
    if fraction.is_some_and(|f| f.is_empty() || !f.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (sign, whole) = whole
        .strip_prefix('-')
        .map_or(("", whole), |rest| ("-", rest.trim_start()));
    // 1'850 is how the Swiss group.
    let mut groups = whole.split([',', ' ', '\'']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let all_digits =
        |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(first)
        || !rest
            .iter()
            .all(|group| all_digits(group) && group.len() == 3)
    {
        return None;
    }
    if !rest.is_empty() && first.len() > 3 {
        return None;
    }
    let joined = format!(
        "{sign}{first}{}{}",
        rest.concat(),
        fraction.map_or(String::new(), |f| format!(".{f}"))
    );
    Decimal::from_str(&joined).ok()
}

/// A whole number of 0 or more, with or without separators.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    bare_number(text)
        .filter(|number| number.fract().is_zero())?
        .try_into()
        .ok()
}

/// A number without a unit, with or without separators.
pub(crate) fn bare_number(text: &str) -> Option<Decimal> {
    number_and_unit(text)
        .filter(|(_, unit)| unit.is_empty())
        .map(|(number, _)| number)
}

/// The decimal without trailing zeros and without a negative zero.
pub(crate) fn tidy(number: Decimal) -> Decimal {
    let tidied = number.normalize();
    if tidied.is_zero() {
        Decimal::ZERO
    } else {
        tidied
    }
}

/// A weight in kilograms.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct Kilograms(pub Decimal);

impl FromStr for Kilograms {
    type Err = BadMeasure;

    /// A bare number is kilograms; `kg`, `t`, `MT`, `lb` and their Chinese names are converted.
    fn from_str(text: &str) -> Result<Self, BadMeasure> {
        let bad = || BadMeasure {
            what: "weight",
            given: text.to_owned(),
            units: "kg, t or lb",
        };
        let (number, unit) =
            number_and_unit(&units::without_label(text, units::WEIGHT)).ok_or_else(bad)?;
        let factor = units::kilograms_in(&unit).ok_or_else(bad)?;
        if number.is_sign_negative() && !number.is_zero() {
            return Err(bad());
        }
        number
            .checked_mul(factor)
            .map(|kg| Self(tidy(kg)))
            .ok_or_else(bad)
    }
}

impl fmt::Display for Kilograms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

/// A volume in cubic metres.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct CubicMetres(pub Decimal);

impl FromStr for CubicMetres {
    type Err = BadMeasure;

    /// A bare number is cubic metres; `cbm`, `m3`, `cft` and their Chinese names are converted.
    fn from_str(text: &str) -> Result<Self, BadMeasure> {
        let bad = || BadMeasure {
            what: "volume",
            given: text.to_owned(),
            units: "cbm or cft",
        };
        let (number, unit) =
            number_and_unit(&units::without_label(text, units::VOLUME)).ok_or_else(bad)?;
        let factor = units::cubic_metres_in(&unit).ok_or_else(bad)?;
        if number.is_sign_negative() && !number.is_zero() {
            return Err(bad());
        }
        number
            .checked_mul(factor)
            .map(|cbm| Self(tidy(cbm)))
            .ok_or_else(bad)
    }
}

impl fmt::Display for CubicMetres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

/// A temperature in degrees Celsius.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Celsius(pub Decimal);

impl FromStr for Celsius {
    type Err = BadMeasure;

    /// A bare number is Celsius; `C`, `°C`, `℃`, `F`, `°F`, `℉` are converted.
    fn from_str(text: &str) -> Result<Self, BadMeasure> {
        let bad = || BadMeasure {
            what: "temperature",
            given: text.to_owned(),
            units: "C or F",
        };
        let (number, unit) = number_and_unit(&units::with_its_sign(&units::without_label(
            text,
            units::TEMPERATURE,
        )))
        .ok_or_else(bad)?;
        match units::scale_of(&unit).ok_or_else(bad)? {
            Scale::Celsius => Ok(Self(tidy(number))),
            Scale::Fahrenheit => number
                .checked_sub(Decimal::new(32, 0))
                .and_then(|above| above.checked_mul(Decimal::new(5, 0)))
                .and_then(|fifths| fifths.checked_div(Decimal::new(9, 0)))
                .map(|celsius| Self(tidy(celsius.round_dp(1))))
                .ok_or_else(bad),
        }
    }
}

impl fmt::Display for Celsius {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kg(text: &str) -> Option<String> {
        text.parse::<Kilograms>()
            .ok()
            .map(|weight| weight.to_string())
    }

    #[test]
    fn weights_are_read_in_every_unit_of_the_trade() {
        assert_eq!(kg("12400"), Some("12400".into()));
        assert_eq!(kg("12,400.50 KGS"), Some("12400.5".into()));
        assert_eq!(kg("12.4t"), Some("12400".into()));
        assert_eq!(kg("１２.4 吨"), Some("12400".into()));
        assert_eq!(kg("48,500 lb"), Some("21999.229945".into()));
        assert_eq!(kg("0"), Some("0".into()));
    }

    #[test]
    fn units_are_read_however_they_are_typed() {
        for text in [
            "12.4 M/T",
            "12.4 metric tons",
            "１２４００ＫＧ",
            "12400 KG(S)",
            "12400㎏",
            "12.4 m.t.",
            "12400 kgs gross",
            "12400 KGM",
            "12'400 kg",
            "G.W.: 12400",
            "G.W 12,400 KGS",
            "Gross weight 12400 kg",
            "毛重：12.4吨",
            "GW=12400",
            "12.4公噸",
            "12,400 KGS G.W.",
        ] {
            assert_eq!(kg(text), Some("12400".into()), "{text}");
        }
        for text in [
            "66.2 ㎥",
            "66.2 M^3",
            "66.2 cu. m.",
            "66.2 立米",
            "66.2CBM.",
            "６６．２ＣＢＭ",
            "66.2 cubic meter",
            "66.2 m³",
            "66200 L",
            "66.2 MTQ",
        ] {
            let volume = text.parse::<CubicMetres>().map(|volume| volume.to_string());
            assert_eq!(volume, Ok("66.2".into()), "{text}");
        }
        for text in [
            "2338 CBF",
            "２３３８ＣＦＴ",
            "2338 cu. ft.",
            "2338 ft^3",
            "2,338 cubic foot",
        ] {
            let volume = text.parse::<CubicMetres>().map(|volume| volume.to_string());
            assert_eq!(volume, Ok("66.204787332096".into()), "{text}");
        }
        assert_eq!(kg("2 short tons"), Some("1814.36948".into()));
        assert_eq!(kg("2 long tons"), Some("2032.0938176".into()));
        for text in [
            "12 stone",
            "12 tins",
            "12 kg x 5",
            "12 cbm",
            "3x21 t",
            "12-14 t",
        ] {
            assert_eq!(kg(text), None, "{text}");
        }
    }

    #[test]
    fn a_weight_that_could_be_read_two_ways_is_not_read() {
        for text in [
            "N.W. 12,400 KGS",
            "净重 12.4吨",
            "12'4",
            "gwalior 12",
            "12,4",
            "1,2345",
            "12.400,5",
            "-5",
            "twelve",
            "",
            "12 stone",
            "12.",
        ] {
            assert_eq!(kg(text), None, "{text}");
        }
    }

    #[test]
    fn a_cubic_foot_is_exact() {
        let volume: CubicMetres = "1000 cft".parse().unwrap();
        assert_eq!(volume.to_string(), "28.316846592");
        assert_eq!(
            "58.20 CBM".parse::<CubicMetres>().unwrap().to_string(),
            "58.2"
        );
    }

    #[test]
    fn fahrenheit_becomes_celsius_and_zero_stays_a_value() {
        assert_eq!("0°F".parse::<Celsius>().unwrap().to_string(), "-17.8");
        assert_eq!("-18".parse::<Celsius>().unwrap().to_string(), "-18");
        assert_eq!("-0.0 ℃".parse::<Celsius>().unwrap().to_string(), "0");
        for text in [
            "-18 C.",
            "–18 C",
            "-18ºC",
            "-18˚C",
            "-18'C",
            "-18 oC",
            "- 18 C",
            "minus 18 C",
            "零下18度",
            "-18 degrees Celsius",
            "－１８℃",
            "摄氏-18度",
            "-18 deg. C",
            "Temp: -18C",
            "Temp.: minus 18 C",
            "SET TEMP -18",
            "温度：-18℃",
            "设定温度 零下18度",
            "-0.4 F",
        ] {
            let celsius = text.parse::<Celsius>().map(|celsius| celsius.to_string());
            assert_eq!(celsius, Ok("-18".into()), "{text}");
        }
        for text in [
            "2-8度",
            "0~4 C",
            "常温",
            "-18 or -20",
            "ambient",
            "零下",
            "-18 K",
        ] {
            assert!(text.parse::<Celsius>().is_err(), "{text}");
        }
    }
}
