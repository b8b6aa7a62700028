"""The list of outputs, and all of them written to a folder without MkDocs."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from loften import addresses
from loften.assets import public_assets
from loften.feeds import feed
from loften.pages import pages
from loften.redirects import redirects
from loften.rendering import render
from loften.site import Site

Output = Callable[[Site, dt.date], Iterable[tuple[str, bytes]]]


def minimal_pages(site: Site, today: dt.date) -> Iterator[tuple[str, bytes]]:
    """Every page with its fragment in a minimal page: no theme, no search, no script."""
    for page in pages(site, today):
        to_feed = addresses.relative(page.address, addresses.FEED)
        html = render("minimal", {"page": page, "site": site, "feed": to_feed})
        yield f"{page.address}index.html", html.encode()


def assets(site: Site, today: dt.date) -> Iterator[tuple[str, bytes]]:
    """Every picture and other file under content/ that is public, where it lies there."""
    for path, raw in public_assets(site, today).items():
        yield path.removeprefix("content/"), raw


FILES: tuple[Output, ...] = (feed, redirects)
"""What is written besides the pages and the assets, with a theme or without."""


def write(site: Site, today: dt.date, folder: Path) -> tuple[str, ...]:
    """Writes the whole site to `folder` and returns the paths written, in order.

    It is written beside the folder first and then put in its place, so that a fault leaves what was there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".loften-") as temporary:
        new = Path(temporary) / "new"
        written = []
        for output in (minimal_pages, assets, *FILES):
            for path, content in output(site, today):
                file = new / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                written.append(path)
        if folder.exists():
            shutil.move(folder, Path(temporary) / "old")
        shutil.move(new, folder)
    return tuple(sorted(written))
