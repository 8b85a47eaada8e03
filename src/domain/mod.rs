//! What the trade talks about: consignments, sailings, jobs; and the pure `decide` and `apply`.
