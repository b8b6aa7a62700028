"""Where the links of editors' texts lead: from a href as written to an address on the site, or none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from loften.catalogue.addresses import relative

ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})

Resolve = Callable[[str], str]
"""From a href as the editor wrote it to the address that the page shall hold."""


@dataclass(frozen=True, kw_only=True)
class AddressBook:
    """Everything on the site that a text can link to.

    `pages` maps each file under content/ to its page's address; `addresses` holds the address of every page
    ("" is the start page, otherwise without leading and with closing slash) and `files` that of every other
    file, pictures included. `anchors` maps addresses to ids that the page has besides the headings of its
    text.
    """

    pages: Mapping[str, str]
    addresses: Set[str]
    files: Set[str]
    anchors: Mapping[str, Set[str]] = field(default_factory=dict)


def has_allowed_scheme(href: str) -> bool:
    """Whether the href is relative or has a scheme that a page may link to.

    Control characters and spaces are left out first, as browsers do.
    """
    scheme = re.match("([A-Za-z][A-Za-z0-9+.-]*):", re.sub("[\\x00-\\x20]", "", href))
    return scheme is None or scheme[1].lower() in ALLOWED_SCHEMES


def is_external(href: str) -> bool:
    """Whether the href leads away from the site: it has a scheme, or a host after two slashes."""
    return re.match("[A-Za-z][A-Za-z0-9+.-]*:|//", href) is not None


def file_named(href: str, *, path: str) -> str:
    """The file, from the project's folder, that a href in the file at `path` names.

    Without a slash first it is counted from the file's own folder, with one from content/; texts in
    promises.yaml count from content/ either way.
    """
    way = unquote(re.split("[#?]", href, maxsplit=1)[0])
    folder = posixpath.dirname(path) if path.startswith("content/") else "content"
    return posixpath.normpath(f"content{way}" if way.startswith("/") else f"{folder}/{way}")


def destination(book: AddressBook, href: str, *, path: str) -> str | None:
    """The address on this site that a href in the file at `path` leads to; None if nothing is there.

    A href names a Markdown file, another file, or a page by its address, with or without closing slash.
    """
    if href.startswith(("#", "?")) or not href:
        return book.pages.get(path)
    file = file_named(href, path=path)
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

    def resolve(href: str) -> str:
        if is_external(href):
            return href
        rest = href[len(re.split("[#?]", href, maxsplit=1)[0]) :]
        address = destination(book, href, path=path)
        if rest == href:
            address = page if address is None else address
            if address == page and site_address is None:
                return rest
        if address is None:
            return href
        if site_address is None:
            return quote(relative(page, address)) + rest
        return site_address + quote(address) + rest

    return resolve
