"""Which text in a later state of the content each text of an earlier one has become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from loften import addresses
from loften.model import Agreement, FileRecord, FocusArea, FollowUp, Measure, Promise, TextPage, Update
from loften.reading.load import PROMISES
from loften.site import Site, public


@dataclass(frozen=True, kw_only=True)
class Written:
    """A text with a page of its own and the place where it is written.

    `address` and `former_addresses` are written without closing slash, as editors write them. `location`
    leads to the text within the file at `path`. `agreement` is None for a hand-written page.
    """

    text: FileRecord | Agreement | Promise | FocusArea
    address: str
    former_addresses: tuple[str, ...]
    agreement: Agreement | None
    path: str
    location: tuple[str | int, ...] = ()

    @property
    def has_feed_item(self) -> bool:
        return not isinstance(self.text, TextPage | Promise | FocusArea)

    @property
    def first_address(self) -> str:
        """The address that the feed id is built from."""
        return self.former_addresses[0] if self.former_addresses else self.address


def written(site: Site) -> Iterator[Written]:
    """Every text with a page of its own: those of promises.yaml first, then those in files."""
    for index, agreement in enumerate(site.agreements):
        place = ("agreements", index)
        address = addresses.of_agreement(agreement)
        yield _written(agreement, address, (), agreement, PROMISES, place)
        for number, promise in enumerate(agreement.promises):
            address, former = addresses.of_promise(agreement, promise), promise.former_addresses
            yield _written(promise, address, former, agreement, PROMISES, (*place, "promises", number))
        for number, area in enumerate(agreement.focus_areas):
            address, former = addresses.of_focus_area(agreement, area), area.former_addresses
            yield _written(area, address, former, agreement, PROMISES, (*place, "focus_areas", number))
    for record in (*site.measures, *site.updates, *site.follow_ups):
        agreement = site.agreement(record.agreement)
        yield _written(record, addresses.of_record(record), record.former_addresses, agreement, record.path)
    for page in site.pages:
        yield _written(page, addresses.of_record(page), page.former_addresses, None, page.path)


def _written(
    text: FileRecord | Agreement | Promise | FocusArea,
    address: str,
    former_addresses: tuple[str, ...],
    agreement: Agreement | None,
    path: str,
    location: tuple[str | int, ...] = (),
) -> Written:
    return Written(
        text=text,
        address=address.rstrip("/"),
        former_addresses=former_addresses,
        agreement=agreement,
        path=path,
        location=location,
    )


def by_address(site: Site) -> Mapping[str, Written]:
    """The text at each address, the former ones included; what lies there now comes before what did.

    The introduction of an agreement's page shares the agreement's address, and the agreement has it.
    """
    texts = tuple(written(site))
    found: dict[str, Written] = {}
    for text in texts:
        found.setdefault(text.address, text)
    for text in texts:
        for former in text.former_addresses:
            found.setdefault(former, text)
    return found


def successors(before: Site, after: Site) -> Iterator[tuple[Written, Written | None]]:
    """Each text of the earlier state with what it is in the later one, None if its address leads nowhere."""
    now = by_address(after)
    introductions = {page.path: page for page in written(after) if isinstance(page.text, TextPage)}
    for text in written(before):
        yield text, introductions.get(text.path) or now.get(text.address)


def has_gone_up(text: Written, heir: Written, known: Collection[str]) -> bool:
    """Whether the text is no more, and its address leads on to one that was there already or of another kind.

    `known` are the addresses, without closing slash, of the texts of the earlier state.
    """
    is_other = heir.address != text.address and heir.address in known
    return is_other or type(heir.text) is not type(text.text)


def renamed(now: Mapping[str, Written], folder: str, identifier: str) -> str:
    """The id that the text at `folder`/`identifier` has now; the same where it stayed or is gone."""
    heir = now.get(f"{folder}/{identifier}")
    return heir.address.rpartition("/")[2] if heir else identifier


def public_texts(
    before: Site, after: Site, today: dt.date
) -> Iterator[tuple[Measure | Update | FollowUp, Measure | Update | FollowUp]]:
    """Each measure, update and follow-up that was public, with what it is now; those gone are left out."""
    known = {text.address for text in written(before)}
    for text, heir in successors(public(before, today), after):
        if heir is None or has_gone_up(text, heir, known):
            continue
        old, new = text.text, heir.text
        if isinstance(old, Measure | Update | FollowUp) and isinstance(new, Measure | Update | FollowUp):
            yield old, new
