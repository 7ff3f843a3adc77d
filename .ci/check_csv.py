#!/usr/bin/env python3
"""Tables read back by programs of others' making hold what was written, cell by cell.

    check_csv.py --binary target/release/dateline

Makes documents of everything that troubles CSV (quotes, commas, line ends of every kind, formulas, marks, invisible
characters), runs the program over them with each way of writing, and reads every table with Python's csv and with DuckDB.
Both must see the same cells; the titles must be those that went in; and `text[start:end]` of the document must be the
mention. Needs `duckdb` (pip install duckdb).
"""
import argparse, csv, json, pathlib, random, subprocess, sys, tempfile

import duckdb

TABLES = ["documents", "mentions", "entities", "dates", "locations", "roles", "problems"]
PIECES = ['"', '""', ",", ";", "\n", "\r\n", "\r", "\t", "'", "=1+1", "@SUM(A1)", "+1", "-1", "\\", "\\n", "|", " | ", "\u2028", "\u0085",
          "\u00a0", "\u00ad", "\u200b", "\ufeff", "é", "e\u0301", "🙂", "\u202e", "NULL", "NA", " ", "  ", "The OSCE ", "Mr Kofi Annan ",
          "Secretary-General of the UN ", "in Vienna, Austria", " on 3 May 2019", "the \"Lake Council\" (LC) ", "Anna\nTorv ", "1.5", "1e5"]
DOCUMENTS = 300


def documents(seed):
    """The same ones in every run."""
    chance = random.Random(seed)
    for n in range(DOCUMENTS):
        make = lambda most: "".join(chance.choice(PIECES) for _ in range(chance.randrange(most)))
        yield {"id": f"{n}{make(4)}".replace("\r", ""), "title": make(6), "text": make(25)}


def by_python(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def by_duckdb(path):
    # told the dialect and nothing else: RFC 4180, every cell a text
    query = ("select * from read_csv(?, header = false, all_varchar = true, delim = ',', quote = '\"', escape = '\"', "
             "nullstr = '\x01', auto_detect = false, max_line_size = 10000000, strict_mode = true, columns = ?, parallel = false)")
    header = by_python(path)[0]
    columns = {name: "VARCHAR" for name in header}
    names = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    rows = duckdb.sql(query.replace("columns = ?", f"columns = {{{names}}}").replace("read_csv(?", f"read_csv('{path}'")).fetchall()
    return [list(row) for row in rows]


def check(binary, work, flags, given):
    out = work / "out"
    done = subprocess.run([binary, "extract", work / "in.jsonl", "--out", out, "--quiet", *flags])
    assert done.returncode in (0, 3), done
    cells = 0
    tables = {}
    for name in TABLES:
        path = out / f"{name}.csv"
        ours, theirs = by_python(path), by_duckdb(path)
        if "--bom" in flags:
            theirs[0][0] = theirs[0][0].removeprefix("\ufeff")
        assert len(ours) == len(theirs), f"{name}: {len(ours)} rows in Python, {len(theirs)} in DuckDB"
        for n, (a, b) in enumerate(zip(ours, theirs), 1):
            b = ["" if cell is None else cell for cell in b]
            assert a == b, f"{name}, row {n}:\n  Python {a}\n  DuckDB {b}"
            assert len(a) == len(ours[0]), f"{name}, row {n} has {len(a)} cells"
            cells += len(a)
        tables[name] = [dict(zip(ours[0], row)) for row in ours[1:]]
    safe = "--spreadsheet-safe" in flags
    guarded = lambda text: "'" + text if safe and text.startswith(tuple("=+-@\t\r")) else text
    texts = {}
    for row, document in zip(tables["documents"], given, strict=True):
        assert row["title"] == guarded(document["title"]) or row["status"] == "failed", (row, document)
        texts[row["doc_id"]] = document["text"]
    for m in tables["mentions"]:
        text = texts[m["doc_id"]]
        assert guarded(text[int(m["start"]):int(m["end"])]) == m["text"], m
        assert guarded(text.encode()[int(m["byte_start"]):int(m["byte_end"])].decode()) == m["text"], m
    return cells, len(tables["mentions"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/release/dateline", type=pathlib.Path)
    binary = parser.parse_args().binary.resolve()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for seed, flags in enumerate([[], ["--spreadsheet-safe"], ["--bom"], ["--bom", "--spreadsheet-safe"]]):
            given = list(documents(seed))
            with open(work / "in.jsonl", "w", encoding="utf-8", newline="\n") as file:
                file.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in given)
            cells, mentions = check(binary, work, flags, given)
            print(f"{' '.join(flags) or 'as it is'}: {cells} cells and {mentions} mentions are the same to Python's csv and to DuckDB {duckdb.__version__}")


if __name__ == "__main__":
    sys.exit(main())
