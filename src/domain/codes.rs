//! Codes of the trade, each a type of its own.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A code that does not have its form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{given}” is no {what}: {form}")]
pub struct BadCode {
    what: &'static str,
    given: String,
    form: &'static str,
}

/// Declares a newtype over text.
macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

text_type!(
    /// An operator's name on this desk.
    OperatorName
);
text_type!(
    /// A job number: the operator's prefix, the year, six digits: `KF2026000001`.
    JobNo
);
text_type!(
    /// A booking order's number: `SCAC-YY-NNNNN`, one ledger a carrier and year, without gaps.
    SoNo
);
text_type!(
    /// A sailing's id, made from what identifies it: carrier, vessel, voyage, POL and POD.
    SailingId
);
text_type!(
    /// A draft's id: an unsaved form of one operator.
    DraftId
);
text_type!(
    /// A Harmonised System code as given, digits only.
    HsCode
);
text_type!(
    /// A surcharge or charge code of the company's table (`THC`, `BAF`), upper case.
    ChargeCode
);
text_type!(
    /// A JSON pointer (RFC 6901) into a consignment: `/cargo/0/gross_kg`; empty for the whole.
    Pointer
);

impl Pointer {
    /// The pointer's tokens.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').skip(1)
    }

    /// A pointer with a `*` for each line's number: `/cargo/*/gross_kg`.
    pub fn pattern(text: &str) -> String {
        let parts: Vec<&str> = text
            .split('/')
            .map(|part| match part.parse::<usize>() {
                Ok(_) => "*",
                Err(_) => part,
            })
            .collect();
        parts.join("/")
    }

    /// Whether this pointer is `other` or lies below it.
    pub fn is_within(&self, other: &Pointer) -> bool {
        self.0
            .strip_prefix(other.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// A carrier's four-letter code, as NMFTA gives them out: `COSU`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scac(String);

impl Scac {
    /// The four letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Scac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Scac {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let code = text.trim().to_ascii_uppercase();
        if code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            Ok(Self(code))
        } else {
            Err(BadCode {
                what: "SCAC",
                given: text.to_owned(),
                form: "four letters",
            })
        }
    }
}

/// A UN/LOCODE: two letters for the country, three for the place: `CNSHA`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnLocode(String);

impl UnLocode {
    /// The five characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ISO 3166 country letters.
    pub fn country(&self) -> &str {
        &self.0[..2]
    }
}

impl fmt::Display for UnLocode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for UnLocode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let code = text.trim().to_ascii_uppercase();
        let (letters, rest) = code.split_at_checked(2).unwrap_or((&code, ""));
        if code.len() == 5
            && letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'9').contains(&byte))
        {
            Ok(Self(code))
        } else {
            Err(BadCode {
                what: "UN/LOCODE",
                given: text.to_owned(),
                form: "two letters for the country and three for the place",
            })
        }
    }
}

/// A port or place of the port table: by UN/LOCODE, or by its listed name where UN/LOCODE has none
/// (Jakarta's UTC2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PortCode {
    /// By its UN/LOCODE.
    Locode(UnLocode),
    /// By its listed name, upper case.
    Named(String),
}

impl PortCode {
    /// The code, or the name where there is none: what JSON shows and tables key by.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Locode(code) => code.as_str(),
            Self::Named(name) => name,
        }
    }

    /// The UN/LOCODE, where there is one.
    pub fn locode(&self) -> Option<&UnLocode> {
        match self {
            Self::Locode(code) => Some(code),
            Self::Named(_) => None,
        }
    }
}

impl fmt::Display for PortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A container type by its everyday code: `20GP`, `40HQ`, `40RH`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EquipmentType(String);

impl EquipmentType {
    /// The everyday code, upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The length in feet that the code begins with.
    pub fn feet(&self) -> Option<u8> {
        self.0.get(..2)?.parse().ok()
    }
}

impl fmt::Display for EquipmentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for EquipmentType {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let code = text.trim().to_ascii_uppercase();
        let bytes = code.as_bytes();
        if bytes.len() == 4
            && bytes[..2].iter().all(u8::is_ascii_digit)
            && bytes[2..].iter().all(u8::is_ascii_uppercase)
        {
            Ok(Self(code))
        } else {
            Err(BadCode {
                what: "container type",
                given: text.to_owned(),
                form: "two digits for the feet and two letters, as 40HQ",
            })
        }
    }
}

/// A currency's three ISO 4217 letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Currency(String);

impl Currency {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The currencies in use. Source: ISO 4217. KGS is left to the kilograms that it is written for.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD \
                          BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB \
                          EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK \
                          JMD JOD JPY KES KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD \
                          MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
                          PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC \
                          SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST \
                          XAF XCD XDR XOF XPF YER ZAR ZMW ZWG";

impl FromStr for Currency {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let code = match text.trim().to_ascii_uppercase().as_str() {
            // How the trade writes the renminbi and the dollar.
            "RMB" | "CNH" | "¥" | "￥" | "人民币" | "元" | "块" => "CNY".to_owned(),
            "US$" | "$" | "USD$" | "U$" | "美元" | "美金" | "美刀" => "USD".to_owned(),
            "€" | "EURO" | "EUROS" | "欧元" => "EUR".to_owned(),
            "HK$" | "港币" | "港元" | "港纸" => "HKD".to_owned(),
            "£" | "英镑" => "GBP".to_owned(),
            "JP¥" | "日元" | "日币" => "JPY".to_owned(),
            "S$" | "新币" | "新加坡元" => "SGD".to_owned(),
            "A$" | "AU$" | "澳元" | "澳币" => "AUD".to_owned(),
            "C$" | "CA$" | "加元" | "加币" => "CAD".to_owned(),
            other => other.to_owned(),
        };
        if CURRENCIES.split(' ').any(|known| known == code) {
            Ok(Self(code))
        } else {
            Err(BadCode {
                what: "currency",
                given: text.to_owned(),
                form: "three letters, as USD",
            })
        }
    }
}

/// A rule's id: `heavy-20`. Built-in ids are static; ones read from a record are owned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// A built-in rule's id.
    pub const fn of(id: &'static str) -> Self {
        Self(Cow::Borrowed(id))
    }

    /// An id from outside.
    pub fn new(id: impl Into<String>) -> Self {
        Self(Cow::Owned(id.into()))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locode_is_two_letters_and_three_that_may_be_digits_from_two() {
        assert!("CNSHA".parse::<UnLocode>().is_ok());
        assert!("usnyc".parse::<UnLocode>().is_ok());
        assert!("CN1HA".parse::<UnLocode>().is_err());
        assert!("鹿特丹".parse::<UnLocode>().is_err());
        assert!("CNSH".parse::<UnLocode>().is_err());
    }

    #[test]
    fn a_pointer_is_within_itself_and_its_parents_but_not_its_namesakes() {
        let line = Pointer::new("/cargo/1");
        assert!(Pointer::new("/cargo/1/gross_kg").is_within(&line));
        assert!(line.is_within(&line));
        assert!(!Pointer::new("/cargo/10").is_within(&line));
    }

    #[test]
    fn the_renminbi_has_one_code() {
        assert_eq!("RMB".parse::<Currency>(), "cny".parse::<Currency>());
    }
}
