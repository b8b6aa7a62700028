"""Warnings on how a text reads: long sentences and unexplained abbreviations.

Public language is to be careful, simple and comprehensible (språklagen, SFS 2009:600, 11 §). The two things
that a program can see stop nothing; they ask the editor to look once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loften.checks.references import PROMISES
from loften.checks.texts import MarkdownText, markdown_texts, text_in_field
from loften.problems import Problem, Severity
from loften.site import Site

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
    told: set[tuple[str, str]] = set()
    for text in (*_summaries(site), *markdown_texts(site)):
        yield from _long_sentences(text)
        yield from _shouted(text)
        for problem, abbreviation in _unexplained(text, known):
            if (text.path, abbreviation) not in told:
                told.add((text.path, abbreviation))
                yield problem


def _explained(site: Site) -> frozenset[str]:
    """Every abbreviation that the glossary explains, in any form."""
    return frozenset(
        abbreviation
        for term in site.promises_file.glossary
        for form in (term.term, *term.forms)
        for abbreviation in _ABBREVIATION.findall(form)
    )


def _summaries(site: Site) -> Iterator[MarkdownText]:
    for records in (site.measures, site.updates, site.follow_ups, site.pages):
        for record in records:
            yield text_in_field(site, record.path, record.summary, "summary")
    for number, agreement in enumerate(site.agreements):
        place = ("agreements", number)
        yield text_in_field(site, PROMISES, agreement.summary, *place, "summary")
        for index, area in enumerate(agreement.focus_areas):
            yield text_in_field(site, PROMISES, area.summary, *place, "focus_areas", index, "summary")
        for index, promise in enumerate(agreement.promises):
            yield text_in_field(site, PROMISES, promise.summary, *place, "promises", index, "summary")


def _long_sentences(text: MarkdownText) -> Iterator[Problem]:
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
                    f"meningen har {words} ord. Dela den gärna: högst {MAXIMUM_WORDS} ord är lätt att läsa",
                    block.place(start),
                    Severity.WARNING,
                )


def _shouted(text: MarkdownText) -> Iterator[Problem]:
    if not _SHOUTED.search(text.text):
        return
    for block in text.parsed.blocks:
        for match in _SHOUTED.finditer(_without_addresses(block.content)):
            yield text.problem(
                "texten står med bara stora bokstäver, som är svåra att läsa. Skriv med små",
                block.place(match.start()),
                Severity.WARNING,
            )


def _unexplained(text: MarkdownText, known: frozenset[str]) -> Iterator[tuple[Problem, str]]:
    if known.issuperset(_ABBREVIATION.findall(text.text)):
        return
    for block in text.parsed.blocks:
        for match in _ABBREVIATION.finditer(_SHOUTED.sub(_blank, _without_addresses(block.content))):
            if match[0] not in known:
                message = (
                    f'förkortningen "{match[0]}" finns inte i ordlistan. Skriv ut den, eller förklara '
                    "den under glossary i promises.yaml"
                )
                yield text.problem(message, block.place(match.start()), Severity.WARNING), match[0]


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
