//! A company's files that look right at first sight: half a calendar, an open quotation mark, a field
//! that the form does not have, what an editor leaves behind.

use std::fs;

use chrono::NaiveDate;

use super::*;

/// Why a table was refused: the message's key and what it says.
pub(super) fn reason(error: &TableError) -> String {
    format!("{:?}", error.reason)
}

pub(super) fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// A calendar as the State Council gives one: every holiday of a year, whatever days they fall on.
fn a_whole_year(year: i32) -> String {
    let days = [
        "01-01", "02-05", "02-06", "02-07", "02-08", "02-09", "04-05", "05-01", "05-02", "06-09",
        "09-15", "10-01", "10-02", "10-03",
    ];
    let rows: Vec<String> = days
        .iter()
        .map(|day| format!("{year}-{day},no\n"))
        .collect();
    format!("date,working\n{}", rows.concat())
}

#[test]
fn a_year_is_published_by_all_its_holidays_or_by_its_own_row_and_by_no_single_day() {
    let calendar = |text: &str| {
        let folder = folder(&[("workdays.extra.csv", text.as_bytes())]);
        let (reference, report) = check(folder.path());
        assert_eq!(report.errors, []);
        (reference.calendar, report.notes)
    };
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let whole = a_whole_year(2027);
    let (published, notes) = calendar(&whole);
    assert_eq!(notes, []);
    assert!(published.published(2027) && published.published(2026));
    assert_eq!(published.is_working(day("2027-02-08")), Some(false));
    assert_eq!(published.is_working(day("2027-03-01")), Some(true));
    // Without any one of them it is no calendar yet.
    for row in whole.lines().skip(1).filter(|row| !row.contains("-02-")) {
        let (short, notes) = calendar(&whole.replace(&format!("{row}\n"), ""));
        assert!(!short.published(2027), "{row}");
        assert_eq!(notes.len(), 1, "{row}");
        assert_eq!(notes[0].file, "workdays.extra.csv");
    }
    let (one, notes) = calendar("date,working\n2027-01-01,no\n");
    assert!(!one.published(2027) && one.published(2026));
    assert_eq!(one.is_working(day("2027-02-08")), None);
    assert_eq!(one.is_working(day("2027-01-01")), None);
    assert_eq!(one.plus(day("2026-12-31"), 1), None);
    assert!(reason(&notes[0]).contains("2027") && reason(&notes[0]).contains("spring-festival"));
    let (said, notes) = calendar("date,working\n2027,published\n2027-01-01,no\n");
    assert_eq!(notes, []);
    assert_eq!(said.is_working(day("2027-01-01")), Some(false));
    assert_eq!(said.is_working(day("2027-02-08")), Some(true));
    // A company's own days in a year that is published.
    let (own, notes) = calendar("date,working\n2026-12-25,no\n2026-10-01,yes\n");
    assert_eq!(notes, []);
    assert_eq!(own.is_working(day("2026-12-25")), Some(false));
    assert_eq!(own.is_working(day("2026-10-01")), Some(true));
}

#[test]
fn a_calendar_without_a_whole_year_replaces_none() {
    let folder = folder(&[("workdays.csv", b"date,working\n2026-12-25,no\n" as &[u8])]);
    let (reference, errors) = Reference::load(folder.path());
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].file, "workdays.csv");
    assert!(reason(&errors[0]).contains("table.no-year"));
    assert_eq!(reference.digest, Reference::built_in().digest);
}

#[test]
fn an_open_quotation_mark_spoils_its_row_and_swallows_none() {
    for (rows, row, key) in [
        ("TEST,\"X,Y\nTESS,Q,R\n", 2, "table.mark-open"),
        ("TESS,Q,R\nTEST,\"X,Y", 3, "table.mark-open"),
        ("TEST,\"X\nTESS,Y\",R\n", 2, "table.mark-open"),
        ("TEST,\"X\"Y,Z\n", 2, "table.mark-behind"),
    ] {
        let text = format!("scac,name,name_zh\n{rows}");
        let folder = folder(&[("carriers.extra.csv", text.as_bytes())]);
        let (reference, errors) = Reference::load(folder.path());
        let first = &errors[0];
        assert_eq!(
            (first.file.as_str(), first.row),
            ("carriers.extra.csv", Some(row)),
            "{rows}"
        );
        assert!(reason(first).contains(key), "{rows}: {errors:?}");
        assert_eq!(reference.digest, Reference::built_in().digest);
    }
    let text = "scac,name,aliases\nTEST,\"TEST, LINE\",\"THE \"\"T\"\"\"\n";
    let folder = folder(&[("carriers.extra.csv", text.as_bytes())]);
    let (reference, errors) = Reference::load(folder.path());
    assert_eq!(errors, []);
    assert_eq!(reference.carrier("TEST").unwrap().name, "TEST, LINE");
    assert_eq!(reference.carrier("TEST").unwrap().aliases, ["THE \"T\""]);
}

#[test]
fn a_department_is_told_of_fields_that_the_form_has() {
    for field in [
        "/pod",
        "/cargo/*/marks",
        "/cargo/0/marks",
        "/cargo/*",
        "/equipment/*/vgm/kg",
    ] {
        let text = format!("field,departments\n{field},customs\n");
        let folder = folder(&[("departments.extra.csv", text.as_bytes())]);
        assert_eq!(Reference::load(folder.path()).1, [], "{field}");
    }
    for field in [
        "/podd",
        "/",
        "/cargo/marks",
        "/cargo/x/marks",
        "/pod/x",
        "/cargo//marks",
        "/POD",
    ] {
        let text = format!("field,departments\n{field},customs\n");
        let folder = folder(&[("departments.extra.csv", text.as_bytes())]);
        let (_, errors) = Reference::load(folder.path());
        assert_eq!(errors.len(), 1, "{field}");
        assert_eq!(errors[0].column.as_deref(), Some("field"), "{field}");
    }
}

#[test]
fn what_editors_leave_beside_a_table_is_none() {
    let row: &[u8] = b"scac,name\nTEST,TEST LINE\n";
    let beside = [
        "~$carriers.csv",
        ".carriers.csv.swp",
        "carriers.csv~",
        ".#carriers.csv",
        "#carriers.csv#",
        ".~lock.carriers.csv#",
    ];
    let files: Vec<(&str, &[u8])> = beside.iter().map(|name| (*name, row)).collect();
    let folder = folder(&files);
    let (reference, report) = check(folder.path());
    assert_eq!(report.errors, []);
    assert_eq!(reference.digest, Reference::built_in().digest);
}

#[test]
fn a_row_that_leaves_open_what_is_meant_is_refused_where_it_does() {
    let rashid = "AEDXB,,问,Which,AEPRA,DUBAI PORT RASHID,,";
    let ports = "code,name_en,zone\nKEXXA,MOMBASA OLD,Africa/Nairobi\n";
    for (file, text, row, column, key) in [
        (
            "sub_ports.extra.csv",
            "port,question_zh,choice_code,choice_name,aliases\n\
             AEDXB,问,AEPRA,DUBAI PORT RASHID,XPORT\nAEDXB,问,AEJEA,DUBAI JEBEL ALI,OLD|xport\n",
            3,
            "aliases",
            "table.names-another",
        ),
        (
            "sub_ports.extra.csv",
            "port,question_zh,choice_name,aliases\nAEDXB,问,MOMBASA OLD PORT,OLD\n",
            2,
            "choice_name",
            "table.no-port-yet",
        ),
        (
            "sub_ports.extra.csv",
            "port,question_zh,choice_code,choice_name\nAEDXB,问,KEXXX,MOMBASA OLD PORT\n",
            2,
            "choice_code",
            "table.no-port",
        ),
        (
            "sub_ports.csv",
            "port,question_zh,choice_code,choice_name\nAEDXB,问,AEPRA,DUBAI PORT RASHID\n",
            2,
            "choice_name",
            "table.one-choice",
        ),
        (
            "ports.extra.csv",
            "code,name_en,zone\nCNTXX,Shanghai,Asia/Shanghai\n",
            2,
            "name_en",
            "table.names-another",
        ),
        (
            "ports.extra.csv",
            "code,name_en,zone,aliases\nKEXXA,MOMBASA OLD,Africa/Nairobi,OLD PORT|mombasa\n",
            2,
            "aliases",
            "table.names-another",
        ),
        (
            "agents.extra.csv",
            "code,name,country,ports\nRTM09,AN AGENCY,NL,NLRTM|XXXXX\n",
            2,
            "ports",
            "table.no-port",
        ),
        (
            "goods.extra.csv",
            "category,kind,group,words\nheavy,word,own,|\n",
            2,
            "words",
            "table.empty",
        ),
    ] {
        let folder = folder(&[(file, text.as_bytes())]);
        let (reference, errors) = Reference::load(folder.path());
        let found: Vec<_> = errors
            .iter()
            .map(|error| (error.file.as_str(), error.row, error.column.as_deref()))
            .collect();
        assert_eq!(found, [(file, Some(row), Some(column))], "{text}");
        assert!(reason(&errors[0]).contains(key), "{text}: {errors:?}");
        assert_eq!(reference.digest, Reference::built_in().digest);
    }
    let sound = [
        (
            "sub_ports.extra.csv",
            format!("{}\n{rashid}MINA\n", sub_ports::LAYOUT.columns.join(",")),
        ),
        ("ports.extra.csv", ports.to_owned()),
        (
            "agents.extra.csv",
            "code,name,country,ports\nRTM09,AN AGENCY,NL,NLRTM|Antwerp\n".to_owned(),
        ),
    ];
    let files: Vec<(&str, &[u8])> = sound
        .iter()
        .map(|(file, text)| (*file, text.as_bytes()))
        .collect();
    let folder = folder(&files);
    let (reference, errors) = Reference::load(folder.path());
    assert_eq!(errors, []);
    assert_eq!(
        reference.agents.find("RTM09").unwrap().ports,
        ["NLRTM", "BEANR"]
    );
}
