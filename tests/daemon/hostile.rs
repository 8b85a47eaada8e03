//! Bytes that are no frames: refused in words, and nobody else notices.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use shipdesk::protocol::{
    BUILD, Envelope, FailureKind, FromDaemon, Hello, PROTOCOL, Request, Welcome, frame,
};

use crate::support::desk::Desk;

fn connect(desk: &Desk) -> UnixStream {
    let stream = UnixStream::connect(desk.home().join("shipdesk.sock")).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream
}

fn hello() -> Hello {
    Hello {
        protocol: PROTOCOL,
        build: BUILD.to_owned(),
        act_as: None,
        screen: true,
    }
}

/// An open session.
pub fn session(desk: &Desk) -> UnixStream {
    let mut stream = connect(desk);
    frame::send(&mut stream, &hello()).unwrap();
    assert!(matches!(
        frame::receive_answer(&mut stream).unwrap(),
        Welcome::Open(_)
    ));
    stream
}

/// Random bytes that are the same for the same seed.
fn noise(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed | 1;
    (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 24) as u8
        })
        .collect()
}

fn framed(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_le_bytes(), bytes].concat()
}

#[test]
fn a_first_frame_that_is_none_is_refused_in_words() {
    let desk = Desk::practice();
    let huge = framed(&vec![0; 100_000]);
    let length_only = u32::MAX.to_le_bytes().to_vec();
    for bytes in [
        framed(&noise(1, 300)),
        framed(b"GET / HTTP/1.1"),
        huge,
        length_only,
    ] {
        let mut stream = connect(&desk);
        // The desk may have hung up on it already.
        let _ = stream.write_all(&bytes);
        let refused = frame::receive_answer::<Welcome>(&mut stream);
        let Ok(Welcome::Refused(failure)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(failure.kind, FailureKind::Unreadable);
        assert!(failure.hint.is_some());
    }
    let mut stream = connect(&desk);
    let other = Hello {
        build: "shipdesk 99.0.0".to_owned(),
        ..hello()
    };
    frame::send(&mut stream, &other).unwrap();
    let refused = frame::receive_answer::<Welcome>(&mut stream).unwrap();
    assert!(
        matches!(&refused, Welcome::Refused(failure) if failure.kind == FailureKind::Version),
        "{refused:?}"
    );
    assert_eq!(desk.json(&["doctor"])["ok"], true);
}

#[test]
fn a_frame_that_is_none_ends_its_own_session_in_words() {
    let desk = Desk::practice();
    for seed in 0..40 {
        let mut stream = session(&desk);
        let bytes = match seed % 4 {
            0 => framed(&noise(seed, 50 + 20 * seed as usize)),
            1 => (64u32 << 20).to_le_bytes().to_vec(),
            // A request, and something behind it in the same frame.
            2 => {
                let envelope = Envelope {
                    number: 1,
                    request_id: None,
                    expect_version: None,
                    request: Request::WhoAmI,
                };
                let mut whole = frame::encode(&envelope).unwrap()[4..].to_vec();
                whole.extend(noise(seed, 5));
                framed(&whole)
            }
            // Cut off in the middle, by a client that is gone.
            _ => {
                let mut cut = framed(&noise(seed, 400));
                cut.truncate(123);
                cut
            }
        };
        let _ = stream.write_all(&bytes);
        if seed % 4 == 3 {
            let _ = stream.shutdown(Shutdown::Write);
        }
        let mut rest = Vec::new();
        // It ends; whether by a reset or not is all the same.
        let _ = stream.read_to_end(&mut rest);
        if seed % 4 == 1 || seed % 4 == 2 {
            let told: FromDaemon = frame::receive_answer(&mut rest.as_slice()).unwrap();
            let FromDaemon::Answer { answer, .. } = told else {
                panic!("{told:?}");
            };
            assert_eq!(answer.unwrap_err().kind, FailureKind::Unreadable);
        }
    }
    assert_eq!(desk.json(&["doctor"])["ok"], true);
}

#[test]
fn a_request_that_asks_for_more_than_can_be_is_refused_and_the_session_goes_on() {
    let desk = Desk::practice();
    // A form of three megabytes: its history could not be shown any more.
    let document = serde_json::json!({"remarks": "x".repeat(3 << 20)}).to_string();
    let (code, error) = desk.refused(&["new", "-"], &document);
    assert_eq!(
        (code, error["kind"].as_str()),
        (1, Some("refused")),
        "{error}"
    );
    // One of nine is larger than a frame: refused before it is sent.
    let document = serde_json::json!({"remarks": "x".repeat(9 << 20)}).to_string();
    let (code, error) = desk.refused(&["new", "-"], &document);
    assert!(code != 0 && error["message"].is_string(), "{error}");
    assert!(desk.json(&["list"]).as_array().unwrap().is_empty());
    assert_eq!(desk.json(&["doctor"])["ok"], true);
}
