"""The rule on the texts that tell residents of a change of what was signed: they stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.catalogue.entries import catalogue
from loften.comparing.succession import public_texts
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.texts import Update


@rule(
    "account-of-change-stays",
    what="En text som berättar att något undertecknat har ändrats dras inte tillbaka.",
    why="Ändringen gäller ju fortfarande, och invånarna ska kunna se varför.",
    mend="Ta bort withdrawn. Har det blivit fel: publicera en ny rättelse eller ett nytt ändrat löfte.",
    example="kind: correction\ncorrects: 2024/loften/tryggt-i-centrum",
)
def check_accounts_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What tells residents that something signed has changed is not withdrawn: the change still stands."""
    now = catalogue(after)
    for text, heir in public_texts(before, after, today, Update):
        if text.withdrawn or heir.withdrawn is None:
            continue
        corrected = now.at(heir.corrects)
        if heir.is_amendment:
            what = "ett ändrat löfte"
        elif heir.is_correction and corrected and corrected.record and corrected.record.is_signed:
            what = "en rättelse av något undertecknat"
        else:
            continue
        yield after.problem_at(
            heir.path,
            "withdrawn",
            fault=f"{what} kan inte dras tillbaka, för ändringen som texten berättar om gäller ändå",
            remedy="ta bort withdrawn. Har det blivit fel: publicera en ny text i "
            f'content/{heir.agreement}/nyheter/ med "kind: {heir.kind.value}"',
            of_key=True,
        )
