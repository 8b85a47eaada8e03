//! stub
#![allow(missing_docs)]
use crate::domain::*;
pub struct Shift {
    pub what: String,
    pub from: Option<String>,
    pub to: Option<String>,
}
pub struct Difference {
    pub moved: Vec<Shift>,
}
pub fn difference(_: Option<&Sailing>, _: &Sailing) -> Difference {
    Difference { moved: vec![] }
}
impl Difference {
    pub fn merged(&self, b: Option<&Sailing>, n: &Sailing) -> Option<Sailing> {
        if b == Some(n) { None } else { Some(n.clone()) }
    }
}
