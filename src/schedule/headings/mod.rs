//! What a column holds, told by its heading. The words are a table, `headings.csv`.

use std::collections::HashMap;

use crate::domain::words::words;
use crate::reference::Reference;

mod text;

use text::says_no_more;
pub(super) use text::{comparable, position};

words! {
    /// What a column of a schedule holds.
    pub enum Field {
        /// The carrier.
        Carrier = "carrier",
        /// The vessel, in a column that may also hold the voyage.
        Vessel = "vessel",
        /// The vessel's Chinese name.
        VesselZh = "vessel_zh",
        /// The voyage.
        Voyage = "voyage",
        /// The service or lane.
        Service = "service",
        /// Port of loading.
        Pol = "pol",
        /// Port of discharge.
        Pod = "pod",
        /// Place of delivery: read past, a sailing ends at its port of discharge.
        Delivery = "delivery",
        /// Terminal at the port of discharge.
        Terminal = "terminal",
        /// Transhipment port.
        Via = "via",
        /// Estimated departure.
        Etd = "etd",
        /// Estimated arrival.
        Eta = "eta",
        /// Container yard cut-off.
        Cy = "cy",
        /// Shipping instruction cut-off.
        Si = "si",
        /// Verified gross mass cut-off.
        Vgm = "vgm",
        /// Customs cut-off.
        Customs = "customs",
        /// Advance manifest cut-off.
        Ams = "ams",
        /// Days at sea.
        Transit = "transit",
        /// Remarks.
        Remarks = "remarks",
        /// A column that is known and not needed: numbers, rates, feeder vessels.
        Ignore = "ignore",
    }
}

impl Field {
    /// The cut-offs' columns.
    pub const CUT_OFFS: [Self; 5] = [Self::Cy, Self::Si, Self::Vgm, Self::Customs, Self::Ams];

    /// Whether the column holds dates.
    pub fn is_date(self) -> bool {
        matches!(self, Self::Etd | Self::Eta) || Self::CUT_OFFS.contains(&self)
    }
}

/// The words that name columns.
#[derive(Debug, Clone, Default)]
pub struct HeadingWords {
    /// Longest first.
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    field: Field,
    strong: bool,
}

/// A heading, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Heading {
    /// What it names; several for “vessel/voyage” or “SI & VGM cut-off”.
    pub(super) fields: Vec<Field>,
    /// Whether a word was found that means nothing else.
    pub(super) strong: bool,
    /// Whether it says that and nothing else.
    pub(super) exact: bool,
    /// Whether it names several things of which a sheet has a column each.
    pub(super) runs_together: bool,
    /// What no word explains: a port, a unit.
    pub(super) rest: String,
}

impl HeadingWords {
    /// The words of the tables in force. A word that stands twice names the later row's column, so
    /// that a company's row outweighs a shipped one that is spelt in another way.
    pub fn of(reference: &Reference) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for heading in reference.headings.iter() {
            let text = comparable(&heading.word);
            let Ok(field) = heading.column.parse::<Field>() else {
                continue;
            };
            let word = Word {
                text: text.clone(),
                field,
                strong: heading.strong,
            };
            if let Some(&place) = places.get(&text) {
                words[place] = word;
            } else {
                places.insert(text, words.len());
                words.push(word);
            }
        }
        words.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then(a.text.cmp(&b.text)));
        Self { words }
    }

    /// Whether words are one head of the table, as `Port of loading` is, and not two that stand beside one
    /// another.
    pub(super) fn is_one(&self, heading: &str) -> bool {
        let text = comparable(heading);
        let is_known = |text: &str| self.words.iter().find(|word| word.text == text);
        is_known(&text).is_some()
            && !text
                .split(' ')
                .all(|part| is_known(part).is_some_and(|word| word.strong))
    }

    /// Reads a heading. One with several lines or of two rows comes joined by blanks.
    pub(super) fn read(&self, heading: &str) -> Heading {
        let mut text = comparable(heading);
        if text.is_empty() || text.chars().count() > 60 {
            return Heading {
                rest: text,
                ..Heading::default()
            };
        }
        let mut found: Vec<&Word> = Vec::new();
        for word in &self.words {
            while let Some(at) = position(&text, &word.text) {
                // What is read is blotted out, so that a shorter word does not match inside it.
                text.replace_range(at..at + word.text.len(), "\u{1}");
                found.push(word);
            }
        }
        let strong = found.iter().any(|word| word.strong);
        let mut named: Vec<Field> = Vec::new();
        for word in &found {
            if word.strong == strong && !named.contains(&word.field) {
                named.push(word.field);
            }
        }
        let fields = together(&named);
        // `Voyage status` is a voyage's and no voyage; `POL ETD` is a departure all the same.
        let says_only = found.iter().all(|word| {
            fields.contains(&word.field)
                || is_of_whose(word.field, &fields)
                || word.text.split(' ').all(says_no_more)
        });
        let rest = text.replace('\u{1}', " ").trim().to_owned();
        let is_of_its_own = |field: &Field| {
            field.is_date()
                || matches!(
                    field,
                    Field::Carrier | Field::Vessel | Field::Voyage | Field::Pol | Field::Pod
                )
        };
        Heading {
            runs_together: !says_only
                && named.iter().filter(|field| is_of_its_own(field)).count() > 1,
            exact: !fields.is_empty() && says_only && rest.split(' ').all(says_no_more),
            fields,
            strong,
            rest,
        }
    }
}

/// Whether a word only says whose a column's dates are: the port of `POL ETD`, the terminal of
/// `Terminal CY closing`.
fn is_of_whose(field: Field, fields: &[Field]) -> bool {
    matches!(field, Field::Pol | Field::Pod | Field::Terminal)
        && fields.iter().all(|held| held.is_date())
}

/// What headings that name several things hold: `POL ETD` is a departure, `ETA POL` nothing needed.
fn together(fields: &[Field]) -> Vec<Field> {
    let has = |field| fields.contains(&field);
    let cut_offs: Vec<Field> = fields
        .iter()
        .copied()
        .filter(|field| Field::CUT_OFFS.contains(field))
        .collect();
    if fields.len() <= 1 {
        return fields.to_vec();
    }
    if has(Field::Ignore) && !has(Field::Vessel) && !has(Field::Etd) && !has(Field::Remarks) {
        return vec![Field::Ignore];
    }
    if has(Field::Vessel) && has(Field::Voyage) {
        return vec![Field::Vessel, Field::Voyage];
    }
    if !cut_offs.is_empty() {
        return cut_offs;
    }
    if has(Field::Pol) && has(Field::Pod) && !has(Field::Etd) && !has(Field::Eta) {
        return vec![Field::Pol, Field::Pod];
    }
    match (has(Field::Etd), has(Field::Eta)) {
        (true, true | false) if has(Field::Pod) || has(Field::Via) => vec![Field::Ignore],
        (false, true) if has(Field::Pol) || has(Field::Via) || has(Field::Delivery) => {
            vec![Field::Ignore]
        }
        (true, true) => vec![Field::Etd, Field::Eta],
        (true, false) => vec![Field::Etd],
        (false, true) => vec![Field::Eta],
        (false, false) => {
            let order = [
                Field::Vessel,
                Field::Voyage,
                Field::VesselZh,
                Field::Pod,
                Field::Pol,
                Field::Via,
                Field::Carrier,
                Field::Service,
                Field::Transit,
                Field::Remarks,
            ];
            order
                .into_iter()
                .find(|&field| has(field))
                .or(fields.first().copied())
                .into_iter()
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> HeadingWords {
        HeadingWords::of(Reference::built_in())
    }

    fn fields(heading: &str) -> Vec<&'static str> {
        words()
            .read(heading)
            .fields
            .iter()
            .map(|field| field.as_str())
            .collect()
    }

    #[test]
    fn the_table_names_the_columns_that_there_are_and_each_word_once() {
        let names: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
        assert_eq!(names, crate::reference::HEADING_COLUMNS);
        let mut seen = HashMap::new();
        for heading in Reference::built_in().headings.iter() {
            let word = comparable(&heading.word);
            let first = seen.entry(word).or_insert(&heading.column);
            assert_eq!(
                *first, &heading.column,
                "“{}” is in two columns",
                heading.word
            );
        }
    }

    #[test]
    fn headings_are_known_in_both_languages_and_any_dress() {
        for (heading, field) in [
            ("船  名", "vessel"),
            ("VSL.", "vessel"),
            ("Vessel Name", "vessel"),
            ("中文船名", "vessel_zh"),
            ("航次(V.)", "voyage"),
            ("Voy.No.", "voyage"),
            ("开航日\nETD", "etd"),
            ("ＥＴＤ", "etd"),
            ("Sailing", "etd"),
            ("ETD SHA", "etd"),
            ("截关时间", "customs"),
            ("截港/截柜", "cy"),
            ("CY-Closing", "cy"),
            ("CY CUT-OFF", "cy"),
            ("Cut-off", "cy"),
            ("SI Cut Off", "si"),
            ("截单/SI", "si"),
            ("DOC Closing", "si"),
            ("截 VGM", "vgm"),
            ("VGM CUT OFF", "vgm"),
            ("Customs Closing", "customs"),
            ("截AMS/ENS", "ams"),
            ("CY Open", "ignore"),
            ("起运港 ETD", "etd"),
            ("目的港 ETA", "eta"),
            ("起运港 ETA", "ignore"),
            ("T/T(Days)", "transit"),
            ("Port of Discharge", "pod"),
            ("卸货港/POD", "pod"),
            ("POL", "pol"),
            ("船公司 Carrier", "carrier"),
            ("备注", "remarks"),
            ("放行", "customs"),
            ("截重", "cy"),
            ("目的港", "pod"),
            ("进口航次", "ignore"),
            ("Reefer CY Cut-off", "ignore"),
            ("冻柜截港", "ignore"),
            ("危险品截港时间", "ignore"),
            ("DG CY", "ignore"),
            ("Dry CY", "cy"),
            ("普柜截港", "cy"),
            ("Remarks (DG, reefer)", "remarks"),
            ("L/Port", "pol"),
            ("vesselName", "vessel"),
            ("cyCutoff", "cy"),
            ("ETA Final Destination", "ignore"),
            ("D/Port", "pod"),
            ("二程船名", "ignore"),
        ] {
            assert_eq!(fields(heading), [field], "{heading}");
        }
    }

    #[test]
    fn one_column_may_hold_two_things() {
        for heading in ["船名/航次", "Vessel / Voyage", "VSL/VOY", "船名航次"] {
            assert_eq!(fields(heading), ["vessel", "voyage"], "{heading}");
        }
        assert_eq!(fields("截关/截港"), ["customs", "cy"]);
        for heading in [
            "POL-POD",
            "起运港/目的港",
            "Port of Loading / Port of Discharge",
        ] {
            assert_eq!(fields(heading), ["pol", "pod"], "{heading}");
        }
    }

    #[test]
    fn a_word_inside_another_word_is_none() {
        assert_eq!(fields("SITC"), Vec::<&str>::new());
        assert_eq!(fields("ROTTERDAM"), Vec::<&str>::new());
    }

    #[test]
    fn what_no_word_explains_is_left_over() {
        assert_eq!(words().read("ETA ROTTERDAM").rest, "ROTTERDAM");
    }
}
