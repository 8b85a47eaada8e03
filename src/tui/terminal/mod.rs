//! The terminal: raw mode, input, and a backend that sends as few bytes as can be.
