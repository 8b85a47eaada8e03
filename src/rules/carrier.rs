//! The carrier and who designates it: 3.2b.

use serde_json::json;

use super::report::{name_of, set};
use super::wording::said;
use super::{Checked, Report, Rule};
use crate::domain::{AnswerBy, KnownValue, Severity, Text};
use crate::reference::{Carrier, PartyLines};

/// Whether the customer designates the carrier is said, and a designated one is named.
pub static CARRIER_DESIGNATION: Rule = Rule {
    id: "carrier-designation",
    clauses: &["3.2b"],
    severity: Severity::Block,
    answers: &[AnswerBy::Fix],
    item: true,
    check: carrier_designation,
    ..Rule::PLAIN
};

fn carrier_designation(checked: &Checked<'_>, report: &mut Report) {
    let consignment = checked.consignment;
    let reference = checked.reference();
    let unknown = consignment
        .carrier
        .unread()
        .and_then(said)
        .filter(|text| reference.carrier(text).is_none());
    let named = consignment.carrier.known().is_some()
        || consignment
            .carrier
            .unread()
            .is_some_and(|text| reference.carrier(text).is_some());
    let draft = CARRIER_DESIGNATION
        .finding()
        .fields(["/carrier_designated", "/carrier"]);
    let draft = match (consignment.carrier_designated, unknown) {
        (designated, Some(text)) => {
            let draft = draft
                .says("unknown")
                .asks("ask-unknown")
                .arg("carrier", text);
            // Without a word on the designation the name alone settles nothing.
            let near = designated
                .map(|_| offered(checked, text))
                .unwrap_or_default();
            near.into_iter().fold(draft, |draft, carrier| {
                let label = Text::of("fix.place")
                    .with("code", &carrier.scac)
                    .with_arg("name", name_of(&carrier.name, &carrier.name_zh));
                draft.fix(label, vec![set("/carrier", &json!(carrier.scac.as_str()))])
            })
        }
        (None, None) => draft.asks("ask"),
        (Some(true), None) if !named => draft.says("unnamed").asks("ask-unnamed"),
        _ => return,
    };
    report.add(draft);
}

/// How many carriers are offered for a name that the table does not have.
const OFFERED: usize = 3;

/// The carriers that an unknown name was likely meant to be: those that the chosen sailing is of, and
/// whose lines hold what the usual ones do.
fn offered<'a>(checked: &Checked<'a>, text: &str) -> Vec<&'a Carrier> {
    let fits = |carrier: &&Carrier| {
        let lines = carrier.party_lines;
        checked
            .sailing
            .is_none_or(|sailing| sailing.carrier == carrier.scac)
            && lines.lines >= PartyLines::DEFAULT.lines
            && lines.width >= PartyLines::DEFAULT.width
    };
    let near = checked.reference().carriers.nearest(text, OFFERED);
    near.into_iter().filter(fits).collect()
}
