//! What a query means, and which sailings are therefore right.

use chrono::{DateTime, FixedOffset, NaiveDate};
use shipdesk::domain::{CutOffKind, Sailing};

/// A query with its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// The form it is of: typos, dates, …
    pub form: &'static str,
    /// As typed.
    pub text: String,
    /// What is meant.
    pub meaning: Meaning,
}

/// What is meant; nothing said of a field: any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    pub carriers: Vec<String>,
    pub pols: Vec<String>,
    pub pods: Vec<String>,
    pub vias: Vec<String>,
    /// Beginnings of the vessel's words, in order.
    pub vessel: Vec<String>,
    /// A voyage's digits without leading zeros, and its direction or nothing.
    pub voyage: Option<String>,
    pub etd: Option<(NaiveDate, NaiveDate)>,
    pub cy: Option<NaiveDate>,
}

impl Meaning {
    /// Whether a sailing is right.
    pub fn fits(&self, sailing: &Sailing) -> bool {
        let one_of = |all: &[String], is: &str| all.is_empty() || all.iter().any(|one| one == is);
        one_of(&self.carriers, sailing.carrier.as_str())
            && one_of(&self.pols, sailing.pol.as_str())
            && one_of(&self.pods, sailing.pod.as_str())
            && one_of(
                &self.vias,
                sailing.via.as_ref().map_or("", |via| via.as_str()),
            )
            && self.is_vessel(&sailing.vessel)
            && self
                .voyage
                .as_ref()
                .is_none_or(|voyage| is_voyage(voyage, sailing.voyage.number()))
            && self
                .etd
                .is_none_or(|(from, to)| (from..=to).contains(&sailing.etd))
            && self.cy.is_none_or(|day| {
                let cy = sailing.cut_offs.get(CutOffKind::Cy);
                cy.is_some_and(|cy| cy.passes_at().date_naive() == day)
            })
    }

    fn is_vessel(&self, name: &str) -> bool {
        let mut words = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        self.vessel
            .iter()
            .all(|piece| words.any(|word| word.starts_with(piece.as_str())))
    }
}

/// 46 is 046W and 046E, 46W only the first.
fn is_voyage(meant: &str, voyage: &str) -> bool {
    let bare = voyage.trim_start_matches('0');
    let number: String = bare.chars().take_while(char::is_ascii_digit).collect();
    bare == meant || number == meant && bare.len() <= number.len() + 2
}

/// The right sailings still open, and the one of them whose cut-off comes first.
pub fn right<'a>(
    meaning: &Meaning,
    sailings: &'a [Sailing],
    now: DateTime<FixedOffset>,
) -> (Vec<&'a Sailing>, Option<DateTime<FixedOffset>>) {
    let open = |s: &&Sailing| s.next_cut_off(now).is_some();
    let right: Vec<&Sailing> = sailings
        .iter()
        .filter(|s| meaning.fits(s))
        .filter(open)
        .collect();
    let soonest = right
        .iter()
        .filter_map(|s| s.next_cut_off(now))
        .map(|(_, c)| c.passes_at())
        .min();
    (right, soonest)
}

/// The queries written by hand, with their meanings.
pub fn said() -> Vec<Labelled> {
    const FORMS: [&str; 8] = [
        "typos",
        "dates",
        "chinese",
        "names",
        "pinyin",
        "abbreviations",
        "any order",
        "voyages",
    ];
    let lines = include_str!("said.csv")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            let form = FORMS
                .iter()
                .find(|f| **f == cells[0])
                .expect("a form of the list");
            Labelled {
                form,
                text: cells[1].to_owned(),
                meaning: meaning(cells[2]),
            }
        })
        .collect()
}

fn meaning(text: &str) -> Meaning {
    let mut meaning = Meaning::default();
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    for (key, value) in text.split(' ').filter_map(|pair| pair.split_once('=')) {
        let several = || value.split('/').map(str::to_owned).collect();
        match key {
            "carrier" => meaning.carriers = several(),
            "pol" => meaning.pols = several(),
            "pod" => meaning.pods = several(),
            "via" => meaning.vias = several(),
            "vessel" => meaning.vessel = value.split('_').map(str::to_owned).collect(),
            "voyage" => meaning.voyage = Some(value.to_owned()),
            "cy" => meaning.cy = Some(day(value)),
            "etd" => {
                let (from, to) = value.split_once("..").unwrap_or((value, value));
                meaning.etd = Some((day(from), day(to)));
            }
            other => panic!("no such field: {other}"),
        }
    }
    meaning
}
