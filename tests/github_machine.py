"""A server with one repository, and a machine that carries out the steps of publish.yml for it."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from loften.comparing.publications import BRANCH, FILE, PublicationRecord, publication_record
from loften.comparing.recording import publication
from loften.comparing.repository import Repository
from pull_requests import commit, git
from workflows import PROGRAMS, RECORD, ROOT, script

BASE = ROOT / "tests" / "data" / "faults" / "base"
NAME = "Kommunen/Medborgarloften"
ADDRESS = f"https://github.test/{NAME}"
NOON = "2024-01-01 12:00"
SECRET = "hemlig-nyckel"  # noqa: S105 - no password
PAGE = "---\ntitle: En sida till\nsummary: Den här sidan är ny.\n---\nHej.\n"


class GitHub:
    """A server with one repository, and a machine that carries out steps for it.

    `work` is a clone in which versions are made; `said` and `output` are what the last step has printed and
    handed on.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.server = folder / "server" / NAME
        self.said = ""
        self.output = ""
        self.server.mkdir(parents=True)
        git(self.server, "init", "--quiet", "--bare", "--initial-branch=main")
        for right in ("allowFilter", "allowAnySHA1InWant"):
            git(self.server, "config", f"uploadpack.{right}", "true")
        shutil.copytree(BASE, self.work)
        settings = self.work / "mkdocs.yml"
        settings.write_text(settings.read_text().replace(".example", ".se"))
        git(self.work, "init", "--quiet", "--initial-branch=main")
        commit(self.work)
        git(self.work, "remote", "add", "origin", self.server.as_uri())
        self.push()
        self.programs = folder / "programs"
        self.programs.mkdir()
        for program in PROGRAMS:
            (self.programs / program).symlink_to(str(shutil.which(program)))

    def push(self, *options: str) -> None:
        git(self.work, "push", "--quiet", *options, "origin", "main")

    def new_version(self) -> str:
        """The commit of a new version on `main`, which has one more page."""
        pages = self.work / "content"
        number = len(list(pages.glob("sida-*.md")))
        (pages / f"sida-{number}.md").write_text(PAGE)
        commit(self.work)
        self.push()
        return self.newest

    @property
    def newest(self) -> str:
        return Repository(self.work).commit("HEAD")

    def add_to_record(self, *lines: str) -> None:
        """Puts lines on the branch of the record, the last without an end, as the web's editor leaves it."""
        branch = Repository(self.work)
        branch.append(BRANCH, FILE, "\n".join(lines), earlier="", message="Publicerad")
        git(self.work, "push", "--quiet", "origin", BRANCH)

    @property
    def record(self) -> PublicationRecord:
        """The record on the server, read by the product."""
        git(self.work, "fetch", "--quiet", "origin", f"+refs/heads/{BRANCH}:refs/remotes/origin/{BRANCH}")
        return publication_record(Repository(self.work), NAME)

    @property
    def recorded(self) -> list[str]:
        """The commits that this repository has recorded, oldest first."""
        return [publication.commit for publication in self.record.own]

    def line(self, version: str, name: str = NAME) -> str:
        """What the job that builds hands on of a version."""
        return publication(Repository(self.work), version, name, dt.datetime.fromisoformat(NOON)).as_line

    def run(self, command: str, folder: Path, **environment: str) -> int:
        """The exit code of a step, run with `-e` as on GitHub, and with no configuration of this machine."""
        file, output = self.folder / "step.sh", self.folder / "output"
        file.write_text(command)
        output.write_text("")
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{(self.folder / 'server').as_uri()}/.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.test/",
            "GIT_TERMINAL_PROMPT": "0",
            "GITHUB_SERVER_URL": (self.folder / "server").as_uri(),
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_OUTPUT": str(output),
            **environment,
        }
        done = subprocess.run(
            ["bash", "-e", file], cwd=folder, env=given, capture_output=True, text=True, encoding="utf-8"
        )
        self.said, self.output = done.stdout + done.stderr, output.read_text()
        return done.returncode

    def record_job(self, version: str, line: str | None = None, **environment: str) -> int:
        """Carries out the job that records, in an empty folder, for a version that has been deployed."""
        empty = self.folder / "empty"
        empty.mkdir(exist_ok=True)
        given = {
            "PATH": str(self.programs),
            "TOKEN": SECRET,
            "GITHUB_SHA": version,
            "PUBLICATION": self.line(version) if line is None else line,
        }
        code = self.run(script("record", RECORD), empty, **given | environment)
        assert list(empty.iterdir()) == []
        assert SECRET not in self.said
        return code

    def checkout(self, version: str) -> Path:
        """A machine as actions/checkout leaves it: the version of the run, and every branch as it is now."""
        folder = self.folder / "machine"
        shutil.rmtree(folder, ignore_errors=True)
        git(self.folder, "clone", "--quiet", self.server.as_uri(), str(folder))
        git(folder, "fetch", "--quiet", "origin", f"+{version}:refs/remotes/origin/main")
        git(folder, "checkout", "--quiet", "--force", "-B", "main", "refs/remotes/origin/main")
        self.prepare(folder)
        return folder

    def prepare(self, folder: Path) -> None:
        """Puts the program into a clone, where the commands look for it; git does not see it."""
        (folder / ".git" / "info" / "exclude").write_text(".venv\nhooks\nMakefile\n")
        program(folder / ".venv" / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (folder / "hooks").symlink_to(ROOT / "hooks")
        (folder / "Makefile").write_text(".venv/site.stamp:\n\ttouch $@\n")

    def build_step(self, name: str, version: str, **environment: str) -> int:
        """Carries out a step of the job that builds, for a run of this version."""
        folder = self.checkout(version)
        return self.run(script("build", name), folder, PYTHONPATH="hooks", **environment)

    @property
    def error(self) -> str:
        """The one error that the last step has told of."""
        found = re.findall("^::error title=(.+?)::(.+)$", self.said, re.MULTILINE)
        assert len(found) == 1, self.said
        title, text = found[0]
        return f"{title}: {text}"


def program(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
