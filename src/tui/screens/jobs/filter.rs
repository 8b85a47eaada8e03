//! What a list of jobs keeps: words that a line must have, and a few fields by name.

use crate::domain::words::Word as _;
use crate::domain::{JobLine, SailingId, Stage};
use crate::i18n::{self, Lang};
use crate::protocol::{ListFilter, Request};
use crate::tui::words;

/// The request for a list: a stage or a sailing narrows it at the desk, the rest is searched there.
pub fn request_of(filter: &str) -> Request {
    let mut list = ListFilter::default();
    let mut rest = Vec::new();
    for word in filter.split_whitespace() {
        match word.split_once(':') {
            Some(("sailing", id)) => list.sailing = Some(SailingId::new(id)),
            Some(("stage", stage)) if stage.parse::<crate::domain::Stage>().is_ok() => {
                list.stage = stage.parse().ok();
            }
            Some(("clerk" | "holder" | "carrier" | "pod" | "customer" | "action", _)) => {}
            None if stage_of(word).is_some() => list.stage = stage_of(word),
            _ => rest.push(word),
        }
    }
    if !rest.is_empty() {
        list.matching = Some(rest.join(" "));
    }
    Request::List(list)
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

/// Whether a line of a list that the desk has searched has what a filter names by field.
pub fn keeps_fields(filter: &str, line: &JobLine) -> bool {
    filter
        .split_whitespace()
        .filter(|word| word.contains(':') && !word.starts_with("sailing:"))
        .all(|word| keeps(word, line))
}

/// Whether a line has everything that a filter names: `carrier:COSU`, `clerk:li.na`, `stage:draft`,
/// and words found anywhere in it.
pub fn keeps(filter: &str, line: &JobLine) -> bool {
    filter.split_whitespace().all(|word| {
        let (field, value) = word.split_once(':').unwrap_or(("", word));
        let value = value.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&value);
        match field {
            "sailing" => {
                has(&line.vessel.clone().unwrap_or_default())
                    || has(&words::given(line.voyage.as_ref()))
            }
            "customer" => has(&line.principal.clone().unwrap_or_default()),
            "stage" => line.stage.as_str() == value,
            "clerk" => has(line.clerk.as_str()),
            "holder" => line
                .holder
                .as_ref()
                .is_some_and(|holder| has(holder.as_str())),
            "carrier" => has(&words::given(line.carrier.as_ref())),
            "pod" => has(&words::given(line.pod.as_ref())),
            "action" => line.action.is_some_and(|action| has(action.as_str())),
            "" if stage_of(value.as_str()).is_some() => {
                stage_of(value.as_str()) == Some(line.stage)
            }
            _ => [
                line.job_no.to_string(),
                line.principal.clone().unwrap_or_default(),
                line.customer_ref.clone().unwrap_or_default(),
                line.booking_no.clone().unwrap_or_default(),
                words::given(line.carrier.as_ref()),
                line.vessel.clone().unwrap_or_default(),
                words::given(line.voyage.as_ref()),
                words::given(line.pol.as_ref()),
                words::given(line.pod.as_ref()),
                line.equipment.clone(),
                line.goods.join(" "),
            ]
            .iter()
            .any(|text| has(text)),
        }
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
            moved: Vec::new(),
        }
    }

    #[test]
    fn every_word_must_be_found() {
        assert!(keeps("", &line()));
        assert!(keeps("universe 40hq", &line()));
        assert!(keeps("海天 carrier:cosu clerk:li", &line()));
        assert!(!keeps("universe carrier:MAEU", &line()));
        assert!(!keeps("holder:wang", &line()));
    }

    #[test]
    fn a_list_asks_the_desk_for_what_it_can_search() {
        let Request::List(list) = request_of("stage:draft cosco rotterdam clerk:li") else {
            panic!("no list");
        };
        assert_eq!(list.stage, Some(Stage::Draft));
        assert_eq!(list.matching.as_deref(), Some("cosco rotterdam"));
    }
}
