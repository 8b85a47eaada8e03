//! Amendments in words (3.4d): what changes beside what was, and what came with it.

use crate::domain::job::{Amendment, AmendmentCharge, AmendmentState, FieldChange};
use crate::domain::{ChargeCode, JobView, MoneyText, Text, TextArg};

use super::answers::field_name;
use super::changed;
use super::draw::pad;
use super::look::Look;
use super::popup::{Dialog, Then};
use super::words;

/// What an amendment needs to come into force: the customer's written confirmation and by whom, the
/// charges or that there are none.
#[derive(Debug, Clone, Default)]
pub struct Papers {
    /// The reference of the written confirmation.
    pub confirmation: Option<String>,
    /// The customer's person.
    pub confirmed_by: Option<String>,
    /// The charges; none: not said; empty: none.
    pub charges: Option<Vec<AmendmentCharge>>,
}

impl Papers {
    /// A dialog that asks for them, with what is known already.
    pub fn ask(&self, look: &Look, title: String, then: Then, about: Vec<String>) -> Dialog {
        let charges = self.charges.as_deref().map(charges_text);
        Dialog::new(title, then)
            .about(about)
            .entry(
                look.say("tui.dialog.confirmation"),
                self.confirmation.as_deref().unwrap_or_default(),
                look.say("tui.dialog.confirmation-hint"),
            )
            .entry(
                look.say("tui.dialog.by"),
                self.confirmed_by.as_deref().unwrap_or_default(),
                look.say("tui.dialog.by-hint"),
            )
            .entry(
                look.say("tui.dialog.charges"),
                charges.as_deref().unwrap_or_default(),
                look.say("tui.dialog.charges-hint"),
            )
    }

    /// What such a dialog was given.
    ///
    /// # Errors
    /// The key of what is missing or cannot be read.
    pub fn of(dialog: &Dialog) -> Result<Self, &'static str> {
        let papers = Self {
            confirmation: dialog.typed(0),
            confirmed_by: dialog.typed(1),
            charges: charges_of(dialog.typed(2).as_deref())?,
        };
        let agreed = papers.charges.as_ref().is_none_or(Vec::is_empty);
        if !agreed && papers.confirmed_by.is_none() {
            return Err("tui.read.by");
        }
        Ok(papers)
    }
}

/// Charges as a dialog takes them: `TLX 100 CNY+DOC 50 CNY`, `0` or `none` for none; blank: not said.
fn charges_of(text: Option<&str>) -> Result<Option<Vec<AmendmentCharge>>, &'static str> {
    const WRONG: &str = "tui.read.charges";
    let Some(text) = text else {
        return Ok(None);
    };
    if matches!(text.to_lowercase().as_str(), "0" | "none" | "no" | "无") {
        return Ok(Some(Vec::new()));
    }
    text.split(['+', ';'])
        .map(|part| {
            let (code, money) = part.trim().split_once(char::is_whitespace).ok_or(WRONG)?;
            let money: MoneyText = money.trim().parse().map_err(|_| WRONG)?;
            Ok(AmendmentCharge {
                code: ChargeCode::new(code.to_uppercase()),
                amount: money.amount,
                currency: money.currency.ok_or(WRONG)?,
            })
        })
        .collect::<Result<Vec<_>, &'static str>>()
        .map(Some)
}

fn charges_text(charges: &[AmendmentCharge]) -> String {
    if charges.is_empty() {
        return "0".to_owned();
    }
    charges
        .iter()
        .map(|charge| format!("{} {} {}", charge.code, charge.amount, charge.currency))
        .collect::<Vec<_>>()
        .join("+")
}

/// What has just become of a job's amendment, where that was the last that happened on it: in force
/// and who was told, rejected, or what it still waits for.
pub fn outcome(look: &Look, view: &JobView) -> Option<Text> {
    let last = view
        .timeline
        .iter()
        .rev()
        .find(|entry| !matches!(entry.event.as_str(), "answers-void" | "questions-void"))?;
    let (_, no) = last.details.iter().find(|(name, _)| name == "amendment")?;
    let no: u32 = no.parse().ok()?;
    let amendment = view.job.amendments.iter().find(|known| known.no == no)?;
    let said = |key: &'static str| Text::of(key).with("no", no).with("job", &view.job.job_no);
    Some(match amendment.state {
        AmendmentState::Accepted => {
            said("tui.said.amended").with_arg("told", TextArg::Plain(departments(look, amendment)))
        }
        AmendmentState::Rejected => said("tui.said.amendment-rejected"),
        AmendmentState::Pending if !amendment.is_complete() => said("tui.said.amendment-papers"),
        AmendmentState::Pending => said("tui.said.amendment-review").with("clerk", &view.job.clerk),
    })
}

fn departments(look: &Look, amendment: &Amendment) -> String {
    let told: Vec<String> = amendment
        .notified
        .iter()
        .map(|department| words::word(look, "department", *department))
        .collect();
    if told.is_empty() {
        look.say("tui.amend.told-nobody")
    } else {
        told.join(", ")
    }
}

/// What an amendment changes, in one line.
pub fn in_short(look: &Look, changes: &[FieldChange]) -> String {
    let arrow = if look.plain { ">" } else { "→" };
    changes
        .iter()
        .map(|change| {
            format!(
                "{}: {} {arrow} {}",
                field_name(look, change.field.as_str()),
                changed::value(look, change.field.as_str(), change.from.as_deref()),
                changed::value(look, change.field.as_str(), change.to.as_deref())
            )
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// What changes, a line each: the field, what was, what becomes.
pub fn changes(look: &Look, changes: &[FieldChange]) -> Vec<String> {
    let room = usize::from(look.width).saturating_sub(LABEL + 5) / 2;
    let arrow = if look.plain { ">" } else { "→" };
    let row = |label: &str, was: &str, becomes: &str| {
        format!("{} {} {arrow} {becomes}", pad(label, LABEL), pad(was, room))
            .trim_end()
            .to_owned()
    };
    let mut lines = vec![row(
        "",
        &look.say("tui.amend.was"),
        &look.say("tui.amend.becomes"),
    )];
    lines.extend(changes.iter().map(|change| {
        row(
            &field_name(look, change.field.as_str()),
            &changed::value(look, change.field.as_str(), change.from.as_deref()),
            &changed::value(look, change.field.as_str(), change.to.as_deref()),
        )
    }));
    lines
}

/// Columns of the fields' names.
const LABEL: usize = 16;

/// An amendment in one line: its number and state, who confirmed it, its charges, who was told.
pub fn headline(look: &Look, amendment: &Amendment) -> String {
    let state = words::word(look, "amendment", amendment.state);
    let confirmed = match (&amendment.confirmation, &amendment.confirmed_by) {
        (None, _) => look.say("tui.amend.unconfirmed"),
        (Some(reference), by) => {
            format!("{reference} {}", by.clone().unwrap_or_default())
        }
    };
    let charges = match &amendment.charges {
        None => look.say("tui.amend.charges-open"),
        Some(none) if none.is_empty() => look.say("tui.amend.no-charges"),
        Some(charges) => charges_text(charges),
    };
    let head = look.render(
        &Text::of("tui.amend.head")
            .with("no", amendment.no)
            .with("by", &amendment.requested_by),
    );
    let told = if amendment.notified.is_empty() {
        String::new()
    } else {
        let told = departments(look, amendment);
        format!("{} {told}", look.say("tui.amend.told"))
    };
    [head, state, confirmed.trim_end().to_owned(), charges, told]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
