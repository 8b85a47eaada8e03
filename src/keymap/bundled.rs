//! The keymaps that come with the desk.

use std::sync::OnceLock;

use super::Keymap;
use super::load::load;

/// Name and text of each, the default first.
pub const BUNDLED: [(&str, &str); 4] = [
    ("default", include_str!("../../keymaps/default.toml")),
    ("vim", include_str!("../../keymaps/vim.toml")),
    ("emacs", include_str!("../../keymaps/emacs.toml")),
    (
        "greenscreen",
        include_str!("../../keymaps/greenscreen.toml"),
    ),
];

/// A bundled keymap by its name.
pub fn bundled(name: &str) -> Option<&'static Keymap> {
    static READ: [OnceLock<Keymap>; 4] = [const { OnceLock::new() }; 4];
    let at = BUNDLED.iter().position(|(bundled, _)| *bundled == name)?;
    Some(READ[at].get_or_init(|| load(BUNDLED[at].0, BUNDLED[at].1).0))
}
