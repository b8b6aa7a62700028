"""A small municipality in a git repository of its own, and changes to it as in a pull request."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from loften.comparing.earlier import earlier
from loften.comparing.permanence import check_permanence, check_proposal
from loften.comparing.recording import publication, record
from loften.comparing.repository import Repository
from loften.reading.load import load
from loften.records.problems import in_order
from loften.records.site import Site
from loften.telling.changes import changes

TODAY = dt.date(2024, 6, 1)

FILES = {
    "mkdocs.yml": """\
site_name: Löften
site_url: https://prov.test/loften/
extra:
  tag_authority: prov.test,2024
""",
    "promises.yaml": """\
municipality:
  name: Provkommun
  short_name: Prov
contacts:
  - id: vaxeln
    name: Växeln
    phone: 021-12 34 56
parties:
  - id: polisen
    name: Polisen
    kind: police
  - id: kommunen
    name: Provkommun
    kind: municipality
places:
  - id: torget
    name: Torget
agreements:
  - id: "2024"
    title: Medborgarlöfte 2024
    summary: Ett löfte.
    period:
      from: 2024-01-01
      to: 2024-12-31
    signing:
      date: 2023-12-14
      place: Prov
      by:
        - name: Namn Namnsson
          role: kommunchef
          party: kommunen
    parties: [polisen, kommunen]
    cadence: quarterly
    focus_areas:
      - id: centrum
        title: Centrum
        summary: Om centrum.
        places: [torget]
        rests_on: [1]
    promises:
      - id: trafik
        title: Lugnare trafik
        summary: Lugnare trafik i hela kommunen.
        rests_on: [2]
      - id: narvaro
        title: Mer närvaro
        summary: Vi ska synas mer.
glossary:
  - id: est
    term: EST
    explanation: Ett arbetssätt.
""",
    "content/index.md": "---\ntitle: Start\nsummary: Början.\n---\nVälkommen.\n",
    "content/kontakt.md": "---\ntitle: Kontakt\nsummary: Hit vänder du dig.\n---\nRing växeln.\n",
    "content/2024/index.md": "---\ntitle: Om året\nsummary: Om året.\n---\n",
    "content/2024/ord-for-ord.md": """\
---
title: Ord för ord
summary: Det undertecknade löftet.
wording: signed
pieces:
  4: background
---
## [1] Vi ska arbeta i centrum

[2] Trafiken ska bli lugnare. [3] Vi sätter upp lampor.

- [4] Invånarna har *bett* om det.
""",
    "content/2024/atgarder/belysning.md": """\
---
title: Ny belysning
summary: Nya lampor på torget.
published: 2023-12-14
promise: trafik
responsible: [kommunen]
places: [torget]
signed: true
end: 2024-10-31
target:
  count: 12
  unit: lampor
  comparison: at-least
rests_on: [3]
---
""",
    "content/2024/atgarder/vandring.md": """\
---
title: Trygghetsvandring
summary: Vi går tillsammans.
published: 2024-02-01
promise: narvaro
responsible: [polisen]
---
""",
    "content/2024/nyheter/2024-03-01-lampor.md": """\
---
title: De första lamporna är uppe
summary: Sex lampor är på plats.
kind: measure
published: 2024-03-01 09:00
source:
  by: Provkommun
measures:
  - measure: belysning
    status: ongoing
    outcome:
      count: 6
      unit: lampor
      from: 2024-01-01
      to: 2024-02-29
---
Lamporna lyser.
""",
    "content/2024/nyheter/2024-09-01-host.md": """\
---
title: Hösten börjar
summary: Vi berättar om hösten.
kind: information
published: 2024-09-01
---
""",
    "content/2024/uppfoljning/kvartal-1.md": """\
---
title: Kvartal 1
summary: Hur det gick.
published: 2024-04-20
covers:
  from: 2024-01-01
  to: 2024-03-31
assessments:
  - promise: trafik
    assessment: on-track
    reason: Lamporna är på väg.
reported_by: [polisen, kommunen]
---
""",
}

AMENDMENT = """\
---
title: Löftet gäller längre
summary: Parterna har beslutat att löftet ska gälla längre.
kind: amendment
published: 2024-05-30
---
"""

LIGHTS = "content/2024/nyheter/2024-03-01-lampor.md"
MEASURE = "content/2024/atgarder/belysning.md"
WORDS = "content/2024/ord-for-ord.md"
FOLLOW_UP = "content/2024/uppfoljning/kvartal-1.md"


def git(folder: Path, *arguments: str) -> None:
    """Runs git with an author of its own, whatever is configured on the machine."""
    author = ["-c", "user.name=Prov", "-c", "user.email=prov@prov.test", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *author, *arguments], check=True, capture_output=True)


def commit(folder: Path, message: str = "Ändra") -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--no-verify", f"--message={message}")


def publish(folder: Path, ref: str = "HEAD", at: str = "2024-05-30 10:00") -> None:
    """Notes in the record that the version was published, as the job that deploys does."""
    repository = Repository(folder)
    found = publication(repository, ref, None, dt.datetime.fromisoformat(at))
    record(repository, found)


class PullRequest:
    """A working copy on a branch that leaves `main`; `root` is the project's folder in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def move(self, old: str, new: str) -> None:
        shutil.move(self.root / old, self.root / new)

    def on_main(self, edit: Callable[[PullRequest], None]) -> None:
        """Makes the change on `main` already, and leaves it there for a new branch."""
        git(self.root, "checkout", "--quiet", "main")
        edit(self)
        commit(self.root)
        git(self.root, "checkout", "--quiet", "-B", "andring")

    def problems(self, today: dt.date = TODAY) -> list[str]:
        """What is wrong with the change from `main`, as an editor reads it."""
        before, after = self.before(), load(self.root)
        found = (*check_permanence(before, after, today), *check_proposal(before, after, today))
        return [str(problem) for problem in in_order(found)]

    def before(self) -> Site:
        """What `main` holds, or held where the branch left it."""
        base = earlier(Repository(self.root), "main").base
        assert base is not None
        assert base.whole is not None
        return base.whole

    def changes(self, today: dt.date = TODAY) -> str:
        return changes(self.before(), load(self.root), today)


def repository(folder: Path) -> PullRequest:
    """The municipality committed on `main`, with the branch `andring` checked out."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    found = PullRequest(folder)
    for path, text in FILES.items():
        found.write(path, text)
    commit(folder)
    git(folder, "checkout", "--quiet", "-b", "andring")
    return found
