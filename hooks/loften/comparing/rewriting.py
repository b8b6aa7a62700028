"""Everything that differs between two states which are to be equal but for what the law has erased.

A rewritten history takes the place of what was published, and nothing is ever held against the old one again.
So all of it is compared, what is held back and what no rule on change guards too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from loften.comparing.forgetting import forgotten
from loften.comparing.word_changes import shown_files
from loften.prose.pieces import pieces
from loften.records.documents import PROMISES, SETTINGS, Location, Value
from loften.records.erasing import erasable, erased_since, is_word
from loften.records.problems import Problem
from loften.records.promises_file import PromisesFile
from loften.records.record import Field, Record, fields, value_of
from loften.records.remembered import Remembered, added
from loften.records.site import Site
from loften.records.texts import FileRecord, WordForWord
from loften.words import nouns

_NOT_AS_PUBLISHED = "är inte som i det som är publicerat"
PUT_BACK = "skriv tillbaka det som står där"
"""What to do about a field that is not what it is in what was published."""


def what_differs(published: Site, rewritten: Site) -> Iterator[Problem]:
    """A problem for each setting, file and field that differs and is not erased; it never repeats old words.

    Names that the law erased count as if they had never stood there.
    """
    was = forgotten(published, rewritten)
    yield from _settings(was, rewritten)
    yield from _in_record(was.promises_file, rewritten.promises_file, PROMISES, (), rewritten)
    old, new = ({text.path: text for text in site.texts} for site in (was, rewritten))
    for path in sorted(old.keys() | new.keys()):
        if path in old and path in new:
            yield from _in_record(old[path], new[path], path, (), rewritten)
        else:
            yield _lone_file(path, is_lost=path in old)
    yield from _assets(was, rewritten)


def _settings(was: Site, now: Site) -> Iterator[Problem]:
    old, new = (dict(_written(site)) for site in (was, now))
    for location in old | new:
        if old.get(location) != new.get(location):
            yield now.problem_at(
                SETTINGS,
                *location,
                fault=f"inställningen {'.'.join(location)} {_NOT_AS_PUBLISHED}",
                remedy=PUT_BACK,
            )


def _written(site: Site) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Each setting as it is written, those of a block one by one."""
    for key, value in site.documents[SETTINGS].data.items():
        if isinstance(value, dict):
            yield from (((key, inner), held) for inner, held in value.items())
        else:
            yield (key,), value


def _in_record(was: Record, now: Record, path: str, location: Location, site: Site) -> Iterator[Problem]:
    """What differs in one record, field by field; what is listed in it by ids is looked into."""
    erased = erased_since(was, now)
    known = fields(type(now))
    for key, field in fields(type(was)).items():
        if (field.from_file and key != "body") or key not in known:
            continue
        old, new = value_of(was, field), value_of(now, field)
        if field.is_list and field.holds_records and issubclass(field.kind, Remembered):
            yield from _listed(old, new, path, (*location, key), site)
        elif not _is_as_it_was(was, field, old, new, erased):
            yield site.problem_at(
                path,
                *(*location, key),
                fault=f"fältet {key} i {_name(now)} {_NOT_AS_PUBLISHED}{_though(key, erased)}",
                remedy=_remedy(now, key, erased),
            )


def _is_as_it_was(record: Record, field: Field, old: Any, new: Any, erased: Collection[str]) -> bool:
    if old == new:
        return True
    if field.key == "erased":
        return not added(new, old)
    if field.key == "body" and isinstance(record, WordForWord):
        return _is_as_it_was_signed(old, new, erased)
    return field.key in erased and list(_facts(field, old)) == list(_facts(field, new))


def _is_as_it_was_signed(old: str, new: str, erased: Collection[str]) -> bool:
    """Whether only the erased pieces of a signed text are others; `body` alone says that it is one piece."""
    was, now = ({piece.number: piece.text for piece in pieces(text)} for text in (old, new))
    changed = {number for number in was | now if was.get(number) != now.get(number)}
    if "body" not in erased or len(changed) > 1:
        changed = {number for number in changed if str(number) in erased}
    return _without(old, was, changed) == _without(new, now, changed)


def _without(body: str, texts: Mapping[int, str], numbers: Collection[int]) -> str:
    """The words of a signed text without those of some of its pieces."""
    left = " ".join(body.split())
    for number in sorted(numbers & texts.keys()):
        left = left.replace(" ".join(texts[number].split()), "", 1)
    return left


def _facts(field: Field, value: Any) -> Iterator[tuple[str, Any]]:
    """What stands in a field besides words, in its order: states, days, numbers and ids."""
    match value:
        case tuple():
            for entry in value:
                yield from _facts(field, entry)
        case Record():
            for inner in fields(type(value)).values():
                yield from _facts(inner, value_of(value, inner))
        case None:
            pass
        case _ if not is_word(field):
            yield field.key, value


def _listed(
    old: Sequence[Any], new: Sequence[Any], path: str, location: Location, site: Site
) -> Iterator[Problem]:
    """What differs in a list whose entries have ids, and whose order is that of the page."""
    was = {record.id: record for record in old}
    numbers = {record.id: number for number, record in enumerate(new)}
    for identifier, record in was.items():
        if identifier in numbers:
            number = numbers[identifier]
            yield from _in_record(record, new[number], path, (*location, number), site)
        else:
            yield site.problem_at(
                path,
                *location,
                fault=f"{_name(record)} är borta, men finns i det som är publicerat",
                remedy="skriv tillbaka posten. Kräver lagen att dess id är borta: skriv id bland fields "
                "under erased i posten som har det nya",
                of_key=True,
            )
    for identifier, number in numbers.items():
        if identifier not in was:
            yield site.problem_at(
                path,
                *(*location, number),
                fault=f"{_name(new[number])} finns inte i det som är publicerat",
                remedy="ta bort posten och lägg till den på nytt när historiken är antecknad",
            )
    if was.keys() == numbers.keys() and list(was) != list(numbers):
        yield site.problem_at(
            path,
            *location,
            fault=f"ordningen under {location[-1]} {_NOT_AS_PUBLISHED}",
            remedy="ordna posterna som de stod",
            of_key=True,
        )


def _name(record: Record) -> str:
    """`åtgärden` for what has a file of its own, `kontakten "vaxeln"` for what is listed in promises.yaml."""
    if isinstance(record, PromisesFile):
        return PROMISES
    if isinstance(record, FileRecord):
        return nouns.the(record)
    return f'{nouns.the(record)} "{getattr(record, "id", "")}"'


def _though(key: str, erased: Collection[str]) -> str:
    return ", inte heller det som inte är ord" if key in erased else ""


def _remedy(record: Record, key: str, erased: Collection[str]) -> str:
    if key in erased:
        return "skriv tillbaka lägen, dagar, antal och id. Bara ord kan tas bort"
    if isinstance(record, Remembered) and key in erasable(type(record)):
        return f"{PUT_BACK}. Kräver lagen att det är borta: lägg till en rad under erased med {key} i fields"
    return PUT_BACK


def _lone_file(path: str, *, is_lost: bool) -> Problem:
    if is_lost:
        return Problem(
            path=path,
            fault="filen är borta, men finns i det som är publicerat",
            remedy="lägg tillbaka den. Kräver lagen att dess namn är borta: skriv id bland fields under "
            "erased i filen som har det nya",
        )
    return Problem(
        path=path,
        fault="filen finns inte i det som är publicerat",
        remedy="ta bort den och lägg till den på nytt när historiken är antecknad",
    )


# --- pictures and other files -------------------------------------------------------------------------------


def _assets(was: Site, now: Site) -> Iterator[Problem]:
    """What differs in the files that are no texts, but for those that are shown where something is erased."""
    gone, come = _erased_files(was, now)
    for path in sorted(was.assets.keys() | now.assets.keys()):
        if was.assets.get(path) == now.assets.get(path):
            continue
        if path not in now.assets and path not in gone:
            yield Problem(
                path=path,
                fault="filen är borta, men finns i det som är publicerat",
                remedy="lägg tillbaka den. Kräver lagen att den är borta: lägg till en rad under erased i "
                "texten som visar den",
            )
        elif path not in was.assets and path not in come:
            yield _lone_file(path, is_lost=False)
        elif path in was.assets and path in now.assets:
            yield Problem(
                path=path,
                fault=f"filen {_NOT_AS_PUBLISHED}",
                remedy="lägg tillbaka den. Kräver lagen att den är borta: ge den nya ett eget filnamn och "
                "lägg till en rad under erased i texten som visar den",
            )


def _erased_files(was: Site, now: Site) -> tuple[set[str], set[str]]:
    """The files that were shown in what has been erased and nowhere are now, and those shown there now."""
    gone: set[str] = set()
    come: set[str] = set()
    for old, new in _remembered(was, now):
        erased = erased_since(old, new)
        gone.update(shown_files(old, erased))
        come.update(shown_files(new, erased))
    left = {path for text in now.texts for path in shown_files(text, fields(type(text)))}
    return gone - left, come


def _remembered(was: Site, now: Site) -> Iterator[tuple[Remembered, Remembered]]:
    """The records that can show files, each in both states."""
    texts = {text.path: text for text in now.texts}
    yield from ((text, texts[text.path]) for text in was.texts if text.path in texts)
    for old, new in zip(was.agreements, now.agreements, strict=False):
        yield old, new
        subjects = {subject.key: subject for subject in new.subjects}
        yield from ((one, subjects[one.key]) for one in old.subjects if one.key in subjects)
