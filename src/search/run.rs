//! How far to go for a row: as typed, with slips, pieces run together, one term short.

use super::dictionaries::Dictionaries;
use super::grade::{FRONT, SOUND, Stage};
use super::plan::Plan;
use super::query::{Term, dates};
use super::rank::{Ranked, Wanted, best};
use super::rows::Rows;
use chrono::NaiveDate;
use std::hash::Hash;

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
    let as_typed = attempt(strictly.clone(), 0, rows, dictionaries, wanted);
    let unknown: Vec<bool> = (0..strictly.len())
        .map(|i| is_unknown(&as_typed.plan, &strictly, i))
        .collect();
    let any_unknown = unknown.contains(&true);
    // What is known word for word is meant, even where all of it has closed.
    if !any_unknown && (as_typed.found() || as_typed.only_closed || wanted.limit == 0) {
        return as_typed;
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
    closed.unwrap_or(as_typed)
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
    let apart = move || {
        any_unknown
            .then(|| taken_apart(strictly, unknown, today, dictionaries))
            .flatten()
            .map(|terms| (terms, 0))
    };
    std::iter::once_with(apart)
        .flatten()
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
    let borrowed: Vec<(&Term, Stage)> = terms.iter().map(|(t, s)| (t, *s)).collect();
    let mut plan = Plan::new(&borrowed, dictionaries);
    plan.may_miss = may_miss;
    // Words alone that need not match find nothing by themselves, unless they do match.
    let meaningful = plan.terms.iter().any(|t| !t.is_unknown()) || !plan.phrases.is_empty();
    if !meaningful {
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
    let found = best(&plan, rows, dictionaries, wanted);
    let only_closed = found.is_empty() && !wanted.closed && {
        let closed = Wanted {
            limit: 1,
            closed: true,
            ..wanted
        };
        !best(&plan, rows, dictionaries, closed).is_empty()
    };
    Outcome {
        rows: found,
        terms,
        plan,
        only_closed,
    }
}

/// Whether a needed term is no value, no date, and no part of a phrase.
fn is_unknown(plan: &Plan, terms: &[(Term, Stage)], at: usize) -> bool {
    let (term, _) = &terms[at];
    term.needed
        && !term.cue
        && plan.terms[at].is_unknown()
        && !plan.phrases.iter().any(|p| p.from <= at && at < p.to)
}

/// The first stage at which the term is anything.
fn stage_for(term: &Term, dictionaries: &Dictionaries) -> Stage {
    if dictionaries.grades(&term.text, Stage::Loose).best > 0 {
        Stage::Loose
    } else {
        Stage::Fuzzy
    }
}

/// Each unknown term cut into pieces that are something on their own, where it can be.
fn taken_apart(
    terms: &[(Term, Stage)],
    unknown: &[bool],
    today: NaiveDate,
    dictionaries: &Dictionaries,
) -> Option<Vec<(Term, Stage)>> {
    let mut any = false;
    let mut out = Vec::new();
    for ((term, stage), unknown) in terms.iter().zip(unknown) {
        let pieces = if *unknown {
            pieces(&term.text, today, dictionaries)
        } else {
            None
        };
        match pieces {
            Some(pieces) => {
                any = true;
                out.extend(pieces.into_iter().map(|piece| (piece, Stage::Strict)));
            }
            None if *unknown => out.push((term.clone(), stage_for(term, dictionaries))),
            None => out.push((term.clone(), *stage)),
        }
    }
    (any && out.len() <= super::query::MOST_TERMS * 2).then_some(out)
}

/// "ymrtm", "28novhlcu", "shaham": two or three pieces, each a code, a name or a date by itself.
fn pieces(text: &str, today: NaiveDate, dictionaries: &Dictionaries) -> Option<Vec<Term>> {
    const LONGEST: usize = 30;
    let chars: Vec<char> = text.chars().collect();
    let n = chars.len();
    if !(4..=LONGEST).contains(&n) || !text.is_ascii() {
        return None;
    }
    // By end: how many pieces, minus their grades, where the last one begins.
    let mut ways: Vec<Option<(usize, i32, usize)>> = vec![None; n + 1];
    ways[0] = Some((0, 0, 0));
    for end in 2..=n {
        ways[end] = (0..=end - 2)
            .filter(|start| *start > 0 || end < n)
            .filter_map(|start| {
                let (count, grade, _) = ways[start].filter(|(count, ..)| *count < 3)?;
                let more = worth(&text[start..end], end == n, today, dictionaries)?;
                Some((count + 1, grade - more, start))
            })
            .min();
    }
    ways[n]?;
    let mut out = Vec::new();
    let mut end = n;
    while end > 0 {
        let (_, _, start) = ways[end]?;
        let piece = &text[start..end];
        let days = date(piece, today).unwrap_or_default();
        out.push(Term {
            raw: piece.to_owned(),
            text: piece.to_owned(),
            days,
            fields: Vec::new(),
            needed: true,
            cue: false,
        });
        end = start;
    }
    out.reverse();
    Some(out)
}

/// What a piece is worth by itself; short ones must be exactly something, and the last one may be
/// the front of a name.
fn worth(piece: &str, last: bool, today: NaiveDate, dictionaries: &Dictionaries) -> Option<i32> {
    if date(piece, today).is_some() && piece.len() > 2 {
        return Some(i32::from(SOUND));
    }
    let best = dictionaries.grades(piece, Stage::Strict).best;
    let enough = if piece.len() >= 4 || last && piece.len() >= 3 {
        FRONT
    } else {
        SOUND
    };
    (best >= enough).then_some(i32::from(best))
}

fn date(piece: &str, today: NaiveDate) -> Option<Vec<dates::Days>> {
    let chars: Vec<char> = piece.chars().collect();
    dates::scan(&chars, 0, today)
        .filter(|s| s.len == chars.len())
        .map(|s| s.days)
}
