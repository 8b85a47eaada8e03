//! A company's own tables: what is in force, and why a file is refused, in the reader's language.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::desk::Desk;

const HEADINGS: &str = "scac,name,name_zh,aliases,lines,width,source";

fn a_folder(desk: &Desk) -> PathBuf {
    let folder = desk.home().join("reference");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn checked(desk: &Desk) -> Value {
    desk.run(&["reference", "check", "--json"]).json()
}

fn carriers(report: &Value) -> &Value {
    let tables = report["tables"].as_array().unwrap();
    tables
        .iter()
        .find(|table| table["table"] == "carriers")
        .unwrap()
}

#[test]
fn the_check_tells_what_is_in_force_when_a_file_has_gone_bad() {
    let desk = Desk::practice();
    let folder = a_folder(&desk);
    let file = folder.join("carriers.extra.csv");
    let shipped = carriers(&checked(&desk))["rows"].as_u64().unwrap();
    fs::write(&file, format!("{HEADINGS}\nTEST,TESTLINE,测试航运,,,,\n")).unwrap();
    assert_eq!(carriers(&checked(&desk))["rows"], shipped + 1);

    fs::write(&file, format!("{HEADINGS}\nTEST,\"X,Y,,,,\nTESS,Q,R,,,,\n")).unwrap();
    let report = checked(&desk);
    assert_eq!(report["ok"], false);
    assert_eq!(carriers(&report)["refused"], true);
    assert_eq!(
        carriers(&report)["rows"],
        shipped + 1,
        "the old one stays in force"
    );
    let error = &report["errors"][0];
    assert_eq!(
        (&error["file"], &error["row"]),
        (&json!("carriers.extra.csv"), &json!(2))
    );
    assert!(error["reason"].as_str().unwrap().contains("quotation mark"));
    let job = desk.json_with(&["new", "-"], r#"{"carrier": "测试航运"}"#);
    assert_eq!(job["consignment"]["carrier"], "TEST");

    let looked = desk.run(&["doctor", "--json"]).json();
    let checks = looked["checks"].as_array().unwrap();
    let tables = checks
        .iter()
        .find(|check| check["name"] == "tables")
        .unwrap();
    assert_eq!(tables["ok"], false);
    let detail = tables["detail"].as_str().unwrap();
    assert!(detail.contains("carriers.extra.csv, row 2"), "{detail}");

    fs::remove_file(&file).unwrap();
    let report = checked(&desk);
    assert_eq!(
        (&report["ok"], &report["errors"]),
        (&json!(true), &json!([]))
    );
    assert_eq!(carriers(&report)["rows"], shipped);
}

#[test]
fn a_table_stays_in_force_when_its_file_has_gone_bad_before_a_restart() {
    let mut desk = Desk::practice();
    let folder = a_folder(&desk);
    let file = folder.join("carriers.extra.csv");
    let own = format!("{HEADINGS}\nTEST,TESTLINE,测试航运,,,,\n");
    let is_known = |desk: &Desk| {
        let job = desk.json_with(&["new", "-"], r#"{"carrier": "测试航运"}"#);
        job["consignment"]["carrier"] == "TEST"
    };
    fs::write(&file, &own).unwrap();
    assert!(is_known(&desk));
    fs::write(&file, format!("{HEADINGS}\nTEST,\"X,Y,,,,\n")).unwrap();
    for _ in 0..2 {
        desk.kill();
        desk.start();
        assert!(is_known(&desk));
        assert_eq!(checked(&desk)["ok"], false, "and the file is still refused");
    }
    // One that is gone was taken back.
    desk.kill();
    fs::remove_file(&file).unwrap();
    desk.start();
    assert!(!is_known(&desk));
}

#[test]
fn a_refused_row_is_told_in_both_languages_without_a_librarys_words() {
    let desk = Desk::practice();
    let folder = a_folder(&desk);
    let equipment = "everyday,iso,name_zh,family,inner_cbm,max_payload_kg,customary_cbm_min,customary_cbm_max,customary_kg,reefer,aliases";
    for (file, text, row, en, zh) in [
        (
            "carriers.extra.csv",
            format!("{HEADINGS}\nTEST,X,Y,,six,35,me\n"),
            json!(2),
            "“six” is no whole number",
            "“six”不是大于等于 0 的整数",
        ),
        (
            "carriers.extra.csv",
            format!("# ours\n{HEADINGS}\n\nTEST,X\n"),
            json!(4),
            "2 cells under 7 headings",
            "7 个列名下只有 2 格",
        ),
        (
            "carriers.csv",
            format!("{HEADINGS}\n"),
            Value::Null,
            "no row stands below",
            "没有任何一行",
        ),
        (
            "equipment.extra.csv",
            format!("{equipment}\n20GP,22G1,小柜,dry,33.2,28t,24,30,17500,no,\n"),
            json!(2),
            "“28t” is no figure",
            "“28t”不是数字",
        ),
        (
            "equipment.extra.csv",
            format!("{equipment}\n20GP,22G1,小柜,dry,-33,28180,24,30,17500,no,\n"),
            json!(2),
            "column inner_cbm: must be more than 0",
            "inner_cbm 列：必须大于 0",
        ),
        (
            "workdays.extra.csv",
            "date,working\n2026-02-30,no\n".to_owned(),
            json!(2),
            "“2026-02-30” is no date",
            "“2026-02-30”不是日期",
        ),
        (
            "departments.extra.csv",
            "field,departments\n/podd,booking\n".to_owned(),
            json!(2),
            "“/podd” is no field",
            "“/podd”不是委托书的字段",
        ),
        (
            "charges.extra.csv",
            "code,name,kind\nXXX,Something,strange\n".to_owned(),
            json!(2),
            "“strange” is none of freight",
            "“strange”不在可用值之中",
        ),
    ] {
        fs::write(folder.join(file), text).unwrap();
        let report = desk.run(&["reference", "check", "--json"]);
        assert_eq!(report.code, 1);
        let error = &report.json()["errors"][0];
        assert_eq!(
            (&error["file"], &error["row"]),
            (&json!(file), &row),
            "{error}"
        );
        for (lang, said) in [("en", en), ("zh", zh)] {
            let told = desk.run(&["reference", "check", "--lang", lang]);
            assert!(told.out.contains(said), "{said} in {}", told.out);
        }
        fs::remove_file(folder.join(file)).unwrap();
    }
}

#[test]
fn a_folder_in_a_tables_place_is_refused_and_an_editors_lock_is_not() {
    let desk = Desk::practice();
    let folder = a_folder(&desk);
    fs::write(folder.join("~$carriers.csv"), "lock").unwrap();
    fs::write(folder.join(".carriers.csv.swp"), "swap").unwrap();
    assert_eq!(desk.run(&["reference", "check"]).code, 0);
    fs::create_dir(folder.join("ports.csv")).unwrap();
    let told = desk.run(&["reference", "check", "--lang", "zh"]);
    assert_eq!(told.code, 1);
    assert!(
        told.out.contains("ports.csv：这是文件夹，不是文件"),
        "{}",
        told.out
    );
}

#[test]
fn one_day_makes_no_calendar_and_a_whole_year_does() {
    let desk = Desk::practice();
    let folder = a_folder(&desk);
    let file = folder.join("workdays.extra.csv");
    let day = |date: &str| desk.json(&["calendar", date]);
    fs::write(&file, "date,working\n2027-01-01,no\n").unwrap();
    assert_eq!(day("2027-02-08")["published"], false);
    assert_eq!(day("2027-02-08")["working"], Value::Null);
    let report = checked(&desk);
    assert_eq!(report["ok"], true);
    let note = report["notes"][0]["reason"].as_str().unwrap();
    assert!(
        note.contains("2027") && note.contains("Spring Festival"),
        "{note}"
    );
    fs::write(&file, "date,working\n2027,published\n2027-02-08,no\n").unwrap();
    assert_eq!(day("2027-02-08")["working"], false);
    assert_eq!(day("2027-02-09")["working"], true);
    assert_eq!(checked(&desk)["notes"], json!([]));
}
