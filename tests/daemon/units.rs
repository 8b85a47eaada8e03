//! The units that `gen` writes, looked at by systemd's own tools where they are installed.

use std::process::Command;

use crate::support::desk::run;
use crate::support::{SHIPDESK, skipped};

#[test]
fn the_units_are_sound_and_hardened() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join("gen");
    let written = run(folder.path(), &["gen", into.to_str().unwrap()], "");
    assert_eq!(written.code, 0, "{written:?}");
    let units = into.join("systemd");
    // systemd looks for the program where the unit says it is: where it was when it wrote it.
    let service = std::fs::read_to_string(units.join("shipdesk.service")).unwrap();
    assert!(
        service.contains(&format!("ExecStart={SHIPDESK} serve --system")),
        "{service}"
    );
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        skipped(
            "the_units_are_sound_and_hardened",
            "systemd-analyze is not installed",
        );
        return;
    }
    let verify = Command::new("systemd-analyze")
        .arg("verify")
        .args(["--recursive-errors=no", "--man=no"])
        .args(["shipdesk.socket", "shipdesk.service"].map(|name| units.join(name)))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&verify.stderr);
    assert!(verify.status.success() && said.trim().is_empty(), "{said}");
    let security = Command::new("systemd-analyze")
        .args(["security", "--offline=true", "--threshold=20"])
        .arg(units.join("shipdesk.service"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&security.stdout);
    let overall = said
        .lines()
        .rev()
        .find(|line| line.contains("Overall exposure"));
    println!("{}", overall.unwrap_or("no overall line").trim());
    // Tenths: 20 is 2.0, where systemd begins to say "OK" and stops at "exposed" with 5.0.
    assert!(security.status.success(), "{said}");
}
