//! Replies as they are pasted, each with what it says: `pasted.txt`, read as a document.
//! A heading names the consignment and its rule; a line is the reply, what it comes to, who gave it,
//! and when (the twentieth of November where only the hour stands). `taken.txt` has what the desk
//! shows of each, written as `sentences.txt` is.

use std::fmt::Write as _;

use serde_json::Value;
use shipdesk::domain::{Finding, PatchStep};
use shipdesk::i18n::{self, Lang};
use shipdesk::reference::Reference;
use shipdesk::rules::{Reply, Verdict, read_reply};

use super::cases::to;
use super::desk::{Desk, a_sound_consignment, at};

/// The consignments that differ from the sound one in values alone.
const VALUES: &[(&str, &[(&str, &str)])] = &[
    ("without its terms", &[("/freight/terms", "null")]),
    (
        "payable elsewhere",
        &[("/freight/terms", "\"third-place\"")],
    ),
    ("without its payer", &[("/settlement", "{}")]),
    ("in wood", &[("/cargo/0/packing_material", "\"wood\"")]),
    ("without its weight", &[("/cargo/0/gross_kg", "null")]),
    (
        "one of two lines without its weight",
        &[(
            "/cargo/1",
            r#"{"name_en": "COTTON HATS", "name_zh": "棉帽", "volume_cbm": "1"}"#,
        )],
    ),
    ("without its volume", &[("/cargo/0/volume_cbm", "null")]),
    ("without its loading", &[("/loading", "{}")]),
    (
        "without its declaration",
        &[("/customs/declaration", "null")],
    ),
    (
        "without its customs",
        &[
            ("/customs/declaration", "null"),
            ("/customs/inspection", "null"),
        ],
    ),
    ("without its stuffing", &[("/stuffing_mode", "null")]),
    (
        "without its carrier",
        &[("/carrier_designated", "null"), ("/carrier", "null")],
    ),
    ("of unknown source", &[("/source", "null")]),
    ("to nowhere known", &[("/delivery", "\"ROTTERDORF\"")]),
    (
        "asked for the 25th",
        &[("/requested_etd", "\"2026-11-25\"")],
    ),
    ("a tight fit", &[("/cargo/0/volume_cbm", "\"74\"")]),
    ("at another rate", &[("/freight/rate/0/amount", "\"1800\"")]),
    (
        "with a certificate and a clause",
        &[
            ("/documents/vessel_certificate", "true"),
            ("/documents/bl_clauses", "[\"FREIGHT PREPAID\"]"),
        ],
    ),
    (
        "with a vessel certificate",
        &[("/documents/vessel_certificate", "true")],
    ),
    ("without containers", &[("/equipment", "[]")]),
    (
        "without a date",
        &[("/sailing", "null"), ("/requested_etd", "null")],
    ),
    (
        "without its trailer",
        &[("/loading", r#"{"mode": "trailer"}"#)],
    ),
    (
        "without its contact",
        &[("/loading/contact", "null"), ("/loading/phone", "null")],
    ),
    (
        "without its names",
        &[("/cargo/0/name_en", "null"), ("/cargo/0/name_zh", "null")],
    ),
    (
        "declared by the customer",
        &[(
            "/customs",
            r#"{"declaration": "customer", "inspection": "none"}"#,
        )],
    ),
    ("without its port", &[("/pol", "null")]),
    (
        "without a destination",
        &[("/pod", "null"), ("/delivery", "null")],
    ),
    (
        "without anybody to call",
        &[
            ("/principal/contact", "null"),
            ("/principal/phone", "null"),
            ("/principal/fax", "null"),
        ],
    ),
    (
        "with a handbook",
        &[("/remarks", "\"带手册\""), ("/customs/handbook", "null")],
    ),
    (
        "with a transit",
        &[("/remarks", "\"需转关\""), ("/customs/transit", "null")],
    ),
    ("too heavy", &[("/cargo/0/gross_kg", "\"92400\"")]),
    ("of odd figures", &[("/cargo/0/gross_kg", "\"900\"")]),
    (
        "loaded by the shipper",
        &[("/loading", r#"{"mode": "self"}"#)],
    ),
    ("without its sheet", &[("/intake/handover_sheet", "null")]),
    (
        "in the customer's own box",
        &[
            ("/equipment/0/shipper_owned", "true"),
            ("/equipment/0/tare_kg", "null"),
        ],
    ),
    (
        "at an all-in price",
        &[("/freight/all_in", r#"{"includes": []}"#)],
    ),
    (
        "nominated",
        &[("/source", "\"nominated\""), ("/overseas_agent", "null")],
    ),
    ("unsigned", &[("/intake/signed", "null")]),
    (
        "transhipped",
        &[("/transhipment", "true"), ("/via", "null")],
    ),
    (
        "paid by a third",
        &[("/settlement", r#"{"payer": "third-party"}"#)],
    ),
    ("without its Chinese name", &[("/cargo/0/name_zh", "null")]),
    ("without its English name", &[("/cargo/0/name_en", "null")]),
    (
        "brought to a warehouse",
        &[("/loading", r#"{"mode": "warehouse"}"#)],
    ),
    ("not quoted", &[("/quoted", "null")]),
    (
        "of dull goods",
        &[("/cargo/0/name_en", "\"GENERAL CARGO\"")],
    ),
    ("without its date", &[("/loading/at", "null")]),
    (
        "to order",
        &[("/consignee", r#"{"name": "TO ORDER"}"#), ("/notify", "{}")],
    ),
    (
        "under a credit that ends before",
        &[
            ("/documents/letter_of_credit", "true"),
            ("/documents/lc_requires", "[]"),
            ("/documents/latest_shipment", "\"2026-11-29\""),
        ],
    ),
    (
        "to a name with an accent",
        &[("/consignee/name", "\"CAFÉ DU PORT B.V.\"")],
    ),
    (
        "of another principal",
        &[(
            "/intake/form_principal",
            "\"NINGBO HAITONG TRADING CO LTD\"",
        )],
    ),
];

/// The consignments of the headings.
pub fn consignment(name: &str) -> Desk {
    let mut desk = a_sound_consignment();
    let d = &mut desk;
    d.now("2026-11-20T14:00:00+08:00");
    match name {
        "to Manila" => to(d, "PHMNL"),
        "to Port Klang" => to(d, "MYPKG"),
        "to Ho Chi Minh City" => to(d, "VNSGN"),
        "to Jakarta" => to(d, "IDJKT"),
        "to New York" => to(d, "USNYC"),
        "a like job" => d.duplicates = vec![shipdesk::domain::JobNo::new("KF2026000007")],
        "granite" => {
            d.goods("GRANITE SLABS", "花岗岩板材", "18000", "20")
                .boxes(&[("20GP", 1)]);
        }
        "biscuits" => {
            d.goods("BISCUITS", "饼干", "12000", "60");
        }
        "paint" => {
            d.goods("SOLVENT PAINT", "油漆", "12000", "30");
        }
        "paint, declared" => {
            d.goods("SOLVENT PAINT", "油漆", "12000", "30")
                .set("/cargo/0/dangerous", serde_json::json!({}));
        }
        "frozen" => {
            d.goods("FROZEN COD FILLETS", "冷冻鳕鱼片", "20000", "55")
                .boxes(&[("40RH", 1)])
                .set("/equipment/0/ventilation", "closed");
        }
        "frozen in a dry box" => {
            d.goods("FROZEN FISH FILLETS", "冷冻鱼片", "15000", "66")
                .set("/handling/food_container_check", true)
                .set("/customs/inspection", "us");
        }
        "a reefer" => {
            d.boxes(&[("40RH", 1)]);
        }
        "fresh, at 4 degrees" => {
            d.boxes(&[("40RH", 1)])
                .set("/equipment/0/temperature_c", "4");
        }
        "a reefer on a trailer" => {
            d.boxes(&[("40RH", 1)])
                .set("/equipment/0/temperature_c", "4")
                .set("/equipment/0/ventilation", "closed");
        }
        other => {
            let (_, fields) = VALUES
                .iter()
                .find(|(name, _)| *name == other)
                .unwrap_or_else(|| panic!("no consignment “{other}”"));
            for (field, value) in *fields {
                d.set(field, serde_json::from_str::<Value>(value).unwrap());
            }
        }
    }
    desk
}

/// What a reply says, as the table writes it.
pub fn said(reply: &Reply) -> String {
    if let Some(change) = &reply.change {
        let values = change.iter().map(|step| match step {
            PatchStep::Set(_, value) => match serde_json::from_str(value).unwrap() {
                Value::String(text) => text,
                other => other.to_string(),
            },
            other => panic!("{other:?}"),
        });
        return values.collect::<Vec<_>>().join(" + ");
    }
    if let Some(until) = reply.until.filter(|_| reply.refusal().is_none()) {
        return format!("YES until {}", until.format("%Y-%m-%d %H:%M"));
    }
    match (&reply.confirms, &reply.verdict) {
        _ if reply.against.is_some() => "AGAINST",
        (Some(Verdict::Settled(true)), _) => "YES",
        (Some(Verdict::Settled(false)), _) => "NO",
        (Some(Verdict::Open | Verdict::Several(_)), _) => "OPEN",
        (Some(Verdict::Unread(_)), _) | (_, Verdict::Unread(_)) => "UNREAD",
        (_, Verdict::Open) => "OPEN",
        (_, Verdict::Several(_)) => "SEVERAL",
        (_, Verdict::Denied(_)) => "DENIED",
        _ => "NOTHING",
    }
    .to_owned()
}

/// Where the pasted replies are.
const PASTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/pasted.txt");

/// The replies of a table in their order, each with its heading's consignment and findings.
fn each_reply(
    path: &str,
    consignment: fn(&str) -> Desk,
    mut read: impl FnMut(&str, &str, &Reply, &[&str]),
) {
    let table = std::fs::read_to_string(path).unwrap();
    let mut asked: Option<(Desk, Finding)> = None;
    let mut heading = "";
    for line in table.lines().map(str::trim_end) {
        if let Some(named) = line.strip_prefix("# ") {
            let Some((name, rule)) = named.rsplit_once(": ") else {
                continue;
            };
            let desk = consignment(name);
            let finding = desk
                .findings()
                .into_iter()
                .find(|finding| finding.rule.as_str() == rule)
                .unwrap_or_else(|| panic!("no {rule} in {:?}", desk.open()));
            (asked, heading) = (Some((desk, finding)), named);
        } else if let Some((text, wanted)) = line.split_once(" => ") {
            let (desk, finding) = asked.as_ref().unwrap();
            let pasted = text.replace("\\n", "\n");
            let form = desk.consignment();
            let reply = read_reply(&pasted, finding, &form, Reference::built_in(), desk.now);
            read(
                heading,
                text,
                &reply,
                &wanted.split(" · ").collect::<Vec<_>>(),
            );
        }
    }
}

#[test]
fn two_hundred_replies_are_read_for_what_they_say() {
    let count = are_read(PASTED, consignment);
    assert!(count >= 200, "{count}");
}

/// Reads the replies of a table, each to the finding of its heading; how many they are.
pub fn are_read(path: &str, consignment: fn(&str) -> Desk) -> usize {
    let mut wrong = Vec::new();
    let mut count = 0;
    each_reply(path, consignment, |heading, text, reply, told| {
        count += 1;
        let mut check = |what: &str, is: String, wanted: &str| {
            if is != wanted {
                wrong.push(format!(
                    "{heading}: {text}\n    {what}: {is} and not {wanted}"
                ));
            }
        };
        check("value", said(reply), told[0]);
        let settles = reply.refusal().is_none();
        let refused = [
            "NO", "OPEN", "UNREAD", "SEVERAL", "DENIED", "NOTHING", "AGAINST",
        ]
        .contains(&told[0]);
        check("settles", settles.to_string(), &(!refused).to_string());
        if let Some(by) = told.get(1) {
            check("by", reply.by.clone().unwrap_or_else(|| "-".to_owned()), by);
        }
        if let Some(time) = told.get(2) {
            let wanted = if time.len() > 5 {
                at(time)
            } else {
                at(&format!("2026-11-20T{time}:00+08:00"))
            };
            let is = reply
                .at
                .map_or_else(|| "-".to_owned(), |at| at.to_rfc3339());
            check("at", is, &wanted.to_rfc3339());
        }
    });
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    count
}

/// What the desk shows of a reply before it is taken: where its values go, whose it is and when, or
/// why it settles nothing.
fn shown(page: &mut String, text: &str, reply: &Reply) -> std::fmt::Result {
    writeln!(page, "{text}")?;
    for step in reply.change.iter().flatten() {
        match step {
            PatchStep::Set(at, value) => writeln!(page, "  {at} = {value}")?,
            other => panic!("{other:?}"),
        }
    }
    if reply.is_confirmation() {
        writeln!(page, "  confirmed")?;
    }
    if let Some(refusal) = reply.refusal() {
        writeln!(page, "  ! {}", i18n::render(Lang::En, &refusal))?;
    }
    let by = reply.by.as_deref().unwrap_or("-");
    let at = reply
        .at
        .map_or_else(|| "-".to_owned(), |at| at.to_rfc3339());
    writeln!(page, "  by {by} at {at}")
}

#[test]
fn what_each_reply_shows_is_written_down() {
    let mut page = String::new();
    let mut under = String::new();
    each_reply(PASTED, consignment, |heading, text, reply, _| {
        if heading != under {
            writeln!(page, "# {heading}").unwrap();
            heading.clone_into(&mut under);
        }
        shown(&mut page, text, reply).unwrap();
    });
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/taken.txt");
    super::sentences::is_written_down(path, &page);
}
