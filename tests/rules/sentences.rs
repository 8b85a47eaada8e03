//! What the desk says: every case's findings with their sentences in both languages, the question to
//! send, what settles them and what it changes, compared with `sentences.txt`.
//! `SHIPDESK_WRITE_EXPECTED=1` writes what came: read the difference before it is committed.

use std::fmt::Write as _;

use shipdesk::domain::{Finding, PatchStep};
use shipdesk::i18n::{self, Lang};

use super::cases::CASES;
use super::desk::a_sound_consignment;

fn write(page: &mut String, finding: &Finding) -> std::fmt::Result {
    let fields: Vec<&str> = finding
        .fields
        .iter()
        .map(shipdesk::domain::Pointer::as_str)
        .collect();
    let answers: Vec<&str> = finding.answers.iter().map(|kind| kind.as_str()).collect();
    writeln!(
        page,
        "{} · {} · {} · by {}",
        finding.id(),
        finding.severity,
        finding.state.as_str(),
        answers.join(", ")
    )?;
    writeln!(page, "  looks at {}", fields.join(" "))?;
    for lang in Lang::ALL {
        writeln!(page, "  {}", i18n::render(lang, &finding.message))?;
        if let Some(ask) = &finding.ask {
            writeln!(page, "    ? {}", i18n::render(lang, ask))?;
        }
    }
    for fix in &finding.fixes {
        writeln!(page, "  → {}", i18n::render(Lang::En, &fix.label))?;
        for step in &fix.patch {
            match step {
                PatchStep::Set(at, value) => writeln!(page, "    {at} = {value}")?,
                PatchStep::Insert(at, value) => writeln!(page, "    {at} + {value}")?,
                PatchStep::Remove(at) => writeln!(page, "    {at} −")?,
            }
        }
    }
    Ok(())
}

#[test]
fn every_case_says_what_is_written_down() {
    let mut page = String::new();
    for case in CASES {
        let mut desk = a_sound_consignment();
        (case.spoil)(&mut desk);
        let findings = desk.findings();
        if findings.is_empty() {
            continue;
        }
        writeln!(page, "# {}: {}", case.rule, case.what).unwrap();
        for finding in &findings {
            write(&mut page, finding).unwrap();
        }
        page.push('\n');
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/sentences.txt");
    is_written_down(path, &page);
}

/// Holds a page against the one that is kept, and keeps it where that is wanted.
pub fn is_written_down(path: &str, page: &str) {
    if std::env::var_os("SHIPDESK_WRITE_EXPECTED").is_some() {
        std::fs::write(path, page).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if let Some((number, (left, right))) = page
        .lines()
        .zip(expected.lines())
        .enumerate()
        .find(|(_, (left, right))| left != right)
    {
        panic!("{path}, line {}:\n{left}\n{right}", number + 1);
    }
    assert_eq!(page.lines().count(), expected.lines().count());
}
