//! The model: everything that a screen shows, and nothing that does I/O.

use std::collections::BTreeMap;

use super::keys::Keyboard;
use super::look::{Look, Part};
use super::msg::Purpose;
use super::popup::{Dialog, Popup};
use super::resume::Place;
use super::screens::form::{Around, Form};
use super::screens::{drafts, handover, import, job, jobs, search, voyage};
use crate::domain::{JobNo, Moment, Operator, OperatorName, Text};
use crate::keymap::Context;
use crate::reference::Reference;

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The schedule search.
    Search,
    /// The consignment form.
    Form,
    /// The queue.
    Queue,
    /// A list of jobs.
    Jobs,
    /// One job.
    Job,
    /// The jobs of a sailing.
    Voyage,
    /// The hand-over page.
    Handover,
    /// Unsaved forms.
    Drafts,
    /// A schedule file in.
    Import,
}

impl Screen {
    /// Its name in message keys and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Form => "form",
            Self::Queue => "queue",
            Self::Jobs => "jobs",
            Self::Job => "job",
            Self::Voyage => "voyage",
            Self::Handover => "handover",
            Self::Drafts => "drafts",
            Self::Import => "import",
        }
    }
}

/// What the client knows of the desk.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Who acts here.
    pub operator: Option<Operator>,
    /// A practice desk.
    pub practice: bool,
    /// The desk's time when something last happened here: what times are counted from.
    pub now: Moment,
    /// The desk's time as the clock shows it.
    pub clock: Moment,
    /// The desk's zone.
    pub zone: chrono_tz::Tz,
    /// The tables.
    pub reference: Box<Reference>,
    /// Why nothing can be written.
    pub read_only: Option<Text>,
    /// The connection is gone.
    pub lost: bool,
}

impl Desk {
    /// Who acts here.
    pub fn me(&self) -> Option<&OperatorName> {
        self.operator.as_ref().map(|operator| &operator.name)
    }
}

/// A line for the operator, above the footer.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// What it is drawn as.
    pub part: Part,
}

/// The model.
#[derive(Debug, Clone)]
pub struct Model {
    /// The desk.
    pub desk: Desk,
    /// The looks.
    pub look: Look,
    /// The keyboard.
    pub keyboard: Keyboard,
    /// The screen.
    pub screen: Screen,
    /// The screens behind it.
    pub behind: Vec<Screen>,
    /// What stands over it, the topmost last.
    pub popups: Vec<Popup>,
    /// A line for the operator.
    pub notice: Option<Notice>,
    /// The answer that decides where the next keys go.
    pub awaiting: Option<Purpose>,
    /// The schedule search.
    pub search: search::State,
    /// The form.
    pub form: Option<Box<Form>>,
    /// The queue.
    pub queue: jobs::State,
    /// The list of jobs.
    pub jobs: jobs::State,
    /// The job.
    pub job: Option<job::State>,
    /// The jobs of a sailing.
    pub voyage: voyage::State,
    /// The hand-over page.
    pub handover: handover::State,
    /// The unsaved forms.
    pub drafts: drafts::State,
    /// A schedule file in.
    pub import: import::State,
    /// Items are worked through: finishing one brings the next.
    pub working: bool,
    /// What is in hand while they are.
    pub hand: jobs::hand::Hand,
    /// The line is thin, as the operator said: nothing that is only for looks, no clock that ticks.
    pub thin: bool,
    /// Where the line dropped, while its form is on its way.
    pub resuming: Option<Box<Place>>,
    /// The item whose step asks for something right now: in hand until that is answered.
    pub stepping: Option<JobNo>,
    /// A key is held down: what only follows the cursor waits until it is released.
    pub held: bool,
    /// The dialog that was sent and is not answered yet: it is there again if the desk refuses.
    pub sent: Option<Box<Dialog>>,
    /// What look-ups find in.
    pub shelves: super::lookup::Shelves,
    /// Commands typed before.
    pub history: Vec<String>,
    /// The operator's settings.
    pub preferences: BTreeMap<String, String>,
    /// The keymap was chosen on the command line: the operator's setting does not outweigh it.
    pub keymap_fixed: bool,
}

impl Model {
    /// A model at the queue, with nothing loaded.
    pub fn new(desk: Desk, look: Look, keyboard: Keyboard) -> Self {
        Self {
            desk,
            look,
            keyboard,
            screen: Screen::Queue,
            behind: Vec::new(),
            popups: Vec::new(),
            notice: None,
            awaiting: None,
            search: search::State::default(),
            form: None,
            queue: jobs::State::default(),
            jobs: jobs::State::default(),
            job: None,
            voyage: voyage::State::default(),
            handover: handover::State::default(),
            drafts: drafts::State::default(),
            import: import::State::default(),
            working: false,
            hand: jobs::hand::Hand::default(),
            thin: false,
            resuming: None,
            stepping: None,
            held: false,
            sent: None,
            shelves: super::lookup::Shelves::default(),
            history: Vec::new(),
            preferences: BTreeMap::new(),
            keymap_fixed: false,
        }
    }

    /// Where keys go now.
    pub fn place(&self) -> Context {
        self.popups
            .last()
            .map_or_else(|| self.screen_place(), Popup::context)
    }

    /// Where keys go on the screen, pop-ups apart.
    pub fn screen_place(&self) -> Context {
        match self.screen {
            Screen::Search if self.search.by_keys => Context::SearchKeys,
            Screen::Search => Context::Search,
            Screen::Form if self.form.as_ref().is_none_or(|form| form.by_keys) => Context::FormKeys,
            Screen::Form => Context::Form,
            Screen::Queue => Context::Queue,
            Screen::Jobs => Context::Jobs,
            Screen::Job => Context::Job,
            Screen::Voyage => Context::Voyage,
            Screen::Handover => Context::Handover,
            Screen::Drafts => Context::Drafts,
            Screen::Import if self.import.stage == import::Stage::Choose => Context::Import,
            Screen::Import => Context::ImportKeys,
        }
    }

    /// What surrounds the form.
    pub fn around(&self) -> Around<'_> {
        Around {
            reference: &self.desk.reference,
            now: self.desk.now,
            zone: self.desk.zone,
        }
    }

    /// Goes to a screen; back comes here again.
    pub fn go(&mut self, screen: Screen) {
        if self.screen != screen {
            self.behind.retain(|behind| *behind != screen);
            self.behind.push(self.screen);
            self.screen = screen;
        }
        self.popups.clear();
    }

    /// Goes back a screen; the queue lies behind all.
    pub fn go_back(&mut self) {
        self.screen = self.behind.pop().unwrap_or(Screen::Queue);
        if self.screen == Screen::Form && self.form.is_none()
            || self.screen == Screen::Job && self.job.is_none()
        {
            self.screen = self.behind.pop().unwrap_or(Screen::Queue);
        }
    }

    /// Says something to the operator.
    pub fn say(&mut self, part: Part, text: &Text) {
        self.notice = Some(Notice {
            text: self.look.render(text),
            part,
        });
    }

    /// Rows that a screen has between the header and the notice.
    pub fn body_rows(&self) -> usize {
        usize::from(self.look.height.saturating_sub(4))
    }
}
