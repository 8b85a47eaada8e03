//! A row's departure, arrivals and cut-offs.

use chrono::NaiveDate;

use super::super::dates::{Day, Trouble, Written, settle, written};
use super::super::grid::{Cell, Row};
use super::super::headings::Field;
use super::super::layout::Column;
use super::super::plain::{self, narrow};
use super::cells::{bare_days_of, days_of, is_tick, written_of};
use super::ports::Call;
use super::{Draft, RowReader};
use crate::domain::sailing::CutOff;
use crate::domain::{CutOffKind, CutOffs, PortCode, Text};
use crate::reference::Port;

/// Schedules are made for months, not for years: a departure so many days ahead is doubted.
const FAR_AHEAD: i64 = 730;
/// And one so many days ago.
const LONG_AGO: i64 = 300;

impl RowReader<'_> {
    pub(super) fn departure(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
    ) -> Option<settle::Moment> {
        let columns: Vec<&Column> = layout
            .iter()
            .filter(|column| column.holds(Field::Etd) && column.port.is_none())
            .collect();
        let (written, column) = written_of(row, &columns);
        match settle::departure(
            &written,
            column.and_then(|column| column.order),
            self.options.as_of,
        ) {
            Ok(Some(at)) => {
                if let Some(column) = column {
                    weekday(draft, column, at);
                    self.doubt_year(draft, column, at.date);
                    draft.doubt_day(&columns, column, at.date, |written, column| {
                        settle::departure(written, column.order, self.options.as_of)
                    });
                }
                draft.remarks.extend(notes_of(row, &columns));
                Some(at)
            }
            Ok(None) => {
                draft.reject(column, Text::of("schedule.no-etd"));
                None
            }
            Err(trouble) => {
                let text = column
                    .map(|column| row.cell(column.place as usize).text().into_owned())
                    .unwrap_or_default();
                draft.reject(column, reason(trouble, &text));
                None
            }
        }
    }

    /// A departure that lies years away has its year mistyped.
    fn doubt_year(&self, draft: &mut Draft<'_>, column: &Column, etd: NaiveDate) {
        let as_of = self.options.as_of;
        let ahead = (etd - as_of).num_days();
        if !(-LONG_AGO..=FAR_AHEAD).contains(&ahead) {
            draft.warn(
                Some(column),
                Text::of("schedule.far-date")
                    .with("date", etd)
                    .with("as_of", as_of),
            );
        }
    }

    /// A call's arrival. `Err`: it is wrong, and said so.
    pub(super) fn arrival(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
        etd: NaiveDate,
        call: &Call,
    ) -> Result<Option<NaiveDate>, ()> {
        let columns: Vec<&Column> = match &call.column {
            Some(column) => vec![column],
            None => layout
                .iter()
                .filter(|column| column.holds(Field::Eta) && column.port.is_none())
                .collect(),
        };
        let Some(column) = columns.first().copied() else {
            return Ok(None);
        };
        let in_rotation = call.column.is_some();
        let say = |draft: &mut Draft<'_>, column: &Column, reason: Text| {
            if in_rotation {
                draft.reject_call(column, reason);
            } else {
                draft.reject(Some(column), reason);
            }
        };
        let cell = row.cell(column.place as usize);
        if in_rotation && is_tick(cell) {
            return Ok(None);
        }
        if in_rotation && let Some(days) = bare_days_of(cell) {
            return Ok(etd.checked_add_days(chrono::Days::new(days)));
        }
        if !in_rotation && columns.len() == 1 && days_of(cell).is_some() {
            // Days at sea are no arrival: kept as they are said.
            draft.remarks.push(plain::one_line(&cell.text()));
            return Ok(None);
        }
        let (written, blamed) = written_of(row, &columns);
        let column = blamed.unwrap_or(column);
        match settle::arrival(&written, column.order, etd) {
            Ok(Some(at)) if at.date < etd => {
                say(
                    draft,
                    column,
                    Text::of("schedule.eta-before-etd")
                        .with("eta", at.date)
                        .with("etd", etd),
                );
                Err(())
            }
            Ok(Some(at)) => {
                weekday(draft, column, at);
                if !in_rotation {
                    draft.doubt_day(&columns, column, at.date, |written, column| {
                        settle::arrival(written, column.order, etd)
                    });
                    draft.remarks.extend(notes_of(row, &columns));
                }
                Ok(Some(at.date))
            }
            Ok(None) => Ok(None),
            Err(trouble) => {
                let text = row.cell(column.place as usize).text().into_owned();
                say(draft, column, reason(trouble, &text));
                Err(())
            }
        }
    }

    pub(super) fn cut_offs(
        &self,
        row: &Row,
        draft: &mut Draft<'_>,
        layout: &[Column],
        pol: &Port,
        etd: settle::Moment,
    ) -> CutOffs {
        let mut cut_offs = CutOffs::default();
        for (field, kind) in [
            (Field::Cy, CutOffKind::Cy),
            (Field::Si, CutOffKind::Si),
            (Field::Vgm, CutOffKind::Vgm),
            (Field::Customs, CutOffKind::Customs),
            (Field::Ams, CutOffKind::Ams),
        ] {
            let of_port = |port: Option<&PortCode>| -> Vec<&Column> {
                layout
                    .iter()
                    .filter(|column| column.holds(field) && column.port.as_ref() == port)
                    .collect()
            };
            let mut columns = of_port(Some(&pol.code));
            if columns.is_empty() {
                columns = of_port(None);
            }
            let (written, Some(column)) = written_of(row, &columns) else {
                continue;
            };
            let written = counted_from_heading(written, column);
            let text = row.cell(column.place as usize).text().into_owned();
            match settle::cut_off(&written, column.order, etd) {
                Ok(None) => {}
                Ok(Some(at)) if is_after(at, etd) => {
                    let reason = Text::of("schedule.cut-off-after-etd").with("etd", etd.date);
                    if !draft
                        .troubles
                        .iter()
                        .any(|trouble| trouble.column == column.heading)
                    {
                        draft.reject(Some(column), reason);
                    }
                }
                Ok(Some(at)) => {
                    weekday(draft, column, at);
                    draft.doubt_day(&columns, column, at.date, |written, column| {
                        settle::cut_off(written, column.order, etd)
                    });
                    *cut_offs.get_mut(kind) = Some(cut_off(at, pol));
                    draft.remarks.extend(notes_of(row, &columns));
                }
                Err(trouble) => {
                    if !draft
                        .troubles
                        .iter()
                        .any(|known| known.column == column.heading)
                    {
                        draft.reject(Some(column), reason(trouble, &text));
                    }
                }
            }
        }
        // 截关 and 放行 are the yard's cut-off too where the sheet has no other for it.
        if !layout.iter().any(|column| column.holds(Field::Cy)) {
            cut_offs.cy = cut_offs.customs;
        }
        cut_offs
    }
}

/// `2200` below “CY cut-off (ETD-1)” is on the day before the departure.
fn counted_from_heading(written: Written, column: &Column) -> Written {
    let hour = match written {
        Written::Given {
            day: Day::Unsaid,
            hour: Some(hour),
            weekday: None,
        } => hour,
        Written::Given {
            day: Day::Four(digits),
            ..
        } => written::clock(digits / 100, digits % 100),
        other => return other,
    };
    let heading = narrow(&column.heading);
    let (outside, notes) = plain::bracketed(&heading);
    let said = notes
        .iter()
        .map(String::as_str)
        .chain(outside.split(' '))
        .find_map(|part| match written::read(part) {
            Written::Before { hours, hour: None } if hours > 0 => Some(hours),
            _ => None,
        });
    match (said, hour) {
        (Some(hours), Some(_)) => Written::Before {
            hours,
            hour: Some(hour),
        },
        _ => written,
    }
}

/// Notes in brackets beside a date, other than its weekday.
pub(super) fn notes_of(row: &Row, columns: &[&Column]) -> Vec<String> {
    columns
        .iter()
        .filter_map(|column| match row.cell(column.place as usize) {
            Cell::Text(text) if text.contains(['(', '（', '【', '[']) => {
                Some(plain::bracketed(&narrow(text)).1)
            }
            Cell::Text(text) => {
                let text = narrow(text);
                let (_, tail) = written::noted(&text).or_else(|| written::apart(&text))?;
                let is_word = tail.chars().count() >= 2
                    && !tail.starts_with(['前', '截', '整', '止'])
                    && !tail.contains("之前");
                (is_word && !matches!(written::read(tail), Written::Given { .. }))
                    .then(|| vec![tail.to_owned()])
            }
            _ => None,
        })
        .flatten()
        .filter(|note| !matches!(written::read(note), Written::Given { .. }))
        .filter(|note| !matches!(note.as_str(), "LT" | "LOCAL" | "LOCAL TIME"))
        .collect()
}

pub(super) fn cut_off(at: settle::Moment, pol: &Port) -> CutOff {
    let offset = pol.offset_on(at.date);
    if let Some(exact) = at.exact {
        return CutOff::At(exact.with_timezone(&offset));
    }
    let Some(clock) = at.clock else {
        return CutOff::on_day(at.date, offset);
    };
    let date = if clock.next_day {
        at.date.succ_opt().unwrap_or(at.date)
    } else {
        at.date
    };
    let local = date.and_time(clock.time);
    CutOff::At(chrono::DateTime::from_naive_utc_and_offset(
        local - offset,
        offset,
    ))
}

/// Whether a cut-off lies after its departure: a later day, or a later hour where both have one.
pub(super) fn is_after(at: settle::Moment, etd: settle::Moment) -> bool {
    if at.date != etd.date {
        return at.date > etd.date;
    }
    match (at.clock, etd.clock) {
        (Some(at), Some(etd)) => (at.next_day, at.time) > (etd.next_day, etd.time),
        _ => false,
    }
}

pub(super) fn weekday(draft: &mut Draft<'_>, column: &Column, at: settle::Moment) {
    if at.not_on.is_some() {
        draft.warn(
            Some(column),
            Text::of("schedule.other-weekday").with("date", at.date),
        );
    }
}

/// Why a date cell gives no date, in words.
pub(super) fn reason(trouble: Trouble, text: &str) -> Text {
    let key = match trouble {
        Trouble::NoSuchDate => "schedule.no-such-date",
        Trouble::NoSuchHour => "schedule.no-such-hour",
        Trouble::Ambiguous => "schedule.ambiguous-date",
        Trouble::Unannounced => "schedule.unannounced",
        Trouble::Void => "schedule.not-sailing",
        Trouble::NoDate => "schedule.no-date",
        Trouble::NoHourToCountFrom => "schedule.no-hour-to-count-from",
    };
    Text::of(key).with("what", plain::visible(text))
}
