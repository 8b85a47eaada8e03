//! Running the screens: what terminal, which desk, which keymap; then the loop.

use std::io;

use crate::client::{Client, Place, on_terminal, tell};
use crate::domain::Text;
use crate::i18n::{Lang, render};
use crate::keymap::bundled;
use crate::protocol::Session as DeskSession;
use crate::reference::Reference;

use super::drive::{Left, drive};
use super::kept;
use super::keys::Keyboard;
use super::link::{Clock, Link};
use super::look::{Look, Part, Theme};
use super::model::{Desk, Model, Notice};
use super::msg::Purpose;
use super::own_keymap::{self, Chosen};
use super::rejoin::{self, Door};
use super::terminal::{Capabilities, Choices, Colours, Session};
use super::update::begin;

/// How the screen is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which desk.
    pub place: Place,
    /// The operator to act as, on a practice desk.
    pub act_as: Option<String>,
    /// The operator's language.
    pub lang: Lang,
    /// It was chosen by hand, not by the locale.
    pub lang_chosen: bool,
    /// Plain ASCII, without borders.
    pub plain: bool,
    /// As few bytes as can be.
    pub low_bandwidth: bool,
    /// The keymap: a bundled one's name, or a file.
    pub keymap: Option<String>,
}

/// Runs the screens until the operator leaves; gives the exit code.
pub fn run(options: &Options) -> u8 {
    let choices = Choices {
        plain: options.plain,
        low_bandwidth: options.low_bandwidth,
    };
    let capabilities = match Capabilities::detect(|name| std::env::var(name).ok(), choices) {
        Ok(capabilities) => capabilities,
        Err(unsuitable) => {
            tell(&format!("{unsuitable}\n"));
            return 2;
        }
    };
    let keymap = match own_keymap::chosen(options.keymap.as_deref()) {
        Ok(keymap) => keymap,
        Err(faults) => {
            tell(&format!("{faults}\n"));
            return 2;
        }
    };
    let client = match Client::connect(
        &options.place,
        options.act_as.clone(),
        true,
        on_terminal(options.lang),
    ) {
        Ok(client) => client,
        Err(failure) => {
            let hint = failure
                .hint
                .map(|hint| render(options.lang, &hint))
                .unwrap_or_default();
            let message = render(options.lang, &failure.message);
            tell(&format!("{message}\n{hint}\n"));
            return failure.kind.exit_code();
        }
    };
    match run_on(client, options, capabilities, keymap) {
        Ok(Left::Done) => 0,
        Ok(Left::Outdated(why)) => rejoin::start_again(options.lang, &why),
        Err(error) => {
            tell(&format!("shipdesk: {error}\n"));
            3
        }
    }
}

fn run_on(
    client: Client,
    options: &Options,
    capabilities: Capabilities,
    keymap: Chosen,
) -> io::Result<Left> {
    let doubt = capabilities.doubt();
    let no_colours = capabilities.colours == Colours::None;
    let plain = capabilities.plain || capabilities.ascii_only();
    let mut terminal = Session::enter(capabilities)?;
    let (session, reader, writer) = client.into_parts();
    let clock = Clock::of(&session);
    let (width, height) = terminal.size();
    let mut model = model_of(session, options, (width, height), plain, no_colours, keymap);
    if let Some(doubt) = doubt {
        // Chosen by hand, the language stays: the terminal may show more than its locale says.
        if !options.lang_chosen {
            model.look.lang = Lang::En;
        }
        model.notice = Some(Notice {
            text: doubt.to_string(),
            part: Part::Warn,
        });
    }
    let door = Door {
        place: options.place.clone(),
        act_as: options.act_as.clone(),
    };
    let mut link = Link::new(reader, writer, terminal.waker(), door);
    for kept in kept::left(&options.place, options.act_as.as_deref()) {
        let purpose = Purpose::Returned(kept.path);
        link.ask_as(purpose, kept.request, None, Some(kept.id));
    }
    let effects = begin(&mut model);
    let left = drive(&mut terminal, &mut model, &mut link, &clock, effects);
    // The terminal is the shell's again, for what is to be said.
    drop(terminal);
    for envelope in link.untaken_drafts() {
        let place = kept::keep(&options.place, options.act_as.as_deref(), envelope);
        rejoin::tell_kept(options.lang, place);
    }
    left
}

fn model_of(
    session: DeskSession,
    options: &Options,
    size: (u16, u16),
    plain: bool,
    no_colours: bool,
    keymap: Chosen,
) -> Model {
    let zone = session.zone.parse().unwrap_or(chrono_tz::Asia::Shanghai);
    let theme = match (options.low_bandwidth, no_colours) {
        (true, _) => Theme::Thin,
        (false, true) => Theme::Mono,
        (false, false) => Theme::Dark,
    };
    let look = Look {
        lang: options.lang,
        theme,
        plain,
        width: size.0,
        height: size.1,
    };
    let Chosen {
        keymap,
        own,
        fixed,
        faults,
    } = keymap;
    let keymap = keymap
        .or_else(|| own.clone())
        .or_else(|| bundled("default").cloned())
        .unwrap_or_default();
    let desk = Desk {
        reference: Box::new(Reference::of_files(&session.tables)),
        operator: session.operator,
        practice: session.practice,
        now: session.now,
        clock: session.now,
        zone,
        read_only: session.read_only,
        lost: false,
    };
    let mut model = Model::new(desk, look, Keyboard::new(keymap));
    if let Some((first, more)) = faults.split_first() {
        let key = if more.is_empty() {
            "tui.said.keymap-fault"
        } else {
            "tui.said.keymap-faults"
        };
        let text = Text::of(key).with("fault", first).with("more", more.len());
        model.say(Part::Warn, &text);
    }
    model.keyboard.own = own;
    model.keymap_fixed = fixed;
    model.thin = options.low_bandwidth;
    model
}
