//! How answers are printed: one JSON document, or text for people.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::Write as _;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::domain::Text;
use crate::i18n::{Lang, render};
use crate::json::{Output, is_unprintable};
use crate::protocol::{Failure, FailureKind};
use crate::reference::Reference;

/// The output of one command.
pub struct Out {
    lang: Lang,
    json: bool,
    /// What writing met first; told when the command is done.
    fault: RefCell<Option<std::io::Error>>,
}

impl Out {
    /// In a language, as JSON or as text.
    pub fn new(lang: Lang, json: bool) -> Self {
        Self {
            lang,
            json,
            fault: RefCell::default(),
        }
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether one JSON document is wanted.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// A message in the operator's language.
    pub fn say(&self, text: &Text) -> String {
        render(self.lang, text)
    }

    /// A sentence without arguments.
    pub fn word(&self, key: &'static str) -> String {
        crate::i18n::say(self.lang, key)
    }

    /// A code of the trade in the operator's language (`tui.word.stage`, `ready`); the code itself
    /// where it has no word.
    pub fn term(&self, family: &str, code: &str) -> String {
        let key = format!("{family}.{code}");
        if crate::i18n::has(self.lang, &key) {
            crate::i18n::say(self.lang, &key)
        } else {
            code.to_owned()
        }
    }

    /// Builds a JSON value with this output's language and those tables.
    pub fn shaped(&self, reference: &Reference, build: impl FnOnce(&Output) -> Value) -> Value {
        let say = |text: &Text| self.say(text);
        build(&Output {
            reference,
            say: &say,
        })
    }

    /// Prints one JSON document.
    pub fn document(&self, value: &Value) {
        self.put(format!("{}\n", json_text(value)).as_bytes());
    }

    /// Prints text for people. Control characters from anybody's data do not reach the terminal.
    pub fn text(&self, text: &str) {
        self.put(clean(text).as_bytes());
    }

    /// Says something to the person at the terminal, beside what is printed. A reader that has gone
    /// is nobody's error.
    pub fn aside(&self, text: &Text) {
        let _ = writeln!(std::io::stderr().lock(), "{}", clean(&self.say(text)));
    }

    /// Prints what a program reads, as it is.
    pub fn put(&self, bytes: &[u8]) {
        let mut out = std::io::stdout().lock();
        if let Err(error) = out.write_all(bytes).and_then(|()| out.flush()) {
            self.fault.borrow_mut().get_or_insert(error);
        }
    }

    /// Whether all of it was written. A reader that has gone is nobody's error.
    ///
    /// # Errors
    /// The first that writing met.
    pub fn whole(&self) -> Result<(), Failure> {
        match self.fault.take() {
            Some(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(unwritable(&error))
            }
            _ => Ok(()),
        }
    }

    /// Prints a document, or the text that says the same to people.
    pub fn either(&self, value: impl FnOnce() -> Value, text: impl FnOnce() -> String) {
        if self.json {
            self.document(&value());
        } else {
            let text = text();
            self.text(&text);
            if !text.ends_with('\n') && !text.is_empty() {
                self.text("\n");
            }
        }
    }
}

/// Output that could not be written.
pub fn unwritable(error: &std::io::Error) -> Failure {
    Failure::new(
        FailureKind::Degraded,
        Text::of("error.output").with("error", error),
    )
    .hint(Text::of("error.output-hint"))
}

/// Text without what is unprintable, whoever wrote it.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_unprintable(*letter) || *letter == '\n')
        .collect()
}

/// A document as JSON text. JSON itself lets DEL, the C1 controls and the marks of direction stand,
/// and a terminal obeys some of them: they are escaped too.
pub fn json_text(value: &Value) -> String {
    let text = value.to_string();
    if !text.chars().any(is_unprintable) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_unprintable(letter) {
            let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

/// Columns aligned by display width; the last one is not padded.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if column + 1 < row.len() {
                let pad = widths[column].saturating_sub(cell.width()) + 2;
                line.extend(std::iter::repeat_n(' ', pad));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_control_character_stands_in_a_document() {
        let value = json!({"name": "A\u{1b}[2J\u{9b}31mB\u{7f}\u{202e}", "n": "甲"});
        let text = json_text(&value);
        assert!(!text.chars().any(is_unprintable), "{text:?}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn columns_are_aligned_by_what_they_take_on_the_screen() {
        let rows = vec![
            vec!["鹿特丹".to_owned(), "NLRTM".to_owned()],
            vec!["HAM".to_owned(), "DEHAM".to_owned()],
        ];
        assert_eq!(table(&rows), "鹿特丹  NLRTM\nHAM     DEHAM\n");
    }
}
