//! `view`: the model drawn. It changes nothing but the frame.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::Text;
use crate::keymap::{Action, Context};

use super::draw::Canvas;
use super::look::Part;
use super::model::{Model, Screen};
use super::popup_view;
use super::screens::{drafts, form, handover, job, jobs, search, voyage};

/// Fewer columns or rows than these hold no screen.
const LEAST: (u16, u16) = (40, 12);

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
    }
    notice(
        model,
        &mut canvas,
        Rect::new(area.x, area.bottom() - 2, area.width, 1),
    );
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

fn header(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let look = model.look;
    let title = look.say(&format!("tui.screen.{}", model.screen.name()));
    canvas.part(
        area.x,
        area.y,
        area.width / 2,
        &format!("shipdesk · {title}"),
        Part::Heading,
    );
    let desk = &model.desk;
    let mut words = Vec::new();
    if desk.lost {
        words.push(look.say("tui.desk.lost"));
    }
    if desk.read_only.is_some() {
        words.push(look.say("tui.desk.read-only"));
    }
    if desk.practice {
        words.push(look.say("tui.desk.practice"));
    }
    words.extend(desk.me().map(ToString::to_string));
    words.push(desk.clock.format("%m-%d %H:%M").to_string());
    let text = words.join("  ");
    let width = u16::try_from(unicode_width::UnicodeWidthStr::width(text.as_str())).unwrap_or(0);
    let part = if desk.lost || desk.read_only.is_some() {
        Part::Block
    } else {
        Part::Dim
    };
    let x = area.right().saturating_sub(width);
    canvas.part(x, area.y, width, &text, part);
}

fn notice(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    if let Some(notice) = &model.notice {
        canvas.part(area.x, area.y, area.width, &notice.text, notice.part);
    } else if let Some(reason) = &model.desk.read_only {
        let text = Text::of("tui.desk.read-only-why").with("reason", reason);
        let text = canvas.look.render(&text);
        canvas.part(area.x, area.y, area.width, &text, Part::Block);
    } else if model.awaiting.is_some() {
        canvas.part(
            area.x,
            area.y,
            area.width,
            &model.look.say("tui.desk.waiting"),
            Part::Dim,
        );
    }
}

/// What the footer names at a place: what is done there most, in the order it is done.
fn foremost(place: Context) -> &'static [Action] {
    use Action as A;
    match place {
        Context::Search | Context::SearchKeys => &[
            A::SearchTake,
            A::SearchClosed,
            A::SearchJobs,
            A::GoQueue,
            A::AppBack,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Form | Context::FormKeys => &[
            A::FormOpenNext,
            A::FormSection,
            A::FormFix,
            A::FormAnswer,
            A::FormLookup,
            A::FormSave,
            A::FormBook,
            A::AppHelp,
        ],
        Context::Queue => &[
            A::QueueNext,
            A::QueueStep,
            A::QueueOpen,
            A::JobCopy,
            A::QueueFilter,
            A::GoSearch,
            A::FormNew,
            A::AppHelp,
        ],
        Context::Jobs => &[
            A::JobsOpen,
            A::JobsMark,
            A::JobRoll,
            A::JobCopy,
            A::QueueFilter,
            A::GoQueue,
            A::AppHelp,
        ],
        Context::Job => &[
            A::QueueStep,
            A::JobEdit,
            A::JobAnswer,
            A::JobFix,
            A::JobCopy,
            A::JobRoll,
            A::QueueNext,
            A::AppHelp,
        ],
        Context::Voyage => &[
            A::VoyageShipped,
            A::VoyageWithdrawn,
            A::VoyageAllShipped,
            A::VoyageNext,
            A::VoyageOpen,
            A::AppBack,
            A::AppHelp,
        ],
        Context::Handover => &[
            A::HandoverTake,
            A::HandoverOpen,
            A::AppBack,
            A::GoQueue,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Drafts => &[
            A::DraftsOpen,
            A::DraftsDiscard,
            A::AppBack,
            A::GoQueue,
            A::AppPalette,
            A::AppHelp,
        ],
        Context::Dialog => &[
            A::DialogEnter,
            A::DialogNext,
            A::DialogPrevious,
            A::DialogSend,
            A::DialogCancel,
            A::TextClear,
        ],
        Context::Menu => &[A::MenuPick, A::ListDown, A::ListUp, A::MenuCancel],
        Context::Lookup => &[
            A::LookupTake,
            A::ListDown,
            A::ListUp,
            A::ListPageDown,
            A::TextClear,
            A::LookupCancel,
        ],
        Context::Palette => &[
            A::PaletteRun,
            A::ListDown,
            A::ListUp,
            A::TextClear,
            A::PaletteClose,
        ],
        Context::Command => &[
            A::CommandRun,
            A::CommandComplete,
            A::CommandEarlier,
            A::CommandLater,
            A::CommandClose,
        ],
        Context::Page => &[
            A::PageClose,
            A::ListDown,
            A::ListUp,
            A::ListPageDown,
            A::PageCopy,
        ],
        Context::Global | Context::Text | Context::List | Context::OnJob => &[],
    }
}

fn footer(model: &Model, canvas: &mut Canvas<'_>, area: Rect) {
    let place = model.place();
    let mut x = area.x;
    for action in foremost(place) {
        let Some(keys) = model.keyboard.key_text(place, *action) else {
            continue;
        };
        let word = model.look.say(&format!("action.{action}.short"));
        let width = unicode_width::UnicodeWidthStr::width(keys.as_str())
            + unicode_width::UnicodeWidthStr::width(word.as_str())
            + 1;
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        if width > area.right().saturating_sub(x) {
            break;
        }
        x += canvas.part(x, area.y, area.right() - x, &keys, Part::Key) + 1;
        x += canvas.part(x, area.y, area.right() - x, &word, Part::Dim) + 2;
    }
}
