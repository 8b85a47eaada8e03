//! Schedule files in: encodings, shapes, headers, dates; every row accounted for.
