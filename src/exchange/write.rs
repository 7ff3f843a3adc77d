//! Lists into a folder. In: what was imported; out: a CSV a list and their manifest, all or none.

use std::fmt::Write as _;
use std::path::Path;

use super::Imported;
use crate::gazetteer::manifest::Case;
use crate::gazetteer::row::{COLUMNS, Row};

/// Write them. The folder may exist, but hold no list yet: nobody's work is overwritten.
///
/// # Errors
/// The folder holds lists, or cannot be written.
pub fn write(imported: &Imported, out: &Path) -> Result<Vec<String>, String> {
    let shown = out.display();
    let there = |name: &str| out.join(name).exists();
    if let Some(name) = imported.lists.keys().map(|l| format!("{l}.csv")).chain(["gazetteers.toml".to_owned()]).find(|n| there(n)) {
        return Err(format!(
            "{shown}: holds {name} already; expected a folder without lists, so that nothing is overwritten; choose another --out"
        ));
    }
    let failed = |e: std::io::Error| format!("{shown}: cannot be written: {e}; choose a folder you may write to");
    std::fs::create_dir_all(out).map_err(failed)?;
    let mut manifest = String::from("# Imported by dateline. The keys are described in docs/gazetteers.md.\n");
    let mut files = Vec::new();
    for (name, list) in &imported.lists {
        let type_ = list.rows.first().map_or("", |r| r.type_.as_str());
        let file = format!("{name}.csv");
        let one_type = list.rows.iter().all(|r| r.type_ == type_);
        std::fs::write(out.join(&file), csv(&list.rows, !one_type).map_err(|e| format!("{shown}/{file}: {e}"))?).map_err(failed)?;
        let _ = write!(manifest, "\n[[list]]\nfile = {file:?}\n");
        if one_type {
            let _ = writeln!(manifest, "type = {type_:?}");
        }
        match list.case {
            Case::Name => {}
            Case::Any => manifest.push_str("case = \"any\"\n"),
            Case::Exact => manifest.push_str("case = \"exact\"\n"),
        }
        let _ = writeln!(manifest, "source = {:?}", imported.source);
        files.push(file);
    }
    std::fs::write(out.join("gazetteers.toml"), manifest).map_err(failed)?;
    Ok(files)
}

/// A list's CSV, with the columns that hold something.
pub fn csv(rows: &[Row], with_type: bool) -> csv::Result<Vec<u8>> {
    let cells: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let used: Vec<usize> =
        (0..COLUMNS.len()).filter(|&i| (COLUMNS[i] != "type" || with_type) && (i == 0 || cells.iter().any(|c| !c[i].is_empty()))).collect();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(used.iter().map(|i| COLUMNS[*i]))?;
    for row in &cells {
        out.write_record(used.iter().map(|i| &row[*i]))?;
    }
    out.into_inner().map_err(|e| e.into_error().into())
}

/// Cells in the order of [`COLUMNS`].
fn cells(row: &Row) -> Vec<String> {
    let number = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
    let point = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
    vec![
        row.name.clone(),
        row.id.clone(),
        row.type_.clone(),
        row.aliases.join(" | "),
        row.acronyms.join(" | "),
        row.country.clone(),
        row.admin1.clone(),
        row.admin2.clone(),
        row.feature.clone(),
        row.parent.clone(),
        row.wikidata.clone(),
        number(row.geonames),
        point(row.point.map(|p| p.0)),
        point(row.point.map(|p| p.1)),
        number(row.population),
        number(row.weight),
        row.gender.clone(),
        row.valid_from.clone(),
        row.valid_to.clone(),
        row.context.join(" | "),
        row.note.clone(),
    ]
}
