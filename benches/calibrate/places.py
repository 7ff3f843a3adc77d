#!/usr/bin/env python3
"""Is a place row that says 0.9 right nine times in ten? Fit the two numbers that make it so, and check them.

    places.py --gold FOLDER --binary target/release/dateline --slope A --offset B

Gold files are FOLDER/geo_*.jsonl: one document a line, {"id", "text", "gold": {"geo": [{"start", "end",
"lat", "lon"}]}}. The program reads the same files. A row is right when its span overlaps a gold place (one to
one, exact spans first) and its point lies within 161 km; a row without a point is right when it overlaps. Gold
places without coordinates and addresses (which no gold marks) are left out.

Only rows read from a list are fitted: their confidence is sigmoid(A * logit(raw) + B), and A and B here must be
SLOPE and OFFSET of src/link/place/confidence.rs as the binary was built, so that raw can be had back from the
table. The fit is logistic regression; the figures are of documents that the fit did not see (five folds, whole
documents). Python 3.9+, standard library only.
"""
import argparse, collections, csv, json, math, pathlib, subprocess, tempfile, zlib

from newton import fit

FOLDS = 5
START = (1.0, 0.0)  # the confidence as it is
EARTH_KM = 6371.0
NEAR_KM = 161


def table(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def km(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def paired(gold, rows):
    """Row number -> gold place: exact spans first, then the longest overlap."""
    pairs = []
    for i, g in enumerate(gold):
        for j, r in enumerate(rows):
            s, e = int(r["start"]), int(r["end"])
            overlap = min(g["end"], e) - max(g["start"], s)
            if overlap > 0:
                pairs.append(((s, e) != (g["start"], g["end"]), -overlap, i, j))
    seen, out = set(), {}
    for _, _, i, j in sorted(pairs):
        if i not in seen and j not in out:
            seen.add(i)
            out[j] = gold[i]
    return out


def judged(gold_file, binary):
    """(document, confidence, from a list, right) of every row that can be judged."""
    with tempfile.TemporaryDirectory() as tmp:
        out = pathlib.Path(tmp)
        subprocess.run([binary, "extract", str(gold_file), "--out", str(out), "--quiet"], check=True)
        place = {p["location_id"]: p for p in table(out, "locations.csv")}
        rows = collections.defaultdict(list)
        for m in table(out, "mentions.csv"):
            if m["kind"] == "place" and m["type"] != "address":
                rows[m["doc_id"]].append(m)
    for line in gold_file.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        doc = json.loads(line)
        mine = rows[doc["id"]]
        match = paired(doc["gold"]["geo"], mine)
        for j, r in enumerate(mine):
            p = place.get(r["target_id"], {})
            g = match.get(j)
            if g is not None and g.get("lat") is None:
                continue
            right = g is not None
            if right and p.get("latitude"):
                right = km(g["lat"], g["lon"], float(p["latitude"]), float(p["longitude"])) <= NEAR_KM
            listed = not p.get("location_id", "place/unresolved-").startswith("place/unresolved-")
            yield doc["id"], float(r["confidence"]), listed, right


def logit(p):
    p = min(max(p, 0.005), 0.995)  # the table has two decimals
    return math.log(p / (1 - p))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--gold", type=pathlib.Path, required=True)
    ap.add_argument("--binary", default="target/release/dateline")
    ap.add_argument("--slope", type=float, required=True)
    ap.add_argument("--offset", type=float, required=True)
    o = ap.parse_args()
    files = sorted(o.gold.glob("geo_*.jsonl"))
    rows = [(f.stem, *r) for f in files for r in judged(f, o.binary)]
    data = [(doc, (logit(c) - o.offset) / o.slope, right) for _, doc, c, listed, right in rows if listed]
    fold = lambda doc: zlib.crc32(doc.encode()) % FOLDS
    held = []
    for k in range(FOLDS):
        a, b = fit([(x, y) for doc, x, y in data if fold(doc) != k], START)
        held += [(1 / (1 + math.exp(-(a * x + b))), y) for doc, x, y in data if fold(doc) == k]
    a, b = fit([(x, y) for _, x, y in data], START)
    print(f"fitted on all: slope {a:.3f} offset {b:.3f}; rows from a list {len(data)}")
    sure = [y for p, y in held if p >= 0.9]
    print(f"held out: {len(sure)} rows at >= 0.9, {100 * sum(sure) / max(1, len(sure)):.1f} % right\n")
    print("| confidence | " + " | ".join(f"{f.stem} rows | right" for f in files) + " |")
    print("| --- |" + " ---: | ---: |" * len(files))
    edges = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]
    for low, high in list(zip(edges, edges[1:])) + [(0.9, 1.01)]:
        cells = []
        for f in files:
            y = [right for name, _, c, _, right in rows if name == f.stem and low <= c < high]
            cells.append(f"{len(y)} | {100 * sum(y) / len(y):.0f} %" if y else "0 | ")
        label = "**0.90 and more**" if (low, high) == (0.9, 1.01) else f"{low:.2f} to {min(high, 1.0):.2f}"
        print(f"| {label} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
