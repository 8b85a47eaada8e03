//! How much room each part of the job's screen has. What the head has no room for is a line of the
//! list: nothing is left out.

use super::State;
use super::columns::{self, Columns, Placed};
use super::facts;
use crate::tui::draw::pad;
use crate::tui::model::Model;

/// From so many columns, facts stand in two.
const TWO: u16 = 76;

/// From so many rows of the screen's body, there is room for a blank row and a message of three.
const TALL: u16 = 15;

/// Facts have at least so many rows where there is room, so that the list stands still from job to
/// job.
const USUAL: u16 = 7;

/// The parts of the screen, from the top: the title's row, facts, the list, the foot.
pub struct Layout {
    /// The facts.
    pub facts: Vec<Placed>,
    /// The first row of the list.
    pub list_at: u16,
    /// Rows of the list.
    pub list: u16,
    /// Rows of the foot: the line under the cursor in full.
    pub foot: u16,
    /// What the head has no room for.
    pub rest: Vec<String>,
}

/// The layout of a job at the terminal's size.
pub fn of(model: &Model, state: &State) -> Layout {
    let (width, body) = (model.look.width, model.look.height.saturating_sub(3));
    let is_tall = body >= TALL;
    let (blank, least_list, foot) = if is_tall { (1, 5, 3) } else { (0, 2, 2) };
    let most = body.saturating_sub(1 + blank + least_list + foot);
    let usual = if is_tall { USUAL.min(most) } else { 0 };
    let mut all = facts::summary(model, &state.view);
    let Columns {
        placed,
        rows,
        rest: others,
    } = if width < TWO {
        all.sort_by_key(|fact| fact.worth);
        columns::one(&all, 0, width, most)
    } else {
        columns::two_below(&all, width, usual, most)
    };
    let rest = others
        .iter()
        .map(|fact| format!("{} {}", pad(&fact.label, 11), fact.text))
        .collect();
    let list_at = 1 + rows.max(usual) + blank;
    Layout {
        facts: placed,
        list_at,
        list: body.saturating_sub(list_at + foot),
        foot,
        rest,
    }
}
