"""Rules on what things are called and where the site lies: what was known under a name can still be found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from loften.catalogue import addresses
from loften.catalogue.entries import used_parties, used_places
from loften.comparing.naming import telling
from loften.comparing.signed_changes import news_of_changes
from loften.comparing.spelling import MOST_LETTERS, distance
from loften.comparing.word_changes import pairs
from loften.comparing.word_permanence import entry_to_paste
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES, SETTINGS
from loften.records.erasing import erased_since
from loften.records.problems import Problem, Severity
from loften.records.promises_file import Contact, Term
from loften.records.remembered import Renamable, added
from loften.records.rules import rule
from loften.records.settings import unset
from loften.records.site import Site, is_held_back, public
from loften.records.texts import Update
from loften.words import nouns


@rule(
    "name-of-the-day-stays",
    what="En part eller plats heter på ett löftes sidor det som den hette när löftet undertecknades. Bara en "
    "eller två bokstäver i namnet får rättas med en rad under changes.",
    why="Annars ser det ut som om någon har skrivit under för en myndighet som inte fanns då.",
    mend="Skriv det gamla namnet under former_names med den sista dag som det gällde. Stod fel namn redan "
    "när löftet undertecknades: berätta det i en rättelse av löftet som säger båda namnen.",
    example="parties:\n  - id: polisen\n    name: Polisen Mitt\n    kind: police\n    former_names:\n"
    "      - name: Polisen\n        until: 2025-12-31",
)
def check_names(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What a party or place was called on the day of each signing, and is called today, changes openly."""
    signed = [agreement for agreement in before.agreements if agreement.is_signed_by(today)]
    told = [telling(text) for text in _corrections_of_agreements(before, after, today)]
    for pair in pairs(public(before, today), after):
        was, now = pair.was, pair.now
        if not (isinstance(was, Renamable) and isinstance(now, Renamable)):
            continue
        if added(now.former_names, was.former_names):
            continue  # a former name that is gone has a rule of its own
        days = {agreement.named_on for agreement in signed if _is_named(was, before, agreement)}
        names = {(was.name_on(day), now.name_on(day)) for day in days}
        changed = [(old, new) for old, new in names if old != new]
        is_spelling = all(distance(old.lower(), new.lower()) <= MOST_LETTERS for old, new in changed)
        is_told = is_spelling and added(was.changes, now.changes)
        is_corrected = any(all(text.says(old) and text.says(new) for old, new in changed) for text in told)
        is_erased = erased_since(was, now) & {"name", "former_names"}
        if not changed or is_told or is_corrected or is_erased:
            continue
        former = f'{{name: "{was.name}", until: {today - dt.timedelta(days=1)}}}'
        line = f'{{date: {today}, what: "Namnet är rättstavat."}}'
        yield after.problem_at(
            pair.path,
            *(*pair.location, "name"),
            fault=f'{nouns.the(now)} hette "{was.name}" när löftet undertecknades, och det ska stå kvar på '
            "dess sidor",
            remedy=f"{entry_to_paste(pair, 'former_names', former, after)} – med den sista dag som namnet "
            "gällde. "
            + (
                f"Var det felstavat, {entry_to_paste(pair, 'changes', line, after)}"
                if is_spelling
                else "Stod fel namn redan då: skriv en rättelse av löftet som säger båda namnen"
            ),
        )


def _is_named(named: Renamable, site: Site, agreement: Agreement) -> bool:
    """Whether the agreement or a text of it names the party or place."""
    return named in (*used_parties(site, agreement), *used_places(site, agreement))


def _corrections_of_agreements(before: Site, after: Site, today: dt.date) -> Iterator[Update]:
    """The new, public corrections of whole agreements."""
    agreements = {agreement.id for agreement in after.agreements}
    for update in news_of_changes(before, after, today):
        if update.corrects in agreements and not is_held_back(update, today):
            yield update


@rule(
    "glossary-word-stays",
    what="Ett ord i ordlistan som är publicerat står kvar.",
    why="Andra kan ha länkat till ordet, och förklaringen visas där ordet står.",
    mend="Skriv tillbaka ordet med samma id. Används ordet inte längre skadar förklaringen inte.",
    example="glossary:\n  - id: est\n    term: EST\n    explanation: Ett sätt att arbeta ihop.",
)
def check_glossary(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A warning where a word of the glossary is gone, and with it the place that others may link to."""
    for term in _gone(before.promises_file.glossary, after.promises_file.glossary):
        yield after.problem_at(
            PROMISES,
            "glossary",
            fault=f'ordet "{term}" är borta ur ordlistan, men /{addresses.of_page("glossary")}#{term} är '
            "publicerad",
            remedy=f'skriv tillbaka ordet med "id: {term}". Har det fått ett nytt id: behåll det gamla',
            severity=Severity.WARNING,
            of_key=True,
        )


def _gone(was: Sequence[Contact | Term], now: Sequence[Contact | Term]) -> Iterator[str]:
    """The ids that a list has no longer; they are told, since a name may be what the law wants gone."""
    left = {entry.id for entry in now}
    return (entry.id for entry in was if entry.id not in left)


@rule(
    "contact-stays",
    what="En kontakt som är publicerad behåller sitt id.",
    why="Kontaktens id håller ihop den med hur den har ändrats, och sidan visar det.",
    mend="Skriv tillbaka kontakten med samma id. Finns funktionen inte längre: kontrollera att det är "
    "meningen.",
    example="contacts:\n  - id: vaxeln\n    name: Kommunens växel\n    phone: 021-00 00 00",
)
def check_contacts(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A warning where a contact is gone, and with it the lines that tell how it has changed."""
    for contact in _gone(before.promises_file.contacts, after.promises_file.contacts):
        yield after.problem_at(
            PROMISES,
            "contacts",
            fault=f'kontakten "{contact}" är borta, men /{addresses.CONTACT} är publicerad med den',
            remedy=f"kontrollera att det är meningen. Har den fått ett nytt id: skriv tillbaka "
            f'"id: {contact}", namnet (name) får ändras',
            severity=Severity.WARNING,
            of_key=True,
        )


@rule(
    "site-address-leads-on",
    what="Byter webbplatsen adress leder den gamla vidare till den nya.",
    why="Länkar, bokmärken och prenumerationer går till den gamla adressen.",
    mend="Ändra tillbaka site_url. Flyttar webbplatsen: be den som sköter den gamla adressen att leda varje "
    "sida vidare till samma sida på den nya.",
    example="site_url: https://www.kommunen.se/medborgarloften/",
)
def check_site_address(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A warning where the address of a published site has changed."""
    was, now = before.settings.site_address, after.settings.site_address
    if was != now and "site_url" not in unset(before.settings):
        yield after.problem_at(
            SETTINGS,
            "site_url",
            fault=f"webbplatsen är publicerad på {was} men site_url är nu {now}",
            remedy=f"ändra tillbaka. Flyttar webbplatsen: led varje sida på {was} vidare till samma sida på "
            f"{now}, även flödet",
            severity=Severity.WARNING,
        )
