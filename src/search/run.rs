//! How far to go for a row: as typed, with slips, pieces run together, one term short.

use super::apart::{Slips, stage_for, taken_apart};
use super::dictionaries::Dictionaries;
use super::grade::{FRONT, Stage};
use super::plan::Plan;
use super::query::Term;
use super::rank::{Found, Ranked, Wanted, best};
use super::rows::Rows;
use chrono::NaiveDate;
use std::hash::Hash;

/// As many rows as are seen without looking further.
const FRONT_ROWS: usize = 5;

/// How much less a row may score whose reading is shown beside the best one.
const NEARLY: u16 = 2;

/// What a query came to.
#[derive(Debug)]
pub struct Outcome<'a, K> {
    /// The rows, best first.
    pub rows: Vec<Ranked<'a, K>>,
    /// The terms that found them: as typed, or taken apart.
    pub terms: Vec<(Term, Stage)>,
    /// The plan that found them.
    pub plan: Plan,
    /// Nothing open matches, but something closed would.
    pub only_closed: bool,
}

/// Goes as far as needed, and no further.
pub fn run<'a, K: Clone + Ord + Hash>(
    terms: Vec<Term>,
    today: NaiveDate,
    rows: &'a Rows<K>,
    dictionaries: &Dictionaries,
    wanted: Wanted<'_>,
) -> Outcome<'a, K> {
    let strictly: Vec<(Term, Stage)> = terms.into_iter().map(|t| (t, Stage::Strict)).collect();
    let plan = plan_of(&strictly, dictionaries);
    let unknown: Vec<bool> = (0..strictly.len())
        .map(|i| is_unknown(&plan, &strictly, i))
        .collect();
    let any_unknown = unknown.contains(&true);
    let as_typed = || attempt(strictly.clone(), 0, rows, dictionaries, wanted);
    // What is known word for word is meant, even where all of it has closed.
    if !any_unknown {
        let as_typed = as_typed();
        if as_typed.found() || as_typed.only_closed || wanted.limit == 0 {
            return as_typed;
        }
    }
    let mut closed = None;
    for (terms, may_miss) in readings(&strictly, &unknown, today, dictionaries) {
        if may_miss > 0 && terms.iter().filter(|(t, _)| t.needed && !t.cue).count() < 2 {
            continue;
        }
        let outcome = attempt(terms, may_miss, rows, dictionaries, wanted);
        if outcome.found() {
            return outcome;
        }
        // A guess that has only closed rows is the last to be believed.
        if outcome.only_closed && closed.is_none() {
            closed = Some(outcome);
        }
    }
    closed.unwrap_or_else(as_typed)
}

fn plan_of(terms: &[(Term, Stage)], dictionaries: &Dictionaries) -> Plan {
    let borrowed: Vec<(&Term, Stage)> = terms.iter().map(|(t, s)| (t, *s)).collect();
    Plan::new(&borrowed, dictionaries)
}

/// The ways to go on when a query is nothing as typed, the likeliest first; each may leave so many
/// terms out.
fn readings<'a>(
    strictly: &'a [(Term, Stage)],
    unknown: &'a [bool],
    today: NaiveDate,
    dictionaries: &'a Dictionaries,
) -> impl Iterator<Item = (Vec<(Term, Stage)>, usize)> + 'a {
    let any_unknown = unknown.contains(&true);
    let mended = move || -> Vec<(Term, Stage)> {
        let stage = |(t, s): &(Term, Stage), u: &bool| {
            let stage = if *u { stage_for(t, dictionaries) } else { *s };
            (t.clone(), stage)
        };
        strictly
            .iter()
            .zip(unknown)
            .map(|(t, u)| stage(t, u))
            .collect()
    };
    // What is a word as typed may be another one misspelt.
    let loosely = move || -> Vec<(Term, Stage)> {
        let loose = |(t, s): (Term, Stage)| (t, s.max(Stage::Loose));
        mended().into_iter().map(loose).collect()
    };
    let apart = move |slips: Slips| {
        any_unknown
            .then(|| taken_apart(strictly, unknown, slips, today, dictionaries))
            .flatten()
            .map(|terms| (terms, 0))
    };
    std::iter::once_with(move || apart(Slips::First))
        .flatten()
        .chain(std::iter::once_with(move || apart(Slips::Last)).flatten())
        .chain(std::iter::once_with(move || (mended(), 0)).filter(move |_| any_unknown))
        .chain(std::iter::once_with(move || (loosely(), 0)))
        .chain(std::iter::once_with(move || (mended(), 1)))
}

impl<K> Outcome<'_, K> {
    fn found(&self) -> bool {
        !self.rows.is_empty()
    }
}

fn attempt<'a, K: Clone + Ord + Hash>(
    terms: Vec<(Term, Stage)>,
    may_miss: usize,
    rows: &'a Rows<K>,
    dictionaries: &Dictionaries,
    wanted: Wanted<'_>,
) -> Outcome<'a, K> {
    let mut plan = plan_of(&terms, dictionaries);
    // Words alone that need not match find nothing by themselves, unless they do match.
    let meaningful = plan.terms.iter().any(|t| !t.is_unknown()) || !plan.phrases.is_empty();
    // What is looked for in a field that has nothing like it is found nowhere.
    let lacks = plan.terms.iter().any(|t| t.within && t.is_unknown());
    // Beside a word that is nothing at all, another that is only a guess is none: "qqzz xx", where
    // two letters may be anything's initials.
    let at_a_loss = (0..terms.len()).any(|i| is_unknown(&plan, &terms, i));
    let is_known = |term: &Term| {
        let least = match term.text.len() {
            0 | 1 => u8::MAX,
            2 => FRONT,
            _ => 1,
        };
        let best = || dictionaries.grades(&term.text, Stage::Strict).best;
        term.needed && (!term.days.is_empty() || best() >= least)
    };
    let guessed = at_a_loss && plan.phrases.is_empty() && !terms.iter().any(|(t, _)| is_known(t));
    if !meaningful || lacks || guessed {
        return Outcome {
            rows: Vec::new(),
            terms,
            plan,
            only_closed: false,
        };
    }
    if plan.terms.iter().all(|t| !t.needed) {
        plan.terms
            .iter_mut()
            .for_each(|t| t.needed = !t.is_unknown());
    }
    // A row that misses every term is found by none.
    let needed = plan.terms.iter().filter(|t| t.needed).count();
    plan.may_miss = may_miss.min(needed.saturating_sub(1));
    let Found {
        rows: mut found,
        only_closed,
    } = best(&plan, rows, dictionaries, wanted);
    for told in &plan.told {
        let front = found.get(..FRONT_ROWS).unwrap_or_default();
        let others = front
            .iter()
            .filter(|row| told.is_other(&plan.terms, rows, row.slot));
        let others = others.count();
        if front.is_empty() || others > 0 && others < front.len() {
            continue;
        }
        // Both things that the word is are shown at once: 地中海 is a sea and a line.
        let mut one = plan_of(&terms, dictionaries);
        one.may_miss = plan.may_miss;
        one.keep_only(told.at, told.field(others == 0));
        show_too(&mut found, &one, 0, rows, dictionaries, wanted);
    }
    let front = found.get(..FRONT_ROWS).unwrap_or_default();
    let slots: Vec<u32> = front.iter().map(|row| row.slot).collect();
    if plan.may_miss == 0
        && let Some(row) = front.first()
        && let Some(name) = plan.other_name(rows, &slots)
    {
        // Two things that the words are: "int cat" is a line and a port, and INTERASIA CATALYST.
        let nearly = row.score.saturating_sub(NEARLY);
        plan.require(Some(name));
        show_too(&mut found, &plan, nearly, rows, dictionaries, wanted);
        plan.require(None);
    }
    Outcome {
        rows: found,
        terms,
        plan,
        only_closed,
    }
}

/// Shows the best two of another reading's rows too, where they score no less than that.
fn show_too<'a, K: Clone + Ord + Hash>(
    found: &mut Vec<Ranked<'a, K>>,
    other: &Plan,
    least: u16,
    rows: &'a Rows<K>,
    dictionaries: &Dictionaries,
    wanted: Wanted<'_>,
) {
    let two = Wanted { limit: 2, ..wanted };
    let mut shown = best(other, rows, dictionaries, two).rows;
    shown.retain(|row| row.missing == 0 && !row.closed && row.score >= least);
    found.retain(|row| shown.iter().all(|new| new.slot != row.slot));
    let at = FRONT_ROWS - 2;
    found.splice(at..at, shown);
    found.truncate(wanted.limit);
}

/// Whether a needed term is no value, no date, and no part of a phrase.
fn is_unknown(plan: &Plan, terms: &[(Term, Stage)], at: usize) -> bool {
    let (term, _) = &terms[at];
    term.needed
        && !term.cue
        && plan.terms[at].is_unknown()
        && !plan.phrases.iter().any(|p| p.from <= at && at < p.to)
}
