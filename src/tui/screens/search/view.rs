//! The search drawn: the line, how it was read, the sailings, and the one under the cursor.

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::domain::{CutOffKind, Sailing, Text};
use crate::i18n::Lang;
use crate::protocol::{HitField, SailingHit};
use crate::tui::draw::{Canvas, fit};
use crate::tui::look::{Look, Part, Theme};
use crate::tui::model::Model;
use crate::tui::words;

/// Columns: name's key, width. What is left goes to the last.
const COLUMNS: &[(&str, u16)] = &[
    ("carrier", 5),
    ("vessel", 25),
    ("voyage", 13),
    ("pol", 6),
    ("pod", 6),
    ("etd", 6),
    ("cut-off", 17),
];

/// The same on a narrow screen: what tells one sailing from another stays, ports and day before the
/// whole of a ship's name.
const NARROW: &[(&str, u16)] = &[
    ("carrier", 5),
    ("vessel", 15),
    ("pol", 6),
    ("pod", 6),
    ("etd", 6),
];

/// The same where there is a little more room.
const MIDDLE: &[(&str, u16)] = &[
    ("carrier", 5),
    ("vessel", 14),
    ("voyage", 7),
    ("pol", 6),
    ("pod", 6),
    ("etd", 6),
    ("cut-off", 14),
];

fn columns(width: u16) -> &'static [(&'static str, u16)] {
    match width {
        ..60 => NARROW,
        60..80 => MIDDLE,
        _ => COLUMNS,
    }
}

/// Columns of the list where a detail stands beside it.
const LIST: u16 = 80;

/// Draws the search.
pub fn view(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let look = &model.look;
    let search = &model.search;
    let label = look.say("tui.search.find");
    let x = area.x + canvas.part(area.x, area.y, 20, &label, Part::Dim) + 1;
    let mut line = search.line.clone();
    let (text, column) = line.window(area.right().saturating_sub(x));
    let text = text.to_owned();
    canvas.text(x, area.y, area.right().saturating_sub(x), &text);
    if !search.by_keys {
        canvas.caret = Some((x + column, area.y));
    }
    canvas.part(area.x, area.y + 1, area.width, &reading(model), Part::Dim);
    let wide = look.is_wide();
    let list = Rect::new(
        area.x,
        area.y + 2,
        if wide { LIST } else { area.width },
        area.height.saturating_sub(2),
    );
    heads(model, canvas, list);
    let now = model.desk.now;
    for (row, here, hit) in search
        .list
        .shown(&search.found.hits, super::State::shown(model))
    {
        let y = list.y + 1 + row;
        if here {
            canvas.text(list.x, y, 1, ">");
        }
        line_of(model, canvas, list, y, hit, now);
    }
    if wide && let Some(hit) = search.current() {
        canvas.rule(area.x + LIST, area.y + 2, area.bottom());
        let right = Rect::new(
            area.x + LIST + 2,
            area.y + 2,
            area.width.saturating_sub(LIST + 2),
            area.height - 2,
        );
        detail(model, canvas, right, &hit.sailing);
    }
}

/// How the query was read, term by term, and how many were found.
fn reading(model: &Model) -> String {
    let search = &model.search;
    let look = &model.look;
    if search.line.is_empty() {
        return look.say("tui.search.blank");
    }
    let terms: Vec<String> = search
        .found
        .reading
        .iter()
        .map(|(field, read)| read_as(model, field, read))
        .collect();
    let count = look.render(&Text::of("tui.search.count").with("count", search.found.hits.len()));
    let closed = if search.closed {
        look.say("tui.search.with-closed")
    } else {
        String::new()
    };
    [count, closed, terms.join(" · ")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ")
}

/// One term as it was read: `POD ROTTERDAM`, `ETD Thu 27 Nov`; what was left out, with a dash.
fn read_as(model: &Model, field: &str, read: &str) -> String {
    let look = &model.look;
    if field.is_empty() {
        return format!("{} “{read}”", look.say("tui.reading.left-out"));
    }
    let label = look.say(&format!("tui.reading.{field}"));
    let day = |text: &str| {
        let day = text.parse::<chrono::NaiveDate>().ok()?;
        Some(words::day(look, day))
    };
    let read = match read.split_once("..") {
        Some((from, to)) => match (day(from), day(to)) {
            (Some(from), Some(to)) => format!("{from} – {to}"),
            _ => read.to_owned(),
        },
        None => day(read).unwrap_or_else(|| named(model, field, read)),
    };
    format!("{label} {read}")
}

/// A port or a carrier by its name in the operator's language; what it was guessed from stays.
fn named(model: &Model, field: &str, read: &str) -> String {
    let (name, guessed) = read
        .split_once(" ← ")
        .map_or((read, None), |(name, typed)| (name, Some(typed)));
    let reference = &model.desk.reference;
    let chinese = match field {
        _ if model.look.lang != Lang::Zh => None,
        "pol" | "pod" | "via" => {
            let port = reference.ports.iter().find(|port| port.name == name);
            port.map(|port| &port.name_zh)
        }
        "carrier" => {
            let carrier = reference
                .carriers
                .iter()
                .find(|carrier| carrier.name == name);
            carrier.map(|carrier| &carrier.name_zh)
        }
        _ => None,
    };
    let name = chinese
        .filter(|zh| !zh.is_empty())
        .map_or(name, String::as_str);
    guessed.map_or(name.to_owned(), |typed| format!("{name} ← {typed}"))
}

fn heads(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let mut x = area.x + 2;
    for &(name, width) in columns(area.width) {
        let text = model.look.say(&format!("tui.column.{name}"));
        canvas.part(x, area.y, width - 1, &text, Part::Dim);
        x += width;
    }
}

fn line_of(
    model: &Model,
    canvas: &mut Canvas<'_>,
    area: Rect,
    y: u16,
    hit: &SailingHit,
    now: crate::domain::Moment,
) {
    let sailing = &hit.sailing;
    let mut x = area.x + 2;
    for &(field, width) in columns(area.width) {
        let text = match field {
            "carrier" => sailing.carrier.to_string(),
            "vessel" => vessel(&model.look, sailing, usize::from(width - 1)),
            "voyage" => sailing.voyage.to_string(),
            "pol" => sailing.pol.to_string(),
            "pod" => sailing.pod.to_string(),
            "etd" => sailing.etd.format("%m-%d").to_string(),
            _ => {
                let (text, part) = next_cut_off(model, sailing, now);
                canvas.part(x, y, area.right().saturating_sub(x), &text, part);
                continue;
            }
        };
        marked(canvas, (x, y), width - 1, &text, field, &hit.matched);
        x += width;
    }
}

/// The ship's name; in Chinese with its Chinese one where there is room for all of it: half of one
/// would look as if the name went on.
fn vessel(look: &Look, sailing: &Sailing, room: usize) -> String {
    match &sailing.vessel_zh {
        Some(zh) if look.lang == Lang::Zh && sailing.vessel.width() + 1 + zh.width() <= room => {
            format!("{} {zh}", sailing.vessel)
        }
        _ => sailing.vessel.clone(),
    }
}

/// The next cut-off with the time left, told by a marker first; where one has passed while others are
/// open, that one: without the carrier's extension the sailing cannot be booked any more.
fn next_cut_off(model: &Model, sailing: &Sailing, now: crate::domain::Moment) -> (String, Part) {
    let look = &model.look;
    let mut given = sailing.cut_offs.given();
    let passed = given.find(|(_, cut_off)| cut_off.passes_at() <= now);
    match (sailing.next_cut_off(now), passed) {
        (Some(_), Some((kind, cut_off))) => {
            let left = words::time_left(look, now, cut_off.passes_at());
            let kind = words::word(look, "cut-off", kind);
            (format!("!{kind} {left}"), Part::Dim)
        }
        (Some((kind, cut_off)), None) => {
            let until = cut_off.passes_at();
            let (mark, part) = words::urgency_mark(words::urgency(now, until));
            // Only the nearest in a colour as well: the sign says the rest.
            let part = if part == Part::Block { part } else { Part::Dim };
            let text = format!(
                "{mark}{} {}",
                words::word(look, "cut-off", kind),
                words::time_left(look, now, until)
            );
            (text, part)
        }
        (None, Some(_)) => (look.say("tui.search.closed"), Part::Dim),
        (None, None) => (look.say("tui.search.no-cut-off"), Part::Dim),
    }
}

/// Writes a value with the parts that matched marked. Of a code that was found by another name of its
/// value, the letters that the name's have in common stand for it, else all of it.
fn marked(
    canvas: &mut Canvas<'_>,
    at: (u16, u16),
    width: u16,
    text: &str,
    field: &str,
    matched: &[HitField],
) {
    canvas.text(at.0, at.1, width, text);
    if canvas.look.theme == Theme::Thin {
        return;
    }
    let style = canvas.look.style(Part::Match);
    let shown = fit(text, usize::from(width), "");
    let lit: Vec<(u32, u32)> = matched
        .iter()
        .filter(|hit| hit.field == field && tells(&hit.ranges))
        .flat_map(|hit| places(hit, text))
        .collect();
    let mut column = 0;
    for (place, grapheme) in (0u32..).zip(shown.graphemes(true)) {
        if lit.iter().any(|(from, to)| (*from..*to).contains(&place)) {
            canvas.put(at.0 + column, at.1, 2, grapheme, style);
        }
        column += u16::try_from(grapheme.width()).unwrap_or(0);
    }
}

/// The graphemes of a shown text that stand for what matched.
fn places(hit: &HitField, text: &str) -> Vec<(u32, u32)> {
    if text.starts_with(&hit.value) {
        return hit.ranges.clone();
    }
    let count = |text: &str| u32::try_from(text.graphemes(true).count()).unwrap_or(u32::MAX);
    let within = |(from, to): &(u32, u32)| {
        let letters = hit.value.graphemes(true).skip(*from as usize);
        letters.take((to - from) as usize).collect::<String>()
    };
    let letters: String = hit.ranges.iter().map(within).collect();
    match text.find(&letters) {
        Some(at) => {
            let from = count(&text[..at]);
            vec![(from, from + count(&letters))]
        }
        None if hit.field == "vessel" => Vec::new(),
        None => vec![(0, count(text))],
    }
}

/// Whether a mark tells anything: one letter stands in every line, and would mark them all.
fn tells(ranges: &[(u32, u32)]) -> bool {
    ranges.iter().map(|(from, to)| to - from).sum::<u32>() > 1
}

/// All of a sailing.
pub fn detail(model: &Model, canvas: &mut Canvas<'_>, area: Rect, sailing: &Sailing) {
    let look = &model.look;
    let reference = &model.desk.reference;
    let now = model.desk.now;
    let carrier = reference
        .carriers
        .get(&sailing.carrier)
        .map_or(String::new(), |carrier| {
            format!("{} {}", carrier.name, carrier.name_zh)
        });
    let mut lines = vec![
        (String::new(), sailing.vessel.clone()),
        (look.say("tui.column.voyage"), sailing.voyage.to_string()),
        (
            look.say("tui.column.carrier"),
            format!("{} {carrier}", sailing.carrier),
        ),
        (
            look.say("tui.column.service"),
            sailing.service.clone().unwrap_or_default(),
        ),
        (
            look.say("tui.column.pol"),
            words::port_name(reference, &sailing.pol),
        ),
        (
            look.say("tui.column.pod"),
            words::port_name(reference, &sailing.pod),
        ),
        (
            look.say("tui.column.terminal"),
            sailing.pod_terminal.clone().unwrap_or_default(),
        ),
        (
            look.say("tui.column.via"),
            sailing
                .via
                .as_ref()
                .map_or(String::new(), |via| words::port_name(reference, via)),
        ),
        (look.say("tui.column.etd"), sailing.etd.to_string()),
        (
            look.say("tui.column.atd"),
            sailing.atd.map_or(String::new(), words::moment_text),
        ),
        (
            look.say("tui.column.eta"),
            sailing.eta.map_or(String::new(), |eta| eta.to_string()),
        ),
    ];
    for &kind in CutOffKind::ALL {
        if let Some(cut_off) = sailing.cut_offs.get(kind) {
            let left = words::time_left(look, now, cut_off.passes_at());
            let label = words::word(look, "cut-off", kind);
            lines.push((label, format!("{}  {left}", words::cut_off_text(cut_off))));
        }
    }
    lines.push((
        look.say("tui.column.source"),
        format!("{}:{}", sailing.source.file, sailing.source.row),
    ));
    let given = lines.iter().filter(|(_, text)| !text.is_empty());
    for (y, (label, text)) in (area.y..area.bottom()).zip(given) {
        canvas.part(area.x, y, 11, label, Part::Dim);
        let (x, style) = if label.is_empty() {
            (area.x, look.style(Part::Heading))
        } else {
            (area.x + 12, Style::new())
        };
        canvas.put(x, y, area.right().saturating_sub(x), text, style);
    }
}
