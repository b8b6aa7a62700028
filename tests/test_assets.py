"""A picture is public with the text that shows it, and no earlier or longer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import samples
from loften.deriving.published import published
from loften.prose.public_files import public_files
from loften.writing.outputs import public_assets

FOLDER = "content/2024/nyheter"
PICTURES = {f"{FOLDER}/{name}": b"bild" for name in ("a.png", "b.png", "c.png", "fri.png")}
TEXT = {"body": "![Två](b.png)", "pictures": [{"file": "a.png", "alt": "En"}]}


def names(day: dt.date, *records: object) -> set[str]:
    site = replace(samples.site(*records), assets=PICTURES)  # type: ignore[arg-type]
    assert [path for path, _ in public_assets(published(site, day))] == [
        path.removeprefix("content/") for path in public_files(site, day)
    ]
    return {path.rpartition("/")[2] for path in public_files(site, day)}


def test_pictures_of_a_held_back_text_wait_for_its_day() -> None:
    waiting = samples.update("2024-09-01-host", **TEXT)
    assert names(dt.date(2024, 8, 31), waiting) == {"c.png", "fri.png"}
    assert names(dt.date(2024, 9, 1), waiting) == {"a.png", "b.png", "c.png", "fri.png"}


def test_pictures_of_a_withdrawn_text_go() -> None:
    withdrawn = {"date": "2024-10-01", "reason": "Fel."}
    gone = samples.update("2024-09-01-host", withdrawn=withdrawn, **TEXT)
    assert names(dt.date(2024, 10, 1), gone) == {"c.png", "fri.png"}


def test_a_picture_that_a_public_text_also_shows_stays() -> None:
    waiting = samples.update("2024-09-01-host", **TEXT)
    shown = samples.update("2024-03-01-var", body="[Bild](/2024/nyheter/a.png)")
    assert names(dt.date(2024, 8, 31), waiting, shown) == {"a.png", "c.png", "fri.png"}
