"""The rule on what was signed: it changes only with a correction or an amendment of that very thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.comparing.signed_changes import SignedChange, signed_changes
from loften.prose.pieces import pieces
from loften.records.agreements import FocusArea, Promise
from loften.records.documents import Position
from loften.records.problems import Problem, Wording
from loften.records.rules import rule
from loften.records.site import Site, is_held_back
from loften.records.texts import Measure, WordForWord
from loften.words import grammar


@rule(
    "signed-changes-openly",
    what="Det som är undertecknat ändras bara tillsammans med en rättelse eller ett ändrat löfte. Texten "
    "kommer ut samma dag, gäller just det som ändras och säger vad som stod och vad som står nu.",
    why="Invånarna ska kunna se vad parterna skrev under, och vad som har ändrats sedan dess.",
    mend="Ändra tillbaka, eller lägg till en nyhet: kind: correction om det var ett fel, kind: amendment om "
    "parterna har beslutat något nytt. Skriv både det gamla och det nya i texten.",
    example="kind: correction\ncorrects: 2024/atgarder/lampor-vid-stationen\nsummary: Målet är minst 14 "
    "lampor, "
    "inte minst 12.",
)
def check_signed(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What was signed changes only with a new, public correction or amendment that names the change."""
    for change in signed_changes(before, after, today):
        if change.told_by(today) is None:
            wording = _wording(change, today)
            line, column = _position(change, after)
            yield Problem(
                path=change.path, line=line, column=column, fault=wording.fault, remedy=wording.remedy
            )


def _position(change: SignedChange, after: Site) -> Position:
    """Where the change stands; a piece of the signed text at its number, if it is there still."""
    if isinstance(change.subject, WordForWord):
        for piece in pieces(change.subject.body):
            if piece.number == change.piece:
                return Position(change.subject.body_line + piece.line - 1, piece.column)
    return after.position(change.path, *change.location)


def _wording(change: SignedChange, today: dt.date) -> Wording:
    about = change.about
    if change.is_unclear:
        return Wording(
            f"flera punkter i Ord för ord är ändrade ({change.what}), men under erased står bara body",
            "Skriv i stället numren på de punkter där uppgiften stod, till exempel "
            f'"fields: [{change.piece}]", och ändra tillbaka de andra',
        )
    if about is None and change.is_erased:
        return Wording(
            f"här är mer ändrat än de ord som lagen vill ha bort – {change.what} ({change.words})",
            "Skriv andra ord där uppgiften stod, till exempel ”en tjänsteperson” i stället för ett namn, och "
            "låt resten stå kvar. Är något mer fel: berätta det i en rättelse i "
            f'content/{change.agreement.id}/nyheter/ ("kind: correction" och '
            f'"corrects: {change.name}"{_of_piece(change)})',
        )
    if about is None:
        return Wording(
            f"det här är undertecknat och får inte bara ändras – {change.what} ({change.words})",
            f"Ändra tillbaka, eller lägg till en nyhet i content/{change.agreement.id}/nyheter/: en rättelse "
            f'om det var ett fel ("kind: correction" och "corrects: {change.name}"{_of_piece(change)}), '
            'eller ett ändrat löfte om parterna har beslutat något nytt ("kind: '
            f'amendment"{_of_amendment(change)})',
        )
    if is_held_back(about, today):
        return Wording(
            f"det här ändras så fort det publiceras – {change.what} ({change.words}) – men {about.path} som "
            f"berättar om det hålls inne till {about.published.date()}",
            "Låt dem komma ut samma dag",
        )
    said = grammar.joined([f"”{words}”" for words in change.unsaid])
    return Wording(
        f"det här är undertecknat och ändras – {change.what} ({change.words}) – men {about.path} säger inte "
        "vad som stod och vad som står nu",
        f"skriv {said} i den texten",
    )


def _of_piece(change: SignedChange) -> str:
    """The line that a text about the signed text needs: all numbers where it changes as a whole."""
    if change.piece is not None:
        return f' och "pieces: [{change.piece}]"'
    if isinstance(change.subject, WordForWord):
        numbers = ", ".join(str(piece.number) for piece in pieces(change.subject.body))
        return f' och "pieces: [{numbers}]"'
    return ""


def _of_amendment(change: SignedChange) -> str:
    """The line that an amendment needs besides its kind, to be about this very thing."""
    match change.subject:
        case WordForWord():
            return _of_piece(change)
        case Promise(id=own):
            return f' och "promises: [{own}]"'
        case FocusArea(id=own):
            return f' och "focus_areas: [{own}]"'
        case Measure(id=own):
            return f' och "measures: [{{measure: {own}}}]"'
        case _:
            return ""
