//! The company's tables in the desk's folder: read at the start, and again when a file changes.

use std::time::SystemTime;
use std::{fs, io};

use crate::config::Home;
use crate::i18n::{self, Lang};
use crate::reference::{Reference, TableError, TableReport, is_meant_as_table, text_of};
use crate::store::{seal, unseal};

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
    /// Reads the desk's folder; a bad file is logged, and the table stays that the daemon before this
    /// one had in force.
    pub fn read(home: &Home) -> Self {
        let kept = kept(home);
        let in_force = Reference::of_files(&kept);
        let again = Reference::reload(&home.tables(), &in_force);
        Self::of(home, again, &kept).noted(home, &kept)
    }

    /// Reads the folder again; of a file that is bad now, the table in force stays.
    pub fn read_again(home: &Home, in_force: &Self) -> Self {
        let again = Reference::reload(&home.tables(), &in_force.reference);
        Self::of(home, again, &in_force.files).noted(home, &in_force.files)
    }

    /// Keeps the texts in force for the daemon that comes after this one.
    fn noted(self, home: &Home, before: &[(String, String)]) -> Self {
        if self.files != before {
            let noted = serde_json::to_string(&self.files)
                .map_err(io::Error::other)
                .and_then(|text| fs::write(home.kept_tables(), seal(&format!("{text}\n"))));
            if let Err(error) = noted {
                tracing::warn!(%error, "the tables in force could not be kept");
            }
        }
        self
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

/// The texts that were last in force; none where they were never kept, or are damaged.
fn kept(home: &Home) -> Vec<(String, String)> {
    let text = match fs::read_to_string(home.kept_tables()) {
        Ok(text) => text,
        Err(error) => {
            if error.kind() != io::ErrorKind::NotFound {
                tracing::warn!(%error, "the tables that were in force cannot be read");
            }
            return Vec::new();
        }
    };
    unseal(&text)
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_else(|| {
            tracing::warn!("the tables that were in force are damaged");
            Vec::new()
        })
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
