//! The palette: any action by its name, its word or its help line.

use crate::i18n::{self, Lang};
use crate::keymap::{Action, Context};
use crate::names::{Lookup, LookupRow};

use super::look::Look;
use super::model::Model;
use super::msg::Effect;
use super::popup::{Palette, Popup};
use super::update;

/// Opens the palette with what can be done here.
pub fn open(model: &mut Model) {
    let found = search(&model.look, model.place(), "");
    model.popups.push(Popup::Palette(Palette {
        found,
        ..Palette::default()
    }));
}

/// The actions of a place that fit what is typed, best first.
pub fn search(look: &Look, place: Context, typed: &str) -> Vec<Action> {
    let here = Action::ALL
        .iter()
        .copied()
        .filter(|action| action.is_at(place) && !matches!(action, Action::AppPalette));
    if typed.is_empty() {
        return here.collect();
    }
    // By the words of either language: whoever reads one may type the other, or its pinyin.
    let row = |action: Action| {
        let said = |lang, part| i18n::say(lang, &format!("action.{action}.{part}"));
        let mut also = vec![action.name().to_owned()];
        for lang in Lang::ALL {
            also.extend([said(lang, "short"), said(lang, "help")]);
        }
        LookupRow {
            key: action.name().to_owned(),
            name: look.say(&format!("action.{action}.short")),
            also: also.join("|"),
            code: String::new(),
        }
    };
    let all: Vec<Action> = here.collect();
    let found = Lookup::of_rows(all.iter().copied().map(row)).query(typed, all.len(), None);
    let named = |name: &str| all.iter().copied().find(|action| action.name() == name);
    found
        .hits
        .iter()
        .filter_map(|hit| named(&hit.key))
        .collect()
}

/// The place that lies under the palette or the command line.
pub fn place_under(model: &Model) -> Context {
    match model.popups.as_slice() {
        [.., under, _] => under.context(),
        _ => model.screen_place(),
    }
}

/// Finds what is typed, once a burst.
pub fn settle(model: &mut Model) {
    let place = place_under(model);
    let look = model.look;
    if let Some(Popup::Palette(palette)) = model.popups.last_mut() {
        palette.found = search(&look, place, palette.line.text());
        let lines = palette.found.len();
        palette.list.cursor = palette.list.cursor.min(lines.saturating_sub(1));
    }
}

/// Does an action in the palette.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let shown = super::popups::rows(model);
    settle(model);
    let Some(Popup::Palette(palette)) = model.popups.last_mut() else {
        return Vec::new();
    };
    let lines = palette.found.len();
    if palette.list.act(action, lines, shown) {
        return Vec::new();
    }
    if palette.line.act(action) {
        palette.list = super::widgets::list::ListState::default();
        return Vec::new();
    }
    let chosen = palette.found.get(palette.list.cursor).copied();
    let typed = palette.line.text().trim().to_owned();
    model.popups.pop();
    // A name with what it takes, as on the command line.
    let named = typed.split_once(char::is_whitespace);
    if action == Action::PaletteRun && named.is_some_and(|(name, _)| name.parse::<Action>().is_ok())
    {
        return super::command::run(model, &typed);
    }
    match (action, chosen) {
        (Action::PaletteRun, Some(chosen)) => update::act(model, chosen),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::look::Theme;

    #[test]
    fn an_action_is_found_by_its_words_in_either_language_and_by_their_pinyin() {
        for lang in Lang::ALL {
            let look = Look {
                lang,
                theme: Theme::Dark,
                plain: false,
                width: 80,
                height: 24,
            };
            for typed in ["roll", "改配", "gaipei", "gp", "job.roll"] {
                let found = search(&look, Context::Queue, typed);
                assert!(
                    found.contains(&Action::JobRoll),
                    "{typed} in {lang:?}: {found:?}"
                );
            }
            let first = search(&look, Context::Queue, "gaipei").first().copied();
            assert_eq!(first, Some(Action::JobRoll), "{lang:?}");
        }
    }
}
