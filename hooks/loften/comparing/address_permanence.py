"""Rules on addresses between two states: what was published stays where it is, or leads on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from loften.catalogue.entries import Entry, catalogue
from loften.catalogue.page_kinds import PAGE_KINDS
from loften.comparing.succession import has_gone_up, known_addresses, successors
from loften.records.agreements import Agreement, Subject
from loften.records.documents import CONTENT, PROMISES, SETTINGS
from loften.records.erasing import erased_since
from loften.records.problems import Problem, Severity
from loften.records.rules import rule
from loften.records.settings import unset
from loften.records.site import Site, public
from loften.records.texts import FileRecord
from loften.words import nouns

_ALIKE = 0.6
_MOST_COMPARED = 30
"""Where more texts than this are new, only titles are compared: comparing words is slow."""


@rule(
    "published-page-stays",
    what="En sida som är publicerad ligger kvar på sin adress, eller leder vidare till sin nya.",
    why="Andra har länkat till sidan, och den som följer länken ska komma rätt.",
    mend="Återställ filen. Har texten flyttat: skriv den gamla adressen i former_addresses där texten är nu.",
    example="former_addresses: [2024/nyheter/2024-03-01-belysning]",
)
def check_addresses(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A page that was public stays at its address, or a public page names the address as its former one.

    A text whose publication was put off is told by the rule on days, and not once more here.
    """
    was, now = catalogue(public(before, today)), catalogue(public(after, today))
    everything = catalogue(after)
    known = known_addresses(before)
    new = [entry for entry in everything.written if entry.address not in known]
    for lost in was.written:
        if lost.address in now.addresses or lost.address in now.by_address:
            continue
        heir = everything.by_address.get(lost.address)
        if heir is None and not _is_lost_with_agreement(lost, after):
            yield _lost(lost, new, after)
        elif heir is not None and lost.identity is None:
            yield after.problem_at(
                heir.path,
                "published",
                fault=f"sidan /{lost.address} är publicerad, men texten som tar över adressen hålls inne",
                remedy="skriv en dag som har varit i published",
            )


def _is_lost_with_agreement(lost: Entry, after: Site) -> bool:
    """Whether something is gone because its whole agreement is, which is told once."""
    if isinstance(lost.record, Agreement) or lost.agreement is None:
        return False
    return lost.agreement.id not in {agreement.id for agreement in after.agreements}


def _lost(lost: Entry, new: Sequence[Entry], after: Site) -> Problem:
    """The problem that a page is gone, on the text that it has probably become, else where it was written."""
    if isinstance(lost.record, Agreement):
        return _lost_agreement(lost, new, after)
    line = f'"former_addresses: [{lost.name}]"'
    candidate = _most_alike(lost, [entry for entry in new if entry.kind == lost.kind])
    if candidate is not None:
        return after.problem_at(
            candidate.path,
            *(*candidate.location, "id" if candidate.location else "title"),
            fault=f"sidan /{lost.address} är publicerad och får inte försvinna",
            remedy=f"menade du att flytta den till /{candidate.address}? Skriv då {line} här",
        )
    if lost.kind.has_file:
        return Problem(
            path=lost.path,
            fault=f"filen är borta, men sidan /{lost.address} är publicerad och adressen ska finnas kvar",
            remedy=f"Återställ filen. Har texten flyttat: skriv {line} i den nya filen. Gäller den inte "
            "längre: återställ filen och dra tillbaka texten med withdrawn (date och reason)",
        )
    number = [agreement.id for agreement in after.agreements].index(lost.address.split("/")[0])
    what = f'{nouns.the(lost.record)} "{lost.name.rpartition("/")[2]}"'
    return after.problem_at(
        PROMISES,
        *("agreements", number, lost.location[2]),
        fault=f"{what} är borta, men sidan /{lost.address} är publicerad och adressen ska finnas kvar",
        remedy=f"Återställ det, eller skriv {line} hos det som ersätter det – eller i nyheten om det "
        "ändrade löftet, så leder adressen dit",
        of_key=True,
    )


def _lost_agreement(lost: Entry, new: Sequence[Entry], after: Site) -> Problem:
    """The problem that an agreement is gone or has another id, with which every page of it has moved."""
    fault = (
        f'medborgarlöftet "{lost.name}" är borta, men sidan /{lost.address} och alla sidor under den är '
        "publicerade och adresserna ska finnas kvar"
    )
    renamed = _most_alike(lost, [entry for entry in new if entry.kind == lost.kind])
    if renamed is None:
        return after.problem_at(
            PROMISES,
            "agreements",
            fault=fault,
            remedy=f"återställ det under agreements med samma id, och mappen {CONTENT}/{lost.name}/",
            of_key=True,
        )
    return after.problem_at(
        renamed.path,
        *(*renamed.location, "id"),
        fault=fault,
        remedy=f"Skriv tillbaka id '{lost.name}' och låt mappen heta {CONTENT}/{lost.name}/. Gäller löftet "
        "längre: ändra period och berätta det i ett ändrat löfte",
    )


def _most_alike(lost: Entry, new: Sequence[Entry]) -> Entry | None:
    """The new text that the lost one has probably become: the same words under another name."""
    for entry in new:
        if entry.title == lost.title:
            return entry
    rated = [
        (SequenceMatcher(None, _words(entry), _words(lost), autojunk=False).ratio(), entry.name, entry)
        for entry in (new if len(new) <= _MOST_COMPARED else ())
    ]
    best = max(rated, key=lambda candidate: candidate[:2], default=None)
    return best[2] if best and best[0] >= _ALIKE else None


def _words(entry: Entry) -> list[str]:
    match entry.record:
        case FileRecord() as text:
            return f"{text.title} {text.summary} {text.body}".split()
        case Subject() | Agreement() as block:
            return f"{block.title} {block.summary} {block.text or ''}".split()
        case _:
            return entry.title.split()


@rule(
    "party-and-place-pages-stay",
    what="En part eller plats som har en sida behåller sitt id.",
    why="Id är en del av sidans adress, och den är publicerad. Namnet får ändras.",
    mend="Skriv tillbaka det gamla id:t i promises.yaml. Nämner ingen text platsen längre: kontrollera att "
    "det är meningen.",
    example="- id: stationen\n  name: Stationsparken",
)
def check_party_and_place_pages(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A party or place that has a page keeps its id; a warning where nothing names it any longer."""
    was, living = catalogue(public(before, today)), catalogue(public(after, today)).addresses
    agreements = {agreement.id for agreement in after.agreements}
    listed = {
        *((PAGE_KINDS["party"], party.id) for party in after.parties),
        *((PAGE_KINDS["place"], place.id) for place in after.promises_file.places),
    }
    for entry in was.entries:
        if entry.kind not in (PAGE_KINDS["party"], PAGE_KINDS["place"]) or entry.address in living:
            continue
        if entry.agreement and entry.agreement.id not in agreements:
            continue
        identifier = entry.name.rpartition("/")[2]
        key = str(entry.location[0])
        what = f'{nouns.the(entry.record)} "{identifier}"'
        if (entry.kind, identifier) in listed:
            yield after.problem_at(
                PROMISES,
                key,
                fault=f"sidan /{entry.address} försvinner, för ingen text nämner {what} längre",
                remedy="kontrollera att det är meningen",
                severity=Severity.WARNING,
                of_key=True,
            )
        else:
            yield after.problem_at(
                PROMISES,
                key,
                fault=f"{what} är borta, men sidan /{entry.address} är publicerad och adressen ska finnas "
                "kvar",
                remedy="återställ samma id; namnet (name) får ändras",
                of_key=True,
            )


@rule(
    "former-addresses-stay",
    what="En text behåller sina tidigare adresser, i samma ordning.",
    why="Adresserna leder vidare dit texten ligger nu, och den första ger posten i flödet dess id.",
    mend="Skriv tillbaka adresserna i former_addresses i samma ordning, och nya sist.",
    example="former_addresses: [2024/nyheter/2024-03-01-belysning, 2024/nyheter/2024-03-01-ljus]",
)
def check_former_addresses_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A published text keeps its former addresses in their order; the first gives its feed item its id."""
    known = known_addresses(before)
    was = public(before, today)
    identities = {entry.identity for entry in catalogue(was).written if entry.identity is not None}
    leading_on = catalogue(after).by_address
    for text, heir in successors(was, after):
        if heir is None:
            continue
        has_moved = text.address != heir.address
        if _is_address_erased(text, heir):
            # nothing leads on from an address that itself held what the law wanted gone
            continue
        expected = (*text.former, *((text.address,) if has_moved else ()))
        if text.identity is None:
            lost = next((former for former in expected if former not in leading_on), None)
            if lost is not None:
                yield after.problem_at(
                    heir.path,
                    *(*heir.location, "former_addresses"),
                    fault=f"/{lost} leder inte längre hit",
                    remedy="skriv tillbaka den adressen i former_addresses, för andra kan ha länkat till den",
                )
            continue
        is_kept = heir.former[: len(expected)] == expected
        if is_kept and heir.identity == text.identity and not has_gone_up(text, heir, known):
            continue
        is_taken = heir.identity in identities - {text.identity}
        if has_moved and (is_taken or has_gone_up(text, heir, known)):
            fault = f"/{text.address} har en egen post i flödet och kan inte gå upp i en annan text"
            remedy = f"återställ {text.path} och dra tillbaka texten med withdrawn (date och reason)"
        elif not expected:
            fault = (
                "med former_addresses får posten i flödet ett nytt id, för sidan publicerades först på "
                f"/{text.address}"
            )
            remedy = "ta bort raden"
        else:
            listed = ", ".join(former.rstrip("/") for former in expected)
            fault = (
                f"former_addresses ska börja med [{listed}], för den första adressen ger posten i flödet "
                "dess id"
            )
            remedy = "skriv tillbaka adresserna i den ordningen och nya sist"
        yield after.problem_at(heir.path, *(*heir.location, "former_addresses"), fault=fault, remedy=remedy)


def _is_address_erased(text: Entry, heir: Entry) -> bool:
    if text.record is None or heir.record is None:
        return False
    return bool(erased_since(text.record, heir.record) & {"id", "former_addresses"})


@rule(
    "tag-authority-stays",
    what="Flödets avsändare (tag_authority) ändras aldrig efter att webbplatsen är publicerad.",
    why="Den ingår i varje posts id. Ändras den får alla som prenumererar allting en gång till.",
    mend="Ändra tillbaka tag_authority i mkdocs.yml.",
    example="tag_authority: kommunen.se,2024",
)
def check_tag_authority(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The authority of the feed's ids never changes once it is no longer the placeholder."""
    old, new = before.settings.tag_authority, after.settings.tag_authority
    if old != new and "extra.tag_authority" not in unset(before.settings):
        yield after.problem_at(
            SETTINGS,
            *("extra", "tag_authority"),
            fault=f'extra.tag_authority är ändrad från "{old}" till "{new}"',
            remedy="ändra tillbaka, annars får varje post i flödet ett nytt id och alla som prenumererar får "
            "allting en gång till",
        )
