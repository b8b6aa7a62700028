"""What only the owner of the site can decide, and has not decided yet: reminders, never problems."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.records.documents import SETTINGS
from loften.records.settings import unset
from loften.records.site import Site

_PLACEHOLDERS = {
    "site_url": "skriv adressen som webbplatsen får när den publiceras",
    "extra.tag_authority": (
        "skriv en domän som ni äger, ett komma och ett år då ni ägde den; ändra den sedan aldrig"
    ),
    "extra.today": "ta bort raden, så följer webbplatsen dagens datum",
}


def open_questions(site: Site, today: dt.date) -> tuple[str, ...]:
    """What remains for the owner on a day, a Swedish sentence each; none when everything is decided.

    A site can be built and tried with all of them open; it cannot be published while a setting is unset.
    """
    return tuple(_open_questions(site, today))


def _open_questions(site: Site, today: dt.date) -> Iterator[str]:
    for name in unset(site.settings):
        yield f"{name} i {SETTINGS} är bara ett exempel – {_PLACEHOLDERS[name]}."
    if site.settings.repository is None:
        yield (
            f"extra.repository i {SETTINGS} är tom – skriv adressen till platsen där texterna ligger, "
            "så får sidorna länkar för redigering."
        )
    if site.promises_file.municipality.contact is None:
        yield (
            "municipality i promises.yaml har ingen contact – skriv id för den kontakt som svarar på frågor "
            "om webbplatsen."
        )
    for agreement in site.agreements:
        if agreement.published is None:
            yield (
                f"{agreement.title} har ingen published – skriv i promises.yaml den dag då det visades på "
                f'webbplatsen för första gången. Visas det först nu: "published: {today}".'
            )
        if agreement.document is None and agreement.signing:
            yield (
                f"{agreement.title} har ingen adress till det undertecknade dokumentet – lägg till document "
                "i promises.yaml om det finns på webben."
            )
