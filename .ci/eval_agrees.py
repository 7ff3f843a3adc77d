#!/usr/bin/env python3
"""`dateline eval` and the scoreboard must say the same of every answer key, to 0.1.

    .ci/eval_agrees.py --binary target/release/dateline [--score ../shared/score] [--gold ../shared/gold]

Exit 0 when they agree, 1 when they do not.
"""
import argparse, json, pathlib, subprocess, sys

WITHIN = 0.1  # the scoreboard prints one decimal


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", required=True)
    ap.add_argument("--score", type=pathlib.Path, default=pathlib.Path("../shared/score"))
    ap.add_argument("--gold", type=pathlib.Path, default=pathlib.Path("../shared/gold"))
    o = ap.parse_args()
    board = subprocess.run([sys.executable, o.score / "scoreboard.py", "--binary", o.binary, "--gold", o.gold, "--json"],
                           capture_output=True, text=True, check=True)
    board = json.loads(board.stdout)
    failed = False
    for name, scored in sorted(board.items()):
        done = subprocess.run([o.binary, "eval", "--gold", o.gold / f"{name}.jsonl", "--no-config", "--json"],
                              capture_output=True, text=True)
        if done.returncode not in (0, 3):
            sys.exit(f"{name}: {done.stderr.strip()}")
        mine = json.loads(done.stdout)["figures"][name.split("_")[0]]
        off = {k: (v, mine.get(k)) for k, v in scored["figures"].items() if k not in mine or abs(v - mine[k]) > WITHIN}
        print(f"{name:18} {len(scored['figures'])} figures " + (f"DISAGREE {off}" if off else "agree"))
        failed |= bool(off) or set(mine) != set(scored["figures"])
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
