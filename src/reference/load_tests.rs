//! A company's files in place of the shipped tables, and those that are refused.

use std::fs;
use std::path::Path;

use super::refused_tests::{folder, reason};
use super::*;

#[test]
fn an_empty_folder_gives_the_shipped_tables() {
    let (reference, errors) = Reference::load(Path::new("/no/such/folder"));
    assert!(errors.is_empty());
    assert_eq!(reference.digest, Reference::built_in().digest);
}

#[test]
fn an_extending_file_adds_rows_and_replaces_those_of_the_same_key() {
    let folder = folder(&[
        (
            "carriers.extra.csv",
            "scac,name,name_zh,aliases\nTEST,TEST LINE,测试航运,\nMAEU,MAERSK,马士基,BIG BLUE\n"
                .as_bytes(),
        ),
        (
            "agents.csv",
            b"code,name,country\nX1,The Only Agent Ltd,NL\n" as &[u8],
        ),
    ]);
    let (reference, errors) = Reference::load(folder.path());
    assert_eq!(errors, []);
    assert!(reference.carrier("测试航运").is_some());
    assert_eq!(reference.carrier("big blue").unwrap().scac.as_str(), "MAEU");
    assert!(reference.carrier("COSCO").is_some());
    assert!(reference.agents.find("RTM01").is_none());
    assert!(reference.agents.find("the only agent").is_some());
    assert_ne!(reference.digest, Reference::built_in().digest);
}

#[test]
fn a_file_saved_by_a_chinese_excel_is_read() {
    let text = "scac,name,name_zh\nTEST,TEST LINE,测试航运\n";
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let with_mark = format!("\u{feff}{text}");
    for bytes in [&gb[..], with_mark.as_bytes()] {
        let folder = folder(&[("carriers.extra.csv", bytes)]);
        let (reference, errors) = Reference::load(folder.path());
        assert_eq!(errors, []);
        assert!(reference.carrier("测试航运").is_some());
    }
}

#[test]
fn a_bad_file_is_refused_with_row_column_and_reason_and_the_old_table_stays() {
    let bad = "code,name_en,zone\nXXYYY,NOWHERE,Asia/Nowhere\nNLRTM,ROTTERDAM,Europe/Amsterdam\nNLRTM,ROTTERDAM,Europe/Amsterdam\n";
    let folder = folder(&[("ports.csv", bad.as_bytes())]);
    let (reference, errors) = Reference::load(folder.path());
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(
        (errors[0].file.as_str(), errors[0].row),
        ("ports.csv", Some(4))
    );
    assert!(
        reference.port("SHANGHAI").is_some(),
        "the shipped table stays"
    );

    let bad =
        "code,name_en,zone\nNLRTM,ROTTERDAM,Europe/Amsterdam\nDEHAM,HAMBURG,Asia/Nowhere\n1,X,\n";
    fs::write(folder.path().join("ports.csv"), bad).unwrap();
    let (reference, errors) = Reference::load(folder.path());
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.row, error.column.as_deref()))
        .collect();
    assert_eq!(found, [(Some(3), Some("zone")), (Some(4), Some("code"))]);
    assert!(reason(&errors[0]).contains("Asia/Nowhere"), "{errors:?}");
    assert_eq!(reference.digest, Reference::built_in().digest);
}

#[test]
fn what_was_in_force_stays_after_a_change_for_the_worse_and_goes_with_its_file() {
    let folder = folder(&[(
        "carriers.extra.csv",
        b"scac,name\nTEST,TEST LINE\n" as &[u8],
    )]);
    let (good, errors) = Reference::load(folder.path());
    assert_eq!(errors, []);
    fs::write(
        folder.path().join("carriers.extra.csv"),
        "scac,name\nTOOLONG,TEST LINE\n",
    )
    .unwrap();
    let (kept, errors) = Reference::reload(folder.path(), &good);
    assert_eq!(errors.len(), 1);
    assert_eq!(kept.digest, good.digest);
    assert!(kept.carrier("TEST").is_some());
    fs::remove_file(folder.path().join("carriers.extra.csv")).unwrap();
    let (without, errors) = Reference::reload(folder.path(), &kept);
    assert_eq!(errors, []);
    assert_eq!(without.digest, Reference::built_in().digest);
}

#[test]
fn every_table_refuses_what_cannot_be_right() {
    for (file, text, column) in [
        (
            "ports.extra.csv",
            "code,name_en,zone,us_coast\nUSXXX,NEW PLACE,America/New_York,north\n",
            "us_coast",
        ),
        (
            "ports.extra.csv",
            "code,name_en,zone\n,NEW PLACE,America/New_York\n",
            "country",
        ),
        (
            "sub_ports.extra.csv",
            "port,question_zh,choice_name\nXXXXX,哪个,NOWHERE\n",
            "port",
        ),
        (
            "carriers.extra.csv",
            "scac,name,lines,width\nTEST,TEST LINE,6,30\n",
            "source",
        ),
        (
            "carriers.extra.csv",
            "scac,name,aliases\nTEST,TEST LINE,MAERSK\n",
            "aliases",
        ),
        (
            "equipment.extra.csv",
            "everyday,iso,max_payload_kg\n40XX,45G9,heavy\n",
            "max_payload_kg",
        ),
        (
            "equipment.extra.csv",
            "everyday,iso,max_payload_kg\n40XX,45G9,-1\n",
            "max_payload_kg",
        ),
        (
            "workdays.extra.csv",
            "date,working\n2027-02-30,no\n",
            "date",
        ),
        (
            "workdays.extra.csv",
            "date,working\n2027-01-01,perhaps\n",
            "working",
        ),
        (
            "goods.extra.csv",
            "category,kind,group,words\nheavy,word,mine,——\n",
            "words",
        ),
        (
            "goods.extra.csv",
            "category,kind,group,words\nlight,word,mine,FEATHER\n",
            "category",
        ),
        (
            "goods.extra.csv",
            "category,kind,group,words\nfood,hs,mine,4A\n",
            "words",
        ),
        (
            "charges.extra.csv",
            "code,name,kind\nXXX,Something,strange\n",
            "kind",
        ),
        (
            "agents.extra.csv",
            "code,name,country\nX1,Somebody,Holland\n",
            "country",
        ),
        (
            "departments.extra.csv",
            "field,departments\n/cargo,kitchen\n",
            "departments",
        ),
        (
            "departments.extra.csv",
            "field,departments\ncargo,customs\n",
            "field",
        ),
        ("deadlines.extra.csv", "name,figure\nlunch,12\n", "name"),
        (
            "filings.extra.csv",
            "filing,places,hours\nENS,EUROPE|UKK,24\n",
            "places",
        ),
    ] {
        let folder = folder(&[(file, text.as_bytes())]);
        let (reference, errors) = Reference::load(folder.path());
        assert_eq!(errors.len(), 1, "{file} {column}: {errors:?}");
        assert_eq!(errors[0].file, file);
        assert_eq!(errors[0].row, Some(2));
        assert_eq!(errors[0].column.as_deref(), Some(column), "{errors:?}");
        assert_eq!(reference.digest, Reference::built_in().digest);
    }
}

#[test]
fn an_unknown_or_missing_column_and_broken_bytes_refuse_the_file() {
    for (bytes, part) in [
        (b"scac,nmae\nTEST,X\n" as &[u8], "nmae"),
        (b"name\nX\n", "scac"),
        (b"scac,name\nTEST,X,Y,Z\n", "table.row-long"),
        (b"scac,name\nTEST\n", "table.row-short"),
        (b"scac,name,name\nTEST,X,Y\n", "table.column-twice"),
        (b"scac,name,\nTEST,X,Y\n", "table.cell-stray"),
        (b"scac,name\nTEST,\xff\xff\xff\n", "table.no-encoding"),
        (b"scac,name\n", "table.emptied"),
        (b"scac,name\n,\n# nothing\n\n", "table.emptied"),
        (b"", "table.column-missing"),
    ] {
        let folder = folder(&[("carriers.csv", bytes)]);
        let (reference, errors) = Reference::load(folder.path());
        assert!(
            errors.iter().any(|error| reason(error).contains(part)),
            "{part}: {errors:?}"
        );
        assert!(reference.carrier("COSCO").is_some());
    }
}

#[test]
fn the_check_tells_each_table_its_files_and_whether_they_were_refused() {
    let folder = folder(&[
        (
            "carriers.extra.csv",
            b"scac,name\nTEST,TEST LINE\n" as &[u8],
        ),
        ("agents.csv", b"code\nX\n"),
    ]);
    let (_, report) = check(folder.path());
    let states = &report.tables;
    let state = |name: &str| states.iter().find(|state| state.name == name).unwrap();
    assert_eq!(states.len(), load::LAYOUTS.len());
    assert_eq!(state("carriers").files, ["carriers.extra.csv"]);
    assert!(!state("carriers").refused);
    assert!(state("agents").refused);
    assert!(state("ports").files.is_empty());
    let shipped = Reference::built_in().agents.iter().count();
    assert_eq!(state("agents").rows, shipped, "those in force");
    assert!(!report.errors.is_empty());
}

#[test]
fn a_figure_in_another_unit_is_refused() {
    for (row, unit) in [
        ("etd-differs,1,weeks,", "weeks"),
        ("heavy-20,22,tons,", "tons"),
        (
            "heavy-20,22000,kilograms per cubic metre,",
            "kilograms per cubic metre",
        ),
        ("vgm-hint,3,days,", "days"),
    ] {
        let text = format!("name,figure,unit,source\n{row}\n");
        let folder = folder(&[("deadlines.extra.csv", text.as_bytes())]);
        let (reference, errors) = Reference::load(folder.path());
        assert_eq!(errors.len(), 1, "{row}");
        assert_eq!(errors[0].row, Some(2), "{row}");
        assert_eq!(errors[0].column.as_deref(), Some("unit"), "{row}");
        assert!(reason(&errors[0]).contains(unit), "{errors:?}");
        assert_eq!(reference.deadlines.etd_differs_days(), 1);
    }
    for unit in ["", "day", "Days", "天", "days apart"] {
        let text = format!("name,figure,unit,source\netd-differs,3,{unit},\n");
        let folder = folder(&[("deadlines.extra.csv", text.as_bytes())]);
        let (reference, errors) = Reference::load(folder.path());
        assert_eq!(errors, [], "{unit}");
        assert_eq!(reference.deadlines.etd_differs_days(), 3);
    }
}

#[test]
fn a_file_that_is_no_tables_is_named_with_the_one_it_was_meant_to_be() {
    let row: &[u8] = b"scac,name\nTEST,TEST LINE\n";
    let folder = folder(&[
        ("carrier.extra.csv", row),
        ("portz.csv", row),
        ("README.md", row),
        ("agents.CSV", row),
        ("carriers.extra.csv", row),
    ]);
    let (_, report) = check(folder.path());
    let told: Vec<(&str, String)> = report
        .errors
        .iter()
        .map(|error| (error.file.as_str(), reason(error)))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for ((file, reason), (wrong, right)) in told.iter().zip([
        ("agents.CSV", "\"agents.csv\""),
        ("carrier.extra.csv", "\"carriers.extra.csv\""),
        ("portz.csv", "\"ports.csv\""),
    ]) {
        assert_eq!(*file, wrong);
        assert!(reason.contains(right), "{reason}");
    }
}
