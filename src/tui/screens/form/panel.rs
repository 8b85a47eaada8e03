//! The findings beside the form: each in full, and on its lines while others come and go, as long as
//! that keeps none out of sight.

use crate::domain::Finding;

/// An open finding, and the lines it has.
#[derive(Debug, Clone, PartialEq)]
struct Place {
    finding: Finding,
    /// The first of its lines, and how many; none while it is out of sight.
    lines: Option<(usize, usize)>,
    /// It came with the last check.
    is_new: bool,
}

/// Fewer lines of a longer text say nothing.
const LEAST: usize = 2;

/// Findings on lines that don't move without need.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panel {
    places: Vec<Place>,
    /// Columns and lines that it was laid out for.
    room: (u16, usize),
}

impl Panel {
    /// Takes the findings of a new check. One that stays keeps its lines, one that is settled leaves
    /// them empty, a new one gets lines when they are laid out.
    pub fn take(&mut self, findings: &[Finding]) {
        let mut open: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.is_open())
            .collect();
        self.places.retain_mut(|place| {
            let old = &place.finding;
            let same = open
                .iter()
                .position(|new| new.rule == old.rule && new.at == old.at);
            if let Some(at) = same {
                place.finding = open.remove(at).clone();
                place.is_new = false;
            }
            same.is_some()
        });
        self.places.extend(open.into_iter().map(|finding| Place {
            finding: finding.clone(),
            lines: None,
            is_new: true,
        }));
    }

    /// Orders them anew: what is wrong apart from what is only open, of each those that are `near`
    /// first, the gravest before all: when the eye is elsewhere anyway.
    pub fn settle(&mut self, near: impl Fn(&Finding) -> bool) {
        self.places.sort_by_key(|Place { finding, .. }| {
            (finding.is_question(), !near(finding), finding.severity)
        });
        for place in &mut self.places {
            (place.lines, place.is_new) = (None, false);
        }
    }

    /// Gives the findings their lines, as many as `needs` says. Those that have theirs keep them, and
    /// others take the lines between, unless one is out of sight then for which there would be room,
    /// or that is new and graver than one in sight.
    pub fn lay(&mut self, room: (u16, usize), needs: impl Fn(&Finding) -> usize) {
        let needs: Vec<usize> = self
            .places
            .iter()
            .map(|place| needs(&place.finding).clamp(1, room.1.max(1)))
            .collect();
        let is_other_room = std::mem::replace(&mut self.room, room) != room;
        for (place, need) in self.places.iter_mut().zip(&needs) {
            // One that only begins is laid out again, too.
            if is_other_room || place.lines.is_some_and(|(_, lines)| lines != *need) {
                place.lines = None;
            }
        }
        self.fill(room.1, &needs);
        let free = room.1
            - self
                .places
                .iter()
                .filter_map(|p| p.lines)
                .map(|l| l.1)
                .sum::<usize>();
        let hides = |place: &Place| place.lines.is_none();
        let has_room = self
            .places
            .iter()
            .zip(&needs)
            .any(|(place, need)| hides(place) && *need <= free);
        let least = self.shown().map(|(finding, ..)| finding.severity).max();
        let graver = |place: &Place| {
            hides(place)
                && place.is_new
                && least.is_some_and(|least| place.finding.severity < least)
        };
        if !has_room && !self.places.iter().any(graver) {
            self.begin(room.1);
            return;
        }
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        // The graver ones, those in sight as they stand, and the others out of sight.
        order.sort_by_key(|at| {
            let place = &self.places[*at];
            (!graver(place), hides(place), place.lines)
        });
        let needs: Vec<usize> = order.iter().map(|at| needs[*at]).collect();
        self.places = order
            .iter()
            .map(|at| Place {
                lines: None,
                ..self.places[*at].clone()
            })
            .collect();
        self.fill(room.1, &needs);
        self.begin(room.1);
    }

    /// Where only a part of a finding finds room, it begins there all the same.
    fn begin(&mut self, room: usize) {
        let mut lines = vec![false; room];
        for (from, count) in self.places.iter().filter_map(|place| place.lines) {
            lines[from..from + count].fill(true);
        }
        let mut free: Vec<(usize, usize)> = Vec::new();
        for (line, _) in lines.iter().enumerate().filter(|(_, taken)| !**taken) {
            match free.last_mut() {
                Some((from, count)) if *from + *count == line => *count += 1,
                _ => free.push((line, 1)),
            }
        }
        free.retain(|(_, count)| *count >= LEAST);
        free.reverse();
        for place in self.places.iter_mut().filter(|place| place.lines.is_none()) {
            place.lines = free.pop();
        }
    }

    /// Puts those without lines on free ones, each on the first that are enough.
    fn fill(&mut self, room: usize, needs: &[usize]) {
        let mut taken = vec![false; room];
        for (from, lines) in self.places.iter().filter_map(|place| place.lines) {
            taken[from..from + lines].fill(true);
        }
        for (place, need) in self.places.iter_mut().zip(needs) {
            if place.lines.is_some() {
                continue;
            }
            let free = |from: &usize| taken[*from..*from + *need].iter().all(|line| !line);
            if let Some(from) = (0..(room + 1).saturating_sub(*need)).find(free) {
                place.lines = Some((from, *need));
                taken[from..from + need].fill(true);
            }
        }
    }

    /// Whether they never had lines.
    pub fn is_unlaid(&self) -> bool {
        self.room == (0, 0)
    }

    /// The findings in sight: each with the first of its lines, and how many.
    pub fn shown(&self) -> impl Iterator<Item = (&Finding, usize, usize)> {
        self.places.iter().filter_map(|place| {
            let (from, lines) = place.lines?;
            Some((&place.finding, from, lines))
        })
    }

    /// How many are out of sight.
    pub fn hidden(&self) -> usize {
        self.places.len() - self.shown().count()
    }

    /// The open findings.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.places.iter().map(|place| &place.finding)
    }

    /// How many say that something is wrong, and how many that it is still to be filled in.
    pub fn wrong_and_open(&self) -> (usize, usize) {
        let open = self.open().filter(|finding| finding.is_question()).count();
        (self.places.len() - open, open)
    }

    /// The findings that look at a field, the gravest first and errors before questions.
    pub fn at(&self, pointer: &str) -> Vec<&Finding> {
        let mut found: Vec<&Finding> = self
            .open()
            .filter(|finding| looks_at(finding, pointer))
            .collect();
        found.sort_by_key(|finding| (finding.severity, finding.is_question()));
        found
    }
}

/// Whether a finding is about a field: it looks at it, at something inside it, or, by its first
/// field, at what it is inside of.
pub fn looks_at(finding: &Finding, pointer: &str) -> bool {
    let here = crate::domain::Pointer::new(pointer);
    finding.fields.iter().any(|field| {
        !field.as_str().is_empty()
            && (field.is_within(&here)
                || (here.is_within(field) && field.as_str().matches('/').count() > 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Severity;
    use crate::domain::{FindingState, Pointer, RuleId, Text};

    fn finding(rule: &'static str, severity: Severity) -> Finding {
        Finding {
            rule: RuleId::of(rule),
            at: None,
            clauses: Vec::new(),
            severity,
            state: FindingState::Open,
            fields: vec![Pointer::new(format!("/{rule}"))],
            saw: Vec::new(),
            message: Text::of("x"),
            ask: None,
            fixes: Vec::new(),
            answers: Vec::new(),
        }
    }

    fn warns<const N: usize>(rules: [&'static str; N]) -> [Finding; N] {
        rules.map(|rule| finding(rule, Severity::Warn))
    }

    /// A panel of so many lines, each finding on as many as its rule has letters.
    fn laid(panel: &mut Panel, room: usize) -> Vec<String> {
        panel.lay((28, room), |finding| finding.rule.as_str().len());
        let mut lines = vec![String::new(); room];
        for (finding, from, count) in panel.shown() {
            lines[from..from + count].fill(finding.rule.as_str().to_owned());
        }
        lines
    }

    #[test]
    fn a_finding_keeps_its_lines_while_others_come_and_go() {
        let [a, b, c, d] = warns(["a", "bb", "c", "d"]);
        let mut panel = Panel::default();
        panel.take(&[a.clone(), b, c.clone()]);
        assert_eq!(laid(&mut panel, 5), ["a", "bb", "bb", "c", ""]);
        panel.take(&[c.clone(), a.clone()]);
        assert_eq!(laid(&mut panel, 5), ["a", "", "", "c", ""]);
        panel.take(&[d, a, c]);
        assert_eq!(laid(&mut panel, 5), ["a", "d", "", "c", ""]);
    }

    #[test]
    fn a_line_is_never_left_empty_while_a_finding_that_would_fit_is_out_of_sight() {
        let [a, b, c, d, e] = warns(["a", "bb", "c", "dd", "eee"]);
        let mut panel = Panel::default();
        panel.take(&[a.clone(), b.clone(), c.clone(), d.clone(), e.clone()]);
        assert_eq!(laid(&mut panel, 6), ["a", "bb", "bb", "c", "dd", "dd"]);
        assert_eq!(panel.hidden(), 1);
        // Two free lines hold its beginning; three the whole of it.
        panel.take(&[a.clone(), c.clone(), d.clone(), e.clone()]);
        assert_eq!(laid(&mut panel, 6), ["a", "eee", "eee", "c", "dd", "dd"]);
        panel.take(&[c, d, e]);
        assert_eq!(laid(&mut panel, 6), ["eee", "eee", "eee", "c", "dd", "dd"]);
        let [a, b, c, d] = warns(["a", "b", "c", "dd"]);
        let mut panel = Panel::default();
        panel.take(&[a, b.clone(), c, d.clone()]);
        assert_eq!(laid(&mut panel, 3), ["a", "b", "c"]);
        panel.take(&[b, d]);
        assert_eq!(laid(&mut panel, 3), ["b", "dd", "dd"]);
    }

    #[test]
    fn what_does_not_fit_whole_begins_where_there_is_room() {
        let [a, b, c] = warns(["aa", "bbbb", "cccc"]);
        let mut panel = Panel::default();
        panel.take(&[a.clone(), b.clone(), c.clone()]);
        let whole = ["aa", "aa", "bbbb", "bbbb", "bbbb", "bbbb", "cccc", "cccc"];
        assert_eq!(laid(&mut panel, 8), whole);
        assert_eq!(panel.hidden(), 0);
        assert_eq!(
            laid(&mut panel, 7),
            ["aa", "aa", "bbbb", "bbbb", "bbbb", "bbbb", ""]
        );
        assert_eq!(panel.hidden(), 1);
        // Once there is room it stands whole.
        assert_eq!(laid(&mut panel, 8), whole);
        panel.take(&[b, c]);
        let closed = [
            "bbbb", "bbbb", "bbbb", "bbbb", "cccc", "cccc", "cccc", "cccc",
        ];
        assert_eq!(laid(&mut panel, 8), closed);
    }

    #[test]
    fn a_new_block_is_not_out_of_sight_behind_hints() {
        let [a, b] = ["aa", "bb"].map(|rule| finding(rule, Severity::Hint));
        let c = finding("cc", Severity::Block);
        let mut panel = Panel::default();
        panel.take(&[a.clone(), b.clone()]);
        assert_eq!(laid(&mut panel, 4), ["aa", "aa", "bb", "bb"]);
        panel.take(&[a, b, c]);
        assert_eq!(laid(&mut panel, 4), ["cc", "cc", "aa", "aa"]);
    }

    #[test]
    fn another_size_lays_all_out_anew() {
        let [a, b] = warns(["aa", "bb"]);
        let mut panel = Panel::default();
        panel.take(&[a, b.clone()]);
        laid(&mut panel, 4);
        panel.take(&[b]);
        assert_eq!(laid(&mut panel, 4), ["", "", "bb", "bb"]);
        assert_eq!(laid(&mut panel, 3), ["bb", "bb", ""]);
    }

    #[test]
    fn settled_in_order_the_near_and_the_gravest_are_first() {
        let mut panel = Panel::default();
        panel.take(&[finding("a", Severity::Hint), finding("b", Severity::Block)]);
        panel.settle(|_| true);
        assert_eq!(laid(&mut panel, 2), ["b", "a"]);
        panel.settle(|finding| finding.rule.as_str() == "a");
        assert_eq!(laid(&mut panel, 2), ["a", "b"]);
    }
}
