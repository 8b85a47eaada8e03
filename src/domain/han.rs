//! Chinese characters: the traditional ones as their simplified twins.

use std::sync::LazyLock;

const PAIRS: &str = include_str!("traditional.txt");

/// The plain ideographs, where every traditional character of the table stands.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = ('\u{4E00}'..='\u{9FFF}').collect();
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    for pair in lines.flat_map(str::split_whitespace) {
        let mut letters = pair.chars();
        if let (Some(traditional), Some(simplified)) = (letters.next(), letters.next())
            && let Some(place) = table.get_mut((traditional as u32 - FIRST) as usize)
        {
            *place = simplified;
        }
    }
    table
});

/// A traditional character as the simplified one; any other letter as it is. What shippers and lines
/// of Taiwan and Hong Kong write is looked up in tables that are written in simplified characters.
pub fn simplified(letter: char) -> char {
    match letter as u32 {
        code @ FIRST..=LAST => SIMPLIFIED
            .get((code - FIRST) as usize)
            .copied()
            .unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_become_simplified_and_others_stay() {
        let folded: String = "冷凍雞翅，鋰電池 ABC 餅乾 長榮 寧波，发 é 𠮷"
            .chars()
            .map(simplified)
            .collect();
        assert_eq!(folded, "冷冻鸡翅，锂电池 ABC 饼干 长荣 宁波，发 é 𠮷");
    }
}
