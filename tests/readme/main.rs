//! What the README says is so: its tables are the keymap's and the command line's, its links lead
//! somewhere, its picture is a picture. `SHIPDESK_BLESS=1` writes the generated parts anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../support/mod.rs"]
mod support;

use shipdesk::i18n::{self, Lang};
use shipdesk::keymap::{Action, Context, Key, bundled};
use support::desk::{Desk, program};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The part between the marks of a name is what it should be; or becomes it.
fn check_part(name: &str, wanted: &str) {
    let text = readme();
    let open = text
        .find(&format!("<!-- {name}:"))
        .expect("the mark is there");
    let begin = open + text[open..].find("-->\n").expect("the mark ends") + 4;
    let end = text
        .find(&format!("<!-- /{name} -->"))
        .expect("the end's mark is there");
    if std::env::var_os("SHIPDESK_BLESS").is_some() {
        let new = format!("{}{wanted}{}", &text[..begin], &text[end..]);
        std::fs::write(root().join("README.md"), new).unwrap();
    } else {
        assert_eq!(
            &text[begin..end],
            wanted,
            "the part “{name}” is old: SHIPDESK_BLESS=1 cargo test --test readme writes it anew"
        );
    }
}

/// The places a newcomer is in, with the heading of each, and which actions are told of there: those
/// whose names begin so.
const PLACES: &[(Context, &str, &[&str])] = &[
    (Context::Queue, "In the queue", &["queue.", "jobs."]),
    (
        Context::Job,
        "On a job, and on its line in a list",
        &["job."],
    ),
    (Context::Search, "In the search", &["search."]),
    (Context::Form, "In the form", &["form."]),
    (Context::Voyage, "On a voyage's jobs", &["voyage."]),
    (Context::Jobs, "In any list", &["list."]),
];

fn keys() -> String {
    let keymap = bundled("default").expect("the default keymap is bundled");
    let mut text = String::new();
    for (place, heading, names) in PLACES {
        let _ = writeln!(text, "\n{heading}:\n\n| key | does |\n| --- | --- |");
        for action in Action::ALL {
            let told = names.iter().any(|name| action.name().starts_with(name));
            if told && action.is_at(*place) {
                row(keymap, *place, *action, &mut text);
            }
        }
    }
    text.push_str("\nEverywhere:\n\n| key | does |\n| --- | --- |\n");
    for action in Action::ALL {
        if action.contexts().contains(&Context::Global) {
            row(keymap, Context::Form, *action, &mut text);
        }
    }
    text.push('\n');
    text
}

fn row(keymap: &shipdesk::keymap::Keymap, place: Context, action: Action, text: &mut String) {
    let sequences: Vec<String> = keymap
        .keys_of(place, action)
        .iter()
        .take(2)
        .map(|keys| format!("`{}`", Key::sequence_text(keys).replace('|', "\\|")))
        .collect();
    if sequences.is_empty() {
        return;
    }
    let help = i18n::say(Lang::En, &format!("action.{}.help", action.name()));
    let _ = writeln!(text, "| {} | {} |", sequences.join(", "), help);
}

#[test]
fn the_keys_are_the_keymaps() {
    check_part("keys", &keys());
}

/// What `--help` lists: a verb and its line.
fn verbs() -> Vec<(String, String)> {
    let out = Command::new(env!("CARGO_BIN_EXE_shipdesk"))
        .arg("--help")
        .env("COLUMNS", "200")
        .output()
        .unwrap();
    let help = String::from_utf8(out.stdout).unwrap();
    help.lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| {
            let (verb, about) = line.trim().split_once("  ")?;
            Some((verb.to_owned(), about.trim().to_owned()))
        })
        .collect()
}

#[test]
fn the_commands_are_the_command_lines() {
    let verbs = verbs();
    assert!(verbs.len() > 30, "{verbs:?}");
    let mut text = "\n| verb | does |\n| --- | --- |\n".to_owned();
    for (verb, about) in verbs {
        let _ = writeln!(text, "| `{verb}` | {} |", about.replace('|', "\\|"));
    }
    text.push('\n');
    check_part("commands", &text);
}

#[test]
fn every_command_that_the_readme_shows_is_one() {
    let verbs: BTreeSet<String> = verbs().into_iter().map(|(verb, _)| verb).collect();
    let text = readme();
    let mut shown = 0;
    for (at, _) in text.match_indices("shipdesk ") {
        let code =
            text[..at].ends_with('`') || text[..at].ends_with('\n') || text[..at].ends_with("   ");
        let word: String = text[at + "shipdesk ".len()..]
            .chars()
            .take_while(|letter| letter.is_ascii_lowercase() || *letter == '-')
            .collect();
        if code && !word.is_empty() && !word.starts_with('-') {
            shown += 1;
            assert!(verbs.contains(&word), "shipdesk {word}");
        }
    }
    assert!(shown >= 10, "{shown}");
}

/// The tour's commands, as a newcomer types them on the demo's desk.
#[test]
fn the_tours_commands_are_done_one_after_the_other() {
    let desk = Desk::demo();
    let text = readme();
    let blocks = text.split("```sh\n").skip(1);
    let tour = blocks
        .filter_map(|block| block.split("```").next())
        .find(|block| block.contains("shipdesk book"))
        .expect("the tour has commands");
    let beside = Path::new(support::SHIPDESK).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", beside.display());
    let mut done = 0;
    for line in tour.lines().map(str::trim) {
        // Where the desk is, and as whom, is ours to say.
        if line.starts_with("export ") {
            continue;
        }
        let ran = program("sh", desk.home())
            .args(["-c", line])
            .env("PATH", &path)
            .env("SHIPDESK_AS", "chenli")
            .output()
            .unwrap();
        assert!(ran.status.success(), "{line}: {ran:?}");
        done += 1;
    }
    assert!(done >= 4, "{done}");
}

#[test]
fn every_file_that_the_readme_names_is_there() {
    let text = readme();
    let mut named = 0;
    for part in text.split('`').skip(1).step_by(2).chain(
        text.split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next()),
    ) {
        let file = ["src/", "tests/", "docs/", "keymaps/", ".ci/", "demo.tape"]
            .iter()
            .any(|start| part.starts_with(start));
        if file && !part.contains(' ') {
            named += 1;
            assert!(root().join(part).exists(), "{part}");
        }
    }
    assert!(named >= 15, "{named}");
}

#[test]
fn the_picture_is_whole() {
    let picture = std::fs::read_to_string(root().join("docs/screen.svg")).unwrap();
    assert!(picture.starts_with("<svg ") && picture.trim_end().ends_with("</svg>"));
    assert!(!picture.contains('\u{fffd}'), "mojibake");
    let chinese = picture
        .chars()
        .filter(|letter| ('一'..='鿿').contains(letter))
        .count();
    assert!(chinese >= 10, "the desk's customers have Chinese names");
    assert!(
        picture.matches("<text ").count() >= 40,
        "a screen is full of text"
    );
}
