//! The files under `src`.

use std::path::{Path, PathBuf};

/// The folder of the sources.
pub fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file under `src`, by its path below it.
pub fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(src()).unwrap();
                let name = below.to_str().unwrap().to_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// A file with the module that it is.
pub struct Source<'a> {
    pub text: &'a str,
    /// Its module path below the crate: `["domain", "job"]`.
    pub module: Vec<&'a str>,
}

impl<'a> Source<'a> {
    pub fn new(file: &'a str, text: &'a str) -> Self {
        let mut module: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
        if matches!(module.last(), Some(&("mod" | "lib"))) {
            module.pop();
        }
        Self { text, module }
    }

    /// The layer that it belongs to; the crate's root is `main`'s, for it only declares.
    pub fn layer(&self) -> &'a str {
        self.module.first().copied().unwrap_or("main")
    }
}
