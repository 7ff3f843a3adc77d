//! # dateline
//!
//! Reads press releases, communiqués and news and writes who, where and when as normalised tables.
//!
//! ## The way a document takes
//!
//! ```text
//! read ──▶ text ──▶ spot ──▶ settle ──▶ link ──▶ tables
//! bytes    tokens,   every     one        ids,     CSV, data package,
//!          sentences candidate reading    points,  run record
//!          zones     + evidence           dates
//! ```
//!
//! * [`read`]: bytes become [`read::Document`]s; text is never altered, every offset refers to it.
//! * [`text`]: one pass over a document finds tokens, sentences and zones ([`text::Prepared`]).
//! * [`spot`]: matchers propose [`spot::Candidate`]s with evidence and decide nothing.
//! * [`settle`]: evidence is summed and the best set of candidates that do not overlap is chosen.
//! * [`link`]: names become entities, toponyms places, expressions dates; then the same across documents.
//! * [`tables`]: rows in a fixed order; the dictionary tables at the end.
//!
//! Beside the flow stands [`gazetteer`], the lists all stages consult. Each stage hands plain data on
//! ([`model`] holds what leaves the last one) and none reaches back. One document never depends on another
//! before the merge across documents, so documents run in parallel and the output is the same on any number
//! of threads.

pub mod codes;
pub mod compare;
pub mod evaluate;
pub mod exchange;
pub mod explain;
pub mod extractor;
pub mod gazetteer;
mod in_order;
pub mod link;
pub mod lint;
pub mod mine;
pub mod model;
pub mod read;
pub mod report;
pub mod run;
pub mod settle;
pub mod spot;
pub mod stretch;
pub mod tables;
pub mod text;

pub use extractor::Extractor;

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
