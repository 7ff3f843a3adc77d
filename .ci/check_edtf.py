"""Every value of a dates.csv must be EDTF to a parser that knows nothing of this project.

    check_edtf.py dates.csv...

Rows that are no dates are passed over: durations, sets, PRESENT_REF and its like, templates of dates whose year
nothing tells, and values with a time of day beyond what the parser of PyPI's `edtf` knows (its grammar takes a time
only with seconds): of these the day is checked. Quarters and halves (33-36, 40-41) are level 2. The parser's bounds
must lie within `earliest` and `latest`.

Exit 1 and a line for each value that is refused; needs `edtf` (pip install edtf==5.0.2).
"""

import csv
import re
import sys

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException


def plain(value):
    """The value as the parser can take it."""
    return re.sub(r"T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?", "", value)


def day(struct):
    return "%s%04d-%02d-%02d" % ("-" if struct.tm_year < 0 else "", abs(struct.tm_year), struct.tm_mon, struct.tm_mday)


def wrong(row):
    """Why a row is wrong, or None."""
    value = row["value"]
    try:
        parsed = parse_edtf(plain(value))
    except EDTFParseException:
        return "is not EDTF"
    earliest, latest = row["earliest"], row["latest"]
    if earliest and latest and not value.startswith("-") and earliest > latest:
        return f"begins on {earliest}, ends on {latest}"
    # What has no code of its own in ISO 8601 (quarters, halves) is left to the project's own tests; so is midnight
    # at the end of a day, which reaches into the next.
    coded = re.search(r"-(2[1-4]|3[3-6]|4[01])\b", value) or "T24" in value
    if not earliest or not latest or coded or value.startswith("-"):
        return None
    bounds = day(parsed.lower_strict()), day(parsed.upper_strict())
    if bounds != (earliest, latest):
        return f"is {bounds[0]} to {bounds[1]}, not {earliest} to {latest}"
    return None


def main(paths):
    faults = checked = 0
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["type"] in ("duration", "set") or row["value"].endswith("_REF") or row["value"].startswith("XXXX"):
                    continue
                checked += 1
                why = wrong(row)
                if why:
                    faults += 1
                    print(f"{path}: {row['value']} {why}")
    print(f"{checked} values, {faults} refused")
    return 1 if faults or not checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
