//! Of columns whose heads claim the same thing, those that say it plainly: `ETD` before `Proforma ETD`,
//! `Vessel` before `Vessel flag`.

use super::super::headings::{Field, Heading, comparable};
use super::super::plain::is_han;
use super::Column;
use super::settle::port_named;
use crate::domain::PortCode;
use crate::reference::Reference;

/// What a row has one of, in a column or two: a day in one and its hour in another.
const SINGLE: [Field; 11] = [
    Field::Vessel,
    Field::Voyage,
    Field::Pol,
    Field::Pod,
    Field::Etd,
    Field::Eta,
    Field::Cy,
    Field::Si,
    Field::Vgm,
    Field::Customs,
    Field::Ams,
];

/// A head that merely contains a word counts only where no other is that word and nothing else; what
/// it says beside may be a port, and then it is that port's. Words that are customary alone (“cut-off”)
/// mean nothing with an unknown word beside them (“hot cargo cut-off”).
pub(super) fn settle_exact(columns: &mut [Column], readings: &[Heading], reference: &Reference) {
    let ports: Vec<Option<PortCode>> = readings
        .iter()
        .map(|reading| port_named(&reading.rest, reference))
        .collect();
    let is_of_port = |place: usize| !readings[place].rest.is_empty() && ports[place].is_some();
    for (place, (column, reading)) in columns.iter_mut().zip(readings).enumerate() {
        if !reading.strong && !reading.exact && !is_of_port(place) && column.holds(Field::Cy) {
            drop_field(column, Field::Cy);
        }
    }
    for field in SINGLE {
        let plain: Vec<usize> = (0..columns.len())
            .filter(|&place| readings[place].exact && columns[place].holds(field))
            .collect();
        if plain.is_empty() {
            continue;
        }
        let alone = plain.iter().any(|&place| columns[place].fields == [field]);
        let is_cut_off = Field::CUT_OFFS.contains(&field);
        for (place, column) in columns.iter_mut().enumerate() {
            let shares = column.fields.len() > 1 && alone && is_cut_off;
            let is_plain = plain.contains(&place) && !shares;
            if !is_plain && !is_of_port(place) && column.holds(field) {
                drop_field(column, field);
            }
        }
    }
    settle_cut_offs(columns, &ports);
    settle_scripts(columns);
}

/// `船名` beside `英文船名` is the Chinese one.
fn settle_scripts(columns: &mut [Column]) {
    let is_english = |column: &Column| {
        let heading = comparable(&column.heading);
        column.fields == [Field::Vessel]
            && ["英文", "ENGLISH"]
                .iter()
                .any(|word| heading.contains(word))
    };
    if !columns.iter().any(is_english) {
        return;
    }
    for column in columns
        .iter_mut()
        .filter(|column| column.fields == [Field::Vessel])
    {
        if !is_english(column) && comparable(&column.heading).chars().any(is_han) {
            column.fields = vec![Field::VesselZh];
        }
    }
}

/// `Wuhan CY` beside `Shanghai CY`: each is its own port's.
fn settle_cut_offs(columns: &mut [Column], ports: &[Option<PortCode>]) {
    for field in Field::CUT_OFFS {
        let named: Vec<usize> = (0..columns.len())
            .filter(|&place| columns[place].holds(field) && ports[place].is_some())
            .collect();
        if named.len() > 1 {
            for place in named {
                columns[place].port.clone_from(&ports[place]);
            }
        }
    }
}

fn drop_field(column: &mut Column, field: Field) {
    column.fields.retain(|held| *held != field);
    if column.fields.is_empty() {
        column.fields.push(Field::Ignore);
    }
}
