"""The guard against personal data: what it refuses, and how an editor mends it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from loften.privacy.lookalikes import plain
from loften.privacy.personal_data import Finding, Kind, Public, find, find_in_name, masked_name, public_data
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule, rule
from loften.records.site import Site
from loften.records.texts import FileRecord

TEXT_EXTENSIONS = frozenset((".css", ".csv", ".txt"))
"""Files that are published as they are and can be searched like any text."""
NAMES: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "ett personnummer",
    Kind.COORDINATION_NUMBER: "ett samordningsnummer",
    Kind.EMAIL: "en e-postadress",
    Kind.PHONE: "ett telefonnummer",
    Kind.VEHICLE: "ett registreringsnummer för ett fordon",
}
"""What each kind is called in a message; the value itself is never repeated."""

_ADVICE: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "ta bort det",
    Kind.COORDINATION_NUMBER: "ta bort det",
    Kind.EMAIL: (
        "ta bort den, eller hänvisa till en funktion som står bland kontakterna (contacts) i promises.yaml"
    ),
    Kind.PHONE: (
        "ta bort det, eller hänvisa till en funktion som står bland kontakterna (contacts) i promises.yaml"
    ),
    Kind.VEHICLE: "ta bort det, eller skriv vad det är, till exempel en röd personbil",
}
_EXCEPTION_ADVICE = (
    "Ska det ändå stå kvar: skriv privacy_exceptions överst i filen, med exakt samma text (text) och skälet "
    "(reason)"
)

NO_PERSONAL_DATA = Rule(
    id="no-personal-data",
    what="Ingen fil innehåller personnummer, samordningsnummer, registreringsnummer, telefonnummer eller "
    "e-postadresser. Det som står bland kontakterna (contacts) i promises.yaml går bra.",
    why="Allt som läggs in här blir offentligt, och sådana uppgifter kan peka ut en person.",
    mend="Ta bort uppgiften, eller hänvisa till en funktion bland kontakterna. Måste ett telefonnummer, en "
    "e-postadress eller ett registreringsnummer stå kvar i en text: skriv privacy_exceptions överst i den.",
    example="Är en lampa trasig? Ring kommunens växel.",
)
EXCEPTION_IS_USED = Rule(
    id="privacy-exception-is-used",
    what="Ett undantag i privacy_exceptions gäller något som står i filen och som annars skulle stoppas.",
    why="Ett undantag som inte stämmer släpper inte igenom det som var meningen, eller behövs inte alls.",
    mend="Skriv text exakt som det står i filen, eller ta bort undantaget.",
    example="privacy_exceptions:\n  - text: 070-174 06 77\n"
    "    reason: Föreningens nummer för anmälan. Föreningen vill ha det här.",
)


def check_privacy(site: Site) -> Iterator[Problem]:
    """No personal number, e-mail address, telephone or vehicle number stands in a text or in a file's name.

    The contacts in promises.yaml pass, and so does exactly what a text's own `privacy_exceptions` name.
    What is hidden in pictures is read by `images.check_images`.
    """
    public = public_data(site.promises_file)
    records: dict[str, FileRecord] = {record.path: record for record in site.texts}
    for path, document in site.documents.items():
        if path not in records and "privacy_exceptions" in document.data:
            # The text is broken elsewhere, and its exceptions are not known until that is mended.
            continue
        yield from _check_text(site, records.get(path), path, document.text, public)
    for path, raw in site.assets.items():
        if posixpath.splitext(path)[1].lower() in TEXT_EXTENSIONS:
            # a file in another encoding than UTF-8 has its digits and Latin letters in the same places
            text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
            yield from _check_text(site, None, path, text, public)
    for path in sorted({*site.documents, *site.assets}):
        yield from check_name(path, public)


def check_unreadable(path: str, raw: bytes) -> Iterator[Problem]:
    """No personal number stands in a file that cannot be read yet: it is told before the file is mended.

    The text can be public already, in a pull request. Kinds that contacts and the glossary may excuse wait
    until those are known.
    """
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    for finding in find(text):
        if finding.kind in (Kind.PERSONAL_NUMBER, Kind.COORDINATION_NUMBER):
            yield _problem_in_text(masked_name(path), text, finding)


@rule(
    "no-personal-data-in-file-name",
    what="Namnet på en fil eller mapp innehåller inga personuppgifter, som ett personnummer eller ett "
    "registreringsnummer.",
    why="Namnet blir en del av adressen, som alla kan läsa.",
    mend="Döp om filen eller mappen.",
    example="2024-03-01-lampor-vid-stationen.md",
)
def check_name(path: str, public: Public) -> Iterator[Problem]:
    """No personal data stands in the name of a file or folder; the message's own path is masked too."""
    for kind in dict.fromkeys(finding.kind for finding in find_in_name(path, public)):
        yield Problem(
            path=masked_name(path, public),
            fault=f"filens namn innehåller {NAMES[kind]} (visas inte här, det står … i stället)",
            remedy="döp om filen, för namnet blir en del av adressen",
        )


def _problem_in_text(
    path: str, text: str, finding: Finding, *, is_exception_offered: bool = False
) -> Problem:
    """The finding as a problem on its line; `path` must already be masked."""
    line, column = _line_and_column(text, finding.start)
    advice = _ADVICE[finding.kind]
    return Problem(
        path=path,
        line=line,
        column=column,
        fault=f"här står {NAMES[finding.kind]}",
        remedy=f"{advice}. {_EXCEPTION_ADVICE}" if is_exception_offered else advice,
        rule=NO_PERSONAL_DATA.id,
    )


def _check_text(
    site: Site, record: FileRecord | None, path: str, text: str, public: Public
) -> Iterator[Problem]:
    exceptions = record.privacy_exceptions if record else ()
    findings = find(text, public)
    if not (findings or exceptions):
        return
    shown_path = masked_name(path, public)
    excepted = [tuple(_occurrences(text, exception.text)) for exception in exceptions]
    for finding in findings:
        if not any(_covers(spans, finding) for spans in excepted):
            is_number = finding.kind in (Kind.PERSONAL_NUMBER, Kind.COORDINATION_NUMBER)
            is_offered = record is not None and not is_number
            yield _problem_in_text(shown_path, text, finding, is_exception_offered=is_offered)
    for number, spans in enumerate(excepted):
        line, column = site.position(path, "privacy_exceptions", number, "text")
        # The exception's own line repeats the text, and is not a use of it.
        uses = [finding for finding in findings if _line_and_column(text, finding.start)[0] != line]
        if not any(_covers(spans, finding) for finding in uses):
            yield Problem(
                severity=Severity.WARNING,
                path=shown_path,
                line=line,
                column=column,
                fault="undantaget motsvarar inget som spärren mot personuppgifter stoppar i filen",
                remedy="skriv text exakt som det står, eller ta bort undantaget",
                rule=EXCEPTION_IS_USED.id,
            )


def _occurrences(text: str, part: str) -> Iterator[tuple[int, int]]:
    """Where the part stands in the text, whatever sort of spaces and dashes either has."""
    read, sought = plain(text), plain(part).text
    start = read.text.find(sought)
    while start >= 0:
        yield read.original(start), read.original(start + len(sought))
        start = read.text.find(sought, start + 1)


def _covers(spans: tuple[tuple[int, int], ...], finding: Finding) -> bool:
    return any(start <= finding.start and finding.end <= end for start, end in spans)


def _line_and_column(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


RULES = (NO_PERSONAL_DATA, check_name.rule, EXCEPTION_IS_USED)
"""The rules of the guard, in the order in which they matter."""
