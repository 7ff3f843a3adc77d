#!/usr/bin/env python3
"""Runs the steps of action.yml, and what the pre-commit hook runs, as a runner would: on sound lists they pass, on faulty
ones they fail. Needs PyYAML.

    .ci/try_action.py --binary target/release/dateline
"""
import argparse, os, pathlib, re, shutil, subprocess, sys, tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent


def steps(folder, path, **given):
    """Run the steps; return the exit status of the first that fails, or 0."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    unknown = set(given) - {name.replace("-", "_") for name in action["inputs"]}
    assert not unknown, f"action.yml has no input {unknown}"
    inputs = {name: given.get(name.replace("-", "_"), spec["default"]) for name, spec in action["inputs"].items()}
    fill = lambda text: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: str(ROOT) if m[1] == "github.action_path" else inputs[m[1].removeprefix("inputs.")], text)
    for step in action["runs"]["steps"]:
        wanted = re.fullmatch(r"inputs\.(\S+) != ''", step.get("if", "inputs.lists != ''" if "if" in step else ""))
        if wanted and not inputs[wanted[1]]:
            continue
        env = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
               **{k: fill(v) for k, v in step.get("env", {}).items()}}
        done = subprocess.run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], cwd=folder, env=env,
                              capture_output=True, text=True)
        print(f"  {step['name']}: {done.returncode}")
        if done.returncode:
            return done.returncode, done.stdout + done.stderr
    return 0, ""


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", type=pathlib.Path, required=True)
    binary = ap.parse_args().binary.resolve()
    with tempfile.TemporaryDirectory() as tmp:
        folder = pathlib.Path(tmp)
        (folder / "bin").mkdir()
        shutil.copy(binary, folder / "bin/dateline")
        (folder / "gazetteers").mkdir()
        (folder / "press").mkdir()
        (folder / "press/a.txt").write_text("The Quibble Trust met the OSCE in Geneva.\n")
        (folder / "gazetteers/x.csv").write_text("name,type\nQuibble Trust,organization\n")
        status, said = steps(folder, folder / "bin", input="press", out="first", sarif="lists.sarif")
        assert status == 0, said
        assert '"version": "2.1.0"' in (folder / "lists.sarif").read_text()
        (folder / "press/a.txt").write_text("The Quibble Trust met in Geneva.\n")
        status, said = steps(folder, folder / "bin", input="press", out="second", previous="first", max_removed="5")
        assert status == 0, said
        summary = (folder / "summary.md").read_text()
        assert "### dateline gazetteer check" in summary and "| removed | organization/osce |" in summary, summary
        status, _ = steps(folder, folder / "bin", input="press", out="second", previous="first", max_removed="0")
        assert status == 1, "more was removed than allowed"
        (folder / "gazetteers/x.csv").write_text("name,type\nQuibble  Trust,organization\n")
        status, said = steps(folder, folder / "bin", sarif="lists.sarif")
        assert status == 1 and "::error file=gazetteers/x.csv,line=2," in said, said

        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        for status, names in ((1, "Quibble  Trust"), (0, "Quibble Trust")):
            (folder / "gazetteers/x.csv").write_text(f"name,type\n{names},organization\n")
            done = subprocess.run([folder / "bin" / hooks[0]["entry"].split()[0], *hooks[0]["entry"].split()[1:]], cwd=folder, capture_output=True)
            assert done.returncode == status, done
        assert re.search(hooks[0]["files"], "gazetteers/x.csv") and re.search(hooks[0]["files"], "a/gazetteers/gazetteers.toml")
        workflow = yaml.safe_load((ROOT / ".github/workflows/lists.yml").read_text())
        uses = next(s for s in workflow["jobs"]["lists"]["steps"] if s["uses"] == "./")
        assert set(uses["with"]) <= set(yaml.safe_load((ROOT / "action.yml").read_text())["inputs"])
        for name in ("lists", "input", "previous"):
            assert (ROOT / uses["with"][name]).is_dir(), uses["with"][name]
    print("action, hook and workflow hold")


if __name__ == "__main__":
    main()
