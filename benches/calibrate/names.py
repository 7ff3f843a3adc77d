#!/usr/bin/env python3
"""Fit the confidence of people and organisations to answer keys.

    cargo build --release --example predict
    python3 benches/calibrate/names.py --gold FOLDER [--predict target/release/examples/predict]

Each rule has a slope and an offset (src/link/confidence.rs): the score of a candidate becomes the share of such mentions that an answer
key has with the very same bounds and type. They are fitted by logistic regression with a pull towards the figures of all rules together, so
that a rule seen twenty times moves little. The last lines say what five folds of whole documents hold for documents the fit has not seen.
Prints the table for src/link/confidence.rs and the rows of docs/calibration.md.
"""
import argparse
import collections
import json
import math
import pathlib
import re
import subprocess
import zlib

from newton import fit

FILES = ["ner_worldwide", "ner_unga", "ner_politics", "ner_re3d", "rel_dev"]
TABLE = pathlib.Path(__file__).parents[2] / "src/link/confidence.rs"
BINS = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001]
PULL = 8.0  # mentions' worth of trust in the figures of all rules together


def table():
    """Slope and offset of each rule as the binary has them; `""` for the rest."""
    text = TABLE.read_text(encoding="utf-8")
    rules = {r: (float(a), float(b)) for r, a, b in re.findall(r'\("([a-z/-]+)", (-?[\d.]+), (-?[\d.]+)\)', text)}
    rest = re.search(r"const REST: \(f32, f32\) = \((-?[\d.]+), (-?[\d.]+)\);", text)
    rules[""] = (float(rest[1]), float(rest[2]))
    return rules


def rows(gold, predict):
    """(file, fold, rule, score, right) of each mention of a person or an organisation."""
    told = table()
    for name in FILES:
        path = pathlib.Path(gold) / f"{name}.jsonl"
        keys, optional = {}, {}
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            d = json.loads(line)
            marks = d["gold"]["rel"]["mentions"] if "rel" in d["gold"] else d["gold"]["ner"]
            keys[d["id"]] = {(m["start"], m["end"], m["type"]) for m in marks}
            optional[d["id"]] = [(m["start"], m["end"]) for m in marks if m.get("optional")]
        found = subprocess.run([predict, str(path)], capture_output=True, text=True, check=True).stdout
        for line in found.split("\n"):
            if not line:
                continue
            p = json.loads(line)
            if p["type"] not in ("PER", "ORG"):
                continue
            right = (p["start"], p["end"], p["type"]) in keys[p["doc"]]
            if not right and any(p["start"] < e and s < p["end"] for s, e in optional[p["doc"]]):
                continue
            slope, offset = told.get(p["rule"], told[""])
            c = min(max(p["confidence"], 1e-6), 1 - 1e-6)
            yield name, zlib.crc32(p["doc"].encode()) % 5, p["rule"], (math.log(c / (1 - c)) - offset) / slope, right


def model(data):
    """Figures of each rule with 20 mentions or more, and of all together."""
    by_rule = collections.defaultdict(list)
    for _, _, rule, score, right in data:
        by_rule[rule].append((min(score, 12.0), right))
    rest = fit([p for ps in by_rule.values() for p in ps])
    out = {rule: fit(ps, rest, PULL) for rule, ps in by_rule.items() if len(ps) >= 20}
    out[""] = rest
    return out


def says(figures, rule, score):
    a, b = figures.get(rule, figures[""])
    return min(max(1 / (1 + math.exp(-(a * min(score, 12.0) + b))), 0.01), 0.99)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", required=True)
    args.add_argument("--predict", default="target/release/examples/predict")
    args = args.parse_args()
    data = list(rows(args.gold, args.predict))
    figures = model(data)
    for rule in sorted(r for r in figures if r):
        print(f'    ("{rule}", {figures[rule][0]:.3f}, {figures[rule][1]:.3f}),')
    print("const REST: (f32, f32) = (%.3f, %.3f);" % figures[""])
    held = collections.defaultdict(lambda: [0, 0])
    for fold in range(5):
        part = model([d for d in data if d[1] != fold])
        for name, f, rule, score, right in data:
            if f == fold:
                c = says(part, rule, score)
                at = next(i for i in range(len(BINS) - 1) if BINS[i] <= c < BINS[i + 1])
                for key in ((name, at), ("all", at)):
                    held[key][0] += right
                    held[key][1] += 1
    print("| confidence | " + " | ".join(f"{n} rows | right" for n in FILES + ["all"]) + " |")
    for at in range(len(BINS) - 1):
        cells = (held[n, at] for n in FILES + ["all"])
        print(f"| {BINS[at]:.2f} to {min(BINS[at + 1], 1):.2f} | " + " | ".join(f"{n} | {100 * r / n:.0f} %" if n else "0 | " for r, n in cells) + " |")


if __name__ == "__main__":
    main()
