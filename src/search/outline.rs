//! All names side by side in outline, so that those that a term can't fit are passed over without
//! being looked up.

use super::form::{Form, FormKind};
use super::grade::{Probe, Stage, of_letters, of_sound};
use super::letters::{Letters, mask};
use super::sieve::han_mask;
use super::sound;
use super::typo::{self, Start};
use std::ops::Range;

/// The names of all lists, in order.
#[derive(Debug, Default)]
pub struct Outlines {
    names: Vec<Outline>,
    starts: Vec<Start>,
    /// By list, where its names end.
    ends: Vec<u32>,
}

/// A name as it is written, or one of its readings.
#[derive(Debug, Clone, Copy)]
struct Outline {
    /// Its letters.
    mask: u64,
    /// Its Chinese characters.
    han: u64,
    /// The first letters of its words.
    heads: u64,
    /// The first of its starts, and how many there are.
    starts: u32,
    count: u16,
    /// Which form of the list it is of.
    form: u16,
    /// 0 as it is written, else which of its readings.
    sound: u8,
    kind: FormKind,
}

impl Outlines {
    /// Takes in the next list's names.
    pub fn push(&mut self, forms: &[Form]) {
        for (at, form) in (0..=u16::MAX).zip(forms) {
            self.add(at, 0, form.kind, &form.letters);
            for (sound, letters) in (1..=u8::MAX).zip(&form.sounds) {
                self.add(at, sound, form.kind, letters);
            }
        }
        self.ends.push(place(self.names.len()));
    }

    fn add(&mut self, form: u16, sound: u8, kind: FormKind, letters: &Letters) {
        let from = self.starts.len();
        let starts = Start::of(letters).take(usize::from(u16::MAX));
        self.starts.extend(starts);
        let words = letters.words().map(|word| word.chars().next());
        self.names.push(Outline {
            mask: letters.mask,
            han: han_mask(&letters.text),
            heads: words
                .flatten()
                .fold(0, |heads, c| heads | mask(c.encode_utf8(&mut [0; 4]))),
            starts: place(from),
            count: u16::try_from(self.starts.len() - from).unwrap_or(u16::MAX),
            form,
            sound,
            kind,
        });
    }

    /// The best grade of a list's names, 0 for none.
    pub fn best(&self, list: u32, forms: &[Form], probe: &Probe, stage: Stage) -> u8 {
        let end = |list: u32| self.ends[list as usize] as usize;
        let from = list.checked_sub(1).map_or(0, end);
        let mut best = 0;
        for name in &self.names[from..end(list)] {
            let starts = &self.starts[name.starts()];
            if name.lets(probe, starts, stage) {
                best = best.max(name.grade(forms, probe, starts, stage).unwrap_or(0));
            }
        }
        best
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        size_of_val(&*self.names) + size_of_val(&*self.starts) + size_of_val(&*self.ends)
    }
}

impl Outline {
    fn starts(&self) -> Range<usize> {
        let from = self.starts as usize;
        from..from + usize::from(self.count)
    }

    /// Whether the term may fit at this stage.
    #[inline]
    fn lets(&self, probe: &Probe, starts: &[Start], stage: Stage) -> bool {
        let all_letters = probe.mask & !self.mask == 0;
        if probe.han {
            return match (stage, self.sound) {
                (Stage::Loose, _) if probe.len < 2 => false,
                (Stage::Strict, 0) => probe.characters & !self.han == 0,
                (Stage::Loose, 0) => {
                    let lacks = |of: u64, others: u64| (of & !others).count_ones();
                    let (lost, new) = (
                        lacks(probe.characters, self.han),
                        lacks(self.han, probe.characters),
                    );
                    lost == 0 || lost == 1 && new <= 1
                }
                (Stage::Loose, _) => probe.sounds.iter().any(|said| said.mask & !self.mask == 0),
                _ => false,
            };
        }
        match stage {
            Stage::Strict => all_letters && probe.first & self.heads != 0,
            // Three consonants, or the initials of a company.
            Stage::Loose if probe.len < typo::SHORTEST => {
                let long_enough = if self.sound == 0 {
                    probe.len == 3
                } else {
                    self.count >= sound::COMPANY
                };
                long_enough && self.kind == FormKind::Name && probe.first & self.heads != 0
            }
            Stage::Loose if self.sound > 0 => starts
                .first()
                .is_some_and(|start| probe.typed.may_be(start)),
            Stage::Loose => all_letters || starts.iter().any(|start| probe.typed.may_be(start)),
            Stage::Fuzzy => all_letters && self.sound == 0,
        }
    }

    fn grade(&self, forms: &[Form], probe: &Probe, starts: &[Start], stage: Stage) -> Option<u8> {
        let form = &forms[usize::from(self.form)];
        let starts = starts.iter().copied();
        match self.sound.checked_sub(1) {
            None => of_letters(probe, form, starts, stage).map(|grade| grade.score),
            Some(sound) => {
                let sound = &form.sounds[usize::from(sound)];
                of_sound(probe, self.kind, sound, starts, stage)
            }
        }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
