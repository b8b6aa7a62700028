"""Where everything lies on the site: page paths, absolute addresses and permanent feed ids.

A page address has no leading slash and ends with one (`2024/atgarder/x/`); the start page is the empty text.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from loften.catalogue.page_kinds import KIND_OF_RECORD, PAGE_KINDS
from loften.records.agreements import Agreement, Subject
from loften.records.promises_file import Party, Place
from loften.records.settings import Settings
from loften.records.texts import FileRecord

START = ""
FEED = "rss.xml"
CONTACT = "kontakt/"
"""The page with all contacts, which every site has."""


def of_archive(feed: str, name: str) -> str:
    """An archive of a feed, beside it: `rss-2031-1.xml`."""
    return f"{feed.removesuffix('.xml')}-{name}.xml"


def of_file(path: str) -> str:
    """The address of the page that a file under content/ becomes; the folder is the address."""
    stem = path.removeprefix("content/").removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def of_record(record: FileRecord) -> str:
    return of_file(record.path)


def of_asset(record: FileRecord, file: str) -> str:
    """The address of a picture, written from the folder of the text that shows it."""
    folder = posixpath.dirname(record.path.removeprefix("content/"))
    return posixpath.normpath(f"{folder}/{file}")


def of_page(kind: str) -> str:
    """The page of a kind that there is one of on the site; KeyError for an unknown kind."""
    return PAGE_KINDS[kind].address


def of_section(kind: str, agreement: Agreement) -> str:
    """The page of a kind that there is one of in each agreement; KeyError for an unknown kind."""
    return PAGE_KINDS[kind].address.format(agreement=agreement.id)


def of_agreement(agreement: Agreement) -> str:
    return of_section("agreement", agreement)


def of_subject(agreement: Agreement, subject: Subject) -> str:
    """The page of a promise or a focus area."""
    return _filled(agreement, subject)


def of_party(agreement: Agreement, party: Party) -> str:
    return _filled(agreement, party)


def of_place(place: Place) -> str:
    return PAGE_KINDS["place"].address.format(id=place.id)


def _filled(agreement: Agreement, shown: Subject | Party) -> str:
    return KIND_OF_RECORD[type(shown)].address.format(agreement=agreement.id, id=shown.id)


def relative(source: str, target: str) -> str:
    """The way from one page to another page or file, so that links hold under any path prefix.

    A link from a page to itself is `./`; a trailing slash of the target stays.
    """
    way = posixpath.relpath(f"/{target}", f"/{source}")
    return f"{way}/" if not target or target.endswith("/") else way


def absolute(settings: Settings, address: str) -> str:
    """The full address of a page or file on the published site."""
    return settings.site_address + quote(address)


def feed_id(settings: Settings, identity: str) -> str:
    """A permanent `tag:` URI (RFC 4151) for the event whose page was first published at this address.

    It holds the authority and that address, nothing that an editor may improve: neither a title nor the host
    that serves the site changes it.
    """
    return f"tag:{settings.tag_authority}:{quote(identity.rstrip('/'))}"


def edit_link(settings: Settings, path: str, line: int) -> str | None:
    """Where the text can be changed on the web; None while no repository is set.

    GitHub's edit form takes no line, so a place within a long file opens its source view at the line.
    """
    if settings.repository is None:
        return None
    if line > 1:
        return f"{settings.repository}/blob/{settings.branch}/{quote(path)}?plain=1#L{line}"
    return f"{settings.repository}/edit/{settings.branch}/{quote(path)}"
