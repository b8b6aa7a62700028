"""How much CPU time 3,000 texts cost to check and to build: `make bench`.

The texts are made up from numbers alone, so that two runs measure the same. The goal is that `make check`
stays under 6 CPU seconds.
"""

from __future__ import annotations

import datetime as dt
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import click

from built import KOPING, ROOT, copy_project, run_mkdocs
from loften.checks.readability import check_readability
from loften.checks.site_checks import check
from loften.checks.text_checks import check_bodies
from loften.privacy.guard import check_privacy
from loften.privacy.images import check_images, check_pictures
from loften.privacy.personal_data import find
from loften.prose.address_book import address_book
from loften.reading.load import load
from loften.records.documents import PROMISES
from loften.words.dates import MONTHS

YEARS = tuple(range(2015, 2025))
MEASURES, UPDATES, FOLLOW_UPS = 30, 266, 4
"""Texts of each kind in a year: 3,000 in all."""
TODAY = dt.date(2025, 3, 1)
GOAL = 6.0
"""CPU seconds."""
BASE = ROOT / "tests/data/faults/base"
SLOW = {"1 ": 200_000, "a.": 200_000, "070": 120_000, "0221-": 80_000, "@": 360_000}
"""What texts made to be slow to search for personal data repeat, and how often."""

PARAGRAPH = (
    "Polisen och kommunen gick tillsammans genom centrum {day} {month} och pratade med boende och handlare. "
    "De flesta tyckte att **belysningen** vid stationen har blivit bättre. Vi skrev upp {number} platser "
    "där det fortfarande är mörkt.\n\n"
)
BODY = (
    PARAGRAPH + "## Så går vi vidare\n\n- Kommunen byter lampor på {number} platser.\n- Polisen går dit på "
    "kvällarna.\n- Vi ses igen nästa månad.\n\n" + PARAGRAPH + "Läs mer om "
    "[åtgärden nummer {measure}](../atgarder/atgard-{measure}.md) och om hur "
    "[vi bedömer](/sa-bedomer-vi/).\n\n| Plats | Antal |\n| --- | --- |\n| Torget | {number} |\n"
)
MEASURE = """---
title: Åtgärd nummer {measure} för ett tryggt centrum
summary: Vi gör centrum ljusare och tryggare på sätt nummer {measure}.
published: {year}-01-10
promise: {promise}
focus_areas: [centrum]
responsible: [kommunen]
participants: [bostadsbolaget]
places: [torget]
target:
  count: 20
  unit: lampor
  comparison: at-least
---
"""
UPDATE = """---
title: Nyhet nummer {number} om lamporna
summary: Kommunen och polisen berättar om läget för åtgärd {measure}.
kind: measure
published: {year}-{at:02}-{day:02}
places: [torget]
measures:
  - measure: atgard-{measure}
    status: ongoing
    outcome:
      count: {number}
      unit: lampor
      from: {year}-01-01
      to: {year}-{at:02}-{day:02}
    source:
      by: Gatukontoret
---
"""
FOLLOW_UP = """---
title: Uppföljning {number}
summary: Vi såg tillbaka på kvartalet och bedömde löftet.
published: {year}-12-{at:02}
covers:
  from: {year}-01-01
  to: {year}-{at:02}-28
reported_by: [polisen, kommunen]
assessments:
  - promise: belysning
    assessment: on-track
    reason: Lamporna kommer upp i god tid.
measures:
  - measure: atgard-{measure}
    status: ongoing
---
"""


def main() -> None:
    """Prints the figures; exit 1 if the check is slower than the goal or finds an error."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy_project(KOPING, Path(folder))
        count = write_texts(root)
        click.echo(f"{count} texter, {sum(1 for _ in root.rglob('*.md'))} filer med sidorna")
        tell_groups(root)
        tell_slow_texts()
        whole = tell_check(root)
        tell_build(root, Path(folder) / "site")
    raise SystemExit(whole > GOAL)


def write_texts(root: Path) -> int:
    """Puts the texts in place of the content in `root`; the number of them."""
    for file in sorted((root / "content").rglob("*.md")):
        file.unlink()
    for page in (BASE / "content").glob("*.md"):
        (root / "content" / page.name).write_bytes(page.read_bytes())
    (root / PROMISES).write_text(_promises(), encoding="utf-8")
    # the footer leads to pages that this content does not have
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"  footer_links:\n(?:    .*\n)+", "", text), encoding="utf-8")
    texts = [text for year in YEARS for text in _texts_of(year)]
    for path, text in texts:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return len(texts)


def _promises() -> str:
    """The promises of the site without faults, with its agreement for 2024 once for every year."""
    before, first, rest = (BASE / PROMISES).read_text(encoding="utf-8").partition('  - id: "2024"\n')
    block, _, rest = (first + rest).partition('  - id: "2025"\n')
    block = block.replace("2023-12-14", "2024-01-10")
    blocks = "".join(block.replace("2024", str(year)) for year in reversed(YEARS))
    return f"{before}{blocks}\nglossary:{rest.partition('glossary:')[2]}"


def _texts_of(year: int) -> Iterable[tuple[str, str]]:
    for kind, name, front_matter, count in (
        ("atgarder", "atgard-{measure}", MEASURE, MEASURES),
        ("nyheter", "{year}-{at:02}-{day:02}-nyhet-{number}", UPDATE, UPDATES),
        ("uppfoljning", "uppfoljning-{number}", FOLLOW_UP, FOLLOW_UPS),
    ):
        for number in range(count):
            at, day = 2 + number % 11, 1 + number % 28
            values = {"year": year, "number": number, "measure": number % MEASURES, "at": at, "day": day}
            promise = ("belysning", "narvaro")[number % 2]
            text = (front_matter + BODY).format(**values, month=MONTHS[at - 1], promise=promise)
            yield f"{year}/{kind}/{name.format(**values)}.md", text


def tell_groups(root: Path) -> None:
    """Prints what reading and each group of checks cost, and what they find together."""
    start = time.process_time()
    site = load(root)
    start = _tell(start, "läsa in")
    for name, group in (
        ("regler mellan texterna", lambda: check(site)),
        ("texternas Markdown", lambda: check_bodies(site, address_book(site))),
        ("personuppgifter", lambda: check_privacy(site)),
        ("bilder", lambda: (*check_images(site), *check_pictures(site))),
        ("läsbarhet", lambda: check_readability(site)),
    ):
        for problem in group():
            raise SystemExit(f"texterna ska vara utan fel: {problem}")
        start = _tell(start, name)


def _tell(start: float, name: str) -> float:
    """Prints the CPU seconds since `start`; the time from which to count on."""
    now = time.process_time()
    click.echo(f"{now - start:7.2f} CPU-s  {name}")
    return now


def tell_slow_texts() -> None:
    """Prints what texts made to be slow cost the guard, and how the cost grows: 2 times if in proportion."""
    half, whole = (_seconds_to_search(share) for share in (0.5, 1))
    name = "personuppgifter i texter gjorda för att vara långsamma"
    click.echo(f"{whole:7.2f} CPU-s  {name}, {whole / half:.1f} gånger kostnaden för hälften så långa")


def _seconds_to_search(share: float) -> float:
    start = time.process_time()
    for part, count in SLOW.items():
        find(part * round(count * share))
    return time.process_time() - start


def tell_check(root: Path) -> float:
    """Prints and returns the CPU seconds of `make check`, the start of Python with it."""
    before = _children()
    command = [sys.executable, "-m", "loften", "check", "--root", str(root), "--today", TODAY.isoformat()]
    subprocess.run(command, check=True, capture_output=True)
    seconds = _children() - before
    click.echo(f"{seconds:7.2f} CPU-s  make check, mål högst {GOAL:.0f}")
    return seconds


def tell_build(root: Path, folder: Path) -> None:
    """Prints what MkDocs costs for the same texts."""
    before = _children()
    done = run_mkdocs(root, folder)
    seconds = _children() - before
    if done.returncode:
        raise SystemExit(done.stderr)
    pages = sum(1 for _ in folder.rglob("*.html"))
    click.echo(f"{seconds:7.2f} CPU-s  make site, {pages} sidor, {pages / seconds:.0f} sidor per CPU-sekund")


def _children() -> float:
    """CPU seconds of the commands that have been run, in user and system mode."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
