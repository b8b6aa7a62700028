"""The earlier state as it would be had the names that the law wanted gone never stood there.

A file name or an id is a part of an address, and other texts name it: it gives way everywhere at once, and
nothing leads on from it. Rules and summaries are asked of what is left, so that none of them takes the new
name for something new, and none repeats the old one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from loften.records.agreements import Agreement, Subject
from loften.records.listed import LISTED
from loften.records.marks import Prose
from loften.records.promises_file import Contact, Party, Place, Term
from loften.records.record import Field, Record, fields, value_of
from loften.records.remembered import Remembered
from loften.records.site import Site
from loften.records.texts import Dated, FileRecord

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyText = TypeVar("AnyText", bound=FileRecord)
_DESTINATION = re.compile(r"(?<=\]\()[^)\s]+|(?<=\]: )\S+")


class Name(NamedTuple):
    """What a record is known by: its class, the id of its agreement, "" for none, and its own id."""

    kind: type[Record]
    home: str
    identifier: str


def forgotten(before: Site, after: Site) -> Site:
    """The earlier state with the names that things have now, where the law erased those that they had.

    It is `before` itself where no name was erased.
    """
    names = erased_names(before, after)
    return _forgotten(before, after) if names else before


@lru_cache(maxsize=8)
def _forgotten(before: Site, after: Site) -> Site:
    names = erased_names(before, after)

    def renamed(texts: tuple[AnyText, ...]) -> tuple[AnyText, ...]:
        return tuple(sorted((_record(text, "", names) for text in texts), key=lambda text: text.path))

    paths = {text.path: _record(text, "", names).path for text in before.texts}
    return replace(
        before,
        promises_file=_record(before.promises_file, "", names),
        measures=renamed(before.measures),
        updates=renamed(before.updates),
        follow_ups=renamed(before.follow_ups),
        pages=renamed(before.pages),
        documents={paths.get(path, path): document for path, document in before.documents.items()},
    )


@lru_cache(maxsize=8)
def erased_names(before: Site, after: Site) -> Mapping[Name, Name]:
    """Each name that is gone because it held what the law wanted gone, with the one in its place.

    What has the new name says that its id is erased. It is the most alike of what is gone of its class in the
    same agreement, published in the same minute if it is published on a day.
    """
    old, new = dict(_named(before)), dict(_named(after))
    found: dict[Name, Name] = {}
    for name, heir in new.items():
        if name in old or not any("id" in erasure.fields for erasure in heir.erased):
            continue
        candidates = [
            lost
            for lost, record in old.items()
            if lost not in new
            and lost not in found
            and lost[:2] == name[:2]
            and _came_out(record) == _came_out(heir)
        ]
        if candidates:
            found[max(candidates, key=lambda lost: _alike(old[lost], heir))] = name
    return found


def _named(site: Site) -> Iterator[tuple[Name, Remembered]]:
    """Everything that is known by an id of its own, in the order of promises.yaml and then of the files."""
    file = site.promises_file
    listed: tuple[Contact | Party | Place | Term, ...] = (
        *file.contacts,
        *file.parties,
        *file.places,
        *file.glossary,
    )
    for record in listed:
        yield Name(type(record), "", record.id), record
    for agreement in site.agreements:
        for subject in agreement.subjects:
            yield Name(type(subject), agreement.id, subject.id), subject
    for text in site.texts:
        yield Name(type(text), text.agreement, text.id), text


def _came_out(record: Record) -> dt.datetime | None:
    return record.published if isinstance(record, Dated) else None


def _alike(one: Record, other: Record) -> int:
    """How many fields of two records of one class are equal."""
    return sum(value_of(one, field) == value_of(other, field) for field in fields(type(one)).values())


def _record(record: AnyRecord, home: str, names: Mapping[Name, Name]) -> AnyRecord:
    """The record with the names that it and what it names have now; `home` is its agreement's id."""
    if isinstance(record, Agreement):
        home = record.id
    elif isinstance(record, FileRecord):
        home = record.agreement
    update: dict[str, Any] = {}
    for field in fields(type(record)).values():
        value = value_of(record, field)
        new = _value(field, value, home, names)
        if new != value:
            update[field.name] = new
    if isinstance(record, Contact | Party | Place | Term | Subject | FileRecord):
        is_at_home = isinstance(record, Subject | FileRecord)
        name = names.get(Name(type(record), home if is_at_home else "", record.id))
        if name:
            update["id"] = name.identifier
            if isinstance(record, FileRecord):
                update["path"] = record.path.removesuffix(f"{record.id}.md") + f"{name.identifier}.md"
    return record.model_copy(update=update) if update else record


def _value(field: Field, value: Any, home: str, names: Mapping[Name, Name]) -> Any:
    match value:
        case tuple():
            return tuple(_value(field, entry, home, names) for entry in value)
        case Record():
            return _record(value, home, names)
        case str() if field.refers_to:
            kind = LISTED[field.refers_to.listing]
            is_at_home = issubclass(kind, Subject | FileRecord)
            name = names.get(Name(kind, home if is_at_home else "", value))
            return name.identifier if name else value
        case str() if field.prose is Prose.MARKDOWN:
            return _DESTINATION.sub(lambda found: _address(found[0], names), value)
        case str() if field.key == "corrects":
            return _address(value, names)
        case _:
            return value


def _address(address: str, names: Mapping[Name, Name]) -> str:
    """The address, or the way to a file, with the new names in it."""
    known = {old.identifier: new.identifier for old, new in names.items()}
    return re.sub(r"[\w-]+", lambda found: known.get(found[0], found[0]), address)
