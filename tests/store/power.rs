//! The power is cut: what was acknowledged is there, and the desk opens, every time.
//!
//! A desk at work is recorded write by write; then states that a disk may be in after a cut between
//! any two operations are laid out in a real folder, with a view that may be anything, and opened by
//! the real code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shipdesk::store::{self, Batch, Options, Store, Table, Write};

use crate::builders::{a_booking, commit_one, contents, copy_dir, options};
use crate::recorder::{Dice, Op, Recorder, after_the_cut};

type State = BTreeMap<(Table, Vec<u8>), (u64, Vec<u8>)>;

/// A desk's life, recorded.
struct Life {
    home: PathBuf,
    ops: Vec<Op>,
    /// What commit n was, at n - 1.
    commits: Vec<Batch>,
    /// Copies of the view's folder, as it was at different times.
    views: Vec<PathBuf>,
    _folder: tempfile::TempDir,
}

/// Days of work: starts, groups of bookings (some large), imports in chunks, closes good and bad,
/// and an upgrade of the format in the end.
fn a_life(seed: u64, without_sync: bool) -> Life {
    let folder = crate::builders::folder();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let recorder = Recorder {
        without_sync,
        ..Recorder::default()
    };
    let dice = &mut Dice(seed);
    let (mut commits, mut views) = (Vec::new(), Vec::new());
    for day in 0..5 {
        let format = if day == 4 {
            store::FORMAT + 1
        } else {
            store::FORMAT
        };
        let options = Options {
            disk: Arc::new(recorder.clone()),
            format,
            ..options()
        };
        let (mut store, _) = store::open(&home, &options).unwrap();
        for _ in 0..10 {
            let group: Vec<Batch> = (0..=dice.below(4)).map(|_| a_command(dice)).collect();
            commits.extend(group.iter().cloned());
            for answer in store.commit(group) {
                answer.unwrap();
            }
            recorder.acknowledge(commits.len() as u64);
        }
        let copy = folder.path().join(format!("view-{day}"));
        if day % 2 == 0 {
            Box::new(store).close().unwrap();
            copy_dir(&home.join("store/view"), &copy);
        } else {
            copy_dir(&home.join("store/view"), &copy);
            drop(store);
        }
        views.push(copy);
    }
    let ops = recorder.ops();
    Life {
        home,
        ops,
        commits,
        views,
        _folder: folder,
    }
}

fn a_command(dice: &mut Dice) -> Batch {
    let key = format!("KF{:03}", dice.below(40));
    let size = [20, 300, 1_500, 1_500, 12_000][dice.below(5)];
    let mut batch = a_booking(&key, vec![dice.below(256) as u8; size]);
    match dice.below(6) {
        0 => batch.writes = vec![Write::delete(Table::Jobs, key)],
        1 => {
            let row = |n: u32| Write::put(Table::Sailings, n.to_be_bytes(), vec![n as u8; 40]);
            batch.writes.extend((0..30).map(row));
        }
        _ => {}
    }
    batch
}

impl Life {
    fn state_at(&self, sequence: u64) -> State {
        let mut state = State::new();
        for (index, batch) in self.commits.iter().take(sequence as usize).enumerate() {
            for write in &batch.writes {
                let place = (write.table, write.key.clone());
                match &write.value {
                    Some(value) => state.insert(place, (index as u64 + 1, value.clone())),
                    None => state.remove(&place),
                };
            }
        }
        state
    }

    /// Lays out what may be left after a cut behind `at` operations, and opens it.
    fn cut(&self, at: usize, dice: &mut Dice) -> Result<(), String> {
        let acknowledged = self.ops[..at].iter().rev().find_map(|op| match op {
            Op::Acknowledged(sequence) => Some(*sequence),
            _ => None,
        });
        let folder = crate::builders::folder();
        let home = folder.path().join("home");
        let moved = |path: &Path| home.join(path.strip_prefix(&self.home).unwrap());
        let (dirs, files) = after_the_cut(&self.ops[..at], dice);
        fs::create_dir(&home).unwrap();
        for dir in dirs {
            fs::create_dir_all(moved(&dir)).unwrap();
        }
        for (path, bytes) in files {
            fs::write(moved(&path), bytes).unwrap();
        }
        if home.join("store").exists() {
            self.lay_out_view(&home.join("store/view"), dice);
        }
        let options = Options {
            format: store::FORMAT + 1,
            ..options()
        };
        let (mut store, report) =
            store::open(&home, &options).map_err(|error| format!("does not open: {error}"))?;
        let sequence = report.sequence;
        if sequence < acknowledged.unwrap_or(0) {
            return Err(format!(
                "ends with {sequence}, {acknowledged:?} was acknowledged"
            ));
        }
        let view = store.view();
        let found: State = contents(&*view)
            .into_iter()
            .map(|(table, key, version, value)| ((table, key), (version, value)))
            .collect();
        if found != self.state_at(sequence) {
            return Err(format!("is not what was written up to {sequence}"));
        }
        for (index, batch) in self.commits.iter().take(sequence as usize).enumerate() {
            let answer = view.answered(batch.request.unwrap()).unwrap();
            if answer != Some((index as u64 + 1, batch.reply.clone())) {
                return Err(format!(
                    "has forgotten that it answered commit {}",
                    index + 1
                ));
            }
        }
        assert_eq!(
            commit_one(&mut store, a_booking("KF999", "goes on")),
            sequence + 1
        );
        Ok(())
    }

    /// The view as an adversary: absent, of another time, torn, flipped.
    fn lay_out_view(&self, view: &Path, dice: &mut Dice) {
        let kind = dice.below(4);
        if kind == 0 {
            return;
        }
        copy_dir(&self.views[dice.below(self.views.len())], view);
        let mut files: Vec<_> = fs::read_dir(view)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        let path = &files[dice.below(files.len())];
        let mut bytes = fs::read(path).unwrap();
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        match kind {
            1 => {}
            2 => bytes.truncate(at),
            _ => bytes[at] ^= 1 << dice.below(8),
        }
        fs::write(path, bytes).unwrap();
    }
}

fn failures(cuts: usize, seed: u64, without_sync: bool) -> Vec<String> {
    const PER_LIFE: usize = 40;
    let mut failures = Vec::new();
    for begun in (0..cuts).step_by(PER_LIFE) {
        let seed = seed + begun as u64;
        let life = a_life(seed, without_sync);
        let dice = &mut Dice(!seed);
        for _ in begun..cuts.min(begun + PER_LIFE) {
            let at = dice.below(life.ops.len() + 1);
            if let Err(why) = life.cut(at, dice) {
                failures.push(format!(
                    "seed {seed}, cut behind operation {at}: the desk {why}"
                ));
            }
        }
    }
    failures
}

fn assert_nothing_lost(cuts: usize, seed: u64) {
    let failures = failures(cuts, seed, false);
    assert!(
        failures.is_empty(),
        "{} lost:\n{}",
        failures.len(),
        failures.join("\n")
    );
    println!("{cuts} cuts, none lost, none unopenable");
}

#[test]
fn nothing_acknowledged_is_lost_wherever_the_power_is_cut() {
    assert_nothing_lost(160, 7);
}

#[test]
#[ignore = "a minute or more; `.ci/long` runs it"]
fn nothing_acknowledged_is_lost_in_a_thousand_cuts() {
    let seed = std::env::var("SHIPDESK_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    assert_nothing_lost(1_000, seed.unwrap_or(100_000));
}

#[test]
fn without_its_fdatasync_the_store_would_lose_what_it_acknowledged() {
    let failures = failures(20, 11, true);
    assert!(
        failures.len() > 5,
        "the cuts show nothing: only {failures:?}"
    );
}
