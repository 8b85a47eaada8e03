//! The hour that ends a date.

use super::pieces::Piece;
use super::{Hour, clock};

/// The hour that ends a date: nothing, `12:00`, `1200`, `12时30分`, `5PM`, `下午5点`. The outer
/// `None`: what stands there is no hour at all.
#[allow(clippy::option_option)]
pub(in crate::schedule::dates) fn hour(pieces: &[Piece]) -> Option<Option<Hour>> {
    use Piece::{Afternoon, Blank, Colon, Half, HourMark, MinuteMark, Morning, Noon, Number, Sign};
    let mut rest: Vec<Piece> = pieces
        .iter()
        .copied()
        .filter(|piece| *piece != Blank)
        .collect();
    while matches!(
        rest.first(),
        Some(Sign('/' | '-' | '.' | ',' | '、' | '，'))
    ) {
        rest.remove(0);
    }
    while matches!(rest.last(), Some(Sign('.' | ',' | '-'))) {
        rest.pop();
    }
    if rest.is_empty() {
        return Some(None);
    }
    let half = rest
        .iter()
        .copied()
        .find(|piece| matches!(piece, Morning | Afternoon | Noon));
    rest.retain(|piece| !matches!(piece, Morning | Afternoon | Noon));
    let (hour, minute) = match rest[..] {
        [] if half == Some(Noon) => (12, 0),
        [Number(hour, 1..=2), Colon | Sign('.'), Number(minute, 2)]
        | [
            Number(hour, 1..=2),
            Colon,
            Number(minute, 2),
            Colon,
            Number(_, 2),
        ]
        | [Number(hour, 1..=2), HourMark, Number(minute, 1..=2)]
        | [
            Number(hour, 1..=2),
            HourMark,
            Number(minute, 1..=2),
            MinuteMark,
        ] => (hour, minute),
        [
            Number(hour, 1..=2),
            Colon,
            Number(minute, 2),
            Colon,
            Number(_, 2),
            Sign('.'),
            Number(..),
        ] => (hour, minute),
        // A half of the day without an hour in it leaves the day.
        [] if half.is_some() => return Some(None),
        [Number(hour, 1..=2), HourMark] => (hour, 0),
        [Number(hour, 1..=2), HourMark, Half] => (hour, 30),
        [Number(hour, 1..=2)] if half.is_some() => (hour, 0),
        [Number(digits, 3..=4)] => (digits / 100, digits % 100),
        [Number(digits, 6)] => (digits / 10_000, digits / 100 % 100),
        _ => return None,
    };
    let hour = match half {
        Some(Afternoon) if hour < 12 => hour + 12,
        Some(Morning) if hour == 12 => 0,
        _ => hour,
    };
    Some(Some(clock(hour, minute)))
}
