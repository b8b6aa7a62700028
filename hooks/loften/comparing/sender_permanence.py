"""The rule on what a published follow-up counts for: whether it counts, and whose it is, is not rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.comparing.succession import public_texts
from loften.records.problems import Problem
from loften.records.remembered import added
from loften.records.rules import rule
from loften.records.site import DAYS_IN_REVIEW, Site
from loften.records.texts import FollowUp

_FILLED_IN = {
    "reported_by": "från vilka parter den kommer",
    "published_elsewhere": "var den först publicerades",
}


@rule(
    "sender-stays",
    what="En publicerad uppföljning som räknas gör det också sedan. En som inte räknades kan få sin "
    "avsändare inom tre dagar. Fylls reported_by eller published_elsewhere i senare står det i changes.",
    why="Den som läste att ingen uppföljning var publicerad, eller inte från vem, ska se när det blev annat.",
    mend="Skriv tillbaka reported_by eller source. Räknades den inte: publicera en ny uppföljning.",
    example="reported_by: [polisen]\nchanges:\n  - date: 2024-08-29\n"
    "    what: Nu står det från vilka parter den kommer.",
)
def check_senders_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Whether a public follow-up counts stays as it was, and what is filled in of its origin is told."""
    for text, heir in public_texts(before, after, today, FollowUp):
        if text.says_how_it_goes and heir.says_something and not heir.says_how_it_goes:
            yield after.problem_at(
                heir.path,
                "covers",
                fault="uppföljningen är publicerad, men säger inte längre vem som uppger det",
                remedy="skriv tillbaka reported_by eller source",
                of_key=True,
            )
        elif heir.says_how_it_goes and not text.says_how_it_goes:
            if (today - text.published.date()).days > DAYS_IN_REVIEW:
                yield after.problem_at(
                    heir.path,
                    "reported_by" if heir.reported_by else "source",
                    fault="uppföljningen räknades inte när den publicerades",
                    remedy="ta bort raden, och publicera en ny uppföljning som säger vem som uppger det",
                    of_key=True,
                )
        elif not added(text.changes, heir.changes):
            for key, what in _FILLED_IN.items():
                if getattr(heir, key) and not getattr(text, key):
                    yield after.problem_at(
                        heir.path,
                        key,
                        fault=f"{key} fylls i, men ingen rad under changes säger det",
                        remedy=f'lägg till: changes: [{{date: {today}, what: "Nu står det {what}."}}]',
                        of_key=True,
                    )
