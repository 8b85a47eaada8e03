//! The measures: s@1, s@5, MRR, tb1, by form.

use crate::meaning::{Labelled, right, said};
use crate::schedule::{china, now, schedule};
use crate::typed::{FORMS, queries};
use shipdesk::daemon::index::{Names, SailingIndex};
use shipdesk::domain::Sailing;
use shipdesk::reference::Reference;
use shipdesk::search::Options;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// One half of the labelled set.
#[derive(Debug)]
pub struct Half {
    name: &'static str,
    schedule_seed: u64,
    query_seed: u64,
    /// Which of the queries written by hand are its: those at even or odd places.
    odd: usize,
    built: OnceLock<(Vec<Sailing>, SailingIndex)>,
}

/// The half that ranking is tuned on.
pub static TUNED: Half = Half {
    name: "tuned",
    schedule_seed: 20_261_124,
    query_seed: 71,
    odd: 0,
    built: OnceLock::new(),
};

/// The half that ranking is never tuned on; its seeds were committed before tuning began.
pub static UNTOUCHED: Half = Half {
    name: "untouched",
    schedule_seed: 977_310_551,
    query_seed: 6_021_023,
    odd: 1,
    built: OnceLock::new(),
};

/// Queries of each form that are made up, besides those written by hand.
const EACH: usize = 25;

impl Half {
    /// Its schedule.
    pub fn sailings(&self) -> &[Sailing] {
        &self.built().0
    }

    /// The index over its schedule.
    pub fn index(&self) -> &SailingIndex {
        &self.built().1
    }

    fn built(&self) -> &(Vec<Sailing>, SailingIndex) {
        self.built.get_or_init(|| {
            let sailings = schedule(self.schedule_seed, 20_000);
            let index = index(&sailings);
            (sailings, index)
        })
    }

    /// Its queries.
    pub fn queries(&self) -> Vec<Labelled> {
        let by_hand = said()
            .into_iter()
            .enumerate()
            .filter(|(at, _)| at % 2 == self.odd)
            .map(|(_, q)| q);
        by_hand
            .chain(queries(self.query_seed, EACH, self.sailings(), now()))
            .collect()
    }
}

/// What one query came to.
#[derive(Debug)]
pub struct Outcome {
    pub query: Labelled,
    /// The place of the first right row, from 1.
    pub place: Option<usize>,
    /// The first is right and has the soonest open cut-off of all right ones.
    pub soonest_first: bool,
    /// The first rows, as ids.
    pub shown: Vec<String>,
}

/// All outcomes of a half.
#[derive(Debug)]
pub struct Figures {
    name: &'static str,
    rows: usize,
    pub outcomes: Vec<Outcome>,
    /// Queries that mean nothing in this schedule.
    unanswerable: Vec<String>,
}

/// The index over a schedule, as the daemon builds it.
pub fn index(sailings: &[Sailing]) -> SailingIndex {
    let names = Arc::new(Names::of_reference(Reference::built_in()));
    SailingIndex::build(&names, sailings, |_| china())
}

/// Asks all queries of a half.
pub fn figures(half: &Half) -> Figures {
    let (sailings, index) = (half.sailings(), half.index());
    let mut outcomes = Vec::new();
    let mut unanswerable = Vec::new();
    for query in half.queries() {
        let (right, soonest) = right(&query.meaning, sailings, now());
        if right.is_empty() {
            unanswerable.push(query.text);
            continue;
        }
        let results = index.query(&query.text, now(), &Options::limit(50));
        let is_right = |id: &str| right.iter().find(|s| s.id.as_str() == id);
        let place = results
            .hits
            .iter()
            .position(|h| is_right(h.key.as_str()).is_some())
            .map(|at| at + 1);
        let first = results.hits.first().and_then(|h| is_right(h.key.as_str()));
        let soonest_first =
            first.is_some_and(|s| s.next_cut_off(now()).map(|(_, c)| c.passes_at()) == soonest);
        let shown = results
            .hits
            .iter()
            .take(3)
            .map(|h| h.key.to_string())
            .collect();
        outcomes.push(Outcome {
            query,
            place,
            soonest_first,
            shown,
        });
    }
    Figures {
        name: half.name,
        rows: sailings.len(),
        outcomes,
        unanswerable,
    }
}

/// s@1, s@5, MRR and tb1 of some outcomes.
fn measures<'a>(outcomes: &(impl Iterator<Item = &'a Outcome> + Clone)) -> [f64; 4] {
    let count = outcomes.clone().count().max(1) as f64;
    let share = |test: &dyn Fn(&Outcome) -> bool| {
        outcomes.clone().filter(|o| test(o)).count() as f64 / count
    };
    let mrr: f64 = outcomes
        .clone()
        .filter_map(|o| o.place)
        .map(|place| 1.0 / place as f64)
        .sum();
    [
        share(&|o| o.place == Some(1)),
        share(&|o| o.place.is_some_and(|p| p <= 5)),
        mrr / count,
        share(&|o| o.soonest_first),
    ]
}

impl Figures {
    fn of_form<'a>(&'a self, form: &'a str) -> impl Iterator<Item = &'a Outcome> + Clone {
        self.outcomes.iter().filter(move |o| o.query.form == form)
    }

    /// Fails when the figures are below what the desk promises.
    pub fn hold(&self) {
        let [first, five, ..] = measures(&self.outcomes.iter());
        assert!(five >= 0.97, "s@5 is {five:.3}");
        assert!(first >= 0.90, "s@1 is {first:.3}");
        for form in FORMS {
            let [_, five, ..] = measures(&self.of_form(form));
            assert!(five >= 0.90, "s@5 of {form} is {five:.3}");
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{} half: {} sailings, {} queries",
            self.name,
            self.rows,
            self.outcomes.len()
        )?;
        writeln!(
            f,
            "{:<14} {:>4} {:>6} {:>6} {:>6} {:>6}",
            "form", "n", "s@1", "s@5", "MRR", "tb1"
        )?;
        let row = |f: &mut fmt::Formatter<'_>, name: &str, n: usize, [a, b, c, d]: [f64; 4]| {
            writeln!(f, "{name:<14} {n:>4} {a:>6.3} {b:>6.3} {c:>6.3} {d:>6.3}")
        };
        for form in FORMS {
            row(
                f,
                form,
                self.of_form(form).count(),
                measures(&self.of_form(form)),
            )?;
        }
        row(
            f,
            "all",
            self.outcomes.len(),
            measures(&self.outcomes.iter()),
        )?;
        for o in self.outcomes.iter().filter(|o| o.place != Some(1)) {
            writeln!(
                f,
                "  {:>4} {} “{}” {:?} shown {:?}",
                o.place.map_or("-".to_owned(), |p| p.to_string()),
                o.query.form,
                o.query.text,
                o.query.meaning,
                o.shown
            )?;
        }
        writeln!(f, "not in this schedule: {:?}", self.unanswerable)
    }
}
