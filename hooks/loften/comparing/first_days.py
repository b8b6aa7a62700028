"""Rules on the day on which an agreement was first shown here: it is told in time, and it stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.comparing.succession import agreements_left
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES
from loften.records.problems import Problem, Severity
from loften.records.rules import rule
from loften.records.site import DAYS_IN_REVIEW, Site


@rule(
    "first-day-here-stays",
    what="Dagen då ett löfte först visades på webbplatsen (published) ligger fast.",
    why="Från den dagen räknas vad som har följts upp här. Perioder från före dagen har inget antal dagar.",
    mend="Skriv tillbaka dagen.",
    example="published: 2026-11-25",
)
def check_first_days_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The day on which an agreement was first shown here stays once it is written."""
    for agreement, number in agreements_left(before, after):
        if agreement.published not in (None, after.agreements[number].published):
            yield after.problem_at(
                PROMISES,
                *("agreements", number, "published"),
                fault=f"löftet visades här första gången {agreement.published}, och den dagen är publicerad",
                remedy=f'skriv tillbaka "published: {agreement.published}"',
            )


@rule(
    "first-day-here-is-told",
    what="Ett nytt löfte har published: dagen då det visas på webbplatsen för första gången. Den dagen "
    "ligger inte framåt i tiden, och högst tre dagar tillbaka.",
    why="Ett löfte visas så fort det är publicerat. Från den dagen räknas vad som har följts upp här, och "
    "den som prenumererar får veta att löftet finns.",
    mend="Skriv dagens datum i published, i löftets block i promises.yaml.",
    example="published: 2026-11-25",
)
def check_first_days_are_told(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A new agreement tells the day on which it is first shown here, and no agreement a day ahead.

    Where nothing was there before, the agreements may have been shown here long ago. Where one is gone, the
    new one may be the same under another id, which has a rule of its own.
    """
    known = {agreement.id: agreement.published for agreement, _ in agreements_left(before, after)}
    is_one_gone = len(known) < len(before.agreements)
    for number, agreement in enumerate(after.agreements):
        if agreement.published is not None and agreement.published == known.get(agreement.id):
            continue
        is_new = bool(before.agreements) and not is_one_gone and agreement.id not in known
        if told := _told(agreement, today, is_new=is_new):
            fault, severity = told
            yield after.problem_at(
                PROMISES,
                *("agreements", number, "published" if agreement.published else "id"),
                fault=fault,
                remedy=f'skriv "published: {today}"',
                severity=severity,
            )


def _told(agreement: Agreement, today: dt.date, *, is_new: bool) -> tuple[str, Severity] | None:
    """What is wrong with the day, and how grave it is."""
    day = agreement.published
    if day is None:
        return ("published saknas i ett nytt löfte", Severity.WARNING) if is_new else None
    if day > today:
        fault = f"published {day} har inte varit än, men löftet visas så fort det här publiceras"
        return fault, Severity.ERROR
    if is_new and (today - day).days > DAYS_IN_REVIEW:
        return f"published {day} har redan varit, men löftet är nytt här", Severity.WARNING
    return None


@rule(
    "signing-is-told",
    what="Fylls dagen för undertecknandet i långt efteråt berättas det också i en nyhet.",
    why="Posten om undertecknandet får den dagen, så den som prenumererar ser den inte bland det nya.",
    mend="Skriv en nyhet om det, med dagens datum i published.",
    example="kind: information\npublished: 2024-05-02\ndate: 2024-02-20",
)
def check_signings_are_told(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A day of signing that comes to be known long afterwards is a warning: nobody meets its item."""
    news = {update.path for update in after.updates} - {update.path for update in before.updates}
    told = {update.agreement for update in after.updates if update.path in news}
    for agreement, number in agreements_left(before, after):
        day = after.agreements[number].signed_on
        if agreement.signed_on or day is None or (today - day).days <= DAYS_IN_REVIEW:
            continue
        if agreement.id not in told:
            yield after.problem_at(
                PROMISES,
                *("agreements", number, "signing", "date"),
                fault=f"undertecknandet blir en post i flödet med dagen {day}, och syns inte bland det nya",
                remedy="berätta det också i en nyhet",
                severity=Severity.WARNING,
            )
