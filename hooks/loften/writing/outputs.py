"""The list of outputs, and all of them written to a folder without MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from loften.catalogue import addresses
from loften.deriving.published import Published
from loften.privacy.clean_images import as_published
from loften.storing.swapping import replacing
from loften.writing.feeds import feed
from loften.writing.pages import pages
from loften.writing.redirects import redirects
from loften.writing.rendering import render

Output = Callable[[Published], Iterable[tuple[str, bytes]]]


def minimal_pages(published: Published) -> Iterator[tuple[str, bytes]]:
    """Every page with its fragment in a minimal page: no theme, no search, no script."""
    for page in pages(published):
        to_feed = addresses.relative(page.address, addresses.FEED)
        html = render("minimal", {"page": page, "site": published.site, "feed": to_feed})
        yield f"{page.address}index.html", html.encode()


def public_assets(published: Published) -> Iterator[tuple[str, bytes]]:
    """Every picture, cleaned, and other file under content/ that is public, where it lies there."""
    for path, raw in published.files.items():
        yield path.removeprefix("content/"), as_published(raw)


FILES: tuple[Output, ...] = (feed, redirects)
"""What is written besides the pages and the assets, with a theme or without."""


def write(published: Published, folder: Path) -> tuple[str, ...]:
    """Writes the whole site to `folder` and returns the paths written, in order."""
    written = []
    with replacing(folder) as new:
        for output in (minimal_pages, public_assets, *FILES):
            for path, content in output(published):
                file = new / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                written.append(path)
    return tuple(sorted(written))
