//! A key that is held down. Its repeats come faster than a thin line shows what they do, and all that
//! is ahead of the screen runs on after the key is released. So while the line is behind, a held key
//! moves on by one step a frame: what is shown, and no more, is what the hand at the key goes by.
//! Keys that are pressed one by one are all kept, however fast they come.

use std::time::{Duration, Instant};

use crate::keymap::{Action, Key, Meaning};

use super::model::Model;

/// So many presses, each so soon after the other, are a keyboard's repeats: no hand is as fast. What
/// comes faster is a script's or a paste's, or was gathered up on its way.
const REPEATS: u32 = 6;
const SLOWEST: Duration = Duration::from_millis(80);
const FASTEST: Duration = Duration::from_millis(8);

/// More presses than these in one read are a burst, and no held key.
const BURST: usize = 4;

/// A key that is held has been released when nothing has come for so long.
pub const RELEASED: Duration = Duration::from_millis(150);

/// The last key, and how it came.
#[derive(Debug, Default)]
pub struct Held {
    key: Option<Key>,
    last: Option<Instant>,
    count: u32,
    /// Steps taken that no frame has shown yet.
    ahead: u32,
}

impl Held {
    /// Whether a key is held down.
    pub fn is_held(&self) -> bool {
        self.count >= REPEATS
    }

    /// When it is released, if nothing more comes.
    pub fn until(&self) -> Option<Instant> {
        self.last
            .filter(|_| self.is_held())
            .map(|last| last + RELEASED)
    }

    /// A frame has been drawn: everything is shown.
    pub fn shown(&mut self) {
        self.ahead = 0;
    }

    /// Nothing has come for a while.
    pub fn released(&mut self) {
        *self = Self::default();
    }

    /// What came in one read; the keys alone tell whether one is held.
    pub fn read(&mut self, keys: &[Key], now: Instant) {
        let Some((&key, rest)) = keys.split_first() else {
            self.released();
            return;
        };
        let between = self.last.map(|last| now.saturating_duration_since(last));
        let same = self.key == Some(key) && rest.iter().all(|other| *other == key);
        let late = between.is_none_or(|between| between > RELEASED);
        if !same || late || rest.len() >= BURST {
            *self = Self {
                key: Some(key),
                last: Some(now),
                count: 0,
                ahead: self.ahead,
            };
            return;
        }
        self.last = Some(now);
        // Two at once are two repeats that this program was too busy to read apart.
        let repeated = between.is_some_and(|between| (FASTEST..=SLOWEST).contains(&between));
        if repeated && !self.is_held() {
            self.count += 1;
        }
    }

    /// Whether a press is left out: the key is held, and the screen has yet to show the step before.
    pub fn leaves_out(&mut self, behind: bool) -> bool {
        if self.is_held() && behind && self.ahead > 0 {
            return true;
        }
        self.ahead += 1;
        false
    }
}

/// Whether a key only moves here: along a list, or from field to field.
pub fn only_moves(model: &Model, key: Key) -> bool {
    let place = model.place();
    if !model.keyboard.prefix.is_empty() {
        return false;
    }
    let meaning = model.keyboard.keymap.meaning(place, &[key.normal()]);
    let Meaning::Actions(actions) = meaning else {
        return false;
    };
    actions.iter().all(|action| {
        matches!(
            action,
            Action::ListUp
                | Action::ListDown
                | Action::ListPageUp
                | Action::ListPageDown
                | Action::FormNext
                | Action::FormPrevious
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: Key = Key::plain(crate::keymap::Code::Down);

    fn pressed(every: u64, times: u32) -> (Held, Instant) {
        let mut held = Held::default();
        let mut now = Instant::now();
        for _ in 0..times {
            held.read(&[DOWN], now);
            assert!(!held.leaves_out(false));
            now += Duration::from_millis(every);
        }
        (held, now)
    }

    #[test]
    fn even_repeats_are_a_held_key_and_its_steps_wait_for_the_screen() {
        let (mut held, now) = pressed(33, 7);
        assert!(held.is_held());
        held.shown();
        held.read(&[DOWN], now);
        assert!(!held.leaves_out(true), "one step is ahead of the screen");
        assert!(held.leaves_out(true), "and no more");
        assert!(
            !held.leaves_out(false),
            "on a line that keeps up all of them"
        );
        held.read(&[DOWN], now + RELEASED * 2);
        assert!(!held.is_held(), "released");
    }

    #[test]
    fn a_hand_a_script_and_a_paste_hold_nothing() {
        assert!(!pressed(130, 20).0.is_held(), "pressed one by one");
        assert!(!pressed(1, 20).0.is_held(), "written by a script");
        let mut held = Held::default();
        let now = Instant::now();
        for at in 0..10 {
            held.read(&[DOWN; 14], now + Duration::from_millis(33) * at);
        }
        assert!(!held.is_held(), "bursts");
    }
}
