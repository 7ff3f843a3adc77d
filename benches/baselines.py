#!/usr/bin/env python3
"""Hold the stages of `cargo bench --bench pipeline` to benches/baselines.toml.

    baselines.py            each stage's share of the bare pass over the same text, beside the recorded one
    baselines.py --record   write the shares met as the record

A stage's time is given in times of the bare Aho-Corasick pass of the same run: a busy or a slower machine lengthens both.
Reads what criterion left in target/criterion; for people who work on speed. CI counts instructions instead
(.ci/instructions.py), which no other program on the machine can change.
"""
import argparse, json, os, pathlib, re

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORD = ROOT / "benches" / "baselines.toml"
BARE = "bare Aho-Corasick"


def shares():
    """Corpus -> stage -> median time over that of the bare pass."""
    out = {}
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    for found in sorted((target / "criterion").glob("*/*/new/benchmark.json")):
        about = json.loads(found.read_text())
        median = json.loads((found.parent / "estimates.json").read_text())["median"]["point_estimate"]
        out.setdefault(about["group_id"], {})[about["function_id"]] = median
    return {corpus: {stage: time / times[BARE] for stage, time in times.items()} for corpus, times in out.items() if BARE in times}


def recorded():
    out, table = {}, {}
    for line in RECORD.read_text().splitlines() if RECORD.exists() else []:
        if m := re.fullmatch(r'\["(.+)"\]', line):
            table = out.setdefault(m[1], {})
        elif m := re.fullmatch(r'"(.+)" = ([\d.]+)', line):
            table[m[1]] = float(m[2])
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--record", action="store_true")
    met, old = shares(), recorded()
    if not met:
        raise SystemExit("nothing in target/criterion: run `cargo bench --bench pipeline` first")
    if ap.parse_args().record:
        lines = ["# Times of stages in times of the bare pass over the same text: benches/baselines.py --record\n"]
        for corpus, stages in met.items():
            lines.append(f'["{corpus}"]\n' + "".join(f'"{stage}" = {share:.2f}\n' for stage, share in stages.items()))
        RECORD.write_text("\n".join(lines))
    for corpus, stages in met.items():
        print(corpus)
        for stage, share in stages.items():
            was = old.get(corpus, {}).get(stage)
            print(f"  {stage:28} {share:6.2f}" + (f"   recorded {was:.2f}, {100 * share / was - 100:+.0f} %" if was else "   no record"))


if __name__ == "__main__":
    main()
