"""The names by which editors call what promises.yaml lists, so that a name can be met with its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from loften.reading import meant

Names = Mapping[str, Mapping[str, str]]
"""From a block (`parties`) to the names in it, as slugs, and their ids; an id is a name of its own."""

NO_NAMES: Names = {}

_BLOCK_OF_FIELD = {
    "contact": "contacts",
    "focus_area": "focus_areas",
    "focus_areas": "focus_areas",
    "part_of": "parties",
    "participants": "parties",
    "parties": "parties",
    "party": "parties",
    "places": "places",
    "promise": "promises",
    "promises": "promises",
    "responsible": "parties",
}


def names(promises: Mapping[str, object]) -> Names:
    """The names in promises.yaml as it was written; what has another form than it should is passed over."""
    found: dict[str, dict[str, str]] = {}
    for block in ("contacts", "parties", "places"):
        found[block] = dict(_names_in(promises.get(block)))
    for block in ("focus_areas", "promises"):
        found[block] = {}
        for agreement in _entries(promises.get("agreements")):
            found[block] |= dict(_names_in(agreement.get(block)))
    return found


def meant_id(written: str, field: str, known: Names) -> str | None:
    """The id of what is called like this; None if the field names nothing that is listed, or nothing near."""
    slug = meant.record_id(written) or ""
    candidates = known.get(_BLOCK_OF_FIELD.get(field, ""), {})
    near = [slug] if slug in candidates else get_close_matches(slug, candidates, n=1, cutoff=0.7)
    return candidates[near[0]] if near else None


def _names_in(block: object) -> Iterator[tuple[str, str]]:
    for entry in _entries(block):
        its_id = entry.get("id")
        if not isinstance(its_id, str):
            continue
        for key in ("title", "short_title", "name", "id"):
            name = entry.get(key)
            if isinstance(name, str) and (slug := meant.identifier(name)):
                yield slug, its_id


def _entries(block: object) -> Iterator[Mapping[str, object]]:
    if isinstance(block, list):
        yield from (entry for entry in block if isinstance(entry, dict))
