//! Schedule files as carriers, agents and colleagues send them.

mod support;
mod text_files;
