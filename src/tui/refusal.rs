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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, has};
    use crate::keymap::{BUNDLED, bundled};

    /// Each names a refusal that there is, and a key that every keymap has on the job's screen.
    #[test]
    fn every_answer_is_to_a_refusal_and_has_a_key_and_its_words() {
        for (name, action) in ANSWERS {
            for lang in Lang::ALL {
                let hint = has(lang, &format!("error.{name}-hint"));
                assert!(hint, "{name} in {}", lang.as_str());
                let help = has(lang, &format!("action.{action}.help"));
                assert!(help, "{action} in {}", lang.as_str());
            }
            for (keymap, _) in BUNDLED {
                let keymap = bundled(keymap).expect("a bundled keymap");
                let keys = keymap.keys_of(Context::Job, *action);
                assert!(!keys.is_empty(), "{action} in {}", keymap.name);
            }
        }
    }
}
