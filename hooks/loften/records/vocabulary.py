"""The closed lists of words that YAML and front matter can hold; words/labels.py has their labels."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What an update or a follow-up can say of a measure."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    PARTLY_DONE = "partly-done"
    NOT_DONE = "not-done"
    NOT_VERIFIABLE = "not-verifiable"


class Assessment(StrEnum):
    """What a follow-up can say of a promise or a focus area."""

    ON_TRACK = "on-track"
    BEHIND = "behind"
    KEPT = "kept"
    PARTLY_KEPT = "partly-kept"
    NOT_KEPT = "not-kept"
    CANNOT_BE_ASSESSED = "cannot-be-assessed"


class UpdateKind(StrEnum):
    """What an update is about."""

    MEASURE = "measure"
    INCIDENT = "incident"
    DIALOGUE = "dialogue"
    INFORMATION = "information"
    AMENDMENT = "amendment"
    CORRECTION = "correction"


class Comparison(StrEnum):
    """How an outcome is held against a target."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    EXACTLY = "exactly"


class Per(StrEnum):
    """The span that a target's number is meant for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PERIOD = "period"


class Cadence(StrEnum):
    """How often the agreement is followed up."""

    QUARTERLY = "quarterly"
    TERTIAL = "tertial"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


class PartyKind(StrEnum):
    """What sort of body a party is; decides the icon and the grouping, never a rule."""

    POLICE = "police"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    COUNCIL = "council"
    UNIT = "unit"
    OTHER = "other"


class Standing(StrEnum):
    """How a measure stands: what was last reported, or one of those that only the site derives.

    When the agreement has ended, what was last reported as planned or ongoing is told as past.

    No file holds these; the values that a file can hold are those of Status. In the order that lists use.
    """

    NOT_REPORTED = "not-reported"
    PLANNED = "planned"
    ONGOING = "ongoing"
    OVERDUE = "overdue"
    WAS_PLANNED = "was-planned"
    WAS_ONGOING = "was-ongoing"
    DONE = "done"
    PARTLY_DONE = "partly-done"
    NOT_DONE = "not-done"
    NOT_VERIFIABLE = "not-verifiable"


class Verdict(StrEnum):
    """What can honestly be said of an outcome against its target; no file holds it.

    MORE is more than "exactly" so many: neither met nor missed.
    """

    MET = "met"
    NOT_MET = "not-met"
    MORE = "more"
    OPEN = "open"


class WhoseWords(StrEnum):
    """Whose words the pieces of an agreement's text are."""

    SIGNED = "signed"
    OWN = "own"


class PieceUse(StrEnum):
    """What a piece of the signed text became, where no promise, focus area or measure rests on it alone."""

    PURPOSE = "purpose"
    BACKGROUND = "background"
    EXAMPLE = "example"


class ErasureReason(StrEnum):
    """Why the law wanted something gone."""

    PERSONAL_DATA = "personal-data"
    PROTECTED_IDENTITY = "protected-identity"
    COURT_ORDER = "court-order"
