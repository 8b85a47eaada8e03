//! What to do about a refusal, as a screen says it: by the key that does it. The desk's hints name
//! commands, which are for whoever typed one.

use crate::domain::Text;
use crate::keymap::{Action, Context};

use super::model::Model;

/// Hints that a key answers, by the ends of their names.
const ANSWERS: &[(&str, Action)] = &[
    ("already-booked", Action::JobAmend),
    ("amend-unbooked", Action::JobEdit),
    ("amendment-incomplete", Action::JobReview),
    ("amends-carrier", Action::JobCopy),
    ("booked-edit", Action::JobAmend),
    ("cancel-sailed", Action::JobStatus),
    ("held", Action::GoHandover),
    ("job-over", Action::JobCopy),
    ("no-booking", Action::JobStatus),
    ("no-such-amendment", Action::JobReview),
    ("no-such-draft", Action::GoDrafts),
    ("not-booked", Action::JobBook),
    ("not-confirmed", Action::JobConfirm),
    ("not-held", Action::JobHold),
    ("not-sailed", Action::GoVoyage),
    ("ops-status", Action::JobStatus),
    ("other-service", Action::JobAmend),
    ("overtaken", Action::JobReview),
    ("queue-empty", Action::GoJobs),
    ("sailed", Action::JobStatus),
];

/// A hint for the screen; none where it is about the command line alone.
pub fn hint(model: &Model, hint: &Text) -> Option<String> {
    let name = hint.key.rsplit('.').next().unwrap_or(&hint.key);
    let name = name.strip_suffix("-hint").unwrap_or(name);
    if let Some((_, action)) = ANSWERS.iter().find(|(of, _)| *of == name) {
        let key = model.keyboard.key_text(Context::Job, *action)?;
        let help = model.look.say(&format!("action.{action}.help"));
        return Some(format!("{key}: {help}"));
    }
    let text = model.look.render(hint);
    (!text.contains("shipdesk ") && !text.contains("--")).then_some(text)
}
