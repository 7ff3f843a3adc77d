//! Walks the rule registry: every rule compiles, finds its own examples with their values, and finds nothing in
//! its negative ones.

use super::{DateCandidate, en, spot};
use crate::link::date::{DateContext, resolve};
use crate::model::Published;
use crate::text::Prepared;

/// Split `@DATE text` and take the brackets out: reference, text, span in bytes.
fn example(source: &str) -> (Option<Published>, String, Option<(usize, usize)>) {
    let (reference, text) = match source.strip_prefix('@').and_then(|s| s.split_once(' ')) {
        Some(("", text)) => (None, text),
        Some((d, text)) => (Some(d.to_owned()), text),
        // A Wednesday.
        None => (Some("2019-11-27".to_owned()), source),
    };
    let published = reference.map(|value| Published { value, basis: "field" });
    let span = text.find('[').and_then(|a| text.find(']').map(|b| (a, b - 1)));
    let text = if span.is_some() { text.replacen(['['], "", 1).replacen([']'], "", 1) } else { text.to_owned() };
    (published, text, span)
}

fn found(published: Option<&Published>, text: &str) -> Vec<(DateCandidate, String)> {
    let prep = Prepared::new(text);
    let cands = spot(&prep);
    let ctx = DateContext::new(&prep, published, None);
    let values = resolve(&cands.iter().collect::<Vec<_>>(), &ctx);
    cands.into_iter().zip(values).map(|(c, r)| (c, r.value.value)).collect()
}

#[test]
fn every_rule_compiles() {
    let grammar = en::compile();
    assert!(grammar.is_ok(), "{:?}", grammar.err());
}

#[test]
fn names_are_distinct() {
    let mut names: Vec<_> = en::FAMILIES.iter().flat_map(|f| f.iter()).map(|r| r.name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn every_example_holds() {
    let mut wrong = Vec::new();
    for rule in en::FAMILIES.iter().flat_map(|f| f.iter()) {
        assert!(!rule.yes.is_empty() && !rule.no.is_empty() && !rule.reason.is_empty(), "{} lacks examples or a reason", rule.name);
        for (source, value) in rule.yes {
            let (published, text, span) = example(source);
            let got = found(published.as_ref(), &text);
            let hit = got.iter().find(|(c, _)| Some((c.start as usize, c.end as usize)) == span);
            match hit {
                Some((c, v)) if v == value && c.rule == rule.name => {}
                _ => wrong.push(format!(
                    "{}: {source:?} wants {value}, got {:?}",
                    rule.name,
                    got.iter().map(|(c, v)| (c.rule, &text[c.start as usize..c.end as usize], v)).collect::<Vec<_>>()
                )),
            }
        }
        for source in rule.no {
            let (published, text, _) = example(source);
            for (c, v) in found(published.as_ref(), &text) {
                if c.rule == rule.name {
                    wrong.push(format!(
                        "{}: {source:?} must find nothing, got {:?} = {v}",
                        rule.name,
                        &text[c.start as usize..c.end as usize]
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
