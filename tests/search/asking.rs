//! What an operator sees besides the rows: what is closed, how the query was read, their own lanes.

use crate::measure::index;
use crate::schedule::{china, now, schedule};
use chrono::{Duration, TimeZone};
use shipdesk::daemon::index::{JobIndex, Lookup, LookupRow, Names, SailingIndex, lane};
use shipdesk::domain::{CutOff, CutOffs, PortCode, Sailing};
use shipdesk::reference::Reference;
use shipdesk::search::{Options, Preference, Read};
use std::sync::{Arc, OnceLock};

/// Three sailings from Shanghai whose container yards close in so many hours.
fn three(hours: [i64; 3]) -> Vec<Sailing> {
    static ONE: OnceLock<Sailing> = OnceLock::new();
    let one = ONE.get_or_init(|| schedule(1, 1).swap_remove(0));
    let pods = ["NLRTM", "DEHAM", "USLAX"];
    let port = |code: &str| PortCode::Locode(code.parse().expect("a code"));
    let with = |(pod, hours): (&&str, i64)| {
        let (pol, pod) = (port("CNSHA"), port(pod));
        let cy = CutOff::At(now() + Duration::hours(hours));
        Sailing {
            id: Sailing::id_of(&one.carrier, &one.vessel, &one.voyage, &pol, &pod),
            pol,
            pod,
            via: None,
            etd: (now() + Duration::hours(hours) + Duration::days(2)).date_naive(),
            cut_offs: CutOffs {
                cy: Some(cy),
                ..CutOffs::default()
            },
            ..one.clone()
        }
    };
    pods.iter().zip(hours).map(with).collect()
}

fn pods(index: &SailingIndex, text: &str, options: &Options<'_>) -> Vec<String> {
    let hits = index.query(text, now(), options).hits;
    hits.iter()
        .filter_map(|h| h.key.as_str().split('.').next_back().map(str::to_owned))
        .collect()
}

#[test]
fn closed_sailings_come_last_and_only_when_asked_for() {
    let index = index(&three([-3, 5, 8]));
    assert_eq!(
        pods(&index, "shanghai", &Options::limit(5)),
        ["DEHAM", "USLAX"]
    );
    let all = Options {
        include_closed: true,
        ..Options::limit(5)
    };
    assert_eq!(pods(&index, "shanghai", &all), ["DEHAM", "USLAX", "NLRTM"]);
    assert!(
        index
            .query("rotterdam", now(), &Options::limit(5))
            .only_closed
    );
}

#[test]
fn a_cut_off_that_passes_needs_no_rebuild() {
    let index = index(&three([1, 5, 8]));
    let later = now() + Duration::hours(2);
    let shown = |at| index.query("", at, &Options::limit(5)).hits.len();
    assert_eq!((shown(now()), shown(later)), (3, 2));
}

#[test]
fn an_import_and_a_roll_change_rows_in_place() {
    let mut sailings = three([1, 5, 8]);
    let mut index = index(&sailings);
    sailings[0].cut_offs.cy = Some(CutOff::At(now() + Duration::hours(30)));
    index.upsert(&sailings[0], china());
    assert_eq!(
        pods(&index, "", &Options::limit(5)),
        ["DEHAM", "USLAX", "NLRTM"]
    );
    assert!(index.remove(&sailings[1].id));
    assert_eq!(pods(&index, "hamburg", &Options::limit(5)), [""; 0]);
    assert_eq!(pods(&index, "", &Options::limit(5)), ["USLAX", "NLRTM"]);
}

#[test]
fn an_empty_box_shows_ones_own_lanes_first_and_the_soonest_of_them() {
    let sailings = three([1, 5, 8]);
    let index = index(&sailings);
    let own = Preference {
        lanes: vec![lane(&sailings[2].pol, &sailings[2].pod, None, 3)],
    };
    let options = Options {
        preference: Some(&own),
        ..Options::limit(5)
    };
    assert_eq!(pods(&index, "", &options), ["USLAX", "NLRTM", "DEHAM"]);
    assert_eq!(
        pods(&index, "", &Options::limit(5)),
        ["NLRTM", "DEHAM", "USLAX"]
    );
}

#[test]
fn a_preference_never_passes_a_better_match_nor_half_a_day() {
    let sailings = three([1, 5, 40]);
    let index = index(&sailings);
    let own = Preference {
        lanes: vec![lane(&sailings[2].pol, &sailings[2].pod, None, 200)],
    };
    let options = Options {
        preference: Some(&own),
        ..Options::limit(5)
    };
    assert_eq!(pods(&index, "sha ham", &options), ["DEHAM"]);
    assert_eq!(
        pods(&index, "shanghai", &options),
        ["NLRTM", "DEHAM", "USLAX"]
    );
}

#[test]
fn how_the_query_was_read_is_told() {
    let index = index(&three([1, 5, 8]));
    let reading = index
        .query("from shanghai 鹿特丹 zzzzqq", now(), &Options::limit(5))
        .reading;
    let field = |name: &str| index.engine().schema().field(name).expect("a field");
    let read: Vec<Read> = reading.into_iter().map(|r| r.read).collect();
    assert_eq!(
        read,
        [
            Read::Cue {
                field: field("pol")
            },
            Read::Value {
                field: field("pol"),
                name: "SHANGHAI".into(),
                guessed: false
            },
            Read::Value {
                field: field("pod"),
                name: "ROTTERDAM".into(),
                guessed: false
            },
            Read::Ignored,
        ]
    );
}

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
}

fn job(
    number: &str,
    customer: &str,
    goods: &str,
    pod: &str,
    at: chrono::DateTime<chrono::FixedOffset>,
) -> shipdesk::domain::Job {
    use shipdesk::domain::consignment::{CargoLine, Consignment};
    use shipdesk::domain::{Given, Job, JobNo, OperatorName, PortCode};
    let mut consignment = Consignment::default();
    consignment.principal.name = Some(customer.to_owned());
    consignment.pod = Some(Given::Known(PortCode::Locode(pod.parse().expect("a code"))));
    consignment.cargo = vec![CargoLine {
        name_en: Some(goods.to_owned()),
        ..CargoLine::default()
    }];
    Job {
        job_no: JobNo::new(number),
        version: 1,
        clerk: OperatorName::new("chen"),
        practice: false,
        created_at: at,
        changed_at: at,
        consignment,
        answers: Vec::new(),
        booking: None,
        amendments: Vec::new(),
        status: None,
        cancelled: None,
        asked: Vec::new(),
        writers: Vec::new(),
        moved: Vec::new(),
    }
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
fn two_words_are_one_name_whichever_way_they_stand() {
    let sailings = schedule(11, 1);
    let index = index(&sailings);
    let shown = |text: &str| pods(&index, text, &Options::limit(5));
    for (one, other) in [
        ("sitc tokyo", "tokyo sitc"),
        ("ever given", "given ever"),
        ("maersk madrid", "madrid maersk"),
    ] {
        assert_eq!(shown(one), shown(other), "{one}");
    }
    assert_eq!(shown("from to via on"), shown(""));
}

#[test]
fn a_sea_that_is_a_line_too_is_shown_as_both() {
    let sailings = schedule(11, 20_000);
    let index = index(&sailings);
    let first_five = |text: &str| -> Vec<&Sailing> {
        let hits = index.query(text, now(), &Options::limit(5)).hits;
        let of = |key| sailings.iter().find(|s| &s.id == key);
        hits.iter().filter_map(|hit| of(&hit.key)).collect()
    };
    let is_line = |s: &&Sailing| s.carrier.as_str() == "MSCU";
    let both = first_five("地中海");
    assert!(both.iter().any(is_line), "{both:?}");
    assert!(!both.iter().all(is_line), "{both:?}");
    // Beside a country on it, the line is meant.
    for text in ["西班牙 地中海", "地中海 西班牙"] {
        assert!(
            first_five(text).first().is_some_and(is_line),
            "{text}: {:?}",
            first_five(text).first()
        );
    }
}
