//! Answers that are shown as a page or a menu: why, open questions, templates.

use crate::client::asking::messages;
use crate::domain::{Finding, Text};
use crate::i18n;
use crate::keymap::Action;
use crate::protocol::{AskLine, WhyLine};

use unicode_width::UnicodeWidthStr as _;

use super::draw::pad;
use super::look::{Look, Part, sign_of};
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
        format!("{} {}", sign_of(finding), look.render(&finding.message)),
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

/// Open questions, a page for each who is asked, the customer's first; behind each whether it was
/// sent, where there is a job to mark.
pub fn questions(model: &mut Model, lines: &[AskLine]) {
    let look = model.look;
    let messages = messages(look.lang, lines);
    if messages.is_empty() {
        model.say(Part::Good, &Text::of("tui.said.no-questions"));
        return;
    }
    for message in messages.into_iter().rev() {
        let whom = look.say(&format!("ask-of.{}", message.to));
        let whom = match &message.name {
            Some(name) => look.render(
                &Text::of("ask-of.named")
                    .with("whom", &whom)
                    .with("name", name),
            ),
            None => whom,
        };
        if !message.asks.is_empty() {
            let choices = vec![
                (look.say("tui.menu.asked-yes"), Then::Asked(message.asks)),
                (look.say("tui.menu.no"), Then::Run(Action::AppRedraw)),
            ];
            let sent = Text::of("tui.menu.asked").with("whom", &whom);
            let menu = Menu::new(look.render(&sent), choices);
            model.popups.push(Popup::Menu(menu));
        }
        let title = Text::of("tui.page.questions").with("whom", &whom);
        let lines = message.text.lines().map(str::to_owned).collect();
        answers::show_page(model, &look.render(&title), lines, None);
    }
}

/// The templates to begin from.
pub fn templates(model: &mut Model, names: Vec<String>) {
    let look = model.look;
    let mut choices: Vec<(String, Then)> = names
        .iter()
        .map(|name| (name.clone(), Then::Template(name.clone())))
        .collect();
    choices.push((
        look.say("tui.menu.save-template"),
        Then::SaveTemplate(names),
    ));
    model.popups.push(Popup::Menu(Menu::new(
        look.say("tui.menu.templates"),
        choices,
    )));
}
