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
            "not carried: 1 × features that no list has a column for: mood=gay (orgs.lst:1)",
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

/// What the programs themselves write: keys in their order, folders as they save them, all columns of `lists.def`.
#[test]
fn as_the_programs_write_them() {
    // spaCy 3.8, `ruler.to_disk("ruler")`
    let ruler = "{\"label\":\"GPE\",\"pattern\":[{\"LOWER\":\"san\"},{\"LOWER\":\"quibblisco\"}],\"id\":\"san-q\"}\n\
        {\"label\":\"GPE\",\"pattern\":[{\"LOWER\":\"quibbleton\",\"OP\":\"?\"}]}\n\
        {\"label\":\"ORG\",\"pattern\":\"Quibble Trust\"}\n\
        {\"label\":\"NORP\",\"pattern\":\"Quibblian\"}\n\
        {\"label\":\"DATE\",\"pattern\":\"Quibble Day\"}\n";
    let config = "{\n  \"overwrite\":false,\n  \"phrase_matcher_attr\":null,\n  \"ent_id_sep\":\"||\"\n}";
    import(
        &[("ruler/patterns.jsonl", ruler), ("ruler/cfg", config)],
        &["spacy", "ruler"],
        &[
            ("city_any_case.csv", "name,id\nsan quibblisco,place/san-q\n"),
            ("nationality.csv", "name,id\nQuibblian,nationality/quibblian\n"),
            ("organization.csv", "name,id\nQuibble Trust,organization/quibble-trust\n"),
        ],
        &[
            "not carried: 1 × patterns that are rules and no names: [{\"LOWER\":\"quibbleton\",\"OP\":\"?\"}] (line 2)",
            "not carried: 1 × the country of a nationality, without which it points nowhere; write it into `country`: Quibblian (line 4)",
            "not carried: 1 × times, numbers and other words that rules read without a list: Quibble Day (line 5)",
        ],
    );
    // GATE's ANNIE: major, minor, language, annotation type; lists of words that are no names
    let lists = "airports.lst:location:airport\ncity_cap.lst:location:city_cap\ncompany.lst:organization:company\n\
        country_adj.lst:country_adj\ncurrency_unit.lst:currency_unit:post_amount\nday.lst:date:day\nmountain.lst:location:mountain\n\
        org_base.lst:org_base\nperson_female.lst:person_first:female:::\nperson_full.lst:person_full\nstop.lst:stop\n\
        surname_prefix.lst:surname:prefix\nwater.lst:location:water:english:Water\n";
    import(
        &[
            ("g/lists.def", lists),
            ("g/airports.lst", "Quibbleton Airport\n"),
            ("g/city_cap.lst", "QUIBBLETON\n"),
            ("g/company.lst", "Quibble Trust\n3q\n"),
            ("g/country_adj.lst", "Quibblian\tcountry=gb\n"),
            ("g/currency_unit.lst", "quids\n"),
            ("g/day.lst", "Monday\n"),
            ("g/mountain.lst", "Mount Quibble\n"),
            ("g/org_base.lst", "Quibblery\n"),
            ("g/person_female.lst", "Quibbelina\n"),
            ("g/person_full.lst", "Ada Quibble\n"),
            ("g/stop.lst", "viz\n"),
            ("g/surname_prefix.lst", "quib\n"),
            ("g/water.lst", "Quibble Sea\tdepth=9\n"),
        ],
        &["gate", "g"],
        &[
            ("facility.csv", "name,id\nQuibbleton Airport,place/quibbleton-airport\n"),
            ("city.csv", "name,id\nQUIBBLETON,place/quibbleton\n"),
            ("given_name.csv", "name,id,gender\nQuibbelina,given-name/quibbelina,f\n"),
            ("mountain.csv", "name,id\nMount Quibble,place/mount-quibble\n"),
            ("nationality.csv", "name,id,country\nQuibblian,nationality/quibblian,GB\n"),
            ("organization_head.csv", "name,id\nQuibblery,organization-head/quibblery\n"),
            ("person.csv", "name,id\nAda Quibble,person/ada-quibble\n"),
        ],
        &[
            "not carried: 1 × features that no list has a column for: depth=9 (water.lst:1)",
            "not carried: 2 × lists.def columns that no list has: a language \"english\" (line 13), an annotation type \"Water\" (line 13)",
            "not carried: 3 × times, numbers and other words that rules read without a list: quids (line 1), Monday (line 1), viz (line 1)",
        ],
    );
    // CoreNLP: two to five columns; TITLE is what someone is
    import(
        &[(
            "m.tsv",
            "Quibble Trust\tORGANIZATION\nchief quibbler\tTITLE\nQuibbletown\tCITY\tO,PERSON\t2\t1\nJan 3\tDATE\n/Quibb.*/ Board\tORGANIZATION\t\t1\n",
        )],
        &["corenlp", "m.tsv"],
        &[("post.csv", "name,id\nchief quibbler,post/chief-quibbler\n"), ("city.csv", "name,id\nQuibbletown,place/quibbletown\n")],
        &[
            "not carried: 1 × a group of the pattern: 1 (line 3)",
            "not carried: 1 × patterns that are regular expressions and no names: /Quibb.*/ Board (line 5)",
            "not carried: 2 × priorities: here a list has one, not an entry: 2 (line 3), 1 (line 5)",
            "not carried: 1 × times, numbers and other words that rules read without a list: Jan 3 (line 4)",
            "not carried: 1 × types that an entry may overwrite: O,PERSON (line 3)",
        ],
    );
    // GeoNames: no point is written as 0, 0
    import(
        &[("q.txt", "9900004\tQuibbleton\tQuibbleton\t\t0\t0\tP\tPPL\tGB\t\t\t\t\t\t0\t\t-9999\tEurope/London\t2020-01-01\n")],
        &["geonames", "q.txt"],
        &[("city.csv", "name,id,country,feature,geonames\nQuibbleton,place/geonames-9900004,GB,PPL,9900004\n")],
        &[
            "not carried: 1 × columns that no list has: admin3, admin4, elevation, dem, timezone, modification date",
            "not carried: 1 × the point 0, 0, where missing coordinates go: Quibbleton (line 1)",
        ],
    );
    // Wikidata's query service: CR LF, the country as a label, an item with its prefix
    import(
        &[(
            "q.csv",
            "item,itemLabel,country,countryLabel\r\nhttp://www.wikidata.org/entity/Q990001,Quibble Trust,http://www.wikidata.org/entity/Q183,Germany\r\n\
             wd:Q990003,Zorblax Board,http://www.wikidata.org/entity/Q990009,Quibblia\r\n",
        )],
        &["wikidata", "q.csv"],
        &[(
            "organization.csv",
            "name,id,country,wikidata\nQuibble Trust,organization/wikidata-q990001,DE,Q990001\nZorblax Board,organization/wikidata-q990003,,Q990003\n",
        )],
        &["not carried: 1 × countries that no list has under this name: Quibblia (line 3)"],
    );
    // FollowTheMoney 4.11, `entity.to_dict()` with what OpenSanctions adds: codes that are no country's
    import(
        &[(
            "e.json",
            "{\"id\": \"eu-q\", \"schema\": \"PublicBody\", \"properties\": {\"name\": [\"Quibble Trust\"], \"jurisdiction\": [\"eu\", \"fr\"]}, \
              \"caption\": \"Quibble Trust\", \"datasets\": [\"q\"], \"referents\": [], \"target\": true, \"first_seen\": \"2023-01-01T00:00:00\"}\n",
        )],
        &["ftm", "e.json"],
        &[("organization.csv", "name,id,country\nQuibble Trust,organization/eu-q,FR\n")],
        &["not carried: 1 × codes that no country has: EU of \"Quibble Trust\" (line 1)"],
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
