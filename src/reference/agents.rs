//! The published list of overseas agents (clause C6.3).

use std::collections::HashMap;

use crate::domain::Text;

use super::cell::shown;
use super::ports::Ports;
use super::table::{Layout, Row, Rows, TableError};
use super::text::key;

/// An overseas agent of the published list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The company's code for it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The country it works in, ISO letters.
    pub country: String,
    /// The ports it serves, by code; empty: the whole country.
    pub ports: Vec<String>,
    /// Further ways to write its name.
    pub aliases: Vec<String>,
}

/// The list.
#[derive(Debug, Clone)]
pub struct Agents {
    all: Vec<Agent>,
    by_key: HashMap<String, usize>,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "agents",
    built_in: include_str!("tables/agents.csv"),
    columns: &["code", "name", "country", "ports", "aliases"],
    needed: &["code", "name", "country"],
    key: &["code"],
};

impl Agents {
    pub(super) fn read(rows: &Rows, ports: &Ports) -> Result<Self, Vec<TableError>> {
        let all = rows.read_each(|row| {
            let country = row.needed("country")?.to_uppercase();
            if !super::countries::is_country(&country) {
                return Err(row.bad(
                    "country",
                    Text::of("table.no-country").with("text", shown(&country)),
                ));
            }
            Ok(Agent {
                code: row.needed("code")?.to_owned(),
                name: row.needed("name")?.to_owned(),
                country,
                ports: served(row, ports)?,
                aliases: row.list("aliases"),
            })
        })?;
        let mut by_key = HashMap::new();
        for (place, agent) in all.iter().enumerate() {
            for term in [&agent.code, &agent.name].into_iter().chain(&agent.aliases) {
                by_key.entry(company_key(term)).or_insert(place);
            }
        }
        Ok(Self { all, by_key })
    }

    /// Every agent.
    pub fn iter(&self) -> impl Iterator<Item = &Agent> {
        self.all.iter()
    }

    /// The agent that a code or a name means; `CO., LTD` and the like make no difference.
    pub fn find(&self, text: &str) -> Option<&Agent> {
        self.by_key
            .get(&company_key(text))
            .map(|&place| &self.all[place])
    }
}

/// The codes of the ports that a row names.
fn served(row: &Row, ports: &Ports) -> Result<Vec<String>, TableError> {
    let code = |text: String| {
        let port = ports.find(&text).ok_or_else(|| {
            let reason = Text::of("table.no-port").with("text", shown(&text));
            row.bad("ports", reason)
        })?;
        Ok(port.code.as_str().to_owned())
    };
    row.list("ports").into_iter().map(code).collect()
}

fn company_key(text: &str) -> String {
    let key = key(text);
    let mut rest = key.as_str();
    while let Some(shorter) = [
        "LTD", "LIMITED", "CO", "COMPANY", "INC", "LLC", "GMBH", "BV", "BHD", "SDN", "PTE", "CORP",
    ]
    .iter()
    .find_map(|ending| rest.strip_suffix(ending))
    .filter(|rest| !rest.is_empty())
    {
        rest = shorter;
    }
    rest.to_owned()
}
