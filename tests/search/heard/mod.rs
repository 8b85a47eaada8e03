//! Thousands of queries that share nothing with the labelled set: sampled from rows of another
//! schedule, formed as people form them, judged by a plain reading of the rows.
//!
//! `HEARD=400 cargo test --release --test search -- --nocapture heard` asks so many of each form and
//! prints every miss.

mod days;
mod forms;
mod fragments;
mod slips;
mod tables;
mod wish;
mod world;

use crate::measure::index;
use crate::schedule::china;
use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use shipdesk::search::Options;
use std::collections::BTreeMap;

/// Moments to ask at: weekdays, a week's end, a year's end.
fn moments() -> Vec<DateTime<FixedOffset>> {
    [
        (2026, 11, 24, 9),
        (2026, 11, 27, 15),
        (2026, 11, 29, 11),
        (2026, 12, 7, 8),
        (2026, 12, 30, 17),
    ]
    .into_iter()
    .filter_map(|(y, m, d, h)| china().with_ymd_and_hms(y, m, d, h, 30, 0).single())
    .collect()
}

struct Told {
    form: &'static str,
    place: Option<usize>,
    soonest: bool,
    line: String,
}

fn told(each: usize) -> Vec<Told> {
    let seed = std::env::var("HEARD_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(40_961);
    let tables = tables::tables();
    let base = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
    let sailings = world::world(seed, base, 22_000);
    let index = index(&sailings);
    let mut out = Vec::new();
    for (n, now) in (0u64..).zip(moments()) {
        for asked in forms::queries(seed * 31 + n, each.div_ceil(5), &sailings, &tables, now) {
            let (right, soonest) = wish::right(&asked.wish, &sailings, now);
            if right.is_empty() {
                continue;
            }
            let hits = index.query(&asked.text, now, &Options::limit(20)).hits;
            let is_right = |id: &str| right.iter().find(|s| s.id.as_str() == id);
            let place = hits
                .iter()
                .position(|h| is_right(h.key.as_str()).is_some())
                .map(|at| at + 1);
            let first = hits.first().and_then(|h| is_right(h.key.as_str()));
            let shown: Vec<String> = hits.iter().take(2).map(|h| h.key.to_string()).collect();
            out.push(Told {
                form: asked.form,
                place,
                soonest: first
                    .is_some_and(|s| s.next_cut_off(now).map(|(_, c)| c.passes_at()) == soonest),
                line: format!(
                    "{} “{}” at {} of {} right like {} shown {shown:?}",
                    asked.form,
                    asked.text,
                    now.format("%m-%d %a"),
                    right.len(),
                    right[0].id
                ),
            });
        }
    }
    out
}

#[test]
fn heard_queries_find_their_sailings() {
    let each = std::env::var("HEARD")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(25);
    let told = told(each);
    let mut by_form: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for one in &told {
        for form in [one.form, "~all"] {
            let counts = by_form.entry(form).or_default();
            counts[0] += 1;
            counts[1] += usize::from(one.place == Some(1));
            counts[2] += usize::from(one.place.is_some_and(|p| p <= 5));
            counts[3] += usize::from(one.soonest);
        }
        if one.place != Some(1) {
            println!(
                "{:>3} {}",
                one.place.map_or("-".to_owned(), |p| p.to_string()),
                one.line
            );
        } else if !one.soonest && std::env::var("HEARD_LATE").is_ok() {
            println!("late {}", one.line);
        }
    }
    println!(
        "{:<14} {:>5} {:>6} {:>6} {:>6}",
        "form", "n", "s@1", "s@5", "tb1"
    );
    for (form, [n, first, five, soonest]) in &by_form {
        let share = |count: usize| count as f64 / *n as f64;
        println!(
            "{form:<14} {n:>5} {:>6.3} {:>6.3} {:>6.3}",
            share(*first),
            share(*five),
            share(*soonest)
        );
    }
    for (form, [n, first, five, _]) in &by_form {
        let (first, five) = (*first as f64 / *n as f64, *five as f64 / *n as f64);
        assert!(five >= 0.90, "s@5 of {form} is {five:.3}");
        if *form == "~all" {
            assert!(
                five >= 0.97 && first >= 0.90,
                "s@1 {first:.3}, s@5 {five:.3}"
            );
        }
    }
}
