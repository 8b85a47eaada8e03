//! The files in `corpus/`, each with what must come of it beside it.
//!
//! `SHIPDESK_WRITE_EXPECTED=1` writes what came instead of comparing: read the difference before it
//! is committed.

use std::path::{Path, PathBuf};

use shipdesk::i18n::{Lang, render};

use crate::support::{Read, options, try_read};

/// What came of a file, as the expectations write it.
fn account(file: &Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    match try_read(&bytes, &options(&name)) {
        Ok(read) => written(&read),
        Err(error) => format!("refused: {}\n", render(Lang::En, &error.message())),
    }
}

fn written(read: &Read) -> String {
    let reading = &read.reading;
    let mut text = format!(
        "{}: {} rows, {} taken, {} merged, {} rejected, {} held back\n",
        reading.preview.encoding,
        reading.rows,
        reading.taken,
        reading.merged,
        reading.rejected,
        reading.held
    );
    let mut part = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("\n{title}\n"));
            for line in lines {
                text.push_str(&format!("  {}\n", line.replace('\n', "⏎")));
            }
        }
    };
    part(
        "taken",
        read.sailings()
            .iter()
            .map(|sailing| format!("{}: {}", sailing.source.row, crate::support::line(sailing)))
            .collect(),
    );
    part("rejected", read.rejected());
    part("warned", read.warned());
    part(
        "conflicts",
        read.report
            .conflicts
            .iter()
            .map(|conflict| {
                format!(
                    "{} {:?} {}",
                    conflict.id,
                    conflict.rows,
                    render(Lang::En, &conflict.reason)
                )
            })
            .collect(),
    );
    part(
        "notes",
        reading
            .preview
            .notes
            .iter()
            .map(|note| render(Lang::En, note))
            .collect(),
    );
    text
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schedule/corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "expected"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_file_of_the_corpus_gives_the_rows_and_reports_beside_it() {
    let mut wrong = String::new();
    let files = files();
    assert!(files.len() >= 15);
    for file in files {
        let came = account(&file);
        let beside = PathBuf::from(format!("{}.expected", file.display()));
        if std::env::var_os("SHIPDESK_WRITE_EXPECTED").is_some() {
            std::fs::write(&beside, &came).unwrap();
            continue;
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if came != expected {
            wrong.push_str(&format!(
                "{}\n--- expected\n{expected}\n--- came\n{came}\n",
                file.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
