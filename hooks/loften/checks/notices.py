"""The notices of the day: what an editor should know today, and what stops nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.records.problems import Problem
from loften.records.rules import NoticeOfTheDay
from loften.records.site import Site

NOTICES: tuple[NoticeOfTheDay, ...] = ()


def notices(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every notice of the day, as warnings."""
    for notice in NOTICES:
        yield from notice(site, today)
