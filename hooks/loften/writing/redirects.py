"""Published -> small pages at former addresses that lead on to where a text lies now."""

from __future__ import annotations

from collections.abc import Iterator

from loften.catalogue import addresses
from loften.deriving.published import Published
from loften.writing.rendering import render


def redirects(published: Published) -> Iterator[tuple[str, bytes]]:
    """One page for each former address of a public text, promise or focus area.

    A page that has moved back lies at one of its former addresses itself.
    """
    for entry in published.catalogue.written:
        for former in (address for address in entry.former if address != entry.address):
            context = {
                "target": addresses.relative(former, entry.address),
                "canonical": addresses.absolute(published.site.settings, entry.address),
                "title": entry.title,
            }
            yield f"{former}index.html", render("redirect", context).encode()
