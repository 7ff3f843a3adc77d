#!/usr/bin/env python3
"""Does the stated minimum Rust version hold, as far as this machine can tell?

With that toolchain installed: `cargo check` on it. Without: the compiler here must not be older, no dependency may ask
for a newer one, and clippy (whose `incompatible_msrv` reads the same line of Cargo.toml) has refused newer library calls.
"""
import json, re, shutil, subprocess, sys


def out(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def number(version):
    return tuple(int(part) for part in (re.findall(r"\d+", version) + ["0", "0"])[:3])


metadata = json.loads(out("cargo", "metadata", "--format-version", "1", "--locked"))
own = next(p for p in metadata["packages"] if p["name"] == "dateline")
stated, here = own["rust_version"], re.search(r"\d+\.\d+\.\d+", out("rustc", "--version"))[0]
newer = [f"{p['name']} {p['version']} asks for {p['rust_version']}" for p in metadata["packages"]
         if p["rust_version"] and number(p["rust_version"]) > number(stated)]
if number(here) < number(stated):
    sys.exit(f"rust-version is {stated}, the compiler here is {here}")
if newer:
    sys.exit(f"rust-version is {stated}, but " + "; ".join(newer))
toolchains = out("rustup", "toolchain", "list") if shutil.which("rustup") else ""
match = next((t.split()[0] for t in toolchains.splitlines() if number(t.split("-")[0])[:2] == number(stated)[:2] and t[0].isdigit()), None)
if match:
    subprocess.run(["cargo", f"+{match}", "check", "--quiet", "--all-targets"], check=True)
    print(f"rust-version {stated}: checked with {match}")
else:
    print(f"rust-version {stated}: that toolchain is not here; {here} is not older, no dependency asks for more, "
          "and clippy has seen no newer library call")
