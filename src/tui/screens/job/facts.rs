//! What a job is, fact by fact: as its own screen and the detail beside a list show it.

use crate::domain::consignment::SailingChoice;
use crate::domain::{Job, JobView, Text};
use crate::i18n;
use crate::tui::changed;
use crate::tui::look::Look;
use crate::tui::model::Model;
use crate::tui::words;

/// A label and what stands behind it.
#[derive(Debug, Clone)]
pub struct Fact {
    /// How soon it is left out of a small screen's head: the lowest last.
    pub worth: u8,
    /// The label.
    pub label: String,
    /// The text.
    pub text: String,
}

/// The sailing of a job as the schedule, the booking or the form has it.
pub fn sailing_text(view: &JobView) -> String {
    if let Some(sailing) = &view.sailing {
        return format!(
            "{} {} {}",
            sailing.vessel,
            sailing.voyage,
            sailing.etd.format("%m-%d")
        );
    }
    match &view.job.consignment.sailing {
        Some(SailingChoice::Temp) => "TEMP".to_owned(),
        Some(SailingChoice::Chosen(chosen)) => format!(
            "{} {}",
            chosen.vessel.clone().unwrap_or_default(),
            words::given(chosen.voyage.as_ref())
        ),
        None => String::new(),
    }
}

/// What a date of the sailing was before it moved under the job: ` (was 12-03 12:00)`.
fn was(look: &Look, job: &Job, what: &str) -> String {
    changed::before(&job.moved, what).map_or_else(String::new, |was| {
        look.render(&Text::of("tui.job.was").with("was", was))
    })
}

/// From where to where: the ports, the terminal where it is named, and the place of delivery beyond the
/// port with how it is reached.
fn route(model: &Model, view: &JobView) -> String {
    let form = &view.job.consignment;
    let (pod, delivery) = (
        words::given(form.pod.as_ref()),
        words::given(form.delivery.as_ref()),
    );
    if form.pol.is_none() && pod.is_empty() {
        return String::new();
    }
    let terminal = form
        .pod_terminal
        .clone()
        .or_else(|| view.sailing.as_ref()?.pod_terminal.clone());
    let mut text = format!("{} → {pod}", words::given(form.pol.as_ref()));
    if let Some(more) = terminal {
        text = format!("{text} {more}");
    }
    if !delivery.is_empty() && delivery != pod {
        text = format!("{text} → {delivery}");
    }
    if let Some(routing) = form.us_routing {
        text = format!("{text} {}", words::word(&model.look, "us-routing", routing));
    }
    text
}

/// What a job is, as labels and texts; what is not given is left out.
pub fn summary(model: &Model, view: &JobView) -> Vec<Fact> {
    let look = &model.look;
    let job = &view.job;
    let form = &job.consignment;
    let goods = form
        .cargo
        .first()
        .and_then(|line| {
            if look.lang == i18n::Lang::Zh {
                line.name_zh.clone()
            } else {
                line.name_en.clone()
            }
        })
        .unwrap_or_default();
    let stamp =
        |what: &dyn ToString, at| format!("{} {}", what.to_string(), words::moment_text(at));
    let mut facts = vec![
        (
            0,
            "principal",
            form.principal.name.clone().unwrap_or_default(),
        ),
        (4, "goods", goods),
        (3, "equipment", form.equipment_text()),
        (
            1,
            "sailing",
            format!("{}{}", sailing_text(view), was(look, job, "etd")),
        ),
        (3, "ports", route(model, view)),
        (4, "clerk", job.clerk.to_string()),
    ];
    if let Some(booking) = &job.booking {
        facts.push((4, "so", stamp(&booking.so_no, booking.booked_at)));
        let number = booking.booking_no.clone();
        facts.push((4, "booking", number.unwrap_or_default()));
        if let Some(told) = &booking.customer_told {
            facts.push((4, "told", stamp(&told.by, told.at)));
        }
    }
    if let Some(status) = job.status {
        facts.push((4, "status", words::word(look, "status", status)));
    }
    if let Some(due) = view.status_due {
        facts.push((4, "status-due", due.to_string()));
    }
    facts
        .into_iter()
        .filter(|(.., text)| !text.is_empty())
        .map(|(worth, name, text)| Fact {
            worth,
            label: look.say(&format!("tui.column.{name}")),
            text,
        })
        .chain(cut_offs(model, view))
        .collect()
}

/// The cut-offs, each with the time left.
fn cut_offs(model: &Model, view: &JobView) -> Vec<Fact> {
    let (look, now) = (&model.look, model.desk.now);
    let Some(sailing) = &view.sailing else {
        return Vec::new();
    };
    let cut_offs = crate::rules::cut_offs(&view.job, sailing);
    let next = cut_offs.next(now).map(|(kind, _)| kind);
    cut_offs
        .given()
        .map(|(kind, cut_off)| {
            let until = cut_off.passes_at();
            let (mark, _) = words::urgency_mark(words::urgency(now, until));
            let left = words::time_left(look, now, until);
            Fact {
                worth: if next == Some(kind) { 2 } else { 4 },
                label: words::word(look, "cut-off", kind),
                text: format!(
                    "{mark}{} {left}{}",
                    words::cut_off_text(cut_off),
                    was(look, &view.job, kind.as_str())
                ),
            }
        })
        .collect()
}
