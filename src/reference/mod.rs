//! Reference tables: ports, sub-ports, carriers, equipment, words, agents, working days.
#![allow(missing_docs)]
use crate::domain::*;
pub struct Reference {}
pub struct Port {
    pub code: PortCode,
    pub name: String,
}
pub struct Carrier {
    pub scac: Scac,
    pub name: String,
}
pub struct Equipment {
    pub kind: EquipmentType,
}
impl Reference {
    pub fn built_in() -> &'static Self {
        static R: Reference = Reference {};
        &R
    }
    pub fn port(&self, _: &str) -> Option<&Port> {
        None
    }
    pub fn carrier(&self, _: &str) -> Option<&Carrier> {
        None
    }
    pub fn equipment(&self, _: &str) -> Option<&Equipment> {
        None
    }
}
