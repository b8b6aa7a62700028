"""What a field says about itself, besides its type and its description: marks in its annotation.

Names, misspellings, choices in templates, the rules on references, the list of Markdown texts, what is told
of a change and what may not change all follow from these.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Named:
    """What the field is called in Swedish, and other words that people write for it, the likeliest first."""

    def __init__(self, name: str, *others: str) -> None:
        self.name = name
        self.words = (name, *others)


class Listing(StrEnum):
    """What a field can name by its id; the value is the block of promises.yaml that lists it.

    Measures are an exception: each has a file of its own. So are points: they stand in updates.
    """

    CONTACTS = "contacts"
    PARTIES = "parties"
    PLACES = "places"
    FOCUS_AREAS = "focus_areas"
    PROMISES = "promises"
    MEASURES = "measures"
    AGREEMENTS = "agreements"
    POINTS = "points"


@dataclass(frozen=True)
class RefersTo:
    """The field holds ids of this listing.

    `have_signed` says of parties whether those are meant that have signed the agreement, or a unit of one;
    None where any are.
    """

    listing: Listing
    have_signed: bool | None = None


class Prose(Enum):
    """The field holds sentences for residents."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True)
class Signed:
    """The field is a part of what was signed: it changes only with a correction or an amendment.

    `may_be_filled_in` lets it be written later, where it was empty or false before.
    """

    may_be_filled_in: bool = False


@dataclass(frozen=True)
class Permanent:
    """The field is not rewritten once it is published.

    `may_be_filled_in` lets it be written later, where it was empty before.
    """

    may_be_filled_in: bool = False


class Life(Enum):
    """When in the life of a text the field has a use, or who writes it."""

    LATER = "later"
    """It says what became of a text later, so that a new one has no use for it."""
    UNSEEN = "unseen"
    """No visitor sees it as such."""


@dataclass(frozen=True)
class FromFile:
    """The field comes from the file itself and is not written in it; `how` tells an editor in Swedish."""

    how: str
