#!/usr/bin/env python3
"""Count the instructions of a small fixed run of the program and hold them to .ci/instructions.toml.

    instructions.py [--binary target/release/dateline]     a count more than a tenth above its record fails, and is named
    instructions.py --record                               write the counts met as the record

Time says little on a machine that others use; instructions under `valgrind --tool=callgrind` are the same in every run
but for some tenths of a percent. Two runs are counted on one thread: over one sentence, which is start-up, and over the
project's own documents three times, from which start-up is taken off: what is left is the work. valgrind is installed
from the system's packages where it is missing and this user may do so; where it cannot be had the check is skipped, and
says so.
"""
import argparse, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
RECORD = ROOT / ".ci" / "instructions.toml"
RISE = 1.10  # the bound of the project: a change that costs a tenth more is a decision, not an accident
COPIES = 3  # enough that the work is some times start-up, little enough for a minute under valgrind
HEAD = """# Instructions (millions) of the runs of .ci/instructions.py. More than a tenth above fails; a fall is recorded with
# .ci/instructions.py --record, a rise only with a reason in the change that brings it.
"""


def valgrind():
    if not shutil.which("valgrind"):
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "valgrind"]):
            try:
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            except (OSError, subprocess.CalledProcessError):
                return None
    return shutil.which("valgrind")


def count(tool, binary, inputs, folder):
    """Instructions of one run, in millions."""
    command = [tool, "--tool=callgrind", f"--callgrind-out-file={folder / 'callgrind.out'}", str(binary), "extract",
               *map(str, inputs), "--out", str(folder / "out"), "--threads", "1", "--quiet", "--no-config"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    met = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not met:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr[-1000:]}")
    return int(met[1]) / 1e6


def measure(tool, binary):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sentence = folder / "a.txt"
        sentence.write_text("The UN met in Geneva on 3 May 2021.", encoding="utf-8")
        copies = []
        for n in range(COPIES):
            copies.append(folder / f"copy-{n}")
            shutil.copytree(ROOT / "seeds", copies[-1])
        start = count(tool, binary, [sentence], folder)
        return {"start": start, "work": count(tool, binary, copies, folder) - start}


def recorded():
    """`name = number` lines; a subset of TOML, so that any Python 3 will do."""
    lines = RECORD.read_text(encoding="utf-8").splitlines() if RECORD.exists() else []
    return {m[1]: float(m[2]) for m in (re.fullmatch(r"(\w+) = ([\d.]+)", line.split("#")[0].strip()) for line in lines) if m}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "dateline")
    ap.add_argument("--record", action="store_true")
    o = ap.parse_args()
    tool = valgrind()
    if not tool:
        print("no valgrind here and no leave to install it: instructions are not counted")
        return
    counts = measure(tool, o.binary)
    if o.record:
        RECORD.write_text(HEAD + "".join(f"{k} = {v:.1f}\n" for k, v in counts.items()), encoding="utf-8")
    floors, failed = recorded(), False
    for name, met in counts.items():
        record = floors.get(name)
        if record is None:
            sys.exit(f"{RECORD.name}: no record of {name!r}, which took {met:.1f} million; write it with --record")
        print(f"{name}: {met:.1f} million instructions, {100 * met / record - 100:+.1f} % of the record")
        if met > record * RISE:
            failed = True
            print(f"  more than a tenth above the record of {record:.1f}: find what costs it (valgrind --tool=callgrind over a "
                  "build with CARGO_PROFILE_RELEASE_DEBUG=1), or record it with the reason")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
