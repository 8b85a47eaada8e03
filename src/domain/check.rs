//! What `doctor` looked at.

use serde::{Deserialize, Serialize};

use super::Text;

/// Something that was looked at, how it is, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was looked at.
    pub name: String,
    /// It is as it should be.
    pub ok: bool,
    /// What was found.
    pub detail: Text,
    /// How to mend it.
    pub hint: Option<Text>,
}

impl Check {
    /// All is well there.
    pub fn well(name: &str, detail: Text) -> Self {
        Self {
            name: name.to_owned(),
            ok: true,
            detail,
            hint: None,
        }
    }

    /// Something is to be mended there.
    pub fn ill(name: &str, detail: Text, hint: Text) -> Self {
        Self {
            name: name.to_owned(),
            ok: false,
            detail,
            hint: Some(hint),
        }
    }
}
