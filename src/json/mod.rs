//! The command contract's JSON shapes and their conversions.
