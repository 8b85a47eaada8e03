//! The command contract, held to the letter through the real binary and a desk of each test's own.

mod amendments;
mod answered;
mod asked;
mod booked;
mod calls;
mod confirmed;
mod demo;
mod generated;
mod given;
mod history;
mod imports;
mod killed;
mod learned;
mod many;
mod radar;
mod refused;
mod replies;
mod same;
mod shapes;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod way;
