"""Runs the job of the GitLab template as a runner would: gitlab.py PROJECT [variable=value...]"""

import os
import pathlib
import subprocess
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    project, *pairs = sys.argv[1:]
    job = yaml.safe_load((ROOT / "templates" / "strict.gitlab-ci.yml").read_text())["strict"]
    unknown = job.keys() - {"stage", "image", "variables", "before_script", "script", "artifacts"}
    if unknown:
        sys.exit(f"unexpected keys of the job: {', '.join(sorted(unknown))}")
    report = job["artifacts"]["reports"]["codequality"]
    lines = job["before_script"] + job["script"]
    assert all(isinstance(line, str) for line in lines)
    assert any(report in line for line in lines), "the report that is uploaded should be the one that is written"
    environment = {**os.environ, **job["variables"], **dict(pair.split("=", 1) for pair in pairs)}
    script = "\n".join(["set -eo pipefail", *lines])
    status = subprocess.run(["bash", "-c", script], cwd=project, env=environment).returncode
    assert pathlib.Path(project, report).exists(), "no report was written"
    sys.exit(status)


if __name__ == "__main__":
    main()
