//! Input that never corrupts, on the real binary: sequences cut anywhere, pastes, bursts typed ahead
//! of the desk's answers, flow control, bytes that mean nothing.

use crate::real::Real;
use crate::support::desk::Desk;

fn at_the_queue(desk: &Desk) -> Real {
    let mut real = Real::clerk(desk.home(), (80, 24), &["--lang", "en"], &[]);
    real.until("the queue", |shown| shown.matches("KF2026").count() > 5);
    real.settle();
    real
}

fn marked(real: &Real) -> Option<usize> {
    real.text().lines().position(|line| line.starts_with('>'))
}

#[test]
fn an_arrow_cut_in_two_moves_the_cursor_and_types_nothing() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    let before = marked(&real).unwrap();
    for pieces in [["\x1b", "[B"], ["\x1b[", "B"]] {
        let at = marked(&real).unwrap();
        real.send_part(pieces[0]);
        real.act(pieces[1]);
        assert_eq!(
            marked(&real).unwrap(),
            at + 1,
            "{pieces:?}\n{}",
            real.text()
        );
    }
    assert_eq!(marked(&real).unwrap(), before + 2);
    real.act("\x1bs");
    real.act("rtm");
    real.send_part("\x1b");
    real.act("[B");
    assert!(real.text().contains("Find rtm") || real.line(1).contains("rtm"));
    assert!(!real.text().contains("rtm["), "{}", real.text());
}

#[test]
fn a_lone_escape_goes_back_by_itself() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    real.act("\x1bs");
    real.shows("Schedule");
    real.act("\x1b");
    real.shows("Queue");
}

#[test]
fn what_nobody_knows_is_swallowed_whole() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    real.act("\x1bs");
    real.act("rtm");
    let screen = real.text();
    for noise in [
        &b"\x1b[?62;1;6c"[..],
        b"\x1b[24;80R",
        b"\x1b[<35;10;20M\x1b[<0;10;20m",
        b"\x1b[M !!",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1bP>|XTerm(379)\x1b\\",
        b"\x1b[I\x1b[O",
        b"\x1b[1;1;1;1z",
        b"\xff\xfe",
        b"\x1b[?2026;2$y",
        b"\x1b[97;1:3u",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b^x\x1b\\\x1bX..\x1b\\",
        b"\x1b[57358;1u\x1b[57441;2u",
    ] {
        real.act(noise);
        assert_eq!(real.text(), screen, "{:?}", String::from_utf8_lossy(noise));
    }
}

#[test]
fn flow_control_neither_freezes_nor_types() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    real.act("\x1bs");
    real.act("\x13");
    real.act("rotter");
    assert!(real.text().contains("rotter"), "{}", real.text());
}

/// A vt100 whose buffer fills stops the line and lets it go on, whatever is being typed meanwhile.
#[test]
fn a_terminals_own_flow_control_stores_nothing_leaves_nothing_and_parts_no_keys() {
    for keymap in ["default", "vim", "emacs", "greenscreen"] {
        let desk = Desk::demo();
        let jobs = desk.json(&["list"]).as_array().unwrap().len();
        let mut real = Real::clerk(
            desk.home(),
            (80, 24),
            &["--lang", "en", "--keymap", keymap],
            &[],
        );
        real.until("the queue", |shown| shown.matches("KF2026").count() > 5);
        real.settle();
        real.act("\x13\x11");
        real.act("\x1bg\x13\x11nFOSHAN HALF");
        real.act(" TYPED");
        let form = real.text();
        assert!(form.contains("FOSHAN HALF TYPED"), "{keymap}: {form}");
        real.act("\x13\x11");
        assert_eq!(real.text(), form, "{keymap}: the form");
        // Between the two the hand goes on.
        real.act("\x13");
        real.act(" ON");
        real.act("\x11");
        let form = form.replace("HALF TYPED   ", "HALF TYPED ON");
        assert_eq!(real.text(), form, "{keymap}: typed on");
        // In a dialog nothing is sent, in a list nothing chosen.
        for opens in ["\x1bgo", "\x1bx"] {
            real.act(opens);
            let shown = real.text();
            real.act("\x13\x11");
            assert_eq!(real.text(), shown, "{keymap}: {opens:?}");
            real.act("\x1b");
        }
        assert_eq!(
            desk.json(&["list"]).as_array().unwrap().len(),
            jobs,
            "{keymap}"
        );
        drop(real);
    }
}

#[test]
fn a_paste_is_one_value_and_a_table_triggers_no_keys() {
    let desk = Desk::demo();
    let mut real = at_the_queue(&desk);
    let queue = real.text();
    // Where nothing is typed a paste does nothing: no key of it acts.
    real.act("\x1b[200~n\r\x1bq\tx\r\nb\x03\x1b[201~");
    assert_eq!(real.text(), queue);
    real.act("\x1bgn");
    real.shows(">~Principal");
    real.act("\x1b[200~ACME\x07 \x1b[31mGmbH\t40HQ\r\nline two\x08\x1b[201~");
    let field = real.cursor_line();
    assert!(field.starts_with(">~Principal"), "{field}");
    assert!(field.contains("ACME GmbH 40HQ line two"), "{field}");
    // Cut into bytes it is the same.
    real.act("\t\x1b[Z\x15");
    for byte in b"\x1b[200~ACME\tB\x1b[201~" {
        real.send([*byte]);
    }
    real.settle();
    assert!(real.cursor_line().contains("ACME B"), "{}", real.text());
}

#[test]
fn keys_typed_ahead_go_where_they_would_have_gone() {
    let desk = Desk::demo();
    // Slowly first: what the same keys do when each answer is waited for.
    let keys = [
        "\x1bs", "u", "n", "i", "v", "e", "r", "s", "e", " ", "r", "t", "m", "\x1b[B", "\r", "H",
        "o", "n", "g", "\t",
    ];
    let mut slow = at_the_queue(&desk);
    for key in keys {
        slow.act(key);
    }
    assert!(slow.text().contains("Hong"), "{}", slow.text());
    let wanted = slow.text();
    slow.act("\x18d2");
    let other = Desk::demo();
    let mut fast = at_the_queue(&other);
    fast.act(keys.concat());
    assert_eq!(fast.text(), wanted);
}

#[test]
fn keys_typed_before_the_first_screen_wait_for_it() {
    let desk = Desk::demo();
    let mut slow = at_the_queue(&desk);
    slow.act("\x1b[B\x1b[B");
    slow.act("\r");
    let wanted = slow.line(1);
    let mut fast = Real::clerk(desk.home(), (80, 24), &["--lang", "en"], &[]);
    // As soon as the terminal is raw, and long before the queue is there.
    fast.sends("\x1b[?2004h", 0);
    fast.send("\x1b[B\x1b[B\r");
    fast.until("the third job", |shown| shown.contains(wanted.trim()));
}
