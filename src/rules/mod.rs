//! The procedure's clauses as rules: pure functions of the consignment and the facts.
