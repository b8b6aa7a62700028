"""Warnings on how a text reads: long sentences, capitals and unexplained abbreviations.

Public language is to be careful, simple and comprehensible (språklagen, SFS 2009:600, 11 §). The three things
that a program can see stop nothing; they ask the editor to look once more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from loften.prose.texts import MarkdownText, markdown_texts, prose_fields
from loften.records.marks import Prose
from loften.records.problems import Problem, Severity
from loften.records.rules import rule
from loften.records.site import Site

MAXIMUM_WORDS = 30

WELL_KNOWN_ABBREVIATIONS = frozenset(
    {
        *("AB", "EU", "FN", "IT", "TV", "USA", "VD"),
        *("CSV", "GPS", "ID", "JSON", "PDF", "QR", "RSS", "SMS"),
        *("OBS", "SFS", "SOS"),
    }
)
"""What a reader of Swedish news, or of a page on open data, knows without explanation."""

_WORD = re.compile(r"[^\W_]+(?:[-:.’'/][^\W_]+)*")
_END = re.compile(r"[.!?…][\"”»)*_]*(?=\s+[\"”»(*_\[–-]*[A-ZÅÄÖ0-9]|\s*$)")
_NO_END = re.compile(r"(?<!\w)(?:bl\.a|ca|dvs|jfr|kl|nr|osv|s|st|t\.ex|tel)$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<![\w@./-])(?![IVX]+\b)[A-ZÅÄÖ]{2,6}(?![\w@]|\.\w| ?[0-9]{2}[0-9A-Z]\b)")
_SHOUTED = re.compile(r"(?<!\w)[A-ZÅÄÖ]{2,}(?: [A-ZÅÄÖ]{2,}){2,}(?!\w)")
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*(?: \"[^\"]*\")?\)|<[a-z]+:[^>\s]*>|https?://\S+|`[^`]*`")


def check_readability(site: Site) -> Iterator[Problem]:
    """A sentence has at most 30 words and small letters, and an abbreviation stands in the glossary.

    An abbreviation is told of once per file.
    """
    known = WELL_KNOWN_ABBREVIATIONS | _explained(site)
    told: defaultdict[str, set[str]] = defaultdict(set)
    for text in (*prose_fields(site, Prose.PLAIN), *markdown_texts(site)):
        yield from check_sentences(text)
        yield from check_capitals(text)
        yield from check_abbreviations(text, known, told[text.path])


def _explained(site: Site) -> frozenset[str]:
    """Every abbreviation that the glossary explains, in any form."""
    return frozenset(
        abbreviation
        for term in site.promises_file.glossary
        for form in (term.term, *term.forms)
        for abbreviation in _ABBREVIATION.findall(form)
    )


@rule(
    "sentence-is-short",
    what=f"En mening har högst {MAXIMUM_WORDS} ord.",
    why="Långa meningar är svåra att läsa, och språklagen kräver att kommuner skriver enkelt.",
    mend="Dela meningen i två.",
    example="Tolv nya lampor lyser vid stationen. De tänds av sig själva när det blir mörkt.",
)
def check_sentences(text: MarkdownText) -> Iterator[Problem]:
    """A sentence has at most 30 words."""
    # Most texts are short: no sentence is longer than its text, and splitting is cheaper than parsing.
    if len(text.text.split()) <= MAXIMUM_WORDS:
        return
    for block in text.parsed.blocks:
        if block.kind != "paragraph":
            continue
        content = _without_addresses(block.content)
        for start, sentence in _sentences(content):
            words = len(_WORD.findall(sentence))
            if words > MAXIMUM_WORDS:
                yield text.problem(
                    f"meningen har {words} ord",
                    block.position(start),
                    Severity.WARNING,
                    remedy=f"Dela den gärna: högst {MAXIMUM_WORDS} ord är lätt att läsa",
                )


@rule(
    "text-is-in-small-letters",
    what="Text skrivs med små bokstäver, aldrig med tre eller fler ord i rad i bara stora.",
    why="Stora bokstäver är svårare att läsa, och det låter som att någon ropar.",
    mend="Skriv orden med små bokstäver, med **fet** text för det viktigaste.",
    example="Biblioteket är **stängt** i dag.",
)
def check_capitals(text: MarkdownText) -> Iterator[Problem]:
    """No three words in a row stand in nothing but capitals."""
    if not _SHOUTED.search(text.text):
        return
    for block in text.parsed.blocks:
        for match in _SHOUTED.finditer(_without_addresses(block.content)):
            yield text.problem(
                "texten står med bara stora bokstäver, som är svåra att läsa",
                block.position(match.start()),
                Severity.WARNING,
                remedy="Skriv med små",
            )


@rule(
    "abbreviation-is-explained",
    what="En förkortning med stora bokstäver står i ordlistan, om den inte är allmänt känd.",
    why="Många vet inte vad den betyder. Finns den i ordlistan får de en förklaring.",
    mend="Skriv ut orden, eller förklara förkortningen under glossary i promises.yaml.",
    example="glossary:\n  - id: ntu\n    term: NTU\n    explanation: Nationella trygghetsundersökningen.",
)
def check_abbreviations(text: MarkdownText, known: frozenset[str], told: set[str]) -> Iterator[Problem]:
    """An abbreviation is well known or stands in the glossary; those told of already are in `told`."""
    if known.issuperset(_ABBREVIATION.findall(text.text)):
        return
    for block in text.parsed.blocks:
        for match in _ABBREVIATION.finditer(_SHOUTED.sub(_blank, _without_addresses(block.content))):
            if match[0] not in known and match[0] not in told:
                told.add(match[0])
                yield text.problem(
                    f'förkortningen "{match[0]}" finns inte i ordlistan',
                    block.position(match.start()),
                    Severity.WARNING,
                    remedy="Skriv ut den, eller förklara den under glossary i promises.yaml",
                )


def _sentences(content: str) -> Iterator[tuple[int, str]]:
    """Each sentence with where it starts; a stop after kl, t.ex and the like ends none."""
    start = 0
    for match in _END.finditer(content):
        if match[0].startswith(".") and _NO_END.search(content, start, match.start()):
            continue
        yield _begun(start, content[start : match.end()])
        start = match.end()
    if content[start:].strip():
        yield _begun(start, content[start:])


def _begun(start: int, sentence: str) -> tuple[int, str]:
    return start + len(sentence) - len(sentence.lstrip()), sentence.strip()


def _without_addresses(content: str) -> str:
    """The text with addresses and code blanked out, every other character in its place."""
    return _ADDRESS.sub(_blank, content)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


RULES = (check_sentences.rule, check_capitals.rule, check_abbreviations.rule)
"""The rules that a text is read by, in their order."""
