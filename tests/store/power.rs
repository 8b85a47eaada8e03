//! The power is cut: what was acknowledged is there, and the desk opens, every time.
//!
//! A desk at work is recorded write by write; then states that a disk may be in after a cut between
//! any two operations are laid out in a real folder, with a view that may be anything, and opened by
//! the real code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use shipdesk::store::{self, Batch, Options, Store, Table, Write};

use crate::builders::{a_booking, commit_one, contents, copy_dir, options};
use crate::recorder::{Dice, Op, Recorder, after_the_cut};

type State = BTreeMap<(Table, Vec<u8>), (u64, Vec<u8>)>;

/// What a desk is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    /// Bookings of everyday sizes.
    Office,
    /// Values of up to 300 KB, and some that sled could not sync.
    Large,
    /// Schedules, in chunks of hundreds of rows with bookings in between.
    Import,
}

/// When the power is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    Anywhere,
    /// While a brand-new store is made, and its first commits.
    Fresh,
    /// While a snapshot is written, or the archive.
    Snapshot,
    /// While the format is raised.
    Migration,
    /// And once more while the desk opens after the first cut, its view being rebuilt.
    Twice,
}

const WORKS: [Work; 5] = [
    Work::Office,
    Work::Import,
    Work::Office,
    Work::Large,
    Work::Import,
];
const MOMENTS: [Moment; 6] = [
    Moment::Anywhere,
    Moment::Snapshot,
    Moment::Fresh,
    Moment::Migration,
    Moment::Anywhere,
    Moment::Twice,
];

/// A desk's life, recorded.
struct Life {
    work: Work,
    home: PathBuf,
    ops: Vec<Op>,
    /// What commit n was, at n - 1.
    commits: Vec<Batch>,
    /// Copies of the view's folder, as it was at different times.
    views: Vec<PathBuf>,
    /// The operations of the start that raised the format.
    migration: std::ops::Range<usize>,
    _folder: tempfile::TempDir,
}

/// Days of work: starts, groups of commands, closes good and bad, and an upgrade of the format in
/// the end.
fn a_life(seed: u64, work: Work, without_sync: bool) -> Life {
    let folder = crate::builders::folder();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let recorder = Recorder {
        without_sync,
        ..Recorder::default()
    };
    let dice = &mut Dice(seed);
    let (mut commits, mut views) = (Vec::new(), Vec::new());
    let mut migration = 0..0;
    for day in 0..5 {
        let format = if day == 4 {
            store::FORMAT + 1
        } else {
            store::FORMAT
        };
        let options = Options {
            disk: Arc::new(recorder.clone()),
            format,
            ..options_for(work)
        };
        migration.start = recorder.ops().len();
        let (mut store, _) = store::open(&home, &options).unwrap();
        migration.end = recorder.ops().len();
        for _ in 0..10 {
            let group: Vec<Batch> = (0..=dice.below(4)).map(|_| a_command(work, dice)).collect();
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
        work,
        home,
        ops,
        commits,
        views,
        migration,
        _folder: folder,
    }
}

/// Segments that are sealed and folded often enough.
fn options_for(work: Work) -> Options {
    Options {
        segment_bytes: match work {
            Work::Office => 8 * 1024,
            Work::Import => 64 * 1024,
            Work::Large => 256 * 1024,
        },
        ..options()
    }
}

fn a_command(work: Work, dice: &mut Dice) -> Batch {
    let key = format!("KF{:03}", dice.below(40));
    let sizes = match work {
        Work::Office | Work::Import => [20, 300, 1_500, 1_500, 12_000],
        Work::Large => [20, 300, 9_000, 60_000, 300_000],
    };
    let size = sizes[dice.below(5)];
    let mut batch = a_booking(&key, vec![dice.below(256) as u8; size]);
    let row = |n: u32| Write::put(Table::Sailings, n.to_be_bytes(), vec![n as u8; 90]);
    match (dice.below(6), work) {
        (0, _) => batch.writes = vec![Write::delete(Table::Jobs, key)],
        (1, Work::Office) => batch.writes.extend((0..30).map(row)),
        (1..=3, Work::Import) => {
            let first = dice.below(4) as u32 * 400;
            batch.writes = (first..first + 400).map(row).collect();
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

    /// A place for a cut at such a moment, in operations.
    fn place(&self, moment: Moment, dice: &mut Dice) -> usize {
        let of_snapshots = |op: &Op| {
            let of = |path: &Path| {
                let path = path.to_string_lossy();
                path.contains("/snapshots") || path.contains("/archive")
            };
            op.path().is_some_and(of)
        };
        match moment {
            Moment::Anywhere | Moment::Twice => dice.below(self.ops.len() + 1),
            Moment::Fresh => dice.below(40.min(self.ops.len())),
            Moment::Migration => {
                self.migration.start + dice.below(self.migration.end - self.migration.start + 1)
            }
            Moment::Snapshot => {
                let places: Vec<usize> = (0..self.ops.len())
                    .filter(|at| of_snapshots(&self.ops[*at]))
                    .collect();
                assert!(places.len() > 10, "no snapshots in {:?}", self.work);
                // Its blocks are written between the operations that name it.
                (places[dice.below(places.len())] + dice.below(6)).min(self.ops.len())
            }
        }
    }

    /// Lays out what may be left after a cut behind `ops`, and a view that may be anything.
    fn lay_out(&self, from: &Path, ops: &[Op], home: &Path, dice: &mut Dice) {
        let moved = |path: &Path| path.strip_prefix(from).ok().map(|rest| home.join(rest));
        let (dirs, files) = after_the_cut(ops, dice);
        fs::create_dir(home).unwrap();
        for dir in dirs.iter().filter_map(|dir| moved(dir)) {
            fs::create_dir_all(dir).unwrap();
        }
        for (path, bytes) in files {
            fs::write(moved(&path).unwrap(), bytes).unwrap();
        }
        if home.join("store").exists() {
            let view = home.join("store/view");
            if view.exists() {
                fs::remove_dir_all(&view).unwrap();
            }
            self.lay_out_view(&view, dice);
        }
    }

    /// Cuts the power behind `at` operations, and opens what is left.
    fn cut(&self, at: usize, moment: Moment, dice: &mut Dice) -> Result<(), String> {
        let acknowledged = self.ops[..at].iter().rev().find_map(|op| match op {
            Op::Acknowledged(sequence) => Some(*sequence),
            _ => None,
        });
        let folder = crate::builders::folder();
        let mut home = folder.path().join("home");
        self.lay_out(&self.home, &self.ops[..at], &home, dice);
        let options = Options {
            format: store::FORMAT + 1,
            ..options_for(self.work)
        };
        if moment == Moment::Twice {
            let recorder = Recorder::with_what_lies_in(&home);
            let before = recorder.ops().len();
            let again = Options {
                disk: Arc::new(recorder.clone()),
                ..options.clone()
            };
            let opened = store::open(&home, &again);
            drop(opened.map_err(|error| format!("does not open: {error}"))?);
            let ops = recorder.ops();
            let second = before + dice.below(ops.len() - before + 1);
            let next = folder.path().join("again");
            self.lay_out(&home, &ops[..second], &next, dice);
            home = next;
        }
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

/// Cuts of every kind in turn; what they showed, and how many there were of each.
fn failures(
    cuts: usize,
    seed: u64,
    without_sync: bool,
) -> (Vec<String>, BTreeMap<(Work, Moment), usize>) {
    const PER_LIFE: usize = 32;
    let (mut failures, mut kinds) = (Vec::new(), BTreeMap::new());
    let started = Instant::now();
    for (begun, work) in (0..cuts).step_by(PER_LIFE).zip(WORKS.into_iter().cycle()) {
        let seed = seed + begun as u64;
        let life = a_life(seed, work, without_sync);
        let dice = &mut Dice(!seed);
        for cut in begun..cuts.min(begun + PER_LIFE) {
            let moment = MOMENTS[cut % MOMENTS.len()];
            let at = life.place(moment, dice);
            *kinds.entry((work, moment)).or_default() += 1;
            if let Err(why) = life.cut(at, moment, dice) {
                failures.push(format!(
                    "seed {seed}, {work:?}, {moment:?}, cut behind operation {at}: the desk {why}"
                ));
            }
        }
        println!(
            "{} of {cuts} cuts in {:.0} s, {} lost",
            cuts.min(begun + PER_LIFE),
            started.elapsed().as_secs_f64(),
            failures.len()
        );
    }
    (failures, kinds)
}

fn assert_nothing_lost(cuts: usize, seed: u64) {
    let (failures, kinds) = failures(cuts, seed, false);
    assert!(
        failures.is_empty(),
        "{} lost:\n{}",
        failures.len(),
        failures.join("\n")
    );
    // Each kind of work was cut at each moment: mid-import, mid-snapshot, mid-rebuild, mid-migration.
    assert_eq!(kinds.len(), 15, "{kinds:?}");
    println!("{cuts} cuts, none lost, none unopenable: {kinds:?}");
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
    let (failures, _) = failures(20, 11, true);
    assert!(
        failures.len() > 5,
        "the cuts show nothing: only {failures:?}"
    );
    println!("{} of 20 cuts lost something", failures.len());
}
