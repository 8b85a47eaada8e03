//! The whole desk as its operators meet it, through the real binary: a carrier's file of 100,000
//! sailings in, 20,000 jobs, the daemon's start after a clean stop and after a kill, the first frame
//! of a client, and a key in the form until its frame. Beside each figure stands a peer measured in
//! the same run: the echo of `cat` in the same kind of pseudo-terminal for a key, and a shell's
//! prompt there for a first frame.
//!
//! `cargo bench --bench desk`; `DESK_BENCH_SAILINGS` and `DESK_BENCH_JOBS` set the size.

#[path = "../tests/cli/given.rs"]
#[allow(
    dead_code,
    reason = "the bench begins with what the scripted runs begin with"
)]
mod given;
#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use shipdesk::client::{Client, Place, Terms};
use shipdesk::config::Home;
use shipdesk::json::read_consignment;
use shipdesk::protocol::Request;
use shipdesk::reference::Reference;
use support::desk::Desk;
use support::pty::{Session, Start};

const HANDS: usize = 8;
const STARTS: usize = 3;
const FRAMES: usize = 20;
const KEYS: usize = 400;

const CARRIERS: &[&str] = &[
    "COSU", "MAEU", "MSCU", "CMDU", "OOLU", "EGLV", "ONEY", "HLCU",
];
const PORTS: &[(&str, u64)] = &[
    ("NLRTM", 33),
    ("DEHAM", 35),
    ("GBFXT", 36),
    ("USLAX", 15),
    ("USNYC", 31),
    ("SGSIN", 7),
    ("AEJEA", 18),
    ("AUSYD", 14),
];

fn main() {
    let sailings = size("DESK_BENCH_SAILINGS", 100_000);
    let jobs = size("DESK_BENCH_JOBS", 20_000);
    let mut desk = Desk::practice();
    let file = desk.file("schedule.csv", schedule(sailings));
    let took = timed(|| {
        desk.json(&["import", "schedule", file.to_str().expect("a plain path")]);
    });
    let rate = sailings as f64 / took.as_secs_f64();
    println!(
        "import of {sailings} sailings      {} ({rate:.0} rows/s)",
        ms(took)
    );
    let took = timed(|| make_jobs(&desk, jobs));
    let rate = jobs as f64 / took.as_secs_f64();
    println!(
        "{jobs} jobs by {HANDS} hands        {} ({rate:.0} a second)",
        ms(took)
    );

    let clean = starts(&mut desk, |desk| {
        desk.json(&["stop"]);
        desk.ended();
    });
    println!("start after a clean stop       {}", spread(clean));
    let killed = starts(&mut desk, Desk::kill);
    println!("start after a kill             {}", spread(killed));

    first_frame(desk.home());
    key_to_frame(desk.home());
}

fn size(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |text| {
        text.parse()
            .unwrap_or_else(|error| panic!("{name}={text}: {error}"))
    })
}

/// Weekly sailings of eight carriers from Shanghai to eight ports, as many as are wanted.
fn schedule(count: usize) -> String {
    let first = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date");
    let mut text = String::from("CARRIER,VESSEL,VOYAGE,SERVICE,POL,POD,ETD,ETA,CY CUT-OFF\n");
    for row in 0..count {
        let carrier = CARRIERS[row % CARRIERS.len()];
        let (port, days) = PORTS[row / CARRIERS.len() % PORTS.len()];
        let lane = row / (CARRIERS.len() * PORTS.len());
        let etd = first + Days::new((lane % 120) as u64);
        let cut_off = etd - Days::new(1);
        let eta = etd + Days::new(days);
        let _ = writeln!(
            text,
            "{carrier},EXAMPLE STAR {},{}W,S{},CNSHA,{port},{etd},{eta},{cut_off} 12:00",
            lane % 400,
            100 + lane,
            row % 64,
        );
    }
    text
}

/// Jobs by several hands at once, each over a connection of its own.
fn make_jobs(desk: &Desk, count: usize) {
    let sailing = given::sailing(desk, "cosu rotterdam");
    let consignment = given::a_sound_consignment(&sailing);
    let zone = chrono_tz::Asia::Shanghai;
    let sound = read_consignment(&consignment, Reference::built_in(), zone).expect("it is sound");
    thread::scope(|scope| {
        for hand in 0..HANDS {
            let sound = &sound;
            scope.spawn(move || {
                let place = Place::Home(Home::at(desk.home()));
                let mut client =
                    Client::connect_running(&place, None, false).expect("the desk runs");
                for number in (hand..count).step_by(HANDS) {
                    let mut consignment = sound.clone();
                    consignment.customer_ref = Some(format!("PO-{number}"));
                    consignment.principal.name = Some(format!("EXAMPLE TRADING {}", number % 900));
                    let new = Request::New {
                        consignment: Box::new(consignment),
                        draft: None,
                    };
                    client.ask(new, &Terms::default()).expect("it is taken");
                }
            });
        }
    });
}

fn starts(desk: &mut Desk, mut end: impl FnMut(&mut Desk)) -> Vec<Duration> {
    (0..STARTS)
        .map(|_| {
            end(desk);
            timed(|| desk.start())
        })
        .collect()
}

/// From the client's start until its screen is there, beside a shell until its prompt.
fn first_frame(home: &Path) {
    let ours = (0..FRAMES)
        .map(|_| {
            timed(|| {
                Start::shipdesk(home, &["--lang", "en"])
                    .open()
                    .wait("a first frame", has_text);
            })
        })
        .collect();
    let peer = (0..FRAMES)
        .map(|_| {
            timed(|| {
                Start::program("sh", &["-i"])
                    .open()
                    .wait("a prompt", has_text);
            })
        })
        .collect();
    beside("first frame of a client", ours, "a shell's prompt", peer);
}

fn has_text(shown: &vt100::Screen) -> bool {
    !support::screen::text(shown).trim().is_empty()
}

/// From a key in a text field of the form until the cursor has moved, beside an echo.
fn key_to_frame(home: &Path) {
    let mut form = Start::shipdesk(home, &["--lang", "en"]).open();
    form.wait("a first frame", has_text);
    form.settle();
    form.send("\x1bgn");
    form.settle();
    let ours = keys(&mut form);
    form.send("\x1bgx");
    let mut echo = Start::program("cat", &[]).open();
    echo.settle();
    let peer = keys(&mut echo);
    echo.send("\x04\x04");
    beside("key to frame in the form", ours, "an echo", peer);
}

fn keys(session: &mut Session) -> Vec<Duration> {
    (0..KEYS)
        .map(|at| {
            // A word of twenty letters, and back again.
            let key = if at % 40 < 20 { "A" } else { "\x7f" };
            let before = session.look(vt100::Screen::cursor_position);
            timed(|| {
                session.send(key);
                session.wait("the cursor moves", |shown| {
                    shown.cursor_position() != before
                });
            })
        })
        .collect()
}

fn timed(act: impl FnOnce()) -> Duration {
    let began = Instant::now();
    act();
    began.elapsed()
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1e3)
}

fn at(sorted: &[Duration], share: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * share).round() as usize]
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort();
    format!(
        "median {}, at most {}",
        ms(at(&times, 0.5)),
        ms(at(&times, 1.0))
    )
}

fn beside(what: &str, mut ours: Vec<Duration>, peer: &str, mut theirs: Vec<Duration>) {
    ours.sort();
    theirs.sort();
    let ratio = at(&ours, 0.5).as_secs_f64() / at(&theirs, 0.5).as_secs_f64();
    println!(
        "{what:<30} p50 {}, p99 {}; {peer}: p50 {}, p99 {}; ratio of medians {ratio:.1}",
        ms(at(&ours, 0.5)),
        ms(at(&ours, 0.99)),
        ms(at(&theirs, 0.5)),
        ms(at(&theirs, 0.99)),
    );
}
