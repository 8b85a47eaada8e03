//! The terminal side by its bytes: what a frame costs, that it paints the right picture, that input
//! survives being cut anywhere, and that the terminal is given back.

mod bars;
mod curses;
mod desk;
mod emulator;
mod fuzz;
mod keys;
mod leaving;
mod manners;
mod morning;
mod real;
mod relay;
mod stock;
#[path = "../support/mod.rs"]
mod support;
mod terms;
mod tmux;
mod typing;
mod writes;
