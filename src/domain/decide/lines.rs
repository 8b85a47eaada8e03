//! Lines of a form's lists that stand elsewhere than before, and say what they said.

use crate::domain::codes::Pointer;
use crate::domain::consignment::Consignment;

/// A line's place before and after.
type Move = (Pointer, Pointer);

/// The lines that an insertion, a removal or another order has moved: what was answered about them
/// goes with them.
pub fn moved(before: &Consignment, after: &Consignment) -> Vec<Move> {
    let (freight, quoted) = (&before.freight, &before.quoted);
    let (freight_now, quoted_now) = (&after.freight, &after.quoted);
    [
        moved_in("/cargo", &before.cargo, &after.cargo),
        moved_in("/equipment", &before.equipment, &after.equipment),
        moved_in("/freight/rate", &freight.rate, &freight_now.rate),
        moved_in("/quoted/rate", &quoted.rate, &quoted_now.rate),
        moved_in(
            "/freight/surcharges",
            &freight.surcharges,
            &freight_now.surcharges,
        ),
        moved_in(
            "/quoted/surcharges",
            &quoted.surcharges,
            &quoted_now.surcharges,
        ),
    ]
    .concat()
}

fn moved_in<T: PartialEq>(list: &str, before: &[T], after: &[T]) -> Vec<Move> {
    let stays = |place: usize| before.get(place).is_some() && before.get(place) == after.get(place);
    let mut taken: Vec<usize> = Vec::new();
    let mut moves = Vec::new();
    for (from, line) in before.iter().enumerate().filter(|(from, _)| !stays(*from)) {
        let to =
            (0..after.len()).find(|to| after[*to] == *line && !stays(*to) && !taken.contains(to));
        if let Some(to) = to {
            taken.push(to);
            let at = |place: usize| Pointer::new(format!("{list}/{place}"));
            moves.push((at(from), at(to)));
        }
    }
    moves
}

/// Where a place of the form is after some lines have moved.
pub fn followed(at: &Pointer, moves: &[Move]) -> Pointer {
    let line = moves.iter().find(|(from, _)| at.is_within(from));
    line.map_or_else(
        || at.clone(),
        |(from, to)| {
            let rest = &at.as_str()[from.as_str().len()..];
            Pointer::new(format!("{}{rest}", to.as_str()))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(before: &[&str], after: &[&str]) -> Vec<(String, String)> {
        moved_in("/cargo", before, after)
            .into_iter()
            .map(|(from, to)| (from.as_str().to_owned(), to.as_str().to_owned()))
            .collect()
    }

    fn each(pairs: &[(usize, usize)]) -> Vec<(String, String)> {
        let at = |place: &usize| format!("/cargo/{place}");
        pairs.iter().map(|(from, to)| (at(from), at(to))).collect()
    }

    #[test]
    fn a_line_is_found_where_it_stands_now() {
        assert_eq!(
            moves(&["a", "b"], &["x", "a", "b"]),
            each(&[(0, 1), (1, 2)])
        );
        assert_eq!(
            moves(&["x", "a", "b"], &["a", "b"]),
            each(&[(1, 0), (2, 1)])
        );
        assert_eq!(moves(&["a", "b"], &["b", "a"]), each(&[(0, 1), (1, 0)]));
        assert_eq!(moves(&["a", "b"], &["a", "b", "c"]), each(&[]));
        assert_eq!(moves(&["a", "b"], &["a", "c"]), each(&[]));
        assert_eq!(moves(&["a", "a"], &["x", "a", "a"]), each(&[(0, 2)]));
    }

    #[test]
    fn what_is_within_a_line_goes_with_it() {
        let moves = [(Pointer::new("/cargo/1"), Pointer::new("/cargo/0"))];
        let is = |at: &str| followed(&Pointer::new(at), &moves).as_str().to_owned();
        assert_eq!(is("/cargo/1/gross_kg"), "/cargo/0/gross_kg");
        assert_eq!(is("/cargo/10/gross_kg"), "/cargo/10/gross_kg");
        assert_eq!(is("/pod"), "/pod");
    }
}
