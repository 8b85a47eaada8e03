//! Nobody can take more than a share: connections, and a client that does not read.

use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use shipdesk::protocol::{Envelope, FromDaemon, Push, Request, Welcome, frame};

use crate::given::{a_desk_with_a_schedule, a_job, number};
use crate::hostile::session;
use crate::support::LIMIT;

#[test]
fn an_account_that_opens_connections_without_end_is_told_so_and_the_desk_goes_on() {
    let desk = a_desk_with_a_schedule();
    let socket = desk.home().join("shipdesk.sock");
    let mut open: Vec<UnixStream> = Vec::new();
    let refused = loop {
        let mut stream = UnixStream::connect(&socket).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_millis(30)))
            .unwrap();
        // A connection that is taken says nothing before it is spoken to.
        match frame::receive_answer::<Welcome>(&mut stream) {
            Ok(Welcome::Refused(failure)) => break failure,
            Ok(other) => panic!("{other:?}"),
            Err(_) => open.push(stream),
        }
        assert!(open.len() <= 400, "{} and no end", open.len());
    };
    assert_eq!(refused.message.key, "error.too-many-sessions");
    let (code, error) = desk.refused(&["whoami"], "");
    assert_eq!(
        (code, error["kind"].as_str()),
        (3, Some("unreachable")),
        "{error}"
    );
    // Once they are gone it is as before.
    drop(open);
    let until = Instant::now() + LIMIT;
    while desk.run(&["whoami"]).code != 0 {
        assert!(Instant::now() < until, "the connections still count");
    }
}

#[test]
fn a_screen_that_does_not_read_slows_nobody_and_is_told_to_look_anew() {
    let desk = a_desk_with_a_schedule();
    let job = number(&a_job(&desk));
    let mut stuck = session(&desk);
    let mut quick = session(&desk);
    // More than the kernel's buffer and the desk's queue hold.
    let rounds = 1_500;
    let mut longest = Duration::ZERO;
    let mut asked = 0;
    let mut ask = |request: Request| {
        asked += 1;
        let envelope = Envelope {
            number: asked,
            request_id: None,
            expect_version: None,
            request,
        };
        let began = Instant::now();
        frame::send(&mut quick, &envelope).unwrap();
        loop {
            if let FromDaemon::Answer { answer, .. } = frame::receive_answer(&mut quick).unwrap() {
                answer.unwrap();
                break;
            }
        }
        longest = longest.max(began.elapsed());
    };
    let job = shipdesk::domain::JobNo::new(job);
    for _ in 0..rounds {
        ask(Request::Hold(job.clone()));
        ask(Request::Release(job.clone()));
    }
    assert!(
        longest < Duration::from_secs(5),
        "somebody waited {longest:?}"
    );
    // It reads again: what fitted, and then that it missed some.
    stuck.set_read_timeout(Some(LIMIT)).unwrap();
    let mut read = 0;
    loop {
        let FromDaemon::Push(push) = frame::receive_answer(&mut stuck).unwrap() else {
            panic!("it asked nothing");
        };
        if push == Push::Resync {
            break;
        }
        read += 1;
        assert!(read <= 2 * rounds, "it was never told");
    }
    assert!(read < 2 * rounds, "nothing was missed");
}
