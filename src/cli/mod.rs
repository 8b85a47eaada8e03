//! The commands: one file a verb.

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command line and says how it went.
pub fn run(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
