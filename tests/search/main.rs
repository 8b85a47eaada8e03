//! Whether operators find the sailing they mean: a labelled set of queries over a lifelike schedule.
//!
//! `cargo test --test search -- --nocapture figures` prints the measures by form and every miss.

mod meaning;
mod measure;
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
