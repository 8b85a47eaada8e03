//! A disk that is really full: degraded, not dead.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::support::desk::{Desk, run};
use crate::support::pty::Start;
use crate::support::{LIMIT, skipped};

/// A small file system in memory; gone with it.
struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// None where none can be mounted.
    fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("small").tempdir().unwrap();
        let options = format!("size={megabytes}m,mode=700");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path())
            .output();
        let done = mounted.is_ok_and(|mounted| mounted.status.success());
        done.then_some(Self { folder })
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(self.folder.path())
            .status()
            .unwrap();
        assert!(done.success(), "remount,{how}");
    }

    fn fill(&self) -> PathBuf {
        let path = self.folder.path().join("filler");
        let zeroes = vec![0; 1 << 20];
        let mut file = std::fs::File::create(&path).unwrap();
        while std::io::Write::write_all(&mut file, &zeroes).is_ok() {}
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.folder.path())
            .output();
    }
}

fn wait_until_it_writes(home: &Path) {
    let until = Instant::now() + LIMIT;
    while run(home, &["new", "-"], "{}").code != 0 {
        assert!(Instant::now() < until, "it does not take work again");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_full_disk_makes_the_desk_read_only_on_every_screen_until_there_is_room() {
    let name = "a_full_disk_makes_the_desk_read_only_on_every_screen_until_there_is_room";
    let Some(disk) = SmallDisk::mount(48) else {
        skipped(
            name,
            "no file system can be mounted here; the failing layer's tests stand for it",
        );
        return;
    };
    let home = disk.folder.path().join("home");
    let mut desk = Desk::in_home(&home, &["--practice"]);
    let first = desk.json_with(&["new", "-"], r#"{"remarks": "before"}"#);
    let first = first["job_no"].as_str().unwrap().to_owned();
    let mut screen = Start::shipdesk(&home, &[]).size(24, 100).open();
    screen
        .wait_for("Queue")
        .send("gn")
        .wait_for("Consignment")
        .send("HALF TYPED");

    let filler = disk.fill();
    for (lang, word) in [("en", "read-only"), ("zh", "只读")] {
        let refused = desk.run_with(&["new", "-", "--lang", lang], "{}");
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains(word), "{refused:?}");
    }
    assert_eq!(
        desk.json(&["show", &first])["consignment"]["remarks"],
        "before"
    );
    let doctor = desk.run(&["doctor", "--json"]);
    assert_eq!(doctor.code, 1);
    assert!(doctor.out.contains("the disk is full"), "{doctor:?}");
    // Every screen says so, and the form is still there.
    screen.wait_for("read only").wait_for("HALF TYPED");
    for (keys, title) in [
        ("\u{1b}gq", "Queue"),
        ("gs", "Schedule"),
        ("\u{1b}gj", "Jobs"),
        ("gd", "Drafts"),
    ] {
        screen.send(keys).wait_for(title).wait_for("read only");
    }
    screen
        .send("gf")
        .wait_for("HALF TYPED")
        .wait_for("read only");

    // Killed and started on the full disk it still opens, and reads.
    desk.kill();
    desk.start();
    assert_eq!(
        desk.json(&["show", &first])["consignment"]["remarks"],
        "before"
    );
    assert_eq!(desk.run_with(&["new", "-"], "{}").code, 3);

    std::fs::remove_file(filler).unwrap();
    wait_until_it_writes(&home);
    screen.wait_gone("read only").wait_for("HALF TYPED");
    // What was half typed is kept now, by itself.
    let until = Instant::now() + LIMIT;
    while desk.json(&["drafts"]).as_array().unwrap().is_empty() {
        assert!(
            Instant::now() < until,
            "the form was not kept once there was room"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// As after the kernel has met a disk error, and the box was started again.
#[test]
fn a_home_that_takes_no_writes_at_the_start_is_read_and_written_once_it_does() {
    let name = "a_home_that_takes_no_writes_at_the_start_is_read_and_written_once_it_does";
    let Some(disk) = SmallDisk::mount(64) else {
        skipped(name, "no file system can be mounted here");
        return;
    };
    let home = disk.folder.path().join("home");
    let mut desk = Desk::in_home(&home, &["--practice"]);
    let job = desk.json_with(&["new", "-"], r#"{"remarks": "before"}"#);
    let job = job["job_no"].as_str().unwrap().to_owned();
    let stop = |desk: &mut Desk| {
        desk.stop();
    };
    for end in [Desk::kill, stop] {
        end(&mut desk);
        disk.remount("ro");
        let shown = desk.json(&["show", &job]);
        assert_eq!(shown["consignment"]["remarks"], "before");
        let refused = desk.run_with(&["new", "-"], "{}");
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.err.contains("takes no writes"), "{refused:?}");
        let doctor = desk.run(&["doctor", "--json"]);
        assert!(doctor.out.contains("mount it for writing"), "{doctor:?}");
        disk.remount("rw");
        wait_until_it_writes(&home);
        assert_eq!(desk.run(&["stop"]).code, 0);
        desk.start();
        assert_eq!(desk.json(&["show", &job])["job_no"], job.as_str());
    }
}
