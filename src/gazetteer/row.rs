//! Rows of a list: the columns a gazetteer CSV may have, read and checked.
//!
//! In: a CSV's bytes. Out: [`Row`]s, or every fault with its line and column.

use super::error::{Error, Fault};

/// Columns a list may have, in the order documentation shows them.
pub const COLUMNS: &[&str] = &[
    "name",
    "id",
    "type",
    "aliases",
    "acronym",
    "country",
    "admin1",
    "admin2",
    "feature",
    "parent",
    "wikidata",
    "geonames",
    "latitude",
    "longitude",
    "population",
    "weight",
    "gender",
    "valid_from",
    "valid_to",
    "context",
    "note",
];

/// One row. Empty cells are empty strings or `None`.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs)] // the columns are described in docs/gazetteers.md
pub struct Row {
    pub line: u32,
    pub name: String,
    pub id: String,
    pub type_: String,
    pub aliases: Vec<String>,
    pub acronyms: Vec<String>,
    pub country: String,
    pub admin1: String,
    pub admin2: String,
    pub feature: String,
    pub parent: String,
    pub wikidata: String,
    pub geonames: Option<u32>,
    pub point: Option<(f64, f64)>,
    pub population: Option<u32>,
    pub weight: Option<u32>,
    pub gender: String,
    pub valid_from: String,
    pub valid_to: String,
    pub context: Vec<String>,
    pub note: String,
}

fn split(cell: &str) -> Vec<String> {
    cell.split(" | ").map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// Read a list. `file` is its name in messages. Collects all faults before failing.
pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Row>, Error> {
    let mut faults = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut columns: Vec<&str> = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let fault = |line, column, message: String| Fault { file: file.to_owned(), line, column, message };
    let mut first = true;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(e) => {
                let line = e.position().map_or(0, |p| p.line() as usize);
                faults.push(fault(line, 0, format!("not readable as CSV: {e}; expected UTF-8, commas, RFC 4180 quotes")));
                break;
            }
        }
        let line = record.position().map_or(0, |p| p.line() as usize);
        if first {
            first = false;
            for (i, cell) in record.iter().enumerate() {
                let cell = cell.trim_start_matches('\u{feff}');
                match COLUMNS.iter().find(|c| **c == cell) {
                    Some(c) if columns.contains(c) => {
                        faults.push(fault(line, i + 1, format!("column {cell:?} stands twice; keep one")));
                        columns.push("");
                    }
                    Some(c) => columns.push(c),
                    None => {
                        faults.push(fault(
                            line,
                            i + 1,
                            format!("unknown column {cell:?}; expected one of {}; rename or remove it", COLUMNS.join(", ")),
                        ));
                        columns.push("");
                    }
                }
            }
            if !columns.contains(&"name") && faults.is_empty() {
                faults.push(fault(line, 0, "no column \"name\"; the first line must name the columns, one of them \"name\"".to_owned()));
            }
            if !faults.is_empty() {
                break;
            }
            continue;
        }
        if record.len() != columns.len() {
            let (met, wanted) = (record.len(), columns.len());
            faults.push(fault(
                line,
                met.min(wanted),
                format!("{met} cells, expected {wanted} as in line 1; add the missing commas or quote a cell that holds one"),
            ));
            continue;
        }
        match parse(&columns, &record, line) {
            Ok(row) => rows.push(row),
            Err((column, message)) => faults.push(fault(line, column, message)),
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(Error { faults }) }
}

fn parse(columns: &[&str], record: &csv::StringRecord, line: usize) -> Result<Row, (usize, String)> {
    let mut row = Row { line: line as u32, ..Row::default() };
    let (mut latitude, mut longitude) = (None, None);
    for (i, (&column, cell)) in columns.iter().zip(record.iter()).enumerate() {
        if cell.is_empty() {
            continue;
        }
        let at = i + 1;
        let whole = || cell.parse::<u32>().map_err(|_| (at, format!("{column} {cell:?} is no whole number below 4294967296")));
        let degrees = |limit: f64| {
            cell.parse::<f64>()
                .ok()
                .filter(|d| d.abs() <= limit)
                .ok_or_else(|| (at, format!("{column} {cell:?} is no number from -{limit} to {limit} (decimal degrees)")))
        };
        match column {
            "name" => row.name = cell.to_owned(),
            "id" => row.id = cell.to_owned(),
            "type" => row.type_ = cell.to_owned(),
            "aliases" => row.aliases = split(cell),
            "acronym" => row.acronyms = split(cell),
            "country" => row.country = cell.to_owned(),
            "admin1" => row.admin1 = cell.to_owned(),
            "admin2" => row.admin2 = cell.to_owned(),
            "feature" => row.feature = cell.to_owned(),
            "parent" => row.parent = cell.to_owned(),
            "wikidata" => row.wikidata = cell.to_owned(),
            "geonames" => row.geonames = Some(whole()?),
            "latitude" => latitude = Some(degrees(90.0)?),
            "longitude" => longitude = Some(degrees(180.0)?),
            "population" => row.population = Some(whole()?),
            "weight" => row.weight = Some(whole()?),
            "gender" => row.gender = cell.to_owned(),
            "valid_from" => row.valid_from = cell.to_owned(),
            "valid_to" => row.valid_to = cell.to_owned(),
            "context" => row.context = split(cell),
            "note" => row.note = cell.to_owned(),
            _ => {}
        }
    }
    if row.name.trim().is_empty() {
        return Err((1, "the name is empty; every row needs one".to_owned()));
    }
    row.point = match (latitude, longitude) {
        (Some(a), Some(b)) => Some((a, b)),
        (None, None) => None,
        _ => return Err((0, "latitude without longitude, or the other way round; give both or neither".to_owned())),
    };
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(csv: &str) -> String {
        read("x.csv", csv.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn faults_name_line_column_value_and_mend() {
        assert!(fault("name,colour\nA Body,red\n").starts_with("x.csv:1:2: unknown column \"colour\"; expected one of name, id, type"));
        assert_eq!(fault("id\nx\n"), "x.csv:1: no column \"name\"; the first line must name the columns, one of them \"name\"");
        assert_eq!(
            fault("name,id\nA\n"),
            "x.csv:2:1: 1 cells, expected 2 as in line 1; add the missing commas or quote a cell that holds one"
        );
        assert_eq!(fault("name,latitude,longitude\nA,95,3\n"), "x.csv:2:2: latitude \"95\" is no number from -90 to 90 (decimal degrees)");
        assert_eq!(fault("name,geonames\nA,x1\n"), "x.csv:2:2: geonames \"x1\" is no whole number below 4294967296");
    }

    #[test]
    fn cells() {
        let rows = read("x.csv", "name,aliases,acronym\n\"Body, A\",B One | B Two,BT\n".as_bytes()).unwrap();
        assert_eq!(rows[0].name, "Body, A");
        assert_eq!(rows[0].aliases, ["B One", "B Two"]);
        assert_eq!((rows[0].line, rows[0].acronyms[0].as_str()), (2, "BT"));
    }
}
