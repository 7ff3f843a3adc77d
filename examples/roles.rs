//! Development aid: posts found in text files.
use dateline::{Extractor, read::Document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::builder().build()?;
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let found = extractor.extract(&Document { text: text.clone(), ..Document::default() });
        println!("== {path}");
        for m in &found.mentions {
            println!("  {:12} {:24} {:?} [{}] {:.2}", m.type_, m.rule, &text[m.start..m.end], m.basis, m.confidence);
        }
        for r in &found.roles {
            let org = r.organization.map_or("", |o| found.entities[o].name.as_str());
            println!("  ROLE {} | {} | {} | {org} | {}", found.entities[r.person].name, r.role, r.status, r.country_code);
        }
    }
    Ok(())
}
