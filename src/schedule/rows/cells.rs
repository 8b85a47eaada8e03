//! What date cells say, alone or together.

use super::super::dates::cell::{clock_of, written_of_cell};
use super::super::dates::{Day, Written, written};
use super::super::grid::{Cell, Row};
use super::super::headings::comparable;
use super::super::layout::Column;
use super::super::plain::narrow;

/// What the columns of one date say: a day in one and an hour in another are joined. With the column
/// that is to blame where it is no date.
pub(super) fn written_of<'c>(row: &Row, columns: &[&'c Column]) -> (Written, Option<&'c Column>) {
    let filled: Vec<(&Column, &Cell, Written)> = columns
        .iter()
        .map(|column| (*column, row.cell(column.place as usize)))
        .filter(|(_, cell)| !cell.is_blank())
        .map(|(column, cell)| (column, cell, written_of_cell(cell)))
        .collect();
    let (column, only) = match &filled[..] {
        [] => return (Written::Blank, columns.first().copied()),
        [(column, _, written)] => return (written.clone(), Some(column)),
        [(column, _, written), ..] => (*column, written.clone()),
    };
    let with_day = filled.iter().position(|(_, _, written)| {
        matches!(written, Written::Exact(_))
            || matches!(written, Written::Given { day, .. } if !matches!(day, Day::Unsaid | Day::Four(_)))
    });
    let Some(place) = with_day else {
        return (only, Some(column));
    };
    let (column, _, day) = &filled[place];
    let mut day = day.clone();
    for (other, cell, written) in filled.iter().filter(|(other, ..)| other != column) {
        let Written::Given { hour, weekday, .. } = &mut day else {
            break;
        };
        match (written, clock_of(cell)) {
            (_, Some(clock)) if hour.is_none() => *hour = Some(Some(clock)),
            (
                Written::Given {
                    day: Day::Unsaid,
                    hour: said,
                    weekday: on,
                },
                None,
            ) => {
                *hour = hour.or(*said);
                *weekday = weekday.or(*on);
            }
            (
                Written::Given {
                    day: Day::Four(digits),
                    ..
                },
                None,
            ) if hour.is_none() => *hour = Some(written::clock(digits / 100, digits % 100)),
            (Written::Unannounced | Written::NoDate, None)
                if hour.is_none() && is_of_hours(other) =>
            {
                return (written.clone(), Some(other));
            }
            _ => {}
        }
    }
    (day, Some(column))
}

/// Whether a column, one of several of the same date, holds its hour.
fn is_of_hours(column: &Column) -> bool {
    let heading = comparable(&column.heading);
    ["TIME", "HOUR", "HRS", "HHMM", "时间", "时刻", "点"]
        .iter()
        .any(|word| heading.contains(word))
}

/// The days at sea that a cell gives in place of a date: `32天`, `32 DAYS`.
pub(super) fn days_of(cell: &Cell) -> Option<u64> {
    let text = narrow(&cell.text());
    let digits = ["天", "DAYS", "DAY", "D"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))?;
    digits
        .trim_start_matches(['+', '约'])
        .trim_start_matches("直达")
        .trim_start_matches("直航")
        .trim()
        .parse()
        .ok()
        .filter(|days| *days <= 120)
}

/// Whether a rotation's cell says that the vessel calls, and not when.
pub(super) fn is_tick(cell: &Cell) -> bool {
    let text = narrow(&cell.text());
    ["√", "✓", "✔", "☑", "●", "○", "Y", "YES", "挂", "靠", "挂靠"].contains(&text.as_str())
}

/// The days at sea that a rotation's cell may give bare: `32`.
pub(super) fn bare_days_of(cell: &Cell) -> Option<u64> {
    let text = narrow(&cell.text());
    days_of(cell).or_else(|| {
        text.trim_start_matches('+')
            .parse()
            .ok()
            .filter(|days| (1..=90).contains(days))
    })
}
