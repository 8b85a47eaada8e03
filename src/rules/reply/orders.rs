//! The orders that a reply speaks of: what is said of another's says nothing of this job.

use super::edges::is_edge;
use super::lexer::digits;
use super::parts::Part;
use crate::domain::Consignment;

/// What stands before the number of an order.
const ORDERS: &[&str] = &[
    "p.o. no.",
    "p.o. no",
    "p.o. ",
    "p/o ",
    "po no.",
    "po no",
    "po#",
    "po ",
    "order no.",
    "order no",
    "order ",
    "订单号",
    "订单",
    "委托号",
];

/// The order that a part names, where it is not the one that the customer gave for this job. A part of
/// nothing but an order says nothing.
pub(super) fn of_another(parts: &[Part], consignment: &Consignment) -> Option<String> {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .flat_map(char::to_lowercase)
            .collect()
    };
    let own = plain(consignment.customer_ref.as_deref()?);
    parts.iter().find_map(|part| {
        let lower = part.text.to_ascii_lowercase();
        let (start, end) = ORDERS.iter().find_map(|name| {
            let start = lower.find(name)?;
            is_edge(&lower, start).then_some((start, start + name.len()))
        })?;
        let rest = part.text[end..].trim_start_matches([' ', '.', ':', '#']);
        let number: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'))
            .collect();
        let own = own.contains(&plain(&number)) || plain(&number).contains(&own);
        let says_more = part.text.trim().len() > number.len() + (end - start) + 2;
        (digits(&number) > 2 && !own && says_more)
            .then(|| format!("{}{number}", &part.text[start..end]))
    })
}
