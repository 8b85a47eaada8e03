//! What of the operator's line can be seen from the box, and the two lines that help it most.

use super::out::Out;
use crate::protocol::CheckLine;

/// Checks of the line; none of them is a fault of the desk.
pub fn seen_from_here(out: &Out) -> Vec<CheckLine> {
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut lines = Vec::new();
    let mut note = |name: &str, detail: String| {
        lines.push(CheckLine {
            name: name.to_owned(),
            ok: true,
            detail,
            hint: None,
        });
    };
    if env("SSH_CONNECTION").is_some() {
        note("line", out.word("cli.line-ssh"));
        note("line-client", "ObscureKeystrokeTiming no".to_owned());
        note("line-client", "Compression yes".to_owned());
    } else {
        note("line", out.word("cli.line-local"));
    }
    if let Some(refuses) = sshd_refuses_compression() {
        note("sshd", refuses);
    }
    if env("TMUX").is_some() {
        note("tmux", out.word("cli.line-tmux"));
    }
    if env("MOSH_KEY").is_some() || env("MOSH_SERVER_PID").is_some() {
        note("mosh", out.word("cli.line-mosh"));
    }
    lines
}

/// The line of sshd's configuration that turns compression off.
fn sshd_refuses_compression() -> Option<String> {
    let text = std::fs::read_to_string("/etc/ssh/sshd_config").ok()?;
    text.lines()
        .map(str::trim)
        .find(|line| line.to_ascii_lowercase().starts_with("compression no"))
        .map(|line| format!("/etc/ssh/sshd_config: {line}"))
}
