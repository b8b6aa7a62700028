"""A municipality that publishes, with everything that `check` asks for, and the runs over it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from copies import ROOT
from loften.__main__ import main
from pull_requests import PullRequest, commit, git, repository

OWN = "https://github.com/Prov/Loften.git"
NAME = "prov/loften"
PAGES = ("prenumerera", "sa-bedomer-vi", "tillganglighet")
NEWS = "content/2024/nyheter/2024-06-01-{}.md"
TEXT = """\
---
title: En nyhet
summary: Det händer något.
kind: information
published: 2024-06-01
---
Mer om det.
"""


def municipality(folder: Path) -> PullRequest:
    """Everything on `main`, on the branch of a proposal that leaves it."""
    found = repository(folder)
    git(found.root, "checkout", "--quiet", "main")
    for page in PAGES:
        found.write(f"content/{page}.md", "---\ntitle: T\nsummary: S.\n---\nText.\n")
    commit(found.root)
    git(found.root, "remote", "add", "origin", OWN)
    git(found.root, "checkout", "--quiet", "-B", "andring")
    return found


def check(root: Path, *arguments: str) -> Result:
    """`check` in June 2024, in the repository that has published."""
    where = ["--root", str(root), "--today", "2024-06-01", "--repository", NAME]
    return CliRunner().invoke(main, ["check", *where, *arguments])


def problems(result: Result) -> list[str]:
    """What a run has found, and its count; not what is held as published, nor what the owner can fill in."""
    lines = result.stdout.splitlines()
    ends = (number for number, line in enumerate(lines) if line.startswith(("Hålls", "Inget hålls")))
    return lines[: next(ends, None)]


def carry_out(remedy: str, folder: Path) -> None:
    """Runs the commands of a remedy as they stand, with this program in the place of the project's own."""
    program = f"PYTHONPATH={ROOT / 'hooks'} {sys.executable}"
    command = remedy.replace("PYTHONPATH=hooks .venv/bin/python", program)
    done = subprocess.run(["bash", "-ec", command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, (command, done.stdout + done.stderr)
