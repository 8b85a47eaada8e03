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

/// An amount and, where the text named one, its currency: `RMB 1,025.0`, `1850 USD`, `$90`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyText {
    /// The amount.
    pub amount: Amount,
    /// The currency, where the text named one.
    pub currency: Option<Currency>,
}

impl FromStr for MoneyText {
    type Err = BadMoney;

    fn from_str(text: &str) -> Result<Self, BadMoney> {
        let bad = || BadMoney(text.to_owned());
        let trimmed = text.trim();
        let digit = trimmed
            .char_indices()
            .find(|(_, letter)| letter.is_ascii_digit() || ('０'..='９').contains(letter))
            .map(|(at, _)| at)
            .ok_or_else(bad)?;
        let (before, from_digit) = trimmed.split_at(digit);
        let (before, negative) = before
            .trim_end()
            .strip_suffix(['-', '−', '－'])
            .map_or((before, false), |rest| (rest, true));
        let (number, after) = number_and_unit(from_digit).ok_or_else(bad)?;
        let named = match (before.trim(), after.as_str()) {
            ("", "") => None,
            (word, "") => Some(
                word.trim_end_matches(':')
                    .parse::<Currency>()
                    .map_err(|_| bad())?,
            ),
            ("", word) => Some(word.parse::<Currency>().map_err(|_| bad())?),
            (one, other) => {
                let one: Currency = one.parse().map_err(|_| bad())?;
                let other: Currency = other.parse().map_err(|_| bad())?;
                if one != other {
                    return Err(bad());
                }
                Some(one)
            }
        };
        let number = if negative { -number } else { number };
        Ok(Self {
            amount: Amount::new(number),
            currency: named,
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
    }

    #[test]
    fn money_that_could_be_read_two_ways_is_not_read() {
        for text in ["1.025,00", "USD 5 EUR", "free", "", "12,34"] {
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
