"""Runs the steps of `action.yml` as a runner would: action.py PROJECT [input=value...]

Only what the action uses is there: steps with `run`, expressions for inputs and the action's folder, GITHUB_PATH.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    project, *pairs = sys.argv[1:]
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = dict(pair.split("=", 1) for pair in pairs)
    unknown = given.keys() - action["inputs"].keys()
    if unknown:
        sys.exit(f"the action has no input {', '.join(sorted(unknown))}")
    values = {f"inputs.{name}": given.get(name, it.get("default", "")) for name, it in action["inputs"].items()}
    values["github.action_path"] = str(ROOT)

    def expand(text):
        return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda match: values[match[1]], text)

    assert action["runs"]["using"] == "composite"
    with tempfile.TemporaryDirectory() as temporary:
        path_file = pathlib.Path(temporary, "path")
        path_file.touch()
        for step in action["runs"]["steps"]:
            assert "${{" not in step["run"], "an input in the script itself could inject commands"
            added = path_file.read_text().split()
            environment = {
                **os.environ,
                "RUNNER_TEMP": temporary,
                "GITHUB_PATH": str(path_file),
                "PATH": os.pathsep.join([*reversed(added), os.environ["PATH"]]),
                **{name: expand(value) for name, value in step.get("env", {}).items()},
            }
            command = {"bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]}[step["shell"]]
            status = subprocess.run([*command, step["run"]], cwd=project, env=environment).returncode
            if status:
                sys.exit(status)


if __name__ == "__main__":
    main()
