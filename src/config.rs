//! One TOML file: its defaults, its reload.
