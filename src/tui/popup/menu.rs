//! A short list of choices.

use super::Then;
use crate::tui::widgets::list::ListState;

/// A choice of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// What it does.
    pub then: Then,
}

/// A short list of choices; digits take them at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Menu {
    /// What is chosen.
    pub title: String,
    /// What it is about, line by line.
    pub about: Vec<String>,
    /// The first of those lines shown.
    pub about_top: usize,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Where it stands.
    pub list: ListState,
    /// What was typed to find a choice.
    pub typed: String,
}

impl Menu {
    /// A menu at its first choice.
    pub fn new(title: String, choices: Vec<(String, Then)>) -> Self {
        Self {
            title,
            about: Vec::new(),
            about_top: 0,
            choices: choices
                .into_iter()
                .map(|(label, then)| Choice { label, then })
                .collect(),
            list: ListState::default(),
            typed: String::new(),
        }
    }

    /// With lines about it.
    #[must_use]
    pub fn about(mut self, lines: Vec<String>) -> Self {
        self.about = lines;
        self
    }

    /// Whether there are more choices than digits: then what is typed finds one, and Enter takes it.
    pub fn is_long(&self) -> bool {
        self.choices.len() > 9
    }

    /// Types a letter in a long menu: the cursor comes to the choice that begins with what is typed,
    /// else with that letter alone.
    pub fn find(&mut self, letter: char) {
        let begins = |typed: &str| {
            let mut choices = self.choices.iter();
            choices.position(|choice| choice.label.to_lowercase().starts_with(typed))
        };
        let mut typed = format!("{}{}", self.typed, letter.to_lowercase());
        let found = begins(&typed).or_else(|| {
            typed = letter.to_lowercase().to_string();
            begins(&typed)
        });
        if let Some(found) = found {
            self.typed = typed;
            self.list.cursor = found;
        }
    }
}
