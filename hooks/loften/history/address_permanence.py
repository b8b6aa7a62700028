"""Rules on addresses between two states: what was published stays where it is, or leads on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from loften import addresses
from loften.checks.references import PROMISES, problem_at
from loften.history.succession import Written, by_address, has_gone_up, successors, written
from loften.model import Agreement, FileRecord, FocusArea, Promise
from loften.problems import Problem, warning
from loften.settings import SETTINGS, unset
from loften.site import Site, public

_ALIKE = 0.6
_MOST_COMPARED = 30
"""Where more texts than this are new, only titles are compared: comparing words is slow."""


def check_addresses(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A page that was public stays at its address, or a public page names the address as its former one.

    A text whose publication was put off is told by the rule on days, and not once more here.
    """
    was, now = public(before, today), public(after, today)
    living = addresses.page_addresses(now)
    everything, leading_on = by_address(after), by_address(now)
    known = {text.address for text in written(before)}
    new = [text for text in written(after) if text.address not in known]
    for lost in written(was):
        if f"{lost.address}/" in living or lost.address in leading_on:
            continue
        heir = everything.get(lost.address)
        if heir is None and not _is_lost_with_agreement(lost, after):
            yield _lost(lost, new, after)
        elif heir is not None and not lost.has_feed_item:
            message = (
                f"sidan /{lost.address}/ är publicerad, men texten som tar över adressen hålls inne – "
                "skriv en dag som har varit i published"
            )
            yield problem_at(after, heir.path, "published", message=message)


def _is_lost_with_agreement(lost: Written, after: Site) -> bool:
    """Whether a promise or focus area is gone because its whole agreement is, which is told once."""
    if not isinstance(lost.text, Promise | FocusArea) or lost.agreement is None:
        return False
    return lost.agreement.id not in {agreement.id for agreement in after.agreements}


def _lost(lost: Written, new: Sequence[Written], after: Site) -> Problem:
    """The problem that a page is gone, on the text that it has probably become, else where it was written."""
    line = f'"former_addresses: [{lost.address}]"'
    candidate = _most_alike(lost, [text for text in new if type(text.text) is type(lost.text)])
    if candidate is not None:
        message = (
            f"sidan /{lost.address}/ är publicerad och får inte försvinna – menade du att flytta den till "
            f"/{candidate.address}/? Skriv då {line} här"
        )
        location = (*candidate.location, "id" if candidate.location else "title")
        return problem_at(after, candidate.path, *location, message=message)
    if isinstance(lost.text, FileRecord):
        message = (
            f"filen är borta, men sidan /{lost.address}/ är publicerad och adressen ska finnas kvar. "
            f"Återställ filen. Har texten flyttat: skriv {line} i den nya filen. Gäller den inte längre: "
            "återställ filen och dra tillbaka texten med withdrawn (date och reason)"
        )
        return Problem(path=lost.path, message=message)
    if isinstance(lost.text, Agreement):
        message = (
            f'medborgarlöftet "{lost.text.id}" är borta, men sidan /{lost.address}/ är publicerad och '
            "adressen ska finnas kvar – återställ det under agreements med samma id"
        )
        return problem_at(after, PROMISES, "agreements", of_key=True, message=message)
    what, key = ("löftet", "promises") if isinstance(lost.text, Promise) else ("fokusområdet", "focus_areas")
    message = (
        f'{what} "{lost.text.id}" är borta, men sidan /{lost.address}/ är publicerad och adressen ska finnas '
        f"kvar. Återställ det, eller skriv {line} hos det som ersätter det – eller i nyheten om det ändrade "
        "löftet, så leder adressen dit"
    )
    number = [agreement.id for agreement in after.agreements].index(lost.address.split("/")[0])
    return problem_at(after, PROMISES, "agreements", number, key, of_key=True, message=message)


def _most_alike(lost: Written, new: Sequence[Written]) -> Written | None:
    """The new text that the lost one has probably become: the same words under another name."""
    for text in new:
        if text.text.title == lost.text.title:
            return text
    rated = [
        (SequenceMatcher(None, _words(text), _words(lost), autojunk=False).ratio(), text.address, text)
        for text in (new if len(new) <= _MOST_COMPARED else ())
    ]
    best = max(rated, key=lambda entry: entry[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def _words(text: Written) -> list[str]:
    body = text.text.body if isinstance(text.text, FileRecord) else text.text.text or ""
    return f"{text.text.title} {text.text.summary} {body}".split()


def check_party_and_place_pages(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A party or place that has a page keeps its id; a warning where nothing names it any longer."""
    was, living = public(before, today), addresses.page_addresses(public(after, today))
    agreements = {agreement.id for agreement in after.agreements}
    parties = {party.id for party in after.parties}
    places = {place.id for place in after.promises_file.places}
    pages = [
        (addresses.of_party(agreement, party), "parties", f'parten "{party.id}"', party.id in parties)
        for agreement in was.agreements
        if agreement.id in agreements
        for party in addresses.used_parties(was, agreement)
    ]
    for place in addresses.used_places(was):
        pages.append((addresses.of_place(place), "places", f'platsen "{place.id}"', place.id in places))
    for address, key, what, is_listed in pages:
        if address in living:
            continue
        line, column = after.position(PROMISES, key, of_key=True)
        if is_listed:
            message = (
                f"sidan /{address} försvinner, för ingen text nämner {what} längre – kontrollera att det är "
                "meningen"
            )
            yield warning(path=PROMISES, line=line, column=column, message=message)
        else:
            message = (
                f"{what} är borta, men sidan /{address} är publicerad och adressen ska finnas kvar – "
                "återställ samma id; namnet (name) får ändras"
            )
            yield Problem(path=PROMISES, line=line, column=column, message=message)


def check_former_addresses_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A published text keeps its former addresses in their order; the first gives its feed item its id."""
    known = {text.address for text in written(before)}
    identities = {text.first_address for text in written(public(before, today)) if text.has_feed_item}
    leading_on = by_address(after)
    for text, heir in successors(public(before, today), after):
        if heir is None:
            continue
        has_moved = text.address != heir.address
        expected = (*text.former_addresses, *((text.address,) if has_moved else ()))
        if not text.has_feed_item:
            lost = next((former for former in expected if former not in leading_on), None)
            if lost is not None:
                message = (
                    f"/{lost}/ leder inte längre hit – skriv tillbaka den adressen i former_addresses, för "
                    "andra kan ha länkat till den"
                )
                yield problem_at(after, heir.path, *heir.location, "former_addresses", message=message)
            continue
        is_kept = heir.former_addresses[: len(expected)] == expected
        if is_kept and heir.first_address == text.first_address and not has_gone_up(text, heir, known):
            continue
        is_taken = heir.first_address in identities - {text.first_address}
        if has_moved and (is_taken or has_gone_up(text, heir, known)):
            message = (
                f"/{text.address}/ har en egen post i flödet och kan inte gå upp i en annan text – återställ "
                f"{text.path} och dra tillbaka texten med withdrawn (date och reason)"
            )
        elif not expected:
            message = (
                f"med former_addresses får posten i flödet ett nytt id, för sidan publicerades först på "
                f"/{text.address}/ – ta bort raden"
            )
        else:
            message = (
                f"former_addresses ska börja med [{', '.join(expected)}], för den första adressen ger posten "
                "i flödet dess id – skriv tillbaka adresserna i den ordningen och nya sist"
            )
        yield problem_at(after, heir.path, *heir.location, "former_addresses", message=message)


def check_tag_authority(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The authority of the feed's ids never changes once it is no longer the placeholder."""
    old, new = before.settings.tag_authority, after.settings.tag_authority
    if old != new and "extra.tag_authority" not in unset(before.settings):
        message = (
            f'extra.tag_authority är ändrad från "{old}" till "{new}" – ändra tillbaka, annars får varje '
            "post i flödet ett nytt id och alla som prenumererar får allting en gång till"
        )
        yield problem_at(after, SETTINGS, "extra", "tag_authority", message=message)
