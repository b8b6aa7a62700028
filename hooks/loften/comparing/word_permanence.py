"""Rules on the words of what was published: they change openly, and what is said of a change stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from loften.catalogue.entries import catalogue
from loften.comparing.naming import Telling, names_some, telling
from loften.comparing.signed_changes import news_of_changes
from loften.comparing.word_changes import Pair, changed_words, pairs
from loften.prose.pieces import by_number
from loften.records.agreements import Agreement, Subject
from loften.records.documents import Position
from loften.records.erasing import erased_since, without_words
from loften.records.problems import Problem, Severity
from loften.records.record import Field, fields, value_of
from loften.records.remembered import added
from loften.records.rules import rule
from loften.records.shared import WordChange
from loften.records.site import Site, is_held_back, public
from loften.records.texts import Dated, FileRecord, Measure, Update, WordForWord
from loften.records.vocabulary import WhoseWords
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

    What a new correction or amendment of that very record names needs no line of its own.
    """
    for pair, changed in _untold(before, after, today):
        yield _problem(pair, changed, after, today)


def _untold(before: Site, after: Site, today: dt.date) -> Iterator[tuple[Pair, Sequence[Field]]]:
    """Each public record whose words have changed and that nothing new tells of, with the fields."""
    told = _told_by_news(before, after, today)
    for pair in pairs(public(before, today), after):
        if _new_lines(pair):
            continue
        texts = told.get(pair.name, ())
        changed = [
            field
            for field in changed_words(pair, before, after, today)
            if not any(_names_field(text, field, pair, (before, after)) for text in texts)
        ]
        if changed:
            yield pair, changed


def _names_field(text: Telling, field: Field, pair: Pair, sites: tuple[Site, Site]) -> bool:
    return names_some(text, field, value_of(pair.was, field), value_of(pair.now, field), sites)


def _problem(pair: Pair, changed: Sequence[Field], after: Site, today: dt.date) -> Problem:
    line = f'{{date: {today}, what: "Ändrat: {_names(changed)}."}}'
    place = _place(pair, changed[0], after)
    return Problem(
        path=pair.path,
        line=place.line,
        column=place.column,
        fault=f"{nouns.is_published(pair.now)} och får andra ord ({_names(changed)}), men ingen rad under "
        "changes säger det",
        remedy=entry_to_paste(pair, "changes", line, after),
        severity=Severity.ERROR if isinstance(pair.now, _GUARDED) else Severity.WARNING,
    )


def _place(pair: Pair, field: Field, after: Site) -> Position:
    """Where a field stands, and in the text below the fields the first line that is another."""
    was, now = pair.was, pair.now
    if field.key != "body" or not isinstance(was, FileRecord) or not isinstance(now, FileRecord):
        return after.position(pair.path, *pair.location, field.key)
    lines = zip(was.body.splitlines(), now.body.splitlines(), strict=False)
    equal = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], lines))
    last = max(len(now.body.splitlines()) - 1, 0)
    return Position(now.body_line + min(equal, last), 1)


def _new_lines(pair: Pair) -> Sequence[WordChange]:
    return added(pair.was.changes, pair.now.changes)


def _names(changed: Sequence[Field]) -> str:
    return grammar.joined([field.label for field in changed])


def entry_to_paste(pair: Pair, key: str, entry: str, site: Site) -> str:
    """What to do to add an entry, written between braces, to a list of the record, as it stands now."""
    if not getattr(pair.now, key):
        document = site.documents[pair.path]
        is_there = (*pair.location, key) in document.positions
        return f"{'skriv på raden som finns' if is_there else 'lägg till'}: {key}: [{entry}]"
    if _is_flow(pair, key, site):
        return f"lägg till sist i listan {key}, efter ett kommatecken: {entry}"
    return f"lägg till sist under {key}: - {entry}"


def _is_flow(pair: Pair, key: str, site: Site) -> bool:
    """Whether the list begins on the line of its key: only one between brackets does."""
    place = (*pair.location, key)
    return site.position(pair.path, *place, of_key=True).line == site.position(pair.path, *place).line


def _told_by_news(before: Site, after: Site, today: dt.date) -> Mapping[str, Sequence[Telling]]:
    """What corrections and amendments of the same proposal say, by the names of the pages they are about."""
    found: dict[str, list[Telling]] = {}
    for update in news_of_changes(before, after, today):
        if is_held_back(update, today):
            continue
        if update.is_correction:
            corrected = catalogue(after).at(update.corrects)
            names = [corrected.name] if corrected else []
        else:
            names = list(_amended(update, after))
        for name in names:
            found.setdefault(name, []).append(telling(update))
    return found


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
            if key in erased:
                # other words may stand there, on the same days
                field = fields(type(pair.was))[key]
                was, now = (without_words(field, lines) for lines in (was, now))
            if added(now, was):
                yield after.problem_at(
                    pair.path,
                    *(*pair.location, key),
                    fault=f"en rad under {key} som är publicerad är borttagen eller omskriven",
                    remedy="Skriv tillbaka den. Är den fel: lägg till en ny rad som säger vad som är rätt",
                    of_key=True,
                )


@rule(
    "number-of-piece-stays",
    what="Numren i Ord för ord är desamma för alltid, också när punkterna står i egna ord.",
    why="Andra har länkat till punkten, och löften och åtgärder bygger på den.",
    mend="Skriv tillbaka numret framför samma punkt. En ny punkt får ett nytt nummer.",
    example="[14] Vi ska arbeta i centrum.",
)
def check_numbers_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A published number stays and keeps its piece; the signed words have a rule of their own."""
    for pair in pairs(public(before, today), after):
        was, now = pair.was, pair.now
        if not (isinstance(was, WordForWord) and isinstance(now, WordForWord)):
            continue
        if was.wording is WhoseWords.SIGNED or "body" in erased_since(was, now):
            continue
        old, new = by_number(was.body), by_number(now.body)
        numbers = {piece.words: number for number, piece in new.items()}
        for number, piece in old.items():
            stands = numbers.get(piece.words)
            if number not in new:
                yield after.problem_at(
                    pair.path,
                    "title",
                    fault=f"punkt {number} är borta, men den är publicerad och andra kan ha länkat till den",
                    remedy=f"skriv tillbaka [{number}] framför samma punkt",
                    of_key=True,
                )
            elif new[number].words != piece.words and stands is not None and stands != number:
                found = new[stands]
                yield Problem(
                    path=pair.path,
                    line=now.body_line + found.line - 1,
                    column=found.column,
                    fault=f"punkten har nummer {stands} här, men den är publicerad som nummer {number}",
                    remedy=f"skriv [{number}] framför den",
                )
