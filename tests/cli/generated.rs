//! The files that the binary writes for an installation.

use serde_json::json;

use crate::support::desk::{command, run};

#[test]
fn an_installation_gets_units_pages_completions_a_config_and_the_tables() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("out");
    let written = run(
        home.path(),
        &["gen", folder.to_str().unwrap(), "--json"],
        "",
    );
    assert_eq!(written.code, 0, "{written:#?}");
    let written = written.json();
    let files: Vec<&str> = written
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    for wanted in [
        "systemd/shipdesk.socket",
        "systemd/shipdesk.service",
        "sysusers.d/shipdesk.conf",
        "config.toml",
        "man/shipdesk.1",
        "man/shipdesk-import.1",
        "man/shipdesk-amend.1",
        "completions/shipdesk.bash",
        "completions/shipdesk.zsh",
        "reference/ports.csv",
        "reference/carriers.csv",
        "reference/goods.csv",
    ] {
        let path = folder.join(wanted);
        assert!(
            files.contains(&path.to_str().unwrap()),
            "{wanted}: {files:#?}"
        );
        assert!(!std::fs::read(&path).unwrap().is_empty(), "{wanted}");
    }
    let bash = command(home.path())
        .arg("completions")
        .arg("bash")
        .output()
        .unwrap();
    let of_gen = std::fs::read(folder.join("completions/shipdesk.bash")).unwrap();
    assert_eq!(bash.stdout, of_gen);
}

/// A company begins its own tables from the shipped ones: each is in order where it stands alone.
#[test]
fn the_shipped_tables_are_taken_as_a_companys_own() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("out");
    run(home.path(), &["gen", folder.to_str().unwrap()], "");
    std::fs::rename(folder.join("reference"), home.path().join("reference")).unwrap();
    let checked = run(home.path(), &["reference", "check", "--json"], "");
    assert_eq!(checked.code, 0, "{checked:#?}");
    let tables = &checked.json()["tables"];
    for table in tables.as_array().unwrap() {
        assert_eq!(table["refused"], json!(false), "{table}");
        assert_eq!(table["files"].as_array().unwrap().len(), 1, "{table}");
    }
}
