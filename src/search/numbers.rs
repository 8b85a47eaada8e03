//! Grades for numbers: voyages, jobs, bookings and bills.

use super::form::Form;
use super::grade::{EXACT, FRONT, Grade, How, INSIDE, PIECES, Probe, Stage, WORD};
use super::voyage::{self, VoyageFit};

/// How well a term fits a voyage.
pub fn voyage_score(probe: &Probe, form: &Form) -> Option<u8> {
    let whole = voyage::without_lead(&form.letters.text);
    Some(match voyage::fit(&probe.voyage, whole)? {
        VoyageFit::Same => EXACT,
        VoyageFit::Front => WORD,
        // People read out the tail of a number.
        VoyageFit::Tail => WORD + 1,
        VoyageFit::Inside => INSIDE,
    })
}

/// Grades a voyage.
pub fn voyage_grade(probe: &Probe, form: &Form) -> Option<Grade> {
    let score = voyage_score(probe, form)?;
    let shown = &form.letters.text;
    match shown.rfind(voyage::stripped(&probe.voyage)) {
        Some(at) if score < EXACT => {
            Grade::range(score, at, at + voyage::stripped(&probe.voyage).len())
        }
        _ => Grade::whole(score),
    }
}

/// Grades job, booking and bill numbers: the whole, the front, the tail that people read out.
pub fn number_grade(probe: &Probe, form: &Form, stage: Stage) -> Option<Grade> {
    let (term, text) = (probe.text.as_str(), &*form.letters.text);
    if stage != Stage::Strict || probe.mask & !form.letters.mask != 0 {
        return None;
    }
    if term == text {
        return Grade::whole(EXACT);
    }
    if text.starts_with(term) {
        return Grade::range(FRONT, 0, term.len());
    }
    if probe.len >= 2 && text.ends_with(term) {
        let at = text.len() - term.len();
        // 123 is the end of KF2026000123 as a number, and not of KF2026000923.
        let number = text.as_bytes()[..at].ends_with(b"0") && !term.starts_with('0');
        return Grade::range(if number { FRONT } else { WORD }, at, text.len());
    }
    if let Some(at) = text.find(term).filter(|_| probe.len >= 3) {
        return Grade::range(PIECES, at, at + term.len());
    }
    // Its letters and its tail, the year left out: KF000004.
    let letters = term
        .find(|c: char| c.is_ascii_digit())
        .filter(|at| *at > 0)?;
    let (front, tail) = term.split_at(letters);
    let fits = tail.len() >= 3 && text.starts_with(front) && text.ends_with(tail);
    let at = text.len() - tail.len().min(text.len());
    fits.then(|| Grade {
        score: WORD,
        how: How::Pieces(vec![(0, front.len()), (at, text.len())]),
    })
}
