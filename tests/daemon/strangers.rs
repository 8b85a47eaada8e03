//! Several accounts on one desk: who they are, the kernel says; what they may do, the desk keeps.

use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use serde_json::Value;

use crate::handed::{DESK_UID, GROUP, SystemDesk, is_root};

const CLERK: u32 = 61_002;
const AUDITOR: u32 = 61_003;
const STRANGER: u32 = 61_004;
const COLLEAGUE: u32 = 61_005;

/// An account that the box knows, so that `admin init` finds its login: not root's, nor the desk's.
fn an_account() -> (String, u32) {
    let known = std::fs::read_to_string("/etc/passwd").unwrap();
    let uid_of = |line: &str| line.split(':').nth(2)?.parse::<u32>().ok();
    let (line, uid) = known
        .lines()
        .filter_map(|line| Some((line, uid_of(line)?)))
        .find(|(_, uid)| *uid != 0 && !(DESK_UID..=COLLEAGUE).contains(uid))
        .expect("a box has more accounts than root's");
    (line.split(':').next().unwrap().to_owned(), uid)
}

fn json(said: &str) -> Value {
    serde_json::from_str(said).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn kind(said: &str) -> String {
    json(said)["error"]["kind"].as_str().unwrap().to_owned()
}

#[test]
fn who_is_who_is_the_kernels_word_and_what_they_may_the_desks() {
    if !is_root("who_is_who_is_the_kernels_word_and_what_they_may_the_desks") {
        return;
    }
    let mut desk = SystemDesk::start(0o660);
    let (admin, admin_uid) = an_account();
    let file = desk.home.with_file_name("consignment.json");
    std::fs::write(&file, r#"{"pol": "CNSHA", "pod": "NLRTM"}"#).unwrap();
    // Whatever our own umask is.
    std::fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let nowhere = desk.home.with_file_name("not-to-be");
    let nowhere = nowhere.to_str().unwrap().to_owned();
    // Nobody is enrolled by being the first; the first administrator is named by root.
    let (code, said) = desk.run_as(CLERK, GROUP, &["whoami", "--json"]);
    assert_eq!((code, kind(&said).as_str()), (1, "forbidden"), "{said}");
    let (code, said) = desk.run_as(
        CLERK,
        GROUP,
        &["admin", "init", "--admin", &admin, "--json"],
    );
    assert_eq!((code, kind(&said).as_str()), (1, "forbidden"), "{said}");
    let (code, said) = desk.run_as(0, 0, &["admin", "init", "--admin", &admin, "--json"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = desk.run_as(0, 0, &["admin", "init", "--admin", &admin, "--json"]);
    assert_eq!(code, 1, "there is one already: {said}");
    let enrol = |name: &str, uid: u32, roles: &str| {
        let uid = uid.to_string();
        let add = [
            "operator", "add", name, "--uid", &uid, "--roles", roles, "--json",
        ];
        let (code, said) = desk.run_as(admin_uid, GROUP, &add);
        assert_eq!(code, 0, "{said}");
    };
    enrol("lin", CLERK, "clerk,route-manager");
    enrol("mei", COLLEAGUE, "route-manager");
    enrol("shen", AUDITOR, "auditor");
    // The clerk works.
    let (code, said) = desk.run_as(CLERK, GROUP, &["new", &file, "--json"]);
    assert_eq!(code, 0, "{said}");
    let job = json(&said)["job_no"].as_str().unwrap().to_owned();
    assert_eq!(json(&said)["clerk"], "lin");
    // Nobody approves their own work, whatever their roles.
    let (code, said) = desk.run_as(CLERK, GROUP, &["approve", &job, "form-unsigned", "--json"]);
    assert_eq!(code, 1, "{said}");
    // A name on the command line is nobody's.
    let (code, said) = desk.run_as(STRANGER, GROUP, &["whoami", "--as", "lin", "--json"]);
    assert_eq!((code, kind(&said).as_str()), (1, "forbidden"), "{said}");
    // The auditor reads, and only reads.
    let (code, said) = desk.run_as(AUDITOR, GROUP, &["show", &job, "--json"]);
    assert_eq!(code, 0, "{said}");
    for verb in [
        vec!["new", &file],
        vec!["edit", &job, r#"{"remarks": "x"}"#],
        vec!["hold", &job],
        vec!["cancel", &job, "--reason", "x"],
        vec![
            "operator",
            "add",
            "shen",
            "--uid",
            "61003",
            "--roles",
            "administrator",
        ],
        vec!["backup", &nowhere],
        vec!["stop"],
    ] {
        let (code, said) = desk.run_as(AUDITOR, GROUP, &[&verb[..], &["--json"]].concat());
        assert_eq!(
            (code, kind(&said).as_str()),
            (1, "forbidden"),
            "{verb:?}: {said}"
        );
    }
    // The administrator enrols, and signs nothing.
    let (code, said) = desk.run_as(admin_uid, GROUP, &["new", &file, "--json"]);
    assert_eq!((code, kind(&said).as_str()), (1, "forbidden"), "{said}");
    // A right that is taken away is gone on the next request.
    let (code, said) = desk.run_as(admin_uid, GROUP, &["operator", "disable", "lin", "--json"]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = desk.run_as(CLERK, GROUP, &["list", "--json"]);
    assert_eq!((code, kind(&said).as_str()), (1, "forbidden"), "{said}");
    // Outside the group the door is shut; the store is nobody's but the desk's.
    let (code, said) = desk.run_as(STRANGER, STRANGER, &["list", "--json"]);
    assert_eq!((code, kind(&said).as_str()), (3, "unreachable"), "{said}");
    let stat = std::fs::metadata(desk.home.join("store")).unwrap();
    assert_eq!(
        (stat.uid(), stat.permissions().mode() & 0o777),
        (DESK_UID, 0o700)
    );
    assert!(
        desk.log().contains("refused"),
        "refusals are logged: {}",
        desk.log()
    );
    // Root ends it, and makes the copies.
    let copy = desk.home.join("copy");
    let (code, said) = desk.run_as(0, 0, &["backup", copy.to_str().unwrap(), "--json"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(desk.stop(), Some(0));
}
