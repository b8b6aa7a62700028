"""The guard against personal data: what it refuses, and how an editor mends it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from loften.privacy.bytes_as_text import as_text
from loften.privacy.images import without_pasted
from loften.privacy.lookalikes import plain
from loften.privacy.personal_data import Finding, Kind, Public, find, find_in_name, masked_name, public_data
from loften.records.documents import Document
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule, rule
from loften.records.site import Site
from loften.records.texts import FileRecord

TEXT_EXTENSIONS = frozenset((".css", ".csv", ".txt"))
"""Files that are published as they are and can be searched like any text."""
_SAMPLE = 1_000
"""Characters; a file of another kind that holds no zero byte among them is searched as text too."""
NAMES: Mapping[Kind, str] = {
    Kind.PERSONAL_NUMBER: "ett personnummer",
    Kind.COORDINATION_NUMBER: "ett samordningsnummer",
    Kind.EMAIL: "en e-postadress",
    Kind.PHONE: "ett telefonnummer",
    Kind.VEHICLE: "ett registreringsnummer för ett fordon",
    Kind.ACCOUNT: "ett kontonummer intill en persons namn",
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
    Kind.ACCOUNT: "ta bort det om det är en privatpersons; en förenings eller myndighets får stå kvar",
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
NO_ACCOUNT_OF_A_PERSON = Rule(
    id="no-account-of-a-person",
    what="Inget kontonummer, IBAN, giro- eller Swishnummer står intill en persons namn.",
    why="Vart pengar går till en privatperson är en personuppgift, och numret kan missbrukas.",
    mend="Ta bort numret. Är det en förenings eller en myndighets får det stå kvar: skriv då ett undantag i "
    "privacy_exceptions.",
    example="Bidrag betalas ut av kommunens ekonomiavdelning.",
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
    yield from check_files(site.documents, site.texts, site.assets, public_data(site.promises_file))


def check_files(
    documents: Mapping[str, Document],
    texts: Iterable[FileRecord],
    assets: Mapping[str, bytes],
    public: Public,
) -> Iterator[Problem]:
    """The same of what can be read, also where promises.yaml or a text is broken and there is no site."""
    records: dict[str, FileRecord] = {record.path: record for record in texts}
    for path, document in documents.items():
        record = records.get(path)
        exceptions = _exceptions(record, document)
        yield from _check_text(path, document.text, public, exceptions, is_offered=record is not None)
        if record is not None:
            yield from _check_exceptions(document, exceptions, public)
    for path, raw in assets.items():
        text = as_text(raw)
        if posixpath.splitext(path)[1].lower() in TEXT_EXTENSIONS or "\0" not in text[:_SAMPLE]:
            yield from _check_text(path, text, public)
    for path in sorted({*documents, *assets}):
        yield from check_name(path, public)


def check_unread(files: Mapping[str, bytes], public: Public) -> Iterator[Problem]:
    """No personal data stands in a file that cannot be read yet: it is told before the file is mended.

    The text can be public already, in a pull request. The exceptions of its `privacy_exceptions` are taken as
    they are written.
    """
    for path, raw in files.items():
        text = as_text(raw)
        written = _EXCEPTIONS.search(text)
        exceptions = _EXCEPTION.findall(written[0]) if written else ()
        yield from _check_text(path, text, public, exceptions)
        yield from check_name(path, public)


_EXCEPTIONS = re.compile(r"^privacy_exceptions:.*(?:\n(?:[ -].*)?)*", re.MULTILINE)
_EXCEPTION = re.compile(r"""^[ -]*text: *["']?(.+?)["']? *$""", re.MULTILINE)


def _exceptions(record: FileRecord | None, document: Document) -> tuple[str, ...]:
    """The texts that are excepted, also in a file whose record is broken elsewhere."""
    if record is not None:
        return tuple(exception.text for exception in record.privacy_exceptions)
    written = document.data.get("privacy_exceptions")
    texts = (
        [entry.get("text") for entry in written if isinstance(entry, dict)]
        if isinstance(written, list)
        else []
    )
    return tuple(text for text in texts if isinstance(text, str))


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
    is_account = finding.kind is Kind.ACCOUNT
    return Problem(
        severity=Severity.WARNING if is_account else Severity.ERROR,
        path=path,
        line=line,
        column=column,
        fault=f"här står {NAMES[finding.kind]}",
        remedy=f"{advice}. {_EXCEPTION_ADVICE}" if is_exception_offered else advice,
        rule=(NO_ACCOUNT_OF_A_PERSON if is_account else NO_PERSONAL_DATA).id,
    )


def _check_text(
    path: str, text: str, public: Public, exceptions: Iterable[str] = (), *, is_offered: bool = False
) -> Iterator[Problem]:
    # the letters of a pasted picture say nothing, though some look like a plate
    text = without_pasted(text)
    findings = find(text, public)
    if not findings:
        return
    shown_path = masked_name(path, public)
    excepted = [tuple(_occurrences(text, exception)) for exception in exceptions]
    for finding in findings:
        if not any(_covers(spans, finding) for spans in excepted):
            is_number = finding.kind in (Kind.PERSONAL_NUMBER, Kind.COORDINATION_NUMBER)
            yield _problem_in_text(
                shown_path, text, finding, is_exception_offered=is_offered and not is_number
            )


def _check_exceptions(document: Document, exceptions: Sequence[str], public: Public) -> Iterator[Problem]:
    """A warning for each exception that the text does not need."""
    findings = find(document.text, public) if exceptions else ()
    for number, exception in enumerate(exceptions):
        spans = tuple(_occurrences(document.text, exception))
        line, column = document.position(("privacy_exceptions", number, "text"))
        # The exception's own line repeats the text, and is not a use of it.
        uses = [finding for finding in findings if _line_and_column(document.text, finding.start)[0] != line]
        if not any(_covers(spans, finding) for finding in uses):
            yield Problem(
                severity=Severity.WARNING,
                path=masked_name(document.path, public),
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


RULES = (NO_PERSONAL_DATA, NO_ACCOUNT_OF_A_PERSON, check_name.rule, EXCEPTION_IS_USED)
"""The rules of the guard, in the order in which they matter."""
