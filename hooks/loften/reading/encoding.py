"""Bytes -> text, or where the file was saved in a way that would garble it."""

from __future__ import annotations

import re

from loften.reading import rules
from loften.reading.rules import Breach
from loften.records.problems import Problem

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML and XML refuse or read as a line break of its own; a tab and a line feed are left to YAML."""
_GARBLED = re.compile("Ã[¥¤¶©\u0085\u0084\u0096…„–]")
"""UTF-8 for å, ä, ö, é, Å, Ä and Ö that some program has taken for Windows or Latin-1 text."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_OTHER_KINDS = (
    (b"PK\x03\x04", "ett dokument från Word eller Excel, eller en zip-fil"),
    (b"\xd0\xcf\x11\xe0", "ett dokument från en äldre Word eller Excel"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"%PDF", "en pdf-fil"),
    (b"\xff\xd8\xff", "en bild"),
    (b"\x89PNG", "en bild"),
)
"""What files that are no text begin with; a program's own form was saved under a text's name."""
_SAVE_AS_UTF_8 = "spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)"


def decoded(path: str, raw: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    """The text with line feeds between lines, or None and the problem that keeps it from being read.

    A byte-order mark at the start and Windows line ends are accepted and dropped.
    """
    for beginning, kind in _OTHER_KINDS:
        if raw.startswith(beginning):
            return None, (
                Breach(
                    rules.FILE_IS_PLAIN_TEXT,
                    f"filen är {kind}, inte en text",
                    "kopiera texten och klistra in den i en textfil i stället",
                ).problem(path),
            )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        breach = Breach(rules.FILE_IS_PLAIN_TEXT, "filen är sparad som UTF-16", _SAVE_AS_UTF_8)
        return None, (breach.problem(path),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig reports the byte counted from after the mark.
        return None, (_undecodable(path, raw.removeprefix(b"\xef\xbb\xbf"), error.start),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _found(text)
    if found is None:
        return text, ()
    offset, breach = found
    return None, (_at(path, text, offset, breach),)


def _undecodable(path: str, raw: bytes, start: int) -> Problem:
    before = raw[:start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    letter = raw[start : start + 1].decode("cp1252", "replace")
    guess = f' (troligen ett "{letter}")' if letter in "åäöÅÄÖéÉ" else ""
    fault = f"tecknet här{guess} är sparat i en annan teckenkodning"
    return _at(path, before, len(before), Breach(rules.FILE_IS_PLAIN_TEXT, fault, _SAVE_AS_UTF_8))


def _found(text: str) -> tuple[int, Breach] | None:
    """The first breach and its offset."""
    if conflict := _CONFLICT.search(text):
        return conflict.start(), Breach(
            rules.NO_MERGE_CONFLICT,
            f"här står {conflict[0]} från två ändringar som krockade",
            "behåll den rätta texten och ta bort raderna med <<<<<<<, ======= och >>>>>>>",
        )
    if "\ufffd" in text:
        return text.index("\ufffd"), Breach(
            rules.FILE_IS_PLAIN_TEXT, "här står \ufffd där en bokstav har gått förlorad", "skriv rätt bokstav"
        )
    if garbled := _GARBLED.search(text):
        return garbled.start(), Breach(
            rules.FILE_IS_PLAIN_TEXT,
            f'här står "{_shown(garbled[0])}" där det ska vara å, ä, ö eller liknande',
            f"rätta bokstäverna och {_SAVE_AS_UTF_8}",
        )
    if invisible := INVISIBLE.search(text):
        return invisible.start(), Breach(
            rules.NO_HIDDEN_CHARACTERS,
            f"här finns ett osynligt tecken (U+{ord(invisible[0]):04X})",
            "ta bort det, eller skriv om raden för hand",
        )
    return None


def _shown(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def _at(path: str, text: str, offset: int, breach: Breach) -> Problem:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return breach.problem(path, line, column)
