//! What a terminal can do, from its name: a small table, never a question sent down the line.

use std::fmt;

/// How many colours can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colours {
    /// None, or none wanted (`NO_COLOR`): a coloured background becomes reverse video.
    None,
    /// The eight of 1979.
    Eight,
    /// Eight and their bright twins.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits (`COLORTERM=truecolor`).
    True,
}

/// A program between us and the terminal that keeps a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux: needs OSC 52 wrapped.
    Tmux,
    /// GNU screen: the same, in another wrapping.
    Screen,
}

/// What the operator chose on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices {
    /// `--plain`: ASCII, no borders.
    pub plain: bool,
    /// `--low-bandwidth`: assume 9,600 bit/s, and never let a frame queue behind another.
    pub low_bandwidth: bool,
}

/// What the terminal at the other end can do, and what the operator asked for.
///
/// ```
/// use shipdesk::tui::terminal::{Capabilities, Choices, Colours};
///
/// let env = |name: &str| match name {
///     "TERM" => Some("xterm-256color".to_owned()),
///     "LANG" => Some("en_GB.UTF-8".to_owned()),
///     _ => None,
/// };
/// let capabilities = Capabilities::detect(env, Choices::default()).unwrap();
/// assert_eq!(capabilities.colours, Colours::Indexed);
/// assert!(capabilities.edit_lines && capabilities.utf8);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// The value of TERM.
    pub term: String,
    /// Colours it shows.
    pub colours: Colours,
    /// Cursor to a column: CHA, `CSI n G`.
    pub column_address: bool,
    /// Cursor to a row: VPA, `CSI n d`.
    pub row_address: bool,
    /// Erase characters in place: ECH, `CSI n X`.
    pub erase_chars: bool,
    /// Insert and delete characters: ICH and DCH, `CSI n @` and `CSI n P`.
    pub edit_chars: bool,
    /// Insert and delete lines: IL and DL, `CSI n L` and `CSI n M`.
    pub edit_lines: bool,
    /// Scrolling margins: DECSTBM, `CSI t ; b r`.
    pub margins: bool,
    /// An erased cell takes the background colour in force.
    pub back_colour_erase: bool,
    /// A screen of its own that is put away at the end: `CSI ? 1049 h`.
    pub alternate_screen: bool,
    /// The cursor can be hidden: `CSI ? 25 l`.
    pub hides_cursor: bool,
    /// Pasted text comes bracketed: `CSI ? 2004 h`.
    pub bracketed_paste: bool,
    /// Dim, italic and crossed-out text.
    pub fine_attributes: bool,
    /// Has glyphs for Chinese, as far as its name tells.
    pub chinese_glyphs: bool,
    /// The locale says UTF-8.
    pub utf8: bool,
    /// tmux or screen in between.
    pub multiplexer: Option<Multiplexer>,
    /// Reached over SSH: both ends of the connection, as `SSH_CONNECTION` has them.
    pub connection: Option<String>,
    /// ASCII only, no borders: chosen by the operator.
    pub plain: bool,
    /// A thin line: chosen by the operator.
    pub low_bandwidth: bool,
}

/// A terminal that the screens can't run on; its words say what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsuitable {
    /// The value of TERM, empty when it is not set.
    pub term: String,
}

impl fmt::Display for Unsuitable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.term.is_empty() {
            "TERM is not set".to_owned()
        } else {
            format!("TERM={} can't move its cursor", self.term)
        };
        write!(
            f,
            "{what}: the screens need a terminal such as xterm-256color, tmux or vt100. \
             Set TERM to what you sit at, or use the commands: shipdesk --help"
        )
    }
}

impl std::error::Error for Unsuitable {}

/// Why Chinese labels are not to be trusted here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// LANG, `LC_ALL` or `LC_CTYPE` names no UTF-8 locale.
    Locale,
    /// The terminal has no Chinese glyphs.
    Glyphs,
}

impl fmt::Display for Doubt {
    /// In English alone, for it is said where Chinese may not show; in one line of 80 columns.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Locale => {
                "No UTF-8 locale, Chinese may not show: labels in English. LANG=C.UTF-8, tmux -u"
            }
            Self::Glyphs => {
                "This terminal has no Chinese: labels are in English, data may show as ?"
            }
        })
    }
}

impl Capabilities {
    /// Reads TERM, COLORTERM, `NO_COLOR`, TMUX, STY, the locale and SSH's variables through
    /// `variable`.
    ///
    /// # Errors
    ///
    /// [`Unsuitable`] for a terminal that can't place its cursor (`dumb`, or no TERM at all).
    pub fn detect(
        variable: impl Fn(&str) -> Option<String>,
        choices: Choices,
    ) -> Result<Self, Unsuitable> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let mut found = Self::of_term(&term).ok_or(Unsuitable { term })?;
        if found.colours >= Colours::Sixteen
            && set("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit")
        {
            found.colours = Colours::True;
        }
        if set("NO_COLOR").is_some() {
            found.colours = Colours::None;
        }
        if set("TMUX").is_some() {
            found.multiplexer = Some(Multiplexer::Tmux);
        } else if set("STY").is_some() {
            found.multiplexer = Some(Multiplexer::Screen);
        }
        found.connection = set("SSH_CONNECTION");
        found.utf8 = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| set(name))
            .is_some_and(|locale| {
                let locale = locale.to_ascii_lowercase();
                locale.contains("utf-8") || locale.contains("utf8")
            });
        found.plain = choices.plain;
        found.low_bandwidth = choices.low_bandwidth;
        Ok(found)
    }

    /// The table. What it does not know is taken for an xterm of eight colours, which every
    /// emulator in use can play; a number of colours in the name is believed.
    fn of_term(term: &str) -> Option<Self> {
        let family = term.split(['-', '.', '+']).next().unwrap_or_default();
        let xterm = Self {
            term: term.to_owned(),
            colours: Colours::Eight,
            column_address: true,
            row_address: true,
            erase_chars: true,
            edit_chars: true,
            edit_lines: true,
            margins: true,
            back_colour_erase: true,
            alternate_screen: true,
            hides_cursor: true,
            bracketed_paste: true,
            fine_attributes: true,
            chinese_glyphs: true,
            utf8: false,
            multiplexer: None,
            connection: None,
            plain: false,
            low_bandwidth: false,
        };
        let mut found = match family {
            "" | "dumb" | "unknown" | "network" | "emacs" => return None,
            "screen" => Self {
                // Its terminfo denies both, and old ones really lack them.
                back_colour_erase: false,
                erase_chars: false,
                multiplexer: Some(Multiplexer::Screen),
                ..xterm
            },
            "tmux" => Self {
                multiplexer: Some(Multiplexer::Tmux),
                ..xterm
            },
            "linux" => Self {
                alternate_screen: false,
                bracketed_paste: false,
                fine_attributes: false,
                chinese_glyphs: false,
                ..xterm
            },
            "rxvt" => Self {
                colours: Colours::Sixteen,
                fine_attributes: false,
                ..xterm
            },
            "vt100" | "vt102" => Self {
                colours: Colours::None,
                column_address: false,
                row_address: false,
                erase_chars: false,
                edit_chars: family == "vt102",
                edit_lines: family == "vt102",
                back_colour_erase: false,
                alternate_screen: false,
                hides_cursor: false,
                bracketed_paste: false,
                fine_attributes: false,
                chinese_glyphs: false,
                ..xterm
            },
            "vt220" | "vt320" | "vt420" => Self {
                colours: Colours::None,
                column_address: false,
                row_address: false,
                back_colour_erase: false,
                alternate_screen: false,
                bracketed_paste: false,
                fine_attributes: false,
                chinese_glyphs: false,
                ..xterm
            },
            _ => xterm,
        };
        if term.contains("256color") || ["alacritty", "foot", "kitty", "ghostty"].contains(&family)
        {
            found.colours = Colours::Indexed;
        } else if term.contains("direct") {
            found.colours = Colours::True;
        } else if term.contains("16color") {
            found.colours = Colours::Sixteen;
        } else if term.ends_with("-mono") || term.ends_with("-m") {
            found.colours = Colours::None;
        }
        Some(found)
    }

    /// What stands against Chinese labels, if anything; the labels are English then.
    pub fn doubt(&self) -> Option<Doubt> {
        if !self.chinese_glyphs {
            Some(Doubt::Glyphs)
        } else if !self.utf8 {
            Some(Doubt::Locale)
        } else {
            None
        }
    }

    /// Whether only ASCII can leave: a terminal without Chinese glyphs in a locale that is not
    /// UTF-8. Everything else gets its UTF-8, whatever LANG says; the data is worth the try.
    pub fn ascii_only(&self) -> bool {
        !self.utf8 && !self.chinese_glyphs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Capabilities, Unsuitable> {
        Capabilities::detect(
            |name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            },
            Choices::default(),
        )
    }

    #[test]
    fn a_real_vt100_has_no_line_editing_no_columns_and_no_colour() {
        let vt100 = with(&[("TERM", "vt100")]).unwrap();
        assert!(!vt100.edit_lines && !vt100.erase_chars && !vt100.column_address);
        assert!(vt100.margins);
        assert_eq!(vt100.colours, Colours::None);
        assert_eq!(vt100.doubt(), Some(Doubt::Glyphs));
    }

    #[test]
    fn a_terminal_without_a_cursor_is_refused_in_words() {
        for term in ["dumb", ""] {
            let refused = with(&[("TERM", term)]).unwrap_err().to_string();
            assert!(refused.contains("TERM") && refused.contains("shipdesk --help"));
        }
        assert!(with(&[]).is_err());
    }

    #[test]
    fn colours_follow_the_name_colorterm_and_no_color() {
        let colours = |pairs: &[(&str, &str)]| with(pairs).unwrap().colours;
        assert_eq!(colours(&[("TERM", "xterm")]), Colours::Eight);
        assert_eq!(
            colours(&[("TERM", "screen.xterm-256color")]),
            Colours::Indexed
        );
        assert_eq!(
            colours(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]),
            Colours::True
        );
        assert_eq!(
            colours(&[
                ("TERM", "xterm-256color"),
                ("COLORTERM", "truecolor"),
                ("NO_COLOR", "1")
            ]),
            Colours::None
        );
        assert_eq!(
            colours(&[("TERM", "xterm-256color"), ("NO_COLOR", "")]),
            Colours::Indexed
        );
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let doubt = |pairs: &[(&str, &str)]| with(pairs).unwrap().doubt();
        assert_eq!(doubt(&[("TERM", "xterm"), ("LANG", "zh_CN.utf8")]), None);
        assert_eq!(
            doubt(&[("TERM", "xterm"), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]),
            Some(Doubt::Locale)
        );
        assert_eq!(doubt(&[("TERM", "xterm")]), Some(Doubt::Locale));
    }

    #[test]
    fn tmux_is_known_by_its_variable_or_its_name() {
        let tmux = |pairs: &[(&str, &str)]| with(pairs).unwrap().multiplexer;
        assert_eq!(tmux(&[("TERM", "tmux-256color")]), Some(Multiplexer::Tmux));
        assert_eq!(
            tmux(&[("TERM", "screen-256color"), ("TMUX", "/tmp/x,1,0")]),
            Some(Multiplexer::Tmux)
        );
        assert_eq!(tmux(&[("TERM", "screen")]), Some(Multiplexer::Screen));
        assert_eq!(tmux(&[("TERM", "xterm")]), None);
    }
}
