//! What an operator is likely to need.

use super::dictionaries::Dictionaries;
use super::marks::Marks;
use super::rows::Rows;
use super::schema::Field;
use std::hash::Hash;

/// What an operator is likely to need, so that equals are put in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preference {
    /// Lanes they book, or rows they picked.
    pub lanes: Vec<Lane>,
}

/// Rows that have all of these values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Field and value, as in documents.
    pub values: Vec<(Field, String)>,
    /// 1 to 3; more counts as 3.
    pub weight: u8,
}

/// The most a preference may weigh.
pub const MOST_WEIGHT: u8 = 3;

/// A lane by value ids.
#[derive(Debug, Clone)]
pub struct ResolvedLane {
    values: Vec<(Field, Vec<u32>)>,
    weight: u8,
}

impl Preference {
    /// By value ids; lanes with a value that no row has are left out.
    pub fn resolve(&self, dictionaries: &Dictionaries) -> Vec<ResolvedLane> {
        let resolve = |lane: &Lane| {
            let ids =
                |(field, text): &(Field, String)| (*field, dictionaries.with_text(*field, text));
            let values: Vec<_> = lane.values.iter().map(ids).collect();
            let known = !values.is_empty() && values.iter().all(|(_, ids)| !ids.is_empty());
            known.then(|| ResolvedLane {
                values,
                weight: lane.weight.min(MOST_WEIGHT),
            })
        };
        self.lanes.iter().filter_map(resolve).collect()
    }
}

impl ResolvedLane {
    fn holds<K: Clone + Eq + Hash>(&self, rows: &Rows<K>, slot: u32) -> bool {
        self.values
            .iter()
            .all(|(field, ids)| ids.contains(&rows.texts[usize::from(field.0)][slot as usize]))
    }

    /// Marks slots among which all its rows are.
    pub fn mark(&self, dictionaries: &Dictionaries, marks: &mut Marks) {
        let count = |(field, ids): &&(Field, Vec<u32>)| -> u64 {
            let rows = |id: &u32| u64::from(dictionaries.value(*field, *id).rows);
            ids.iter().map(rows).sum()
        };
        if let Some((field, ids)) = self.values.iter().min_by_key(count) {
            for id in ids {
                dictionaries.mark(*field, *id, marks);
            }
        }
    }
}

/// The weight of a row, 0 on no lane.
pub fn weight<K: Clone + Eq + Hash>(lanes: &[ResolvedLane], rows: &Rows<K>, slot: u32) -> u8 {
    lanes
        .iter()
        .filter(|lane| lane.holds(rows, slot))
        .map(|lane| lane.weight)
        .max()
        .unwrap_or(0)
}
