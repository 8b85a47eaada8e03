//! The terminal side by its bytes: what a frame costs, that it paints the right picture, that input
//! survives being cut anywhere, and that the terminal is given back.

mod bars;
mod curses;
mod desk;
mod emulator;
mod fuzz;
mod keys;
mod manners;
mod relay;
mod stock;
