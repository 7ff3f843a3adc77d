#!/usr/bin/env python3
"""Check the test documents in seeds/ against annotated/, and keep the answer keys in step.

    check.py                 verify documents, annotations and keys (exit 1 on any fault)
    check.py --write         regenerate the keys (*.jsonl) from annotated/
    check.py --documents     write the .txt, .md and .jsonl documents from annotated/
    check.py --copied DIR    also report 8-word runs shared with the texts in DIR (a name counts as one word)

See README.md for the notation.
"""
import argparse, collections, datetime, html.parser, json, pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "seeds"
TYPES = ("PER", "ORG", "LOC", "DATE", "DEM")
MARK = re.compile(r"\[\[([^\[\]|]+)\|(%s)\|(\[[^\]|]*\]|[^\]|]+)(\|\?)?\]\]" % "|".join(TYPES))
SPLITTERS = "\u2028\u2029\u0085\u00ad\u200b\u200c\u200d\u2060"  # written as \uXXXX in the keys
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


class Document:
    def __init__(self, source, block):
        head, rest = block.split("\n---\n", 1)
        body, _, roles = rest.partition("--- roles\n")
        self.fields = dict(line.split(": ", 1) for line in ("id: " + head).splitlines())
        self.id, self.source = self.fields["id"], source
        body = re.sub(r"\{U\+([0-9A-F]{4,6})\}", lambda m: chr(int(m[1], 16)), body)
        self.kind = self.id.rsplit(".", 1)[-1] if "." in self.id else "record"
        if self.kind == "record":  # its text field has no closing line end
            body = body[:-1]
        if self.fields.get("newline") == "crlf":
            body = body.replace("\n", "\r\n")
        self.text, self.mentions, at = "", [], 0
        for m in MARK.finditer(body):
            self.text += body[at:m.start()]
            start = len(self.text)
            self.text += m[1]
            at = m.end()
            self.mentions.append({"start": start, "end": len(self.text), "text": m[1], "type": m[2],
                                  "optional": bool(m[4]), "key": m[3]})
        self.text += body[at:]
        if re.search(r"\[\[\w|\]\]|\|(%s)\|" % "|".join(TYPES), self.text):
            fault(self.id, "an annotation was left unread")
        self.roles = [[part.strip() for part in line.split("|")] for line in roles.splitlines() if line.strip()]
        for m in self.mentions:
            begins = [f.start() for f in re.finditer(re.escape(m["text"]), self.text)]
            if m["start"] in begins:
                m["nth"] = begins.index(m["start"])
            else:
                fault(self.id, f"no occurrence number for {m['text']!r} at {m['start']}")

    def key(self):
        gold = {"id": self.id}
        if "published" in self.fields:
            gold["published"], gold["published_basis"] = self.fields["published"].split(" ")
        fixed = self.kind not in ("html", "md")
        if fixed:
            gold["text"] = self.text
        mentions = []
        for m in self.mentions:
            m = dict(m)
            place = {"start": m.pop("start"), "end": m.pop("end")}
            mentions.append({**(place if fixed else {}), "text": m["text"], "nth": m.get("nth"), "type": m["type"],
                             "optional": m["optional"], "key": m["key"]})
        gold["gold"] = {"rel": {"mentions": mentions, "roles": self.roles}}
        line = json.dumps(gold, ensure_ascii=False)
        return "".join(f"\\u{ord(c):04x}" if c in SPLITTERS else c for c in line) + "\n"


class Main(html.parser.HTMLParser):
    """The text a reader sees in <main>, blocks on lines of their own."""
    inline = {"a", "b", "i", "em", "strong", "abbr", "span"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.inside, self.text = 0, ""

    def handle_starttag(self, tag, attributes):
        self.inside += tag == "main"
        self.text += "" if tag in self.inline else "\n"

    def handle_endtag(self, tag):
        self.inside -= tag == "main"
        self.text += "" if tag in self.inline else "\n"

    def handle_data(self, data):
        self.text += data if self.inside else ""


def read_seeds():
    texts = {}
    for path in sorted(SEEDS.iterdir()):
        raw = path.read_bytes()
        if path.suffix == ".jsonl":
            for line in raw.decode("utf-8").split("\n"):
                if line:
                    record = json.loads(line)
                    texts[record["id"]] = record["text"]
        elif path.suffix == ".html":
            reader = Main()
            reader.feed(raw.decode("utf-8"))
            texts[path.name] = reader.text
        elif path.suffix == ".md":
            texts[path.name] = raw.decode("utf-8").split("\n---\n", 1)[1]
        elif path.suffix == ".txt":
            texts[path.name] = raw
    return texts


def valid_date(value):
    """EDTF level 1 (2 for quarters and halves, and for one-of sets), a duration, or a reference."""
    if re.fullmatch(r"(PRESENT|PAST|FUTURE)_REF|P\d+[YMWD]|XXXX-\d\d-\d\d|-", value):
        return True
    if m := re.fullmatch(r"\[(.+)\]", value):
        return all(valid_date(part) for part in m[1].split(","))
    parts = value.split("/")
    if len(parts) == 2:
        return all(valid_date(part) for part in parts) and parts[0] < parts[1]
    if re.fullmatch(r"\d{4}|\d{3}X|\d{2}XX", value):
        return True
    if m := re.fullmatch(r"\d{4}-(\d\d)", value):
        return 1 <= int(m[1]) <= 12 or 21 <= int(m[1]) <= 24 or 33 <= int(m[1]) <= 36 or int(m[1]) in (40, 41)
    try:
        datetime.datetime.fromisoformat(value)
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", value))
    except ValueError:
        return False


def check_document(doc, known, orgs):
    people = {m["key"] for m in doc.mentions if m["type"] == "PER"}
    for m in doc.mentions:
        where, key = f"{doc.id}: {m['text']!r}", m["key"]
        if doc.text[m["start"]:m["end"]] != m["text"]:
            fault(where, "offsets select something else")
        if m["text"] != m["text"].strip():
            fault(where, "space at an end")
        if m["type"] in ("PER", "ORG") and known.get(key, [None])[0] != m["type"]:
            fault(where, f"key {key} is not in identities.tsv as {m['type']}")
        if m["type"] == "DATE" and (not valid_date(key) or (key == "-" and not m["optional"])):
            fault(where, f"not a date value: {key}")
        if m["type"] in ("LOC", "DEM") and not re.fullmatch(r"[A-Z]{2}|\w.+", key):
            fault(where, f"not a place key: {key}")
        if m["type"] == "DEM" and not m["optional"]:
            fault(where, "nationalities are optional")
        if doc.kind in ("html", "md") and re.search(r"\s{2}|\n", m["text"]):
            fault(where, "mention over a line end in a document without fixed offsets")
    words = set(re.findall(r"\w+", doc.text.replace("\u00ad", "")))
    for person, role, org in doc.roles:
        where = f"{doc.id}: {person} | {role} | {org}"
        if person not in people:
            fault(where, "person not mentioned here")
        if org and not re.fullmatch("[A-Z]{2}", org) and org not in orgs[doc.id]:
            fault(where, "organisation not mentioned here")
        if missing := set(re.findall(r"\w+", role)) - words:
            fault(where, f"not in the text: {missing}")
    if len({tuple(r) for r in doc.roles}) < len(doc.roles):
        fault(doc.id, "a post is listed twice")


def shingles(text, names, n=8):
    words = re.findall(r"\w+", names.sub(" NAME ", " ".join(text.split())).lower())
    return {" ".join(words[i:i + n]) for i in range(len(words) - n + 1)}


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--write", action="store_true")
    args.add_argument("--documents", action="store_true")
    args.add_argument("--copied", type=pathlib.Path)
    args = args.parse_args()

    files = {}
    for source in sorted((HERE / "annotated").glob("*.txt")):
        blocks = source.read_text(encoding="utf-8").split("=== id: ")[1:]
        files[source] = [Document(source, block) for block in blocks]
    docs = [doc for group in files.values() for doc in group]

    if args.documents:
        for source, group in files.items():
            for doc in group:
                if doc.kind == "txt":
                    (SEEDS / doc.id).write_bytes(doc.text.encode(doc.fields.get("encoding", "utf-8")))
                elif doc.kind == "md":
                    old = (SEEDS / doc.id).read_text(encoding="utf-8").split("\n---\n", 1)[0]
                    (SEEDS / doc.id).write_bytes((old + "\n---\n" + doc.text).encode("utf-8"))
            if group[0].kind == "record":
                rows = [{"id": d.id, "title": d.fields["title"], "text": d.text,
                         "published": d.fields["published"].split()[0]} for d in group]
                (SEEDS / (source.stem + ".jsonl")).write_bytes(
                    "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8"))

    texts = read_seeds()
    if set(texts) != {doc.id for doc in docs}:
        fault("seeds", f"documents and annotations differ: {set(texts) ^ {doc.id for doc in docs}}")
    known = {}
    for line in (HERE / "identities.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        key, kind, name = line.split("\t")
        if key in known:
            fault("identities.tsv", f"{key} twice")
        known[key] = [kind, name]
    orgs = {doc.id: {m["key"] for m in doc.mentions if m["type"] == "ORG" and not m["optional"]} for doc in docs}
    for doc in docs:
        given = texts.get(doc.id, "")
        if isinstance(given, bytes):
            given = given.decode(doc.fields.get("encoding", "utf-8"))
        mine = doc.text
        if doc.kind == "html":
            given, mine = given.split(), mine.split()
        if given != mine:
            fault(doc.id, "the document is not the annotated text with the markup removed")
        check_document(doc, known, orgs)
    used = {m["key"] for doc in docs for m in doc.mentions if m["type"] in ("PER", "ORG")}
    for key in known.keys() - used:
        fault("identities.tsv", f"{key} is not used")

    for source, group in files.items():
        path, want = HERE / (source.stem + ".jsonl"), "".join(doc.key() for doc in group)
        if args.write:
            path.write_bytes(want.encode("utf-8"))
        elif not path.exists() or path.read_bytes() != want.encode("utf-8"):
            fault(path.name, "out of step with annotated/: run check.py --write")
        for line in want.split("\n")[:-1]:
            key = json.loads(line)
            for m in key["gold"]["rel"]["mentions"]:
                if "start" in m and key["text"][m["start"]:m["end"]] != m["text"]:
                    fault(key["id"], f"key offsets: {m}")

    if args.copied:
        surfaces = {" ".join(m["text"].split()) for doc in docs for m in doc.mentions if m["type"] in ("PER", "ORG")}
        names = re.compile(r"\b(%s)\b" % "|".join(map(re.escape, sorted(surfaces, key=len, reverse=True))))
        theirs = set().union(*(shingles(p.read_text(encoding="utf-8"), names) for p in args.copied.glob("[0-9]*.txt")))
        for doc in docs:
            for run in sorted(shingles(doc.text, names) & theirs):
                print(f"copied? {doc.id}: {run}")

    counts, total = collections.Counter(), collections.Counter()
    for doc in docs:
        mine = collections.Counter((m["type"], m["optional"]) for m in doc.mentions)
        total += mine
        print(f"{doc.id:28} {len(doc.text.split()):4} words  " + "  ".join(
            f"{t} {mine[t, False]}+{mine[t, True]}" for t in TYPES) + f"  posts {len(doc.roles)}")
        counts["posts"] += len(doc.roles)
    print(f"{len(docs)} documents (required+optional): " + "  ".join(
        f"{t} {total[t, False]}+{total[t, True]}" for t in TYPES) + f"  posts {counts['posts']}, {len(known)} identities")
    for line in faults:
        print("FAULT", line)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
