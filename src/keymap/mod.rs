//! Keys to named actions, from TOML files; help derived from them.
