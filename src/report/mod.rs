//! **report**: findings, one renderer for each reader.
//!
//! In: [`Finding`]s, whatever found them. Out: text with the source underlined, JSON, GitHub annotations, SARIF 2.1.0 or
//! JUnit XML. A renderer knows nothing of what it renders; a command that gives findings knows nothing of formats.

pub mod github;
pub mod json;
pub mod junit;
pub mod sarif;
pub mod source;
pub mod text;

use crate::model::Severity;
pub use source::Sources;

/// Something a check met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, `unknown-column`.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// File as the user named it.
    pub file: String,
    /// Line from 1; 0 for the file as a whole.
    pub line: usize,
    /// First character met, from 1 in its line; 0 for the line as a whole.
    pub column: usize,
    /// Character after the last one met; 0 where `column` is 0.
    pub end_column: usize,
    /// What was met and what was expected.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl Finding {
    /// `file:line:column`, as editors make it into a link.
    pub fn place(&self) -> String {
        match (self.line, self.column) {
            (0, _) => self.file.clone(),
            (line, 0) => format!("{}:{line}", self.file),
            (line, column) => format!("{}:{line}:{column}", self.file),
        }
    }

    /// The order of a report: by file, then by place, then by code.
    pub fn order(&self, other: &Finding) -> std::cmp::Ordering {
        let key = |f: &Finding| (f.line, f.column, f.code);
        self.file.cmp(&other.file).then_with(|| key(self).cmp(&key(other))).then_with(|| self.message.cmp(&other.message))
    }
}

/// What a command found, and over what.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The command, `gazetteer check`.
    pub command: String,
    /// Files that were looked at, also those without a finding.
    pub files: Vec<String>,
    /// The codes the command can give, each with what it means.
    pub codes: &'static [(&'static str, &'static str)],
    /// In order of file, line and column.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity).count()
    }

    /// What a code means.
    pub fn meaning(&self, code: &str) -> &'static str {
        self.codes.iter().find(|(c, _)| *c == code).map_or("", |(_, meaning)| meaning)
    }

    /// `2 errors, 1 warning in 3 files`.
    pub fn totals(&self) -> String {
        let met: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .filter(|s| self.count(*s) > 0)
            .map(|s| count(self.count(s), s.as_str()))
            .collect();
        let met = if met.is_empty() { "nothing found".to_owned() } else { met.join(", ") };
        format!("{met} in {}", count(self.files.len(), "file"))
    }
}

/// `1 file`, `2 files`.
pub fn count(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}

/// Which renderer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for CI servers.
    Junit,
}

impl Format {
    /// Render; `coloured` matters for text alone.
    pub fn render(self, report: &Report, sources: &mut Sources, coloured: bool) -> String {
        match self {
            Format::Text => text::render(report, sources, coloured),
            Format::Json => json::render(report),
            Format::Github => github::annotations(report),
            Format::Sarif => sarif::render(report),
            Format::Junit => junit::render(report),
        }
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    /// A report with what is hard to render in it.
    pub fn report() -> Report {
        let finding = |code, severity, line, column, end_column, message: &str, mend: &str| Finding {
            code,
            severity,
            file: "my lists/bodies, a.csv".into(),
            line,
            column,
            end_column,
            message: message.into(),
            mend: mend.into(),
        };
        Report {
            command: "gazetteer check".into(),
            files: vec!["my lists/bodies, a.csv".into(), "my lists/fine.csv".into()],
            codes: &[("bad-id", "an id that is none"), ("stray-spaces", "spaces that match nothing")],
            findings: vec![
                finding("stray-spaces", Severity::Warning, 0, 0, 0, "100% <odd> & \"quoted\"", "remove them"),
                finding("bad-id", Severity::Error, 2, 6, 10, "id \"é x\" is none", "write organization/é-x"),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_places() {
        let report = sample::report();
        assert_eq!(report.totals(), "1 error, 1 warning in 2 files");
        assert_eq!(report.findings[0].place(), "my lists/bodies, a.csv");
        assert_eq!(report.findings[1].place(), "my lists/bodies, a.csv:2:6");
        assert_eq!(Report { files: vec!["x".into()], ..Report::default() }.totals(), "nothing found in 1 file");
    }
}
