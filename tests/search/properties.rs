//! What holds for every query and every schedule.

use crate::schedule::{now, schedule};
use chrono::NaiveDate;
use proptest::prelude::*;
use shipdesk::search::schema::{FieldSpec, Plain};
use shipdesk::search::{Document, Field, FieldKind, Index, Options, Order, Schema};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

fn small() -> &'static (
    Vec<shipdesk::domain::Sailing>,
    shipdesk::daemon::index::SailingIndex,
) {
    static BUILT: OnceLock<(
        Vec<shipdesk::domain::Sailing>,
        shipdesk::daemon::index::SailingIndex,
    )> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut sailings = schedule(3, 1);
        let mut at = 0;
        sailings.retain(|_| {
            at += 1;
            at % 37 == 0
        });
        let index = crate::measure::index(&sailings);
        (sailings, index)
    })
}

fn all_of(text: &str) -> BTreeSet<String> {
    let options = Options {
        include_closed: true,
        ..Options::limit(100_000)
    };
    small()
        .1
        .query(text, now(), &options)
        .hits
        .into_iter()
        .map(|h| h.key.to_string())
        .collect()
}

fn row(texts: &[String; 3], day: u32, hour: u32) -> Document {
    let day = NaiveDate::from_ymd_opt(2026, 12, day).expect("a day of December");
    let deadline = day.and_hms_opt(hour, 0, 0).expect("an hour");
    Document::new(Order::Deadlines(vec![deadline]))
        .text(Field(0), texts[0].as_str())
        .text(Field(1), texts[1].as_str())
        .text(Field(2), texts[2].as_str())
        .day(Field(3), Some(day))
}

fn empty<K: Clone + Ord + std::hash::Hash>() -> Index<K> {
    let field = |name, kind| FieldSpec {
        name,
        kind,
        handicap: 0,
        cues: &[],
    };
    let fields = vec![
        field("ship", FieldKind::Name),
        field("voyage", FieldKind::Voyage),
        field("number", FieldKind::Code),
        field("day", FieldKind::Day),
    ];
    Index::new(Schema::new(fields, &[]), Arc::new(Plain))
}

fn texts() -> impl Strategy<Value = [String; 3]> {
    let ship = prop::sample::select(vec![
        "EVER GIVEN",
        "EVER ACE",
        "YM SUCCESS",
        "长赐",
        "鹿特丹之星",
        "MSC GÜLSÜN",
        "",
    ]);
    let voyage = prop::sample::select(vec!["V.046W", "V.046E", "V.0FLD4W1MA", "V.123", ""]);
    let number = prop::sample::select(vec!["KF2026000001", "KF2026000012", "COSU123", ""]);
    (ship, voyage, number).prop_map(|(a, b, c)| [a.to_owned(), b.to_owned(), c.to_owned()])
}

fn queries() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "ever",
        "giv",
        "046",
        "46w",
        "ace",
        "长",
        "鹿特",
        "ym",
        "suc",
        "ymsuc",
        "msc",
        "gulsum",
        "12",
        "kf",
        "dec 5",
        "5dec-9dec",
        "zzz",
        "lutedan",
        "ship:ever",
        "ship：鹿特丹",
        "voyage:46",
        "number:\"kf 1\"",
        "day:5dec",
        "ship:zzz",
    ]);
    prop::collection::vec(word, 0..4).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_whatever_panics(text in "\\PC{0,40}") {
        let results = small().1.query(&text, now(), &Options::limit(5));
        for hit in results.hits {
            for matched in hit.matched {
                let graphemes = unicode_segmentation::UnicodeSegmentation::graphemes(matched.text.as_str(), true).count();
                prop_assert!(matched.ranges.iter().all(|r| r.start < r.end && r.end <= graphemes), "{matched:?}");
            }
        }
    }

    #[test]
    fn an_index_of_any_few_rows_answers_with_all_it_is_asked_for(
        rows in prop::collection::btree_map(0u8..6, (texts(), 1u32..28, 0u32..24), 0..4),
        text in queries(),
        limit in prop::sample::select(vec![0, 1, 2, 7, usize::MAX]),
    ) {
        let mut index = empty();
        for (key, (texts, day, hour)) in &rows {
            index.upsert(*key, &row(texts, *day, *hour));
        }
        let options = Options { include_closed: true, ..Options::limit(limit) };
        let hits = index.query(&text, now(), &options).hits;
        prop_assert!(hits.len() <= limit.min(rows.len()));
        if text.is_empty() {
            prop_assert_eq!(hits.len(), limit.min(rows.len()));
        }
    }

    #[test]
    fn what_matched_is_shown_of_every_row_found(
        picked in 0usize..500,
        cuts in prop::collection::vec((0usize..6, 0usize..6, 1usize..9, any::<bool>()), 1..4),
    ) {
        let sailings = &small().0;
        let s = &sailings[picked % sailings.len()];
        let said = [s.vessel.clone(), s.voyage.to_string(), s.carrier.to_string(), s.pod.to_string(),
            s.vessel_zh.clone().unwrap_or_default(), s.etd.format("%m%d").to_string()];
        let words = cuts.into_iter().map(|(which, from, len, slip)| {
            let mut letters: Vec<char> = said[which].chars().skip(from).take(len).collect();
            if slip && letters.len() > 2 {
                letters.swap(1, 2);
            }
            letters.into_iter().collect::<String>()
        });
        let text = words.collect::<Vec<_>>().join(" ");
        let results = small().1.query(&text, now(), &Options::limit(20));
        // Without a reading nothing was asked for.
        if !results.reading.is_empty() {
            for hit in results.hits {
                prop_assert!(hit.matched.iter().any(|m| !m.ranges.is_empty()), "“{text}” {hit:?}");
            }
        }
    }

    #[test]
    fn digits_and_signs_never_panic(text in "[0-9/.\\-~+ :月日号周下本nov]{0,24}") {
        let _ = small().1.query(&text, now(), &Options::limit(5));
    }

    #[test]
    fn the_order_of_terms_changes_no_rows(picked in 0usize..500, shift in 1usize..4) {
        let sailings = &small().0;
        let s = &sailings[picked % sailings.len()];
        let mut terms = [s.carrier.as_str().to_owned(),
            s.pod.as_str().to_owned(),
            s.pol.as_str().to_owned(),
            s.voyage.to_string()];
        let straight = all_of(&terms.join(" "));
        terms.rotate_left(shift);
        prop_assert!(straight.contains(s.id.as_str()));
        prop_assert_eq!(straight, all_of(&terms.join(" ")));
    }

    #[test]
    fn a_longer_front_of_its_name_never_loses_a_row(picked in 0usize..500) {
        let sailings = &small().0;
        let s = &sailings[picked % sailings.len()];
        let name: Vec<char> = s.vessel.chars().collect();
        for len in 1..=name.len() {
            let front: String = name[..len].iter().collect();
            prop_assert!(all_of(&front).contains(s.id.as_str()), "“{front}” loses {}", s.id);
        }
    }

    #[test]
    fn an_index_changed_in_place_equals_one_built_anew(
        changes in prop::collection::vec((0u8..12, prop::option::weighted(0.7, (texts(), 1u32..28, 0u32..24))), 1..60),
        asked in prop::collection::vec(queries(), 4),
        tidied in any::<bool>(),
    ) {
        let mut changed = empty();
        let mut left: BTreeMap<u8, Document> = BTreeMap::new();
        for (key, change) in changes {
            if let Some((texts, day, hour)) = change {
                    let document = row(&texts, day, hour);
                    changed.upsert(key, &document);
                    left.insert(key, document);
            } else {
                    changed.remove(&key);
                    left.remove(&key);
            }
        }
        let mut anew = empty();
        for (key, document) in &left {
            anew.upsert(*key, document);
        }
        prop_assert_eq!(changed.len(), left.len());
        if tidied {
            changed.tidy();
        }
        for text in asked {
            for include_closed in [false, true] {
                let options = Options { include_closed, ..Options::limit(20) };
                prop_assert_eq!(changed.query(&text, now(), &options), anew.query(&text, now(), &options), "“{}”", text);
            }
        }
    }
}

/// Rows of values that many have are kept in another way than rows of few.
#[test]
fn broad_values_changed_in_place_equal_those_built_anew() {
    let ships = ["EVER GIVEN", "EVER ACE", "YM SUCCESS", "长赐"];
    let texts = |at: u32, turn: u32| {
        let ship = ships[((at * 7 + turn * 3) / 5 % 4) as usize];
        [
            ship.to_owned(),
            format!("V.{}W", at % 40),
            format!("KF{at}"),
        ]
    };
    let document =
        |at: u32, turn: u32| row(&texts(at, turn), 1 + at * 27 / 4_000, (at + turn) % 24);
    let mut changed = empty();
    let mut left: BTreeMap<u32, Document> = BTreeMap::new();
    for turn in 0..3 {
        // All are there; then most of a ship's go; then others come in their place.
        for at in (0..4_000).filter(|at| turn == 0 || at % (turn * 3) == 0) {
            if turn == 1 {
                changed.remove(&at);
                left.remove(&at);
            } else {
                changed.upsert(at, &document(at, turn));
                left.insert(at, document(at, turn));
            }
        }
        for tidied in [false, true] {
            if tidied {
                changed.tidy();
            }
            let mut anew = empty();
            for (at, document) in &left {
                anew.upsert(*at, document);
            }
            for text in [
                "ever",
                "ever given",
                "evr giv",
                "yms 12 dec",
                "长赐 7",
                "success ace",
                "kf 17",
            ] {
                for limit in [20, 5_000] {
                    let options = Options {
                        include_closed: limit > 20,
                        ..Options::limit(limit)
                    };
                    let ask = |index: &Index<u32>| index.query(text, now(), &options);
                    assert_eq!(ask(&changed), ask(&anew), "“{text}” in turn {turn}");
                }
            }
        }
    }
}

/// A word that is a place and the front of a ship's name shows both, and takes neither away.
#[test]
fn a_closed_ship_is_not_lost_where_its_name_is_a_place_too() {
    for (front, id) in [
        ("EVER US", "EGLV.EVER-USEFUL.1130-030E.CNTAO.USMSY"),
        ("ZIM CHINA", "ZIMU.ZIM-CHINA.299E.CNSHA.ECGYE"),
        ("ZIM US", "ZIMU.ZIM-USA.051S.CNYTN.NZLYT"),
    ] {
        assert!(all_of(front).contains(id), "“{front}” loses {id}");
    }
}

/// A slip is mended where all else is known, and not beside letters that mean nothing.
#[test]
fn letters_that_mean_nothing_beside_a_guess_find_nothing() {
    let mut index = empty();
    let texts = |ship: &str| [ship.to_owned(), "V.046W".to_owned(), String::new()];
    index.upsert(1u8, &row(&texts("中远海运新星座"), 3, 4));
    index.upsert(2, &row(&texts("ASHDOD EXPRESS"), 3, 5));
    index.upsert(3, &row(&texts("雅典"), 3, 6));
    let found = |text: &str| index.query(text, now(), &Options::limit(5)).hits.len();
    for (text, rows) in [
        ("xx", 1),
        ("qqzz xx", 0),
        ("xx qqzz", 0),
        ("yd", 1),
        ("qqzz yd", 0),
        ("as qqzz", 1),
        ("a qqzz", 0),
        ("ashdd", 1),
        ("ashdd jkl", 0),
        ("ashdod jkl", 1),
        ("ashdd 046w", 1),
        ("jkl ashdd 3dec", 1),
    ] {
        assert_eq!(found(text), rows, "“{text}”");
    }
}

/// Words that mean nothing here find nothing, whatever they would be run together.
#[test]
fn words_that_match_nothing_find_nothing() {
    for text in ["A UH", "OE XP", "OF RANCE"] {
        let found = small().1.query(text, now(), &Options::limit(20));
        assert!(
            found
                .hits
                .iter()
                .all(|hit| hit.score > 0 && !hit.matched.is_empty()),
            "“{text}”"
        );
    }
}
