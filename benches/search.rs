//! A keystroke at 100,000 and 1,000,000 sailings on one thread, cold and warm, beside the peers; the
//! index's build time and size. `cargo bench --bench search --features peers`; without the feature,
//! nucleo is left out.
//!
//! Each query is typed letter by letter, so a sample is one keystroke; p50 and p99 are over all of
//! them, in the thread's own time, so that a busy machine does not count. Cold: an index that has not seen the query. Divan times the whole session of typing.

// The generator and the made-up queries are the tests' own.
#[path = "../tests/search/meaning.rs"]
#[allow(dead_code)]
mod meaning;
#[path = "../tests/search/random.rs"]
mod random;
#[path = "../tests/search/schedule.rs"]
#[allow(dead_code)]
mod schedule;
#[path = "../tests/search/typed.rs"]
mod typed;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use shipdesk::daemon::index::{Names, SailingIndex};
use shipdesk::domain::Sailing;
use shipdesk::reference::Reference;
use shipdesk::search::Options;

fn main() {
    let most = if std::env::var("SEARCH_BENCH_SMALL").is_ok() {
        100_000
    } else {
        1_000_000
    };
    for rows in [100_000, 1_000_000]
        .into_iter()
        .filter(|rows| *rows <= most)
    {
        keystrokes(rows);
    }
    divan::main();
}

fn built(sailings: &[Sailing]) -> SailingIndex {
    let names = Arc::new(Names::of_reference(Reference::built_in()));
    SailingIndex::build(&names, sailings, |_| schedule::china())
}

/// All beginnings of the queries, as they appear in the box.
fn typing(sailings: &[Sailing]) -> Vec<String> {
    let made = typed::queries(
        5,
        6,
        &sailings[..20_000.min(sailings.len())],
        schedule::now(),
    );
    let said = meaning::said().into_iter().step_by(3);
    let fronts = |text: String| {
        let chars: Vec<char> = text.chars().collect();
        (1..=chars.len())
            .map(move |n| chars[..n].iter().collect::<String>())
            .collect::<Vec<_>>()
    };
    said.chain(made).flat_map(|q| fronts(q.text)).collect()
}

fn keystrokes(rows: usize) {
    let mut sailings = schedule::schedule(11, rows);
    sailings.truncate(rows);
    let start = cpu();
    let index = built(&sailings);
    let build = cpu().saturating_sub(start);
    println!(
        "\n{rows} rows: built in {:.2} s, {:.1} MB (keys apart)",
        build.as_secs_f64(),
        index.engine().bytes() as f64 / 1e6
    );
    let typing = typing(&sailings);
    let ask = |text: &String| timed(|| index.query(text, schedule::now(), &Options::limit(20)));
    let cold: Vec<Duration> = typing.iter().map(ask).collect();
    let mut slow: Vec<(Duration, &String)> = cold.iter().copied().zip(&typing).collect();
    report("cold", cold.clone());
    report("warm", typing.iter().map(ask).collect());
    slow.sort();
    for (took, text) in slow.iter().rev().take(5) {
        println!("    slowest: {took:?} “{text}”");
    }
    // The peers look at every row: a few keystrokes tell.
    let lines: Vec<String> = sailings.iter().map(line).collect();
    let some: Vec<&String> = typing
        .iter()
        .step_by(typing.len() / if rows > 100_000 { 4 } else { 20 })
        .collect();
    let skim = SkimMatcherV2::default();
    report(
        "SkimMatcherV2 over rows",
        some.iter()
            .map(|text| timed(|| skim_best(&skim, &lines, text)))
            .collect(),
    );
    #[cfg(feature = "peers")]
    report(
        "nucleo over rows",
        some.iter()
            .map(|text| timed(|| nucleo_best(&lines, text)))
            .collect(),
    );
    // fzf is a program of its own: its time is the clock's, reading the rows and all its threads.
    let whole = lines.join("\n");
    let fzf: Vec<Duration> = some.iter().map_while(|text| fzf(&whole, text)).collect();
    if fzf.len() == some.len() {
        report("fzf over rows, by the clock", fzf);
    } else {
        println!("  fzf is not installed: SKIPPED (apt-get install fzf)");
    }
    report(
        "ours, the same keystrokes",
        some.iter().map(|text| ask(text)).collect(),
    );
}

fn report(name: &str, mut all: Vec<Duration>) {
    all.sort();
    let at =
        |share: f64| all[((all.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1e3;
    println!(
        "  {name:<28} {:>5} keystrokes  p50 {:>9.3} ms  p99 {:>9.3} ms  max {:>9.3} ms",
        all.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn timed<T>(run: impl FnOnce() -> T) -> Duration {
    let start = cpu();
    divan::black_box(run());
    cpu().saturating_sub(start)
}

/// This thread's own time: what else the machine does is not counted.
fn cpu() -> Duration {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(at.tv_sec).unwrap_or(0),
        u32::try_from(at.tv_nsec).unwrap_or(0),
    )
}

/// A sailing as one line, as a general finder would be given it.
fn line(s: &Sailing) -> String {
    format!(
        "{} {} {} {} {} {}",
        s.carrier,
        s.vessel,
        s.voyage,
        s.pol.as_str(),
        s.pod.as_str(),
        s.etd
    )
}

fn skim_best(skim: &SkimMatcherV2, lines: &[String], text: &str) -> Vec<(i64, usize)> {
    let scored = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((-skim.fuzzy_match(line, text)?, at)));
    let mut all: Vec<_> = scored.collect();
    all.sort_unstable();
    all.truncate(20);
    all
}

#[cfg(feature = "peers")]
fn nucleo_best(lines: &[String], text: &str) -> usize {
    use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
    let mut matcher = nucleo_matcher::Matcher::new(nucleo_matcher::Config::DEFAULT);
    Pattern::parse(text, CaseMatching::Ignore, Normalization::Smart)
        .match_list(lines, &mut matcher)
        .len()
}

/// How long fzf takes over the rows; `None` where there is none.
fn fzf(lines: &str, text: &str) -> Option<Duration> {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let start = std::time::Instant::now();
    let mut fzf = Command::new("fzf")
        .args(["--filter", text])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    // It may close early.
    let _ = fzf.stdin.take()?.write_all(lines.as_bytes());
    fzf.wait().ok()?;
    Some(start.elapsed())
}

fn hundred_thousand() -> &'static (SailingIndex, Vec<String>) {
    static BUILT: OnceLock<(SailingIndex, Vec<String>)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let sailings = schedule::schedule(11, 100_000);
        (built(&sailings), typing(&sailings))
    })
}

/// Typing all queries, letter by letter, with what is kept while typing.
#[divan::bench(sample_count = 5)]
fn typing_at_100_000_rows(bencher: divan::Bencher) {
    let (index, typing) = hundred_thousand();
    bencher.bench_local(|| {
        for text in typing {
            divan::black_box(index.query(text, schedule::now(), &Options::limit(20)));
        }
    });
}

/// An empty box.
#[divan::bench]
fn an_empty_box_at_100_000_rows(bencher: divan::Bencher) {
    let (index, _) = hundred_thousand();
    bencher.bench_local(|| index.query("", schedule::now(), &Options::limit(20)));
}
