"""Which pictures and other files under content/ are public: those of texts that visitors can read."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Mapping

from loften.prose.links import file_named, is_external
from loften.prose.texts import hrefs, markdown_texts
from loften.records.documents import PROMISES
from loften.records.site import Site, public


def public_files(site: Site, today: dt.date) -> Mapping[str, bytes]:
    """The files under content/ without those that only held-back or withdrawn texts name.

    A file that no text names stays: the settings or another website may lead to it.
    """
    shown = {PROMISES, *(text.path for text in public(site, today).texts if text.withdrawn is None)}
    named_where_shown: set[str] = set()
    named_elsewhere: set[str] = set()
    for path, asset in _named(site):
        (named_where_shown if path in shown else named_elsewhere).add(asset)
    hidden = named_elsewhere - named_where_shown
    return {path: raw for path, raw in site.assets.items() if path not in hidden}


def _named(site: Site) -> Iterator[tuple[str, str]]:
    """The path of each text with the path of each file that it shows or links to."""
    for record in site.reporting:
        for picture in record.pictures:
            yield record.path, posixpath.normpath(f"{posixpath.dirname(record.path)}/{picture.file}")
    for text in markdown_texts(site):
        for href, _ in hrefs(text.parsed):
            if not is_external(href):
                yield text.path, file_named(href, path=text.path)
