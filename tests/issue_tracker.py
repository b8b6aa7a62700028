"""GitHub's issues of one repository, and a machine that carries out the job of daily.yml that writes them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from github_machine import NAME, program
from workflows import READ, REMIND, TELL, script

BOT = "github-actions[bot]"
COMMIT = "c" * 40
RUN = f"https://github.test/{NAME}/actions/runs/7"
GH = Path(__file__).with_name("fake_gh.py")


class IssueTracker:
    """The issues of a repository, and a machine with nothing but bash, jq and gh.

    `refused` is the call that the server refuses to answer, `POST /issues`; None for none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""
        self.refused: str | None = None
        self.programs = folder / "programs"
        program(self.programs / "gh", f'#!/bin/sh\nexec "{sys.executable}" -I -S "{GH}" "$@"\n')
        for name in ("bash", "jq"):
            (self.programs / name).symlink_to(str(shutil.which(name)))
        self.state: dict[str, Any] = {"has_issues": True, "issues": [], "comments": []}

    @property
    def issues(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.state["issues"]
        return found

    @property
    def in_short(self) -> list[tuple[str, str]]:
        """Title and state of each issue, oldest first."""
        return [(issue["title"], issue["state"]) for issue in self.issues]

    @property
    def comments(self) -> list[tuple[int, str]]:
        """The number of the issue and the text of each comment, oldest first."""
        return [(number, text) for number, text in self.state["comments"]]

    def write(self, title: str, body: str | None, user: str = BOT, *, is_pull_request: bool = False) -> None:
        """Somebody opens an issue or a pull request."""
        number = len(self.issues) + 1
        issue = {"number": number, "state": "open", "title": title, "body": body, "user": {"login": user}}
        self.issues.append(issue | ({"pull_request": {}} if is_pull_request else {}))

    def run(self, reminders: str, published: str = "success", commit: str = COMMIT) -> None:
        """Carries out the job for what the other jobs have handed on; it is green whatever happens."""
        self.said = ""
        if "is_read=true\n" not in self._step(READ):
            return
        if reminders:
            self._step(REMIND, REMINDERS=reminders, COMMIT=commit, PUBLISHED=published)
        self._step(TELL, PUBLISHED=published, RUN=RUN)

    def _step(self, name: str, **environment: str) -> str:
        """What the step hands on."""
        output, server = self.folder / "output", self.folder / "server.json"
        output.write_text("")
        server.write_text(json.dumps({**self.state, "refused": self.refused}))
        given = {
            "PATH": str(self.programs),
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_SHA": COMMIT,
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(self.folder),
            "SERVER": str(server),
            "LANG": os.environ.get("LANG", "C.UTF-8"),
            **environment,
        }
        command = ["bash", "-e", "-c", script("issues", name, "daily")]
        done = subprocess.run(
            command, cwd=self.folder, env=given, capture_output=True, text=True, encoding="utf-8"
        )
        self.said += done.stdout + done.stderr
        assert done.returncode == 0, self.said
        self.state = json.loads(server.read_text())
        return output.read_text()
