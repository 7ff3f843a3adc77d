#!/usr/bin/env python3
"""Hold the scoreboard's figures to tests/floors.toml.

    floors.py [--binary target/release/dateline]     a figure below its floor fails, and is named
    floors.py --record                               raise floors that are exceeded by more than half a point
    floors.py --table                                the figures beside the peers', as Markdown for docs/accuracy.md
"""
import argparse, json, math, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests" / "floors.toml"
SHARED = ROOT.parent / "shared"
RISE = 0.5  # smaller rises are noise of a rule's side effects, and not worth a line of a diff


def read_floors():
    """`[file]` tables of `figure = number`; a subset of TOML, so that any Python 3 will do."""
    floors, table = {}, None
    for line in FLOORS.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if m := re.fullmatch(r"\[(\w+)\]", line):
            table = floors.setdefault(m[1], {})
        elif m := re.fullmatch(r"(\w+) = ([\d.]+)", line):
            table[m[1]] = float(m[2])
        elif line:
            sys.exit(f"{FLOORS.name}: not understood: {line}")
    return floors


def record(board, floors):
    text = FLOORS.read_text(encoding="utf-8")
    head = text[:text.find("[")].rstrip() + "\n\n"
    for name, row in board.items():
        mine = floors.setdefault(name, {})
        for figure, value in row["figures"].items():
            if value > mine.get(figure, -1) + RISE:
                mine[figure] = math.floor(value * 10) / 10
    tables = [f"[{name}]\n" + "".join(f"{k} = {v}\n" for k, v in floors[name].items()) for name in sorted(floors)]
    FLOORS.write_text(head + "\n".join(tables), encoding="utf-8")


def table(board):
    for name, row in board.items():
        figures = list(row["figures"])
        print(f"\n| {name} | " + " | ".join(figures) + " |\n| --- |" + " ---: |" * len(figures))
        rows = {"**dateline**": row["figures"], **row["peers"]}
        for who, values in rows.items():
            print(f"| {who} | " + " | ".join(f"{values[f]:.1f}" if f in values else "" for f in figures) + " |")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", default=str(ROOT / "target" / "release" / "dateline"))
    ap.add_argument("--record", action="store_true")
    ap.add_argument("--table", action="store_true")
    o = ap.parse_args()
    done = subprocess.run([sys.executable, SHARED / "score" / "scoreboard.py", "--binary", o.binary, "--json"],
                          capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    board, floors = json.loads(done.stdout), read_floors()
    if o.record:
        return record(board, floors)
    if o.table:
        return table(board)
    fallen = [f"{name} is in {FLOORS.name} but was not scored" for name in floors if name not in board]
    for name, row in board.items():
        print(f"{name:18} {row['seconds']:5.2f} s   " + "  ".join(f"{k} {v:.1f}" for k, v in row["figures"].items()))
        for figure, value in row["figures"].items():
            floor = floors.get(name, {}).get(figure)
            if floor is None:
                fallen.append(f"{name} {figure} has no floor in {FLOORS.name}; it is {value:.1f} now")
            elif value < floor:
                fallen.append(f"{name} {figure} fell to {value:.2f}, its floor is {floor}")
            elif value > floor + RISE:
                print(f"{'':18} {figure} rose from {floor} to {math.floor(value * 10) / 10}: record it (.ci/floors.py --record)")
    if fallen:
        sys.exit("\n".join(fallen))


if __name__ == "__main__":
    main()
