//! Day or month first: settled by the whole column, never by one cell.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::settle::{is_ahead, nearest};
use super::written::{Day, Written};

/// The order of a date's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Order {
    /// 26/11/28.
    YearFirst,
    /// 28/11/26.
    DayFirst,
    /// 11/28/26.
    MonthFirst,
}

/// How many cells of a column can be read in one order only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(
    clippy::struct_field_names,
    reason = "what comes first is what is counted"
)]
pub(in crate::schedule) struct Votes {
    year_first: u32,
    day_first: u32,
    month_first: u32,
}

impl Votes {
    /// Counts one cell.
    pub(in crate::schedule) fn count(&mut self, written: &Written, as_of: NaiveDate) {
        let Written::Given { day, weekday, .. } = written else {
            return;
        };
        let mut ways = readings(*day, as_of);
        if let Some(weekday) = weekday {
            let has_one_ahead = ways.iter().any(|(_, date)| is_ahead(*date, as_of));
            fit(&mut ways, *weekday);
            let without_year = matches!(day, Day::Pair { year: None, .. });
            if without_year && has_one_ahead {
                ways.retain(|(_, date)| is_ahead(*date, as_of));
            }
        }
        let mut dates: Vec<NaiveDate> = ways.iter().map(|(_, date)| *date).collect();
        dates.dedup();
        if let ([(order, _)], [_]) = (&ways[..], &dates[..]) {
            self.say(*order);
        }
    }

    /// Counts one that is known.
    pub(super) fn say(&mut self, order: Order) {
        match order {
            Order::YearFirst => self.year_first += 1,
            Order::DayFirst => self.day_first += 1,
            Order::MonthFirst => self.month_first += 1,
        }
    }

    /// Both columns' votes.
    #[must_use]
    pub(in crate::schedule) fn and(self, other: Self) -> Self {
        Self {
            year_first: self.year_first + other.year_first,
            day_first: self.day_first + other.day_first,
            month_first: self.month_first + other.month_first,
        }
    }

    /// The order that the column shows; none where nothing shows it, or where its cells disagree
    /// and the more are not three times the fewer.
    pub(in crate::schedule) fn order(self) -> Option<Order> {
        let mut counts = [
            (self.year_first, Order::YearFirst),
            (self.day_first, Order::DayFirst),
            (self.month_first, Order::MonthFirst),
        ];
        counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let [(most, order), (next, _), _] = counts;
        (most > 0 && most >= next.saturating_mul(3)).then_some(order)
    }
}

/// Every way to read a day whose order is open, each a day that exists, near `as_of` where its year
/// is said with two digits.
pub(super) fn readings(day: Day, as_of: NaiveDate) -> Vec<(Order, NaiveDate)> {
    let ways = match day {
        Day::Pair {
            first,
            second,
            year,
        } => {
            let date = |month, day| match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                None => nearest(month, day, as_of),
            };
            vec![
                (Order::DayFirst, date(second, first)),
                (Order::MonthFirst, date(first, second)),
            ]
        }
        Day::Three([a, b, c]) => {
            let date = |year: u32, month, day| {
                let year = i32::try_from(year + 2000).ok()?;
                NaiveDate::from_ymd_opt(year, month, day)
                    .filter(|date| (date.year() - as_of.year()).abs() <= 1)
            };
            vec![
                (Order::YearFirst, date(a, b, c)),
                (Order::DayFirst, date(c, b, a)),
                (Order::MonthFirst, date(c, a, b)),
            ]
        }
        _ => Vec::new(),
    };
    ways.into_iter()
        .filter_map(|(order, date)| Some((order, date?)))
        .collect()
}

/// Keeps the readings that fall on a weekday, unless none does.
pub(super) fn fit(ways: &mut Vec<(Order, NaiveDate)>, weekday: Weekday) {
    if ways.iter().any(|(_, date)| date.weekday() == weekday) {
        ways.retain(|(_, date)| date.weekday() == weekday);
    }
}

#[cfg(test)]
mod tests {
    use super::super::written::read;
    use super::*;

    fn order_of(cells: &[&str]) -> Option<Order> {
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let mut votes = Votes::default();
        for cell in cells {
            votes.count(&read(cell), as_of);
        }
        votes.order()
    }

    #[test]
    fn one_clear_cell_settles_the_column_and_none_settles_nothing() {
        assert_eq!(
            order_of(&["05/12/2026", "28/11/2026"]),
            Some(Order::DayFirst)
        );
        assert_eq!(order_of(&["12/05", "11/28"]), Some(Order::MonthFirst));
        assert_eq!(order_of(&["05/12/2026", "06/12/2026"]), None);
        assert_eq!(order_of(&["12/12/2026"]), None);
    }

    #[test]
    fn two_digit_years_show_themselves_by_lying_near() {
        assert_eq!(order_of(&["26/11/28"]), Some(Order::YearFirst));
        assert_eq!(order_of(&["28/11/26"]), Some(Order::DayFirst));
    }

    #[test]
    fn a_weekday_beside_the_date_settles_it() {
        // The fifth of December 2026 is a Saturday, the twelfth of May a Tuesday.
        assert_eq!(order_of(&["05/12/2026 (SAT)"]), Some(Order::DayFirst));
    }

    #[test]
    fn a_weekday_that_speaks_for_a_day_long_past_settles_nothing() {
        // The twelfth of September 2026 is a Saturday, the ninth of December a Wednesday.
        assert_eq!(order_of(&["12/9（周六）"]), None);
        assert_eq!(order_of(&["12/9（周三）"]), Some(Order::MonthFirst));
    }

    #[test]
    fn cells_that_disagree_settle_nothing_but_one_slip_in_many_does_not_count() {
        assert_eq!(order_of(&["28/11/2026", "11/28/2026"]), None);
        let mut many = vec!["28/11/2026"; 12];
        many.push("11/28/2026");
        assert_eq!(order_of(&many), Some(Order::DayFirst));
    }
}
