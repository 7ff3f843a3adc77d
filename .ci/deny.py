#!/usr/bin/env python3
"""Licences, bans and sources of all dependencies, as deny.toml says; no `unsafe`; advisories where they can be had.

    deny.py

`cargo deny check` says the same and more, but takes six minutes to build on two cores, and its database of advisories comes
from the network. This reads deny.toml and `cargo metadata` and takes a second. Where cargo-deny is installed and has its
database, advisories are checked by it; where not, that is said aloud, and is no failure.
"""
import json, pathlib, re, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def listed(text, table, key):
    """The strings of a list in deny.toml; a subset of TOML, so that any Python 3 will do."""
    section = re.search(rf"^\[{table}\]\n(.*?)(?=^\[|\Z)", text, re.M | re.S)
    values = section and re.search(rf"^{key} = \[(.*?)^\]", section[1], re.M | re.S)
    if not values:
        sys.exit(f"deny.toml: no list `{key}` in [{table}]")
    return set(re.findall(r'"([^"]+)"', re.sub(r"#.*", "", values[1])))


def allows(expression, allowed):
    """Does an SPDX expression leave a choice that is allowed throughout?"""
    tokens = re.findall(r"\(|\)|AND|OR|[\w.+-]+(?:\s+WITH\s+[\w.+-]+)?", expression.replace("/", " OR "))
    at = 0

    def either():
        nonlocal at
        value = both()
        while at < len(tokens) and tokens[at] == "OR":
            at += 1
            value = both() or value
        return value

    def both():
        nonlocal at
        value = one()
        while at < len(tokens) and tokens[at] == "AND":
            at += 1
            value = one() and value
        return value

    def one():
        nonlocal at
        token, at = tokens[at], at + 1
        if token != "(":
            return re.sub(r"\s+", " ", token) in allowed
        value = either()
        at += 1  # the closing one
        return value

    return bool(tokens) and either()


def check():
    rules = (ROOT / "deny.toml").read_text(encoding="utf-8")
    allowed, banned = listed(rules, "licenses", "allow"), listed(rules, "bans", "deny")
    metadata = json.loads(subprocess.run(["cargo", "metadata", "--format-version", "1", "--locked"], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    faults, licences = [], {}
    for package in metadata["packages"]:
        if package["source"] is None:
            continue  # this one
        name = f"{package['name']} {package['version']}"
        licence = package["license"] or ""
        licences[licence] = licences.get(licence, 0) + 1
        if not allows(licence, allowed):
            faults.append(f"{name}: licence {licence or 'not stated'!r} is not among those that deny.toml allows; take another crate")
        if package["name"] in banned:
            faults.append(f"{name}: deny.toml bans it; take another crate")
        if not package["source"].startswith("registry+"):
            faults.append(f"{name}: it comes from {package['source']}, expected the registry")
    for path in [*sorted((ROOT / "src").rglob("*.rs")), ROOT / "build.rs"]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"\b(std::net|TcpStream|UdpSocket|TcpListener)\b", line):
                faults.append(f"{path.relative_to(ROOT)}:{number}: the network is not to be used")
            if re.search(r"allow\(unsafe_code\)", line):
                faults.append(f"{path.relative_to(ROOT)}:{number}: `unsafe` is allowed nowhere yet; docs/reliability.md says what it takes")
    shown = ", ".join(f"{licence} ({n})" for licence, n in sorted(licences.items(), key=lambda x: -x[1]))
    print(f"{sum(licences.values())} crates: {shown}")
    return faults


def advisories():
    home = pathlib.Path.home() / ".cargo" / "advisory-dbs"
    if not shutil.which("cargo-deny"):
        return "cargo-deny is not installed (cargo install --locked cargo-deny)"
    try:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 60}
        if not home.exists():
            subprocess.run(["cargo", "deny", "fetch", "db"], cwd=ROOT, check=True, **quiet)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return "its database cannot be fetched from here"
    if subprocess.run(["cargo", "deny", "--offline", "check", "advisories"], cwd=ROOT).returncode:
        sys.exit("cargo deny check advisories: a dependency has a known fault; update it or take another")
    return None


if __name__ == "__main__":
    faults = check()
    print("\n".join(faults))
    if why := advisories():
        print(f"ADVISORIES ARE NOT CHECKED: {why}")
    sys.exit(1 if faults else 0)
