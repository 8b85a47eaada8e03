//! A company's files of tables, as they lie in the desk's folder.

use std::io::ErrorKind;
use std::path::Path;

use super::refusal::TableError;
use crate::domain::Text;

/// A file's text in UTF-8 or GB18030; `None` where there is no such file.
pub fn text_of(path: &Path) -> Option<Result<String, TableError>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::NotFound => return None,
                ErrorKind::IsADirectory => "table.is-folder",
                ErrorKind::PermissionDenied => "table.no-right",
                _ => "table.unreadable",
            };
            return Some(Err(refused(path, reason)));
        }
    };
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, _, damaged) = encoding_rs::GB18030.decode(error.as_bytes());
            if damaged {
                return Some(Err(refused(path, "table.no-encoding")));
            }
            text.into_owned()
        }
    };
    Some(Ok(text))
}

fn refused(path: &Path, reason: &'static str) -> TableError {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    TableError::whole(&name, Text::of(reason))
}

/// Whether a file of the folder was meant as a table: one of CSV that is not an editor's lock or
/// backup beside it (`~$ports.csv`, `.#ports.csv`, `.ports.csv.swp`, `ports.csv~`).
pub fn is_meant_as_table(name: &str) -> bool {
    let is_csv = Path::new(name)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    is_csv && !name.starts_with(['.', '~', '#'])
}
