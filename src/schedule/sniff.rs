//! What kind of file it is, by its first bytes; its name says nothing.

use std::io::{Read, SeekFrom};

use super::encoding::Source;
use super::error::ScheduleError;

/// The kinds that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines of text.
    Text,
    /// A workbook of Excel 2007 and later.
    Workbook,
}

/// Decides by the content; names what it is where it is nothing that is read.
pub(super) fn kind(source: &mut dyn Source) -> Result<Kind, ScheduleError> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(4096);
    source.take(4096).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(ScheduleError::no_schedule("schedule.empty"));
    }
    for (mark, key) in [
        (
            &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..],
            "schedule.is-old-office",
        ),
        (b"%PDF", "schedule.is-pdf"),
        (b"\x89PNG", "schedule.is-picture"),
        (b"\xFF\xD8\xFF", "schedule.is-picture"),
        (b"GIF8", "schedule.is-picture"),
        (b"{\\rtf", "schedule.is-rtf"),
        (b"Rar!", "schedule.is-archive"),
        (b"7z\xBC\xAF", "schedule.is-archive"),
        (b"\x1F\x8B", "schedule.is-archive"),
    ] {
        if head.starts_with(mark) {
            return Err(ScheduleError::unreadable(key));
        }
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Workbook);
    }
    if is_markup(&head) {
        return Err(ScheduleError::unreadable("schedule.is-html"));
    }
    Ok(Kind::Text)
}

/// HTML, or the XML and MIME that portals send under an Excel name.
fn is_markup(head: &[u8]) -> bool {
    let text: String = head
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let text = text.trim_start_matches(|letter: char| !letter.is_ascii() || letter.is_whitespace());
    let begins = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
        "<style",
        "<?xml",
        "<script",
        "mime-version:",
        "<!--",
        "<div",
    ];
    begins.iter().any(|mark| text.starts_with(mark))
        || (text.starts_with('<')
            && ["<table", "<html", "<tr"]
                .iter()
                .any(|mark| text.contains(mark)))
}
