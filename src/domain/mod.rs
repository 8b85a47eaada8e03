//! What the trade talks about: consignments, sailings, jobs; and the pure `decide` and `apply`.
//!
//! Imports nothing of ours and knows no file, socket, clock, terminal or language.

mod amendment;
pub mod apply;
mod change;
mod check;
pub mod codes;
pub mod command;
pub mod consignment;
pub mod decide;
pub mod event;
pub mod finding;
pub mod given;
pub mod han;
pub mod job;
pub mod measure;
pub mod money;
pub mod operator;
mod repeat;
pub mod sailing;
mod units;
pub mod view;
pub mod voyage;
pub mod words;

pub use check::Check;
pub use codes::{
    ChargeCode, Currency, DraftId, EquipmentType, HsCode, JobNo, OperatorName, Pointer, PortCode,
    RuleId, SailingId, Scac, SoNo, UnLocode,
};
pub use consignment::{Consignment, Moment};
pub use finding::{
    Answer, AnswerBy, Counts, Finding, FindingState, Fix, PatchStep, Severity, Text, TextArg,
};
pub use given::{Given, KnownValue};
pub use job::{Job, Stage};
pub use measure::{Celsius, CubicMetres, Kilograms};
pub use money::{Amount, MoneyText};
pub use operator::{Operator, Role};
pub use sailing::{CutOff, CutOffKind, CutOffs, Sailing};
pub use view::{JobLine, JobView, Unanswered};
pub use voyage::Voyage;
