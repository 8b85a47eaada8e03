//! The findings beside the form: each keeps its place while others come and go.

use crate::domain::{Finding, Severity};

/// Findings in places that don't move.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panel {
    places: Vec<Option<Finding>>,
}

impl Panel {
    /// Takes the findings of a new check. One that stays, stays where it is; one that is settled
    /// leaves its place empty; a new one takes the first empty place, or the end.
    pub fn take(&mut self, findings: &[Finding]) {
        let mut open: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.is_open())
            .collect();
        for place in &mut self.places {
            let same = place.as_ref().and_then(|old| {
                open.iter()
                    .position(|new| new.rule == old.rule && new.at == old.at)
            });
            *place = same.map(|at| open.remove(at).clone());
        }
        let mut empty: Vec<usize> = (0..self.places.len())
            .filter(|at| self.places[*at].is_none())
            .rev()
            .collect();
        for finding in open {
            match empty.pop() {
                Some(at) => self.places[at] = Some(finding.clone()),
                None => self.places.push(Some(finding.clone())),
            }
        }
        while self.places.last().is_some_and(Option::is_none) {
            self.places.pop();
        }
    }

    /// Orders them anew, without gaps, those that are `near` first and the gravest of them before
    /// all: when the eye is elsewhere anyway.
    pub fn settle(&mut self, near: impl Fn(&Finding) -> bool) {
        self.places.retain(Option::is_some);
        self.places.sort_by_key(|place| {
            place
                .as_ref()
                .map(|finding| (!near(finding), finding.severity))
        });
    }

    /// The places.
    pub fn places(&self) -> &[Option<Finding>] {
        &self.places
    }

    /// The open findings.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.places.iter().flatten()
    }

    /// The findings that look at a field, the gravest first.
    pub fn at(&self, pointer: &str) -> Vec<&Finding> {
        let mut found: Vec<&Finding> = self
            .open()
            .filter(|finding| looks_at(finding, pointer))
            .collect();
        found.sort_by_key(|finding| finding.severity);
        found
    }

    /// The gravest severity at a field.
    pub fn severity_at(&self, pointer: &str) -> Option<Severity> {
        self.at(pointer).first().map(|finding| finding.severity)
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

    fn rules(panel: &Panel) -> Vec<&str> {
        panel
            .places()
            .iter()
            .map(|place| place.as_ref().map_or("", |finding| finding.rule.as_str()))
            .collect()
    }

    #[test]
    fn a_finding_keeps_its_place_while_others_come_and_go() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|rule| finding(rule, Severity::Warn));
        let mut panel = Panel::default();
        panel.take(&[a.clone(), b, c.clone()]);
        panel.take(&[c.clone(), a.clone()]);
        assert_eq!(rules(&panel), ["a", "", "c"]);
        panel.take(&[d, a, c]);
        assert_eq!(rules(&panel), ["a", "d", "c"]);
    }

    #[test]
    fn settled_in_order_the_near_and_the_gravest_are_first() {
        let mut panel = Panel::default();
        panel.take(&[finding("a", Severity::Hint), finding("b", Severity::Block)]);
        panel.settle(|_| true);
        assert_eq!(rules(&panel), ["b", "a"]);
        panel.settle(|finding| finding.rule.as_str() == "a");
        assert_eq!(rules(&panel), ["a", "b"]);
    }
}
