//! The rules of the desk, shown on consignments: a table of cases for each rule, read as a document,
//! and what holds for every consignment.

mod cases;
mod catalogue;
mod desk;
mod goods;
mod mails;
mod properties;
mod replies;
mod sentences;
mod settling;
