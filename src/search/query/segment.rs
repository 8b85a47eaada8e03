//! Chinese has no blanks: a run is cut where the index's words and the trade's words say so.

use crate::search::schema::Schema;

/// What the index knows of Chinese words.
pub trait Lexicon {
    /// Whether some value is called exactly this.
    fn is_name(&self, han: &str) -> bool;
    /// Whether it is a part of two or more characters of some value's name.
    fn is_part(&self, han: &str) -> bool;
}

/// Longer words are not tried.
const LONGEST: usize = 14;

/// Cuts the run at the least cost; gives the pieces as character ranges.
pub fn segment(run: &[char], schema: &Schema, lexicon: &impl Lexicon) -> Vec<(usize, usize)> {
    const UNKNOWN: u32 = 20;
    // The cheapest way to each place: its cost, where its last piece began, whether that is a word.
    let mut ways: Vec<(u32, usize, Sort)> = vec![(0, 0, Sort::Name)];
    for end in 1..=run.len() {
        let step = (end.saturating_sub(LONGEST)..end).map(|start| {
            let piece: String = run[start..end].iter().collect();
            let (cost, sort) = if lexicon.is_name(&piece) {
                (10, Sort::Name)
            } else if schema.is_optional(&piece) {
                (12, Sort::Optional)
            } else if end - start >= 2 && lexicon.is_part(&piece) {
                (15, Sort::Part)
            } else {
                (
                    UNKNOWN * u32::try_from(end - start).unwrap_or(u32::MAX / 64) + 1,
                    Sort::Unknown,
                )
            };
            (ways[start].0 + cost, start, sort)
        });
        let best = step
            .min_by_key(|(cost, start, _)| (*cost, *start))
            .unwrap_or((0, 0, Sort::Unknown));
        ways.push(best);
    }
    let mut pieces = Vec::new();
    let mut end = run.len();
    while end > 0 {
        let (_, start, sort) = ways[end];
        pieces.push((start, end, sort));
        end = start;
    }
    pieces.reverse();
    joined(pieces)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Name,
    Part,
    Optional,
    Unknown,
}

/// A part of a name next to characters nobody knows is one word with a slip in it: 鹿特单.
fn joined(pieces: Vec<(usize, usize, Sort)>) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize, Sort)> = Vec::new();
    for (start, end, sort) in pieces {
        let slip = |a: Sort, b: Sort| a == Sort::Unknown && matches!(b, Sort::Part | Sort::Unknown);
        match out.last_mut() {
            Some(last) if slip(last.2, sort) || slip(sort, last.2) => {
                last.1 = end;
                last.2 = Sort::Unknown;
            }
            _ => out.push((start, end, sort)),
        }
    }
    out.into_iter()
        .map(|(start, end, _)| (start, end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::schema::{FieldKind, FieldSpec};

    struct Words(&'static [&'static str]);

    impl Lexicon for Words {
        fn is_name(&self, han: &str) -> bool {
            self.0.contains(&han)
        }
        fn is_part(&self, han: &str) -> bool {
            self.0.iter().any(|w| w.contains(han))
        }
    }

    fn cut(run: &str) -> Vec<String> {
        let fields = vec![FieldSpec {
            name: "pod",
            kind: FieldKind::Name,
            handicap: 0,
            cues: &["到"],
        }];
        let schema = Schema::new(fields, &["港"]);
        let chars: Vec<char> = run.chars().collect();
        let words = Words(&["上海", "汉堡", "鹿特丹", "中远海运", "长荣", "香港"]);
        segment(&chars, &schema, &words)
            .into_iter()
            .map(|(a, b)| chars[a..b].iter().collect())
            .collect()
    }

    #[test]
    fn a_run_is_cut_at_the_words() {
        assert_eq!(cut("上海到汉堡"), ["上海", "到", "汉堡"]);
        assert_eq!(cut("中远海运鹿特丹港"), ["中远海运", "鹿特丹", "港"]);
        assert_eq!(cut("长荣鹿特"), ["长荣", "鹿特"]);
    }

    #[test]
    fn a_slip_stays_with_its_word() {
        assert_eq!(cut("鹿特单"), ["鹿特单"]);
        assert_eq!(cut("长荣鹿特单"), ["长荣", "鹿特单"]);
    }
}
