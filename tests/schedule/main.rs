//! Schedule files as carriers, agents and colleagues send them.

mod corpus;
mod million;
mod properties;
mod support;
mod text_files;
mod workbooks;
