//! Looks: what a role on the screen is drawn with. State is told by word and marker first; colour
//! only repeats it.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::Text;
use crate::domain::{Finding, Severity};
use crate::i18n::{Lang, render, say};

/// A set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// No colours.
    Mono,
    /// No colours, and bold for nothing but what keeps a job from being booked: for thin lines.
    Thin,
}

impl Theme {
    /// Those that one key goes through, in its order; a thin line's is chosen by `--low-bandwidth`.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
            Self::Thin => "thin",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .chain([Self::Thin])
            .find(|theme| theme.name() == name)
    }
}

/// What something on the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading,
    /// What matters less: labels, columns' names.
    Dim,
    /// A value proposed, not taken.
    Ghost,
    /// What keeps a job from being booked, or is overdue.
    Block,
    /// A warning, or near.
    Warn,
    /// A hint.
    Hint,
    /// Done, well.
    Good,
    /// What a search matched.
    Match,
    /// A key.
    Key,
}

impl Part {
    /// What a severity is drawn as.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Block => Self::Block,
            Severity::Warn => Self::Warn,
            Severity::Hint => Self::Hint,
        }
    }
}

/// How an operator wants the desk to look, and how much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// ASCII only, no borders.
    pub plain: bool,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// From so many columns, a list and its detail stand side by side.
const WIDE: u16 = 120;

impl Look {
    /// The style of a part.
    pub fn style(&self, part: Part) -> Style {
        let plain = Style::new();
        if self.theme == Theme::Thin {
            return match part {
                Part::Block => plain.add_modifier(Modifier::BOLD),
                Part::Ghost => plain.add_modifier(Modifier::DIM),
                _ => plain,
            };
        }
        let mono = match part {
            Part::Heading | Part::Block | Part::Key => plain.add_modifier(Modifier::BOLD),
            Part::Dim | Part::Hint | Part::Good | Part::Warn => plain,
            Part::Ghost => plain.add_modifier(Modifier::DIM),
            Part::Match => plain.add_modifier(Modifier::UNDERLINED),
        };
        let colour = match (self.theme, part) {
            (Theme::Mono | Theme::Thin, _) | (_, Part::Heading | Part::Key | Part::Match) => {
                return mono;
            }
            (_, Part::Block) => Color::Red,
            (Theme::Dark, Part::Warn) => Color::Yellow,
            (Theme::Light, Part::Warn) => Color::Magenta,
            (Theme::Dark, Part::Hint) => Color::Cyan,
            (Theme::Light, Part::Hint) => Color::Blue,
            (_, Part::Good) => Color::Green,
            (Theme::Dark, Part::Dim | Part::Ghost) => Color::DarkGray,
            (Theme::Light, Part::Dim | Part::Ghost) => Color::Gray,
        };
        match part {
            Part::Dim => plain,
            Part::Ghost => plain.add_modifier(Modifier::DIM),
            _ => plain.fg(colour),
        }
    }

    /// The part that a severity is drawn as.
    pub fn severity(&self, severity: Severity) -> Style {
        self.style(Part::of(severity))
    }

    /// A sentence.
    pub fn say(&self, key: &str) -> String {
        say(self.lang, key)
    }

    /// A message.
    pub fn render(&self, text: &Text) -> String {
        render(self.lang, text)
    }

    /// Whether a list and its detail stand side by side.
    pub fn is_wide(&self) -> bool {
        self.width >= WIDE
    }

    /// The line between two columns.
    pub fn bar(&self) -> &'static str {
        if self.plain { "|" } else { "│" }
    }

    /// What stands for cut text.
    pub fn ellipsis(&self) -> &'static str {
        if self.plain { "~" } else { "…" }
    }
}

/// The sign of a finding: a block that is only still to be filled in is told from one that is wrong.
pub fn sign_of(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Block if finding.is_question() => "*",
        severity => marker(severity),
    }
}

/// The sign of a severity.
pub fn marker(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "!",
        Severity::Warn => "~",
        Severity::Hint => ".",
    }
}
