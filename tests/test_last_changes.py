"""`Senast ändrad` is the newest day on which the words of a page, or what is derived on it, changed.

A part of the example's year is lived through: its pages are made as they were on each day that brings
something, and what a page says of itself is held against what it showed the time before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from built import EXAMPLE
from loften.catalogue.page_kinds import PAGE_KINDS
from loften.deriving import cadence
from loften.deriving.last_changes import last_change
from loften.deriving.published import published
from loften.reading.load import load
from loften.records.remembered import Remembered
from loften.records.site import Site
from loften.records.texts import Dated
from loften.writing.pages import pages
from pull_requests import FILES, LIGHTS, MEASURE, PullRequest

SHELL = re.compile("<nav.*?</nav>|<footer.*?</footer>|<[^>]+>| och de senare besluten", re.DOTALL)
"""What is around a page's own text, and the notice that stands on every page of an agreement."""


def words(fragment: str) -> str:
    return " ".join(SHELL.sub(" ", fragment).split())


@dataclass(frozen=True)
class Seen:
    """A page on a day: its kind, what it says of itself, and whether it differs from the day `since`."""

    since: dt.date
    day: dt.date
    address: str
    kind: str
    updated: dt.date | None
    is_other: bool


def happenings(site: Site, start: dt.date, end: dt.date) -> list[dt.date]:
    """The days between the two on which something is published, or a span begins or ends."""
    next_day = dt.timedelta(days=1)
    days = {text.published.date() for text in site.dated}
    days |= {measure.end + next_day for measure in site.measures if measure.end}
    for agreement in site.agreements:
        days |= {agreement.period.start, cadence.last_day(site, agreement) + next_day}
        days |= {agreement.published} if agreement.published else set()
        days |= {cadence.silence_begins(agreement, one) for one in cadence.cadence_periods(site, agreement)}
    return sorted(day for day in days if start <= day <= end)


def lived(site: Site, days: Sequence[dt.date]) -> Iterator[Seen]:
    """Every page that was there the time before, on each day but the first."""
    before: dict[str, str] = {}
    for since, day in zip((days[0], *days), days, strict=False):
        for page in pages(published(site, day)):
            now = words(page.fragment)
            if page.address in before:
                is_other = before[page.address] != now
                yield Seen(since, day, page.address, page.kind, page.updated, is_other)
            before[page.address] = now


@pytest.fixture(scope="module")
def autumn() -> list[Seen]:
    """From the summer's follow-up to the last news of the autumn; nothing is signed between them."""
    site = load(EXAMPLE)
    return list(lived(site, happenings(site, dt.date(2031, 8, 17), dt.date(2031, 12, 2))))


@pytest.fixture(scope="module")
def new_year() -> list[Seen]:
    """The days around the end of one agreement and the beginning of the next."""
    site = load(EXAMPLE)
    return list(lived(site, happenings(site, dt.date(2031, 12, 31), dt.date(2032, 2, 12))))


UNKNOWN = ("andringar/",)
"""The lines of all texts stand in the files from the beginning of what is lived through here."""


def test_a_page_that_shows_something_else_says_so(autumn: list[Seen], new_year: list[Seen]) -> None:
    late = [
        seen
        for seen in (*autumn, *new_year)
        if seen.is_other and seen.updated and seen.updated <= seen.since and seen.address not in UNKNOWN
    ]
    assert late == []
    assert len([seen for seen in (*autumn, *new_year) if seen.is_other and seen.updated]) > 200


def test_a_list_that_shows_the_same_as_before_does_not_claim_to_have_changed(
    autumn: list[Seen], new_year: list[Seen]
) -> None:
    """Lists of texts and years; where measures are listed, a report that repeats a status counts too.

    Days of withdrawals, and of lines under `changes`, are left out: those stand in the files from the start.
    """
    site = load(EXAMPLE)
    withdrawn = [text for text in site.texts if text.withdrawn]
    known = {line.date for text in site.texts if isinstance(text, Remembered) for line in text.changes}
    known |= {text.withdrawn.date for text in withdrawn if text.withdrawn}
    known |= {text.published.date() for text in withdrawn if isinstance(text, Dated)}
    # before its agreement came here a page was not there, though these days are lived through with it
    known |= {agreement.published for agreement in site.agreements if agreement.published}
    lists = ("archive", "corrections", "follow_ups", "news", "results", "glossary", "current")
    early = [
        seen
        for seen in (*autumn, *new_year)
        if seen.kind in lists and seen.updated == seen.day and not seen.is_other and seen.day not in known
    ]
    assert early == []


def said(root: Path, address: str, today: dt.date) -> dt.date | None:
    public = published(load(root), today)
    (entry,) = (one for one in public.catalogue.entries if one.address == address)
    return last_change(public, entry)


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    found = PullRequest(tmp_path)
    for path, text in FILES.items():
        found.write(path, text)
    return found


def test_a_page_whose_day_is_not_known_says_none(change: PullRequest) -> None:
    change.delete(LIGHTS)
    change.delete("content/2024/uppfoljning/kvartal-1.md")
    for address in ("2024/atgarder/belysning/", "2024/loften/trafik/", "2024/parter/kommunen/"):
        assert said(change.root, address, dt.date(2024, 12, 31)) is None


def test_days_pass_only_on_a_page_whose_day_is_known(change: PullRequest) -> None:
    """A silence is told from 31 July, and from 1 November the measure is late."""
    measure = "2024/atgarder/belysning/"
    assert said(change.root, measure, dt.date(2024, 7, 30)) == dt.date(2024, 3, 1)
    assert said(change.root, measure, dt.date(2024, 10, 30)) == dt.date(2024, 7, 31)
    assert said(change.root, measure, dt.date(2024, 11, 30)) == dt.date(2024, 11, 1)


def test_a_line_on_a_contact_changes_the_page_where_contacts_are_read(change: PullRequest) -> None:
    line = '    changes: [{date: 2024-05-20, what: "Numret är nytt."}]'
    change.replace("promises.yaml", "  - id: vaxeln\n", f"  - id: vaxeln\n{line}\n")
    assert said(change.root, "kontakt/", dt.date(2024, 6, 1)) == dt.date(2024, 5, 20)


def test_a_corrected_piece_changes_the_pages_that_repeat_it(change: PullRequest) -> None:
    news = "---\ntitle: Rättelse\nsummary: Fel.\nkind: correction\npublished: 2024-05-25\n"
    lines = "corrects: 2024/ord-for-ord\npieces: [3]\n---\n"
    change.write("content/2024/nyheter/2024-05-25-ratt.md", news + lines)
    assert said(change.root, "2024/atgarder/belysning/", dt.date(2024, 6, 1)) == dt.date(2024, 5, 25)
    assert said(change.root, "2024/loften/trafik/", dt.date(2024, 6, 1)) == dt.date(2024, 4, 20)


def test_the_page_of_a_party_changes_with_how_its_measures_stand(change: PullRequest) -> None:
    assert said(change.root, "2024/parter/kommunen/", dt.date(2024, 6, 1)) == dt.date(2024, 3, 1)
    assert said(change.root, "2024/parter/kommunen/", dt.date(2024, 12, 1)) == dt.date(2024, 11, 1)
    assert said(change.root, "2024/parter/polisen/", dt.date(2024, 12, 1)) == dt.date(2024, 2, 1)


def test_a_measure_that_came_later_changed_the_lists_that_name_it(change: PullRequest) -> None:
    change.write(
        "content/2024/atgarder/skyltar.md",
        FILES[MEASURE]
        .replace("published: 2023-12-14", "published: 2024-05-20")
        .replace("signed: true\n", ""),
    )
    for address in ("2024/atgarder/", "2024/parter/", "2024/parter/kommunen/", "2024/loften/trafik/"):
        assert said(change.root, address, dt.date(2024, 5, 31)) == dt.date(2024, 5, 20)


def test_of_every_page_that_gathers_the_day_is_known() -> None:
    public = published(load(EXAMPLE), dt.date(2032, 2, 15))
    gathering = [one for one in public.catalogue.entries if one.record is None and one.kind.is_indexed]
    assert {entry.kind.name for entry in gathering} == {
        kind.name for kind in PAGE_KINDS.values() if kind.shows is None and kind.is_indexed
    }
    nothing_there: list[str] = []
    assert [entry.address for entry in gathering if last_change(public, entry) is None] == nothing_there
