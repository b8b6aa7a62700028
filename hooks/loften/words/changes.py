"""What is said of words that have changed."""

from __future__ import annotations

from collections.abc import Sequence

from loften.records.vocabulary import ErasureReason
from loften.words import grammar, labels

IS_ERASED = "En uppgift är borttagen enligt lag"


def erased(names: Sequence[str], reason: ErasureReason) -> str:
    """`En uppgift är borttagen enligt lag (personuppgift). Den stod i rubrik och text.`"""
    return f"{IS_ERASED} ({labels.label(reason)}). Den stod i {grammar.joined(names)}."


def corrected() -> str:
    return "Rättad"


def amended() -> str:
    return "Ändrad genom ett nytt beslut"
