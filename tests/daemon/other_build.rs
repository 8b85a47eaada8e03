//! The desk was upgraded under a screen: its form is kept, it says so, and starts again.

use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use shipdesk::domain::{DraftId, Text};
use shipdesk::protocol::{
    Envelope, Failure, FailureKind, FromDaemon, Hello, Reply, Request, Session, Welcome, frame,
};

use crate::support::LIMIT;
use crate::support::desk::run;
use crate::support::pty::Start;

/// What the stand-in for a desk saw.
enum Seen {
    Opened,
    Draft(String),
    Refused,
}

fn session() -> Session {
    Session {
        build: "shipdesk".to_owned(),
        operator: None,
        practice: true,
        now: "2026-11-24T10:00:00+08:00".parse().unwrap(),
        clock_stopped: true,
        zone: "Asia/Shanghai".to_owned(),
        tables: Vec::new(),
        read_only: None,
    }
}

/// A desk that takes no drafts while `deaf`, and answers everything else with nothing to say.
fn serve(mut stream: UnixStream, deaf: bool, seen: &Sender<Seen>) {
    while let Ok(envelope) = frame::receive::<Envelope>(&mut stream) {
        let reply = match envelope.request {
            Request::SaveDraft { .. } if deaf => {
                // It is gone before it could answer.
                return;
            }
            Request::SaveDraft { content, .. } => {
                seen.send(Seen::Draft(content)).unwrap();
                Reply::DraftKept(DraftId::new("D1"))
            }
            Request::Preferences => Reply::Preferences(Vec::new()),
            Request::Drafts => Reply::Drafts(Vec::new()),
            Request::Queue { .. } => Reply::Lines(Vec::new()),
            _ => Reply::Done,
        };
        let answer = FromDaemon::Answer {
            number: envelope.number,
            answer: Box::new(Ok(reply)),
        };
        if frame::send_answer(&mut stream, &answer).is_err() {
            return;
        }
    }
}

#[test]
fn a_screen_of_an_older_build_keeps_its_form_says_so_and_starts_again() {
    let home = tempfile::Builder::new().prefix("desk").tempdir().unwrap();
    let listener = UnixListener::bind(home.path().join("shipdesk.sock")).unwrap();
    let (sender, seen) = channel();
    std::thread::spawn(move || {
        for (count, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let _hello: Hello = frame::receive(&mut stream).unwrap();
            if count == 1 {
                // Upgraded meanwhile.
                let failure = Failure::new(
                    FailureKind::Version,
                    Text::of("error.version")
                        .with("client", "shipdesk 0.1.0")
                        .with("desk", "shipdesk 0.2.0"),
                );
                frame::send_answer(&mut stream, &Welcome::Refused(failure)).unwrap();
                sender.send(Seen::Refused).unwrap();
                continue;
            }
            frame::send_answer(&mut stream, &Welcome::Open(Box::new(session()))).unwrap();
            sender.send(Seen::Opened).unwrap();
            serve(stream, count == 0, &sender);
        }
    });
    let next = || seen.recv_timeout(LIMIT).expect("the screen went on");
    let mut screen = Start::shipdesk(home.path(), &["--keymap", "default"])
        .size(30, 110)
        .open();
    assert!(matches!(next(), Seen::Opened));
    screen
        .wait_for("Queue")
        .send("gn")
        .wait_for("Consignment")
        .send("ACME LTD\r");
    assert!(matches!(next(), Seen::Refused));
    // The same program again: it brings the form to the new desk, and the file is gone.
    assert!(matches!(next(), Seen::Opened));
    let Seen::Draft(content) = next() else {
        panic!("no draft was brought");
    };
    assert!(content.contains("ACME LTD"), "{content}");
    screen.wait_for("Queue");
    let written: Vec<u8> = screen
        .pieces()
        .into_iter()
        .flat_map(|(_, piece)| piece)
        .collect();
    let written = String::from_utf8_lossy(&written);
    assert!(written.contains("Your form is kept"), "it did not say so");
    let forms = home.path().join(".local/state/shipdesk/forms");
    let until = std::time::Instant::now() + LIMIT;
    while std::fs::read_dir(&forms).unwrap().next().is_some() {
        assert!(std::time::Instant::now() < until, "the file is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A stand-in for the daemon of another build: it holds the home and refuses everybody, until it is
/// ended by a signal.
const STANDS_IN: &str = r#"
import os, signal, socket, sys
home, welcome = sys.argv[1], bytes.fromhex(sys.argv[2])
open(home + "/desk.lock", "w").write("process %d (shipdesk 9.9.9)\n" % os.getpid())
door = socket.socket(socket.AF_UNIX)
door.bind(home + "/shipdesk.sock")
door.listen()
print("ready", flush=True)
while True:
    client, _ = door.accept()
    client.recv(65536)
    client.sendall(welcome)
    client.close()
"#;

#[test]
fn a_desk_of_another_build_is_named_by_doctor_and_ended_by_stop() {
    let home = tempfile::Builder::new().prefix("desk").tempdir().unwrap();
    assert_eq!(run(home.path(), &["whoami"], "").code, 0);
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
    let until = std::time::Instant::now() + LIMIT;
    while home.path().join("shipdesk.sock").exists() || !home.path().join("open.jobs").exists() {
        assert!(std::time::Instant::now() < until, "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
    let failure = Failure::new(
        FailureKind::Version,
        Text::of("error.version")
            .with("client", "shipdesk ours")
            .with("desk", "shipdesk 9.9.9"),
    )
    .hint(Text::of("error.version-hint"));
    let mut welcome = Vec::new();
    frame::send_answer(&mut welcome, &Welcome::Refused(failure)).unwrap();
    let hex: String = welcome.iter().map(|byte| format!("{byte:02x}")).collect();
    let started = std::process::Command::new("python3")
        .args(["-c", STANDS_IN])
        .arg(home.path())
        .arg(hex)
        .stdout(std::process::Stdio::piped())
        .spawn();
    let Ok(mut other) = started else {
        crate::support::skipped("a_desk_of_another_build", "no python3 to stand in for one");
        return;
    };
    let mut out = other.stdout.take().unwrap();
    std::io::Read::read_exact(&mut out, &mut [0; 6]).unwrap();
    let doctor = run(home.path(), &["doctor"], "");
    assert_eq!(doctor.code, 1, "{doctor:?}");
    assert!(doctor.out.contains("shipdesk 9.9.9"), "{doctor:?}");
    assert!(doctor.out.contains("journal: "), "{doctor:?}");
    let refused = run(home.path(), &["list"], "");
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.err.contains("shipdesk stop"), "{refused:?}");
    let stopped = run(home.path(), &["stop"], "");
    assert_eq!(stopped.code, 0, "{stopped:?}");
    assert!(!other.wait().unwrap().success(), "a signal ended it");
    // The next one is of this build, and finds all as it was.
    assert_eq!(run(home.path(), &["list"], "").code, 0);
    assert_eq!(run(home.path(), &["stop"], "").code, 0);
}
