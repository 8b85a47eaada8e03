//! The desk seen from a client: its socket, and a private daemon when none runs.
