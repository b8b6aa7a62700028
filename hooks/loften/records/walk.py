"""Every record of a site with the place where it is written, those within others included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from loften.records.agreements import Agreement
from loften.records.documents import PROMISES, Location
from loften.records.record import Field, Record, value_of, written_fields
from loften.records.site import Site


@dataclass(frozen=True, kw_only=True)
class Located:
    """A record, the file at `path` that holds it, and the way to it within the file.

    `agreement` is the one that it belongs to, None for what belongs to none.
    """

    record: Record
    path: str
    location: Location
    agreement: Agreement | None


class FieldOfRecord(NamedTuple):
    """A field of a record, where it stands in the record's file, and its value."""

    by: Located
    field: Field
    location: Location
    value: Any


def every_field(site: Site, is_wanted: Callable[[Field], object]) -> Iterator[FieldOfRecord]:
    """The fields that are wanted, of every record: in the order of the records, then of the model.

    `is_wanted` is asked once of each field of the model.
    """
    for by in _located(site):
        for field in _wanted(is_wanted, type(by.record)):
            yield FieldOfRecord(by, field, (*by.location, field.key), value_of(by.record, field))


@cache
def _wanted(is_wanted: Callable[[Field], object], kind: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in written_fields(kind).values() if is_wanted(field))


@lru_cache(maxsize=4)
def _located(site: Site) -> tuple[Located, ...]:
    """Every record: those of promises.yaml, each before what stands within it, then those in files.

    Kept, because several rules ask.
    """
    return tuple(_all(site))


def _all(site: Site) -> Iterator[Located]:
    yield from _within(Located(record=site.promises_file, path=PROMISES, location=(), agreement=None))
    agreements = {agreement.id: agreement for agreement in site.agreements}
    for text in site.texts:
        top = Located(record=text, path=text.path, location=(), agreement=agreements.get(text.agreement))
        yield from _within(top)


def marked_values(
    record: Record, is_marked: Callable[[Field], object]
) -> Iterator[tuple[Location, Field, Any]]:
    """The marked fields of a record, where each stands in it, and its value.

    A field that is not marked and holds one record is looked into; lists are left to whoever knows what tells
    their entries apart.
    """
    for key, field in written_fields(type(record)).items():
        value = value_of(record, field)
        if is_marked(field):
            yield (key,), field, value
        elif isinstance(value, Record):
            for location, inner, held in marked_values(value, is_marked):
                yield (key, *location), inner, held


@cache
def has_key(*keys: str) -> Callable[[Field], bool]:
    """The question whether a field has one of these keys; for the same keys always the same object."""

    def is_one(field: Field) -> bool:
        return field.key in keys

    return is_one


def holds_ids(field: Field) -> bool:
    """Whether the field names things by their ids."""
    return field.refers_to is not None


def _holds_records(field: Field) -> bool:
    return field.holds_records


def _within(top: Located) -> Iterator[Located]:
    yield top
    for field in _wanted(_holds_records, type(top.record)):
        value = value_of(top.record, field)
        if value is None:
            continue
        location = (*top.location, field.key)
        for number, entry in enumerate(value) if field.is_list else ((None, value),):
            yield from _within(
                Located(
                    record=entry,
                    path=top.path,
                    location=location if number is None else (*location, number),
                    agreement=entry if isinstance(entry, Agreement) else top.agreement,
                )
            )
