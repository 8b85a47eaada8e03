//! The desk's one configuration file: what a company sets, with its defaults; and where a desk lives.

use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use serde::Deserialize;

mod home;

pub use home::{Home, SYSTEM_HOME, SYSTEM_SOCKET};

/// What a company sets.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The desk's zone, by its IANA name.
    pub zone: Tz,
    /// What job numbers begin with for operators that have no prefix of their own.
    pub prefix: String,
    /// The search.
    pub search: Search,
}

/// How the search goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Whether what an operator books puts their lanes first: an empty box shows them, and among
    /// rows that match equally well they come a few hours sooner.
    pub learn: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self { learn: true }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            zone: chrono_tz::Asia::Shanghai,
            prefix: "KF".to_owned(),
            search: Search::default(),
        }
    }
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file does not have its shape.
    #[error("{}: {message}. Mend the line, or take it out for the default", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        message: String,
    },
}

impl Config {
    /// Reads the file; the defaults where there is none.
    ///
    /// # Errors
    /// The file is there and cannot be used.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => {
                return Err(ConfigError::Unreadable {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        let malformed = |message: String| ConfigError::Malformed {
            path: path.to_owned(),
            message,
        };
        let config: Self = toml::from_str(&text).map_err(|error| malformed(error.to_string()))?;
        let fits = (1..=4).contains(&config.prefix.len())
            && config.prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        if fits {
            Ok(config)
        } else {
            Err(malformed(format!(
                "prefix “{}” is not one to four capital letters",
                config.prefix
            )))
        }
    }

    /// A sample file with every setting at its default.
    pub fn sample() -> &'static str {
        "# shipdesk configuration: every setting at its default.\n\n\
         # The desk's zone, by its IANA name.\n# zone = \"Asia/Shanghai\"\n\n\
         # What job numbers begin with for operators that have no prefix of their own.\n# prefix = \"KF\"\n\n\
         # Whether the lanes that an operator books come first in an empty search, and a little sooner\n\
         # among sailings that match equally well.\n# [search]\n# learn = true\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Config, ConfigError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        Config::load(file.path())
    }

    #[test]
    fn no_file_and_the_sample_are_the_defaults() {
        assert_eq!(
            Config::load(Path::new("/nonexistent/config.toml")).unwrap(),
            Config::default()
        );
        assert_eq!(load(Config::sample()).unwrap(), Config::default());
    }

    #[test]
    fn a_setting_that_is_wrong_is_named_with_its_line() {
        let error = load("prefix = \"KF\"\nzon = \"Asia/Tokyo\"\n")
            .unwrap_err()
            .to_string();
        assert!(error.contains("zon") && error.contains('2'), "{error}");
        assert!(load("zone = \"Shanghai\"\n").is_err());
        assert!(!load("[search]\nlearn = false\n").unwrap().search.learn);
        assert!(load("prefix = \"kf2026\"\n").is_err());
    }
}
