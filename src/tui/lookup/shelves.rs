//! Ports, carriers, agents, charges and equipment as lists that the search engine finds in, made when
//! first asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::names::{Lookup, LookupRow, Names};
use crate::protocol::LookupKind;
use crate::reference::Reference;

/// The lists of the tables in force, and what the desk told of its own.
#[derive(Debug, Clone, Default)]
pub struct Shelves {
    lists: Option<Arc<Lists>>,
    told: BTreeMap<LookupKind, (String, Vec<String>)>,
}

#[derive(Debug)]
struct Lists {
    names: Arc<Names>,
    ports: Lookup,
    carriers: Lookup,
    agents: Lookup,
    charges: Lookup,
    equipment: Lookup,
}

/// A list.
#[derive(Debug, Clone, Copy)]
pub enum Shelf {
    /// Ports, by their codes.
    Ports,
    /// Carriers, by SCAC.
    Carriers,
    /// Agents, by their place in the list.
    Agents,
    /// Charges, by their codes.
    Charges,
    /// Equipment, by its everyday codes.
    Equipment,
}

impl Shelves {
    fn lists(&mut self, reference: &Reference) -> &Lists {
        self.lists
            .get_or_insert_with(|| Arc::new(Lists::of(reference)))
    }

    /// What ports and carriers are called.
    pub fn names(&mut self, reference: &Reference) -> Arc<Names> {
        Arc::clone(&self.lists(reference).names)
    }

    /// What the desk told of a kind for a query, where that was the last of its kind.
    pub fn told(&self, kind: LookupKind, query: &str) -> Option<&[String]> {
        let (of, names) = self.told.get(&kind)?;
        (of == query).then_some(names)
    }

    /// Keeps what the desk told.
    pub fn tell(&mut self, kind: LookupKind, query: String, names: Vec<String>) {
        self.told.insert(kind, (query, names));
    }

    /// The schedule or the jobs have changed: the desk is asked again.
    pub fn forget_told(&mut self) {
        self.told.clear();
    }

    /// The keys of those that fit what is typed, best first; the first ones for nothing.
    pub fn find(
        &mut self,
        reference: &Reference,
        shelf: Shelf,
        typed: &str,
        most: usize,
    ) -> Vec<String> {
        let lists = self.lists(reference);
        let list = match shelf {
            Shelf::Ports => &lists.ports,
            Shelf::Carriers => &lists.carriers,
            Shelf::Agents => &lists.agents,
            Shelf::Charges => &lists.charges,
            Shelf::Equipment => &lists.equipment,
        };
        let hits = list.query(typed, most, None).hits;
        hits.into_iter().map(|hit| hit.key).collect()
    }
}

impl Lists {
    fn of(reference: &Reference) -> Self {
        let names = Arc::new(Names::of_reference(reference));
        let ports = reference.ports.iter().map(|port| port.code.as_str());
        let carriers = reference
            .carriers
            .iter()
            .map(|carrier| carrier.scac.as_str());
        let agents = reference
            .agents
            .iter()
            .enumerate()
            .map(|(at, agent)| LookupRow {
                key: at.to_string(),
                name: agent.name.clone(),
                also: agent.aliases.join("|"),
                code: agent.code.clone(),
            });
        let charges = reference.charges.iter().map(|charge| LookupRow {
            key: charge.code.to_string(),
            name: charge.name.clone(),
            also: also(&charge.name_zh, &charge.aliases),
            code: charge.code.to_string(),
        });
        let equipment = reference.equipment.iter().map(|equipment| LookupRow {
            key: equipment.kind.to_string(),
            name: equipment.name_zh.clone(),
            also: also(&equipment.iso, &equipment.aliases),
            code: equipment.kind.to_string(),
        });
        Self {
            ports: Lookup::of_codes(&names, ports),
            carriers: Lookup::of_codes(&names, carriers),
            agents: Lookup::of_rows(agents),
            charges: Lookup::of_rows(charges),
            equipment: Lookup::of_rows(equipment),
            names,
        }
    }
}

/// Further names, as a row of a list has them.
fn also(name: &str, aliases: &[String]) -> String {
    let all = std::iter::once(name).chain(aliases.iter().map(String::as_str));
    let all: Vec<&str> = all.filter(|name| !name.is_empty()).collect();
    all.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(shelf: Shelf, typed: &str) -> Option<String> {
        let found = Shelves::default().find(Reference::built_in(), shelf, typed, 5);
        found.into_iter().next()
    }

    #[test]
    fn charges_are_found_by_code_name_pinyin_and_with_slips() {
        for typed in ["thc", "terminal hand", "termnial", "码头", "matou"] {
            assert_eq!(
                first(Shelf::Charges, typed).as_deref(),
                Some("THC"),
                "{typed}"
            );
        }
    }

    #[test]
    fn equipment_is_found_by_its_codes_and_names() {
        for (typed, meant) in [
            ("40hq", "40HQ"),
            ("45g1", "40HQ"),
            ("20g", "20GP"),
            ("40 hq", "40HQ"),
        ] {
            assert_eq!(
                first(Shelf::Equipment, typed).as_deref(),
                Some(meant),
                "{typed}"
            );
        }
    }

    #[test]
    fn an_empty_box_offers_them_in_the_tables_order() {
        let reference = Reference::built_in();
        let all = Shelves::default().find(reference, Shelf::Charges, "", usize::MAX);
        let listed = reference
            .charges
            .iter()
            .map(|charge| charge.code.to_string());
        assert!(listed.eq(all));
    }
}
