//! The containers asked for: types and counts, reefers' settings, verified gross mass.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Moment;
use crate::domain::codes::EquipmentType;
use crate::domain::given::Given;
use crate::domain::measure::{Celsius, Kilograms};
use crate::domain::words::words;

/// Containers of one type.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EquipmentLine {
    /// Container type.
    pub kind: Option<Given<EquipmentType>>,
    /// How many.
    pub count: Option<u32>,
    /// Whether a heavy-duty container is wanted.
    pub heavy_duty: Option<bool>,
    /// Shipper-owned.
    pub shipper_owned: Option<bool>,
    /// Tare of a shipper-owned container.
    pub tare_kg: Option<Given<Kilograms>>,
    /// A reefer used as a dry box.
    pub non_operating: Option<bool>,
    /// Set temperature.
    pub temperature_c: Option<Given<Celsius>>,
    /// Fresh-air ventilation.
    pub ventilation: Option<Ventilation>,
    /// Verified gross mass.
    pub vgm: Vgm,
}

/// Fresh-air ventilation of a reefer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ventilation {
    /// Closed, written as the word.
    Closed,
    /// Open by that much.
    Open {
        /// How much.
        value: Option<Decimal>,
        /// In which unit.
        unit: Option<VentilationUnit>,
    },
    /// Not understood: the text as it was written.
    AsWritten(String),
}

words! {
    /// Unit of ventilation.
    pub enum VentilationUnit {
        /// Per cent of the opening.
        Percent = "percent",
        /// Cubic metres an hour.
        CbmPerHour = "cbm-h",
    }
}

/// Verified gross mass.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Vgm {
    /// The mass.
    pub kg: Option<Given<Kilograms>>,
    /// Weighed, or summed with the tare.
    pub method: Option<VgmMethod>,
    /// Who verified it.
    pub by: Option<String>,
    /// When.
    pub at: Option<Moment>,
}

words! {
    /// How a gross mass was verified.
    pub enum VgmMethod {
        /// The loaded container was weighed.
        Weighed = "weighed",
        /// Goods, packing and tare were added up.
        Summed = "summed",
    }
}
