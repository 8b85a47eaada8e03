//! Jobs and customers, found as sailings are; and fields that are named.

use crate::measure::index;
use crate::schedule::{china, now, schedule};
use chrono::TimeZone;
use shipdesk::daemon::index::{JobIndex, Lookup, LookupRow, Names};
use shipdesk::domain::Sailing;
use shipdesk::reference::Reference;
use shipdesk::search::Options;
use std::sync::Arc;

#[test]
fn jobs_are_found_by_goods_customer_number_and_port() {
    let names = Arc::new(Names::of_reference(Reference::built_in()));
    let mut index = JobIndex::new(&names);
    let at = china()
        .with_ymd_and_hms(2026, 11, 20, 9, 0, 0)
        .single()
        .expect("a moment");
    for (number, customer, goods, pod) in [
        (
            "KF2026000017",
            "XIAMEN SUNRISE TRADING",
            "COTTON T-SHIRTS",
            "NLRTM",
        ),
        ("KF2026000123", "NINGBO HOPE", "CERAMIC TILES", "DEHAM"),
    ] {
        index.upsert(&job(number, customer, goods, pod, at), None);
    }
    let first = |text: &str| {
        index
            .query(text, now(), &Options::limit(3))
            .hits
            .first()
            .map(|h| h.key.to_string())
    };
    for text in [
        "that shirt lot to Rotterdam",
        "17",
        "sunrise",
        "tshirts",
        "shirt 鹿特丹",
        "000017",
    ] {
        assert_eq!(first(text).as_deref(), Some("KF2026000017"), "{text}");
    }
    for text in ["123", "hope", "ceramic", "hamburg", "cermaic"] {
        assert_eq!(first(text).as_deref(), Some("KF2026000123"), "{text}");
    }
    // By field: nowhere else, and slips and other names of a value as anywhere.
    let all = |text: &str| index.keys(text, now(), &Options::limit(3));
    for (text, found) in [
        ("customer:hope", "KF2026000123"),
        ("客户:hope", "KF2026000123"),
        ("goods:cermaic", "KF2026000123"),
        ("port:汉堡", "KF2026000123"),
        ("goods:shirt customer:sunrise", "KF2026000017"),
        ("clerk:chen pod:rtm", "KF2026000017"),
    ] {
        assert_eq!(all(text), [shipdesk::domain::JobNo::new(found)], "{text}");
    }
    for text in [
        "customer:ceramic",
        "goods:hope",
        "goods:shirt customer:hope",
    ] {
        assert_eq!(all(text), [], "{text}");
    }
}

fn job(
    number: &str,
    customer: &str,
    goods: &str,
    pod: &str,
    at: chrono::DateTime<chrono::FixedOffset>,
) -> shipdesk::domain::Job {
    use shipdesk::domain::apply::create;
    use shipdesk::domain::command::NewJob;
    use shipdesk::domain::consignment::{CargoLine, Consignment};
    use shipdesk::domain::event::Stamp;
    use shipdesk::domain::{Given, JobNo, OperatorName, PortCode};
    let mut consignment = Consignment::default();
    consignment.principal.name = Some(customer.to_owned());
    consignment.pod = Some(Given::Known(PortCode::Locode(pod.parse().expect("a code"))));
    consignment.cargo = vec![CargoLine {
        name_en: Some(goods.to_owned()),
        ..CargoLine::default()
    }];
    let stamp = Stamp {
        at,
        by: OperatorName::new("chen"),
    };
    let new = NewJob {
        job_no: JobNo::new(number),
        consignment,
        copy_of: None,
        practice: false,
    };
    create(new, &stamp)
}

/// The demo's own customers, as any desk has them.
fn customers() -> Vec<&'static str> {
    let table = include_str!("../../src/daemon/demo/tables/customers.csv");
    table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect()
}

#[test]
fn customers_are_found_by_every_inner_part_of_their_names() {
    let all = customers();
    let row = |name: &&str| LookupRow {
        key: (*name).to_owned(),
        name: (*name).to_owned(),
        ..LookupRow::default()
    };
    let lookup = Lookup::of_rows(all.iter().map(row));
    let found = |typed: &str| -> Vec<String> {
        lookup
            .query(typed, 20, None)
            .hits
            .into_iter()
            .map(|hit| hit.key)
            .collect()
    };
    for name in &all {
        let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
        for len in 2..=4 {
            for part in letters.windows(len) {
                let said: Vec<&str> = part
                    .iter()
                    .filter_map(|c| shipdesk::search::pinyin::syllables(*c).first().copied())
                    .collect();
                if said.len() < len {
                    continue;
                }
                let initials: String = said.iter().filter_map(|s| s.chars().next()).collect();
                // Two initials may be a word of another kind: what they are in the name comes after.
                let typed = [part.iter().collect(), said.concat(), initials];
                for typed in typed.iter().take(if len == 2 { 2 } else { 3 }) {
                    // Others may have the same part; this one is among the first in any case.
                    let place = found(typed).iter().position(|key| key == name);
                    assert!(
                        place.is_some(),
                        "“{typed}” does not find {name}: {:?}",
                        found(typed)
                    );
                }
            }
        }
    }
    for (typed, name) in [
        ("haitong", "海桐"),
        ("nbht", "宁波海桐"),
        ("htjj", "海桐家居"),
    ] {
        let first = found(typed).into_iter().next();
        assert!(
            first.as_ref().is_some_and(|key| key.contains(name)),
            "“{typed}”: {first:?}"
        );
    }
}

#[test]
fn a_named_field_is_the_only_one_looked_into() {
    let sailings = schedule(11, 20_000);
    let index = index(&sailings);
    let all = |text: &str| -> Vec<&Sailing> {
        let hits = index.query(text, now(), &Options::limit(200)).hits;
        let of = |key| sailings.iter().find(|s: &&Sailing| &s.id == key);
        hits.iter().filter_map(|hit| of(&hit.key)).collect()
    };
    let ships = all("vessel:hamburg");
    assert!(!ships.is_empty() && ships.iter().all(|s| s.vessel.contains("HAMBURG")));
    let ports = all("pod:hamburg cosco");
    assert!(!ports.is_empty());
    assert!(ports.iter().all(|s| s.pod.as_str() == "DEHAM"), "{ports:?}");
    for text in [
        "船名：hamburg",
        "vessel:\"hamburg\"",
        "hamburg vessel:hamburg",
    ] {
        assert!(
            all(text).iter().all(|s| s.vessel.contains("HAMBURG")),
            "{text}"
        );
    }
    let either = all("port:hamburg");
    assert!(!either.is_empty() && either.iter().all(|s| s.pod.as_str() == "DEHAM"));
    // A slip is mended there, what is nothing there is found nowhere, and no other term makes up for it.
    assert!(all("pod:hambrug").iter().all(|s| s.pod.as_str() == "DEHAM"));
    assert!(!all("pod:hambrug").is_empty());
    assert_eq!(all("pod:qqqq cosco"), Vec::<&Sailing>::new());
    assert_eq!(all("pod:cosco etd:1128"), Vec::<&Sailing>::new());
    let day = all("etd:28nov rtm");
    assert!(!day.is_empty() && day.iter().all(|s| s.etd.to_string() == "2026-11-28"));
}
