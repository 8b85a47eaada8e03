//! The goods, line by line, and what makes them dangerous.

use serde::{Deserialize, Serialize};

use crate::domain::codes::HsCode;
use crate::domain::given::Given;
use crate::domain::measure::{CubicMetres, Kilograms};
use crate::domain::words::words;

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CargoLine {
    /// English name.
    pub name_en: Option<String>,
    /// Chinese name.
    pub name_zh: Option<String>,
    /// HS code.
    pub hs_code: Option<HsCode>,
    /// Number of packages.
    pub packages: Option<u32>,
    /// Kind of packages: CTN, PKG, PLT.
    pub package_type: Option<String>,
    /// What the packing is made of.
    pub packing_material: Option<PackingMaterial>,
    /// Gross weight.
    pub gross_kg: Option<Given<Kilograms>>,
    /// Measurement.
    pub volume_cbm: Option<Given<CubicMetres>>,
    /// Shipping marks.
    pub marks: Option<String>,
    /// Whose goods they are.
    pub owner: Option<String>,
    /// The equipment line that they are loaded in, from 0.
    pub loaded_in: Option<u32>,
    /// Dangerous goods: said not to be, or declared.
    pub dangerous: Option<Dangerous>,
}

/// Whether goods are dangerous.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Dangerous {
    /// Said not to be.
    No,
    /// Declared.
    Declared(DangerousGoods),
}

/// A dangerous-goods declaration.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DangerousGoods {
    /// UN number, four digits.
    pub un: Option<String>,
    /// IMDG class or division.
    pub class: Option<String>,
    /// Packing group I, II or III.
    pub packing_group: Option<String>,
    /// Proper shipping name.
    pub proper_name: Option<String>,
}

words! {
    /// What packing is made of.
    pub enum PackingMaterial {
        /// Solid wood.
        Wood = "wood",
        /// Heat-treated, stamped wood.
        TreatedWood = "treated-wood",
        /// Plywood.
        Plywood = "plywood",
        /// Plastic.
        Plastic = "plastic",
        /// Metal.
        Metal = "metal",
        /// Paper.
        Paper = "paper",
        /// No packing.
        None = "none",
    }
}
