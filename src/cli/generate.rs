//! Files that the binary writes itself: units, man pages, completions, a sample config, the reference
//! tables as shipped; and keymaps looked over.

use std::fs;
use std::path::Path;

use clap::{CommandFactory, ValueEnum};
use serde_json::json;

use super::args::{Args, Keys};
use super::out::{Out, unwritable};
use crate::config::Config;
use crate::keymap::{self, Fault, FaultKind};
use crate::protocol::Failure;

/// Files that differ from box to box only in where the program lies.
const FIXED: [(&str, &str); 3] = [
    (
        "systemd/shipdesk.socket",
        include_str!("../assets/shipdesk.socket"),
    ),
    (
        "systemd/shipdesk.service",
        include_str!("../assets/shipdesk.service"),
    ),
    (
        "sysusers.d/shipdesk.conf",
        include_str!("../assets/sysusers.conf"),
    ),
];

/// `gen DIR`.
pub fn into(folder: &Path, out: &Out) -> Result<u8, Failure> {
    let mut written = Vec::new();
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), Failure> {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&path, bytes))
            .map_err(|error| {
                unwritable(&std::io::Error::new(
                    error.kind(),
                    format!("{}: {error}", path.display()),
                ))
            })?;
        written.push(path.display().to_string());
        Ok(())
    };
    // The unit starts the program that wrote it, wherever that was installed.
    let program = std::env::current_exe().map_err(|error| unwritable(&error))?;
    for (name, text) in FIXED {
        let text = text.replace("/usr/bin/shipdesk", &program.to_string_lossy());
        put(name, text.as_bytes())?;
    }
    put("config.toml", Config::sample().as_bytes())?;
    for (name, text) in crate::reference::shipped() {
        put(&format!("reference/{name}.csv"), text.as_bytes())?;
    }
    for shell in clap_complete::Shell::value_variants() {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut Args::command(), "shipdesk", &mut script);
        put(&format!("completions/shipdesk.{shell}"), &script)?;
    }
    written.extend(manual(&folder.join("man")).map_err(|error| unwritable(&error))?);
    out.either(
        || json!(written),
        || written.iter().map(|path| format!("{path}\n")).collect(),
    );
    Ok(0)
}

/// The manual: a page for the program and one for each verb.
fn manual(folder: &Path) -> std::io::Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Args::command(), folder)?;
    let mut pages = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path().display().to_string()))
        .collect::<std::io::Result<Vec<_>>>()?;
    pages.sort();
    Ok(pages)
}

/// `keys check [FILE]`: faults refuse, warnings only tell.
pub fn keys(out: &Out, what: &Keys) -> Result<u8, Failure> {
    let Keys::Check { file } = what;
    let faults: Vec<Fault> = match file {
        Some(path) => {
            let name = path.to_string_lossy();
            let bytes = super::given::bytes_of(&name)?;
            keymap::check(&name, &String::from_utf8_lossy(&bytes))
        }
        None => keymap::BUNDLED
            .iter()
            .flat_map(|(name, text)| keymap::check(&format!("{name}.toml"), text))
            .collect(),
    };
    for fault in &faults {
        if let FaultKind::NoToml(message) = &fault.kind {
            let place = format!("{}:{}", fault.file, fault.line);
            return Err(Failure::unreadable(&place, message));
        }
    }
    let ok = faults.iter().all(|fault| fault.kind.is_warning());
    out.either(
        || {
            json!({"ok": ok, "problems": faults.iter().map(|fault| json!({
                "file": fault.file,
                "line": fault.line,
                "severity": if fault.kind.is_warning() { "warn" } else { "block" },
                "message": fault.to_string(),
            })).collect::<Vec<_>>()})
        },
        || faults.iter().map(|fault| format!("{fault}\n")).collect(),
    );
    Ok(u8::from(!ok))
}
