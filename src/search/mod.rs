//! Fuzzy search over the distinct values of fields. Knows nothing of sailings.
