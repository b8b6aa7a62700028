"""Rules on Ord för ord: every piece has a number of its own, and it is said what each became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loften.catalogue.page_kinds import WORD_FOR_WORD
from loften.prose.pieces import Piece, pieces, unnumbered
from loften.records.documents import CONTENT
from loften.records.problems import Problem, Wording
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.texts import WordForWord
from loften.records.vocabulary import PieceUse
from loften.records.walk import every_field, has_key
from loften.words import grammar, labels


@rule(
    "piece-has-its-number",
    what="I Ord för ord börjar varje stycke, rubrik och punkt med sitt nummer inom hakparentes. Inget nummer "
    "står två gånger.",
    why="Rättelser och andra sidor pekar på numren, och de ändras aldrig.",
    mend="Skriv ett nytt nummer först i stycket. Det behöver inte följa på det förra.",
    example="[13] Polisen ska synas mer på torget. [14] Det gäller mest på kvällarna.",
)
def check_numbers(site: Site) -> Iterator[Problem]:
    """Every block of the signed text begins with a number, and each number stands once."""
    for page in site.signed_texts.values():
        for place in unnumbered(page.body):
            yield Problem(
                path=page.path,
                line=page.body_line + place.line - 1,
                column=place.column,
                fault="stycket har inget nummer",
                remedy=f"skriv ett nummer som inte är taget först i det, till exempel [{_free(page)}]",
            )
        known: dict[int, int] = {}
        for piece in pieces(page.body):
            line = page.body_line + piece.line - 1
            wording = _fault_of_number(piece, known, page)
            known.setdefault(piece.number, line)
            if wording:
                yield Problem(
                    path=page.path,
                    line=line,
                    column=piece.column,
                    fault=wording.fault,
                    remedy=wording.remedy,
                )
        if not known and not list(unnumbered(page.body)):
            yield site.problem_at(
                page.path,
                "title",
                fault="det finns inga punkter i filen",
                remedy="skriv det undertecknade löftet under den andra raden med ---, med [1] först i det "
                "första stycket",
                of_key=True,
            )


def _fault_of_number(piece: Piece, known: Mapping[int, int], page: WordForWord) -> Wording | None:
    """`known` are the numbers above with their lines in the file."""
    if not piece.words:
        return Wording(
            f"punkt {piece.number} har ingen text", "skriv texten efter numret, eller ta bort numret"
        )
    if piece.number in known:
        return Wording(
            f"nummer {piece.number} står redan på rad {known[piece.number]}",
            f"skriv ett nummer som inte är taget, till exempel [{_free(page)}]",
        )
    return None


def _free(page: WordForWord) -> int:
    return max((piece.number for piece in pieces(page.body)), default=0) + 1


@rule(
    "piece-became-something",
    what="Varje punkt i Ord för ord blev något: ett löfte, ett fokusområde eller en åtgärd bygger på den, "
    "eller så står det under pieces vad den blev.",
    why="Inget som parterna skrev under ska försvinna på vägen.",
    mend="Skriv numret i rests_on där det hör hemma, eller lägg till det under pieces med purpose, "
    "background eller example.",
    example="pieces:\n  14: purpose\n  15: background",
)
def check_uses(site: Site) -> Iterator[Problem]:
    """Each piece is named by a record that rests on it, or by the file's own list of what it became."""
    named: dict[str, set[int]] = {}
    for by, _, _, value in every_field(site, has_key("rests_on")):
        if by.agreement:
            named.setdefault(by.agreement.id, set()).update(value)
    uses = ", ".join(f"{use.value} ({labels.label(use)})" for use in PieceUse)
    for agreement, page in site.signed_texts.items():
        for piece in pieces(page.body):
            if piece.number not in named.get(agreement, set()) and piece.number not in page.pieces:
                yield Problem(
                    path=page.path,
                    line=page.body_line + piece.line - 1,
                    column=piece.column,
                    fault=f"punkt {piece.number} blev inget: inget löfte, fokusområde eller åtgärd bygger "
                    "på den",
                    remedy=f"skriv {piece.number} i rests_on där den hör hemma, eller under pieces här. "
                    "Tillåtna: "
                    f"{uses}",
                )


@rule(
    "named-piece-exists",
    what="Ett nummer som nämns i rests_on eller pieces finns i Ord för ord för samma medborgarlöfte.",
    why="Numret leder till punkten, så att alla kan se vad som skrevs under.",
    mend="Rätta numret, eller lägg till punkten i ord-for-ord.md.",
    example="rests_on: [13, 14]",
)
def check_named_pieces(site: Site) -> Iterator[Problem]:
    """Every number that a record, a correction or an interpretation names is that of a piece."""
    files = site.signed_texts
    known = {agreement: {piece.number for piece in pieces(page.body)} for agreement, page in files.items()}
    for by, _, location, value in every_field(site, has_key("rests_on", "pieces")):
        agreement = by.agreement.id if by.agreement else ""
        path = f"{CONTENT}/{agreement}/{WORD_FOR_WORD}.md"
        if value and agreement not in known:
            yield site.problem_at(
                by.path,
                *location,
                fault=f"{path} finns inte, så här går det inte att nämna några punkter",
                remedy="lägg till den filen, eller ta bort raden",
                of_key=True,
            )
            continue
        for number, named in enumerate(value):
            if named not in known.get(agreement, set()):
                yield site.problem_at(
                    by.path,
                    *(*location, str(named) if isinstance(value, dict) else number),
                    fault=f"punkt {named} finns inte i {path}",
                    remedy="rätta numret",
                )


@rule(
    "correction-names-its-pieces",
    what="En rättelse av Ord för ord nämner numren på de punkter som rättas. Bara en sådan rättelse, eller "
    "ett ändrat löfte, har raden pieces.",
    why="Rättelsen visas vid just den punkten.",
    mend='Lägg till "pieces:" med numren, eller ta bort raden.',
    example="kind: correction\ncorrects: 2024/ord-for-ord\npieces: [13]",
)
def check_corrected_pieces(site: Site) -> Iterator[Problem]:
    """A correction of the signed text names its pieces; no other text but an amendment does."""
    for update in site.updates:
        is_of_pieces = update.corrects == f"{update.agreement}/{WORD_FOR_WORD}"
        if is_of_pieces and not update.pieces:
            yield site.problem_at(
                update.path,
                "corrects",
                fault="rättelsen säger inte vilka punkter den rättar",
                remedy="skriv numren på punkterna inom hakparenteser, på en egen rad som den här: "
                "pieces: [13, 14]",
            )
        elif update.pieces and not (is_of_pieces or update.is_amendment):
            said = grammar.joined([str(number) for number in update.pieces])
            yield site.problem_at(
                update.path,
                "pieces",
                fault=f"bara en rättelse av Ord för ord eller ett ändrat löfte nämner punkter ({said})",
                remedy=f'ta bort raden, eller skriv "corrects: {update.agreement}/{WORD_FOR_WORD}"',
                of_key=True,
            )
