//! The real binary on poorer terminals, in poorer locales and in little room.

use crate::real::Real;
use crate::support::desk::Desk;

fn on(desk: &Desk, size: (u16, u16), args: &[&str], env: &[(&str, &str)]) -> Real {
    Real::clerk(desk.home(), size, args, env)
}

fn at_the_queue(real: &mut Real) {
    real.until("the queue", |shown| shown.matches("KF2026").count() > 2);
    real.settle();
}

/// Goes through the screens; everything that was sent.
fn tour(real: &mut Real) -> String {
    at_the_queue(real);
    for keys in [
        "\x1bs",
        "rotterdam",
        "\r",
        "Hongda",
        "\t",
        "\x1bgj",
        "\x1bq",
    ] {
        real.act(keys);
    }
    String::from_utf8_lossy(&real.pieces.concat()).into_owned()
}

/// Every control sequence sent, by what introduces and what ends it.
fn finals(sent: &str) -> Vec<(bool, char)> {
    sent.match_indices("\x1b[")
        .filter_map(|(at, _)| {
            let rest = &sent[at + 2..];
            let end = rest.find(|c: char| c.is_ascii_alphabetic() || c == '@')?;
            Some((rest.starts_with('?'), rest[end..].chars().next()?))
        })
        .collect()
}

#[test]
fn a_real_vt100_is_sent_nothing_that_it_does_not_know() {
    let desk = Desk::demo();
    let mut real = on(&desk, (80, 24), &[], &[("TERM", "vt100"), ("LANG", "C")]);
    let sent = tour(&mut real);
    for (private, last) in finals(&sent) {
        assert!(
            !private && "ABCDHJKmr".contains(last),
            "{last:?} private {private}"
        );
    }
    assert!(sent.is_ascii(), "a vt100 in a C locale was sent UTF-8");
}

#[test]
fn every_terminal_of_the_office_shows_the_screens() {
    let desk = Desk::demo();
    for term in [
        "linux",
        "screen",
        "tmux-256color",
        "xterm",
        "screen-256color",
    ] {
        let mut real = on(&desk, (80, 24), &["--lang", "en"], &[("TERM", term)]);
        let sent = tour(&mut real);
        assert!(!crate::bars::asks(sent.as_bytes()), "{term} was asked");
        if term == "linux" {
            assert!(!sent.contains("38;5;"), "256 colours on the console");
            assert!(!sent.contains("?2004"), "no bracketed paste there");
        }
        if term.starts_with("screen") {
            assert!(finals(&sent).iter().all(|(_, last)| *last != 'X'), "ECH");
        }
    }
}

#[test]
fn a_dumb_terminal_is_refused_in_words() {
    let desk = Desk::demo();
    for term in ["dumb", ""] {
        let mut real = on(&desk, (80, 24), &[], &[("TERM", term)]);
        let code = real.ends();
        assert_eq!(code, 2, "{}", real.text());
        assert!(real.text().contains("TERM"), "{}", real.text());
        assert!(real.text().contains("shipdesk --help"), "{}", real.text());
        assert!(!String::from_utf8_lossy(&real.pieces.concat()).contains('\x1b'));
    }
}

#[test]
fn no_color_means_no_colour_and_the_line_under_the_cursor_still_shows() {
    let desk = Desk::demo();
    let env = [("NO_COLOR", "1"), ("COLORTERM", "truecolor")];
    let mut real = on(&desk, (80, 24), &["--lang", "en"], &env);
    let sent = tour(&mut real);
    for (at, _) in sent.match_indices("\x1b[") {
        let rest = &sent[at + 2..];
        let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) else {
            continue;
        };
        if rest[end..].starts_with('m') {
            for code in rest[..end].split(';') {
                let code: u16 = code.parse().unwrap_or(0);
                assert!(!(30..=49).contains(&code) && code < 90, "{}", &rest[..=end]);
            }
        }
    }
    assert!(real.text().lines().any(|line| line.starts_with("> ")));
}

#[test]
fn a_locale_without_chinese_is_warned_about_and_gets_english_labels() {
    let desk = Desk::demo();
    let env = [("LANG", "C"), ("LC_ALL", "C")];
    let mut real = on(&desk, (80, 24), &[], &env);
    at_the_queue(&mut real);
    assert!(real.text().contains("Queue"), "{}", real.text());
    assert!(real.text().contains("LANG=C.UTF-8"), "{}", real.text());
    // With a draft as well, which has something to say of itself.
    real.act("\x1bgnA draft\r");
    real.send("\x1bgx");
    real.ends();
    for (args, title) in [(&[][..], "Queue"), (&["--lang", "zh"], "待办")] {
        // Chosen by hand, the language is obeyed: the terminal may show what its locale denies.
        let mut real = on(&desk, (80, 24), args, &env);
        at_the_queue(&mut real);
        assert!(real.text().contains(title), "{args:?}\n{}", real.text());
        assert!(
            real.text().contains("LANG=C.UTF-8"),
            "{args:?}\n{}",
            real.text()
        );
        real.send("\x1bgx");
        real.ends();
    }
}

#[test]
fn from_40_by_12_upward_it_is_laid_out_and_below_refused_in_words() {
    let desk = Desk::demo();
    let sizes = [
        (40, 12),
        (41, 13),
        (60, 15),
        (80, 12),
        (40, 50),
        (119, 24),
        (250, 70),
    ];
    for size in sizes {
        let mut real = on(&desk, size, &["--lang", "en"], &[]);
        at_the_queue(&mut real);
        for (keys, shown) in [
            ("\x1bs", "Schedule"),
            ("\x1bgn", "Principal"),
            ("\x1bgj", "Jobs"),
            ("\x1bgh", "shipdesk"),
            ("\x1bgd", "shipdesk"),
            ("\x1bgv", "shipdesk"),
            ("\x07", "shipdesk"),
        ] {
            real.send(keys);
            real.shows(shown);
            real.settle();
        }
        real.send("\x1bgx");
        real.ends();
    }
    for size in [(39, 24), (80, 11), (10, 3), (1, 1)] {
        let mut real = on(&desk, size, &["--lang", "en"], &[]);
        real.settle();
        if size.0 > 20 && size.1 > 8 {
            real.until("a refusal", |shown| {
                shown.split_whitespace().collect::<String>().contains("40")
            });
        }
        // It comes back by itself with the room.
        real.resize((80, 24));
        at_the_queue(&mut real);
        real.send("\x1bgx");
        real.ends();
    }
}

#[test]
fn a_drag_of_the_window_is_one_frame_and_cuts_no_wide_character() {
    let desk = Desk::demo();
    let mut real = on(&desk, (132, 43), &["--lang", "zh"], &[]);
    at_the_queue(&mut real);
    let before = real.pieces.len();
    for cols in (60..132).rev() {
        real.resize((cols, 24));
    }
    real.settle();
    let bytes: usize = real.pieces[before..].iter().map(Vec::len).sum();
    assert!(bytes <= 2 * 2_500, "{bytes} bytes for one drag");
    assert!(real.text().contains("KF2026"), "{}", real.text());
    assert!(!real.text().contains('\u{fffd}'));
}

#[test]
fn plain_draws_no_borders_and_low_bandwidth_less_of_everything() {
    let desk = Desk::demo();
    let mut plain = on(&desk, (80, 24), &["--lang", "en", "--plain"], &[]);
    at_the_queue(&mut plain);
    plain.act("\x1bgn");
    let drawn = "─│┌┐└┘…·→";
    assert!(
        !plain.text().contains(|c| drawn.contains(c)),
        "{}",
        plain.text()
    );
    plain.send("\x1bgx");
    plain.ends();
    let cost = |args: &[&str]| {
        let mut real = on(&desk, (80, 24), args, &[]);
        at_the_queue(&mut real);
        let start = real.pieces.concat().len();
        real.act("\x1bs");
        start + real.pieces.concat().len()
    };
    let (full, thin) = (
        cost(&["--lang", "en"]),
        cost(&["--lang", "en", "--low-bandwidth"]),
    );
    assert!(thin < full, "{thin} of {full}");
}

#[test]
fn a_copy_goes_through_tmux_to_the_clipboard_of_who_sits_there() {
    let desk = Desk::demo();
    for (env, wanted) in [
        (vec![], "\x1b]52;c;"),
        (
            vec![
                ("TERM", "tmux-256color"),
                ("TMUX", "/tmp/tmux-0/default,1,0"),
            ],
            "\x1bPtmux;\x1b\x1b]52;c;",
        ),
        (vec![("TERM", "screen")], "\x1bP\x1b]52;c;"),
    ] {
        let mut real = on(&desk, (80, 24), &["--lang", "en"], &env);
        at_the_queue(&mut real);
        let before = real.pieces.len();
        real.act("\x07");
        real.act("c");
        let sent = String::from_utf8_lossy(&real.pieces[before..].concat()).into_owned();
        assert!(sent.contains(wanted), "{env:?}: {sent:?}\n{}", real.text());
    }
}

#[test]
fn the_doctor_prints_the_clients_two_lines_and_what_it_sees_of_the_way_in() {
    let desk = Desk::demo();
    let document = desk.json(&["doctor"]);
    let checks = document["checks"].as_array().unwrap();
    let of = |name: &str| -> Vec<String> {
        checks
            .iter()
            .filter(|check| check["name"] == name)
            .map(|check| check["detail"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        of("line-client"),
        ["ObscureKeystrokeTiming no", "Compression yes"]
    );
    for name in ["line", "sshd", "tmux", "mosh"] {
        assert_eq!(of(name).len(), 1, "{name}: {document:#}");
    }
}
