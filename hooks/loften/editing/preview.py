"""A built site copied so that it opens by double-click, to be looked at before anything is published."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from loften.prose.html_pieces import Kind, Piece, pieces, with_values
from loften.storing.swapping import replacing
from loften.words import dates

ERROR_PAGE = "404.html"
"""Left out: a server shows it at any address, so its links count from the root of the published site."""

_REFRESH = re.compile(r"(?P<before>[0-9]+;\s*url=)(?P<address>.*)")


def preview(site_folder: Path, out: Path, today: dt.date) -> Path:
    """Copies the site in `site_folder` to `out`, which it replaces, and returns the page to open.

    Links to folders get the `index.html` that a server would have found, each page says that it is not
    published, and everything else stays byte for byte. ValueError if one of the folders lies in the other.
    """
    source, target = site_folder.resolve(), out.resolve()
    if source.is_relative_to(target) or target.is_relative_to(source):
        raise ValueError(f"{out} and {site_folder} overlap")
    paths = frozenset(file.relative_to(source).as_posix() for file in source.rglob("*") if file.is_file())
    with replacing(target) as new:
        for path in sorted(paths - {ERROR_PAGE}):
            copy = new / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            raw = (source / path).read_bytes()
            is_page = path.endswith(".html")
            copy.write_bytes(_page(raw.decode(), path, paths, today).encode() if is_page else raw)
    return out / "index.html"


def _page(html: str, path: str, paths: Collection[str], today: dt.date) -> str:
    opened = []
    for piece in pieces(html):
        opened.append(_tag(piece, path, paths) if piece.kind is Kind.START else piece.source)
        if piece.kind is Kind.START and piece.name == "body":
            opened.append(f"\n{_strip(today)}")
    return "".join(opened)


def _strip(today: dt.date) -> str:
    style = "padding: 0.6rem 1rem; background: #5c0011; color: #fff; font-weight: 650; text-align: center"
    return (
        f'<aside aria-label="Förhandsvisning" style="{style}">'
        f"Förhandsvisning – inte publicerad. Gjord den {dates.day(today)}.</aside>"
    )


def _tag(tag: Piece, page: str, paths: Collection[str]) -> str:
    """The start tag with its links leading to files, and a policy that lets in what lies beside the page."""
    if ("http-equiv", "Content-Security-Policy") in tag.attributes:
        return _policy_on_disk(tag.source)

    def opened(name: str, value: str) -> str:
        if name in ("href", "src"):
            return _to_file(value, page, paths)
        refresh = _REFRESH.fullmatch(value) if name == "content" else None
        return refresh["before"] + _to_file(refresh["address"], page, paths) if refresh else value

    return with_values(tag, opened)


def _policy_on_disk(policy: str) -> str:
    """The policy for files from disk, which have no origin of their own that 'self' could name.

    Nothing from the network is let in, as on the published site; the strip's own style is.
    """
    with_strip = policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    return with_strip.replace("'self'", "file:")


def _to_file(address: str, page: str, paths: Collection[str]) -> str:
    """The address on `page`, with `index.html` added where it leads to a folder of the site."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    index = posixpath.join(posixpath.dirname(page), unquote(parts.path), "index.html")
    if posixpath.normpath(index) not in paths:
        return address
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/index.html"))
