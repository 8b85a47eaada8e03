//! The store: the journal is the truth, sled is the view.
