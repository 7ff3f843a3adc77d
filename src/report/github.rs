//! Findings for GitHub Actions: workflow commands that become annotations, and a page for the run's summary.
//!
//! In: a report; out: the commands for standard output, the Markdown for `$GITHUB_STEP_SUMMARY`.

use std::fmt::Write;

use super::{Finding, Report};
use crate::model::Severity;

/// GitHub shows this many annotations of a level in a step and drops the rest in silence.
const SHOWN: usize = 10;

/// Rows of the summary's table. GitHub refuses a summary beyond 1 MiB; a row is seldom over 400 bytes.
const ROWS: usize = 1000;

/// The workflow commands: at most ten of each level, and a word on the rest.
pub fn annotations(report: &Report) -> String {
    let mut out = String::new();
    let mut dropped = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        // The last warning's place is kept for the word on what is not shown.
        let limit = if severity == Severity::Note { SHOWN - 1 } else { SHOWN };
        let of: Vec<&Finding> = report.findings.iter().filter(|f| f.severity == severity).collect();
        dropped += of.len().saturating_sub(limit);
        for finding in of.iter().take(limit) {
            let _ = writeln!(out, "{}", command(finding));
        }
    }
    if dropped > 0 {
        let _ = writeln!(out, "::notice title=dateline::{dropped} more findings are in the summary of this run");
    }
    let _ = writeln!(out, "{}", report.totals());
    out
}

fn command(finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut out = format!("::{level} file={}", property(&finding.file));
    if finding.line > 0 {
        let _ = write!(out, ",line={}", finding.line);
    }
    if finding.column > 0 {
        // GitHub's last column is inclusive
        let _ = write!(out, ",col={},endColumn={}", finding.column, finding.end_column.max(finding.column + 1) - 1);
    }
    let said = if finding.mend.is_empty() { finding.message.clone() } else { format!("{}\n{}", finding.message, finding.mend) };
    let _ = write!(out, ",title={}::{}", property(finding.code), data(&said));
    out
}

/// Escape what stands after `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escape a property, which commas and colons end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// The summary page.
pub fn summary(report: &Report) -> String {
    let mut out = format!("### dateline {}\n\n{}\n", report.command, report.totals());
    if report.findings.is_empty() {
        return out;
    }
    out.push_str("\n| where | severity | code | what | mend |\n| --- | --- | --- | --- | --- |\n");
    for f in report.findings.iter().take(ROWS) {
        let _ = writeln!(out, "| {} | {} | {} | {} | {} |", cell(&f.place()), f.severity.as_str(), f.code, cell(&f.message), cell(&f.mend));
    }
    if report.findings.len() > ROWS {
        let _ = writeln!(out, "\n… and {} more", report.findings.len() - ROWS);
    }
    out
}

/// Text in a cell of a Markdown table: nothing of it is markup.
pub fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn escaped() {
        let want = "\
::error file=my lists/bodies%2C a.csv,line=2,col=6,endColumn=9,title=bad-id::id \"é x\" is none%0Awrite organization/é-x
::warning file=my lists/bodies%2C a.csv,title=stray-spaces::100%25 <odd> & \"quoted\"%0Aremove them
1 error, 1 warning in 2 files
";
        assert_eq!(annotations(&sample::report()), want);
        let page = summary(&sample::report());
        assert!(page.contains("| my lists/bodies, a.csv:2:6 | error | bad-id | id \"é x\" is none | write organization/é-x |"), "{page}");
        assert!(page.contains("100% &lt;odd&gt; &amp; \"quoted\""), "{page}");
    }

    #[test]
    fn ten_of_each_and_a_word_on_the_rest() {
        let mut report = sample::report();
        let one = report.findings.clone();
        for _ in 0..14 {
            report.findings.extend(one.iter().cloned());
        }
        let said = annotations(&report);
        assert_eq!((said.matches("::error ").count(), said.matches("::warning ").count()), (10, 10));
        assert!(said.contains("::notice title=dateline::10 more findings are in the summary of this run\n"), "{said}");
        assert_eq!(summary(&report).matches("| bad-id |").count(), 15, "all of them are in the summary");
    }
}
