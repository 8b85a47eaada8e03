//! The tables as shipped, and a company's files in their place.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::Text;

use super::files::text_of;
use super::table::{Layout, Rows, TableError};
use super::{
    Agents, Carriers, ChargeCodes, Deadlines, DepartmentTable, EquipmentTable, Filings, GoodsWords,
    Headings, Ports, Reference, SubPorts, WorkingDays, agents, calendar, carriers, charges,
    departments, equipment, goods, headings, limits, ports, sub_ports,
};

/// Each table's rows by its name.
pub(super) type TableRows = BTreeMap<&'static str, Rows>;

/// Every table's layout, those first that others look up.
pub(super) const LAYOUTS: &[&Layout] = &[
    &ports::LAYOUT,
    &sub_ports::LAYOUT,
    &carriers::LAYOUT,
    &equipment::LAYOUT,
    &calendar::LAYOUT,
    &goods::LAYOUT,
    &charges::LAYOUT,
    &agents::LAYOUT,
    &departments::LAYOUT,
    &limits::LAYOUT,
    &limits::FILINGS,
    &headings::LAYOUT,
];

/// The tables as shipped.
///
/// # Panics
///
/// When a shipped table is not in order, which a test rules out.
pub(super) fn built_in() -> Reference {
    match from_rows(&mut |layout| layout.built_in_rows()) {
        Ok(reference) => reference,
        Err(errors) => {
            unreachable!("the shipped tables are in order: {errors:?}")
        }
    }
}

/// The shipped tables' files by name, sources and column headings included: what a company begins
/// its own from.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    LAYOUTS.iter().map(|layout| (layout.name, layout.built_in))
}

/// All tables from their rows.
fn from_rows(
    rows: &mut dyn FnMut(&Layout) -> Result<Rows, Vec<TableError>>,
) -> Result<Reference, Vec<TableError>> {
    let mut all = TableRows::new();
    let mut take = |layout: &Layout| -> Result<Rows, Vec<TableError>> {
        let rows = rows(layout)?;
        all.insert(layout.name, rows.clone());
        Ok(rows)
    };
    let mut ports = Ports::read(&take(&ports::LAYOUT)?)?;
    let sub_ports = SubPorts::read(&take(&sub_ports::LAYOUT)?, &ports)?;
    own_harbours(&mut ports, &sub_ports);
    let agents = Agents::read(&take(&agents::LAYOUT)?, &ports)?;
    let mut reference = Reference {
        sub_ports,
        ports,
        carriers: Carriers::read(&take(&carriers::LAYOUT)?)?,
        equipment: EquipmentTable::read(&take(&equipment::LAYOUT)?)?,
        calendar: WorkingDays::read(&take(&calendar::LAYOUT)?)?,
        goods: GoodsWords::read_table(&take(&goods::LAYOUT)?)?,
        charges: ChargeCodes::read(&take(&charges::LAYOUT)?)?,
        agents,
        departments: DepartmentTable::read(&take(&departments::LAYOUT)?)?,
        deadlines: Deadlines::read(&take(&limits::LAYOUT)?)?,
        filings: Filings::read(&take(&limits::FILINGS)?)?,
        headings: Headings::read(&take(&headings::LAYOUT)?)?,
        digest: String::new(),
        rows: all,
    };
    reference.digest = digest(&reference.rows);
    Ok(reference)
}

/// Takes the ways to write each harbour with its city.
fn own_harbours(ports: &mut Ports, sub_ports: &SubPorts) {
    for question in sub_ports.iter() {
        for choice in &question.choices {
            ports.own_harbour(&question.port, &choice.code, &choice.aliases);
        }
    }
}

/// The digest of the rows in force, whatever files they stand in.
fn digest(rows: &TableRows) -> String {
    let mut hash = Sha256::new();
    for layout in LAYOUTS {
        if let Some(rows) = rows.get(layout.name) {
            hash.update(layout.name.as_bytes());
            hash.update([0]);
            hash.update(rows.canonical(layout.columns).as_bytes());
        }
    }
    let mut digest = String::with_capacity(32);
    for byte in hash.finalize().iter().take(16) {
        for half in [byte >> 4, byte & 15] {
            digest.extend(char::from_digit(u32::from(half), 16));
        }
    }
    digest
}

/// A company's files: the text of one by its name, where it is there.
type Files<'a> = &'a dyn Fn(&str) -> Option<Result<String, TableError>>;

/// The rows that a company's files give a table: its own file instead of the shipped one, and the
/// extending file behind; `None` where there is neither.
fn rows_of(files: Files, layout: &Layout) -> Result<Option<Rows>, Vec<TableError>> {
    let read = |file: &str| -> Result<Option<Rows>, Vec<TableError>> {
        match files(file) {
            None => Ok(None),
            Some(Err(error)) => Err(vec![error]),
            Some(Ok(text)) => layout.rows(file, &text).map(Some),
        }
    };
    let whole = format!("{}.csv", layout.name);
    let replacing = read(&whole)?;
    // A table without a row is an accident: nobody does without every port.
    if replacing.as_ref().is_some_and(Rows::is_empty) {
        return Err(vec![TableError::whole(&whole, Text::of("table.emptied"))]);
    }
    let extending = read(&format!("{}.extra.csv", layout.name))?;
    Ok(match (replacing, extending) {
        (None, None) => None,
        (Some(rows), None) => Some(rows),
        (base, Some(extra)) => {
            let base = match base {
                Some(rows) => rows,
                None => layout.built_in_rows()?,
            };
            Some(layout.extended(&base, &extra))
        }
    })
}

impl Reference {
    /// The shipped tables with a company's files in their place. A file that is not in order is
    /// refused, and the shipped table stays.
    pub fn load(folder: &Path) -> (Self, Vec<TableError>) {
        Self::reload(folder, Self::built_in())
    }

    /// A company's files again, after a change. A file that is not in order is refused, and the
    /// table that was in force stays.
    pub fn reload(folder: &Path, in_force: &Self) -> (Self, Vec<TableError>) {
        in_force.with(&|file| text_of(&folder.join(file)))
    }

    /// The tables that a desk uses, from the company's files as it sends them to its clients.
    pub fn of_files(files: &[(String, String)]) -> Self {
        if files.is_empty() {
            return Self::built_in().clone();
        }
        let text = |name: &str| {
            let found = files.iter().find(|(file, _)| file == name);
            found.map(|(_, text)| Ok(text.clone()))
        };
        // What the desk refused is refused here too, and the shipped table stays as it does there.
        Self::built_in().with(&text).0
    }

    fn with(&self, files: Files) -> (Self, Vec<TableError>) {
        let in_force = self;
        let mut errors = Vec::new();
        let mut next = in_force.clone();
        for layout in LAYOUTS {
            let rows = match rows_of(files, layout) {
                Ok(Some(rows)) => rows,
                // No file of its own any more: the shipped table again.
                Ok(None) => match Self::built_in().rows.get(layout.name) {
                    Some(rows) => rows.clone(),
                    None => continue,
                },
                Err(found) => {
                    errors.extend(found);
                    continue;
                }
            };
            if next
                .rows
                .get(layout.name)
                .is_some_and(|known| known.is(&rows))
            {
                continue;
            }
            match next.take(layout, &rows) {
                Ok(()) => {
                    next.rows.insert(layout.name, rows);
                }
                Err(found) => errors.extend(found),
            }
        }
        next.digest = digest(&next.rows);
        (next, errors)
    }

    /// Puts one table in force.
    fn take(&mut self, layout: &Layout, rows: &Rows) -> Result<(), Vec<TableError>> {
        match layout.name {
            "ports" => {
                self.ports = Ports::read(rows)?;
                own_harbours(&mut self.ports, &self.sub_ports);
            }
            "sub_ports" => {
                self.sub_ports = SubPorts::read(rows, &self.ports)?;
                own_harbours(&mut self.ports, &self.sub_ports);
            }
            "carriers" => self.carriers = Carriers::read(rows)?,
            "equipment" => self.equipment = EquipmentTable::read(rows)?,
            "workdays" => self.calendar = WorkingDays::read(rows)?,
            "goods" => self.goods = GoodsWords::read_table(rows)?,
            "charges" => self.charges = ChargeCodes::read(rows)?,
            "agents" => self.agents = Agents::read(rows, &self.ports)?,
            "departments" => self.departments = DepartmentTable::read(rows)?,
            "deadlines" => self.deadlines = Deadlines::read(rows)?,
            "filings" => self.filings = Filings::read(rows)?,
            "headings" => self.headings = Headings::read(rows)?,
            _ => {}
        }
        Ok(())
    }
}
