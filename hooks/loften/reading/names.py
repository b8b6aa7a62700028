"""The names by which editors call what promises.yaml lists, so that a name can be met with its id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from loften.reading import suggestions
from loften.records.marks import Listing
from loften.records.record import Field

Names = Mapping[Listing, Mapping[str, str]]
"""From a listing to the names in it, as slugs, and their ids; an id is a name of its own."""

NO_NAMES: Names = {}


def names(promises: Mapping[str, object]) -> Names:
    """The names in promises.yaml as it was written; what has another form than it should is passed over."""
    holders = (promises, *_entries(promises.get("agreements")))
    return {
        listing: dict(pair for holder in holders for pair in _names_in(holder.get(listing.value)))
        for listing in Listing
    }


def meant_id(written: str, field: Field | None, known: Names) -> str | None:
    """The id of what is called like this; None if the field names nothing that is listed, or nothing near."""
    if field is None or field.refers_to is None:
        return None
    slug = suggestions.record_id(written) or ""
    candidates = known.get(field.refers_to.listing, {})
    near = [slug] if slug in candidates else get_close_matches(slug, candidates, n=1, cutoff=0.7)
    return candidates[near[0]] if near else None


def _names_in(block: object) -> Iterator[tuple[str, str]]:
    for entry in _entries(block):
        its_id = entry.get("id")
        if not isinstance(its_id, str):
            continue
        for key in ("title", "short_title", "name", "id"):
            name = entry.get(key)
            if isinstance(name, str) and (slug := suggestions.identifier(name)):
                yield slug, its_id


def _entries(block: object) -> Iterator[Mapping[str, object]]:
    if isinstance(block, list):
        yield from (entry for entry in block if isinstance(entry, dict))
