//! Answers that are shown as a page or a menu: why, open questions, templates.

use crate::domain::{Finding, Text};
use crate::i18n;
use crate::keymap::Action;
use crate::protocol::{AskLine, WhyLine};

use unicode_width::UnicodeWidthStr as _;

use super::draw::pad;
use super::look::{Look, Part, marker};
use super::model::{Model, Screen};
use super::popup::{Menu, Page, Popup, Then};
use super::screens::form;
use super::{answers, words};

/// A finding in full: what it says, its clause and why, the question to send, which is what the page
/// copies, and what settles it.
pub fn clause(model: &mut Model, finding: &Finding) {
    let look = model.look;
    let key = |name: &str| look.say(&format!("rule.{}.{name}", finding.rule));
    let clauses: Vec<&str> = finding.clauses.iter().map(AsRef::as_ref).collect();
    let ways: Vec<String> = finding
        .answers
        .iter()
        .map(|by| words::word(&look, "answer-by", *by))
        .collect();
    let mut lines = vec![
        format!(
            "{} {}",
            marker(finding.severity),
            look.render(&finding.message)
        ),
        format!("{} {}", clauses.join(" "), key("reason"))
            .trim()
            .to_owned(),
    ];
    let ask = finding.ask.as_ref().map(|ask| look.render(ask));
    lines.extend(ask.iter().map(|ask| format!("? {ask}")));
    let fixes = finding.fixes.iter();
    lines.extend(fixes.map(|fix| format!("→ {}", look.render(&fix.label))));
    lines.push(format!("{} · {}", finding.rule, ways.join(", ")));
    model.popups.push(Popup::Page(Page {
        title: key("title"),
        lines,
        top: 0,
        then: None,
        copied: ask,
    }));
}

/// Where a value comes from: the newest last, as it came about.
pub fn why(model: &mut Model, label: &str, lines: &[WhyLine]) {
    let look = model.look;
    let kind = model
        .form
        .as_deref()
        .filter(|_| model.screen == Screen::Form)
        .map(|form| form.row().field.kind);
    let who = lines
        .iter()
        .map(|line| line.by.width())
        .max()
        .unwrap_or_default();
    let text = lines
        .iter()
        .map(|line| {
            format!(
                "{}  {}  {}  {}",
                words::moment_text(line.at),
                pad(&line.by, who),
                source(&look, &line.source),
                value(kind, line.value.as_deref())
            )
        })
        .collect();
    answers::show_page(model, label, text, None);
}

/// What happened, and whose word it was: `answered customer`, in the operator's language.
pub fn source(look: &Look, source: &str) -> String {
    let (event, party) = source.split_once(' ').unwrap_or((source, ""));
    let say = |key: String, plain: &str| {
        if i18n::has(look.lang, &key) {
            look.say(&key)
        } else {
            plain.to_owned()
        }
    };
    let event = say(format!("tui.event.{event}"), event);
    if party.is_empty() {
        return event;
    }
    let party = say(format!("tui.handover.{party}"), party);
    format!("{event} ({party})")
}

/// A value as it is read: in a form as the field has it, with its lines side by side.
fn value(kind: Option<form::Kind>, json: Option<&str>) -> String {
    let value = json.and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    match (value, kind) {
        (None, _) => json.unwrap_or("-").to_owned(),
        (Some(serde_json::Value::String(text)), None) => text,
        (Some(value), Some(kind)) => form::written(kind, &value).replace('\n', " / "),
        (Some(value), None) => value.to_string().replace('"', ""),
    }
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
