//! `view`: the model drawn. It changes nothing but the frame.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::{Text, TextArg};

use super::draw::{Canvas, wrapped};
use super::live::{foremost, is_live};
use super::look::Part;
use super::model::{Model, Screen};
use super::popup_view;
use super::screens::{drafts, form, handover, import, job, jobs, search, voyage};

/// Fewer columns or rows than these hold no screen.
const LEAST: (u16, u16) = (40, 12);

/// The footer names at most so many keys.
const MOST_HINTS: usize = 8;

/// What is said takes at most so many rows.
const MOST_NOTICE: usize = 3;

/// Draws the model into a frame, the cursor at the caret.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let caret = draw(model, frame.buffer_mut());
    if let Some((x, y)) = caret {
        frame.set_cursor_position(Position { x, y });
    }
}

/// Draws the model into cells; where the cursor goes.
pub fn draw(model: &Model, buf: &mut Buffer) -> Option<(u16, u16)> {
    let area = *buf.area();
    let mut look = model.look;
    (look.width, look.height) = (area.width, area.height);
    let mut canvas = Canvas {
        buf,
        look,
        caret: None,
    };
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let text = look.render(
            &Text::of("tui.too-small")
                .with("width", LEAST.0)
                .with("height", LEAST.1),
        );
        canvas.wrap(area, &text, look.style(Part::Block));
        return None;
    }
    header(model, &mut canvas, Rect { height: 1, ..area });
    let body = Rect::new(area.x, area.y + 1, area.width, area.height - 3);
    match model.screen {
        Screen::Search => search::view(model, &mut canvas, body),
        Screen::Form => form::view(model, &mut canvas, body),
        Screen::Queue | Screen::Jobs => jobs::view(model, &mut canvas, body),
        Screen::Job => job::view(model, &mut canvas, body),
        Screen::Voyage => voyage::view(model, &mut canvas, body),
        Screen::Handover => handover::view(model, &mut canvas, body),
        Screen::Drafts => drafts::view(model, &mut canvas, body),
        Screen::Import => import::view(model, &mut canvas, body),
    }
    let said = Rect::new(area.x, area.bottom() - 2, area.width, 1);
    let above = notice(model, &mut canvas, said);
    // What was said stays whole: a pop-up stands above it.
    let body = Rect {
        height: body.height - above,
        ..body
    };
    let foot = Rect::new(area.x, area.bottom() - 1, area.width, 1);
    for popup in &model.popups {
        popup_view::view(model, &mut canvas, body, popup);
    }
    if model.keyboard.shows_prefix {
        popup_view::after_prefix(model, &mut canvas, body);
    }
    footer(model, &mut canvas, foot);
    canvas.caret
}

/// The screen's name, and on the right what there is room for: that the desk is out of reach before
/// all, then whether it is for practice, who acts here, and the time.
fn header(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let look = model.look;
    let name = look.say(&format!("tui.screen.{}", model.screen.name()));
    let title = format!("shipdesk · {name}");
    let desk = &model.desk;
    let fault = desk.lost || desk.read_only.is_some();
    let mut words: Vec<String> = [
        desk.lost.then(|| look.say("tui.desk.lost")),
        desk.read_only
            .is_some()
            .then(|| look.say("tui.desk.read-only")),
        desk.practice.then(|| look.say("tui.desk.practice")),
        desk.me().map(ToString::to_string),
        Some(desk.clock.format("%m-%d %H:%M").to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let width = |words: &[String]| unicode_width::UnicodeWidthStr::width(words.join("  ").as_str());
    let room = |title: &str| {
        let used = unicode_width::UnicodeWidthStr::width(title) + 1;
        usize::from(area.width).saturating_sub(used)
    };
    // The time makes room first, then who acts here; the mark of a practice desk stays.
    while width(&words) > room(&title) && words.len() > 1 {
        words.pop();
    }
    let title = if width(&words) > room(&title) {
        name
    } else {
        title
    };
    canvas.part(area.x, area.y, area.width, &title, Part::Heading);
    let text = words.join("  ");
    let width = u16::try_from(width(&words)).unwrap_or(0);
    let part = if fault { Part::Block } else { Part::Dim };
    let x = area.right().saturating_sub(width);
    canvas.part(x, area.y, width, &text, part);
}

/// What was said; gives the rows that it took above its own.
fn notice(model: &Model, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let (text, part) = if let Some(notice) = &model.notice {
        (notice.text.clone(), notice.part)
    } else if let Some(reason) = &model.desk.read_only {
        let reason = TextArg::Text(Box::new(reason.clone()));
        let text = Text::of("tui.desk.read-only-why").with_arg("reason", reason);
        (canvas.look.render(&text), Part::Block)
    } else if model.awaiting.is_some() {
        (model.look.say("tui.desk.waiting"), Part::Dim)
    } else {
        return 0;
    };
    // What one line does not hold goes on above it, over the lowest rows of the screen.
    let lines = wrapped(&text, usize::from(area.width));
    let lines = &lines[..lines.len().min(MOST_NOTICE)];
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let top = (area.y + 1).saturating_sub(rows);
    canvas.blank(Rect::new(area.x, top, area.width, rows));
    for (y, line) in (top..).zip(lines) {
        canvas.part(area.x, y, area.width, line, part);
    }
    rows.saturating_sub(1)
}

fn footer(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let place = model.place();
    let named: Vec<(String, String)> = foremost(place)
        .iter()
        .filter(|action| is_live(model, **action))
        .filter_map(|action| {
            let keys = model.keyboard.key_text(place, *action)?;
            Some((keys, model.look.say(&format!("action.{action}.short"))))
        })
        .collect();
    let width = |(keys, word): &(String, String)| {
        unicode_width::UnicodeWidthStr::width(keys.as_str())
            + unicode_width::UnicodeWidthStr::width(word.as_str())
            + 1
    };
    // The last is help, and keeps its room.
    let Some((last, others)) = named.split_last() else {
        return;
    };
    let mut room = usize::from(area.width).saturating_sub(width(last));
    let mut x = area.x;
    let fitting = others
        .iter()
        .filter(|hint| {
            let fits = width(hint) + 2 <= room;
            if fits {
                room -= width(hint) + 2;
            }
            fits
        })
        .take(MOST_HINTS - 1);
    for (keys, word) in fitting.chain([last]) {
        x += canvas.part(x, area.y, area.right() - x, keys, Part::Key) + 1;
        x += canvas.part(x, area.y, area.right().saturating_sub(x), word, Part::Dim) + 2;
    }
}
