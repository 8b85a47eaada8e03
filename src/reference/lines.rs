//! A table's text as rows of cells, each with its line in the file: one line a row, so that a
//! quotation mark left open spoils its own row and swallows none behind it.

use super::refusal::TableError;
use crate::domain::Text;

/// A row's line in the file, from 1, and its cells.
pub(super) type Line = (u64, Vec<String>);

/// Every row that is no comment and not blank, without the blanks around its cells.
pub(super) fn lines(file: &str, text: &str) -> Result<Vec<Line>, Vec<TableError>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut places = Vec::new();
    let mut kept = String::with_capacity(text.len());
    let mut errors = Vec::new();
    for (place, line) in (1..).zip(text.split(['\n', '\r'])) {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if let Some(reason) = fault_of_marks(line) {
            errors.push(TableError::in_row(file, place, reason));
            continue;
        }
        places.push(place);
        kept.push_str(line);
        kept.push('\n');
    }
    let records = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(kept.as_bytes())
        .into_records();
    let mut rows = Vec::with_capacity(places.len());
    for (place, record) in places.into_iter().zip(records) {
        match record {
            Ok(record) => rows.push((place, record.iter().map(str::to_owned).collect())),
            Err(_) => errors.push(TableError::in_row(file, place, Text::of("table.no-row"))),
        }
    }
    if errors.is_empty() {
        Ok(rows)
    } else {
        Err(errors)
    }
}

/// Why the quotation marks of a line divide no cells (RFC 4180: a cell in marks closes before its
/// comma, and a mark within it stands twice); none when they are in order.
fn fault_of_marks(line: &str) -> Option<Text> {
    let mut rest = line;
    loop {
        let Some(quoted) = rest.trim_start_matches([' ', '\t']).strip_prefix('"') else {
            rest = rest.split_once(',')?.1;
            continue;
        };
        let mut quoted = quoted;
        rest = loop {
            let Some((_, behind)) = quoted.split_once('"') else {
                return Some(Text::of("table.mark-open"));
            };
            match behind.strip_prefix('"') {
                Some(more) => quoted = more,
                None => break behind,
            }
        };
        rest = match rest.trim_start_matches([' ', '\t']).strip_prefix(',') {
            Some(next) => next,
            None if rest.trim().is_empty() => return None,
            None => return Some(Text::of("table.mark-behind")),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_divide_cells_are_told_from_those_that_do_not() {
        for line in [
            "a,b",
            "\"a\",\"b,c\"",
            "\"a\"\"b\",c",
            "20\" box,c",
            "\"\",",
            "\"a\" ,b",
        ] {
            assert_eq!(fault_of_marks(line), None, "{line}");
        }
        for (line, key) in [
            ("a,\"b,c", "table.mark-open"),
            ("a, \"b,c", "table.mark-open"),
            ("\"a\"\",b", "table.mark-open"),
            ("\"a\"b,c", "table.mark-behind"),
        ] {
            assert_eq!(fault_of_marks(line), Some(Text::of(key)), "{line}");
        }
    }

    #[test]
    fn rows_are_counted_as_the_file_has_them() {
        let text = "\u{feff}# source\r\na,b\r\n\r\n# more\r\n1, 2 \r\n\"3\",\"4,5\"";
        let rows = lines("x.csv", text).unwrap_or_default();
        let rows: Vec<(u64, String)> = rows
            .into_iter()
            .map(|(at, row)| (at, row.join("|")))
            .collect();
        let wanted = [(2, "a|b"), (5, "1|2"), (6, "3|4,5")];
        assert_eq!(rows, wanted.map(|(at, row)| (at, row.to_owned())));
    }
}
