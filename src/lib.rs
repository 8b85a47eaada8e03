//! A booking desk for ocean-export customer service.
//!
//! One binary, three parts: a daemon that owns the store, a terminal interface, and the same
//! commands without a screen. A key's way through the desk:
//!
//! ```text
//! key → Action → update(Model) → Effect → Request → session thread → writer thread
//!     → decide(state, command) → events → journal + sync → view, index, Reply to one, Push to all
//!     → update(Model) → view(Model) → one write to the terminal
//! ```
//!
//! Layers; an import only ever points left (`tests/architecture` reads what is named):
//!
//! ```text
//! domain ← reference ← rules, schedule ← protocol, store ← daemon, client ← cli, tui ← main
//! ```
//!
//! with [`search`], [`i18n`], [`keymap`] and [`config`] leaning on [`domain`] alone, [`json`] on
//! [`domain`] and [`mod@reference`], and [`names`] on both and [`search`], for whoever needs them.
//!
//! | layer | what it holds |
//! | --- | --- |
//! | [`domain`] | what the trade talks about, and the pure `decide` and `apply` |
//! | [`mod@reference`] | tables: ports, carriers, equipment, working days, words |
//! | [`rules`] | the procedure's clauses as pure functions |
//! | [`schedule`] | schedule files in, rows out, each accounted for |
//! | [`search`] | fuzzy search over distinct values; knows nothing of sailings |
//! | [`names`] | what ports, carriers and ships are called, and lists of names to pick from |
//! | [`json`] | the command contract's shapes |
//! | [`protocol`] | what daemon and client say to each other |
//! | [`store`] | the journal that is the truth, and sled as its view |
//! | [`daemon`] | the only process that opens the store |
//! | [`client`] | the socket seen from the other side |
//! | [`cli`] | the command line: a file a family of verbs |
//! | [`tui`] | the screens: a folder each |
//! | [`keymap`] | key sequences to named actions, by context |
//! | [`i18n`] | sentences in English and Chinese, by their keys |
//! | [`config`] | a desk's settings, and where it lives |
//!
//! Invariants: what was acknowledged survives; nobody overwrites another unknowingly; a vessel and
//! voyage come from the schedule or are TEMP; a blocked consignment is never booked; every key is in
//! a keymap file; nothing from outside crashes the daemon; what the screen can do, a command can do.

pub mod cli;
pub mod client;
pub mod config;
pub mod daemon;
pub mod domain;
pub mod i18n;
pub mod json;
pub mod keymap;
pub mod names;
pub mod protocol;
pub mod reference;
pub mod rules;
pub mod schedule;
pub mod search;
pub mod store;
pub mod tui;
