"""Where the links of editors' texts lead: from a target as written to an address on the site, or none."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from loften.addresses import relative

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

Resolve = Callable[[str], str]
"""From a target as the editor wrote it to the address that the page shall hold."""


@dataclass(frozen=True, kw_only=True)
class AddressBook:
    """Everything on the site that a text can link to.

    `pages` maps each file under content/ to its page's address; `addresses` holds the address of every page
    ("" is the start page, otherwise without leading and with closing slash) and `files` that of every other
    file, pictures included. `anchors` maps addresses to ids that the page has besides the headings of its
    text; `held_back` maps the addresses that are not public yet to the day on which they become so.
    """

    pages: Mapping[str, str]
    addresses: Set[str]
    files: Set[str]
    anchors: Mapping[str, Set[str]] = field(default_factory=dict)
    held_back: Mapping[str, dt.date] = field(default_factory=dict)


def has_allowed_scheme(target: str) -> bool:
    """Whether the target is relative or has a scheme that a page may link to.

    Control characters and spaces are left out first, as browsers do.
    """
    scheme = re.match("([A-Za-z][A-Za-z0-9+.-]*):", re.sub("[\\x00-\\x20]", "", target))
    return scheme is None or scheme[1].lower() in ALLOWED_SCHEMES


def is_external(target: str) -> bool:
    """Whether the target leads away from the site: it has a scheme, or a host after two slashes."""
    return re.match("[A-Za-z][A-Za-z0-9+.-]*:|//", target) is not None


def file_named(target: str, *, path: str) -> str:
    """The file, from the project's folder, that a target in the file at `path` names.

    Without a slash first it is counted from the file's own folder, with one from content/; texts in
    promises.yaml count from content/ either way.
    """
    place = unquote(re.split("[#?]", target, maxsplit=1)[0])
    folder = posixpath.dirname(path) if path.startswith("content/") else "content"
    return posixpath.normpath(f"content{place}" if place.startswith("/") else f"{folder}/{place}")


def destination(book: AddressBook, target: str, *, path: str) -> str | None:
    """The address on this site that a target in the file at `path` leads to; None if nothing is there.

    A target names a Markdown file, another file, or a page by its address, with or without closing slash.
    """
    if target.startswith(("#", "?")) or not target:
        return book.pages.get(path)
    file = file_named(target, path=path)
    if file in book.pages:
        return book.pages[file]
    if file == "content":
        return ""
    address = file.removeprefix("content/")
    if not file.startswith("content/"):
        return None
    if address in book.files:
        return address
    return f"{address}/" if f"{address}/" in book.addresses else None


def link_resolver(book: AddressBook, *, path: str, page: str, site_address: str | None = None) -> Resolve:
    """What `render` needs for a text in the file at `path` that is shown on the page with address `page`.

    Links are relative to the page, so that they hold under any path prefix; with `site_address` (which ends
    with a slash) they are absolute, for feeds. What leads nowhere stays as written: the checks tell of it.
    """

    def resolve(target: str) -> str:
        if is_external(target):
            return target
        rest = target[len(re.split("[#?]", target, maxsplit=1)[0]) :]
        address = destination(book, target, path=path)
        if rest == target:
            address = page if address is None else address
            if address == page and site_address is None:
                return rest
        if address is None:
            return target
        if site_address is None:
            return quote(relative(page, address)) + rest
        return site_address + quote(address) + rest

    return resolve
