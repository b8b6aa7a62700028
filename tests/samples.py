"""A small made-up site in memory, for tests of what is derived from content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loften.records.promises_file import PromisesFile
from loften.records.record import Record
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, TextPage, Update

SETTINGS = Settings(
    site_name="Medborgarlöften i Exempelby",
    site_address="https://exempelby.example/loften/",
    tag_authority="exempelby.example,2024",
    repository=None,
    branch="main",
    today=None,
)

AGREEMENT: dict[str, Any] = {
    "id": "2024",
    "title": "Medborgarlöfte 2024",
    "summary": "Vi gör centrum tryggare.",
    "period": {"from": "2024-01-01", "to": "2024-12-31"},
    "signing": {
        "date": "2023-12-14",
        "place": "Exempelby",
        "by": [{"name": "Exempel Exempelsson", "role": "Ordförande", "party": "kommunen"}],
    },
    "parties": ["polisen", "kommunen"],
    "cadence": "quarterly",
    "focus_areas": [
        {"id": "centrum", "title": "Trygghet i centrum", "summary": "Om centrum.", "places": ["torget"]},
        {"id": "trafik", "title": "Trafik", "summary": "Om trafik."},
    ],
    "promises": [
        {"id": "synlighet", "title": "Vi syns mer", "summary": "Vi är på plats.", "focus_areas": ["centrum"]},
        {"id": "samverkan", "title": "Vi samverkar", "summary": "Vi arbetar ihop."},
    ],
}


def promises_file(*agreements: Mapping[str, Any]) -> PromisesFile:
    """A file with these agreements, AGREEMENT if none is given."""
    return PromisesFile.model_validate(
        {
            "municipality": {"name": "Exempelby kommun", "short_name": "Exempelby"},
            "parties": [
                {"id": "polisen", "name": "Polisen", "kind": "police"},
                {"id": "kommunen", "name": "Exempelby kommun", "kind": "municipality"},
                {"id": "sakerhet", "name": "säkerhetsenheten", "kind": "unit", "part_of": "kommunen"},
                {"id": "bostadsbolaget", "name": "Bostadsbolaget", "kind": "company"},
            ],
            "places": [{"id": "torget", "name": "Torget"}, {"id": "parken", "name": "Parken"}],
            "agreements": list(agreements) or [AGREEMENT],
            "glossary": [{"id": "est", "term": "EST", "explanation": "Effektiv samordning för trygghet."}],
        }
    )


def measure(name: str, **fields: Any) -> Measure:
    return Measure.model_validate(
        {
            **_place("atgarder", name),
            "title": name.capitalize(),
            "summary": f"Om {name}.",
            "published": "2023-12-14",
            "promise": "synlighet",
            "responsible": ["polisen", "kommunen"],
            **fields,
        }
    )


def update(name: str, **fields: Any) -> Update:
    """An update whose file name begins with its day of publication."""
    return Update.model_validate(
        {
            **_place("nyheter", name),
            "title": name[11:].capitalize(),
            "summary": f"Om {name[11:]}.",
            "published": name[:10],
            "kind": "measure",
            **fields,
        }
    )


def follow_up(name: str, start: str, end: str, **fields: Any) -> FollowUp:
    return FollowUp.model_validate(
        {
            **_place("uppfoljning", name),
            "title": name.capitalize(),
            "summary": f"Om {name}.",
            "covers": {"from": start, "to": end},
            **fields,
        }
    )


def told(name: str, start: str, end: str, **fields: Any) -> FollowUp:
    """A follow-up that counts: both parties assess a promise."""
    assessed = [{"promise": "synlighet", "assessment": "on-track", "reason": "Vi är på väg."}]
    found = {"assessments": assessed, "reported_by": ["polisen", "kommunen"], **fields}
    return follow_up(name, start, end, **found)


def site(
    *records: Measure | Update | FollowUp | TextPage,
    agreements: Sequence[Mapping[str, Any]] = (),
    settings: Settings = SETTINGS,
) -> Site:
    return Site(
        settings=settings,
        promises_file=promises_file(*agreements),
        measures=tuple(record for record in records if isinstance(record, Measure)),
        updates=tuple(record for record in records if isinstance(record, Update)),
        follow_ups=tuple(record for record in records if isinstance(record, FollowUp)),
        pages=tuple(record for record in records if isinstance(record, TextPage)),
        assets={},
        documents={},
    )


def every_record(kind: type[Record] = Record) -> Iterator[type[Record]]:
    """Every class of record that the model knows."""
    for below in kind.__subclasses__():
        yield below
        yield from every_record(below)


def report(name: str, status: str | None = None, **fields: Any) -> dict[str, Any]:
    """An entry of `measures:`; with a source, so that any status may be reported."""
    said = {"measure": name, "source": {"by": "Polisen"}, **fields}
    return said if status is None else {**said, "status": status}


def _place(folder: str, name: str) -> dict[str, Any]:
    return {
        "path": f"content/2024/{folder}/{name}.md",
        "agreement": "2024",
        "id": name,
        "body": "",
        "body_line": 9,
    }
