//! Places as people write them: the table beside this file.

use super::*;

const WRITTEN: &str = include_str!("places.txt");

#[test]
fn a_place_is_known_however_it_is_written_and_never_another() {
    let tables = Reference::built_in();
    let mut wrong = Vec::new();
    for line in WRITTEN.lines().filter(|line| !line.starts_with('#')) {
        let (text, code) = line.rsplit_once('=').unwrap();
        let found = tables
            .port_written(text)
            .map_or("", |port| port.code.as_str());
        if found != code {
            wrong.push(format!("{text}: expected {code:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn jakarta_and_its_port_are_one_call() {
    let tables = Reference::built_in();
    let code = |text: &str| tables.port(text).unwrap().code.clone();
    assert!(tables.is_one_call(&code("JAKARTA"), &code("TANJUNG PRIOK")));
    assert!(tables.is_one_call(&code("TANJUNG PRIOK"), &code("JAKARTA UTC1")));
    assert!(!tables.is_one_call(&code("JAKARTA"), &code("MANILA")));
}

#[test]
fn a_companys_own_ports_keep_the_harbours() {
    let folder = tempfile::tempdir().unwrap();
    let ports = load::shipped()
        .find(|(name, _)| *name == "ports")
        .unwrap()
        .1;
    std::fs::write(folder.path().join("ports.csv"), ports).unwrap();
    let (tables, errors) = Reference::load(folder.path());
    assert!(errors.is_empty());
    let harbour = tables
        .port("KUMPORT ISTANBUL")
        .map(|port| port.code.as_str());
    assert_eq!(harbour, Some("TRKMX"));
}
