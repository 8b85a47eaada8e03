//! Any bytes from outside go through a parser: refused in words, never a panic, never made up.
//!
//! The fuzzer runs the same inputs for as long as it is let (`.ci/long fuzz`); here each gets a few
//! hundred made of its seeds.

// Bytes are made of small numbers.
#![allow(clippy::cast_possible_truncation)]

mod inputs;
#[path = "../support/mod.rs"]
mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant, SystemTime};

use inputs::{TARGETS, Target};

/// Random numbers that are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).expect("a limit is a usize")
    }
}

/// A seed with a few of the changes that break parsers.
fn changed(mut bytes: Vec<u8>, others: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    const TOKENS: [&[u8]; 14] = [
        b"\"",
        b"\0",
        b"\n",
        b",,,",
        b"[",
        b"]]",
        b"\xFF\xFE",
        b"\xEF\xBB\xBF",
        b"9999999999999999999",
        b"-",
        b"=",
        "\u{1b}[31m".as_bytes(),
        "港".as_bytes(),
        b"\xFD\xFF\xFF\xFF\xFF",
    ];
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(7) {
            0 if !bytes.is_empty() => {
                let at = at % bytes.len();
                bytes[at] ^= 1 << dice.below(8);
            }
            1 => bytes.truncate(at),
            2 => {
                let token = TOKENS[dice.below(TOKENS.len())];
                bytes.splice(at..at, token.iter().copied());
            }
            3 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + dice.below(80)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => {
                let other = &others[dice.below(others.len())];
                let from = dice.below(other.len() + 1);
                let end = (from + dice.below(60)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            _ => {
                let length = dice.below(12);
                let noise: Vec<u8> = (0..length).map(|_| dice.below(256) as u8).collect();
                bytes.splice(at..at, noise);
            }
        }
    }
    bytes
}

/// What a target begins with, each taken once.
fn seeds_of(target: &Target) -> Vec<Vec<u8>> {
    let seeds = (target.seeds)();
    assert!(!seeds.is_empty(), "{} begins with nothing", target.name);
    for seed in &seeds {
        (target.run)(seed);
    }
    (target.run)(b"");
    seeds
}

/// One more input; a find is shown with its bytes.
fn round(target: &Target, seeds: &[Vec<u8>], dice: &mut Dice) {
    let bytes = changed(seeds[dice.below(seeds.len())].clone(), seeds, dice);
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes)));
    assert!(outcome.is_ok(), "{}: {}", target.name, bytes.escape_ascii());
}

fn smoke(name: &str, rounds: usize) {
    let target = TARGETS
        .iter()
        .find(|target| target.name == name)
        .expect("a target");
    let seeds = seeds_of(target);
    let dice = &mut Dice(name.len() as u64 * 7_919);
    for _ in 0..rounds {
        round(target, &seeds, dice);
    }
}

/// What the fuzzer does, without its eye for new paths: on any toolchain, and with other inputs
/// each time.
#[test]
#[ignore = "minutes; `.ci/long` runs it"]
fn each_kind_of_bytes_for_a_minute() {
    let number = |name: &str| std::env::var(name).ok()?.parse().ok();
    let time = Duration::from_secs(number("FUZZ_SECONDS").unwrap_or(60));
    let now = SystemTime::UNIX_EPOCH
        .elapsed()
        .map_or(0, |now| now.as_secs());
    let seed = number("SHIPDESK_SEED").unwrap_or(now);
    for target in &TARGETS {
        let seeds = seeds_of(target);
        let (began, mut inputs) = (Instant::now(), 0);
        let dice = &mut Dice(seed);
        println!("{}, seed {seed}", target.name);
        while began.elapsed() < time {
            round(target, &seeds, dice);
            inputs += 1;
        }
        println!("{}: {inputs} inputs, none a find", target.name);
    }
}

/// What the fuzzer itself begins with: a folder a target, in `SHIPDESK_SEEDS`.
#[test]
#[ignore = "writes files for the fuzzer; `.ci/long fuzz` asks for them"]
fn the_seeds_as_files() {
    let Some(folder) = std::env::var_os("SHIPDESK_SEEDS").map(std::path::PathBuf::from) else {
        return;
    };
    for target in &TARGETS {
        let of = folder.join(target.name);
        std::fs::create_dir_all(&of).unwrap();
        for (number, seed) in (target.seeds)().iter().enumerate() {
            std::fs::write(of.join(format!("seed-{number}")), seed).unwrap();
        }
    }
}

#[test]
fn frames_of_any_bytes() {
    smoke("frames", 4_000);
}

#[test]
fn schedules_of_any_bytes() {
    smoke("schedule", 150);
}

#[test]
fn keymaps_of_any_bytes() {
    smoke("keymap", 200);
}

#[test]
fn configurations_of_any_bytes() {
    smoke("config", 500);
}

#[test]
fn tables_of_any_bytes() {
    smoke("tables", 120);
}

#[test]
fn journals_of_any_bytes() {
    smoke("journal", 200);
}

#[test]
fn backups_of_any_bytes() {
    smoke("backup", 60);
}

/// The fuzzer itself needs nightly and `cargo fuzz`; `.ci/long fuzz` runs it where they are.
#[test]
fn each_target_of_the_fuzzer_is_one_of_these() {
    let manifest = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/Cargo.toml"),
    )
    .unwrap();
    let names: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .filter(|name| *name != "shipdesk-fuzz")
        .collect();
    assert_eq!(names, TARGETS.map(|target| target.name));
    let installed = std::process::Command::new("cargo")
        .args(["+nightly", "fuzz", "--version"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !installed {
        support::skipped(
            "the fuzzer's own runs",
            "no nightly with cargo-fuzz here; the smoke runs stand for them",
        );
    }
}
