//! The real binary under each keymap, a keymap changed while it runs, and a user's own file.

use shipdesk::keymap::{Action as A, Context as C};

use crate::hands::{Who, everywhere, marked, sit, so_number};
use crate::support::desk::{self, Desk};
use crate::support::pty::Start;
use crate::support::screen;

fn who(keymap: &str) -> Who<'_> {
    Who {
        keymap,
        ..Who::CHENLI
    }
}

#[test]
fn vim_moves_by_letters_and_leaves_typing_with_esc() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, who("vim"));
    let first = hands.line();
    hands.session.send("jj");
    hands.sees("the third line", |shown| {
        screen::text(shown)
            .lines()
            .position(|line| line.starts_with('>'))
            == Some(5)
    });
    hands.session.send("gg");
    hands.sees("the first again", |shown| marked(shown) == first);
    // In the form letters are text until Esc, keys after it, and text again after i.
    hands.session.send("gnjok\x1b");
    hands.sees("letters typed", |shown| marked(shown).contains("jok"));
    hands.sees("keys by letters", |shown| {
        screen::text(shown).contains("] open")
    });
    hands.session.send("jj");
    hands.sees("two fields on", |shown| marked(shown).contains("Stamped"));
    hands.session.send("kkix\r");
    hands.sees("typed on", |shown| {
        screen::text(shown).contains("jokx") && marked(shown).contains("Form")
    });
}

#[test]
fn emacs_moves_by_control_and_cancels_with_ctrl_g() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, who("emacs"));
    hands.session.send("\x0e\x0e\x10");
    hands.sees("the second line", |shown| {
        screen::text(shown)
            .lines()
            .position(|line| line.starts_with('>'))
            == Some(4)
    });
    hands.session.send("/nothing\x07");
    hands.sees("the filter cancelled", |shown| {
        !screen::text(shown).contains("nothing")
    });
    hands.session.send("\x18\x06dubai\x01port \x05 kmtc");
    hands.sees("the search's line edited", |shown| {
        screen::text(shown).contains("port dubai kmtc")
    });
    hands.session.send("\x18b");
    hands.sees("the queue", |shown| {
        screen::text(shown).contains("KF2026000002")
    });
}

#[test]
fn greenscreen_has_its_function_keys_and_a_full_field_goes_on() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, who("greenscreen"));
    // F6 begins a form; Field Exit erases the rest and goes on; F3 goes back.
    hands.session.send("\x1b[17~");
    hands.sees("a form", |shown| marked(shown).contains("Principal"));
    hands.session.send("ABCDEF\x1b[D\x1b[D\x18");
    hands.sees("the rest erased", |shown| {
        let text = screen::text(shown);
        text.contains("ABCD") && !text.contains("ABCDEF") && marked(shown).contains("Form")
    });
    // To the wanted ETD: four digits fill it, and the caret goes on by itself.
    hands
        .does(C::Form, A::FormSection)
        .types("3")
        .sees("routing", |shown| marked(shown).contains("Sailing"));
    hands.does_times(3, C::Form, A::FormNext);
    hands.sees("the date", |shown| marked(shown).contains("Wanted ETD"));
    hands.types("1208");
    hands.sees("the next field", |shown| {
        marked(shown).contains("POL") && screen::text(shown).contains("2026-12-08")
    });
    hands.types("cnsha");
    hands.sees("a port is full at five", |shown| {
        marked(shown).contains("POD")
    });
    // F4 looks up, F12 cancels.
    hands.session.send("\x1bOS");
    hands.sees("the look-up", |shown| screen::text(shown).contains("Find:"));
    hands.session.send("rotterdam\x1b[24~");
    hands.sees("the look-up cancelled", |shown| {
        !screen::text(shown).contains("Find:")
    });
    hands.session.send("\x1bOSrotterdam\r");
    hands.sees("the port taken", |shown| {
        screen::text(shown).contains("NLRTM")
    });
    // F3 leaves the form, which is kept as a draft.
    hands.session.send("\x1bOR");
    hands.sees("the queue", |shown| {
        screen::text(shown).contains("KF2026000002")
    });
}

#[test]
fn dup_takes_the_value_of_the_customers_last_job() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, who("greenscreen"));
    hands
        .does(C::Queue, A::FormNew)
        .types("上海晨曦进出口有限公司")
        .does(C::Form, A::FormEnter)
        .does(C::Form, A::FormDup);
    hands.sees("the form's name as last time", |shown| {
        screen::text(shown).contains("HC-0") && marked(shown).contains("Stamped")
    });
}

#[test]
fn the_customers_last_job_comes_along_with_one_key_and_is_booked() {
    let desk = Desk::demo();
    let mut hands = sit(&desk, Who::CHENLI);
    hands
        .does(C::Queue, A::FormNew)
        .types("厦门鹭岛石材有限公司")
        .does(C::Form, A::FormRepeat)
        .does(C::Form, A::FormTake)
        .types("yy")
        .types("0901")
        .does(C::Form, A::FormOpenNext)
        .does(C::Form, A::FormLookup)
        .does(C::Lookup, A::LookupTake)
        .does(C::Form, A::FormOpenNext)
        .does(C::Form, A::FormTake)
        .does(C::Form, A::FormTake)
        .does(C::Form, A::FormBook);
    hands.sees("booked", |shown| so_number(shown).is_some());
}

/// The marker stands on that row of the screen.
fn at_row(row: usize) -> impl Fn(&vt100::Screen) -> bool {
    move |shown| {
        let text = screen::text(shown);
        text.lines().position(|line| line.starts_with('>')) == Some(row)
    }
}

/// Each in turn by its name on the `:` line, its own keys tried after each; in both languages, at
/// both sizes.
#[test]
fn a_keymap_is_changed_while_it_runs_by_its_name() {
    for who in everywhere() {
        let said = |name: &str| match who.lang {
            "en" => format!("Keymap: {name}"),
            _ => format!("键位：{name}"),
        };
        let desk = Desk::demo();
        let mut hands = sit(
            &desk,
            Who {
                keymap: "default",
                ..who
            },
        );
        hands.session.send(":app.keymap vim\r");
        hands.reads(&said("vim"));
        hands.session.send("jjj");
        hands.sees("vim's letters", at_row(6));
        hands.session.send(":app.keymap emacs\r");
        hands.reads(&said("emacs"));
        hands.session.send("\x10");
        hands.sees("a line up by ctrl-p", at_row(5));
        hands.session.send("\x18;app.keymap greenscreen\r");
        hands.reads(&said("greenscreen"));
        hands.session.send("\x1b[17~");
        hands.sees("a form by F6", |shown| {
            marked(shown).contains(label(who.lang))
        });
        hands.session.send("ABCDEF\x1b[D\x1b[D\x18");
        hands.sees("field exit", |shown| {
            let text = screen::text(shown);
            text.contains("ABCD") && !text.contains("ABCDE")
        });
        // From within the form, in the middle of its typing.
        hands.session.send("\x1bxapp.keymap vim\r");
        hands.reads(&said("vim"));
        hands.session.send("\x1b");
        hands.sees("letters are keys", |shown| {
            screen::text(shown).contains("\n] ")
        });
        hands.session.send("kk");
        hands.sees("up by letters", |shown| {
            marked(shown).contains(label(who.lang))
        });
        hands.session.send(":app.keymap nowhere\r");
        hands.reads(if who.lang == "en" {
            "no keymap nowhere"
        } else {
            "没有键位 nowhere"
        });
        hands.session.send(":app.keymap default\r");
        hands.reads(&said("default"));
    }
}

fn label(lang: &str) -> &'static str {
    if lang == "en" {
        "Principal"
    } else {
        "委托人"
    }
}

/// From the palette, found by its name in the language that is shown: the next one each time, round
/// to the first; and the operator's choice is there again at the next log-in.
#[test]
fn a_keymap_is_changed_from_the_palette_and_stays_the_operators() {
    for (lang, word, said) in [("en", "keymap", "Keymap: "), ("zh", "键位", "键位：")] {
        let desk = Desk::demo();
        let args = ["--lang", lang, "--as", "chenli"];
        let mut session = Start::shipdesk(desk.home(), &args).open();
        session.wait_for("KF2026");
        // The palette's key is another one in emacs.
        for (keys, name) in [("\x10", "vim"), ("\x10", "emacs"), ("\x1bx", "greenscreen")] {
            session.send(keys).send(word).send("\r");
            session.wait_for(&format!("{said}{name}"));
        }
        session.send("\x1bgx");
        session.wait_end();
        let mut session = Start::shipdesk(desk.home(), &args).open();
        session.wait_for("KF2026").send("\x1b[17~");
        session.wait("greenscreen's F6", |shown| {
            marked(shown).contains(label(lang))
        });
        session.kill();
    }
}

#[test]
fn a_users_own_file_goes_over_any_of_them() {
    let desk = Desk::demo();
    for base in ["default", "vim", "emacs", "greenscreen"] {
        let text = format!("name = \"mine\"\nbase = \"{base}\"\n[queue]\n\"Q\" = \"form.new\"\n");
        let file = desk.file("keymap.toml", text);
        let checked = desk.run(&["keys", "check", file.to_str().unwrap()]);
        assert_eq!(checked.code, 0, "{base}: {checked:?}");
        let args = [
            "--lang",
            "en",
            "--as",
            "chenli",
            "--keymap",
            file.to_str().unwrap(),
        ];
        let mut session = Start::shipdesk(desk.home(), &args).open();
        session
            .wait_for("KF20260000")
            .send("Q")
            .wait_for("Principal");
        session.kill();
    }
}

#[test]
fn the_file_in_the_config_directory_is_in_force_by_itself_and_can_be_come_back_to() {
    let desk = Desk::demo();
    let folder = desk.home().join(".config/shipdesk");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("keymap.toml"),
        "name = \"mine\"\nbase = \"vim\"\n[queue]\n\"Q\" = \"form.new\"\n",
    )
    .unwrap();
    let args = ["--lang", "en", "--as", "chenli"];
    let mut session = Start::shipdesk(desk.home(), &args).open();
    session
        .wait_for("KF20260000")
        .send("Q")
        .wait_for("Principal");
    session
        .send("\x1b")
        .wait_for("] open")
        .send(":app.keymap default\r")
        .wait_for("Keymap: default")
        .send(":app.keymap mine\r")
        .wait_for("Keymap: mine");
    session.kill();
}

#[test]
fn what_is_wrong_in_a_users_file_is_said_with_file_and_line() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("mine.toml");
    std::fs::write(
        &file,
        "base = \"vim\"\n[queue]\n\"z\" = \"queue.nxt\"\n\"y y\" = \"queue.next\"\n\"y\" = \"queue.mine\"\n[text]\n\"q\" = \"text.left\"\n",
    )
    .unwrap();
    let name = file.to_str().unwrap();
    let checked = desk::run(desk.path(), &["keys", "check", name], "");
    assert_ne!(checked.code, 0);
    let said = format!("{}{}", checked.out, checked.err);
    for line in [3, 5, 7] {
        assert!(said.contains(&format!("{name}:{line}:")), "{line}: {said}");
    }
}

#[test]
fn a_mistake_in_ones_own_file_costs_its_line_and_nobody_the_desk() {
    let desk = Desk::demo();
    let folder = desk.home().join(".config/shipdesk");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("keymap.toml");
    let args = ["--lang", "en", "--as", "chenli"];
    for (text, said, works) in [
        (
            "base = \"vim\"\n[queue]\n\"z\" = \"queue.nxt\"\n\"Q\" = \"form.new\"\n",
            "keymap.toml:3: ",
            true,
        ),
        ("base = \"vim\"\n[queue\n", "keymap.toml:2: ", false),
    ] {
        std::fs::write(&file, text).unwrap();
        let mut session = Start::shipdesk(desk.home(), &args).open();
        session
            .wait_for("KF20260000")
            .wait_for(said)
            .wait_for("left out");
        if works {
            session.send("Q").wait_for("Intake");
        } else {
            session.send("gn").wait_for("Intake");
        }
        session.kill();
        let checked = desk.run(&["keys", "check", file.to_str().unwrap()]);
        assert_ne!(checked.code, 0, "{checked:?}");
    }
}
