//! One flipped byte in a desk's folder, or a backup's: noticed by the real binary, and named.

use std::fs;
use std::path::{Path, PathBuf};

use crate::given::{a_desk_with_a_schedule, a_job};
use crate::support::desk::run;
use crate::support::files::{files, holds_something};

fn flip(path: &Path, at: usize) -> Vec<u8> {
    let whole = fs::read(path).unwrap();
    let mut bytes = whole.clone();
    bytes[at % whole.len()] ^= 0x10;
    fs::write(path, bytes).unwrap();
    whole
}

#[test]
fn a_flipped_byte_is_named_by_doctor_or_the_log_and_a_backup_with_one_is_refused() {
    let mut desk = a_desk_with_a_schedule();
    for _ in 0..3 {
        a_job(&desk);
    }
    let home = desk.home().to_owned();
    fs::write(
        home.join("config.toml"),
        "prefix = \"KF\"\n# and nothing else that differs from what is given\n",
    )
    .unwrap();
    let copy = home.join("copy");
    desk.json(&["backup", copy.to_str().unwrap()]);
    let before = desk.run(&["export", "jobs", "--format", "ndjson"]).out;
    desk.stop();

    for path in files(&copy).iter().filter(|path| holds_something(path)) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let whole = flip(path, 61);
        let fresh = home.join("fresh");
        let refused = run(&fresh, &["restore", copy.to_str().unwrap(), "--json"], "");
        assert_ne!(refused.code, 0, "{name}: {refused:?}");
        let folder = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        assert!(
            refused.err.contains(name) || refused.err.contains(folder),
            "{name}: {refused:?}"
        );
        assert!(!fresh.join("store").exists(), "half a desk was left");
        fs::write(path, whole).unwrap();
    }
    for path in files(&home.join("store"))
        .iter()
        .filter(|path| holds_something(path))
    {
        let name = path.file_name().unwrap().to_str().unwrap();
        let of_view = path
            .strip_prefix(home.join("store"))
            .unwrap()
            .starts_with("view")
            || name == "view.clean";
        let kept: Vec<(PathBuf, Vec<u8>)> = files(&home.join("store"))
            .into_iter()
            .map(|path| (path.clone(), fs::read(&path).unwrap()))
            .collect();
        flip(path, 45);
        if of_view {
            // The view is made anew, and nothing of it was believed.
            desk.start();
            let log = fs::read_to_string(home.join("daemon.log")).unwrap();
            assert!(log.contains(name), "{name}: {log}");
            assert_eq!(
                desk.run(&["export", "jobs", "--format", "ndjson"]).out,
                before
            );
            desk.stop();
        } else {
            let doctor = run(&home, &["doctor", "--json"], "");
            let noticed = doctor.out.contains(name)
                || fs::read_to_string(home.join("log/shipdesk.log"))
                    .is_ok_and(|log| log.contains(name));
            assert!(noticed, "{name}: {doctor:?}");
            // One that could be mended at the start is; what it started must end again.
            let _ = run(&home, &["stop"], "");
        }
        let _ = fs::remove_dir_all(home.join("store/view"));
        for (path, bytes) in kept {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    desk.start();
    assert_eq!(
        desk.run(&["export", "jobs", "--format", "ndjson"]).out,
        before
    );
    assert_eq!(desk.json(&["doctor"])["ok"], true);
}
