//! What a list of jobs keeps: a stage and whose hands a job is in by the line, all else by the desk's
//! search: words, and fields by name.

use crate::domain::words::Word as _;
use crate::domain::{JobLine, SailingId, Stage};
use crate::i18n::{self, Lang};
use crate::protocol::{ListFilter, Request};

/// A word of a filter.
enum Kept<'a> {
    Stage(Stage),
    /// On a sailing, by its id.
    Sailing(&'a str),
    Holder(&'a str),
    Action(&'a str),
    /// What the desk searches.
    Word,
}

fn kept(word: &str) -> Kept<'_> {
    match word.split_once(':') {
        Some(("stage", stage)) => match stage.to_lowercase().parse() {
            Ok(stage) => Kept::Stage(stage),
            Err(_) => stage_of(stage).map_or(Kept::Word, Kept::Stage),
        },
        // An id has its parts behind dots; a voyage or a ship is searched.
        Some(("sailing", id)) if id.contains('.') => Kept::Sailing(id),
        Some(("holder", name)) => Kept::Holder(name),
        Some(("action", action)) => Kept::Action(action),
        None => stage_of(word).map_or(Kept::Word, Kept::Stage),
        Some(_) => Kept::Word,
    }
}

/// The request for a list: a stage or a sailing narrows it at the desk, the rest is searched there.
pub fn request_of(filter: &str) -> Request {
    let mut list = ListFilter {
        matching: searched(filter),
        ..ListFilter::default()
    };
    for word in filter.split_whitespace() {
        match kept(word) {
            Kept::Stage(stage) => list.stage = Some(stage),
            Kept::Sailing(id) => list.sailing = Some(SailingId::new(id)),
            _ => {}
        }
    }
    Request::List(list)
}

/// The request for the queue, what can be searched searched there.
pub fn queue_of(mine: bool, filter: &str) -> Request {
    Request::Queue {
        mine,
        matching: searched(filter),
    }
}

/// What of a filter the desk searches; none where there is nothing.
fn searched(filter: &str) -> Option<String> {
    let words = filter.split_whitespace();
    let words = words.filter(|word| matches!(kept(word), Kept::Word));
    let words: Vec<&str> = words.collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The stage that a word says in either language.
fn stage_of(word: &str) -> Option<Stage> {
    let word = word.to_lowercase();
    Stage::WORDS.iter().copied().find(|stage| {
        word == stage.as_str()
            || Lang::ALL
                .into_iter()
                .any(|lang| i18n::say(lang, &format!("tui.word.stage.{stage}")) == word)
    })
}

/// Whether a line that the desk has found has what the filter asks of the line itself:
/// `stage:draft`, `holder:li.na`, `action:tell`.
pub fn keeps(filter: &str, line: &JobLine) -> bool {
    let has = |text: &str, value: &str| text.to_lowercase().contains(&value.to_lowercase());
    filter.split_whitespace().all(|word| match kept(word) {
        Kept::Stage(stage) => line.stage == stage,
        Kept::Holder(name) => {
            let holder = line.holder.as_ref();
            holder.is_some_and(|holder| has(holder.as_str(), name))
        }
        Kept::Action(action) => {
            let own = line.action.as_ref();
            own.is_some_and(|own| has(own.as_str(), action))
        }
        Kept::Sailing(_) | Kept::Word => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Counts, JobNo, OperatorName, Stage};

    fn line() -> JobLine {
        JobLine {
            job_no: JobNo::new("KF2026000031"),
            version: 1,
            stage: Stage::Draft,
            status: None,
            clerk: OperatorName::new("li.na"),
            principal: Some("宁波海天纺织".into()),
            customer_ref: None,
            goods: vec!["COTTON T-SHIRTS".into()],
            booking_no: None,
            carrier: Some(crate::domain::Given::Known("COSU".parse().unwrap())),
            vessel: Some("COSCO SHIPPING UNIVERSE".into()),
            voyage: None,
            pol: None,
            pod: None,
            etd: None,
            equipment: "2*40HQ".into(),
            cut_off: None,
            holder: None,
            findings: Counts::default(),
            action: None,
            due: None,
            overdue: false,
            unanswered: Vec::new(),
            moved: Vec::new(),
        }
    }

    #[test]
    fn the_line_itself_is_asked_for_stage_holder_and_action() {
        assert!(keeps("", &line()));
        assert!(keeps("stage:draft whatever clerk:li", &line()));
        assert!(keeps("draft", &line()) && !keeps("booked", &line()));
        assert!(!keeps("holder:wang", &line()) && !keeps("action:tell", &line()));
    }

    #[test]
    fn the_desk_is_asked_for_all_else() {
        let Request::List(list) = request_of("stage:draft cosco goods:shirt holder:li") else {
            panic!("no list");
        };
        assert_eq!(list.stage, Some(Stage::Draft));
        assert_eq!(list.matching.as_deref(), Some("cosco goods:shirt"));
        assert_eq!(searched("sailing:046W"), Some("sailing:046W".to_owned()));
        let on = "sailing:COSU.COSCO-SHIPPING-UNIVERSE.046W.CNSHA.NLRTM";
        assert_eq!(searched(on), None);
        assert_eq!(searched("draft action:tell"), None);
    }
}
