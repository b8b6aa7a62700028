"""Rules on the days of what a change brings in: nothing is dated back, and nothing is ahead of its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loften.catalogue import addresses
from loften.checks.link_checks import leads_inside
from loften.comparing.signed_changes import signed_changes
from loften.comparing.succession import successors
from loften.comparing.word_changes import pairs
from loften.deriving import cadence
from loften.prose.address_book import address_book
from loften.prose.links import destination
from loften.prose.markdown import TextLink
from loften.prose.texts import MarkdownText, markdown_texts
from loften.records.problems import Problem, Severity, Wording
from loften.records.record import Record
from loften.records.remembered import added
from loften.records.rules import rule
from loften.records.shared import Erasure, FormerName, WordChange
from loften.records.site import DAYS_IN_REVIEW, Site, is_held_back, public
from loften.records.texts import Dated, FileRecord, Reporting
from loften.records.walk import every_field, has_key


@rule(
    "new-text-is-dated-now",
    what="En ny text publiceras den dag då den kommer ut, eller senare. Upp till tre dagar tidigare går bra.",
    why="Den som följer flödet ska se texten som ny, och ingen ska kunna skriva historia i efterhand.",
    mend="Skriv dagens datum i published, och den gamla dagen i date.",
    example="published: 2024-05-02\ndate: 2024-04-18",
)
def check_new_texts_are_dated_now(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A text that was not public is published now or ahead; what happened before has that day in `date`.

    It is an error where the text is what lets something signed be changed. A signed measure has the day of
    its signing, by another rule. The texts of an earlier year that is loaded keep their days, and where
    nothing was there before, or another municipality's content, they may have been published elsewhere.
    """
    was, now = (site.promises_file.municipality for site in (before, after))
    is_another_s = was.name != now.name and was.short_name != now.short_name
    if not before.agreements or is_another_s:
        return
    known = _known(public(before, today), after)
    excusing = {change.about.path for change in signed_changes(before, after, today) if change.about}
    for record in after.dated:
        day = record.published.date()
        if record.path in known or record.is_signed or (today - day).days <= DAYS_IN_REVIEW:
            continue
        if _comes_with_an_earlier_year(before, after, record, today):
            continue
        also = " och den gamla dagen i date" if isinstance(record, Reporting) else ""
        yield after.problem_at(
            record.path,
            "published",
            fault=f"texten är ny, men published {day} har redan varit",
            remedy=f"skriv dagens datum i published{also}",
            severity=Severity.ERROR if record.path in excusing else Severity.WARNING,
        )


def _comes_with_an_earlier_year(before: Site, after: Site, record: Dated, today: dt.date) -> bool:
    """Whether the text is from before its agreement came here, long after it had ended, and comes with it."""
    agreement = after.agreement(record.agreement)
    came = agreement.published
    if came is None or not cadence.is_loaded(after, agreement) or record.published.date() >= came:
        return False
    is_new = all(known.id != agreement.id for known in before.agreements)
    return is_new or (today - came).days <= DAYS_IN_REVIEW


@rule(
    "new-text-has-no-time",
    what="I en ny text är published en dag, utan klockslag. Ett klockslag som redan är publicerat får stå.",
    why="En text kommer ut på sin dag, och ingen kan lova vilken minut.",
    mend="Skriv bara dagen. Ska texten ut ett visst klockslag: slå ihop förslaget då.",
    example="published: 2024-05-02",
)
def check_new_texts_have_no_time(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A text that was not there has a day alone in `published`: a site that is built on days keeps no minute.

    Where nothing was there before, a text may have been published already: one whose day has passed is not
    told of, and one of today or later is a warning.
    """
    known = _known(before, after)
    for record in after.dated:
        written = _written_day(after, record.path)
        day = record.published.date()
        may_be_published = not before.agreements and day < today
        if (
            known.get(record.path) != record.published
            and len(written) > len(day.isoformat())
            and not may_be_published
        ):
            yield after.problem_at(
                record.path,
                "published",
                fault=f'published "{written}" har ett klockslag, men en text kommer ut på sin dag',
                remedy="skriv bara dagen; ska texten ut ett visst klockslag: slå ihop förslaget då",
                severity=Severity.ERROR if before.agreements else Severity.WARNING,
            )


def _known(before: Site, after: Site) -> Mapping[str, dt.datetime]:
    """When each dated text that was there before was to be published, by the path that it has now.

    One that was moved without its former address is among them: it is told of by the rule on addresses.
    """
    found: dict[str, dt.datetime] = {}
    moved = set()
    for text, heir in successors(before, after):
        if heir and isinstance(text.record, Dated):
            found[heir.path] = text.record.published
        elif isinstance(text.record, Dated):
            moved.add((type(text.record), text.record.published))
    new = (text for text in after.dated if (type(text), text.published) in moved)
    return {text.path: text.published for text in new} | found


def _written_day(site: Site, path: str) -> str:
    """What stands under `published` in a file, as it is written."""
    document = site.documents.get(path)
    return document.text_at(("published",)).strip() if document else ""


@rule(
    "withdrawal-has-come",
    what="En text dras tillbaka den dag då ändringen publiceras. Upp till tre dagar tidigare går bra.",
    why="Texten dras tillbaka så fort ändringen publiceras, och den som prenumererar ska få veta det då.",
    mend="Skriv dagen då ändringen publiceras i withdrawn, date.",
    example="withdrawn:\n  date: 2024-05-02\n  reason: Uppgiften gällde ett annat torg.",
)
def check_withdrawals_have_come(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """No text becomes withdrawn on a day ahead, nor long back: it is withdrawn as soon as this is published.

    One that comes withdrawn already, with an earlier year, was so on its own day.
    """
    known = {
        heir.path: text.record.withdrawn.date if text.record.withdrawn else None
        for text, heir in successors(before, after)
        if heir and isinstance(text.record, FileRecord)
    }
    for text in after.texts:
        if text.withdrawn is None or text.withdrawn.date == known.get(text.path):
            continue
        day = text.withdrawn.date
        if day > today:
            fault = f"date {day} har inte varit än, men texten dras tillbaka så fort det här publiceras"
        elif text.path in known and (today - day).days > DAYS_IN_REVIEW:
            fault = f"date {day} har redan varit, men texten dras tillbaka när det här publiceras"
        else:
            continue
        yield after.problem_at(
            text.path, *("withdrawn", "date"), fault=fault, remedy="skriv dagen då det här publiceras"
        )


@rule(
    "line-of-change-is-dated-now",
    what="En ny rad under changes eller erased har den dag då ändringen publiceras. Upp till tre dagar "
    "tidigare går bra, men inte före dagen då texten själv publiceras. Dagen i until under former_names har "
    "varit.",
    why="Raden säger när orden ändrades för den som läser sidan.",
    mend="Skriv dagens datum i date. I until: den sista dag som namnet gällde.",
    example="changes:\n  - date: 2024-05-02\n    what: Sammanfattningen säger nu att lamporna är tolv.",
)
def check_new_lines_are_dated_now(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A new line has the day when the change comes out: never one ahead, and a warning if long before.

    A text that waits may have lines until the day on which it comes out itself. A name is a former one from
    the day after its last.
    """
    was = {id(pair.now): pair.was for pair in pairs(before, after)}
    was_public = {id(pair.now) for pair in pairs(public(before, today), after)}
    for by, field, location, lines in every_field(after, has_key("changes", "erased", "former_names")):
        earlier = getattr(was.get(id(by.record)), field.key, ())
        new = added(earlier, lines)
        # a line that is rewritten, and not erased, has a rule of its own
        is_known = id(by.record) in was_public and not added(lines, earlier)
        for number, line in enumerate(lines):
            if line not in new:
                continue
            if isinstance(line, FormerName):
                told, key = _of_name(line, today), "until"
            else:
                told, key = _of_line(line, by.record, today, is_known=is_known), "date"
            if told:
                yield after.problem_at(
                    by.path,
                    *(*location, number, key),
                    fault=told.wording.fault,
                    remedy=told.wording.remedy,
                    severity=told.severity,
                )


class _Told(NamedTuple):
    """What is wrong with the day of a line, and how grave it is."""

    wording: Wording
    severity: Severity = Severity.ERROR


def _of_name(former: FormerName, today: dt.date) -> _Told | None:
    if former.until < today:
        return None
    yesterday = today - dt.timedelta(days=1)
    return _Told(
        Wording(
            f'until {former.until} har inte varit än, så "{former.name}" gäller fortfarande',
            f"vänta till dess, eller skriv den sista dag som namnet gällde, senast {yesterday}",
        )
    )


def _of_line(line: WordChange | Erasure, record: Record, today: dt.date, *, is_known: bool) -> _Told | None:
    published = record.published.date() if isinstance(record, Dated) else None
    if published and published > today:
        if line.date <= published:
            return None
        return _Told(
            Wording(
                f"date {line.date} har inte varit än när texten publiceras, {published}",
                "ta bort raden: det som inte är publicerat ändras utan rad",
            )
        )
    if line.date > today:
        return _Told(Wording(f"date {line.date} har inte varit än", "skriv dagen då ändringen publiceras"))
    if published and line.date < published:
        return _Told(
            Wording(
                f"date {line.date} ligger före dagen då texten publicerades, {published}",
                "skriv dagen då ändringen publiceras, eller ta bort raden",
            ),
            Severity.WARNING,
        )
    if is_known and (today - line.date).days > DAYS_IN_REVIEW:
        return _Told(
            Wording(
                f"date {line.date} har redan varit, men raden är ny", "skriv dagen då ändringen publiceras"
            ),
            Severity.WARNING,
        )
    return None


@rule(
    "link-is-not-ahead",
    what="En länk leder till en sida som är publicerad när texten själv publiceras.",
    why="Till dess leder länken ingenstans.",
    mend="Vänta med länken tills sidan är publicerad.",
    example="[Så gick vandringen](2024-04-10-vandringen.md)",
)
def check_links_are_not_ahead(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """No new link leads to a page that comes out after the text that holds it.

    The days are compared, not only today: two texts that wait must not break the build when the first is due.
    """
    known = {(ahead.text.path, ahead.link.href) for ahead in _links_ahead(before, today)}
    for ahead in _links_ahead(after, today):
        if (ahead.text.path, ahead.link.href) not in known:
            fault = f'länken går till "{ahead.link.href}", som publiceras först {ahead.day}'
            yield ahead.text.problem(fault, ahead.link, remedy="Vänta med länken till dess")


class _Ahead(NamedTuple):
    """A link of a text to a page that is not public on the day when the text is."""

    text: MarkdownText
    link: TextLink
    day: dt.date


def _links_ahead(site: Site, today: dt.date) -> Iterator[_Ahead]:
    held_back = {
        addresses.of_record(record): record.published.date()
        for record in site.dated
        if is_held_back(record, today)
    }
    if not held_back:
        return
    book = address_book(site)
    for text in markdown_texts(site):
        own_day = held_back.get(book.pages.get(text.path, text.path), dt.date.min)
        for link in text.parsed.links:
            address = destination(book, link.href, path=text.path) if leads_inside(link.href) else None
            day = held_back.get(address, dt.date.min) if address is not None else dt.date.min
            if day > own_day:
                yield _Ahead(text, link, day)
