//! How the desk is, and how to mend what is not well.

use std::path::Path;

use super::super::desk::Desk;
use super::super::failures::{forbidden, refused};
use super::rights::Asker;
use crate::config::SYSTEM_HOME;
use crate::domain::{Role, Text};
use crate::protocol::{CheckLine, Failure, Reply};
use crate::store::Why;

fn line(name: &str, found: Result<String, (String, String)>) -> CheckLine {
    match found {
        Ok(detail) => CheckLine {
            name: name.to_owned(),
            ok: true,
            detail,
            hint: None,
        },
        Err((detail, hint)) => CheckLine {
            name: name.to_owned(),
            ok: false,
            detail,
            hint: Some(hint),
        },
    }
}

/// Looks at the store, the view, the indexes, the socket, permissions, space and the clock.
pub fn examine(desk: &Desk) -> Reply {
    let mut lines = vec![store(desk)];
    lines.extend(
        crate::store::verify(desk.home.folder())
            .into_iter()
            .map(of_store),
    );
    lines.push(view(desk));
    lines.push(upkeep(desk));
    lines.push(index(desk));
    lines.push(socket(desk));
    lines.push(permissions(desk));
    lines.push(space(desk));
    lines.push(clock(desk));
    Reply::Doctor(lines)
}

fn of_store(check: crate::store::Check) -> CheckLine {
    CheckLine {
        name: check.name,
        ok: check.ok,
        detail: check.detail,
        hint: check.hint,
    }
}

fn store(desk: &Desk) -> CheckLine {
    line(
        "store",
        desk.read_only().map_or_else(
            || Ok(format!("takes work; {} commits", desk.view.sequence())),
            |reason| {
                let hint = match reason {
                    Why::ReadOnly { .. } => {
                        "look for disk errors in the kernel's log, then mount it for writing again; \
                         the desk goes on by itself"
                    }
                    _ => "make room, or mend the disk; the desk goes on by itself",
                };
                Err((reason.to_string(), hint.to_owned()))
            },
        ),
    )
}

/// Every record of the view is read, with its checksum; it must come from sled.
fn view(desk: &Desk) -> CheckLine {
    let read = of_store(crate::store::verify_view(&*desk.view));
    match desk.health().view_in_memory {
        None => read,
        Some(why) => line(
            "view",
            Err((
                format!("{}; served from memory, since on disk {why}", read.detail),
                "nothing is lost: stop the desk and start it again, and the view is rebuilt"
                    .to_owned(),
            )),
        ),
    }
}

/// Snapshots and archive are being made.
fn upkeep(desk: &Desk) -> CheckLine {
    line(
        "upkeep",
        desk.health().upkeep.map_or_else(
            || Ok("snapshots and archive are up to date".to_owned()),
            |why| {
                Err((
                    format!("the last snapshot could not be made: {why}"),
                    "nothing is lost, but the next start takes longer; mend the cause, and it is \
                     made at the next chance"
                        .to_owned(),
                ))
            },
        ),
    )
}

/// Every stored sailing and job is in the indexes.
fn index(desk: &Desk) -> CheckLine {
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
    if desk.history.is_underway() {
        let kept = desk.memory().lines.len();
        return line(
            "indexes",
            Ok(format!(
                "{kept} of {jobs} jobs so far: those that are over are being taken in"
            )),
        );
    }
    let memory = desk.memory();
    let (indexed, kept) = (memory.lanes.count(), memory.lines.len());
    line(
        "indexes",
        if sailings == indexed && jobs == kept {
            Ok(format!("{sailings} sailings, {jobs} jobs"))
        } else {
            Err((
                format!(
                    "{sailings} sailings stored and {indexed} indexed, {jobs} jobs stored and {kept} indexed"
                ),
                "start the desk again: the indexes are built from the store".to_owned(),
            ))
        },
    )
}

fn mode_of(path: &std::path::Path) -> std::io::Result<u32> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).map(|metadata| metadata.permissions().mode() & 0o777)
}

fn socket(desk: &Desk) -> CheckLine {
    let path = &desk.socket;
    line(
        "socket",
        match mode_of(path) {
            Ok(mode) if mode & 0o007 != 0 => Err((
                format!(
                    "{} has mode {mode:04o}: everybody can get in",
                    path.display()
                ),
                format!("chmod o= {}", path.display()),
            )),
            Ok(mode) => Ok(format!("{} mode {mode:04o}", path.display())),
            Err(error) => Err((
                format!("{}: {error}", path.display()),
                "stop the desk and start it again".to_owned(),
            )),
        },
    )
}

/// Nobody else may write to the home, nor get into a folder that the desk made there.
fn permissions(desk: &Desk) -> CheckLine {
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
    line(
        "permissions",
        match (open, mode_of(home)) {
            (Some((path, mode)), _) => Err((
                format!("{} has mode {mode:04o}: others can get in", path.display()),
                format!("chmod 700 {}", path.display()),
            )),
            (None, Ok(mode)) => Ok(format!("{} mode {mode:04o}", home.display())),
            (None, Err(error)) => Err((error.to_string(), "look at the folder".to_owned())),
        },
    )
}

/// Less than this and the desk says so before it is full.
const LITTLE_SPACE: u64 = 256 << 20;

fn space(desk: &Desk) -> CheckLine {
    line(
        "space",
        match rustix::fs::statvfs(desk.home.folder()) {
            Ok(stat) => {
                let free = stat.f_bavail.saturating_mul(stat.f_frsize);
                if free >= LITTLE_SPACE {
                    Ok(format!("{} MiB free", free >> 20))
                } else {
                    Err((
                        format!("only {} MiB free", free >> 20),
                        "make room before writing stops".to_owned(),
                    ))
                }
            }
            Err(error) => Err((error.to_string(), "look at the file system".to_owned())),
        },
    )
}

fn clock(desk: &Desk) -> CheckLine {
    let (now, last) = (desk.clock.now(), desk.clock.local(desk.view.last_at()));
    line(
        "clock",
        if desk.practice {
            Ok(format!(
                "practice clock, {}",
                crate::json::moment_text(&now)
            ))
        } else if now >= last {
            Ok(crate::json::moment_text(&now))
        } else {
            Err((
                format!(
                    "the clock went backwards: it is {}, and the last commit was at {}",
                    crate::json::moment_text(&now),
                    crate::json::moment_text(&last)
                ),
                "set the clock right (timedatectl); until then events keep the last commit's time"
                    .to_owned(),
            ))
        },
    )
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
                .with("error", &error),
            Text::of("error.store-hint").with("hint", error.hint()),
        )
    })?;
    Ok(Reply::Backup {
        records: copy.records,
        bytes: copy.bytes,
        sequence: copy.sequence,
        digest: copy.digest,
    })
}
