//! Acknowledged commits a second, and how long one takes, at 1, 8 and 64 submitters: the desk's store
//! against redb (immediate durability) and `SQLite` (WAL, synchronous=FULL), on the same records, each
//! with one writer thread that commits whatever waits (at most 64) with one sync.
//!
//! Percentiles over all commits are what matters here, so this prints its own table.
//! `cargo bench --features peers --bench store`; `STORE_BENCH_SECONDS` sets how long each run takes.
//! The files lie in `STORE_BENCH_DIR` (else the temporary folder): it must be on a real disk.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use redb::{Database, Durability, TableDefinition};
use shipdesk::store::{self, Batch, Options, Store, Table, Write};
use uuid::Uuid;

const GROUP: usize = 64;
const RECORD: usize = 1_000;
const SUBMITTERS: [usize; 3] = [1, 8, 64];
const ROUNDS: usize = 3;

/// One command: a record, and the request id that makes it safe to repeat.
struct Command {
    key: [u8; 8],
    request: Uuid,
    answer: Sender<()>,
}

/// Commits a group durably, or the bench ends.
type Commit = Box<dyn FnMut(&[Command])>;

fn value(key: [u8; 8]) -> Vec<u8> {
    key.iter().copied().cycle().take(RECORD).collect()
}

fn desk(dir: &Path) -> Commit {
    let (mut store, _) = store::open(dir, &Options::default()).expect("an empty home opens");
    Box::new(move |group| {
        let batches = group.iter().map(|command| Batch {
            request: Some(command.request),
            writes: vec![Write::put(Table::Jobs, command.key, value(command.key))],
            reply: command.key.to_vec(),
            ..Batch::default()
        });
        for answer in store.commit(batches.collect()) {
            answer.expect("the disk works");
        }
    })
}

fn redb(dir: &Path) -> Commit {
    const RECORDS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("jobs");
    const REQUESTS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("requests");
    let database = Database::create(dir.join("redb")).expect("an empty folder");
    Box::new(move |group| {
        let mut write = database.begin_write().expect("one writer");
        write
            .set_durability(Durability::Immediate)
            .expect("no savepoints");
        {
            let mut records = write.open_table(RECORDS).expect("a table");
            let mut requests = write.open_table(REQUESTS).expect("a table");
            for command in group {
                records
                    .insert(&command.key[..], &value(command.key)[..])
                    .expect("room");
                requests
                    .insert(&command.request.as_bytes()[..], &command.key[..])
                    .expect("room");
            }
        }
        write.commit().expect("the disk works");
    })
}

fn sqlite(dir: &Path) -> Commit {
    let mut connection = rusqlite::Connection::open(dir.join("sqlite")).expect("an empty folder");
    connection
        .execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
             CREATE TABLE jobs (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;
             CREATE TABLE requests (id BLOB PRIMARY KEY, reply BLOB) WITHOUT ROWID;",
        )
        .expect("plain SQL");
    Box::new(move |group| {
        let write = connection.transaction().expect("one writer");
        {
            let mut record = write
                .prepare_cached("INSERT OR REPLACE INTO jobs VALUES (?1, ?2)")
                .expect("plain SQL");
            let mut request = write
                .prepare_cached("INSERT OR REPLACE INTO requests VALUES (?1, ?2)")
                .expect("plain SQL");
            for command in group {
                record
                    .execute((&command.key[..], value(command.key)))
                    .expect("room");
                request
                    .execute((&command.request.as_bytes()[..], &command.key[..]))
                    .expect("room");
            }
        }
        write.commit().expect("the disk works");
    })
}

struct Measured {
    per_second: f64,
    p50: Duration,
    p99: Duration,
}

fn measure(open: fn(&Path) -> Commit, submitters: usize, time: Duration, dir: &Path) -> Measured {
    let folder = tempfile::tempdir_in(dir).expect("a folder to work in");
    let (send, receive) = channel::<Command>();
    let stop = AtomicBool::new(false);
    let began = Instant::now();
    let mut taken: Vec<Duration> = thread::scope(|threads| {
        let home = folder.path().to_owned();
        threads.spawn(move || serve(&mut open(&home), &receive));
        let stop = &stop;
        let submit = |who: usize| {
            let send = send.clone();
            threads.spawn(move || {
                let mut taken = Vec::new();
                let (answer, answered) = channel();
                while !stop.load(Ordering::Relaxed) {
                    // Keys spread over the whole table, as job numbers of many days do.
                    let n = (taken.len() * SUBMITTERS[2] + who) as u64;
                    let key = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
                    let asked = Instant::now();
                    let command = Command {
                        key,
                        request: Uuid::new_v4(),
                        answer: answer.clone(),
                    };
                    send.send(command).expect("the writer runs");
                    answered.recv().expect("the writer answers");
                    taken.push(asked.elapsed());
                }
                taken
            })
        };
        let submitting: Vec<_> = (0..submitters).map(submit).collect();
        thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        let taken = submitting
            .into_iter()
            .flat_map(|thread| thread.join().expect("no panic"));
        let taken = taken.collect();
        drop(send);
        taken
    });
    let per_second = taken.len() as f64 / began.elapsed().as_secs_f64();
    taken.sort_unstable();
    let at = |share: usize| taken[(taken.len() - 1) * share / 100];
    Measured {
        per_second,
        p50: at(50),
        p99: at(99),
    }
}

fn serve(commit: &mut Commit, receive: &Receiver<Command>) {
    while let Ok(first) = receive.recv() {
        let mut group = vec![first];
        group.extend(receive.try_iter().take(GROUP - 1));
        commit(&group);
        for command in group {
            // Who asked may be gone by the end.
            let _ = command.answer.send(());
        }
    }
}

fn main() {
    let seconds = std::env::var("STORE_BENCH_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let time = Duration::from_secs_f64(seconds.unwrap_or(3.0));
    let dir = std::env::var_os("STORE_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let stores: [(&str, fn(&Path) -> Commit); 3] =
        [("desk", desk), ("redb", redb), ("sqlite", sqlite)];
    println!("{RECORD} B records, groups of up to {GROUP}, median of {ROUNDS} rounds, interleaved");
    println!("submitters  store    commits/s  desk is     p50        p99");
    for submitters in SUBMITTERS {
        let mut rounds: Vec<Vec<Measured>> = stores.iter().map(|_| Vec::new()).collect();
        for _ in 0..ROUNDS {
            for ((_, open), measured) in stores.iter().zip(&mut rounds) {
                measured.push(measure(*open, submitters, time, &dir));
            }
        }
        for measured in &mut rounds {
            measured.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
        }
        let ours = rounds[0][ROUNDS / 2].per_second;
        for ((name, _), measured) in stores.iter().zip(&rounds) {
            let Measured {
                per_second,
                p50,
                p99,
            } = &measured[ROUNDS / 2];
            let ratio = ours / per_second;
            println!(
                "{submitters:>10}  {name:<7} {per_second:>10.0}  {ratio:>6.2} x  {p50:>9.1?}  {p99:>9.1?}"
            );
        }
    }
}
