//! Chinese terms against Chinese names.

use super::form::{Form, FormKind};
use super::grade::{EXACT, FRONT, Grade, How, INSIDE, Probe, Stage, TYPO, TYPOS, WORD};
use super::letters::Letters;

/// Grades one name against a term with Chinese in it.
pub fn grade(probe: &Probe, form: &Form, stage: Stage) -> Option<Grade> {
    if form.sounds.is_empty() {
        return None;
    }
    let graded = match stage {
        Stage::Strict => as_typed(probe, form),
        Stage::Loose => loosely(probe, form),
        Stage::Fuzzy => None,
    }?;
    let less = match form.kind {
        FormKind::Group => 4,
        FormKind::Fringe => 5,
        _ => return Some(graded),
    };
    // A region's name is whole or not at all: 美 is no beginning of 美西.
    (graded.score >= FRONT).then(|| Grade {
        score: graded.score - less,
        how: How::Whole,
    })
}

fn as_typed(probe: &Probe, form: &Form) -> Option<Grade> {
    let (term, text) = (probe.text.as_str(), &*form.letters.text);
    if term == text {
        return Grade::whole(EXACT);
    }
    let at = text.find(term)?;
    let score = match (at, probe.len) {
        (0, _) => FRONT,
        (_, 1) => INSIDE,
        _ => WORD,
    };
    Grade::range(score, at, at + term.len())
}

fn loosely(probe: &Probe, form: &Form) -> Option<Grade> {
    if probe.len < 2 {
        return None;
    }
    let letters = &*form.letters.text;
    if let Some(pieces) = in_order(&probe.text, letters) {
        return Some(Grade {
            score: TYPO - 1,
            how: How::Pieces(pieces),
        });
    }
    let one_slip = || strsim::osa_distance(&probe.text, letters) == 1;
    (probe.len >= 3 && letters.chars().count().abs_diff(probe.len) <= 1 && one_slip()).then_some(
        Grade {
            score: TYPOS,
            how: How::Whole,
        },
    )
}

/// Grades one reading: the input method's commonest slip is the right sounds, another character.
pub fn of_sound(probe: &Probe, kind: FormKind, sound: &Letters, stage: Stage) -> Option<u8> {
    // A region's name is whole or not at all.
    if stage != Stage::Loose || probe.len < 2 || kind.is_group() {
        return None;
    }
    let score = |said: &Letters| {
        if said.text == sound.text {
            return TYPO + 1;
        }
        if sound.text.starts_with(&*said.text) {
            TYPO
        } else {
            0
        }
    };
    let best = probe.sounds.iter().map(score).max()?;
    (best > 0).then_some(best)
}

/// The term's characters in this order, the first one at the front: 安普 for 安特卫普.
fn in_order(term: &str, text: &str) -> Option<Vec<(usize, usize)>> {
    // The first place of the first one is at the front, or it is none.
    if text.chars().next() != term.chars().next() {
        return None;
    }
    let mut places = text.char_indices();
    let mut found = Vec::new();
    for c in term.chars() {
        let (at, _) = places.find(|(_, t)| *t == c)?;
        found.push((at, at + c.len_utf8()));
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(term: &str, name: &str, stage: Stage) -> Option<u8> {
        grade(&Probe::new(term), &Form::name(name), stage).map(|g| g.score)
    }

    #[test]
    fn a_part_is_enough() {
        assert_eq!(score("鹿特丹", "鹿特丹", Stage::Strict), Some(EXACT));
        assert_eq!(score("鹿特", "鹿特丹", Stage::Strict), Some(FRONT));
        assert_eq!(score("海运", "中远海运", Stage::Strict), Some(WORD));
    }

    #[test]
    fn homophones_and_shortenings_are_found() {
        assert!(score("鹿特单", "鹿特丹", Stage::Loose).is_some());
        assert!(score("安普", "安特卫普", Stage::Loose).is_some());
        assert!(score("上海", "鹿特丹", Stage::Loose).is_none());
    }
}
