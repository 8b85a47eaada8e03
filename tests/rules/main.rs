//! The rules of the desk, shown on consignments: a table of cases for each rule, read as a document,
//! and what holds for every consignment.

mod accounted;
mod addresses;
mod booked;
mod calendar;
mod calls;
mod cases;
mod catalogue;
mod desk;
mod goods;
mod letters;
mod mails;
mod pasted;
mod properties;
mod replies;
mod sentences;
mod settling;
