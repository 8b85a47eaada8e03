//! What a tape may say and what it may not.

use std::time::Duration;

use crate::support::tape::{Command, Scope, parse};

fn commands(text: &str) -> Vec<Command> {
    parse(text)
        .unwrap_or_else(|faults| panic!("{text}: {faults:?}"))
        .steps
        .into_iter()
        .map(|step| step.command)
        .collect()
}

#[test]
fn the_tape_that_the_official_parser_takes_is_taken() {
    let text = r#"# shipdesk demo
Output demo.gif
Require python3
Set Shell "bash"
Set FontSize 18
Set Width 1200
Set TypingSpeed 40ms
Set WaitTimeout 10s
Hide
Type "clear" Enter
Show
Type "python3 app.py"
Enter
Wait+Screen@10s /运单/
Type "上海 Shanghai"
Shift+Tab
Ctrl+S
Down@200ms 3
Sleep 800ms
Screenshot shot.png
Escape
Type `He said "hi" & 'bye'`
Sleep 1
"#;
    let tape = parse(text).unwrap();
    assert_eq!(tape.outputs, ["demo.gif"]);
    assert_eq!(tape.requires, ["python3"]);
    assert_eq!(tape.setting("WaitTimeout"), Some("10s"));
    let said = commands(text);
    assert_eq!(said.len(), 16);
    assert_eq!(
        said[7],
        Command::Type {
            text: "上海 Shanghai".to_owned(),
            speed: None
        }
    );
    assert!(said.contains(&Command::Sleep(Duration::from_secs(1))));
    assert!(said.contains(&Command::Key {
        bytes: "\x1b[B".to_owned(),
        times: 3,
        speed: Some(Duration::from_millis(200))
    }));
}

#[test]
fn several_texts_are_joined_by_a_blank() {
    assert_eq!(
        commands("Type@10ms \"a\" 'b' `c`"),
        [Command::Type {
            text: "a b c".to_owned(),
            speed: Some(Duration::from_millis(10))
        }]
    );
}

#[test]
fn a_wait_looks_at_the_line_unless_told_otherwise() {
    assert_eq!(
        commands("Wait\nWait+Line@2 /a b/\nWait+Screen /c/"),
        [
            Command::Wait {
                scope: Scope::Line,
                limit: None,
                pattern: None
            },
            Command::Wait {
                scope: Scope::Line,
                limit: Some(Duration::from_secs(2)),
                pattern: Some("a b".to_owned())
            },
            Command::Wait {
                scope: Scope::Screen,
                limit: None,
                pattern: Some("c".to_owned())
            },
        ]
    );
}

#[test]
fn chords_are_the_bytes_that_a_terminal_sends() {
    for (written, bytes) in [
        ("Ctrl+S", "\x13"),
        ("Ctrl+]", "\x1d"),
        ("Ctrl+\\", "\x1c"),
        ("Ctrl+[", "\x1b"),
        ("Ctrl+@", "\0"),
        ("Ctrl+^", "\x1e"),
        ("Ctrl+-", "\x1f"),
        ("Ctrl+Left", "\x1b[1;5D"),
        ("Ctrl+Space", "\0"),
        ("Ctrl+Alt+x", "\x1b\x18"),
        ("Ctrl+Shift+x", "\x18"),
        ("Alt+g", "\x1bg"),
        ("Alt+Enter", "\x1b\r"),
        ("Shift+Tab", "\x1b[Z"),
    ] {
        assert_eq!(
            commands(written),
            [Command::Key {
                bytes: bytes.to_owned(),
                times: 1,
                speed: None
            }],
            "{written}"
        );
    }
}

#[test]
fn what_vhs_refuses_is_refused() {
    for text in [
        "Home",
        "End",
        "F1",
        "F12",
        "Ctrl+Tab",
        "Ctrl+1",
        "Ctrl+/",
        "Ctrl+F1",
        "Alt+1",
        "Alt+Left",
        "Shift+Left",
        "Type 123",
        "Type :wq",
        "Type",
        "Screenshot x.svg",
        "Screenshot .png",
        "Output x",
        "Set Colour red",
        "Set FontSize big",
        "Set CursorBlink maybe",
        "Set TypingSpeed 4h",
        "Sleep soon",
        "Source x.txt",
        "Down@fast",
        "Wait /(/",
        "Shout \"x\"",
        "Env A",
        "\"text alone\"",
    ] {
        let faults = parse(text).map(|tape| tape.steps).expect_err(text);
        assert_eq!(faults.len(), 1, "{text}");
        assert_eq!(faults[0].line, 1, "{text}");
    }
}

#[test]
fn what_vhs_takes_silently_and_wrongly_is_refused() {
    for text in [
        "Type \"no end",
        "Type `no end",
        "Wait /no end",
        "Enter\nSet FontSize 20",
        "Hide\nOutput demo.gif",
        "Env A b\nRequire git",
    ] {
        assert!(parse(text).is_err(), "{text}");
    }
    // The one setting that VHS obeys later.
    assert_eq!(
        commands("Enter\nSet TypingSpeed 10ms").last(),
        Some(&Command::TypingSpeed(Duration::from_millis(10)))
    );
}

#[test]
fn every_fault_is_told_with_its_line() {
    let faults = parse("Enter\nF1\n\n# fine\nHome\n").unwrap_err();
    let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2, 5]);
}
