//! What of the operator's line can be seen from the box, and the two lines that help it most.

use std::path::Path;

use crate::domain::{Check, Text, TextArg};

/// What an office's `ssh_config` needs for a thin line, and why.
const CLIENT: [(&str, &str); 2] = [
    ("ObscureKeystrokeTiming no", "cli.line-chaff"),
    ("Compression yes", "cli.line-compression"),
];

/// sshd's configuration, and what it is where nothing is set.
const SSHD: &str = "/etc/ssh/sshd_config";
const SSHD_DEFAULT: &str = "yes";

/// Checks of the line; none of them is a fault of the desk.
pub fn seen_from_here() -> Vec<Check> {
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let above = ancestors();
    let is_under = |name: &str| above.iter().any(|comm| comm == name);
    let mut lines = Vec::new();
    let mut note = |name: &str, detail: Text, hint: Option<Text>| {
        lines.push(Check {
            hint,
            ..Check::well(name, detail)
        });
    };
    let mosh = is_under("mosh-server");
    let line = if mosh {
        "cli.line-mosh"
    } else if env("SSH_CONNECTION").is_some() || is_under("sshd") || is_under("sshd-session") {
        "cli.line-ssh"
    } else {
        "cli.line-local"
    };
    note("line", Text::of(line), None);
    for (option, why) in CLIENT {
        let option = Text::of("cli.line-option").with("option", option);
        note("line-client", option, Some(Text::of(why)));
    }
    match compression(Path::new(SSHD)) {
        Some((value, at)) => {
            let at = at.map_or_else(
                || TextArg::Text(Box::new(Text::of("cli.line-default"))),
                TextArg::Plain,
            );
            let text = Text::of("cli.line-sshd")
                .with("value", &value)
                .with_arg("at", at);
            let refuses = value.eq_ignore_ascii_case("no");
            let hint = refuses.then(|| Text::of("cli.line-sshd-refuses"));
            note("sshd", text, hint);
        }
        None => note("sshd", Text::of("cli.line-no-sshd"), None),
    }
    let tmux = env("TMUX").is_some() || is_under("tmux: server");
    let word = if tmux {
        "cli.line-tmux"
    } else {
        "cli.line-no-tmux"
    };
    // A stock tmux lets nothing through to the terminal's clipboard.
    note(
        "tmux",
        Text::of(word),
        tmux.then(|| Text::of("cli.line-tmux-copy")),
    );
    let word = if mosh || is_installed("mosh-server") {
        "cli.line-mosh-installed"
    } else {
        "cli.line-no-mosh"
    };
    note("mosh", Text::of(word), None);
    lines
}

/// The names of the processes above this one, from its parent up.
fn ancestors() -> Vec<String> {
    let mut names = Vec::new();
    let mut pid = "self".to_owned();
    // The chain ends at the first process; a broken one ends earlier.
    while names.len() < 64 {
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else {
            break;
        };
        // The parent is the second word behind the name, which stands in brackets.
        let Some(parent) = stat
            .rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(1))
        else {
            break;
        };
        parent.clone_into(&mut pid);
        match std::fs::read_to_string(format!("/proc/{pid}/comm")) {
            Ok(name) => names.push(name.trim_end().to_owned()),
            Err(_) => break,
        }
    }
    names
}

fn is_installed(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    })
}

/// sshd's `Compression` and the line that says so: the first one counts, in the order in which sshd
/// reads its files. None where there is no configuration that can be read.
fn compression(config: &Path) -> Option<(String, Option<String>)> {
    let text = std::fs::read_to_string(config).ok()?;
    Some(match first_compression(config, &text, 0) {
        Some((value, at)) => (value, Some(at)),
        None => (SSHD_DEFAULT.to_owned(), None),
    })
}

/// sshd follows includes of includes to this depth.
const DEEPEST: usize = 16;

fn first_compression(path: &Path, text: &str, depth: usize) -> Option<(String, String)> {
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.split('#').next().unwrap_or_default().trim();
        let mut words = line
            .split(|c: char| c.is_whitespace() || c == '=')
            .filter(|word| !word.is_empty());
        let keyword = words.next().unwrap_or_default().to_ascii_lowercase();
        match keyword.as_str() {
            // What follows holds for some sessions only.
            "match" => return None,
            "compression" => {
                let value = words.next()?.trim_matches('"').to_ascii_lowercase();
                return Some((value, format!("{}:{number}", path.display())));
            }
            "include" if depth < DEEPEST => {
                let found = words
                    .flat_map(|pattern| included(path, pattern.trim_matches('"')))
                    .find_map(|file| {
                        let text = std::fs::read_to_string(&file).ok()?;
                        first_compression(&file, &text, depth + 1)
                    });
                if found.is_some() {
                    return found;
                }
            }
            _ => {}
        }
    }
    None
}

/// The files that an `Include` names, in order; a star stands for anything in the last part.
fn included(config: &Path, pattern: &str) -> Vec<std::path::PathBuf> {
    let folder = config.parent().unwrap_or(Path::new("/"));
    let pattern = folder.join(pattern);
    let (Some(folder), Some(name)) = (pattern.parent(), pattern.file_name()) else {
        return Vec::new();
    };
    let name = name.to_string_lossy();
    let Some((before, behind)) = name.split_once('*') else {
        return vec![pattern];
    };
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name().is_some_and(|file| {
                let file = file.to_string_lossy();
                file.len() >= before.len() + behind.len()
                    && file.starts_with(before)
                    && file.ends_with(behind)
            })
        })
        .collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(main: &str, included: &[(&str, &str)]) -> Option<(String, Option<String>)> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("sshd_config.d")).unwrap();
        for (name, text) in included {
            std::fs::write(folder.path().join("sshd_config.d").join(name), text).unwrap();
        }
        let config = folder.path().join("sshd_config");
        std::fs::write(&config, main).unwrap();
        compression(&config).map(|(value, at)| {
            let at = at.map(|at| at.replace(&format!("{}/", folder.path().display()), ""));
            (value, at)
        })
    }

    #[test]
    fn the_first_line_that_holds_for_all_counts() {
        let at = |value: &str, at: &str| Some((value.to_owned(), Some(at.to_owned())));
        assert_eq!(
            found("# Compression yes\n  compression\tNO # slow\n", &[]),
            at("no", "sshd_config:2")
        );
        assert_eq!(
            found("Compression=delayed\n", &[]),
            at("delayed", "sshd_config:1")
        );
        assert_eq!(
            found(
                "Include sshd_config.d/*.conf\nCompression yes\n",
                &[
                    ("50-office.conf", "Port 22\nCompression no\n"),
                    ("note.txt", "Compression yes\n")
                ]
            ),
            at("no", "sshd_config.d/50-office.conf:2")
        );
        let unset = Some(("yes".to_owned(), None));
        assert_eq!(found("Match User x\n  Compression no\n", &[]), unset);
        assert_eq!(found("", &[]), unset);
        assert_eq!(compression(Path::new("/nowhere/sshd_config")), None);
    }

    #[test]
    fn who_started_us_is_above_us() {
        assert!(!ancestors().is_empty() || !Path::new("/proc/self/stat").exists());
    }
}
