//! README and docs say what is so: the rows they show are in `output/`, the commands and files they name are there.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{at, table};

fn read(path: &str) -> String {
    std::fs::read_to_string(at(path)).unwrap()
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = read("README.md");
    for command in ["cargo run --release -- extract seeds --out output", "cargo test"] {
        assert!(readme.lines().any(|l| l.trim() == command), "{command} does not stand on a line of its own");
    }
}

/// A table after a line `<!-- output/NAME.csv -->` shows rows of that file, some of their columns.
#[test]
fn rows_shown_in_the_readme_are_rows_of_the_output() {
    let readme = read("README.md");
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner.split('|').map(|c| c.trim().to_owned()).collect()
    };
    let mut shown = 0;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix("<!-- output/").and_then(|l| l.strip_suffix(" -->")) else { continue };
        let rows = table(&at("output"), name);
        let columns = cells(lines.next().unwrap());
        lines.next(); // the rule under the header
        for line in lines.by_ref().take_while(|l| l.starts_with('|')) {
            let want = cells(line);
            let same = |r: &common::Row| columns.iter().zip(&want).all(|(c, v)| r.get(c) == Some(v));
            assert!(rows.iter().any(same), "output/{name} has no such row any more: {line}");
            shown += 1;
        }
    }
    assert!(shown >= 8, "the README shows {shown} rows");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut pages = vec!["README.md".to_owned(), "CONTRIBUTING.md".into(), "CHANGELOG.md".into(), "gazetteers/NOTICE.md".into()];
    pages.extend(std::fs::read_dir(at("docs")).unwrap().map(|f| format!("docs/{}", f.unwrap().file_name().to_string_lossy())));
    let mut broken = Vec::new();
    for page in &pages {
        let folder = at(page).parent().unwrap().to_owned();
        let text = read(page);
        for target in text.split("](").skip(1).filter_map(|t| t.split(')').next()) {
            let target = target.split('#').next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                broken.push(format!("{page}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Every crate is explained, and none that is not used any more.
#[test]
fn every_dependency_is_explained() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let page = read("docs/dependencies.md");
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for name in manifest[section].as_table().unwrap().keys() {
            assert!(page.contains(&format!("`{name}`")), "docs/dependencies.md does not explain {name}");
        }
    }
    let mut used = manifest["dependencies"].as_table().unwrap().clone();
    // those of one kind of system only
    for target in manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(|t| t.values()) {
        used.extend(target["dependencies"].as_table().unwrap().clone());
    }
    let explained = page.lines().filter_map(|l| l.strip_prefix("| `")).filter(|l| !l.contains("(dev)"));
    for name in explained.flat_map(|l| l.split(" |").next().unwrap_or_default().split('`')) {
        let name = name.trim_matches([' ', ',']);
        assert!(name.is_empty() || used.contains_key(name), "docs/dependencies.md explains {name}, which is not used");
    }
}
