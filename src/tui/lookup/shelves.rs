//! Ports, carriers and agents as lists that the search engine finds in, made when first asked for.

use std::sync::Arc;

use crate::names::{Lookup, LookupRow, Names};
use crate::reference::Reference;

/// The lists of the tables in force.
#[derive(Debug, Clone, Default)]
pub struct Shelves(Option<Arc<Lists>>);

#[derive(Debug)]
struct Lists {
    ports: Lookup,
    carriers: Lookup,
    agents: Lookup,
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
}

impl Shelves {
    /// The keys of those that fit what is typed, best first; the first ones for nothing.
    pub fn find(
        &mut self,
        reference: &Reference,
        shelf: Shelf,
        typed: &str,
        most: usize,
    ) -> Vec<String> {
        let lists = self.0.get_or_insert_with(|| Arc::new(Lists::of(reference)));
        let list = match shelf {
            Shelf::Ports => &lists.ports,
            Shelf::Carriers => &lists.carriers,
            Shelf::Agents => &lists.agents,
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
        Self {
            ports: Lookup::of_codes(&names, ports),
            carriers: Lookup::of_codes(&names, carriers),
            agents: Lookup::of_rows(agents),
        }
    }
}
