"""Rules on the words of what was published: they change openly, and what is said of a change stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from loften.catalogue.entries import catalogue
from loften.comparing.signed_changes import news_of_changes
from loften.comparing.word_changes import Pair, changed_words, pairs
from loften.records.agreements import Agreement, Subject
from loften.records.erasing import erased_since
from loften.records.problems import Problem, Severity
from loften.records.record import Field
from loften.records.rules import rule
from loften.records.shared import WordChange
from loften.records.site import Site, is_held_back, public
from loften.records.texts import Dated, Measure, Update, WordForWord
from loften.words import grammar, nouns

_GUARDED = (Agreement, Subject, Dated, WordForWord)
"""Records whose words never change without a line; of other pages a missing line is a warning."""


@rule(
    "words-change-openly",
    what="Ändras orden i något som är publicerat står det i en rad under changes: i rubriken, "
    "sammanfattningen, "
    "texten, en bild eller dess alt-text. Ett rättat stavfel i ett långt ord behöver ingen rad.",
    why="Den som har läst texten ska kunna se att den har ändrats, och när.",
    mend="Klistra in raden ur meddelandet och skriv gärna med egna ord vad som är nytt.",
    example="changes:\n  - date: 2024-05-02\n    what: Sammanfattningen säger nu att lamporna är tolv.",
)
def check_words(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Words of something public change only with a new line under `changes` of the same record.

    What a new correction or amendment of that very record tells needs no line of its own.
    """
    told = _told_by_news(before, after, today)
    for pair in pairs(public(before, today), after):
        if pair.name in told or _new_lines(pair):
            continue
        changed = changed_words(pair, before, after)
        if not changed:
            continue
        yield after.problem_at(
            pair.path,
            *(*pair.location, changed[0].key),
            fault=f"{nouns.is_published(pair.now)} och får andra ord ({_names(changed)}), men ingen rad "
            "under changes säger det",
            remedy=_line_to_paste(pair, changed, today, is_flow=_is_flow(pair, after)),
            severity=Severity.ERROR if isinstance(pair.now, _GUARDED) else Severity.WARNING,
        )


def _new_lines(pair: Pair) -> Sequence[WordChange]:
    return [line for line in pair.now.changes if line not in pair.was.changes]


def _names(changed: Sequence[Field]) -> str:
    return grammar.joined([field.label for field in changed])


def _is_flow(pair: Pair, site: Site) -> bool:
    """Whether the list of changes begins on the line of its key: only one between brackets does."""
    place = (*pair.location, "changes")
    return site.position(pair.path, *place, of_key=True).line == site.position(pair.path, *place).line


def _line_to_paste(pair: Pair, changed: Sequence[Field], today: dt.date, *, is_flow: bool) -> str:
    """The line as it is to be pasted; `is_flow` says that the list stands between brackets, on one line."""
    line = f'{{date: {today}, what: "Ändrat: {_names(changed)}."}}'
    if not pair.now.changes:
        return f"lägg till: changes: [{line}]"
    if is_flow:
        return f"lägg till sist i listan changes, före den sista hakparentesen: , {line}"
    return f"lägg till sist under changes: - {line}"


def _told_by_news(before: Site, after: Site, today: dt.date) -> frozenset[str]:
    """The names of the pages that a correction or an amendment of the same proposal is about."""
    found: set[str] = set()
    for update in news_of_changes(before, after, today):
        if is_held_back(update, today):
            continue
        if update.is_correction:
            corrected = catalogue(after).at(update.corrects)
            found.update((corrected.name,) if corrected else ())
        elif update.is_amendment:
            found.update(_amended(update, after))
    return frozenset(found)


def _amended(update: Update, site: Site) -> Iterator[str]:
    """The names of the pages that an amendment is about; the agreement's where it names nothing in it."""
    measures = {report.measure for report in update.measures}
    if not (update.subjects or measures or update.pieces):
        yield update.agreement
    for entry in catalogue(site).written:
        if entry.agreement is None or entry.agreement.id != update.agreement:
            continue
        match entry.record:
            case Subject() as subject if subject.key in update.subjects:
                yield entry.name
            case Measure(id=own) if own in measures:
                yield entry.name
            case WordForWord() if update.pieces:
                yield entry.name


@rule(
    "line-of-change-stays",
    what="En rad under changes, erased eller former_names som är publicerad ligger kvar som den är.",
    why="Raderna är textens minne. Tas de bort ser det ut som om inget har hänt.",
    mend="Skriv tillbaka raden. Är den fel: lägg till en ny rad som säger vad som är rätt.",
    example="changes:\n  - date: 2024-05-02\n    what: Sammanfattningen säger nu att lamporna är tolv.",
)
def check_lines_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What a public record says of its past is neither removed nor rewritten, unless the law erases it."""
    for pair in pairs(public(before, today), after):
        erased = erased_since(pair.was, pair.now)
        for key in ("changes", "erased", "former_names"):
            was, now = (getattr(record, key, ()) for record in (pair.was, pair.now))
            if key in erased and len(now) >= len(was):
                continue
            lost = [line for line in was if line not in now]
            if lost:
                yield after.problem_at(
                    pair.path,
                    *(*pair.location, key),
                    fault=f"en rad under {key} som är publicerad är borttagen eller omskriven",
                    remedy="Skriv tillbaka den. Är den fel: lägg till en ny rad som säger vad som är rätt",
                    of_key=True,
                )
