#!/usr/bin/env bash
# How much memory a run takes, and that it does not grow with the input: two inputs of the same documents, the second
# several times the first, each measured by GNU time.
#
#     bash benches/memory.sh [SMALL_MB LARGE_MB [THREADS]]   200, 2000 and 2 by default; needs 3.5 times LARGE_MB on the disk
#
# The documents are those of ../shared/gold where that folder lies beside the repository, else of seeds/, over and over; one in
# ten has a person and a body of its own in it, so that the dictionary tables grow as they do in life. It prints a row for each
# input, and fails, saying by how much, where the larger input peaks higher than the smaller one by more than its tables of
# distinct things account for, or above 400 MB beside these tables.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."
small=${1:-200} large=${2:-2000} threads=${3:-2}
bin=${CARGO_TARGET_DIR:-target}/release/dateline
[ -x "$bin" ] || { echo "$bin: no program is here; build it with cargo build --release" >&2; exit 2; }
[ -x /usr/bin/time ] || { apt-get update -qq && apt-get install -y -qq time; }
work=$(mktemp -d "${TMPDIR:-/var/tmp}/dateline-memory-XXXXXX")
trap 'rm -rf "$work"' EXIT

make_input() { # MB FILE
    python3 - "$1" "$2" <<'PY'
import glob, json, re, sys

size, path = int(sys.argv[1]) * 1_000_000, sys.argv[2]
texts = []
for name in sorted(glob.glob("../shared/gold/*.jsonl")):
    for line in open(name, encoding="utf-8"):
        text = json.loads(line).get("text") or ""
        if len(text) > 200:
            texts.append(text)
if not texts:
    texts = [open(n, encoding="utf-8", errors="replace").read() for n in sorted(glob.glob("seeds/*.txt"))]
letters = "bdfghklmnprstvz"
def word(n):  # one that no other number has
    out = ""
    while True:
        out += letters[n % 15] + "aeiou"[n // 15 % 5]
        n //= 75
        if n == 0:
            return out.capitalize()
written = n = 0
with open(path, "w", encoding="utf-8") as out:
    while written < size:
        text = texts[n % len(texts)]
        if n % 10 == 0:
            text += f"\nMinister Anna {word(n)} spoke for the {word(n // 2)} Council."
        line = json.dumps({"id": f"d{n}", "text": text}, ensure_ascii=False) + "\n"
        out.write(line)
        written += len(line.encode())
        n += 1
PY
}

run() { # FILE OUT → peak in kB
    /usr/bin/time -v -o "$work/time" "$bin" extract "$1" --out "$2" --threads "$threads" --quiet --no-config || [ $? = 3 ]
    awk '/Maximum resident/ {print $NF}' "$work/time"
}

printf '| input | documents | peak | entities.csv, dates.csv, locations.csv | time |\n| ---: | ---: | ---: | ---: | ---: |\n'
for mb in "$small" "$large"; do
    make_input "$mb" "$work/in.jsonl"
    peak=$(run "$work/in.jsonl" "$work/out")
    rows=$(cat "$work"/out/{entities,dates,locations}.csv | wc -l)
    bytes=$(cat "$work"/out/{entities,dates,locations}.csv | wc -c)
    documents=$(python3 -c "import json,sys; print(json.load(open(sys.argv[1]))['counts']['documents'])" "$work/out/run.json")
    took=$(awk '/Elapsed/ {print $NF}' "$work/time")
    printf '| %s MB | %s | %s MB | %s rows, %s MB | %s |\n' "$mb" "$documents" $((peak / 1000)) "$rows" $((bytes / 1000000)) "$took"
    if [ "$mb" = "$small" ]; then
        peak_small=$peak rows_small=$rows documents_small=$documents
    else
        peak_large=$peak rows_large=$rows documents_large=$documents
    fi
    rm -rf "$work/out" "$work/in.jsonl"
done
# A distinct thing takes half a kilobyte while the tables are merged (measured: 600,000 of them over one input of 25 MB), a place
# or a date somewhat more; a document leaves eight bytes, which keep ids apart.
per_row=700 per_document=20
grown=$((per_row * (rows_large - rows_small) + per_document * (documents_large - documents_small)))
allowed=$((peak_small + grown / 1000 + 20000))
beside=$((peak_large - per_row * rows_large / 1000))
echo
echo "peak of the larger: $((peak_large / 1000)) MB; allowed by that of the smaller: $((allowed / 1000)) MB"
echo "beside its dictionary tables: $((beside / 1000)) MB; allowed: 400 MB"
failed=0
if [ "$peak_large" -gt "$allowed" ]; then
    echo "FAILED: the larger input peaks $(((peak_large - allowed) / 1000)) MB higher than the smaller one and its tables account for" >&2
    failed=1
fi
if [ "$beside" -gt 400000 ]; then
    echo "FAILED: the larger input takes more than 400 MB beside its dictionary tables" >&2
    failed=1
fi
exit $failed
