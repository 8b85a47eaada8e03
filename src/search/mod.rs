//! Fuzzy search over the distinct values of fields. Knows nothing of sailings.
//!
//! A query is split into terms. Each term is graded against the *distinct values* of each field,
//! never against rows: a schedule of a million rows has some thousands of vessels, ports, carriers
//! and voyages. Rows are then filtered and ranked by looking their value ids up in the terms'
//! grades, so a keystroke costs what the dictionaries cost, and a walk over the rows that can match.
//!
//! | file | what it holds |
//! | --- | --- |
//! | [`schema`] | which fields there are, of which kind, and the words that announce them |
//! | [`document`] | a row as its caller writes it down |
//! | [`fold`], [`letters`], [`pinyin`] | the shapes that text is compared in |
//! | [`form`], [`names`], [`dictionary`], [`dictionaries`] | a value's names, codes and nicknames; values as ids |
//! | [`sieve`], `outline` | which values a term can fit at all, and which of their names |
//! | [`grade`], [`han`], `sound`, [`humps`], `typo`, [`voyage`] | how well a term fits a value |
//! | [`query`] | terms, dates, weekdays, ranges, Chinese |
//! | [`plan`], [`planned`], [`phrase`], [`day_grades`], [`cache`] | a query's terms as tables of grades, kept while typing goes on |
//! | [`run`], [`apart`], [`latin`] | how far to go for a row: as typed, with slips, run together, one term short |
//! | [`rows`], `posting`, [`need`], [`marks`], [`lanes`], [`rank`] | rows by their next deadline; the best few of them |
//! | [`reading`], [`highlight`] | how the query was read, and what matched where |
//! | [`index`] | the index itself: in, out, and the questions asked of it |

pub mod apart;
pub mod cache;
pub mod day_grades;
pub mod dictionaries;
pub mod dictionary;
pub mod document;
pub mod fold;
pub mod form;
pub mod grade;
pub mod han;
pub mod highlight;
pub mod humps;
pub mod index;
pub mod lanes;
pub mod latin;
pub mod letters;
pub mod marks;
pub mod names;
pub mod need;
mod numbers;
mod outline;
pub mod phrase;
pub mod pinyin;
pub mod plan;
pub mod planned;
mod posting;
pub mod query;
pub mod rank;
pub mod reading;
pub mod rows;
pub mod run;
pub mod schema;
pub mod sieve;
mod sound;
pub mod times;
pub mod told;
mod typo;
pub mod voyage;

pub use document::{Document, Order};
pub use form::{Form, FormKind};
pub use highlight::Matched;
pub use index::{Hit, Index, Options, Results};
pub use lanes::{Lane, Preference};
pub use reading::{Read, ReadTerm};
pub use schema::{Field, FieldKind, Schema, Vocabulary};
