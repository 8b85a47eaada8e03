//! Whether operators find the sailing they mean: a labelled set of queries over a lifelike schedule.
//!
//! `cargo test --test search -- --nocapture figures` prints the measures by form and every miss.

// Figures are shares and tables of tuples; both read better plain.
#![allow(
    clippy::cast_precision_loss,
    clippy::type_complexity,
    clippy::option_option
)]

mod asking;
mod fields;
mod finder;
mod heard;
mod meaning;
mod measure;
mod properties;
mod random;
mod schedule;
mod typed;

use measure::{Half, TUNED, UNTOUCHED, figures};

#[test]
fn figures_of_the_tuned_half_hold() {
    let figures = figures(&TUNED);
    print!("{figures}");
    figures.hold();
}

#[test]
fn figures_of_the_untouched_half_hold() {
    let figures = figures(&UNTOUCHED);
    print!("{figures}");
    figures.hold();
}

#[test]
fn both_halves_are_large_enough_and_differ() {
    let [a, b] = [&TUNED, &UNTOUCHED].map(Half::queries);
    assert!(a.len() + b.len() >= 200, "{} queries", a.len() + b.len());
    assert!(TUNED.sailings().len() >= 20_000 && UNTOUCHED.sailings().len() >= 20_000);
    let shared = a
        .iter()
        .filter(|q| b.iter().any(|other| other.text == q.text))
        .count();
    assert!(shared * 10 < a.len(), "{shared} queries are in both halves");
}

#[test]
fn letters_until_the_right_row_is_first_are_few() {
    // All queries and fzf: `SEARCH_EVERY=1 cargo test --test search -- --nocapture letters`.
    let every = std::env::var("SEARCH_EVERY")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(24);
    let letters = finder::letters(&UNTOUCHED, every);
    let ours = finder::median(letters.iter().map(|l| l.1));
    println!(
        "letters until a right row is first, median of {} queries: {ours:?}",
        letters.len()
    );
    if letters.iter().all(|l| l.2.is_none()) {
        println!("fzf is not installed: the comparison is SKIPPED (apt-get install fzf)");
    } else {
        let never = letters.iter().filter(|l| l.2 == Some(None)).count();
        let theirs = finder::median(letters.iter().map(|l| l.2.flatten()));
        println!("fzf over the same rows: {theirs:?} (never for {never})");
    }
    assert!(ours.is_some_and(|n| n <= 10), "{ours:?}");
}

/// `QUERY='cosco rtm thu' cargo test --test search -- --ignored --nocapture asked` shows what one
/// query, or several parted by `;`, comes to.
#[test]
#[ignore = "for looking at a query by hand"]
fn asked() {
    let (sailings, index) = (TUNED.sailings(), TUNED.index());
    for text in std::env::var("QUERY").unwrap_or_default().split(';') {
        let results = index.query(text, schedule::now(), &shipdesk::search::Options::limit(4));
        println!(
            "\n“{text}” {:?}",
            results
                .reading
                .iter()
                .map(|r| format!("{}: {:?}", r.typed, r.read))
                .collect::<Vec<_>>()
        );
        for hit in results.hits {
            let sailing = sailings
                .iter()
                .find(|s| s.id == hit.key)
                .expect("an indexed sailing");
            println!(
                "  {:>3} {} etd {} {:?}",
                hit.score,
                hit.key,
                sailing.etd,
                hit.matched
                    .iter()
                    .map(|m| (&m.text, &m.ranges))
                    .collect::<Vec<_>>()
            );
        }
    }
}
