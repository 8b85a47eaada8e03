//! The company's tables in the desk's folder: read at the start, and again when a file changes.

use std::time::SystemTime;

use crate::config::Home;
use crate::i18n::{self, Lang};
use crate::reference::{Reference, TableError, TableReport, is_meant_as_table, text_of};

/// The tables in force.
pub struct Tables {
    /// What they say.
    pub reference: Reference,
    /// The company's own files, by name, for clients to use the same.
    pub files: Vec<(String, String)>,
    /// Why files were refused.
    refused: Vec<TableError>,
    stamp: Vec<(String, Option<SystemTime>, u64)>,
}

impl Tables {
    /// Reads the desk's folder; a bad file is logged and leaves the built-in table in force.
    pub fn read(home: &Home) -> Self {
        Self::of(home, Reference::load(&home.tables()), &[])
    }

    /// Reads the folder again; of a file that is bad now, the table in force stays.
    pub fn read_again(home: &Home, in_force: &Self) -> Self {
        let again = Reference::reload(&home.tables(), &in_force.reference);
        Self::of(home, again, &in_force.files)
    }

    fn of(
        home: &Home,
        (reference, refused): (Reference, Vec<TableError>),
        before: &[(String, String)],
    ) -> Self {
        let folder = home.tables();
        for error in &refused {
            let error = i18n::render(Lang::En, &error.message());
            tracing::warn!(%error, "a table of the company's was refused");
        }
        // Clients get the texts that are in force: of a table that was refused, those of before.
        let is_refused = |name: &str| {
            refused
                .iter()
                .any(|error| table_of(&error.file) == table_of(name))
        };
        let mut files: Vec<(String, String)> = before
            .iter()
            .filter(|(name, _)| is_refused(name))
            .cloned()
            .collect();
        for (name, _, _) in stamp(home) {
            if !is_refused(&name)
                && let Some(Ok(text)) = text_of(&folder.join(&name))
            {
                files.push((name, text));
            }
        }
        Self {
            reference,
            files,
            refused,
            stamp: stamp(home),
        }
    }

    /// What is in force, and why files were refused.
    pub fn report(&self, home: &Home) -> TableReport {
        TableReport::of(&home.tables(), &self.reference, &self.refused)
    }

    /// Whether a file has changed since.
    pub fn is_outdated(&self, home: &Home) -> bool {
        self.stamp != stamp(home)
    }
}

/// The table that a file belongs to: `ports` of `ports.extra.csv`.
fn table_of(file: &str) -> &str {
    file.split('.').next().unwrap_or(file)
}

/// The files of the folder that were meant as tables, with what tells a change.
fn stamp(home: &Home) -> Vec<(String, Option<SystemTime>, u64)> {
    let mut files: Vec<_> = std::fs::read_dir(home.tables())
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let metadata = entry.metadata().ok().filter(|_| is_meant_as_table(&name))?;
            Some((name, metadata.modified().ok(), metadata.len()))
        })
        .collect();
    files.sort();
    files
}
