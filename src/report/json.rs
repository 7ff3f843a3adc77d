//! Findings for programs. In: a report; out: one JSON object.

use serde_json::{Value, json};

use super::{Finding, Report};

/// Render.
pub fn render(report: &Report) -> String {
    let findings: Vec<Value> = report.findings.iter().map(one).collect();
    let value = json!({ "command": report.command, "files": report.files, "findings": findings });
    format!("{value:#}\n")
}

/// One finding as an object; places that are not known are null.
pub fn one(finding: &Finding) -> Value {
    let known = |n: usize| if n > 0 { Value::from(n) } else { Value::Null };
    json!({
        "code": finding.code,
        "severity": finding.severity.as_str(),
        "file": finding.file,
        "line": known(finding.line),
        "column": known(finding.column),
        "end_column": known(finding.end_column),
        "message": finding.message,
        "mend": finding.mend,
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn every_field_is_there() -> serde_json::Result<()> {
        let value: Value = serde_json::from_str(&render(&sample::report()))?;
        assert_eq!(value["files"][1], "my lists/fine.csv");
        assert_eq!(value["findings"][0]["line"], Value::Null);
        let second = &value["findings"][1];
        assert_eq!(
            (&second["code"], &second["line"], &second["column"], &second["end_column"]),
            (&"bad-id".into(), &2.into(), &6.into(), &10.into())
        );
        assert_eq!(second["mend"], "write organization/é-x");
        Ok(())
    }
}
