//! The player, on tapes that need no desk.

use std::time::Duration;

use crate::support::tape::{parse, play};
use crate::support::{screen, svg};

fn played(text: &str) -> Result<crate::support::tape::Played, crate::support::tape::Fault> {
    let home = tempfile::tempdir().unwrap();
    play(&parse(text).unwrap(), home.path())
}

#[test]
fn a_tape_types_waits_and_takes_pictures() {
    let done = played(
        "Set FontSize 20\nSet Width 1080\nSet Height 600\nSet Padding 60\nSet TypingSpeed 10ms\n\
         Type 'printf \"%s|\\n\" 上海 $GREETING' Enter\nEnv GREETING hello\n\
         Wait+Screen@20s /hello\\|/\nSleep 2s\nScreenshot shot.png\n",
    )
    .unwrap_or_else(|fault| panic!("{fault:?}"));
    let (file, shown) = &done.screens[0];
    assert_eq!(file, "shot.png");
    assert_eq!(screen::size(shown), (20, 80));
    assert!(
        screen::text(shown).contains("上海|\nhello|"),
        "{}",
        screen::text(shown)
    );
    assert!(done.length >= Duration::from_secs(2) + Duration::from_millis(280));
    assert!(
        done.recording
            .starts_with(r#"{"version":2,"width":80,"height":20"#)
    );
    assert!(done.recording.contains("上海"));
}

#[test]
fn a_wait_that_never_comes_true_is_told_with_its_line_and_the_screen() {
    let Err(fault) = played("Type 'echo here' Enter\nWait+Screen@300ms /there/\n") else {
        panic!("there never came");
    };
    assert_eq!(fault.line, 2);
    assert!(fault.what.contains("here"), "{}", fault.what);
}

#[test]
fn a_picture_puts_every_run_in_its_columns() {
    let size = |count| std::num::NonZeroU16::new(count).unwrap();
    let mut parser = vt100::Parser::new(size(2), size(20), 0);
    parser.process("ab中文\x1b[1;31mred\x1b[0m <&>\r\n\x1b[7m  on\x1b[0m".as_bytes());
    let picture = svg::picture(parser.screen(), "a \"screen\"");
    for part in [
        // Two narrow ones, then two wide ones from the third column, four columns wide.
        r##"<text x="14" y="28" textLength="18" lengthAdjust="spacingAndGlyphs" fill="#d8dee9">ab</text>"##,
        r##"<text x="32" y="28" textLength="36" lengthAdjust="spacingAndGlyphs" fill="#d8dee9">中文</text>"##,
        r##"<text x="68" y="28" textLength="27" lengthAdjust="spacingAndGlyphs" fill="#e06c75" font-weight="bold">red</text>"##,
        "&lt;&amp;&gt;",
        r##"<rect x="14" y="33" width="36" height="19" fill="#d8dee9"/>"##,
        r##"<text x="32" y="47" textLength="18" lengthAdjust="spacingAndGlyphs" fill="#161b22">on</text>"##,
        "<title>a &quot;screen&quot;</title>",
    ] {
        assert!(picture.contains(part), "{part}\nis not in\n{picture}");
    }
}
