//! Reference tables: ports, sub-ports, carriers, equipment, words, agents, working days.
//!
//! Every table is a CSV file under `tables/`, built into the binary, with its source in its first
//! lines. A file in the folder `reference/` of the desk's home replaces one (`ports.csv`) or extends
//! it (`ports.extra.csv`: a row of the same key replaces the built-in row). A file that is not in order
//! is refused as a whole, with all that is wrong in it, and the table before it stays in force.

mod agents;
mod built;
mod calendar;
mod carriers;
mod cell;
mod charges;
mod check;
mod clauses;
mod company;
mod countries;
mod departments;
mod descriptions;
mod equipment;
mod files;
mod goods;
mod goods_code;
mod goods_kinds;
mod headings;
mod holidays;
mod layout;
mod limits;
mod lines;
mod load;
mod places;
mod port;
mod ports;
mod refusal;
mod sub_ports;
mod table;
pub mod text;

use std::sync::OnceLock;

use crate::domain::PortCode;

pub use agents::{Agent, Agents};
pub use calendar::{CalendarAnswer, WorkingDays};
pub use carriers::{Carrier, Carriers, PartyLines};
pub use charges::{Charge, ChargeCodes, ChargeKind};
pub use check::{TableReport, TableState, check};
pub use countries::is_country_name;
pub use departments::{DEPARTMENTS, DepartmentTable};
pub use equipment::{Equipment, EquipmentFamily, EquipmentTable};
pub use files::{is_meant_as_table, text_of};
pub use goods::GoodsWords;
pub use goods_kinds::{GoodsCategory, GoodsMatch, GoodsReading, MatchedIn};
pub use headings::{HEADING_COLUMNS, HeadingWord, Headings};
pub use limits::{Deadlines, FilingRule, Filings};
pub use load::shipped;
pub use port::{Port, UsCoast};
pub use ports::Ports;
pub use sub_ports::{SubPortChoice, SubPortQuestion, SubPorts};
pub use table::TableError;

/// The tables in force.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Ports and places.
    pub ports: Ports,
    /// Ports whose carriers call at different harbours.
    pub sub_ports: SubPorts,
    /// Carriers.
    pub carriers: Carriers,
    /// Container types.
    pub equipment: EquipmentTable,
    /// Working days.
    pub calendar: WorkingDays,
    /// Words for goods.
    pub goods: GoodsWords,
    /// Charge codes.
    pub charges: ChargeCodes,
    /// Overseas agents.
    pub agents: Agents,
    /// Who is told of which change.
    pub departments: DepartmentTable,
    /// Hours and figures that the rules go by.
    pub deadlines: Deadlines,
    /// Which filing a destination needs.
    pub filings: Filings,
    /// What the heads of schedules' columns are called.
    pub headings: Headings,
    /// A digest of all tables: two desks with the same one speak of the same tables.
    pub digest: String,
    /// Each table's rows as they stand, for the digest and for what is extended.
    rows: load::TableRows,
}

impl Reference {
    /// The tables as shipped.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Reference> = OnceLock::new();
        BUILT_IN.get_or_init(load::built_in)
    }

    /// The one port that a text names: a code, a name in English or Chinese, pinyin, an alias; with
    /// its country, state or the word “port” beside it. Never a guess.
    pub fn port(&self, text: &str) -> Option<&Port> {
        self.ports.find(text)
    }

    /// The port that a person wrote into a form: as [`Self::port`], or by the three letters that end
    /// the codes of one port alone, as people say SHA and MNL. Columns of schedules have such letters
    /// too (AMS), so they are read where nothing but a port is asked for.
    pub fn port_written(&self, text: &str) -> Option<&Port> {
        // PKL is written for Port Klang, and Port Kembla's code ends so.
        let is_nobodys = || self.ports.named(text).is_empty();
        self.port(text).or_else(|| {
            let of_code = self.ports.of_three_letters(text);
            of_code.filter(|_| is_nobodys())
        })
    }

    /// The ports that a text was likely meant to name, likeliest first.
    pub fn nearest_ports(&self, text: &str, limit: usize) -> Vec<&Port> {
        self.ports.nearest(text, limit)
    }

    /// Whether two codes are one call: the same port, a port and one of its harbours, or two codes of
    /// a port with the same harbours (Jakarta and Tanjung Priok).
    pub fn is_one_call(&self, left: &PortCode, right: &PortCode) -> bool {
        let code = |code: &PortCode| {
            self.port(code.as_str())
                .map_or_else(|| code.clone(), |port| port.code.clone())
        };
        let (left, right) = (code(left), code(right));
        left == right
            || self.sub_ports.is_harbour_of(&left, &right)
            || self.sub_ports.is_harbour_of(&right, &left)
            || self.sub_ports.are_one_place(&left, &right)
    }

    /// The carrier that a text names.
    pub fn carrier(&self, text: &str) -> Option<&Carrier> {
        self.carriers.find(text)
    }

    /// The container type that a text names.
    pub fn equipment(&self, text: &str) -> Option<&Equipment> {
        self.equipment.find(text)
    }
}

#[cfg(test)]
mod goods_tests;
#[cfg(test)]
mod load_tests;
#[cfg(test)]
mod places_tests;
#[cfg(test)]
mod refused_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod written_tests;
