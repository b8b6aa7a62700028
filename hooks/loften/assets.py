"""Which pictures and other files under content/ are public: those of texts that visitors can read."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Mapping

from loften.checks.references import PROMISES
from loften.checks.texts import markdown_texts, targets
from loften.links import file_named, is_external
from loften.model import FileRecord, FollowUp, Measure, Update
from loften.site import Site, is_held_back


def public_assets(site: Site, today: dt.date) -> Mapping[str, bytes]:
    """The files under content/ without those that only held-back or withdrawn texts name.

    A file that no text names stays: the settings or another website may lead to it.
    """
    shown = {PROMISES, *(record.path for record in _records(site) if _is_shown(record, today))}
    named_where_shown: set[str] = set()
    named_elsewhere: set[str] = set()
    for path, asset in _named(site):
        (named_where_shown if path in shown else named_elsewhere).add(asset)
    hidden = named_elsewhere - named_where_shown
    return {path: raw for path, raw in site.assets.items() if path not in hidden}


def _records(site: Site) -> tuple[FileRecord, ...]:
    return (*site.measures, *site.updates, *site.follow_ups, *site.pages)


def _is_shown(record: FileRecord, today: dt.date) -> bool:
    is_waiting = isinstance(record, Measure | Update | FollowUp) and is_held_back(record, today)
    return record.withdrawn is None and not is_waiting


def _named(site: Site) -> Iterator[tuple[str, str]]:
    """The path of each text with the path of each file that it shows or links to."""
    reporting: tuple[Update | FollowUp, ...] = (*site.updates, *site.follow_ups)
    for record in reporting:
        for picture in record.pictures:
            yield record.path, posixpath.normpath(f"{posixpath.dirname(record.path)}/{picture.file}")
    for text in markdown_texts(site):
        for target, _ in targets(text.parsed):
            if not is_external(target):
                yield text.path, file_named(target, path=text.path)
