"""Rules on new texts and on those that tell of a change: they are dated as they come, stay, and name it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.checks.references import problem_at
from loften.history.signed_permanence import signed_changes
from loften.history.succession import by_address, public_texts, successors
from loften.model import Agreement, FocusArea, FollowUp, Measure, Promise, Update
from loften.problems import Problem, Severity, warning
from loften.site import Site, public
from loften.vocabulary import UpdateKind

DAYS_IN_REVIEW = 3
"""Days that a new text may wait for its merge before its day of publication looks backdated."""


def check_new_texts_are_dated_now(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A text that was not public is published now or ahead; what happened before has that day in `date`.

    It is an error where the text is what lets something signed be changed. A signed measure has the day of
    its signing, by another rule.
    """
    known, moved = set(), set()
    for text, heir in successors(public(before, today), after):
        if heir:
            known.add(heir.path)
        elif isinstance(text.text, Measure | Update | FollowUp):
            # A text that was moved without its former address is told of by the rule on addresses.
            moved.add((type(text.text), text.text.published))
    excusing = {change.told_by.path for change in signed_changes(before, after, today) if change.told_by}
    records: tuple[Measure | Update | FollowUp, ...] = (*after.measures, *after.updates, *after.follow_ups)
    for record in records:
        day = record.published.date()
        is_signed = isinstance(record, Measure) and record.is_in_signed_document
        is_known = record.path in known or (type(record), record.published) in moved
        if is_known or is_signed or (today - day).days <= DAYS_IN_REVIEW:
            continue
        remedy = "skriv dagens datum i published"
        if not isinstance(record, Measure):
            remedy += " och den gamla dagen i date"
        line, column = after.position(record.path, "published")
        yield Problem(
            path=record.path,
            line=line,
            column=column,
            message=f"texten är ny, men published {day} har redan varit – {remedy}",
            severity=Severity.ERROR if record.path in excusing else Severity.WARNING,
        )


def check_accounts_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What tells residents that something signed has changed is not withdrawn: the change still stands."""
    now = by_address(after)
    for text, heir in public_texts(before, after, today):
        if text.withdrawn or heir.withdrawn is None or not isinstance(heir, Update):
            continue
        corrected = now.get(heir.corrects or "")
        if heir.kind is UpdateKind.AMENDMENT:
            what, kind = "ett ändrat löfte", "amendment"
        elif heir.kind is UpdateKind.CORRECTION and corrected and _is_signed(corrected.text):
            what, kind = "en rättelse av något undertecknat", "correction"
        else:
            continue
        message = (
            f"{what} kan inte dras tillbaka, för ändringen som texten berättar om gäller ändå – ta bort "
            f"withdrawn. Har det blivit fel: publicera en ny text i content/{heir.agreement}/nyheter/ med "
            f'"kind: {kind}"'
        )
        yield problem_at(after, heir.path, "withdrawn", of_key=True, message=message)


def _is_signed(text: object) -> bool:
    is_signed_measure = isinstance(text, Measure) and text.is_in_signed_document
    return is_signed_measure or isinstance(text, Agreement | Promise | FocusArea)


def check_accounts_name_the_change(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A warning where an amendment names other promises, focus areas or measures than what is changed.

    One that names nothing speaks of the whole agreement.
    """
    for change in signed_changes(before, after, today):
        told_by, missing = change.told_by, change.unnamed
        if told_by is None or missing is None:
            continue
        key = next(key for key in ("promises", "focus_areas", "measures") if getattr(told_by, key))
        line, column = after.position(told_by.path, key, of_key=True)
        message = (
            f"nyheten ska berätta om allt undertecknat som ändras, men nämner inte {change.what} "
            f"({change.words}) – skriv {missing}, eller berätta om ändringen i en egen nyhet"
        )
        yield warning(path=told_by.path, line=line, column=column, message=message)
