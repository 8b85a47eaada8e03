//! What the text of an amount says of its line: the currency, and what the amount is for one of.

use serde_json::{Map, Value};

use super::shape::Reading;
use crate::domain::consignment::{ChargeLine, Per, RateLine, SurchargeLine};
use crate::domain::{Amount, Currency, EquipmentType, Given, MoneyText};

/// The amount's text as it was written, and what it says.
fn money_of(object: &Map<String, Value>) -> Option<(&str, MoneyText)> {
    let text = object.get("amount").and_then(Value::as_str)?;
    Some((text, text.parse().ok()?))
}

/// What the text names counts where none is given beside it; whether the two agree.
fn settle<T: PartialEq>(named: Option<T>, beside: &mut Option<Given<T>>) -> bool {
    let Some(named) = named else {
        return true;
    };
    match beside {
        None => {
            *beside = Some(Given::Known(named));
            true
        }
        Some(Given::Known(beside)) => *beside == named,
        Some(Given::AsWritten(_)) => false,
    }
}

/// The currency of an amount; two that differ leave the amount as it was written.
fn settle_currency(
    text: &str,
    named: Option<Currency>,
    amount: &mut Option<Given<Amount>>,
    currency: &mut Option<Given<Currency>>,
) {
    if !settle(named, currency) {
        *amount = Some(Given::AsWritten(super::printable(text)));
    }
}

/// What an amount is for one of.
#[derive(PartialEq)]
enum One {
    /// A container of this type.
    Of(EquipmentType),
    /// Any container.
    Container,
    /// A bill of lading.
    Bill,
    /// Something else: a ton, a document.
    Other,
}

fn one(per: &str, reading: &Reading) -> One {
    if let Some(equipment) = reading.reference.equipment(per) {
        return One::Of(equipment.kind.clone());
    }
    let letters: String = per
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    match letters.as_str() {
        "CTR" | "CNTR" | "CTNR" | "CONTAINER" | "UNIT" | "BOX" | "柜" | "箱" | "集装箱"
        | "个柜" => One::Container,
        "BL" | "BILL" | "BILLOFLADING" | "SHPT" | "SHIPMENT" | "SET" | "票" | "提单" | "单" => {
            One::Bill
        }
        _ => One::Other,
    }
}

/// A rate is for one container, of its line's type: USD1850/40HQ.
pub(super) fn settle_rate(
    line: &mut RateLine,
    object: &Map<String, Value>,
    _: &str,
    reading: &Reading,
) {
    let Some((text, money)) = money_of(object) else {
        return;
    };
    let agrees = match money.per.as_deref().map(|per| one(per, reading)) {
        None | Some(One::Container) => true,
        Some(One::Of(kind)) => settle(Some(kind), &mut line.kind),
        Some(One::Bill | One::Other) => false,
    };
    if agrees {
        settle_currency(text, money.currency, &mut line.amount, &mut line.currency);
    } else {
        line.amount = Some(Given::AsWritten(super::printable(text)));
    }
}

/// What an amount of so much for one of something says of its line's count and type; whether it agrees
/// with what is there.
fn settle_per(
    named: Option<&str>,
    per: &mut Option<Per>,
    kind: Option<&mut Option<Given<EquipmentType>>>,
    reading: &Reading,
) -> bool {
    match named.map(|named| one(named, reading)) {
        None => true,
        Some(One::Of(named)) => {
            *per.get_or_insert(Per::Container) == Per::Container
                && kind.is_none_or(|kind| settle(Some(named), kind))
        }
        Some(One::Container) => *per.get_or_insert(Per::Container) == Per::Container,
        Some(One::Bill) => *per.get_or_insert(Per::Bl) == Per::Bl,
        Some(One::Other) => false,
    }
}

/// A surcharge is for one container or one bill, as its line says.
pub(super) fn settle_surcharge(
    line: &mut SurchargeLine,
    object: &Map<String, Value>,
    _: &str,
    reading: &Reading,
) {
    let Some((text, money)) = money_of(object) else {
        return;
    };
    let per = money.per.as_deref();
    if settle_per(per, &mut line.per, Some(&mut line.kind), reading) {
        settle_currency(text, money.currency, &mut line.amount, &mut line.currency);
    } else {
        line.amount = Some(Given::AsWritten(super::printable(text)));
    }
}

/// A charge is for one container or one bill too.
pub(super) fn settle_charge(
    line: &mut ChargeLine,
    object: &Map<String, Value>,
    _: &str,
    reading: &Reading,
) {
    let Some((text, money)) = money_of(object) else {
        return;
    };
    if settle_per(money.per.as_deref(), &mut line.per, None, reading) {
        settle_currency(text, money.currency, &mut line.amount, &mut line.currency);
    } else {
        line.amount = Some(Given::AsWritten(super::printable(text)));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::KnownValue;
    use crate::reference::Reference;

    /// Amount, type and currency of the one rate of a form.
    fn rate(line: &serde_json::Value) -> (Option<String>, Option<String>, Option<String>) {
        let form = json!({"freight": {"rate": [line]}});
        let form =
            crate::json::read_consignment(&form, Reference::built_in(), chrono_tz::Asia::Shanghai)
                .unwrap();
        let line = &form.freight.rate[0];
        (
            line.amount.known().map(ToString::to_string),
            line.kind.known().map(ToString::to_string),
            line.currency.known().map(ToString::to_string),
        )
    }

    #[test]
    fn an_amount_for_one_container_names_its_type_and_currency() {
        let whole = (
            Some("1850.00".to_owned()),
            Some("40HQ".to_owned()),
            Some("USD".to_owned()),
        );
        assert_eq!(rate(&json!({"amount": "USD1850/40HQ"})), whole);
        assert_eq!(
            rate(&json!({"type": "40HC", "amount": "USD 1,850.- per 40'HQ", "currency": "USD"})),
            whole
        );
        assert_eq!(
            rate(&json!({"type": "40HQ", "amount": "1850美金/柜"})),
            whole
        );
    }

    #[test]
    fn an_amount_for_one_of_something_else_stays_as_written() {
        for amount in ["USD1850/20GP", "USD 1850/BL", "USD 90/RT", "CNY 1850/40HQ"] {
            let line = json!({"type": "40HQ", "amount": amount, "currency": "USD"});
            assert_eq!(rate(&line).0, None, "{amount}");
        }
    }
}
