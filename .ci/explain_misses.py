#!/usr/bin/env python3
"""`dateline explain` must have a reason for every name of an answer key that a run missed.

    .ci/explain_misses.py --binary target/release/dateline [--score ../shared/score] [--gold ../shared/gold] [--show N] NAME...

What is missed is what the scoreboard counts as missed, worked out with its own matching on the tables of a run. Every such
span is asked for with `explain --at`; an answer that is empty, that says "unknown", or that holds no reason fails.
Exit 0 when every miss is explained, 1 when one is not. --show prints N answers, evenly spread, for reading.
"""
import argparse, collections, json, pathlib, re, subprocess, sys, tempfile


def misses(scoreboard, name, docs, out):
    """(doc, start, end, what was wanted) of every gold span that no row answers, as the scoreboard matches."""
    mentions, dates = scoreboard.table(out, "mentions.csv"), {d["date_id"]: d for d in scoreboard.table(out, "dates.csv")}
    by_doc = collections.defaultdict(list)
    for m in mentions:
        by_doc[m["doc_id"]].append(m)
    task = name.split("_")[0]
    for d in docs.values():
        rows = by_doc[d["id"]]
        if task == "ner":
            kind = lambda m: ("LOC" if m["kind"] == "place" and m["type"] != "nationality"
                              else scoreboard.NER_TYPE.get(m["type"]) if m["kind"] == "entity" else None)
            met = {(int(m["start"]), int(m["end"])): kind(m) for m in rows if kind(m)}
            for g in d["gold"]["ner"]:
                if g["type"] in ("PER", "ORG", "LOC") and met.get((g["start"], g["end"])) != g["type"]:
                    yield d, g["start"], g["end"], g["type"]
        elif task == "geo":
            found = [scoreboard.spans(m) for m in rows if m["kind"] == "place"]
            gold = d["gold"]["geo"]
            matched, _ = scoreboard.geo.match(gold, found)
            for i, g in enumerate(gold):
                if i not in matched:
                    yield d, g["start"], g["end"], "place"
        elif task == "time":
            found = [scoreboard.spans(m) for m in rows if m["kind"] == "date"]
            gold = [g for g in d["gold"]["time"] if not g.get("dct")]
            matched = {i for i, _ in scoreboard.timex.align(gold, found)}
            for i, g in enumerate(gold):
                if i not in matched:
                    yield d, g["start"], g["end"], g["type"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("names", nargs="+")
    ap.add_argument("--binary", required=True)
    ap.add_argument("--score", type=pathlib.Path, default=pathlib.Path("../shared/score"))
    ap.add_argument("--gold", type=pathlib.Path, default=pathlib.Path("../shared/gold"))
    ap.add_argument("--show", type=int, default=0)
    o = ap.parse_args()
    sys.path.insert(0, str(o.score))
    import scoreboard
    failed = False
    for name in o.names:
        key = o.gold / f"{name}.jsonl"
        with open(key, encoding="utf-8", newline="\n") as lines:
            docs = {d["id"]: d for d in map(json.loads, lines)}
        said, bad = [], []
        with tempfile.TemporaryDirectory() as tmp:
            out = pathlib.Path(tmp)
            scoreboard.extract(o.binary, key, out)
            for doc, start, end, wanted in misses(scoreboard, name, docs, out):
                done = subprocess.run([o.binary, "explain", key, "--doc", doc["id"], "--at", f"{start}:{end}", "--json", "--no-config"],
                                      capture_output=True, text=True)
                text = doc["text"][start:end]
                if done.returncode != 0:
                    bad.append((text, f"exit {done.returncode}: {done.stderr.strip()}"))
                    continue
                one = json.loads(done.stdout)[0]
                answer = one["answer"]
                if not answer.strip() or "unknown" in answer.replace(text, "") or one["text"] != text:
                    bad.append((text, answer))
                said.append((doc["id"], start, end, wanted, text, answer, one))
        kinds = collections.Counter(re.sub(r'"[^"]*"|\(.*?\)|[\d.+-]+', "…", a)[:90] for *_, a, _ in said)
        print(f"{name}: {len(said)} misses explained, {len(bad)} not; {len(kinds)} kinds of reasons")
        for text, answer in bad:
            print(f"   NOT EXPLAINED {text!r}: {answer}")
        step = max(1, len(said) // o.show) if o.show else 0
        for doc, start, end, wanted, text, answer, _ in said[::step][: o.show] if step else ():
            print(f"   {doc} {start}:{end} {wanted} {text!r}: {answer}")
        failed |= bool(bad) or not said
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
