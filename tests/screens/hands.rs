//! An operator's hands: a client in a pseudo-terminal, what is pressed named by its action and looked
//! up in the keymap, and counted.

use shipdesk::keymap::{Action, Code, Context, Key, Keymap, bundled};
use vt100::Screen;

use crate::support::desk::Desk;
use crate::support::pty::{Session, Start};
use crate::support::screen;

/// Rows and columns that every script is run at.
pub const SIZES: [(u16, u16); 2] = [(24, 80), (43, 132)];

/// The languages.
pub const LANGS: [&str; 2] = ["en", "zh"];

/// An operator at a terminal.
pub struct Hands {
    /// The terminal.
    pub session: Session,
    keymap: &'static Keymap,
    /// Characters typed for values.
    pub typed: usize,
    /// Keys pressed besides.
    pub pressed: usize,
}

/// What an operator is like.
#[derive(Clone, Copy)]
pub struct Who<'a> {
    pub name: &'a str,
    pub lang: &'a str,
    pub keymap: &'a str,
    pub size: (u16, u16),
}

impl Who<'_> {
    /// The demo's clerk, in English at 80x24 with the default keymap.
    pub const CHENLI: Self = Who {
        name: "chenli",
        lang: "en",
        keymap: "default",
        size: (24, 80),
    };
}

impl<'a> Who<'a> {
    /// An operator of the demo, in a language, at a size.
    pub fn new(name: &'a str, lang: &'a str, size: (u16, u16)) -> Self {
        Who {
            name,
            lang,
            size,
            ..Who::CHENLI
        }
    }
}

/// The demo's clerk in both languages, each at one of the sizes, under both keymaps that keys are
/// counted with.
pub fn counted() -> Vec<Who<'static>> {
    ["default", "greenscreen"]
        .into_iter()
        .flat_map(|keymap| {
            [(LANGS[0], SIZES[0]), (LANGS[1], SIZES[1])].map(|(lang, size)| Who {
                lang,
                keymap,
                size,
                ..Who::CHENLI
            })
        })
        .collect()
}

/// The demo's clerk in both languages at both sizes.
pub fn everywhere() -> Vec<Who<'static>> {
    LANGS
        .into_iter()
        .flat_map(|lang| SIZES.map(|size| Who::new("chenli", lang, size)))
        .collect()
}

/// Sits down at a desk; the queue is there.
pub fn sit(desk: &Desk, who: Who<'_>) -> Hands {
    let args = ["--lang", who.lang, "--as", who.name, "--keymap", who.keymap];
    let mut session = Start::shipdesk(desk.home(), &args)
        .size(who.size.0, who.size.1)
        .open();
    session.wait("the queue", |shown| {
        let text = screen::text(shown);
        ["KF2026", "Nothing is due", "没有待办"]
            .iter()
            .any(|sign| text.contains(sign))
    });
    Hands {
        session,
        keymap: bundled(who.keymap).expect("a bundled keymap"),
        typed: 0,
        pressed: 0,
    }
}

impl Hands {
    /// Whether a full field goes on by itself.
    pub fn goes_on_when_full(&self) -> bool {
        self.keymap.auto_advance
    }

    /// Types a value.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.typed += text.chars().count();
        self.session.send(text);
        self
    }

    /// Presses the shortest keys of an action; where the keymap has a function key for it, that.
    pub fn does(&mut self, place: Context, action: Action) -> &mut Self {
        let keys = self.keys_of(place, action);
        self.pressed += keys.len();
        let bytes: String = keys.iter().map(bytes_of).collect();
        self.session.send(&bytes);
        self
    }

    /// The same keys several times.
    pub fn does_times(&mut self, times: usize, place: Context, action: Action) -> &mut Self {
        for _ in 0..times {
            self.does(place, action);
        }
        self
    }

    fn keys_of(&self, place: Context, action: Action) -> Vec<Key> {
        let all = self.keymap.keys_of(place, action);
        let function = all
            .iter()
            .find(|keys| {
                matches!(
                    keys[..],
                    [Key {
                        code: Code::F(_),
                        ..
                    }]
                )
            })
            .filter(|_| self.keymap.name == "greenscreen");
        // As a hand in a hurry does it: by the shortest way there is.
        function
            .or(all.iter().min_by_key(|keys| keys.len()))
            .unwrap_or_else(|| panic!("no key does {action} in {place}"))
            .clone()
    }

    /// Waits until the screen is so.
    pub fn sees(&mut self, what: &str, holds: impl Fn(&Screen) -> bool) -> &mut Self {
        self.session.wait(what, holds);
        self
    }

    /// Waits until the screen shows a text.
    pub fn reads(&mut self, text: &str) -> &mut Self {
        self.session.wait_for(text);
        self
    }

    /// Moves down the list until the marker is on a line that is so.
    pub fn moves_to(
        &mut self,
        what: &str,
        place: Context,
        holds: impl Fn(&str) -> bool,
    ) -> &mut Self {
        self.moves_by(Action::ListDown, what, place, holds)
    }

    /// The same by another action than a list's.
    pub fn moves_by(
        &mut self,
        step: Action,
        what: &str,
        place: Context,
        holds: impl Fn(&str) -> bool,
    ) -> &mut Self {
        self.sees("a line with the marker", |shown| !marked(shown).is_empty());
        // What was pressed before may still be bringing another list.
        self.session.settle();
        for _ in 0..120 {
            let line = self.line();
            if holds(&line) {
                return self;
            }
            self.does(place, step);
            self.sees(&format!("{what}: a line after “{line}”"), |shown| {
                let now = marked(shown);
                !now.is_empty() && now != line
            });
        }
        panic!("no {what} among the lines\n{}", self.session.text());
    }

    /// The number of the job under the marker.
    pub fn job(&self) -> String {
        let line = self.line();
        let number = line.split_whitespace().find(|word| word.starts_with("KF"));
        number
            .unwrap_or_else(|| panic!("no job in “{line}”"))
            .to_owned()
    }

    /// Opens a job by its number.
    pub fn opens(&mut self, job: &str) -> &mut Self {
        self.does(Context::Queue, Action::GoJob)
            .types(job)
            .does(Context::Dialog, Action::DialogEnter);
        let job = job.to_owned();
        self.sees("the job", move |shown| {
            screen::text(shown)
                .lines()
                .nth(1)
                .is_some_and(|line| line.starts_with(&job))
        })
    }

    /// All keys so far.
    pub fn keys(&self) -> usize {
        self.typed + self.pressed
    }

    /// Counts from here.
    pub fn counts_anew(&mut self) -> &mut Self {
        (self.typed, self.pressed) = (0, 0);
        self
    }

    /// The line with the marker.
    pub fn line(&self) -> String {
        self.session.look(marked)
    }

    /// Leaves, and waits for the client to be gone.
    pub fn leaves(mut self) {
        self.does(Context::Form, Action::AppQuit);
        self.session.wait_end();
    }
}

/// Where a search's first sailing stands that no cut-off has passed for yet, and that sailing: what an
/// operator's eye picks out of the list.
pub fn first_open(desk: &Desk, query: &str) -> (usize, serde_json::Value) {
    // As the one who sits at the screen: the lanes that an operator books come first among equals.
    let found = desk.json(&["search", query, "--limit", "20", "--as", "chenli"]);
    let open = |sailing: &serde_json::Value| {
        let cut_offs = sailing["cut_offs"].as_object().unwrap();
        let mut given = cut_offs.values().filter_map(serde_json::Value::as_str);
        given.all(|cut_off| cut_off > "2026-11-25")
    };
    let found = found.as_array().unwrap();
    let at = found.iter().position(open).expect("an open sailing");
    (at, found[at].clone())
}

/// The line with the marker, where there is one.
pub fn marked(shown: &Screen) -> String {
    screen::text(shown)
        .lines()
        .skip(1)
        .find(|line| line.starts_with('>'))
        .unwrap_or_default()
        .to_owned()
}

/// What a screen says of the booking order's number: `COSU-26-00012`.
pub fn so_number(shown: &Screen) -> Option<String> {
    screen::text(shown)
        .split_whitespace()
        .find(|word| {
            let parts: Vec<&str> = word.split('-').collect();
            matches!(parts[..], [scac, year, number]
                if scac.len() == 4 && year.len() == 2 && number.len() == 5
                    && number.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .map(str::to_owned)
}

/// A key as a terminal sends it.
pub fn bytes_of(key: &Key) -> String {
    let plain = match key.code {
        Code::Char(letter) if key.ctrl => {
            let control = (letter.to_ascii_uppercase() as u8) & 0x1f;
            char::from(control).to_string()
        }
        Code::Char(letter) => letter.to_string(),
        Code::Enter => "\r".into(),
        Code::Tab if key.shift => "\x1b[Z".into(),
        Code::Tab => "\t".into(),
        Code::Esc => "\x1b".into(),
        Code::Backspace => "\x7f".into(),
        Code::Delete => "\x1b[3~".into(),
        Code::Insert => "\x1b[2~".into(),
        Code::Up => "\x1b[A".into(),
        Code::Down => "\x1b[B".into(),
        Code::Right => "\x1b[C".into(),
        Code::Left => "\x1b[D".into(),
        Code::Home => "\x1b[H".into(),
        Code::End => "\x1b[F".into(),
        Code::PageUp => "\x1b[5~".into(),
        Code::PageDown => "\x1b[6~".into(),
        Code::F(number @ 1..=4) => format!("\x1bO{}", char::from(b'O' + number)),
        Code::F(5) => "\x1b[15~".into(),
        Code::F(number @ 6..=10) => format!("\x1b[{}~", u32::from(number) + 11),
        Code::F(number) => format!("\x1b[{}~", u32::from(number) + 12),
    };
    if key.alt {
        format!("\x1b{plain}")
    } else {
        plain
    }
}
