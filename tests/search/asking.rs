//! What an operator sees besides the rows: what is closed, how the query was read, their own lanes.

use crate::measure::index;
use crate::schedule::{china, now, schedule};
use chrono::Duration;
use shipdesk::daemon::index::{SailingIndex, lane};
use shipdesk::domain::{CutOff, CutOffs, PortCode, Sailing};
use shipdesk::search::{Options, Preference, Read};
use std::sync::OnceLock;

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

#[test]
fn two_things_that_words_are_are_both_shown() {
    let mut sailings = three([5, 6, 7]);
    sailings.extend(three([8, 9, 10]));
    sailings.extend(three([11, 12, 13]));
    let cat_lai = PortCode::Locode("VNCLI".parse().expect("a code"));
    for (at, sailing) in sailings.iter_mut().enumerate() {
        let ship = at == 8;
        sailing.carrier = "IALU".parse().expect("a carrier");
        sailing.vessel = if ship {
            "INTERASIA CATALYST"
        } else {
            "WAN HAI 281"
        }
        .to_owned();
        if !ship {
            sailing.pod = cat_lai.clone();
        }
        sailing.voyage = format!("{at}W").parse().expect("a voyage");
        let (pol, pod) = (&sailing.pol, &sailing.pod);
        sailing.id = Sailing::id_of(&sailing.carrier, &sailing.vessel, &sailing.voyage, pol, pod);
    }
    let index = index(&sailings);
    let shown = |text: &str| -> Vec<bool> {
        let hits = index.query(text, now(), &Options::limit(5)).hits;
        let ship = |key: &str| key.contains("CATALYST");
        hits.iter().map(|hit| ship(hit.key.as_str())).collect()
    };
    // A line and a port, and pieces of a ship's name.
    for text in ["int cat", "interasia cat"] {
        assert_eq!(shown(text), [false, false, false, true, false], "{text}");
    }
    assert_eq!(shown("interasia cat lai"), [false; 5]);
}
