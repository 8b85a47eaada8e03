//! Pop-ups drawn: at the lower edge of the screen, over what they are about.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::keymap::Key;

use super::draw::{Canvas, wrapped};
use super::look::Part;
use super::model::Model;
use super::popup::{CommandLine, Dialog, Lookup, Menu, Page, Palette, Popup};
use super::widgets::line::Line;
use super::{command, popups};

/// Draws a pop-up.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect, popup: &Popup) {
    match popup {
        Popup::Menu(menu) => draw_menu(model, canvas, area, menu),
        Popup::Dialog(dialog) => draw_dialog(canvas, area, dialog),
        Popup::Lookup(lookup) => draw_lookup(model, canvas, area, lookup),
        Popup::Palette(palette) => draw_palette(model, canvas, area, palette),
        Popup::Command(command) => draw_command(model, canvas, area, command),
        Popup::Page(page) => draw_page(model, canvas, area, page),
    }
}

/// Clears a pop-up's room at the lower edge and rules it off from what is behind.
fn room(canvas: &mut Canvas<'_>, area: Rect, rows: usize) -> Rect {
    let rows = u16::try_from(rows + 1).unwrap_or(u16::MAX).min(area.height);
    let room = Rect::new(area.x, area.bottom() - rows, area.width, rows);
    canvas.blank(room);
    let sign = if canvas.look.plain { "-" } else { "─" };
    let rule = sign.repeat(usize::from(room.width));
    canvas.put(
        room.x,
        room.y,
        room.width,
        &rule,
        canvas.look.style(Part::Dim),
    );
    Rect::new(room.x, room.y + 1, room.width, rows - 1)
}

fn edit(canvas: &mut Canvas<'_>, x: u16, y: u16, width: u16, line: &Line, caret: bool) {
    let mut line = line.joined();
    let (text, column) = line.window(width);
    let text = text.to_owned();
    canvas.text(x, y, width, &text);
    if caret {
        canvas.caret = Some((x + column, y));
    }
}

/// The first line of a list shown, so that the cursor is in sight.
fn from(cursor: usize, top: usize, shown: usize) -> usize {
    if cursor < top {
        cursor
    } else if cursor >= top + shown {
        cursor + 1 - shown
    } else {
        top
    }
}

fn draw_menu(model: &Model, canvas: &mut Canvas<'_>, area: Rect, menu: &Menu) {
    let title = wrapped(&menu.title, usize::from(area.width));
    let rows = popups::rows(model);
    let shown = menu.choices.len().min(rows);
    let about = popups::about_rows(menu, rows);
    let room = room(canvas, area, shown + about + title.len());
    let mut y = room.y;
    for line in &title {
        canvas.part(room.x, y, room.width, line, Part::Heading);
        y += 1;
    }
    for line in menu.about.iter().skip(menu.about_top).take(about) {
        canvas.text(room.x, y, room.width, line);
        y += 1;
    }
    let left = menu.about.len().saturating_sub(menu.about_top + about);
    if left > 0 {
        let more = model
            .look
            .render(&crate::domain::Text::of("tui.form.more").with("count", left));
        canvas.part(
            room.right().saturating_sub(14),
            room.y,
            14,
            &more,
            Part::Dim,
        );
    }
    let top = from(menu.list.cursor, menu.list.top, shown);
    for (at, choice) in menu.choices.iter().enumerate().skip(top).take(shown) {
        if at == menu.list.cursor {
            canvas.text(room.x, y, 1, ">");
            canvas.caret = Some((room.x, y));
        }
        if at < 9 {
            canvas.part(room.x + 2, y, 2, &(at + 1).to_string(), Part::Key);
        }
        canvas.text(room.x + 4, y, room.width.saturating_sub(4), &choice.label);
        y += 1;
    }
}

fn draw_dialog(canvas: &mut Canvas<'_>, area: Rect, dialog: &Dialog) {
    let about: Vec<String> = dialog
        .about
        .iter()
        .flat_map(|line| wrapped(line, usize::from(area.width)))
        .collect();
    let hint = dialog.entries.get(dialog.focus).map(|entry| &entry.hint);
    let last = dialog.wrong.as_ref().or(hint);
    let mut last = last.map_or_else(Vec::new, |text| wrapped(text, usize::from(area.width)));
    // The rule, the title and the fields are always there; nothing goes over the footer.
    let left = usize::from(area.height).saturating_sub(dialog.entries.len() + 2);
    last.truncate(left.max(1));
    let last_rows = last.len().max(1);
    let most = left.saturating_sub(last_rows + 1);
    let about = &about[..about.len().min(most)];
    let room = room(
        canvas,
        area,
        dialog.entries.len() + about.len() + 1 + last_rows,
    );
    canvas.part(room.x, room.y, room.width, &dialog.title, Part::Heading);
    let mut y = room.y + 1;
    for line in about {
        canvas.part(room.x, y, room.width, line, Part::Dim);
        y += 1;
    }
    for (at, entry) in dialog.entries.iter().enumerate() {
        if at == dialog.focus {
            canvas.text(room.x, y, 1, ">");
        }
        canvas.part(room.x + 2, y, 20, &entry.label, Part::Dim);
        edit(
            canvas,
            room.x + 23,
            y,
            room.width.saturating_sub(24),
            &entry.line,
            at == dialog.focus,
        );
        y += 1;
    }
    let part = if dialog.wrong.is_some() {
        Part::Block
    } else {
        Part::Dim
    };
    for line in &last {
        canvas.part(room.x, y, room.width, line, part);
        y += 1;
    }
}

fn draw_lookup(model: &Model, canvas: &mut Canvas<'_>, area: Rect, lookup: &Lookup) {
    let shown = popups::rows(model);
    let room = room(canvas, area, shown + 1);
    let label = model.look.say("tui.lookup.find");
    let x = room.x + canvas.part(room.x, room.y, 20, &label, Part::Dim) + 1;
    edit(
        canvas,
        x,
        room.y,
        room.right().saturating_sub(x),
        &lookup.line,
        true,
    );
    if lookup.offers.is_empty() {
        let key = if lookup.asked == lookup.answered && lookup.asked.is_some() {
            "tui.lookup.none"
        } else {
            "tui.desk.waiting"
        };
        canvas.part(
            room.x + 2,
            room.y + 1,
            room.width - 2,
            &model.look.say(key),
            Part::Dim,
        );
    }
    let top = from(lookup.list.cursor, lookup.list.top, shown);
    for (row, (at, offer)) in lookup
        .offers
        .iter()
        .enumerate()
        .skip(top)
        .take(shown)
        .enumerate()
    {
        let y = room.y + 1 + u16::try_from(row).unwrap_or(0);
        if at == lookup.list.cursor && !lookup.resembling {
            canvas.text(room.x, y, 1, ">");
        }
        let most = room.width.saturating_sub(2);
        let label = lookup.of.label_columns(room.width).unwrap_or(most);
        canvas.text(room.x + 2, y, label.min(most), &offer.label);
        let x = room.x + label + 4;
        let left = room.right().saturating_sub(x);
        canvas.part(x, y, left, &offer.detail, Part::Dim);
    }
}

fn draw_palette(model: &Model, canvas: &mut Canvas<'_>, area: Rect, palette: &Palette) {
    let shown = popups::rows(model);
    let room = room(canvas, area, shown + 1);
    let x = room.x
        + canvas.part(
            room.x,
            room.y,
            20,
            &model.look.say("tui.palette.find"),
            Part::Dim,
        )
        + 1;
    edit(
        canvas,
        x,
        room.y,
        room.right().saturating_sub(x),
        &palette.line,
        true,
    );
    let place = super::palette::place_under(model);
    let top = from(palette.list.cursor, palette.list.top, shown);
    for (row, (at, action)) in palette
        .found
        .iter()
        .enumerate()
        .skip(top)
        .take(shown)
        .enumerate()
    {
        let y = room.y + 1 + u16::try_from(row).unwrap_or(0);
        if at == palette.list.cursor {
            canvas.text(room.x, y, 1, ">");
        }
        canvas.text(room.x + 2, y, 20, action.name());
        let keys = model.keyboard.key_text(place, *action).unwrap_or_default();
        canvas.part(room.x + 23, y, 14, &keys, Part::Key);
        let help = model.look.say(&format!("action.{action}.help"));
        canvas.part(
            room.x + 38,
            y,
            room.width.saturating_sub(38),
            &help,
            Part::Dim,
        );
    }
}

fn draw_command(model: &Model, canvas: &mut Canvas<'_>, area: Rect, command: &CommandLine) {
    let found = command::completions(model, command.line.text());
    let shown = found.len().clamp(1, 6);
    let room = room(canvas, area, shown + 1);
    for (row, action) in found.iter().take(shown).enumerate() {
        let y = room.y + u16::try_from(row).unwrap_or(0);
        canvas.text(room.x + 1, y, 20, action.name());
        let help = model.look.say(&format!("action.{action}.help"));
        canvas.part(
            room.x + 22,
            y,
            room.width.saturating_sub(22),
            &help,
            Part::Dim,
        );
    }
    let y = room.bottom() - 1;
    canvas.put(room.x, y, 1, ":", Style::new());
    edit(canvas, room.x + 1, y, room.width - 1, &command.line, true);
}

fn draw_page(model: &Model, canvas: &mut Canvas<'_>, area: Rect, page: &Page) {
    let lines: Vec<String> = page
        .lines
        .iter()
        .flat_map(|line| wrapped(line, usize::from(area.width)))
        .collect();
    let rows = usize::from(area.height).saturating_sub(2);
    let room = room(canvas, area, lines.len().clamp(1, rows) + 1);
    canvas.part(room.x, room.y, room.width, &page.title, Part::Heading);
    let shown = usize::from(room.height.saturating_sub(1));
    for (row, line) in lines.iter().skip(page.top).take(shown).enumerate() {
        let y = room.y + 1 + u16::try_from(row).unwrap_or(0);
        canvas.text(room.x, y, room.width, line);
    }
    if lines.is_empty() {
        canvas.part(
            room.x + 2,
            room.y + 1,
            room.width - 2,
            &model.look.say("tui.page.nothing"),
            Part::Dim,
        );
    }
    canvas.caret = Some((room.x, room.y));
}

/// What can follow the prefix that has been typed.
pub fn after_prefix(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let place = model.place();
    let after = model.keyboard.keymap.after(place, &model.keyboard.prefix);
    let columns: usize = if area.width >= 80 { 3 } else { 2 };
    let rows = after.len().div_ceil(columns);
    let room = room(canvas, area, rows + 1);
    let title = format!("{} …", Key::sequence_text(&model.keyboard.prefix));
    canvas.part(room.x, room.y, room.width, &title, Part::Heading);
    let width = room.width / u16::try_from(columns).unwrap_or(1);
    for (at, (key, action)) in after.iter().enumerate() {
        let x = room.x + width * u16::try_from(at / rows.max(1)).unwrap_or(0);
        let y = room.y + 1 + u16::try_from(at % rows.max(1)).unwrap_or(0);
        canvas.part(x, y, 8, &key.to_string(), Part::Key);
        let word = action.map_or_else(
            || "…".to_owned(),
            |action| model.look.say(&format!("action.{action}.short")),
        );
        canvas.text(x + 9, y, width.saturating_sub(10), &word);
    }
}
