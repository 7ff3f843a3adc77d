//! **lint**: what is wrong with lists, said before a run is.
//!
//! In: folders of lists, and the shipped lists as the measure. Out: a [`Report`] of every fault: those that keep a list
//! from being loaded (found by [`crate::gazetteer`]'s own reader), those that make its entries useless or harmful, and,
//! with a corpus, what the entries do there.
//!
//! A rule belongs to the file of its kind: letters ([`text`]), single facts ([`facts`]), forms ([`forms`]), shape ([`shape`]), parents
//! ([`parents`]), what happens in texts ([`corpus`]). `tests/lint.rs` plants each fault and expects it in its line.

pub mod codes;
pub mod corpus;
pub mod facts;
pub mod forms;
pub mod known;
pub mod list;
pub mod parents;
pub mod shape;
pub mod text;

use std::path::PathBuf;

use crate::gazetteer::Gazetteer;
use crate::report::Report;
pub use codes::{CODES, is_code};
use known::Known;

/// What a check is measured by.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// ISO date after which a term of office is over.
    pub today: String,
    /// Codes that are not reported.
    pub allow: Vec<String>,
}

/// Check folders together: an entry may lean on one of another folder.
pub fn check(folders: &[PathBuf], shipped: &Gazetteer, options: &Options) -> Report {
    let mut findings = Vec::new();
    let (mut files, mut lists) = (Vec::new(), Vec::new());
    for folder in folders {
        let (of_folder, more) = list::load(folder, &mut findings);
        files.extend(of_folder);
        lists.extend(more);
    }
    let known = Known::new(shipped, &lists);
    for list in &lists {
        text::file(list, &mut findings);
        forms::sorted(list, &mut findings);
        for row in &list.rows {
            if shape::header_again(list, row, &mut findings) {
                continue;
            }
            text::row(list, row, &mut findings);
            facts::row(list, row, &known, &options.today, &mut findings);
            forms::row(list, row, &known, &mut findings);
            shape::row(list, row, &mut findings);
        }
    }
    forms::across(&lists, &known, &mut findings);
    shape::across(&lists, &mut findings);
    forms::denied(&lists, &known, &mut findings);
    parents::check(&lists, &known, &mut findings);
    let mut report = Report { command: "gazetteer check".to_owned(), files, codes: CODES, findings };
    settle(&mut report, options);
    report
}

/// Order, and what is allowed.
pub fn settle(report: &mut Report, options: &Options) {
    report.findings.retain(|f| !options.allow.iter().any(|code| code == f.code));
    report.findings.sort_by(crate::report::Finding::order);
    report.findings.dedup();
    report.files.sort();
}
