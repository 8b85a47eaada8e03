//! What if it rolls: what another sailing changes for a job, before it is done. The cut-offs, the
//! trailer's time against them, the credit's latest shipment against the sailing, the findings.

use crate::domain::consignment::LoadingMode;
use crate::domain::{CutOffKind, Finding, Sailing, SailingId, Text, TextArg};
use crate::keymap::Action;
use crate::protocol::RollPreview;

use super::draw::{pad, wrapped};
use super::look::{Look, sign_of};
use super::model::Model;
use super::popup::{Menu, Popup, Then};
use super::words;

/// Columns of what a line is about.
const LABEL: usize = 14;

/// Shows what would change if jobs were rolled, and offers to do it.
pub fn show(model: &mut Model, to: Option<SailingId>, previews: &[RollPreview]) {
    let look = model.look;
    let lines = previews
        .iter()
        .flat_map(|preview| lines_of(model, preview))
        .collect();
    let jobs: Vec<_> = previews.iter().map(|preview| preview.job.clone()).collect();
    let title = look.render(&Text::of("tui.menu.roll").with("count", jobs.len()));
    // Only sailings of the same carrier between the same ports make a roll.
    let within = previews.first().map_or_else(String::new, |preview| {
        let to = &preview.to;
        format!("{} {} {}", to.carrier, to.pol, to.pod)
    });
    let choices = vec![
        (look.say("tui.menu.roll-yes"), Then::Roll(jobs.clone(), to)),
        (
            look.say("tui.menu.roll-elsewhere"),
            Then::RollElsewhere(jobs, within),
        ),
        (look.say("tui.menu.no"), Then::Run(Action::AppRedraw)),
    ];
    model
        .popups
        .push(Popup::Menu(Menu::new(title, choices).about(lines)));
}

fn lines_of(model: &Model, preview: &RollPreview) -> Vec<String> {
    let look = &model.look;
    let sailing = |sailing: &Sailing| {
        format!(
            "{} {} {}",
            sailing.vessel,
            sailing.voyage,
            sailing.etd.format("%m-%d")
        )
    };
    let from = preview
        .from
        .as_ref()
        .map_or_else(|| "TEMP".to_owned(), sailing);
    let mut lines = vec![format!(
        "{}  {from} → {}",
        preview.job,
        sailing(&preview.to)
    )];
    for (kind, cut_off) in preview.to.cut_offs.given() {
        let before = preview
            .from
            .as_ref()
            .and_then(|from| from.cut_offs.get(kind))
            .map_or_else(|| "-".to_owned(), words::cut_off_text);
        lines.push(format!(
            "  {} {} → {}  {}",
            pad(&words::word(look, "cut-off", kind), LABEL),
            pad(&before, 11),
            pad(&words::cut_off_text(cut_off), 11),
            words::time_left(look, model.desk.now, cut_off.passes_at())
        ));
    }
    lines.extend(loading(look, preview));
    lines.extend(credit(look, preview));
    let appear = preview.appear.iter();
    lines.extend(appear.flat_map(|new| finding(look, "+", new)));
    let vanish = preview.vanish.iter();
    lines.extend(vanish.flat_map(|gone| finding(look, "-", gone)));
    lines
}

/// A finding that would come or go; its further lines stand under its first.
fn finding(look: &Look, sign: &str, finding: &Finding) -> Vec<String> {
    let begins = format!("  {sign} {} ", sign_of(finding));
    let width = usize::from(look.width).saturating_sub(begins.len());
    wrapped(&look.render(&finding.message), width)
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let before = if at == 0 { begins.as_str() } else { "      " };
            format!("{before}{line}")
        })
        .collect()
}

/// When the trailer is at the factory, or the goods at the warehouse, and how long before the CY
/// closes that is, then and now.
fn loading(look: &Look, preview: &RollPreview) -> Option<String> {
    let mode = preview.loading_mode?;
    let label = pad(&words::word(look, "loading", mode), LABEL);
    let Some(at) = preview.loading_at else {
        // A shipper who loads names no time to us.
        return (mode != LoadingMode::ByShipper)
            .then(|| format!("  {label} {}", look.say("tui.roll.no-time")));
    };
    let gap = |sailing: &Sailing| {
        let closes = sailing.cut_offs.get(CutOffKind::Cy)?.passes_at();
        Some(if closes <= at {
            look.say("tui.roll.too-late")
        } else {
            let text = Text::of("tui.roll.before-cy");
            look.render(&text.with_arg("left", TextArg::Plain(words::time_left(look, at, closes))))
        })
    };
    let none = || "-".to_owned();
    let before = preview.from.as_ref().and_then(gap).unwrap_or_else(none);
    let after = gap(&preview.to).unwrap_or_else(none);
    let at = at.format("%m-%d %H:%M");
    Some(format!("  {label} {at}  {before} → {after}"))
}

/// The credit's latest shipment against the sailing's day.
fn credit(look: &Look, preview: &RollPreview) -> Option<String> {
    let label = pad(&look.say("tui.roll.credit"), LABEL);
    let Some(latest) = preview.latest_shipment else {
        return preview
            .letter_of_credit
            .then(|| format!("  {label} {}", look.say("tui.roll.no-latest")));
    };
    let spare = |sailing: &Sailing| {
        let days = (latest - sailing.etd).num_days();
        let key = if days < 0 {
            "tui.roll.days-late"
        } else {
            "tui.roll.days-spare"
        };
        look.render(&Text::of(key).with("days", days.abs()))
    };
    let before = preview.from.as_ref().map_or_else(|| "-".to_owned(), spare);
    let latest = latest.format("%m-%d");
    Some(format!(
        "  {label} {latest}        {before} → {}",
        spare(&preview.to)
    ))
}
