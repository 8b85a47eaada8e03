//! How what went wrong is printed, on standard error.

use serde_json::{Value, json};

use super::out::{Out, clean, json_text};
use super::text;
use crate::client::tell;
use crate::protocol::{Failure, FailureKind};
use crate::reference::Reference;

/// Prints what went wrong, where, and what to do, on standard error.
pub fn print(out: &Out, failure: &Failure) {
    if out.is_json() {
        tell(&format!("{}\n", json_text(&document(out, failure))));
        return;
    }
    let mut text = format!("shipdesk: {}\n", out.say(&failure.message));
    for finding in &failure.findings {
        text.push_str(&text::finding_line(out, finding));
    }
    if let Some(stale) = &failure.stale {
        for change in &stale.changes {
            text.push_str(&text::change_line(change));
        }
    }
    if let Some(hint) = &failure.hint {
        text.push_str(&format!("  {}\n", out.say(hint)));
    }
    tell(&clean(&text));
}

fn document(out: &Out, failure: &Failure) -> Value {
    let mut document = json!({"error": {
        "kind": failure.kind.as_str(),
        "message": out.say(&failure.message),
        "hint": failure.hint.as_ref().map(|hint| out.say(hint)),
    }});
    if let Some(stale) = &failure.stale {
        document["error"]["by"] = json!(stale.by.as_str());
        document["error"]["at"] = json!(crate::json::moment_text(&stale.at));
        document["error"]["version"] = json!(stale.version);
        document["error"]["changes"] = stale.changes.iter().map(crate::json::change).collect();
    }
    if failure.kind == FailureKind::Blocked {
        document["findings"] = out.shaped(Reference::built_in(), |output| {
            output.findings(&failure.findings)
        });
        document["error"]["findings"] = document["findings"].clone();
    }
    document
}
