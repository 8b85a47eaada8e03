//! Answers that are shown as a page or a menu: what if, why, open questions, templates.

use crate::domain::{Finding, SailingId, Text};
use crate::keymap::Action;
use crate::protocol::{AskLine, RollPreview, WhyLine};

use super::look::{Look, Part, marker};
use super::model::Model;
use super::popup::{Menu, Popup, Then};
use super::{answers, words};

/// What would change if jobs were rolled, before it is done.
pub fn what_if(model: &mut Model, to: Option<SailingId>, previews: &[RollPreview]) {
    let look = model.look;
    let now = model.desk.now;
    let mut lines = Vec::new();
    for preview in previews {
        let from = preview.from.as_ref().map_or_else(
            || "TEMP".to_owned(),
            |from| {
                format!(
                    "{} {} {}",
                    from.vessel,
                    from.voyage,
                    from.etd.format("%m-%d")
                )
            },
        );
        lines.push(format!(
            "{}  {from} → {} {} {}",
            preview.job,
            preview.to.vessel,
            preview.to.voyage,
            preview.to.etd.format("%m-%d")
        ));
        for (kind, cut_off) in preview.to.cut_offs.given() {
            let before = preview
                .from
                .as_ref()
                .and_then(|from| from.cut_offs.get(kind))
                .map_or_else(|| "-".to_owned(), words::cut_off_text);
            lines.push(format!(
                "  {} {before} → {}  {}",
                words::word(&look, "cut-off", kind),
                words::cut_off_text(cut_off),
                words::time_left(&look, now, cut_off.passes_at())
            ));
        }
        let finding = |sign: &str, finding: &Finding| {
            format!(
                "  {sign} {} {}",
                marker(finding.severity),
                look.render(&finding.message)
            )
        };
        lines.extend(preview.appear.iter().map(|new| finding("+", new)));
        lines.extend(preview.vanish.iter().map(|gone| finding("-", gone)));
    }
    let jobs = previews
        .iter()
        .map(|preview| preview.job.clone())
        .collect::<Vec<_>>();
    let title = look.render(&Text::of("tui.menu.roll").with("count", jobs.len()));
    // Only sailings of the same carrier between the same ports make a roll.
    let within = previews.first().map_or_else(String::new, |preview| {
        let to = &preview.to;
        format!("{} {} {}", to.carrier, to.pol, to.pod)
    });
    let width = usize::from(look.width);
    let lines = lines
        .iter()
        .flat_map(|line| super::draw::wrapped(line, width))
        .collect();
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

/// Where a value comes from.
pub fn why(model: &mut Model, label: &str, lines: &[WhyLine]) {
    let text = lines
        .iter()
        .map(|line| {
            let value = line.value.clone().unwrap_or_else(|| "-".to_owned());
            format!(
                "{}  {}  {value}  {}",
                words::moment_text(line.at),
                line.by,
                line.source
            )
        })
        .collect();
    answers::show_page(model, label, text, None);
}

/// Open questions, and whether they were sent.
pub fn questions(model: &mut Model, lines: &[AskLine]) {
    let look = model.look;
    let asked = lines
        .iter()
        .map(|line| {
            let findings = line.findings.iter().map(Finding::id).collect();
            (line.job.clone(), findings)
        })
        .collect();
    if lines.iter().all(|line| line.findings.is_empty()) {
        model.say(Part::Good, &Text::of("tui.said.no-questions"));
        return;
    }
    let choices = vec![
        (look.say("tui.menu.asked-yes"), Then::Asked(asked)),
        (look.say("tui.menu.no"), Then::Run(Action::AppRedraw)),
    ];
    model
        .popups
        .push(Popup::Menu(Menu::new(look.say("tui.menu.asked"), choices)));
    let text = message(look, lines);
    answers::show_page(model, "tui.page.questions", text, None);
}

/// The open questions of some jobs as one polite message, line by line: what is copied and sent.
pub fn message(look: Look, jobs: &[AskLine]) -> Vec<String> {
    let mut text = vec![look.say("cli.ask-opening"), String::new()];
    let mut number = 0;
    for line in jobs.iter().filter(|line| !line.findings.is_empty()) {
        if jobs.len() > 1 || line.customer_ref.is_some() {
            let reference = line.customer_ref.as_deref().unwrap_or(line.job.as_str());
            text.push(format!("{} {reference}", look.say("cli.ask-about")));
        }
        for question in line
            .findings
            .iter()
            .filter_map(|finding| finding.ask.as_ref())
        {
            number += 1;
            text.push(format!("{number}. {}", look.render(question)));
        }
        text.push(String::new());
    }
    text.push(look.say("cli.ask-closing"));
    text
}

/// The templates to begin from.
pub fn templates(model: &mut Model, names: Vec<String>) {
    let look = model.look;
    let mut choices: Vec<(String, Then)> = names
        .into_iter()
        .map(|name| (name.clone(), Then::Template(name)))
        .collect();
    choices.push((look.say("tui.menu.save-template"), Then::SaveTemplate));
    model.popups.push(Popup::Menu(Menu::new(
        look.say("tui.menu.templates"),
        choices,
    )));
}
