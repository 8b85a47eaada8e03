//! How the desk is, and how to mend what is not well.

use std::path::Path;

use super::super::desk::Desk;
use super::super::failures::{forbidden, refused};
use super::rights::Asker;
use crate::config::SYSTEM_HOME;
use crate::domain::{Check, Role, Text, TextArg};
use crate::protocol::{Failure, Reply};
use crate::store::Why;

/// Looks at the store, the view, the indexes, the socket, permissions, space and the clock.
pub fn examine(desk: &Desk) -> Reply {
    let mut lines = vec![store(desk)];
    lines.extend(crate::store::verify(desk.home.folder()));
    lines.push(view(desk));
    lines.push(upkeep(desk));
    lines.push(index(desk));
    lines.push(socket(desk));
    lines.push(permissions(desk));
    lines.push(space(desk));
    lines.push(clock(desk));
    lines.push(tables(desk));
    Reply::Doctor(lines)
}

/// No file of the company's tables was refused.
fn tables(desk: &Desk) -> Check {
    let report = desk.tables().report(&desk.home);
    let own = report
        .tables
        .iter()
        .map(|table| table.files.len())
        .sum::<usize>();
    if report.errors.is_empty() {
        return Check::well("tables", Text::of("doctor.tables").with("files", own));
    }
    let refused = report.errors.iter();
    let refused = refused.map(|error| TextArg::Text(Box::new(error.message())));
    Check::ill(
        "tables",
        Text::of("doctor.tables-refused").with_arg("refused", TextArg::List(refused.collect())),
        Text::of("doctor.tables-refused-hint"),
    )
}

fn store(desk: &Desk) -> Check {
    let Some(reason) = desk.read_only() else {
        let works = Text::of("doctor.store").with("commits", desk.view.sequence());
        return Check::well("store", works);
    };
    let hint = match reason {
        Why::ReadOnly { .. } => "doctor.store-read-only-hint",
        _ => "doctor.store-hint",
    };
    Check::ill("store", reason.text(), Text::of(hint))
}

/// Every record of the view is read, with its checksum; it must come from sled.
fn view(desk: &Desk) -> Check {
    let read = crate::store::verify_view(&*desk.view);
    match desk.health().view_in_memory {
        None => read,
        Some(why) => Check::ill(
            "view",
            Text::of("doctor.view-in-memory")
                .with_arg("read", TextArg::Text(Box::new(read.detail)))
                .with("why", why),
            Text::of("doctor.view-in-memory-hint"),
        ),
    }
}

/// Snapshots and archive are being made.
fn upkeep(desk: &Desk) -> Check {
    match desk.health().upkeep {
        None => Check::well("upkeep", Text::of("doctor.upkeep")),
        Some(why) => Check::ill(
            "upkeep",
            Text::of("doctor.upkeep-failed").with("why", why),
            Text::of("doctor.upkeep-hint"),
        ),
    }
}

/// Every stored sailing and job is in the indexes.
fn index(desk: &Desk) -> Check {
    let count = |table| {
        desk.view
            .scan(table, &crate::store::Range::all())
            .map(|rows| rows.flatten().count())
            .unwrap_or_default()
    };
    let (sailings, jobs) = (
        count(crate::store::Table::Sailings),
        count(crate::store::Table::Jobs),
    );
    let counted = |key| {
        Text::of(key)
            .with("sailings", sailings)
            .with("jobs", jobs)
            .with("kept", desk.memory().lines.len())
    };
    if desk.history.is_underway() {
        return Check::well("indexes", counted("doctor.indexes-underway"));
    }
    let (indexed, kept) = {
        let memory = desk.memory();
        (memory.lanes.count(), memory.lines.len())
    };
    if sailings == indexed && jobs == kept {
        return Check::well("indexes", counted("doctor.indexes"));
    }
    Check::ill(
        "indexes",
        counted("doctor.indexes-differ").with("indexed", indexed),
        Text::of("doctor.indexes-hint"),
    )
}

fn mode_of(path: &Path) -> std::io::Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).map(|metadata| metadata.permissions().mode() & 0o777)
}

/// `key` says it of a path and its mode.
fn of_mode(key: &'static str, path: &Path, mode: u32) -> Text {
    Text::of(key)
        .with("path", path.display())
        .with("mode", format!("{mode:04o}"))
}

fn unseen(name: &str, path: &Path, error: &std::io::Error, hint: &'static str) -> Check {
    let detail = Text::of("doctor.unseen")
        .with("path", path.display())
        .with("said", error);
    Check::ill(name, detail, Text::of(hint))
}

fn socket(desk: &Desk) -> Check {
    let path = &desk.socket;
    match mode_of(path) {
        Ok(mode) if mode & 0o007 != 0 => Check::ill(
            "socket",
            of_mode("doctor.socket-open", path, mode),
            Text::of("doctor.socket-open-hint").with("path", path.display()),
        ),
        Ok(mode) => Check::well("socket", of_mode("doctor.mode", path, mode)),
        Err(error) => unseen("socket", path, &error, "doctor.socket-hint"),
    }
}

/// Nobody else may write to the home, nor get into a folder that the desk made there.
fn permissions(desk: &Desk) -> Check {
    let home = desk.home.folder();
    let inside = std::fs::read_dir(home).into_iter().flatten().flatten();
    let open = inside
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .map(|path| (path, 0o077))
        .chain([(home.to_owned(), 0o022)])
        .find_map(|(path, barred)| {
            let mode = mode_of(&path).ok()?;
            (mode & barred != 0).then_some((path, mode))
        });
    match (open, mode_of(home)) {
        (Some((path, mode)), _) => Check::ill(
            "permissions",
            of_mode("doctor.home-open", &path, mode),
            Text::of("doctor.home-open-hint").with("path", path.display()),
        ),
        (None, Ok(mode)) => Check::well("permissions", of_mode("doctor.mode", home, mode)),
        (None, Err(error)) => unseen("permissions", home, &error, "doctor.home-hint"),
    }
}

/// Less than this and the desk says so before it is full.
const LITTLE_SPACE: u64 = 256 << 20;

fn space(desk: &Desk) -> Check {
    let home = desk.home.folder();
    match rustix::fs::statvfs(home) {
        Ok(stat) => {
            let free = stat.f_bavail.saturating_mul(stat.f_frsize);
            let said = |key| Text::of(key).with("mib", free >> 20);
            if free >= LITTLE_SPACE {
                Check::well("space", said("doctor.space"))
            } else {
                Check::ill(
                    "space",
                    said("doctor.space-little"),
                    Text::of("doctor.space-hint"),
                )
            }
        }
        Err(error) => unseen("space", home, &error.into(), "doctor.home-hint"),
    }
}

fn clock(desk: &Desk) -> Check {
    let (now, last) = (desk.clock.now(), desk.clock.local(desk.view.last_at()));
    let said = |key| {
        Text::of(key)
            .with("now", crate::json::moment_text(&now))
            .with("last", crate::json::moment_text(&last))
    };
    if desk.practice {
        Check::well("clock", said("doctor.clock-practice"))
    } else if now >= last {
        Check::well("clock", said("doctor.clock"))
    } else {
        Check::ill(
            "clock",
            said("doctor.clock-backwards"),
            Text::of("doctor.clock-hint"),
        )
    }
}

/// A verified copy at one sequence number while the desk works.
pub fn backup(desk: &Desk, asker: &Asker, folder: &str) -> Result<Reply, Failure> {
    let own = asker.uid == 0 || asker.uid == desk.uid;
    if !own && !asker.enrolled()?.has(Role::Administrator) {
        return Err(forbidden(
            Text::of("error.backup-who"),
            Text::of("error.backup-who-hint"),
        ));
    }
    // What the service wrote elsewhere nobody would find: its unit gives it a /tmp of its own, and no
    // other place to write in.
    let of_the_box = desk.home.folder() == Path::new(SYSTEM_HOME);
    if of_the_box && !Path::new(folder).starts_with(SYSTEM_HOME) {
        return Err(refused(
            Text::of("error.backup-where").with("home", SYSTEM_HOME),
            Text::of("error.backup-where-hint"),
        ));
    }
    let copy = crate::store::backup(desk.home.folder(), Path::new(folder)).map_err(|error| {
        refused(
            Text::of("error.backup")
                .with("folder", folder)
                .with_arg("error", error.arg()),
            error.hint(),
        )
    })?;
    Ok(Reply::Backup {
        records: copy.records,
        bytes: copy.bytes,
        sequence: copy.sequence,
        digest: copy.digest,
    })
}
