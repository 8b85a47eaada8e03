//! Hours and figures that the rules go by, as a table.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::domain::consignment::FilingKind;
use crate::domain::{CutOffKind, Text};

use super::cell::{one_of, shown};
use super::table::{Layout, Rows, TableError};

/// How long before a moment it is near, and the like.
#[derive(Debug, Clone)]
pub struct Deadlines {
    figures: HashMap<String, Decimal>,
}

/// Which filing a destination needs.
#[derive(Debug, Clone)]
pub struct Filings {
    rows: Vec<FilingRule>,
}

/// A filing, and the countries and single places that need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilingRule {
    /// The filing.
    pub kind: FilingKind,
    /// Country letters, or UN/LOCODEs of single places.
    pub places: Vec<String>,
    /// Whether a house bill's filer is us.
    pub house_by_us: bool,
    /// By law due so many hours before loading.
    pub hours_before_loading: u32,
}

pub(super) const LAYOUT: Layout = Layout {
    name: "deadlines",
    built_in: include_str!("tables/deadlines.csv"),
    columns: &["name", "figure", "unit", "source"],
    needed: &["name", "figure"],
    key: &["name"],
};

pub(super) const FILINGS: Layout = Layout {
    name: "filings",
    built_in: include_str!("tables/filings.csv"),
    columns: &["filing", "places", "house_by_us", "hours", "source"],
    needed: &["filing", "places", "hours"],
    key: &["filing"],
};

/// The names that the table must have, each with the unit that its figure is in.
const NAMES: &[(&str, &str)] = &[
    ("cut-off-near-cy", HOURS),
    ("cut-off-near-customs", HOURS),
    ("cut-off-near-si", HOURS),
    ("cut-off-near-vgm", HOURS),
    ("cut-off-near-ams", HOURS),
    ("vgm-hint", HOURS),
    ("filing-hint", HOURS),
    (
        "status-due",
        "working days|working day|workdays|days|day|个工作日|工作日|天",
    ),
    ("etd-differs", "days|day|d|天|日"),
    ("heavy-20", "kilograms|kilogram|kgs|kg|公斤|千克"),
    ("density-least", DENSITY),
    ("density-most", DENSITY),
    ("form-incomplete", "items|item|项"),
];
const HOURS: &str = "hours|hour|hrs|hr|h|小时";
const DENSITY: &str =
    "kilograms per cubic metre|kilograms per cubic meter|kg per cbm|kg/cbm|kg/m3|kg/m³|公斤/立方米";

/// Whether a unit as written begins as one of some: “hours before it is due” are hours.
fn is_unit(written: &str, units: &str) -> bool {
    let written = written.trim().to_lowercase();
    units.split('|').any(|unit| {
        written.strip_prefix(unit).is_some_and(|rest| {
            !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '/')
                && !rest.trim_start().starts_with("per ")
        })
    })
}

impl Deadlines {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let figures: HashMap<String, Decimal> = rows
            .read_each(|row| {
                let name = row.needed("name")?;
                let Some((_, units)) = NAMES.iter().find(|(known, _)| *known == name) else {
                    let names: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
                    return Err(row.bad("name", one_of(&names).with("text", shown(name))));
                };
                if let Some(unit) = row.text("unit").filter(|unit| !is_unit(unit, units)) {
                    let needed = units.split('|').next().unwrap_or_default();
                    let reason = Text::of("table.other-unit").with("name", name);
                    let reason = reason.with("needed", needed).with("text", shown(unit));
                    return Err(row.bad("unit", reason));
                }
                let figure: Decimal = row.read_needed("figure")?;
                if figure < Decimal::ZERO {
                    return Err(row.bad("figure", "table.below-0"));
                }
                Ok((name.to_owned(), figure))
            })?
            .into_iter()
            .collect();
        let missing: Vec<TableError> = NAMES
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| !figures.contains_key(*name))
            .map(|name| TableError {
                file: "deadlines.csv".to_owned(),
                row: None,
                column: Some("name".to_owned()),
                reason: Text::of("table.name-missing").with("name", name),
            })
            .collect();
        if missing.is_empty() {
            Ok(Self { figures })
        } else {
            Err(missing)
        }
    }

    fn figure(&self, name: &str) -> Decimal {
        self.figures.get(name).copied().unwrap_or_default()
    }

    fn whole(&self, name: &str) -> i64 {
        i64::try_from(self.figure(name).round()).unwrap_or(i64::MAX)
    }

    /// From how many hours before it a cut-off is near.
    pub fn near_hours(&self, kind: CutOffKind) -> i64 {
        self.whole(match kind {
            CutOffKind::Cy => "cut-off-near-cy",
            CutOffKind::Si => "cut-off-near-si",
            CutOffKind::Vgm => "cut-off-near-vgm",
            CutOffKind::Customs => "cut-off-near-customs",
            CutOffKind::Ams => "cut-off-near-ams",
        })
    }

    /// Until how many hours before it is due a missing VGM is a hint only.
    pub fn vgm_hint_hours(&self) -> i64 {
        self.whole("vgm-hint")
    }

    /// Until how many hours before it is due a missing filing is a hint only.
    pub fn filing_hint_hours(&self) -> i64 {
        self.whole("filing-hint")
    }

    /// On which working day after sailing the status is due (note 4: the second).
    pub fn status_due_days(&self) -> u32 {
        u32::try_from(self.whole("status-due")).unwrap_or(u32::MAX)
    }

    /// How many days the sailing may differ from the requested date.
    pub fn etd_differs_days(&self) -> i64 {
        self.whole("etd-differs")
    }

    /// Above how many kilograms a 20-foot is heavy (clause 3.2c: more than 22 t).
    pub fn heavy_20_kg(&self) -> Decimal {
        self.figure("heavy-20")
    }

    /// What packed goods weigh, in kilograms per cubic metre: least, most.
    pub fn density(&self) -> (Decimal, Decimal) {
        (self.figure("density-least"), self.figure("density-most"))
    }

    /// From how many missing items on the form had better be asked for again.
    pub fn form_incomplete_items(&self) -> usize {
        usize::try_from(self.whole("form-incomplete")).unwrap_or(usize::MAX)
    }
}

impl Filings {
    pub(super) fn read(rows: &Rows) -> Result<Self, Vec<TableError>> {
        let rows = rows.read_each(|row| {
            row.needed("places")?;
            let places = row.list("places");
            if let Some(unknown) = places
                .iter()
                .find(|place| place.len() != 5 && !super::countries::is_country(place))
            {
                return Err(row.bad(
                    "places",
                    Text::of("table.no-country").with("text", shown(unknown)),
                ));
            }
            Ok(FilingRule {
                kind: row.read_needed("filing")?,
                places,
                house_by_us: row.yes("house_by_us")?,
                hours_before_loading: row.read_needed("hours")?,
            })
        })?;
        Ok(Self { rows })
    }

    /// The filings that a place needs when goods arrive there.
    pub fn needed_at<'a>(&'a self, port: &'a super::Port) -> impl Iterator<Item = &'a FilingRule> {
        self.rows.iter().filter(|rule| {
            rule.places
                .iter()
                .any(|place| *place == port.country || place == port.code.as_str())
        })
    }
}
