//! How many letters until the right row is the first, against fzf over the same rows.

use crate::meaning::right;
use crate::measure::Half;
use crate::schedule::now;
use shipdesk::domain::Sailing;
use shipdesk::search::Options;
use std::collections::HashSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// For each query: letters until a right row was first, of ours and of fzf's; `None` when it never
/// was. `None` as a whole when there is no fzf.
pub fn letters(half: &Half, every: usize) -> Vec<(String, Option<usize>, Option<Option<usize>>)> {
    let (sailings, index) = (half.sailings(), half.index());
    let mut open: Vec<&Sailing> = sailings
        .iter()
        .filter(|s| s.next_cut_off(now()).is_some())
        .collect();
    // fzf keeps the order of equals: give it the soonest first, as ours has it.
    open.sort_by_key(|s| s.next_cut_off(now()).map(|(_, c)| c.passes_at()));
    let lines: String = open.iter().map(|s| line(s)).collect();
    let fzf = Command::new("fzf").arg("--version").output().is_ok();
    let mut out = Vec::new();
    for query in half.queries().into_iter().step_by(every) {
        let (right, _) = right(&query.meaning, sailings, now());
        let ids: HashSet<&str> = right.iter().map(|s| s.id.as_str()).collect();
        if ids.is_empty() {
            continue;
        }
        let first = |ask: &dyn Fn(&str) -> Option<String>| {
            let fronts = query
                .text
                .char_indices()
                .map(|(at, c)| (at + c.len_utf8(), ()));
            let mut count = 0;
            for (end, ()) in fronts {
                count += 1;
                if ask(&query.text[..end]).is_some_and(|id| ids.contains(id.as_str())) {
                    return Some(count);
                }
            }
            None
        };
        let ours = first(&|text| {
            index
                .query(text, now(), &Options::limit(1))
                .hits
                .first()
                .map(|h| h.key.to_string())
        });
        let theirs = fzf.then(|| first(&|text| ask_fzf(&lines, text)));
        out.push((query.text, ours, theirs));
    }
    out
}

fn line(s: &Sailing) -> String {
    let zh = s.vessel_zh.as_deref().unwrap_or("");
    format!(
        "{}\t{} {} {zh} {} {} {} {}\n",
        s.id,
        s.carrier,
        s.vessel,
        s.voyage,
        s.pol.as_str(),
        s.pod.as_str(),
        s.etd
    )
}

fn ask_fzf(lines: &str, text: &str) -> Option<String> {
    let mut fzf = Command::new("fzf")
        .args([
            "--filter",
            text,
            "--delimiter",
            "\t",
            "--nth",
            "2..",
            "--tiebreak",
            "index",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = fzf.stdin.take()?;
    let lines = lines.to_owned();
    // fzf answers only once it has read all; it may close early.
    let feeding = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = fzf.wait_with_output().ok()?;
    let _ = feeding.join();
    let first = String::from_utf8_lossy(&output.stdout);
    first
        .lines()
        .next()
        .and_then(|l| l.split('\t').next())
        .map(str::to_owned)
}

/// The middle one; those that never came count as longer than all.
pub fn median(all: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    let mut all: Vec<usize> = all.map(|n| n.unwrap_or(usize::MAX)).collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().filter(|n| *n < usize::MAX)
}
