//! The keymaps that come with the desk.

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
