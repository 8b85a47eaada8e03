//! Bytes of a keyboard, cut anywhere: the same keys.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use shipdesk::tui::terminal::{Decoder, Patience};

fn decoded(pieces: &[&[u8]]) -> Vec<Event> {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    for piece in pieces {
        decoder.feed(piece, &mut events);
    }
    if decoder.waits().is_some() {
        decoder.expire(&mut events);
    }
    events
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn plain(code: KeyCode) -> Event {
    key(code, KeyModifiers::NONE)
}

/// Pieces of what terminals send, real and broken.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&'static [u8]> = vec![
        b"\x1b",
        b"\x1b[A",
        b"\x1bOP",
        b"\x1b[1;5C",
        b"\x1b[15~",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[Z",
        b"\x1b[<0;10;20M",
        b"\x1b[M !!",
        b"\x1b[?1;2c",
        b"\x1b[24;80R",
        b"\x1b[[A",
        b"\x1b]11;rgb:0/0/0\x07",
        b"\x1bP1+r\x1b\\",
        b"\r",
        b"\x7f",
        b"\x03",
        b"x",
        b"KCS",
        "海运".as_bytes(),
        "e\u{301}".as_bytes(),
        "🚢".as_bytes(),
        b"\xe6\xb5",
        b"\xff",
        b"\x1bx",
        b"\x1b[5$",
        b"\x1b[99999999999999;5~",
    ];
    prop_oneof![
        4 => proptest::sample::select(known).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

proptest! {
    #[test]
    fn where_a_stream_is_cut_changes_nothing(
        pieces in proptest::collection::vec(piece(), 0..12),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..8),
    ) {
        let stream = pieces.concat();
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        at.extend([0, stream.len()]);
        at.sort_unstable();
        let cut: Vec<&[u8]> = at.windows(2).map(|ends| &stream[ends[0]..ends[1]]).collect();
        prop_assert_eq!(decoded(&cut), decoded(&[&stream]));
    }

    #[test]
    fn any_bytes_at_all_leave_the_decoder_ready_for_the_next_key(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut decoder = Decoder::default();
        let mut events = Vec::new();
        decoder.feed(&bytes, &mut events);
        decoder.expire(&mut events);
        events.clear();
        decoder.feed(b"k", &mut events);
        prop_assert_eq!(events, [plain(KeyCode::Char('k'))]);
    }

    #[test]
    fn no_control_character_gets_into_a_value(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        for event in decoded(&[b"\x1b[200~", &bytes, b"\x1b[201~"]) {
            match event {
                Event::Paste(text) => prop_assert!(
                    text.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control())
                ),
                Event::Key(KeyEvent { code: KeyCode::Char(c), .. }) => {
                    prop_assert!(!c.is_control());
                }
                _ => {}
            }
        }
    }
}

#[test]
fn escape_is_a_key_only_when_nothing_follows_in_time() {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    decoder.feed(b"\x1b", &mut events);
    assert_eq!(events, []);
    assert_eq!(decoder.waits(), Some(Patience::default().escape));
    decoder.feed(b"[A", &mut events);
    assert_eq!(events, [plain(KeyCode::Up)]);
    assert_eq!(decoder.waits(), None);
    assert_eq!(decoded(&[b"\x1b"]), [plain(KeyCode::Esc)]);
    assert_eq!(
        decoded(&[b"\x1b\x1b[A"]),
        [plain(KeyCode::Esc), plain(KeyCode::Up)],
        "Escape and an arrow in one read"
    );
}

#[test]
fn keys_come_with_what_was_held() {
    let cases: [(&[u8], KeyCode, KeyModifiers); 26] = [
        (b"\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL),
        (b"\x1b[1;2P", KeyCode::F(1), KeyModifiers::SHIFT),
        (b"\x1b[1;2R", KeyCode::F(3), KeyModifiers::SHIFT),
        (b"\x1bOQ", KeyCode::F(2), KeyModifiers::NONE),
        (b"\x1b[[E", KeyCode::F(5), KeyModifiers::NONE),
        (b"\x1b[15~", KeyCode::F(5), KeyModifiers::NONE),
        (b"\x1b[24;3~", KeyCode::F(12), KeyModifiers::ALT),
        (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
        (b"\x1b[5~", KeyCode::PageUp, KeyModifiers::NONE),
        (b"\x1b[7^", KeyCode::Home, KeyModifiers::CONTROL),
        (b"\x1b[5$", KeyCode::PageUp, KeyModifiers::SHIFT),
        (b"\x1bOM", KeyCode::Enter, KeyModifiers::NONE),
        (b"\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
        ("\x1b海".as_bytes(), KeyCode::Char('海'), KeyModifiers::ALT),
        (b"\x1b\r", KeyCode::Enter, KeyModifiers::ALT),
        (b"\x13", KeyCode::Char('s'), KeyModifiers::CONTROL),
        (b"\x00", KeyCode::Char(' '), KeyModifiers::CONTROL),
        (b"A", KeyCode::Char('A'), KeyModifiers::SHIFT),
        (b"\t", KeyCode::Tab, KeyModifiers::NONE),
        (b"\x1b[27;5;13~", KeyCode::Enter, KeyModifiers::CONTROL),
        (b"\x1b[97;5u", KeyCode::Char('a'), KeyModifiers::CONTROL),
        (b"\x7f", KeyCode::Backspace, KeyModifiers::NONE),
        // kitty's keypad and far function keys.
        (b"\x1b[57399u", KeyCode::Char('0'), KeyModifiers::NONE),
        (b"\x1b[57414;5u", KeyCode::Enter, KeyModifiers::CONTROL),
        (b"\x1b[57423;1:1u", KeyCode::Home, KeyModifiers::NONE),
        (b"\x1b[57376u", KeyCode::F(13), KeyModifiers::NONE),
    ];
    for (bytes, code, modifiers) in cases {
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!(decoded(&[bytes]), [key(code, modifiers)], "{shown:?}");
    }
}

#[test]
fn what_nobody_knows_is_swallowed_whole() {
    for bytes in [
        &b"\x1b[?1;2c"[..],
        b"\x1b[24;80R",
        b"\x1b[<35;10;20M",
        b"\x1b[M !!",
        b"\x1b[>0;276;0c",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP>|XTerm(379)\x1b\\",
        b"\x1b[?2026;2$y",
        b"\x1b[1;1;1;1z",
        b"\x1b[99;5~",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b^private\x1b\\",
        b"\x1bXstart of string\x1b\\",
        b"\x1b_to a bell\x07",
        b"\x1b[97;1:3u",
        b"\x1b[57358u\x1b[57441;2u\x1b[57428u",
        b"\xc3\x28".split_at(1).0,
    ] {
        let mut stream = bytes.to_vec();
        stream.push(b'k');
        let shown = String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(
            decoded(&[&stream]),
            [plain(KeyCode::Char('k'))],
            "{shown:?}"
        );
    }
}

#[test]
fn a_pasted_table_is_one_value_and_no_keys() {
    let paste = b"\x1b[200~MSKU1\t20GP\r\nMSKU2\t40HC\x1b[31m\x03\x1b[201~q";
    assert_eq!(
        decoded(&[paste]),
        [
            Event::Paste("MSKU1\t20GP\nMSKU2\t40HC".into()),
            plain(KeyCode::Char('q'))
        ]
    );
}

#[test]
fn a_paste_of_megabytes_is_cut_and_ends_where_it_ends() {
    let mut stream = b"\x1b[200~".to_vec();
    stream.extend(std::iter::repeat_n(b'x', (1 << 20) + 50));
    stream.extend(b"\x1b[201~k");
    let events = decoded(&[&stream]);
    assert!(matches!(&events[0], Event::Paste(text) if text.len() <= (1 << 20) + 6));
    assert_eq!(events[1..], [plain(KeyCode::Char('k'))]);
}
