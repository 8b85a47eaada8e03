//! Slips of the finger, first letters among them.

use crate::random::Random;

const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The word with one slip, never the word itself; `None` for words too short to be recognised.
pub fn slip(word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 5 || !letters.iter().all(char::is_ascii_alphabetic) {
        return None;
    }
    for _ in 0..20 {
        let mut typed = letters.clone();
        let at = if random.chance(12) {
            0
        } else {
            1 + random.below(letters.len() - 1)
        };
        match random.below(4) {
            0 => typed[at] = beside(typed[at], random),
            1 => drop(typed.remove(at)),
            2 => typed.insert(at, letters[at]),
            _ if at + 1 < typed.len() => typed.swap(at, at + 1),
            _ => continue,
        }
        if typed != letters {
            return Some(typed.into_iter().collect());
        }
    }
    None
}

fn beside(letter: char, random: &mut Random) -> char {
    let Some(row) = ROWS.iter().find(|row| row.contains(letter)) else {
        return letter;
    };
    let keys: Vec<char> = row.chars().collect();
    let at = keys.iter().position(|k| *k == letter).unwrap_or(0);
    if at == 0 || at + 1 < keys.len() && random.chance(50) {
        keys[at + 1]
    } else {
        keys[at - 1]
    }
}
