//! Chinese terms against Chinese names.

use super::form::{Form, FormKind};
use super::grade::{EXACT, FRONT, Grade, How, INSIDE, Probe, Stage, TYPO, TYPOS, WORD};

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
    // The input method's commonest slip: the right sounds, another character.
    for said in &probe.sounds {
        for sound in &form.sounds {
            if said.text == sound.text {
                return Grade::whole(TYPO + 1);
            }
            if probe.len >= 2 && sound.text.starts_with(&*said.text) {
                return Grade::whole(TYPO);
            }
        }
    }
    let letters = &*form.letters.text;
    if let Some(pieces) = in_order(&probe.text, letters) {
        return Some(Grade {
            score: TYPO - 1,
            how: How::Pieces(pieces),
        });
    }
    let wrong = strsim::osa_distance(&probe.text, letters);
    (probe.len >= 3 && wrong == 1).then_some(Grade {
        score: TYPOS,
        how: How::Whole,
    })
}

/// The term's characters in this order, the first one at the front: 安普 for 安特卫普.
fn in_order(term: &str, text: &str) -> Option<Vec<(usize, usize)>> {
    let mut places = text.char_indices();
    let mut found = Vec::new();
    for c in term.chars() {
        let (at, _) = places.find(|(_, t)| *t == c)?;
        found.push((at, at + c.len_utf8()));
    }
    (found.first()?.0 == 0).then_some(found)
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
