"""Rules on the contacts in promises.yaml, which the guard against personal data lets pass in every text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loften.privacy.person_names import is_a_persons_address
from loften.records.documents import PROMISES
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.site import Site

_ADDRESS = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


@rule(
    "contact-can-be-reached",
    what="En kontakts e-postadress (email) är en hel adress utan mailto: framför, och telefonnumret (phone) "
    "har siffror.",
    why="Webbplatsen gör länkar av dem, och spärren mot personuppgifter släpper igenom det som står här.",
    mend="Skriv bara adressen eller numret. Annat, som när någon svarar, skrivs i text.",
    example="contacts:\n  - id: vaxeln\n    name: Kommunens växel\n    phone: 070-174 06 78\n"
    "    email: kommunen@exempelby.example",
)
def check_contacts_are_whole(site: Site) -> Iterator[Problem]:
    """The e-mail address of a contact is one whole address, and its telephone number has digits."""
    for number, contact in enumerate(site.promises_file.contacts):
        at = ("contacts", number)
        email = contact.email or ""
        if email and not _ADDRESS.fullmatch(email):
            meant = _ADDRESS.search(email)
            if meant:
                fault, remedy = "här står mer än en e-postadress", f"skriv bara {meant[0]}"
            else:
                fault, remedy = (
                    "det här är ingen hel e-postadress",
                    "skriv en adress med @, eller ta bort email",
                )
            yield site.problem_at(PROMISES, *at, "email", fault=fault, remedy=remedy)
        if contact.phone and len(re.findall(r"\d", contact.phone)) < 3:
            yield site.problem_at(
                PROMISES,
                *at,
                "phone",
                fault="det här är inget telefonnummer",
                remedy="skriv numret, till exempel 0221-250 00, eller flytta orden till text",
            )


@rule(
    "contact-is-a-function",
    what="En kontakts e-postadress går till en funktion, inte till en person.",
    why="Adresser med för- och efternamn är personuppgifter, och slutar gälla när personen slutar.",
    mend="Skriv funktionens adress, till exempel en som börjar med kommunen@ eller trygghet@.",
    example="contacts:\n  - id: trygghet\n    name: Kommunens trygghetsfunktion\n"
    "    email: trygghet@exempelby.example",
)
def check_contacts_are_functions(site: Site) -> Iterator[Problem]:
    """No first name and surname stand before the @ of a contact."""
    for number, contact in enumerate(site.promises_file.contacts):
        if contact.email and is_a_persons_address(contact.email.removeprefix("mailto:")):
            yield site.problem_at(
                PROMISES,
                "contacts",
                number,
                "email",
                fault="e-postadressen ser ut att vara en persons, med för- och efternamn före @",
                remedy="skriv en funktions adress, till exempel kommunen@ eller trygghet@",
            )
