"""Reminders of follow-ups: as text for a person, and as the issues that a workflow opens and closes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from loften.catalogue.page_kinds import PAGE_KINDS
from loften.deriving.reminders import DAYS_AHEAD, Reminder
from loften.editing.new_texts import start_follow_up
from loften.privacy.personal_data import masked, public_data
from loften.records.site import Site
from loften.telling.reporting import escaped
from loften.words import reminders as words


def as_text(found: Sequence[Reminder], site: Site, today: dt.date) -> str:
    """What is still to be published, each with a link to begin it; a sentence if there is nothing."""
    told = [
        "\n".join((_title(one), *_said(one, site, today), f"{words.BEGIN}: {_link(one, site)}"))
        for one in found
        if not one.is_published
    ]
    return "\n\n".join(told) or words.nothing_due(DAYS_AHEAD)


def as_json(found: Sequence[Reminder], site: Site, today: dt.date) -> str:
    """A list of objects with mark and is_published, and of what is not published title and body of an issue.

    The body is Markdown. The mark stands last in it, in a comment that GitHub does not show: `<!-- mark -->`.
    """
    told = []
    for one in found:
        issue = {} if one.is_published else {"title": _title(one), "body": _body(one, site, today)}
        told.append({"mark": one.mark, "is_published": one.is_published, **issue})
    return json.dumps(told, ensure_ascii=False, indent=2)


def _title(reminder: Reminder) -> str:
    return words.title(reminder.period.name, reminder.due)


def _body(reminder: Reminder, site: Site, today: dt.date) -> str:
    return "\n\n".join(
        (
            *map(escaped, _said(reminder, site, today)),
            # the brackets keep parentheses in the address from ending it
            f"[{words.BEGIN}](<{_link(reminder, site)}>)",
            f"{words.why(DAYS_AHEAD)} {words.HOW_IT_CLOSES}",
            words.ANYONE_CAN_READ,
            f"<!-- {reminder.mark} -->",
        )
    )


def _said(reminder: Reminder, site: Site, today: dt.date) -> Iterator[str]:
    agreement = masked(reminder.agreement.title, public_data(site.promises_file))
    yield words.is_due(agreement, reminder.period.name, reminder.due, today)
    if reminder.agreement.cadence_is_interpreted:
        yield words.INTERPRETED
    yield words.WHAT_COUNTS


def _link(reminder: Reminder, site: Site) -> str:
    """GitHub's form for the text; the page for editors, which has templates, while no repository is set."""
    start = start_follow_up(site, reminder.agreement, reminder.period.start, reminder.period.end)
    return start.link or f"{site.settings.site_address}{PAGE_KINDS['editor'].address}"
