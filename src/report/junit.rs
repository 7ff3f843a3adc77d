//! Findings for CI servers: JUnit XML. In: a report; out: a suite for each file, in it a failure for each finding; a file
//! without one is a case that passed. Notes do not fail a case: they are its output.

use std::fmt::Write;

use super::{Finding, Report};
use crate::model::Severity;

/// Render.
pub fn render(report: &Report) -> String {
    let failures = report.findings.iter().filter(|f| fails(f)).count();
    let clean = report.files.iter().filter(|file| report.findings.iter().all(|f| f.file != **file)).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let name = escape(&format!("dateline {}", report.command));
    let _ = writeln!(out, "<testsuites name=\"{name}\" tests=\"{}\" failures=\"{failures}\">", report.findings.len() + clean);
    // A finding may name a file that could not be looked at.
    let mut files: Vec<&str> = report.files.iter().chain(report.findings.iter().map(|f| &f.file)).map(String::as_str).collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        suite(&mut out, file, report.findings.iter().filter(|f| f.file == file).collect());
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(out: &mut String, file: &str, findings: Vec<&Finding>) {
    let name = escape(file);
    let failures = findings.iter().filter(|f| fails(f)).count();
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
        findings.len().max(1)
    );
    if findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"no finding\" classname=\"{name}\"/>");
    }
    for f in findings {
        let place = f.place();
        let case = escape(&format!("{} {}", f.code, place.strip_prefix(file).unwrap_or(&place).trim_start_matches(':')));
        let _ = writeln!(out, "    <testcase name=\"{}\" classname=\"{name}\">", case.trim_end());
        let text = escape(&format!("{place}: {}\n{}", f.message, f.mend));
        if fails(f) {
            let message = escape(&f.message);
            let _ = writeln!(out, "      <failure type=\"{}\" message=\"{message}\">{text}</failure>", f.severity.as_str());
        } else {
            let _ = writeln!(out, "      <system-out>{text}</system-out>");
        }
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn fails(finding: &Finding) -> bool {
    finding.severity != Severity::Note
}

/// Text in XML 1.0; characters it cannot hold become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() && !matches!(c, '\u{7f}'..='\u{9f}') => out.push('\u{fffd}'),
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
    fn suites() {
        let want = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="dateline gazetteer check" tests="3" failures="2">
  <testsuite name="my lists/bodies, a.csv" tests="2" failures="2" errors="0" skipped="0">
    <testcase name="stray-spaces" classname="my lists/bodies, a.csv">
      <failure type="warning" message="100% &lt;odd&gt; &amp; &quot;quoted&quot;">my lists/bodies, a.csv: 100% &lt;odd&gt; &amp; &quot;quoted&quot;&#10;remove them</failure>
    </testcase>
    <testcase name="bad-id 2:6" classname="my lists/bodies, a.csv">
      <failure type="error" message="id &quot;é x&quot; is none">my lists/bodies, a.csv:2:6: id &quot;é x&quot; is none&#10;write organization/é-x</failure>
    </testcase>
  </testsuite>
  <testsuite name="my lists/fine.csv" tests="1" failures="0" errors="0" skipped="0">
    <testcase name="no finding" classname="my lists/fine.csv"/>
  </testsuite>
</testsuites>
"#;
        assert_eq!(render(&sample::report()), want);
        assert_eq!(escape("a\u{0}b"), "a\u{fffd}b");
    }
}
