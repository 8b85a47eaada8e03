//! What a query means, and which rows are therefore right: read off the rows, nothing else.

use chrono::{DateTime, FixedOffset, NaiveDate};
use shipdesk::domain::Sailing;

/// What is meant; nothing said of a field: any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wish {
    pub carriers: Vec<String>,
    /// Ports or country letters.
    pub pols: Vec<String>,
    pub pods: Vec<String>,
    /// Either end of the way.
    pub calls: Vec<String>,
    /// Beginnings of the vessel's words, in order.
    pub vessel: Vec<String>,
    /// The vessel's Chinese name holds this.
    pub vessel_zh: String,
    pub voyage: String,
    pub etd: Vec<(NaiveDate, NaiveDate)>,
    pub service: String,
    pub terminal: String,
}

impl Wish {
    pub fn fits(&self, s: &Sailing) -> bool {
        let among = |all: &[String], code: &str| {
            all.is_empty() || all.iter().any(|one| code.starts_with(one.as_str()))
        };
        among(&self.carriers, s.carrier.as_str())
            && among(&self.pols, s.pol.as_str())
            && among(&self.pods, s.pod.as_str())
            && (self.calls.is_empty()
                || among(&self.calls, s.pod.as_str())
                || among(&self.calls, s.pol.as_str()))
            && (self.etd.is_empty()
                || self
                    .etd
                    .iter()
                    .any(|(from, to)| (*from..=*to).contains(&s.etd)))
            && self.is_vessel(&s.vessel)
            && (self.vessel_zh.is_empty()
                || s.vessel_zh
                    .as_ref()
                    .is_some_and(|zh| zh.contains(&self.vessel_zh)))
            && (self.voyage.is_empty() || is_voyage(&self.voyage, s.voyage.number()))
            && (self.service.is_empty()
                || s.service
                    .as_ref()
                    .is_some_and(|v| v.to_lowercase().starts_with(&self.service)))
            && (self.terminal.is_empty()
                || s.pod_terminal
                    .as_ref()
                    .is_some_and(|t| t.to_lowercase().contains(&self.terminal)))
    }

    fn is_vessel(&self, name: &str) -> bool {
        if self.vessel.is_empty() {
            return true;
        }
        let name = name.to_lowercase();
        let mut words = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty());
        self.vessel
            .iter()
            .all(|piece| words.any(|word| word.starts_with(piece.as_str())))
    }
}

/// 46 is 046W; 624 the number of FE624W; 1ma the tail of 0FLD4W1MA.
fn is_voyage(typed: &str, voyage: &str) -> bool {
    let bare = |text: &str| {
        let all: String = text
            .to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let digits = all
            .strip_prefix('v')
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        digits.unwrap_or(&all).trim_start_matches('0').to_owned()
    };
    let (typed, voyage) = (bare(typed), bare(voyage));
    let number = voyage.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    voyage == typed
        || number == typed
        || typed.len() >= 2 && (number.ends_with(&typed) || voyage.ends_with(&typed))
        || typed.len() >= 3 && voyage.starts_with(&typed)
}

/// The right sailings still open, and the soonest cut-off among them.
pub fn right<'a>(
    wish: &Wish,
    sailings: &'a [Sailing],
    now: DateTime<FixedOffset>,
) -> (Vec<&'a Sailing>, Option<DateTime<FixedOffset>>) {
    let open = |s: &Sailing| s.next_cut_off(now).map(|(_, c)| c.passes_at());
    let right: Vec<&Sailing> = sailings
        .iter()
        .filter(|s| wish.fits(s) && open(s).is_some())
        .collect();
    let soonest = right.iter().filter_map(|s| open(s)).min();
    (right, soonest)
}
