//! A desk of a whole box, as systemd starts it: the socket is handed over, open to a group.

use std::fs::{self, Permissions};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::support::SHIPDESK;

/// Accounts of the test; they need no entry in any file.
pub const DESK_UID: u32 = 61_001;
pub const GROUP: u32 = 61_001;

/// A system desk, its socket in its home so that `--home` finds it.
pub struct SystemDesk {
    pub home: PathBuf,
    pub binary: PathBuf,
    child: Child,
    _folder: tempfile::TempDir,
}

/// Whether tests of several accounts can run; says so where they cannot.
pub fn is_root(what: &str) -> bool {
    let root = rustix::process::geteuid().is_root();
    if !root {
        crate::support::skipped(what, "it needs root, to be several accounts");
    }
    root
}

impl SystemDesk {
    /// Started as its own account where we are root; the socket with that mode.
    pub fn start(mode: u32) -> Self {
        let folder = tempfile::Builder::new().prefix("system").tempdir().unwrap();
        let everyone = Permissions::from_mode(0o755);
        fs::set_permissions(folder.path(), everyone.clone()).unwrap();
        // The accounts may not get into the folder that the binary was built in.
        let binary = folder.path().join("shipdesk");
        fs::copy(SHIPDESK, &binary).unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        fs::set_permissions(&home, everyone).unwrap();
        let socket = home.join("shipdesk.sock");
        let listener = UnixListener::bind(&socket).unwrap();
        fs::set_permissions(&socket, Permissions::from_mode(mode)).unwrap();
        let root = rustix::process::geteuid().is_root();
        if root {
            chown(&home, Some(DESK_UID), Some(GROUP)).unwrap();
            chown(&socket, Some(DESK_UID), Some(GROUP)).unwrap();
        }
        // systemd's way: the third file, and the process id that it is meant for.
        let script = "exec 3<&0 0</dev/null; LISTEN_FDS=1 LISTEN_PID=$$ exec \"$0\" serve --system --home \"$1\"";
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let ready = folder.path().join("ready");
        let mut command = Command::new("sh");
        command
            .args(["-c", script])
            .args([&binary, &home])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .current_dir("/")
            .stdin(Stdio::from(OwnedFd::from(listener)))
            .stdout(fs::File::create(&ready).unwrap())
            .stderr(log);
        if root {
            command.uid(DESK_UID).gid(GROUP);
        }
        let child = command.spawn().unwrap();
        Self {
            home,
            binary,
            child,
            _folder: folder,
        }
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.home.with_file_name("log")).unwrap()
    }

    pub fn ready(&self) -> String {
        fs::read_to_string(self.home.with_file_name("ready")).unwrap()
    }

    /// One verb as an account.
    pub fn run_as(&self, uid: u32, gid: u32, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(&self.binary);
        command
            .args(["--home".as_ref(), self.home.as_os_str()])
            .args(args)
            .env_clear()
            .env("LC_ALL", "en_US.UTF-8")
            .env("PATH", "/usr/bin:/bin")
            .current_dir("/")
            .stdin(Stdio::null());
        if rustix::process::geteuid().is_root() {
            command.uid(uid).gid(gid);
        }
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.code().unwrap_or(-1),
            String::from_utf8_lossy(&said).into_owned(),
        )
    }

    /// Ends it as systemd does.
    pub fn stop(&mut self) -> Option<i32> {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        self.child.wait().unwrap().code()
    }

    pub fn wait_end(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for SystemDesk {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn socket_of(home: &Path) -> PathBuf {
    home.join("shipdesk.sock")
}

#[test]
fn a_socket_that_systemd_holds_is_taken_over_and_left_where_it_lies() {
    let mut desk = SystemDesk::start(0o660);
    let own = rustix::process::geteuid().as_raw();
    // The connection waits until the desk is open; nobody is enrolled by being first.
    let (code, said) = desk.run_as(own, GROUP, &["whoami"]);
    assert_eq!(code, 1, "{said}\n{}", desk.log());
    let socket = socket_of(&desk.home);
    assert_eq!(desk.ready().trim(), format!("ready {}", socket.display()));
    let (_, doctor) = desk.run_as(own, GROUP, &["doctor", "--json"]);
    let doctor: serde_json::Value = serde_json::from_str(&doctor).unwrap();
    let of = |name: &str| {
        let checks = doctor["checks"].as_array().unwrap().iter();
        checks
            .clone()
            .find(|check| check["name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(of("socket")["ok"], true, "{doctor}");
    assert_eq!(of("view")["ok"], true, "{doctor}");
    assert_eq!(desk.stop(), Some(0), "{}", desk.log());
    assert!(socket.exists(), "systemd still listens on it");
}

#[test]
fn a_socket_that_is_open_to_everyone_is_refused_with_what_to_do() {
    let mut desk = SystemDesk::start(0o666);
    assert_ne!(desk.wait_end(), Some(0));
    assert!(desk.log().contains("SocketMode=0660"), "{}", desk.log());
}
