//! `gazetteer import` and `export`: a small sample of our own in the shape of each format.
#![allow(clippy::unwrap_used)] // a panic is how a test fails

mod common;

use common::{Files, dateline};

const GEONAMES: &str = "\
9900001\tQuibbleton\tQuibbleton\tQuibble Town,Квибблтон,QBT,http://example.org/q\t51.5\t-0.25\tP\tPPL\tGB\tFR\tENG\tGLA\t\t\t12000\t\t10\tEurope/London\t2020-01-01\n\
9900002\tQuibble River\tQuibble River\t\t51.6\t-0.3\tH\tSTM\tGB\t\tENG\t00\t\t\t0\t\t5\tEurope/London\t2020-01-01\n\
9900003\tRoad 7\tRoad 7\t\t51.7\t-0.3\tR\tRD\tGB\t\tENG\t\t\t\t0\t\t5\tEurope/London\t2020-01-01\n";

const SPACY: &str = "\
{\"label\": \"ORG\", \"pattern\": \"Quibble Trust\", \"id\": \"quibble-trust\"}\n\
{\"label\": \"ORG\", \"pattern\": \"Trust of Quibble\", \"id\": \"quibble-trust\"}\n\
{\"label\": \"GPE\", \"pattern\": [{\"LOWER\": \"new\"}, {\"LOWER\": \"quibbleton\"}]}\n\
{\"label\": \"GADGET\", \"pattern\": [{\"TEXT\": \"Zorblax\"}, {\"TEXT\": \"9\"}]}\n\
{\"label\": \"ORG\", \"pattern\": [{\"LOWER\": \"quibble\"}, {\"POS\": \"NOUN\", \"OP\": \"+\"}]}\n";

const CORENLP: &str = "\
Quibble Trust\tORGANIZATION\tMISC,PERSON\t2.0\nJ\\. P\\. Quibble\tPERSON\nQuibble (and|&) Sons\tORGANIZATION\nQuibbleton\tCITY\n";

const WIKIDATA_CSV: &str = "\
item,itemLabel,itemAltLabel,coord,iso,inception,colour\n\
http://www.wikidata.org/entity/Q990001,Quibble Trust,\"Trust of Quibble, Quibblers\",Point(-0.25 51.5),gb,1999-01-02T00:00:00Z,red\n\
http://www.wikidata.org/entity/Q990001,Quibble Trust,Trust Q,Point(-0.25 51.5),gb,1999-01-02T00:00:00Z,red\n\
http://www.wikidata.org/entity/Q990002,Q990002,,,,,\n";

const WIKIDATA_JSON: &str = r#"{"head":{"vars":["item","itemLabel"]},"results":{"bindings":[
{"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q990001"},"itemLabel":{"type":"literal","value":"Quibble Trust"},"acronym":{"value":"QBT"}}]}}"#;

const FTM: &str = r#"{"id":"Q990001","schema":"Organization","caption":"Quibble Trust","properties":{"name":["Quibble Trust","Квиббл"],"alias":["Trust of Quibble"],"country":["gb","suhh"],"topics":["gov"]}}
{"id":"ofq-7","schema":"Person","properties":{"name":["Jane Quibble"],"gender":["female"],"country":["gb"]}}
{"id":"ofq-8","schema":"Vessel","properties":{"name":["Quibble Star"]}}
"#;

const PLAIN: &str = "# bodies\nQuibble Trust\tTrust of Quibble|Quibblers\n\nZorblax  Board\n";

/// Import, expect a list's rows and words of the report; then the lists must pass the check and load.
fn import(files: &[(&str, &str)], args: &[&str], lists: &[(&str, &str)], reported: &[&str]) {
    let folder = Files::new(files);
    let output = dateline(&folder, &[&["gazetteer", "import"], args, &["--out", "mine"]].concat(), b"");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for (file, want) in lists {
        let met = std::fs::read_to_string(folder.path().join("mine").join(file)).unwrap();
        assert_eq!(&met, want, "{file}\n{said}");
    }
    for part in reported {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(said.matches("not carried").count() + 1, said.lines().count(), "{said}");
    assert_eq!(reported.len(), said.matches("not carried").count(), "{said}");
    let check = dateline(&folder, &["gazetteer", "check", "mine"], b"");
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
    std::fs::write(folder.path().join("a.txt"), "The Quibble Trust met in Quibbleton.\n").unwrap();
    let run = dateline(&folder, &["extract", "a.txt", "--out", "out", "--gazetteers", "mine", "--quiet"], b"");
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let mentions = std::fs::read_to_string(folder.path().join("out/mentions.csv")).unwrap();
    assert!(mentions.contains("mine/"), "no entry of the lists was found in {mentions}");
}

#[test]
fn geonames() {
    import(
        &[("GB.txt", GEONAMES)],
        &["geonames", "GB.txt"],
        &[
            (
                "city.csv",
                "name,id,aliases,country,admin1,admin2,feature,geonames,latitude,longitude,population\n\
                 Quibbleton,place/geonames-9900001,Quibble Town,GB,ENG,GLA,PPL,9900001,51.5,-0.25,12000\n",
            ),
            (
                "water.csv",
                "name,id,country,admin1,feature,geonames,latitude,longitude\nQuibble River,place/geonames-9900002,GB,ENG,STM,9900002,51.6,-0.3\n",
            ),
        ],
        &[
            "not carried: 1 × a kind of place that is no name of texts: Road 7 (R.RD) (line 3)",
            "not carried: 1 × a name in another script: texts are English: Квибблтон (line 1)",
            "not carried: 2 × a code or address among the alternate names: QBT (line 1), http://example.org/q (line 1)",
            "not carried: 1 × other countries that claim the place (cc2): FR (line 1)",
            "not carried: 1 × columns that no list has: admin3, admin4, elevation, dem, timezone, modification date",
        ],
    );
}

#[test]
fn gate() {
    import(
        &[
            ("g/lists.def", "orgs.lst:organization:charity:english\ntowns.lst:location:city\ngone.lst:date\n"),
            ("g/orgs.lst", "Quibble Trust\twikidata=Q990001\tmood=gay\nQuibble & Sons\n"),
            ("g/towns.lst", "Quibbleton&country=gb\n"),
        ],
        &["gate", "g/lists.def"],
        &[
            (
                "organization.csv",
                "name,id,wikidata\nQuibble & Sons,organization/quibble-sons,\nQuibble Trust,organization/quibble-trust,Q990001\n",
            ),
            ("city.csv", "name,id,country\nQuibbleton,place/quibbleton,GB\n"),
        ],
        &[
            "not carried: 1 × lists.def columns that no list has: a language \"english\" (line 1)",
            "not carried: 1 × a file that lists.def names and the folder has not: gone.lst (line 3)",
            "not carried: 1 × features that no list has a column for: mood=gay (line 1)",
        ],
    );
}

#[test]
fn spacy() {
    import(
        &[("p.jsonl", SPACY)],
        &["spacy", "p.jsonl"],
        &[
            ("organization.csv", "name,id,aliases\nQuibble Trust,organization/quibble-trust,Trust of Quibble\n"),
            ("city_any_case.csv", "name,id\nnew quibbleton,place/new-quibbleton\n"),
            ("gadget.csv", "name,id\nZorblax 9,gadget/zorblax-9\n"),
        ],
        &["not carried: 1 × patterns that are rules and no names: [{\"LOWER\":\"quibble\"},{\"POS\":\"NOUN\",\"OP\":\"+\"}] (line 5)"],
    );
}

#[test]
fn corenlp() {
    import(
        &[("m.tsv", CORENLP)],
        &["corenlp", "m.tsv"],
        &[
            ("organization.csv", "name,id\nQuibble Trust,organization/quibble-trust\n"),
            ("person.csv", "name,id\nJ. P. Quibble,person/j-p-quibble\n"),
            ("city.csv", "name,id\nQuibbleton,place/quibbleton\n"),
        ],
        &[
            "not carried: 1 × patterns that are regular expressions and no names: Quibble (and|&) Sons (line 3)",
            "not carried: 1 × types that an entry may overwrite: MISC,PERSON (line 1)",
            "not carried: 1 × priorities: here a list has one, not an entry: 2.0 (line 1)",
        ],
    );
}

#[test]
fn wikidata() {
    import(
        &[("q.csv", WIKIDATA_CSV)],
        &["wikidata", "q.csv"],
        &[(
            "organization.csv",
            "name,id,aliases,country,wikidata,latitude,longitude,valid_from\n\
             Quibble Trust,organization/wikidata-q990001,Trust of Quibble | Quibblers | Trust Q,GB,Q990001,51.5,-0.25,1999-01-02\n",
        )],
        &["not carried: 1 × items without a label: Q990002 (line 4)", "not carried: 1 × columns that no list has: colour"],
    );
    import(
        &[("q.json", WIKIDATA_JSON)],
        &["wikidata", "q.json"],
        &[("organization.csv", "name,id,acronym,wikidata\nQuibble Trust,organization/wikidata-q990001,QBT,Q990001\n")],
        &[],
    );
}

#[test]
fn follow_the_money() {
    import(
        &[("e.json", FTM)],
        &["ftm", "e.json"],
        &[
            ("organization.csv", "name,id,aliases,country,wikidata\nQuibble Trust,organization/q990001,Trust of Quibble,GB,Q990001\n"),
            ("person.csv", "name,id,country,gender\nJane Quibble,person/ofq-7,GB,f\n"),
        ],
        &[
            "not carried: 1 × a name in another script: texts are English: Квиббл (line 1)",
            "not carried: 1 × countries without an ISO 3166-1 code of two letters: SUHH (line 1)",
            "not carried: 1 × kinds of entities that are no names of texts: Vessel ofq-8 (line 3)",
            "not carried: 1 × properties that no list has a column for: topics of 1 entity",
        ],
    );
}

#[test]
fn plain() {
    import(
        &[("l.txt", PLAIN)],
        &["plain", "l.txt", "--type", "organization"],
        &[(
            "organization.csv",
            "name,id,aliases\nQuibble Trust,organization/quibble-trust,Trust of Quibble | Quibblers\nZorblax Board,organization/zorblax-board,\n",
        )],
        &[],
    );
}

#[test]
fn files_that_cannot_be_imported() {
    let folder = Files::new(&[
        ("x.txt", "one\ttwo\n"),
        ("x.jsonl", "{\"pattern\":\"x\"}\n"),
        ("y.jsonl", "{\n"),
        ("x.tsv", "alone\n"),
        ("e.json", "{\"id\":\"a\"}\n"),
        ("q.json", "{\"a\":1}"),
        ("lists.def", "x.lst\n"),
        ("empty.txt", "\n"),
        ("names.txt", "Quibble Trust\n"),
        ("taken/gazetteers.toml", ""),
    ]);
    for (args, want) in [
        (&["geonames", "x.txt"][..], "x.txt:1: 2 columns, expected 19 with tabs between them as in a GeoNames dump; give such a file"),
        (&["spacy", "x.jsonl"], "x.jsonl:1: no \"label\"; expected {\"label\", \"pattern\"}"),
        (&["spacy", "y.jsonl"], "y.jsonl:1: column 1: EOF while parsing an object at line 1 column 1; expected one JSON object a line"),
        (&["corenlp", "x.tsv"], "x.tsv:1: one column; expected a pattern and a type with a tab between them"),
        (&["ftm", "e.json"], "e.json:1: no \"schema\"; expected {\"id\", \"schema\", \"properties\"}"),
        (&["wikidata", "q.json"], "q.json: no list of results; expected {\"results\": {\"bindings\": [...]}} or a list of objects"),
        (&["gate", "lists.def"], "lists.def:1: \"x.lst\" names no major type; expected file.lst:major or file.lst:major:minor"),
        (&["plain", "empty.txt"], "empty.txt: no entry in it that could be carried"),
    ] {
        let output = dateline(&folder, &[&["gazetteer", "import"], args, &["--out", "mine"]].concat(), b"");
        let met = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), met.trim_end()), (Some(2), format!("error: {want}").as_str()));
        assert!(!folder.path().join("mine").exists(), "nothing is written");
    }
    let output = dateline(&folder, &["gazetteer", "import", "plain", "names.txt", "--out", "taken"], b"");
    let want = "error: taken: holds gazetteers.toml already; expected a folder without lists, so that nothing is overwritten; choose another --out\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), want);
}

/// What is exported can be imported again.
#[test]
fn there_and_back() {
    let list = "name,id,aliases,acronym,country,wikidata,context\nQuibble Trust,organization/quibble,Trust of Quibble,QBT,GB,Q990001,trust | jest\n";
    let manifest = "[[list]]\nfile = 'x.csv'\ntype = 'organization'\n\n[[list]]\nfile = 'y.csv'\ntype = 'product'\ncase = 'any'\n";
    let folder =
        Files::new(&[("mine/gazetteers.toml", manifest), ("mine/x.csv", list), ("mine/y.csv", "name,id\nZorblax 9,product/zorblax\n")]);
    let run = |args: &[&str]| {
        let output = dateline(&folder, &[&["gazetteer"], args].concat(), b"");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let read = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap();
    assert_eq!(run(&["export", "spacy", "mine", "--out", "p.jsonl"]), "2 entries in p.jsonl\nnot carried: `context` of 1 entry\n");
    assert_eq!(
        read("p.jsonl"),
        "{\"label\":\"ORG\",\"pattern\":\"Quibble Trust\",\"id\":\"organization/quibble\"}\n\
         {\"label\":\"ORG\",\"pattern\":\"Trust of Quibble\",\"id\":\"organization/quibble\"}\n\
         {\"label\":\"ORG\",\"pattern\":\"QBT\",\"id\":\"organization/quibble\"}\n\
         {\"label\":\"PRODUCT\",\"pattern\":[{\"LOWER\":\"zorblax\"},{\"LOWER\":\"9\"}],\"id\":\"product/zorblax\"}\n"
    );
    run(&["import", "spacy", "p.jsonl", "--out", "again"]);
    assert_eq!(read("again/organization.csv"), "name,id,aliases\nQuibble Trust,organization/quibble,Trust of Quibble | QBT\n");
    assert_eq!(read("again/product_any_case.csv"), "name,id\nzorblax 9,product/zorblax\n");
    run(&["export", "gate", "mine", "--out", "g"]);
    assert_eq!(read("g/lists.def"), "organization.lst:organization\nproduct.lst:product\n");
    run(&["import", "gate", "g/lists.def", "--out", "back"]);
    assert_eq!(
        read("back/organization.csv"),
        "name,id,aliases,country,wikidata\nQuibble Trust,organization/quibble,Trust of Quibble | QBT,GB,Q990001\n"
    );
    let output = dateline(&folder, &["gazetteer", "export", "gate", "mine", "--out", "g"], b"");
    let want = "error: g: is there already; expected a name that is not taken, so that nothing is overwritten\n";
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(2), want));
}
