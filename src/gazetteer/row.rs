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
    let (rows, faults) = read_all(file, bytes);
    if faults.is_empty() { Ok(rows) } else { Err(Error { faults }) }
}

/// Read what can be read of a list: the rows without a fault, and all faults.
pub fn read_all(file: &str, bytes: &[u8]) -> (Vec<Row>, Vec<Fault>) {
    let mut all = Vec::new();
    let faults = read_pieces(file, bytes, usize::MAX, |mut rows| all.append(&mut rows));
    (all, faults)
}

/// The same, so many rows at a time: a list may have a million of them, and a row takes ten times what stands in its line.
/// What was taken is good for nothing where there are faults.
pub fn read_pieces(file: &str, bytes: &[u8], piece: usize, mut take: impl FnMut(Vec<Row>)) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    let mut columns: Option<Vec<&str>> = None;
    let mut rows: Vec<Row> = Vec::new();
    let fault = |code, line, column, message: String, mend: &str| Fault {
        code,
        file: file.to_owned(),
        line,
        column,
        message,
        mend: mend.to_owned(),
    };
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => {
                if columns.is_none() {
                    let mend = "write the names of the columns into the first line, one of them \"name\", or remove the file";
                    faults.push(fault("no-name-column", 0, 0, "the file is empty".to_owned(), mend));
                }
                break;
            }
            Ok(true) => {}
            Err(e) => {
                let line = e.position().map_or(0, |p| p.line() as usize);
                faults.push(fault("not-csv", line, 0, format!("not readable as CSV: {e}"), "expected UTF-8, commas, RFC 4180 quotes"));
                break;
            }
        }
        let line = record_line(bytes, record.position());
        let Some(columns) = &columns else {
            columns = Some(header(&record, |code, column, message, mend| faults.push(fault(code, line, column, message, mend))));
            // Without names nothing of the rows can be understood.
            if faults.iter().any(|f| f.code == "no-name-column") {
                break;
            }
            continue;
        };
        if record.len() != columns.len() {
            let (met, wanted) = (record.len(), columns.len());
            let s = if met == 1 { "" } else { "s" };
            let met_cells = format!("{met} cell{s}, expected {wanted} as in line 1");
            faults.push(fault("cell-count", line, met.min(wanted), met_cells, "add the missing commas or quote a cell that holds one"));
            continue;
        }
        let before = faults.len();
        let row = parse(columns, &record, line, |code, column, message, mend| faults.push(fault(code, line, column, message, mend)));
        if faults.len() == before {
            rows.push(row);
        }
        if rows.len() >= piece {
            take(std::mem::take(&mut rows));
        }
    }
    take(rows);
    faults
}

/// The line a record begins in. A CSV reader that has just read a record stands before the LF of its CR LF, and before any
/// empty lines that follow, and takes that for where the next record begins.
pub fn record_line(bytes: &[u8], position: Option<&csv::Position>) -> usize {
    let Some(position) = position else { return 0 };
    let rest = bytes.get(position.byte() as usize..).unwrap_or_default();
    let passed = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).filter(|b| **b == b'\n').count();
    position.line() as usize + passed
}

/// The columns of a list by place; empty where a name is unknown or repeated.
pub fn columns(bytes: &[u8]) -> Vec<&'static str> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => header(&record, |_, _, _, _| ()),
        _ => Vec::new(),
    }
}

/// The columns by place; an unknown or repeated one is a fault and has no name.
fn header(record: &csv::StringRecord, mut fault: impl FnMut(&'static str, usize, String, &str)) -> Vec<&'static str> {
    let mut columns: Vec<&str> = Vec::new();
    let mut faulty = false;
    for (i, cell) in record.iter().enumerate() {
        let cell = cell.trim_start_matches('\u{feff}');
        let known = COLUMNS.iter().find(|c| **c == cell).copied();
        match known {
            Some(c) if columns.contains(&c) => fault("column-twice", i + 1, format!("column {cell:?} stands twice"), "keep one"),
            None => {
                let expected = format!("unknown column {cell:?}; expected one of {}", COLUMNS.join(", "));
                fault("unknown-column", i + 1, expected, &rename(cell, record.len()));
            }
            Some(_) => {}
        }
        let kept = known.filter(|c| !columns.contains(c));
        faulty |= kept.is_none();
        columns.push(kept.unwrap_or_default());
    }
    // A misspelt "name" has been said already.
    if !columns.contains(&"name") {
        if faulty {
            fault("no-name-column", 0, "no column \"name\" is left".to_owned(), "mend the first line");
        } else {
            let mend = "the first line must name the columns, one of them \"name\"";
            fault("no-name-column", 0, "no column \"name\"".to_owned(), mend);
        }
    }
    columns
}

/// What to do about a column that no list may have: the one that was meant, as far as its letters tell.
fn rename(cell: &str, cells: usize) -> String {
    if cells == 1 && cell.contains([';', '\t']) {
        return "separate the cells by commas".to_owned();
    }
    let folded = cell.trim().to_lowercase();
    let begins = |c: &&&str| folded.len() > 2 && (c.starts_with(&folded) || folded.starts_with(**c)); // "lat", "alias", "names"
    match COLUMNS.iter().find(|c| **c == folded).or_else(|| COLUMNS.iter().find(begins)) {
        Some(meant) => format!("write {meant:?} if that was meant; rename or remove it if not"),
        None => "rename or remove it".to_owned(),
    }
}

/// What to do about a cell that holds no whole number: the digits of a link or of "1 200 000", where they are all it has.
fn number_mend(cell: &str) -> String {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    match digits.parse::<u32>() {
        Ok(n) if !cell.contains(['-', '.']) || cell.contains("//") => format!("write {n} if that was meant"),
        _ => "write digits alone, or leave the cell empty".to_owned(),
    }
}

/// What to do about a cell that holds no degrees.
fn degrees_mend(cell: &str, limit: f64) -> String {
    match cell.replace(',', ".").parse::<f64>() {
        Ok(d) if cell.contains(',') && d.abs() <= limit => format!("write {d}, with a decimal point"),
        _ => "write degrees and their decimals, as in 48.1482 or -17.1077, or leave both cells empty".to_owned(),
    }
}

fn parse(columns: &[&str], record: &csv::StringRecord, line: usize, mut fault: impl FnMut(&'static str, usize, String, &str)) -> Row {
    let mut row = Row { line: line as u32, ..Row::default() };
    let (mut latitude, mut longitude) = (None, None);
    for (i, (&column, cell)) in columns.iter().zip(record.iter()).enumerate() {
        if cell.is_empty() {
            continue;
        }
        let at = i + 1;
        let mut whole = |cell: &str| {
            let number = cell.parse::<u32>().ok();
            if number.is_none() {
                fault("bad-number", at, format!("{column} {cell:?} is no whole number below 4294967296"), &number_mend(cell));
            }
            number
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
            "geonames" => row.geonames = whole(cell),
            "latitude" | "longitude" => {
                let limit = if column == "latitude" { 90.0 } else { 180.0 };
                let degrees = cell.parse::<f64>().ok().filter(|d| d.abs() <= limit);
                if degrees.is_none() {
                    let expected = format!("{column} {cell:?} is no number from -{limit} to {limit} (decimal degrees)");
                    fault("bad-coordinates", at, expected, &degrees_mend(cell, limit));
                }
                // A fault of one half is not said of the other too.
                *(if column == "latitude" { &mut latitude } else { &mut longitude }) = Some(degrees.unwrap_or_default());
            }
            "population" => row.population = whole(cell),
            "weight" => row.weight = whole(cell),
            "gender" => row.gender = cell.to_owned(),
            "valid_from" => row.valid_from = cell.to_owned(),
            "valid_to" => row.valid_to = cell.to_owned(),
            "context" => row.context = split(cell),
            "note" => row.note = cell.to_owned(),
            _ => {}
        }
    }
    if row.name.trim().is_empty() {
        let column = columns.iter().position(|c| *c == "name").map_or(0, |i| i + 1);
        fault("no-name", column, "the name is empty".to_owned(), "every row needs one");
    }
    row.point = latitude.zip(longitude);
    if latitude.is_some() != longitude.is_some() {
        fault("half-point", 0, "latitude without longitude, or the other way round".to_owned(), "give both or neither");
    }
    row
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
            "x.csv:2:1: 1 cell, expected 2 as in line 1; add the missing commas or quote a cell that holds one"
        );
        assert_eq!(
            fault("name,latitude,longitude\nA,95,3\n"),
            "x.csv:2:2: latitude \"95\" is no number from -90 to 90 (decimal degrees); write degrees and their decimals, as in 48.1482 or -17.1077, or leave both cells empty"
        );
        assert_eq!(
            fault("name,geonames\nA,x1\n"),
            "x.csv:2:2: geonames \"x1\" is no whole number below 4294967296; write 1 if that was meant"
        );
        assert_eq!(
            fault("name,latitude,longitude\nA,5,\n"),
            "x.csv:2: latitude without longitude, or the other way round; give both or neither"
        );
        for (csv, mend) in [
            ("name,lat\nA,5\n", "write \"latitude\" if that was meant; rename or remove it if not"),
            ("Name,type\nA,event\n", "write \"name\" if that was meant; rename or remove it if not"),
            ("name;type\nA;event\n", "separate the cells by commas"),
            ("name,population\nA,1 200 000\n", "write 1200000 if that was meant"),
            ("name,population\nA,-5\n", "write digits alone, or leave the cell empty"),
            ("name,geonames\nA,http://g-n.example/77\n", "write 77 if that was meant"),
            ("name,latitude,longitude\nA,\"48,25\",17\n", "write 48.25, with a decimal point"),
        ] {
            assert!(fault(csv).lines().any(|l| l.ends_with(mend)), "{csv}: {}", fault(csv));
        }
        assert!(fault("").starts_with("x.csv: the file is empty; write the names of the columns"));
        assert_eq!(fault("id,name\nx/y,\n"), "x.csv:2:2: the name is empty; every row needs one");
    }

    /// Excel ends its lines with CR LF; people leave lines empty.
    #[test]
    fn lines_are_those_of_the_file() {
        for (csv, want) in [
            ("name,note\nA,\nB,\nC,\n", [2, 3, 4]),
            ("name,note\r\nA,\r\nB,\r\nC,\r\n", [2, 3, 4]),
            ("name,note\nA,\n\n\nB,\nC,\n", [2, 5, 6]),
            ("name,note\r\nA,\"one\r\ntwo\"\r\nB,\r\n\r\nC,", [2, 4, 6]),
            ("\u{feff}name,note\r\n\r\nA,\r\nB,\r\nC,\r\n", [3, 4, 5]),
        ] {
            let rows = read("x.csv", csv.as_bytes()).unwrap();
            assert_eq!(rows.iter().map(|r| r.line).collect::<Vec<_>>(), want, "{csv:?}");
        }
    }

    #[test]
    fn one_fault_hides_no_other() {
        let (rows, faults) = read_all("x.csv", b"name,hue,geonames,latitude,longitude\nA,,x,95,200\nB,,1,2,3\nC\n");
        assert_eq!(rows.iter().map(|r| r.name.as_str()).collect::<Vec<_>>(), ["B"]);
        let met: Vec<_> = faults.iter().map(|f| (f.line, f.column, f.code)).collect();
        let want =
            [(1, 2, "unknown-column"), (2, 3, "bad-number"), (2, 4, "bad-coordinates"), (2, 5, "bad-coordinates"), (4, 1, "cell-count")];
        assert_eq!(met, want);
    }

    #[test]
    fn pieces_are_the_whole() {
        let text: String =
            "name,geonames\n".chars().chain((0..7).flat_map(|i| format!("N{i},{i}\n").chars().collect::<Vec<_>>())).collect();
        let whole = read("x.csv", text.as_bytes()).unwrap();
        for piece in [1, 2, 3, 7, 8] {
            let (mut rows, mut longest) = (Vec::new(), 0);
            let faults = read_pieces("x.csv", text.as_bytes(), piece, |p| {
                longest = longest.max(p.len());
                rows.extend(p);
            });
            assert!(faults.is_empty() && rows == whole && longest <= piece, "{piece}");
        }
    }

    #[test]
    fn cells() {
        let rows = read("x.csv", "name,aliases,acronym\n\"Body, A\",B One | B Two,BT\n".as_bytes()).unwrap();
        assert_eq!(rows[0].name, "Body, A");
        assert_eq!(rows[0].aliases, ["B One", "B Two"]);
        assert_eq!((rows[0].line, rows[0].acronyms[0].as_str()), (2, "BT"));
    }
}
