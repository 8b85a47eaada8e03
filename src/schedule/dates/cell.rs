//! What one cell says of a date.

use super::settle::MIDNIGHT;
use super::written::{self, Clock, Day, Written};
use crate::schedule::grid::Cell;

/// The hour of a cell that is a part of a day: `0.5` is noon.
pub(in crate::schedule) fn clock_of(cell: &Cell) -> Option<Clock> {
    let time = match cell {
        Cell::Hour(time) => *time,
        Cell::Number(number) if (0.0..1.0).contains(number) => {
            let seconds = (number * 1440.0).round() * 60.0;
            chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds as u32 % 86_400, 0)?
        }
        _ => return None,
    };
    Some(Clock {
        time,
        next_day: false,
    })
}

/// What one cell says.
pub(in crate::schedule) fn written_of_cell(cell: &Cell) -> Written {
    let given = |at: chrono::NaiveDateTime, hour: bool| Written::Given {
        day: Day::Full(Some(at.date())),
        hour: hour.then(|| {
            Some(Clock {
                time: at.time(),
                next_day: false,
            })
        }),
        weekday: None,
    };
    match cell {
        Cell::Blank => Written::Blank,
        Cell::Moment { at, hour } => given(*at, *hour),
        Cell::Hour(time) => Written::Given {
            day: Day::Unsaid,
            hour: Some(Some(Clock {
                time: *time,
                next_day: false,
            })),
            weekday: None,
        },
        Cell::Number(number) => match written::serial(*number) {
            Some(at) => given(at, at.time() != MIDNIGHT),
            None if (0.0..1.0).contains(number) && *number > 0.0 => {
                clock_of(cell).map_or(Written::NoDate, |clock| Written::Given {
                    day: Day::Unsaid,
                    hour: Some(Some(clock)),
                    weekday: None,
                })
            }
            None => {
                let text = number.to_string();
                // A number with one digit behind its point has lost a zero, or has not: 11.3.
                match text.split_once('.') {
                    Some((_, fraction)) if fraction.len() != 2 => Written::NoDate,
                    _ => written::read(&text),
                }
            }
        },
        Cell::Text(text) => written::read(text),
    }
}
