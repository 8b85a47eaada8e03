//! Money: a decimal amount and its currency, read from what people write.

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::codes::Currency;
use super::measure::{number_and_unit, tidy};

/// An amount, with at least two decimals when written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Amount(Decimal);

impl Amount {
    /// The amount, so that 1025 and 1025.00 are one value.
    pub fn new(number: Decimal) -> Self {
        Self(tidy(number))
    }

    /// The number.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut number = self.0;
        if number.scale() < 2 {
            number.rescale(2);
        }
        f.pad(&number.to_string())
    }
}

/// Money that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no amount of money: give a number, with or without a currency, as USD 1,250.00")]
pub struct BadMoney(String);

/// An amount and, where the text named them, its currency and what it is for one of: `RMB 1,025.0`,
/// `1850 USD`, `$90`, `USD1850/40HQ`, `USD 50 per B/L`, `USD 1,850.-`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyText {
    /// The amount.
    pub amount: Amount,
    /// The currency, where the text named one.
    pub currency: Option<Currency>,
    /// What it is for one of, as written: `40HQ`, `B/L`, `柜`.
    pub per: Option<String>,
}

/// What stands between an amount and what it is for one of.
const PER: &[&str] = &["/", " PER ", "每", "@"];

/// What stands for no cents behind a whole amount: `1,850.-`, `450,--`, `1850/-`, `1025元整`.
const NO_CENTS: &[&str] = &[".--", ".-", ",--", ",-", "/-", "=", "-", "整", "正"];

/// A text cut into the money and what it is for one of.
fn without_per(text: &str) -> (&str, Option<String>) {
    // Where the amount begins: what stands before is no “per” (USD/40HQ 1850 is not read).
    let digits = text.find(|letter: char| letter.is_ascii_digit());
    let upper = text.to_ascii_uppercase();
    let cut = digits.and_then(|from| {
        PER.iter()
            .filter_map(|per| upper[from..].find(per).map(|at| (from + at, per.len())))
            .min()
    });
    match cut {
        Some((at, length)) => {
            let unit = text[at + length..].trim();
            // A second amount is no unit; 40HQ is one.
            let begins = ["20", "40", "45"].iter().any(|feet| unit.starts_with(feet))
                || !unit.starts_with(|letter: char| letter.is_ascii_digit());
            let says = begins && unit.chars().any(char::is_alphabetic);
            // 1,850/- is a whole amount, not one for each of nothing.
            if says {
                (&text[..at], Some(unit.to_owned()))
            } else {
                (text, None)
            }
        }
        None => (text, None),
    }
}

/// A currency as it stands beside an amount, written once or twice over: `USD`, `RMB￥`, `HKD$`.
fn currency_of(text: &str) -> Option<Currency> {
    let text = text.trim_matches([' ', ':', '.']);
    text.parse().ok().or_else(|| {
        let sign = text
            .char_indices()
            .find(|(_, letter)| !letter.is_ascii_alphabetic())?
            .0;
        let (code, sign) = text.split_at(sign);
        let code: Currency = code.trim().parse().ok()?;
        let sign = sign.trim();
        let agrees = sign.parse::<Currency>().is_ok_and(|sign| sign == code)
            // Every dollar has the dollar's sign, and the yen the renminbi's.
            || (sign == "$" && code.as_str().ends_with('D'))
            || (matches!(sign, "¥" | "￥") && code.as_str() == "JPY");
        agrees.then_some(code)
    })
}

impl FromStr for MoneyText {
    type Err = BadMoney;

    fn from_str(text: &str) -> Result<Self, BadMoney> {
        let bad = || BadMoney(text.to_owned());
        let plain = super::units::plain(text);
        let (money, per) = without_per(&plain);
        let trimmed = money.trim();
        let trimmed = NO_CENTS
            .iter()
            .find_map(|sign| trimmed.strip_suffix(sign))
            .unwrap_or(trimmed)
            .trim_end();
        let digit = trimmed
            .find(|letter: char| letter.is_ascii_digit())
            .ok_or_else(bad)?;
        let (before, from_digit) = trimmed.split_at(digit);
        let (before, negative) = before
            .trim_end()
            .strip_suffix(['-', '−', '－'])
            .map_or((before, false), |rest| (rest, true));
        let (number, after) = number_and_unit(from_digit).ok_or_else(bad)?;
        let named = match (before.trim(), after.trim()) {
            ("", "") => None,
            (word, "") | ("", word) => Some(currency_of(word).ok_or_else(bad)?),
            (one, other) => {
                let one = currency_of(one).ok_or_else(bad)?;
                if currency_of(other) != Some(one.clone()) {
                    return Err(bad());
                }
                Some(one)
            }
        };
        let number = if negative { -number } else { number };
        Ok(Self {
            amount: Amount::new(number),
            currency: named,
            per,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        text.parse::<MoneyText>().ok().map(|money| {
            (
                money.amount.to_string(),
                money.currency.map(|c| c.to_string()),
            )
        })
    }

    #[test]
    fn money_is_read_however_it_is_written() {
        let cny = || Some("CNY".to_owned());
        assert_eq!(read("1025"), Some(("1025.00".into(), None)));
        assert_eq!(read("RMB 1,025.0"), Some(("1025.00".into(), cny())));
        assert_eq!(read("1025.00元"), Some(("1025.00".into(), cny())));
        assert_eq!(read("￥1,025"), Some(("1025.00".into(), cny())));
        assert_eq!(
            read("USD1850"),
            Some(("1850.00".into(), Some("USD".into())))
        );
        assert_eq!(read("-50 usd"), Some(("-50.00".into(), Some("USD".into()))));
        assert_eq!(read("0.125"), Some(("0.125".into(), None)));
        for text in [
            "USD 1,850.-",
            "USD1850/40HQ",
            "1850 USD per 40'HQ",
            "USD 1850.-/40HQ",
            "USD 1850=",
            "USD1,850/CNTR",
            "USD: 1850",
            "ＵＳＤ１８５０",
            "US$1,850 / 40HQ",
            "1850美金/柜",
            "1,850.00 USD",
            "USD$1850",
        ] {
            let usd = Some("USD".to_owned());
            assert_eq!(read(text), Some(("1850.00".into(), usd)), "{text}");
        }
        for text in [
            "人民币1025元整",
            "RMB￥1025",
            "￥1,025.00",
            "RMB1025/票",
            "¥1025元",
            "1025 RMB/-",
        ] {
            assert_eq!(read(text), Some(("1025.00".into(), cny())), "{text}");
        }
        let per = |text: &str| text.parse::<MoneyText>().ok()?.per;
        assert_eq!(per("USD1850/40HQ"), Some("40HQ".into()));
        assert_eq!(per("USD 50 per B/L"), Some("B/L".into()));
        assert_eq!(per("USD 1,850/-"), None);
    }

    #[test]
    fn money_that_could_be_read_two_ways_is_not_read() {
        for text in [
            "1.025,00",
            "USD 5 EUR",
            "free",
            "",
            "12,34",
            "USD 5 / 6 EUR",
            "1,850-1,900",
            "USD 5 %",
            "EUR¥5",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn equal_amounts_written_differently_are_equal() {
        assert_eq!(
            "1,025.0".parse::<MoneyText>(),
            "1025.00".parse::<MoneyText>()
        );
    }
}
