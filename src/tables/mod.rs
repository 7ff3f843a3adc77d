//! **tables**: rows in a fixed order, streamed; the dictionary tables at the end.
//!
//! In: documents with what was found in them, in document order. Out: seven CSV files, `datapackage.json` and
//! `run.json` in the output folder, all of them or none.
//!
//! ```text
//! Renderer::render   positions, contexts, ids of mentions: a document's rows as CSV bytes   any thread
//! Writer::push       targets get handles, rows wait in a journal in a temporary folder      document order
//! Writer::finish     the merge across documents; rows get their targets' ids; files move    once
//! ```
//!
//! The journal holds all that was found, so that an interrupted run can be carried on ([`Writer::resume`]) and the parts of
//! a run that was split become one ([`merge()`]): both take the documents up again in their order.
//!
//! Memory holds the distinct entities, places and dates, and a few bytes for each document; never mentions.
//!
//! ```
//! use dateline::{model::Extraction, read::Document, tables::{WriteOptions, Writer}};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let out = folder.path().join("output");
//! let mut writer = Writer::create(&out, WriteOptions::default())?;
//! let document = Document { id: "a.txt".into(), text: "The OSCE met in Vienna.".into(), ..Document::default() };
//! writer.accept(&document, Extraction::default())?;
//! let summary = writer.finish(vec![])?;
//! assert_eq!(summary.documents, 1);
//! assert!(out.join("mentions.csv").exists());
//! # Ok(())
//! # }
//! ```

mod cell;
mod dictionary;
mod error;
mod finish;
mod ids;
mod journal;
pub mod load;
pub mod merge;
mod position;
mod record;
mod render;
mod replay;
mod rows;
pub mod schema;
mod spool;
mod staging;
mod swap;
mod table;
mod writer;

#[cfg(test)]
mod tests;

pub use error::{Error, Result};
pub use ids::DocId;
pub use merge::merge;
pub use record::{AcrossCounts, ProblemCounts, Summary};
pub use render::{Rendered, Renderer};
pub use writer::{WriteOptions, Writer};
