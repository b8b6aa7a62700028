"""Rules on the links of a Markdown text: they lead somewhere, and say where.

Each check is a generator whose docstring is the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from loften.checks.link_suggestions import suggestion
from loften.privacy.images import fault_of_pasted
from loften.privacy.personal_data import Public, find
from loften.prose.links import ALLOWED_SCHEMES, destination, has_allowed_scheme, is_external
from loften.prose.markdown import TextImage
from loften.prose.texts import MarkdownText, Surroundings, hrefs, prose
from loften.records.documents import Position
from loften.records.problems import Problem, Severity, Wording
from loften.records.rules import Checked, rule

_MAILBOX = re.compile(r"[^/\s]+@[^/\s]+\.(?!jpe?g|png|gif|webp|svg|pdf|md)[a-z]{2,}", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?[0-9][0-9()/ -]{4,}")

_EMPTY_LINK_TEXTS = frozenset(
    {
        *("här", "se här", "klicka", "klicka här", "tryck här", "läs mer", "läs mer här", "läs vidare"),
        *("mer", "länk", "länken", "denna länk", "den här länken", "mer information"),
        *("here", "click here", "read more"),
    }
)


def _is_on_own_computer(href: str) -> bool:
    return re.match(r"file:|[A-Za-z]:[\\/]|\\", href, re.IGNORECASE) is not None


def _is_of_own_server(href: str) -> bool:
    return re.match(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?![\w.-])", href) is not None


def leads_inside(href: str) -> bool:
    """Whether the href names a page or file here, rightly or not; `check_target_forms` has the others."""
    if is_external(href) or "\\" in href or href.startswith("www."):
        return False
    return not (_MAILBOX.fullmatch(href) or _TELEPHONE.fullmatch(href))


@rule(
    "link-address-has-its-form",
    what="En länk börjar med https://, http://, mailto: eller tel:, eller leder till en sida eller fil här. "
    "Den skrivs med vanliga snedstreck.",
    why="Annars leder den ingenstans. Ingen annan kommer åt det som ligger på din dator.",
    mend="Kopiera adressen ur webbläsaren. Ligger filen på din dator: lägg den i content och länka dit.",
    example="[Kommunens sida om gatuljus](https://www.kommunen.se/gatuljus)\n"
    "[Ljusare vid stationen](2024-03-01-lampor-vid-stationen.md)",
)
def check_target_forms(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's address is written as on the web: / and no backslash, with https:// first or relative."""
    for href, at in hrefs(text.parsed):
        if isinstance(at, TextImage) and fault_of_pasted(href):
            # told as a picture
            continue
        wording = _fault_of_form(href, around.public)
        if wording:
            yield text.problem(wording.fault, at, remedy=wording.remedy)


def _fault_of_form(href: str, public: Public) -> Wording | None:
    if not href.strip():
        return Wording("länken saknar adress", "Skriv den mellan parenteserna: [text](adress)")
    if _is_on_own_computer(href):
        return Wording(
            "länken går till en fil på din egen dator eller i ert nät, som ingen annan kan öppna",
            "Lägg filen i mappen content och länka till den därifrån, till exempel bilder/lampor.jpg",
        )
    if _is_of_own_server(href):
        return Wording(
            "länken går till förhandsvisningen på din egen dator, som ingen annan kan öppna",
            "Skriv bara det som står efter datorns namn, till exempel /2024/atgarder/belysning/",
        )
    if re.match(r"https?:(?!//)", href):
        return Wording("länkens adress ska ha två snedstreck efter kolon: https://")
    if not has_allowed_scheme(href):
        scheme = href.split(":")[0].strip()
        allowed = ", ".join(sorted(ALLOWED_SCHEMES))
        return Wording(f'en länk får inte börja med "{scheme}:"', f"Tillåtna: {allowed}, eller en sida här")
    if not is_external(href) and "\\" in href:
        return Wording("länkens adress har omvända snedstreck", "Skriv / i stället")
    if href.startswith(("//", "www.")):
        return Wording("länken saknar https://", f'skriv "https://{href.removeprefix("//")}"')
    if find(href, public):
        # What may be a person's is told of by the guard against personal data, which says to remove it.
        return None
    if _MAILBOX.fullmatch(href) and not is_external(href):
        return Wording("länken går till en e-postadress", "Skriv mailto: före adressen")
    if _TELEPHONE.fullmatch(href):
        return Wording("länken går till ett telefonnummer", "Skriv tel: före numret")
    return None


@rule(
    "link-leaves-out-own-address",
    what="En länk till en sida här skrivs utan webbplatsens egen adress.",
    why="Då håller länken även om webbplatsen flyttar.",
    mend="Skriv bara det som står efter webbplatsens adress, med / först.",
    example="[Åtgärderna](/2024/atgarder/)",
)
def check_own_address(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link to a page here does not name the site's own address, which changes when the site moves."""
    own = around.site.settings.site_address
    for href, at in hrefs(text.parsed):
        if href.startswith(own):
            short = f"/{href.removeprefix(own)}"
            yield text.problem(
                "länken går till den här webbplatsens egen adress",
                at,
                remedy=f'Skriv "{short}", så håller den även om webbplatsen flyttar',
            )


@rule(
    "link-is-in-one-piece",
    what="En länk är text i hakparenteser och adress i vanliga parenteser, tätt ihop. I adressen finns inga "
    "mellanslag.",
    why="Annars blir det ingen länk, och besökaren ser parenteserna.",
    mend="Skriv länken som i exemplet. Har filen mellanslag i namnet: byt först dess namn.",
    example="[Ljusare vid stationen](2024-03-01-lampor-vid-stationen.md)",
)
def check_spaces(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's address has no spaces, and none stands between its text and its address."""
    for block, content in prose(text.parsed):
        for match in re.finditer(r"\]\(([^()\n<>\"]*)\)", content):
            if " " in match[1].strip():
                yield text.problem(
                    "länkens adress innehåller mellanslag, så länken fungerar inte",
                    block.position(match.start(1)),
                    remedy="Ta bort dem; heter filen så, byt först dess namn",
                )
        for match in re.finditer(r"\] +\((?:https?://|\.{0,2}/|[^\s()]+\.md\b)[^\s()]*\)", content):
            yield text.problem(
                "det står mellanslag mellan länkens text och adress",
                block.position(match.start()),
                remedy="Skriv dem tätt ihop: [text](adress)",
            )
        for match in re.finditer(r"\([^()\n]+\)\[(?:https?://|\.{0,2}/|[^\s\]]+\.md\b)[^\s\]]*\]", content):
            yield text.problem(
                "länkens parenteser har bytt plats",
                block.position(match.start()),
                remedy="Skriv texten i hakparenteser och adressen i vanliga: [text](adress)",
            )


@rule(
    "link-target-exists",
    what="En länk till en sida eller fil på webbplatsen leder till något som finns.",
    why="Annars kommer besökaren till en sida som säger att inget hittades.",
    mend="Kontrollera mappen och filens namn, även stora och små bokstäver.",
    example="[Ljusare vid stationen](2024-03-01-lampor-vid-stationen.md)",
)
def check_internal_links(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link within the site leads to a page or a file that is there, be it that it waits for its day."""
    for link in text.parsed.links:
        if not leads_inside(link.href) or not link.href or link.href.startswith(("#", "?")):
            continue
        if destination(around.book, link.href, path=text.path) is None:
            yield text.problem(
                f'länken går till "{link.href}", som inte finns',
                link,
                remedy=suggestion(text, link.href, around),
            )


@rule(
    "link-heading-exists",
    what="En länk till en viss rubrik (#rubrik) leder till en rubrik som finns på sidan.",
    why="Annars hamnar besökaren högst upp på sidan och får leta själv.",
    mend="Skriv rubriken med små bokstäver a–z, siffror och bindestreck: Så gick det blir #sa-gick-det.",
    example="[Så gick det](2024-03-01-lampor-vid-stationen.md#sa-gick-det)",
)
def check_anchors(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link to a part of a page (#rubrik) leads to a heading that is there."""
    for link in text.parsed.links:
        way, mark, anchor = link.href.partition("#")
        if not (mark and anchor and leads_inside(link.href)):
            continue
        address = destination(around.book, link.href, path=text.path)
        if address is not None:
            known = around.anchors(address)
        else:
            known = None if way else {heading.slug for heading in text.parsed.headings}
        if known is None or anchor in known:
            continue
        close = get_close_matches(anchor.casefold(), sorted(known), n=1)
        remedy = "Skriv den som den står i rubrikens adress, med a–z, siffror och bindestreck"
        if close:
            remedy = f'menade du "{way}#{close[0]}"?'
        where = "på den sidan" if way else "i texten"
        yield text.problem(f'rubriken "#{anchor}" finns inte {where}', link, remedy=remedy)


@rule(
    "link-text-says-where",
    what="En länks text säger vart länken går. Den är inte ”här”, ”läs mer” eller en webbadress.",
    why="Den som får länkarna upplästa var för sig hör bara länkens text.",
    mend="Skriv till exempel rubriken på sidan som länken går till.",
    example="[Polisens tipssida](https://polisen.se/tipsa/)",
)
def check_link_texts(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's text says where the link leads, also when it is read out alone (WCAG 2.1, 2.4.4 and 2.4.9)."""
    for link in text.parsed.links:
        words = " ".join(link.text.split())
        if not words:
            yield text.problem(
                "länken saknar text", link, remedy="Skriv vart den går: [Polisens tipssida](…)"
            )
        elif words.casefold().strip(" .!…»>→") in _EMPTY_LINK_TEXTS:
            yield text.problem(
                f'länktexten "{words}" säger inte vart länken går',
                link,
                remedy="Skriv till exempel sidans rubrik i stället",
            )
        elif re.match(r"(https?://|www\.)\S+$", words):
            yield text.problem(
                "länken visas som en webbadress",
                link,
                Severity.WARNING,
                remedy="Skriv vart den går: [Polisens tipssida](https://…)",
            )


@rule(
    "link-is-finished",
    what="En länk har sin adress i parentes direkt efter sin text. Fotnoter används inte.",
    why="Annars ser besökaren hakparenteser i stället för en länk.",
    mend="Skriv adressen i vanliga parenteser efter texten. Skriv in det som stod i fotnoten i texten.",
    example="[Polisens tipssida](https://polisen.se/tipsa/)",
)
def check_unfinished_links(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link has its address in parentheses beside its text, and what is no link has no brackets of one."""
    finished = {(link.line, link.column) for link in text.parsed.links}
    for block, content in prose(text.parsed):
        for match in re.finditer(r"\[\^[^\[\]\n]+\]", content):
            yield text.problem(
                f"fotnoter som {match[0]} visas inte",
                block.position(match.start()),
                remedy="Skriv upplysningen i texten, eller länka till den",
            )
        for match in re.finditer(r"(?<!\!)\[[^\[\]^\n][^\[\]\n]*\]\[[^\[\]\n]*\]", content):
            if block.position(match.start()) not in finished:
                yield text.problem(
                    "länken saknar adress",
                    block.position(match.start()),
                    remedy="Skriv den i vanliga parenteser efter texten: [text](adress)",
                )


@rule(
    "web-address-is-a-link",
    what="En webbadress i texten är en länk med egna ord.",
    why="En adress som bara står där går inte att trycka på, och den är svår att lyssna på.",
    mend="Skriv vart länken går i hakparenteser, och adressen i parentes efter.",
    example="Tipsa på [Polisens tipssida](https://polisen.se/tipsa/).",
)
def check_bare_addresses(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A web address in running text is a link with words of its own."""
    for block, content in prose(text.parsed):
        for match in re.finditer(r"(?<![\w(<\[/\"])(?:https?://|www\.)[^\s<>]+", content):
            line, column = block.position(match.start())
            inside = any(link.line == line and link.column < column for link in text.parsed.links)
            if not inside:
                yield text.problem(
                    "webbadressen blir ingen länk",
                    Position(line, column),
                    Severity.WARNING,
                    remedy="Skriv vart den går: [Polisens tipssida](https://…)",
                )


LINK_CHECKS: tuple[Checked[[MarkdownText, Surroundings]], ...] = (
    check_target_forms,
    check_own_address,
    check_spaces,
    check_internal_links,
    check_anchors,
    check_link_texts,
    check_unfinished_links,
    check_bare_addresses,
)
