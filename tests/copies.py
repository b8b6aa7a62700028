"""A copy of the program that a test may change, and runs of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copy_program(folder: Path) -> Path:
    """A copy of the package and of what builds with it, in `folder`."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    return folder


def insert(file: Path, anchor: str, lines: str) -> None:
    """Puts lines below the one line of the file that is `anchor`, apart from the spaces around it."""
    written = file.read_text().split("\n")
    (number,) = (number for number, line in enumerate(written) if line.strip() == anchor)
    file.write_text("\n".join([*written[: number + 1], lines.rstrip("\n"), *written[number + 1 :]]))


def run(program: Path, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m ARGUMENTS` with the copy of the program, for the municipality in `root`."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(program / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
