//! Findings for code scanning: SARIF 2.1.0 (OASIS, 2020). In: a report; out: one log with one run.
//!
//! Columns count Unicode code points, and the log says so. Paths are URIs relative to the working folder where the user
//! gave them so.

use serde_json::{Map, Value, json};

use super::{Finding, Report};
use crate::model::Severity;

/// Where the format is defined.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Render.
pub fn render(report: &Report) -> String {
    let mut used: Vec<&str> = report.findings.iter().map(|f| f.code).collect();
    used.sort_unstable();
    used.dedup();
    let rules: Vec<Value> = used.iter().map(|code| rule(report, code)).collect();
    let results: Vec<Value> = report.findings.iter().map(|f| result(f, used.iter().position(|c| *c == f.code))).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dateline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "automationDetails": { "id": format!("dateline/{}", report.command.replace(' ', "-")) },
            "columnKind": "unicodeCodePoints",
            "artifacts": report.files.iter().map(|f| json!({ "location": { "uri": uri(f) } })).collect::<Vec<_>>(),
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(report: &Report, code: &str) -> Value {
    let meaning = report.meaning(code);
    json!({ "id": code, "shortDescription": { "text": if meaning.is_empty() { code } else { meaning } } })
}

fn result(finding: &Finding, rule: Option<usize>) -> Value {
    let mut location = Map::new();
    location.insert("artifactLocation".into(), json!({ "uri": uri(&finding.file) }));
    if finding.line > 0 {
        let mut region = Map::new();
        region.insert("startLine".into(), finding.line.into());
        if finding.column > 0 {
            region.insert("startColumn".into(), finding.column.into());
            region.insert("endColumn".into(), finding.end_column.max(finding.column + 1).into());
        }
        location.insert("region".into(), region.into());
    }
    let said = if finding.mend.is_empty() { finding.message.clone() } else { format!("{}; {}", finding.message, finding.mend) };
    let mut out = Map::new();
    out.insert("ruleId".into(), finding.code.into());
    if let Some(index) = rule {
        out.insert("ruleIndex".into(), index.into());
    }
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    out.insert("level".into(), level.into());
    out.insert("message".into(), json!({ "text": said }));
    out.insert("locations".into(), json!([{ "physicalLocation": location }]));
    out.insert("partialFingerprints".into(), json!({ "datelineFinding/v1": fingerprint(finding) }));
    out.into()
}

/// What stays when lines move: the file, the code and the message.
fn fingerprint(finding: &Finding) -> String {
    let hash = blake3::hash(format!("{}\0{}\0{}", finding.file, finding.code, finding.message).as_bytes());
    hash.to_hex()[..32].to_owned()
}

/// A path as a URI reference (RFC 3986).
pub fn uri(path: &str) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    let path = path.replace('\\', "/");
    for byte in path.strip_prefix("./").unwrap_or(&path).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    if out.starts_with('/') { format!("file://{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    /// The part of the schema that this renderer uses: which members an object may and must have, and of what kind they
    /// are. `.ci/run` checks a log against the whole schema, which a package brings.
    const SHAPE: &[(&str, &[&str], &[&str])] = &[
        ("", &["version", "runs"], &["$schema"]),
        ("runs[]", &["tool"], &["automationDetails", "columnKind", "artifacts", "results"]),
        ("runs[].tool", &["driver"], &[]),
        ("runs[].tool.driver", &["name"], &["version", "rules"]),
        ("runs[].tool.driver.rules[]", &["id"], &["shortDescription"]),
        ("runs[].tool.driver.rules[].shortDescription", &["text"], &[]),
        ("runs[].automationDetails", &[], &["id"]),
        ("runs[].artifacts[]", &[], &["location"]),
        ("runs[].artifacts[].location", &[], &["uri"]),
        ("runs[].results[]", &["message"], &["ruleId", "ruleIndex", "level", "locations", "partialFingerprints"]),
        ("runs[].results[].message", &["text"], &[]),
        ("runs[].results[].locations[]", &[], &["physicalLocation"]),
        ("runs[].results[].locations[].physicalLocation", &["artifactLocation"], &["region"]),
        ("runs[].results[].locations[].physicalLocation.artifactLocation", &[], &["uri"]),
        ("runs[].results[].locations[].physicalLocation.region", &["startLine"], &["startColumn", "endColumn"]),
        ("runs[].results[].partialFingerprints", &[], &["datelineFinding/v1"]),
    ];

    fn check(value: &Value, path: &str, faults: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                let Some((_, must, may)) = SHAPE.iter().find(|(p, ..)| *p == path) else {
                    faults.push(format!("{path} is an object"));
                    return;
                };
                faults.extend(must.iter().filter(|m| !members.contains_key(**m)).map(|m| format!("{path} has no {m}")));
                for (name, inner) in members {
                    if !must.contains(&name.as_str()) && !may.contains(&name.as_str()) {
                        faults.push(format!("{path} has {name}"));
                    }
                    check(inner, format!("{path}.{name}").trim_start_matches('.'), faults);
                }
            }
            Value::Array(items) => items.iter().for_each(|i| check(i, &format!("{path}[]"), faults)),
            Value::Number(n) => {
                let least = u64::from(!path.ends_with("ruleIndex"));
                if n.as_u64().is_none_or(|n| n < least) {
                    faults.push(format!("{path} is {n}"));
                }
            }
            Value::String(s) => {
                let allowed: &[&str] = match path.rsplit('.').next().unwrap_or_default() {
                    "level" => &["none", "note", "warning", "error"],
                    "columnKind" => &["utf16CodeUnits", "unicodeCodePoints"],
                    "version" if path == "version" => &["2.1.0"],
                    _ => &[],
                };
                if s.is_empty() || !allowed.is_empty() && !allowed.contains(&s.as_str()) {
                    faults.push(format!("{path} is {s:?}"));
                }
            }
            Value::Bool(_) | Value::Null => faults.push(format!("{path} is {value}")),
        }
    }

    #[test]
    fn shaped_as_the_schema_wants() -> serde_json::Result<()> {
        for report in [sample::report(), Report { command: "x".into(), ..Report::default() }] {
            let mut faults = Vec::new();
            check(&serde_json::from_str(&render(&report))?, "", &mut faults);
            assert!(faults.is_empty(), "{faults:#?}");
        }
        let mut faults = Vec::new();
        check(&json!({ "version": "2", "runs": [{ "colour": 1 }] }), "", &mut faults);
        assert_eq!(faults, ["version is \"2\"", "runs[] has no tool", "runs[] has colour"], "the check itself sees faults");
        Ok(())
    }

    #[test]
    fn places() -> serde_json::Result<()> {
        let log: Value = serde_json::from_str(&render(&sample::report()))?;
        let results = &log["runs"][0]["results"];
        let place = &results[1]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20lists/bodies%2C%20a.csv");
        assert_eq!(place["region"], json!({ "startLine": 2, "startColumn": 6, "endColumn": 10 }));
        assert_eq!(results[0]["locations"][0]["physicalLocation"].get("region"), None);
        assert_eq!((&results[1]["ruleIndex"], &log["runs"][0]["tool"]["driver"]["rules"][0]["id"]), (&0.into(), &"bad-id".into()));
        assert_eq!(uri("/a b/ü.csv"), "file:///a%20b/%C3%BC.csv");
        Ok(())
    }
}
