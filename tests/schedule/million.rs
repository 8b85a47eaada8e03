//! A million rows into the real desk: how fast, with how much memory, and how long another operator's
//! saves wait meanwhile. Run by `.ci/long`; `SHIPDESK_ROWS` sets another number.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::protocol::Request;

fn rows() -> u32 {
    std::env::var("SHIPDESK_ROWS")
        .ok()
        .and_then(|rows| rows.parse().ok())
        .unwrap_or(1_000_000)
}

fn write_file(path: &Path, rows: u32) {
    let pods = ["鹿特丹", "HAMBURG", "ANTWERP", "FELIXSTOWE", "LE HAVRE"];
    let carriers = ["COSCO", "MSC", "马士基", "长荣"];
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(
        file,
        "船公司,船名,航次,起运港,目的港,开航,到港,截港,截单,备注"
    )
    .unwrap();
    for row in 0..rows {
        let (day, vessel) = (row % 28 + 1, row / 5 % 900);
        writeln!(
            file,
            "{},VESSEL NO {vessel},{:05}W,上海,{},2026-12-{day:02},2027-01-{day:02},ETD-1 12:00,ETD-2,直达",
            carriers[row as usize / 4_500 % 4],
            row / 18_000,
            pods[row as usize % 5],
        )
        .unwrap();
    }
}

/// The most memory that a process has held, in kilobytes.
fn peak(pid: u32) -> u64 {
    std::fs::read_to_string(format!("/proc/{pid}/status"))
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

#[test]
#[ignore = "minutes; run by .ci/long"]
fn a_million_rows_stream_and_nobody_waits_long() {
    let folder = tempfile::tempdir().unwrap();
    let (home, file) = (folder.path().join("desk"), folder.path().join("long.csv"));
    let rows = rows();
    write_file(&file, rows);
    let binary = env!("CARGO_BIN_EXE_shipdesk");
    let mut daemon = Command::new(binary)
        .args([
            "serve",
            "--practice",
            "--now",
            "2026-11-24T09:00:00+08:00",
            "--home",
        ])
        .arg(&home)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut ready = String::new();
    BufReader::new(daemon.stdout.take().unwrap())
        .read_line(&mut ready)
        .unwrap();
    assert!(ready.starts_with("ready "), "{ready}");
    let mut other =
        Client::connect_running(&Place::Home(Home::at(home.clone())), None, false).unwrap();
    let began = Instant::now();
    let mut import = Command::new(binary)
        .args(["import", "schedule"])
        .arg(&file)
        .args(["--as-of", "2026-11-24", "--json", "--home"])
        .arg(&home)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut client_peak, mut longest, mut saves) = (0, Duration::ZERO, 0u32);
    let status = loop {
        let asked = Instant::now();
        other
            .ask(
                Request::SaveDraft {
                    draft: None,
                    job: None,
                    content: format!(r#"{{"remarks":"save {saves}"}}"#),
                },
                &Terms::default(),
            )
            .unwrap();
        longest = longest.max(asked.elapsed());
        saves += 1;
        client_peak = client_peak.max(peak(import.id()));
        if let Some(status) = import.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let took = began.elapsed();
    let daemon_peak = peak(daemon.id());
    let mut report = String::new();
    std::io::Read::read_to_string(&mut import.stdout.take().unwrap(), &mut report).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let stop = Command::new(binary)
        .arg("stop")
        .arg("--home")
        .arg(&home)
        .status();
    assert!(stop.unwrap().success());
    daemon.wait().unwrap();
    println!(
        "{rows} rows in {:.1} s: {:.0} rows/s; peak memory of the reader {} MB, of the desk {} MB; \
         {saves} saves by another operator meanwhile, the longest waited {} ms",
        took.as_secs_f64(),
        f64::from(rows) / took.as_secs_f64(),
        client_peak / 1024,
        daemon_peak / 1024,
        longest.as_millis()
    );
    assert!(status.success(), "{report:#}");
    assert_eq!(report["rows"], rows);
    assert_eq!(report["taken"], rows);
    // As much as for a tenth of the rows: the file's length costs the reader nothing.
    assert!(client_peak < 64 * 1024, "{client_peak} kB");
    assert!(longest < Duration::from_secs(5), "{longest:?}");
}
