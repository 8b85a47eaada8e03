//! What daemon and client say to each other.
