//! The bundled keymaps reach everything, and a user's own file is read with its faults.

use shipdesk::i18n::{Lang, has};
use shipdesk::keymap::{Action, BUNDLED, Context, FaultKind, Key, Meaning, bundled, check, load};

fn keys(text: &str) -> Vec<Key> {
    Key::sequence(text).unwrap()
}

#[test]
fn every_bundled_keymap_is_without_fault() {
    for (name, text) in BUNDLED {
        let faults: Vec<_> = check(&format!("keymaps/{name}.toml"), text)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_keymap_reaches_every_action_wherever_it_does_something() {
    for (name, _) in BUNDLED {
        let keymap = bundled(name).unwrap();
        assert_eq!(keymap.name, name);
        for place in Context::places() {
            for action in Action::ALL.iter().filter(|action| action.is_at(place)) {
                assert!(
                    !keymap.keys_of(place, *action).is_empty(),
                    "{name}: {action} in {place}"
                );
            }
        }
    }
}

#[test]
fn no_action_hangs_on_a_function_key_alone() {
    for (name, _) in BUNDLED {
        let keymap = bundled(name).unwrap();
        for place in Context::places() {
            for action in Action::ALL.iter().filter(|action| action.is_at(place)) {
                let without = keymap.keys_of(place, *action).into_iter().any(|keys| {
                    keys.iter()
                        .all(|key| !matches!(key.code, shipdesk::keymap::Code::F(_)))
                });
                assert!(without, "{name}: {action} in {place}");
            }
        }
    }
}

#[test]
fn where_text_is_typed_a_bare_character_is_text_in_every_keymap() {
    for (name, _) in BUNDLED {
        let keymap = bundled(name).unwrap();
        for place in Context::places().filter(|place| place.types()) {
            for letter in ('!'..='~').chain(['中', 'é', ' ']) {
                assert_eq!(
                    keymap.meaning(place, &[Key::char(letter)]),
                    Meaning::Text(letter),
                    "{name}: {letter} in {place}"
                );
            }
        }
    }
}

#[test]
fn every_action_has_its_word_and_its_help_line_in_both_languages() {
    for action in Action::ALL {
        for lang in Lang::ALL {
            for part in ["short", "help"] {
                let key = format!("action.{action}.{part}");
                assert!(has(lang, &key), "{key} in {}", lang.as_str());
            }
        }
    }
}

#[test]
fn a_users_file_changes_single_keys_of_its_base() {
    let (keymap, faults) = load(
        "mine.toml",
        "base = \"vim\"\n[queue]\n\"N\" = \"queue.next\"\n\"n\" = \"none\"\n\"space\" = [\"job.hold\", \"queue.step\"]\n",
    );
    assert_eq!(faults, []);
    assert_eq!(
        keymap.meaning(Context::Queue, &keys("N")),
        Meaning::Actions(&[Action::QueueNext])
    );
    assert_eq!(keymap.meaning(Context::Queue, &keys("n")), Meaning::Nothing);
    assert_eq!(
        keymap.meaning(Context::Queue, &keys("space")),
        Meaning::Actions(&[Action::JobHold, Action::QueueStep])
    );
    assert_eq!(
        keymap.meaning(Context::Queue, &keys("j")),
        Meaning::Actions(&[Action::ListDown])
    );
}

/// A file that names no base, or none that there is, never leaves a screen without keys.
#[test]
fn a_file_without_a_base_stands_on_the_default_one() {
    for text in [
        "[queue]\n\"Q\" = \"queue.mine\"\n",
        "",
        "base = \"nope\"\n[queue]\n\"Q\" = \"queue.mine\"\n",
    ] {
        let (keymap, faults) = load("mine.toml", text);
        assert_eq!(
            faults.len(),
            usize::from(text.contains("nope")),
            "{faults:?}"
        );
        for action in [Action::AppQuit, Action::AppHelp, Action::ListDown] {
            let found = keymap.keys_of(Context::Queue, action);
            assert!(!found.is_empty(), "{action} in {text}");
        }
        let own = keymap.meaning(Context::Queue, &keys("Q"));
        let is_own = own == Meaning::Actions(&[Action::QueueMine]);
        assert_eq!(is_own, text.contains('Q'), "{text}");
    }
}

#[test]
fn what_is_wrong_is_reported_with_its_line() {
    let text = "\
base = \"default\"
[queue]
\"ctrl-s\" = \"queue.nxt\"
\"hyper-x\" = \"queue.next\"
\"z z\" = \"queue.next\"
\"z\" = \"queue.mine\"
\"C-t\" = \"queue.next\"
\"ctrl-t\" = \"queue.mine\"
\"w\" = \"form.save\"
[quee]
\"x\" = \"queue.next\"
[text]
\"x\" = \"text.left\"
";
    let faults = check("mine.toml", text);
    let at = |line: usize| {
        faults.iter().find(|fault| fault.line == line).map_or_else(
            || panic!("nothing on line {line}: {faults:?}"),
            |fault| &fault.kind,
        )
    };
    assert!(
        matches!(at(3), FaultKind::UnknownAction(error) if error.nearest == Some("queue.next"))
    );
    assert!(matches!(at(4), FaultKind::UnknownKey(key) if key == "hyper-x"));
    assert!(matches!(at(6), FaultKind::Conflict { line: 5, .. }));
    assert!(matches!(at(8), FaultKind::Conflict { line: 7, .. }));
    assert!(matches!(
        at(9),
        FaultKind::OutOfPlace {
            action: Action::FormSave,
            ..
        }
    ));
    assert!(matches!(at(10), FaultKind::UnknownContext(name) if name == "quee"));
    assert!(matches!(
        at(13),
        FaultKind::Unreachable {
            context: Context::Text,
            ..
        }
    ));
    assert!(faults[0].to_string().starts_with("mine.toml:3: "));
}

#[test]
fn taking_the_last_key_from_an_action_is_warned_of() {
    let faults = check(
        "mine.toml",
        "base = \"default\"\n[queue]\n\"n\" = \"none\"\n",
    );
    assert_eq!(faults.len(), 1);
    assert!(faults[0].kind.is_warning());
    assert!(matches!(
        faults[0].kind,
        FaultKind::Unbound {
            action: Action::QueueNext,
            place: Context::Queue
        }
    ));
}

#[test]
fn a_file_that_is_no_toml_says_where() {
    let faults = check("mine.toml", "[queue\n\"n\" = ");
    assert!(matches!(faults[0].kind, FaultKind::NoToml(_)));
    assert_eq!(faults[0].line, 1);
}

#[test]
fn a_key_that_terminals_send_as_another_is_never_reached() {
    for key in [
        "ctrl-i",
        "ctrl-m",
        "ctrl-[",
        "ctrl-1",
        "ctrl-;",
        "ctrl-.",
        "ctrl-enter",
        "ctrl-tab",
        "shift-enter",
    ] {
        let text = format!("base = \"default\"\n\n[form]\n\"{key}\" = \"form.save\"\n");
        let faults: Vec<_> = shipdesk::keymap::check("own.toml", &text)
            .into_iter()
            .filter(|fault| !fault.kind.is_warning())
            .collect();
        assert_eq!(faults.len(), 1, "{key}: {faults:?}");
        assert_eq!(faults[0].line, 4, "{key}");
        assert!(
            faults[0].to_string().contains("another key"),
            "{}",
            faults[0]
        );
    }
}

/// A terminal with flow control sends XOFF and XON whenever its buffer fills.
#[test]
fn a_terminals_own_flow_control_is_harmless_in_every_keymap() {
    for (name, _) in BUNDLED {
        let keymap = bundled(name).unwrap();
        for place in Context::places() {
            for key in [Key::ctrl('s'), Key::ctrl('q')] {
                let meaning = keymap.meaning(place, &[key]);
                let harmless = match meaning {
                    Meaning::Nothing => true,
                    Meaning::Actions(actions) => actions.iter().all(|action| action.is_harmless()),
                    Meaning::Prefix | Meaning::Text(_) => false,
                };
                assert!(harmless, "{name}: {key} in {place}: {meaning:?}");
            }
            for action in Action::ALL.iter().filter(|action| action.is_at(place)) {
                let others = keymap.keys_of(place, *action).into_iter();
                let others = others.filter(|keys| !keys.iter().any(|key| key.is_flow_control()));
                assert!(
                    others.count() > 0,
                    "{name}: {action} in {place} hangs on it"
                );
            }
        }
    }
}

#[test]
fn own_keys_that_flow_control_presses_are_warned_of() {
    let text = "\
base = \"default\"
[form]
\"ctrl-s\" = \"form.save\"
\"ctrl-x ctrl-q\" = \"form.book\"
[global]
\"ctrl-q\" = \"app.quit\"
[queue]
\"ctrl-s\" = \"queue.next\"
";
    let faults = check("mine.toml", text);
    for line in [3, 4, 6, 8] {
        let at = faults.iter().find(|fault| fault.line == line);
        let at = at.unwrap_or_else(|| panic!("nothing on line {line}: {faults:?}"));
        assert!(matches!(at.kind, FaultKind::FlowControl { .. }), "{at}");
        assert!(at.kind.is_warning(), "{at}");
    }
    let kept = "base = \"default\"\n[form]\n\"ctrl-s\" = \"form.keep\"\n";
    assert_eq!(check("mine.toml", kept), []);
}

#[test]
fn a_letter_that_is_text_and_keys_that_hide_others_are_warned_of() {
    let text = "\
base = \"default\"
[form]
\"q\" = \"form.save\"
[queue]
\"g\" = \"queue.next\"
\"x y\" = \"queue.mine\"
[voyage]
\"q\" = \"voyage.next\"
";
    let faults = check("mine.toml", text);
    let at = |line: usize| {
        let fault = faults.iter().find(|fault| fault.line == line);
        fault.map(ToString::to_string).unwrap_or_default()
    };
    assert!(at(3).contains("is text while one types"), "{faults:?}");
    assert!(at(5).contains("“g s” of [global]"), "{faults:?}");
    assert!(at(6).contains("“x” of [on-job]"), "{faults:?}");
    assert_eq!(at(8), "", "an own key that hides nothing");
    assert!(
        faults.iter().all(|fault| fault.kind.is_warning()),
        "{faults:?}"
    );
}

#[test]
fn an_own_key_that_takes_the_way_of_a_bases_keys_is_reported_with_its_line() {
    let faults = check(
        "own.toml",
        "base = \"default\"\n[global]\n\"g\" = \"go.search\"\n",
    );
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(
        told.iter()
            .any(|told| told.starts_with("own.toml:3:") && told.contains("“g q” of [global]")),
        "{told:?}"
    );
}
