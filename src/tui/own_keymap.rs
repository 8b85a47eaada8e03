//! Which keymap is in force: one that was named, the operator's own file, or a bundled one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::keymap::{BUNDLED, FaultKind, Keymap, bundled, load};

/// What was found when the terminal opened.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The keymap that was named on the command line.
    pub keymap: Option<Keymap>,
    /// The operator's own file: the one that was named, else the one in the config directory.
    pub own: Option<Keymap>,
    /// It was named: the operator's setting does not outweigh it.
    pub fixed: bool,
    /// What is wrong in the file that is in force, with file and line: it does without that.
    pub faults: Vec<String>,
}

/// The keymap that was named, a bundled one or a file; without a name the operator's own file in the
/// config directory, which the operator's setting outweighs.
///
/// A mistake in the file costs its line, and nobody the desk.
///
/// # Errors
/// A named file that cannot be read.
pub fn chosen(named: Option<&str>) -> Result<Chosen, String> {
    let usual = usual_file(|name| std::env::var_os(name)).filter(|file| file.exists());
    let own = usual.as_deref().map(read);
    let Some(named) = named else {
        return Ok(match own {
            None => Chosen::default(),
            Some(Ok((keymap, faults))) => Chosen {
                own: Some(keymap),
                faults,
                ..Chosen::default()
            },
            Some(Err(fault)) => Chosen {
                faults: vec![fault],
                ..Chosen::default()
            },
        });
    };
    if let Some(keymap) = bundled(named) {
        return Ok(Chosen {
            keymap: Some(keymap.clone()),
            // What is wrong with a file that was not asked for is said by `keys check`.
            own: own.and_then(Result::ok).map(|(keymap, _)| keymap),
            fixed: true,
            faults: Vec::new(),
        });
    }
    let (keymap, faults) = read(Path::new(named))?;
    Ok(Chosen {
        own: Some(keymap.clone()),
        keymap: Some(keymap),
        fixed: true,
        faults,
    })
}

/// `shipdesk/keymap.toml` in the config directory.
fn usual_file(env: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let config = env("XDG_CONFIG_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from)
        .or_else(|| env("HOME").map(|home| PathBuf::from(home).join(".config")))?;
    Some(config.join("shipdesk/keymap.toml"))
}

/// A keymap file, without what is wrong in it, and that.
fn read(file: &Path) -> Result<(Keymap, Vec<String>), String> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| {
        let names = BUNDLED.map(|(name, _)| name).join(", ");
        format!("{name} is no keymap of the desk ({names}), and no file that can be read: {error}")
    })?;
    let (mut keymap, faults) = load(&name, &text);
    let unread =
        |kind: &FaultKind| matches!(kind, FaultKind::NoToml(_) | FaultKind::UnknownBase(_));
    if faults.iter().any(|fault| unread(&fault.kind)) {
        // Nothing to begin from: the default one, under the file's own name.
        keymap = bundled("default").cloned().unwrap_or_default();
    }
    if keymap.name.is_empty() || bundled(&keymap.name).is_some() {
        "own".clone_into(&mut keymap.name);
    }
    Ok((keymap, faults.iter().map(ToString::to_string).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_file_is_in_the_config_directory() {
        let file = |pairs: &'static [(&str, &str)]| {
            usual_file(|name| {
                let found = pairs.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).into())
            })
        };
        assert_eq!(
            file(&[("HOME", "/h")]),
            Some("/h/.config/shipdesk/keymap.toml".into())
        );
        assert_eq!(
            file(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "/c")]),
            Some("/c/shipdesk/keymap.toml".into())
        );
        assert_eq!(file(&[]), None);
    }
}
