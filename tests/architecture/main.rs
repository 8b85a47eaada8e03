//! The map in `src/lib.rs`, held: which layer may import which, who may name which library, and how
//! long a file may be.

mod named;
mod paths;
mod tree;

use std::collections::BTreeMap;

use paths::named_paths;
use tree::{Source, sources};

/// Which layers a layer may import besides itself. What a layer leans on stands left of it.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("search", &["domain"]),
    ("i18n", &["domain"]),
    ("keymap", &["domain"]),
    ("config", &["domain"]),
    ("reference", &["domain"]),
    ("json", &["domain", "reference"]),
    ("names", &["domain", "reference", "search"]),
    ("rules", &["domain", "reference", SIDE]),
    ("schedule", &["domain", "reference", SIDE]),
    (
        "protocol",
        &["domain", "reference", "rules", "schedule", SIDE],
    ),
    ("store", &["domain", "reference", "rules", "schedule", SIDE]),
    (
        "daemon",
        &[
            "domain",
            "reference",
            "rules",
            "schedule",
            "protocol",
            "store",
            SIDE,
        ],
    ),
    (
        "client",
        &["domain", "reference", "rules", "schedule", "protocol", SIDE],
    ),
    // Not the store: a screen asks the daemon.
    (
        "tui",
        &[
            "domain",
            "reference",
            "rules",
            "schedule",
            "protocol",
            "client",
            SIDE,
        ],
    ),
    // No verb at all, and `demo`, open the screen.
    (
        "cli",
        &[
            "domain",
            "reference",
            "rules",
            "schedule",
            "protocol",
            "store",
            "daemon",
            "client",
            "tui",
            SIDE,
        ],
    ),
    (
        "main",
        &[
            "domain",
            "reference",
            "rules",
            "schedule",
            "protocol",
            "store",
            "daemon",
            "client",
            "cli",
            "tui",
            SIDE,
        ],
    ),
];

/// Those beside the line of layers, for whoever needs them.
const SIDE: &str = "(side)";
const SIDE_LAYERS: &[&str] = &["search", "i18n", "keymap", "config", "json", "names"];

/// Who may name a library: the files or folders of `src` that may.
const NAMED_ONLY_BY: &[(&str, &[&str])] = &[
    ("sled", &["store/sled.rs", "store/sled/"]),
    (
        "bincode",
        &["protocol/", "store/envelope.rs", "store/envelope/"],
    ),
    ("crossterm", &["tui/terminal/", "tui/terminal.rs"]),
    ("ratatui::crossterm", &["tui/terminal/", "tui/terminal.rs"]),
    ("rusqlite", &[]),
    ("redb", &[]),
];

/// crossterm's input side: keys and events are plain values.
const CROSSTERM_INPUT: &str = "event";

/// What `domain` may not know of.
const NOT_IN_DOMAIN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::os",
    "std::env",
    "std::process",
    "std::thread",
    "std::time::SystemTime",
    "std::time::Instant",
    "chrono::Utc",
    "chrono::Local",
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
];

/// The most lines that a file may have.
const MOST_LINES: usize = 400;

/// Files that are tables written in Rust: one row a field or a message, no decisions.
const TABLES: &[&str] = &["json/consignment.rs"];

fn may_import(layer: &str, target: &str) -> bool {
    layer == target
        || MAY_IMPORT
            .iter()
            .find(|(name, _)| *name == layer)
            .is_some_and(|(_, allowed)| {
                allowed.contains(&target)
                    || (allowed.contains(&SIDE) && SIDE_LAYERS.contains(&target))
            })
}

/// Everything in a file that the map forbids, each with its line.
fn faults(file: &str, text: &str) -> Vec<String> {
    let source = Source::new(file, text);
    let mut found = Vec::new();
    for path in named_paths(&source) {
        let mut fault = |what: String| found.push(format!("src/{file}:{}: {what}", path.line));
        if let Some(target) = path.layer() {
            if MAY_IMPORT.iter().any(|(name, _)| *name == target)
                && !may_import(source.layer(), target)
            {
                fault(format!("{} may not import {target}", source.layer()));
            }
            continue;
        }
        let written = path.written();
        for (library, homes) in NAMED_ONLY_BY {
            let Some(rest) = written.strip_prefix(library) else {
                continue;
            };
            if !(rest.is_empty() || rest.starts_with("::"))
                || homes.iter().any(|home| file.starts_with(home))
            {
                continue;
            }
            let part = rest.trim_start_matches("::").split("::").next();
            if library.ends_with("crossterm") && part == Some(CROSSTERM_INPUT) {
                continue;
            }
            fault(format!("{library} is not named here"));
        }
        if source.layer() == "domain"
            && NOT_IN_DOMAIN
                .iter()
                .any(|known| written == *known || written.starts_with(&format!("{known}::")))
        {
            fault(format!("domain does not know {written}"));
        }
    }
    let lines = text.lines().count();
    if lines > MOST_LINES && !TABLES.contains(&file) {
        found.push(format!(
            "src/{file}: {lines} lines; a file over {MOST_LINES} holds two things"
        ));
    }
    found
}

#[test]
fn imports_point_left_and_libraries_stay_in_their_places() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|(file, text)| faults(file, text))
        .collect();
    assert!(found.is_empty(), "{}\n", found.join("\n"));
}

#[test]
fn every_module_of_the_library_is_a_layer_of_the_map() {
    let library = std::fs::read_to_string(tree::src().join("lib.rs")).unwrap();
    let declared: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or(line.strip_prefix("mod ")))
        .map(|rest| rest.trim_end_matches(';'))
        .collect();
    assert!(declared.len() > 10, "{declared:?}");
    for name in declared {
        assert!(
            MAY_IMPORT.iter().any(|(layer, _)| *layer == name),
            "{name} has no place in the map"
        );
    }
}

#[test]
fn the_map_has_no_circle() {
    // Every layer is reached only from layers that come later in the table.
    let place: BTreeMap<&str, usize> = MAY_IMPORT
        .iter()
        .enumerate()
        .map(|(at, (name, _))| (*name, at))
        .collect();
    for (name, _) in MAY_IMPORT {
        for (target, _) in MAY_IMPORT {
            assert!(
                name == target || !may_import(name, target) || place[target] < place[name],
                "{name} → {target}"
            );
        }
    }
}

#[test]
fn at_least_half_of_the_files_are_short() {
    let mut lines: Vec<usize> = sources()
        .iter()
        .map(|(_, text)| text.lines().count())
        .collect();
    lines.sort_unstable();
    let middle = lines[lines.len() / 2];
    assert!(middle <= 200, "the middle file has {middle} lines");
}

/// A line that must be found, or must not, in a file of that name.
#[test]
fn the_guard_sees_what_it_must_and_nothing_else() {
    let bad = [
        ("domain/job.rs", "use crate::rules::Rule;"),
        ("domain/job.rs", "use crate::{codes::A, json::{B, C}};"),
        (
            "domain/deep/job.rs",
            "use super::super::super::store::Store;",
        ),
        ("domain/job.rs", "fn f() { let x = crate::client::open(); }"),
        (
            "domain/job.rs",
            "mod tests { use super::super::super::tui::View; }",
        ),
        ("domain/job.rs", "use std::fs::File;"),
        ("domain/job.rs", "fn f() { chrono::Utc::now(); }"),
        ("rules/mod.rs", "use crate::schedule::Row;"),
        ("reference/mod.rs", "use crate::json::Output;"),
        ("tui/model.rs", "use crate::store::Store;"),
        ("client.rs", "use crate::daemon::demo;"),
        ("daemon/mod.rs", "use sled::Db;"),
        ("daemon/mod.rs", "use {sled, std::fs};"),
        ("daemon/mod.rs", "pub use ::bincode::config;"),
        ("tui/view.rs", "use crossterm::terminal::size;"),
        ("tui/view.rs", "use ratatui::crossterm::style::Stylize;"),
        ("tui/view.rs", "use crossterm::{event::KeyEvent, cursor};"),
    ];
    for (file, line) in bad {
        assert!(!faults(file, line).is_empty(), "{file}: {line}");
    }
    let good = [
        (
            "domain/job.rs",
            "use super::codes::JobNo; use crate::domain::money;",
        ),
        (
            "domain/job.rs",
            "// use crate::store::Store;\n/* crate::tui */ let s = \"crate::cli\";",
        ),
        (
            "domain/job.rs",
            "mod tests { use super::*; use super::super::codes; }",
        ),
        (
            "domain/job.rs",
            "let quote = '\"'; let r = r#\"crate::cli \"#; let life: &'static str;",
        ),
        (
            "rules/mod.rs",
            "use crate::{domain::Job, reference::Ports, i18n::Lang, json};",
        ),
        ("store/sled.rs", "use sled::Db;"),
        ("store/envelope.rs", "bincode::serde::encode(x)"),
        ("tui/model.rs", "use crossterm::event::{KeyCode, KeyEvent};"),
        ("main.rs", "shipdesk::cli::run(std::env::args_os())"),
        ("tui/model.rs", "struct Sled; let mysled::x = 1;"),
    ];
    for (file, line) in good {
        assert_eq!(faults(file, line), Vec::<String>::new(), "{file}: {line}");
    }
    let long = "\n".repeat(MOST_LINES + 1);
    assert_eq!(faults("daemon/writer.rs", &long).len(), 1);
    assert!(faults("json/consignment.rs", &long).is_empty());
}
