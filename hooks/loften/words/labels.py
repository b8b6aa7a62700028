"""The Swedish label of each enumerated value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from loften.records.values import Unknown
from loften.records.vocabulary import (
    Assessment,
    Cadence,
    Comparison,
    ErasureReason,
    PartyKind,
    Per,
    PieceUse,
    Standing,
    Status,
    UpdateKind,
    WhoseWords,
)

_STATUS = {
    Status.PLANNED: "planerad",
    Status.ONGOING: "pågår",
    Status.DONE: "genomförd",
    Status.PARTLY_DONE: "delvis genomförd",
    Status.NOT_DONE: "inte genomförd",
    Status.NOT_VERIFIABLE: "kan inte följas upp",
}

_LABELS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Status: _STATUS,
    Standing: {
        **{Standing(status.value): label for status, label in _STATUS.items()},
        Standing.NOT_REPORTED: "ej rapporterad",
        Standing.OVERDUE: "försenad",
        Standing.WAS_PLANNED: "var planerad enligt den senaste rapporten",
        Standing.WAS_ONGOING: "pågick enligt den senaste rapporten",
    },
    Assessment: {
        Assessment.ON_TRACK: "på god väg",
        Assessment.BEHIND: "efter planen",
        Assessment.KEPT: "hållet",
        Assessment.PARTLY_KEPT: "delvis hållet",
        Assessment.NOT_KEPT: "inte hållet",
        Assessment.CANNOT_BE_ASSESSED: "kan inte bedömas",
    },
    UpdateKind: {
        UpdateKind.MEASURE: "åtgärd",
        UpdateKind.INCIDENT: "händelse",
        UpdateKind.DIALOGUE: "dialog",
        UpdateKind.INFORMATION: "information",
        UpdateKind.AMENDMENT: "ändrat löfte",
        UpdateKind.CORRECTION: "rättelse",
    },
    Comparison: {
        Comparison.AT_LEAST: "minst",
        Comparison.AT_MOST: "högst",
        Comparison.EXACTLY: "exakt",
    },
    Per: {
        Per.DAY: "per dag",
        Per.WEEK: "per vecka",
        Per.MONTH: "per månad",
        Per.QUARTER: "per kvartal",
        Per.YEAR: "per år",
        Per.PERIOD: "under hela perioden",
    },
    Cadence: {
        Cadence.QUARTERLY: "fyra gånger per år",
        Cadence.TERTIAL: "tre gånger per år",
        Cadence.HALF_YEARLY: "två gånger per år",
        Cadence.YEARLY: "en gång per år",
    },
    PartyKind: {
        PartyKind.POLICE: "polis",
        PartyKind.MUNICIPALITY: "kommun",
        PartyKind.COMPANY: "bolag",
        PartyKind.COUNCIL: "råd",
        PartyKind.UNIT: "enhet",
        PartyKind.OTHER: "annan",
    },
    WhoseWords: {
        WhoseWords.SIGNED: "de undertecknade orden",
        WhoseWords.OWN: "våra egna ord",
    },
    PieceUse: {
        PieceUse.PURPOSE: "syfte",
        PieceUse.BACKGROUND: "bakgrund",
        PieceUse.EXAMPLE: "exempel",
    },
    ErasureReason: {
        ErasureReason.PERSONAL_DATA: "personuppgift",
        ErasureReason.PROTECTED_IDENTITY: "skyddad identitet",
        ErasureReason.COURT_ORDER: "domstols beslut",
    },
    Unknown: {Unknown.UNKNOWN: "okänd"},
}
"""The labels of each enumeration by itself: members of two with the same value are equal as keys."""


def label(member: StrEnum) -> str:
    """The Swedish label of an enumerated value, in lower case, as it stands in running text."""
    return _LABELS[type(member)][member]
