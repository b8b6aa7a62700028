"""Rules on the links of a Markdown text: they lead somewhere, and say where.

Each check is a generator whose docstring is the rule.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches

from loften.checks.texts import MarkdownText, Surroundings, prose, targets
from loften.links import ALLOWED_SCHEMES, destination, file_named, has_allowed_scheme, is_external
from loften.markdown import Place
from loften.privacy.personal_data import find
from loften.problems import Problem, Severity

_MAILBOX = re.compile(r"[^/\s]+@[^/\s]+\.(?!jpe?g|png|gif|webp|svg|pdf|md)[a-z]{2,}", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?[0-9][0-9()/ -]{4,}")

_EMPTY_LINK_TEXTS = frozenset(
    {
        *("här", "se här", "klicka", "klicka här", "tryck här", "läs mer", "läs mer här", "läs vidare"),
        *("mer", "länk", "länken", "denna länk", "den här länken", "mer information"),
        *("here", "click here", "read more"),
    }
)


def _place_part(target: str) -> str:
    return re.split("[#?]", target, maxsplit=1)[0]


def _is_on_own_computer(target: str) -> bool:
    return re.match(r"file:|[A-Za-z]:[\\/]|\\", target, re.IGNORECASE) is not None


def _is_of_own_server(target: str) -> bool:
    return re.match(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?![\w.-])", target) is not None


def leads_inside(target: str) -> bool:
    """Whether the target names a page or file here, rightly or not; `check_target_forms` has the others."""
    if is_external(target) or "\\" in target or target.startswith("www."):
        return False
    return not (_MAILBOX.fullmatch(target) or _TELEPHONE.fullmatch(target))


def check_target_forms(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's address is written as on the web: / and no backslash, with https:// first or relative."""
    schemes = ", ".join(sorted(ALLOWED_SCHEMES))
    public = around.public
    for target, at in targets(text.parsed):
        message = None
        if not target.strip():
            message = "länken saknar adress. Skriv den mellan parenteserna: [text](adress)"
        elif _is_on_own_computer(target):
            message = (
                "länken går till en fil på din egen dator eller i ert nät, som ingen annan kan öppna. Lägg "
                "filen i mappen content och länka till den därifrån, till exempel bilder/lampor.jpg"
            )
        elif _is_of_own_server(target):
            message = (
                "länken går till förhandsvisningen på din egen dator, som ingen annan kan öppna. Skriv bara "
                "det som står efter datorns namn, till exempel /2024/atgarder/belysning/"
            )
        elif re.match(r"https?:(?!//)", target):
            message = "länkens adress ska ha två snedstreck efter kolon: https://"
        elif not has_allowed_scheme(target):
            scheme = target.split(":")[0].strip()
            message = f'en länk får inte börja med "{scheme}:". Tillåtna: {schemes}, eller en sida här'
        elif not is_external(target) and "\\" in target:
            message = "länkens adress har omvända snedstreck. Skriv / i stället"
        elif target.startswith(("//", "www.")):
            message = f'länken saknar https:// – skriv "https://{target.removeprefix("//")}"'
        elif find(target, public):
            # What may be a person's is told of by the guard against personal data, which says to remove it.
            continue
        elif _MAILBOX.fullmatch(target) and not is_external(target):
            message = "länken går till en e-postadress. Skriv mailto: före adressen"
        elif _TELEPHONE.fullmatch(target):
            message = "länken går till ett telefonnummer. Skriv tel: före numret"
        if message:
            yield text.problem(message, at)


def check_own_address(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link to a page here does not name the site's own address, which changes when the site moves."""
    own = around.site.settings.site_address
    for target, at in targets(text.parsed):
        if target.startswith(own):
            short = f"/{target.removeprefix(own)}"
            yield text.problem(
                f'länken går till den här webbplatsens egen adress. Skriv "{short}", så håller den även om '
                "webbplatsen flyttar",
                at,
            )


def check_spaces(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's address has no spaces, and none stands between its text and its address."""
    for block, content in prose(text.parsed):
        for match in re.finditer(r"\]\(([^()\n<>\"]*)\)", content):
            if " " in match[1].strip():
                yield text.problem(
                    "länkens adress innehåller mellanslag, så länken fungerar inte. Ta bort dem; heter filen "
                    "så, byt först dess namn",
                    block.place(match.start(1)),
                )
        for match in re.finditer(r"\] +\((?:https?://|\.{0,2}/|[^\s()]+\.md\b)[^\s()]*\)", content):
            yield text.problem(
                "det står mellanslag mellan länkens text och adress. Skriv dem tätt ihop: [text](adress)",
                block.place(match.start()),
            )
        for match in re.finditer(r"\([^()\n]+\)\[(?:https?://|\.{0,2}/|[^\s\]]+\.md\b)[^\s\]]*\]", content):
            yield text.problem(
                "länkens parenteser har bytt plats. Skriv texten i hakparenteser och adressen i vanliga: "
                "[text](adress)",
                block.place(match.start()),
            )


def check_internal_links(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link within the site leads to a page or a file that is there, and public no later than the text is.

    The days are compared, not only today: two texts that wait must not break the build when the first is due.
    """
    book = around.book
    own_day = book.held_back.get(book.pages.get(text.path, text.path), dt.date.min)
    for link in text.parsed.links:
        if not leads_inside(link.target) or not _place_part(link.target):
            continue
        address = destination(book, link.target, path=text.path)
        if address is None:
            advice = suggestion(text, link.target, around)
            yield text.problem(f'länken går till "{link.target}", som inte finns{advice}', link)
        elif (day := book.held_back.get(address, dt.date.min)) > own_day:
            yield text.problem(
                f'länken går till "{link.target}", som publiceras först {day}. Vänta med länken till dess',
                link,
            )


def check_anchors(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link to a part of a page (#rubrik) leads to a heading that is there."""
    for link in text.parsed.links:
        place, mark, anchor = link.target.partition("#")
        if not (mark and anchor and leads_inside(link.target)):
            continue
        address = destination(around.book, link.target, path=text.path)
        if address is not None:
            known = around.anchors(address)
        else:
            known = None if place else {heading.slug for heading in text.parsed.headings}
        if known is None or anchor in known:
            continue
        close = get_close_matches(anchor.casefold(), sorted(known), n=1)
        advice = ". Skriv den som den står i rubrikens adress, med a–z, siffror och bindestreck"
        if close:
            advice = f' – menade du "{place}#{close[0]}"?'
        where = "på den sidan" if place else "i texten"
        yield text.problem(f'rubriken "#{anchor}" finns inte {where}{advice}', link)


def check_link_texts(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's text says where the link leads, also when it is read out alone (WCAG 2.1, 2.4.4 and 2.4.9)."""
    for link in text.parsed.links:
        words = " ".join(link.text.split())
        if not words:
            yield text.problem("länken saknar text. Skriv vart den går: [Polisens tipssida](…)", link)
        elif words.casefold().strip(" .!…»>→") in _EMPTY_LINK_TEXTS:
            yield text.problem(
                f'länktexten "{words}" säger inte vart länken går. Skriv till exempel sidans rubrik '
                "i stället",
                link,
            )
        elif re.match(r"(https?://|www\.)\S+$", words):
            yield text.problem(
                "länken visas som en webbadress. Skriv vart den går: [Polisens tipssida](https://…)",
                link,
                Severity.WARNING,
            )


def check_unfinished_links(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link has its address in parentheses beside its text, and what is no link has no brackets of one."""
    finished = {(link.line, link.column) for link in text.parsed.links}
    for block, content in prose(text.parsed):
        for match in re.finditer(r"\[\^[^\[\]\n]+\]", content):
            yield text.problem(
                f"fotnoter som {match[0]} visas inte. Skriv upplysningen i texten, eller länka till den",
                block.place(match.start()),
            )
        for match in re.finditer(r"(?<!\!)\[[^\[\]^\n][^\[\]\n]*\]\[[^\[\]\n]*\]", content):
            if block.place(match.start()) not in finished:
                yield text.problem(
                    "länken saknar adress. Skriv den i vanliga parenteser efter texten: [text](adress)",
                    block.place(match.start()),
                )


def check_bare_addresses(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A web address in running text is a link with words of its own."""
    for block, content in prose(text.parsed):
        for match in re.finditer(r"(?<![\w(<\[/\"])(?:https?://|www\.)[^\s<>]+", content):
            line, column = block.place(match.start())
            inside = any(link.line == line and link.column < column for link in text.parsed.links)
            if not inside:
                yield text.problem(
                    "webbadressen blir ingen länk. Skriv vart den går: [Polisens tipssida](https://…)",
                    Place(line, column),
                    Severity.WARNING,
                )


def suggestion(text: MarkdownText, target: str, around: Surroundings, *, is_picture: bool = False) -> str:
    """What an editor probably meant by a target that is not there, as the end of a sentence."""
    target = re.sub(r"\.html?(?=$|[#?])", ".md", target)
    place, wanted = _place_part(target), file_named(target, path=text.path)
    address = wanted.removeprefix("content/").removesuffix(".md")
    if f"{address}/" in around.renamed:
        return f'. Sidan har bytt namn: skriv "{_written(around.renamed[f"{address}/"], place, text)}"'
    same_case = around.files_in_small_letters.get(address.casefold())
    if same_case:
        right = _written(f"content/{same_case}", place, text)
        return f'. Stora och små bokstäver måste stämma: skriv "{right}"'
    if place.endswith(".md"):
        choices = sorted(around.book.pages)
    elif is_picture or "." in posixpath.basename(place):
        choices = sorted(f"content/{file}" for file in around.book.files)
    else:
        choices = sorted(f"content/{page}" for page in around.book.addresses if page)
    close = _closest_file(wanted, choices)
    if close is None:
        return ". Kontrollera mappen och filens namn"
    return f' – menade du "{_written(close, place, text)}"?'


def _closest_file(wanted: str, choices: Sequence[str]) -> str | None:
    """The file of the same name in another folder, or else of a similar name in the same one."""
    folder, name = posixpath.split(wanted)
    neighbours: dict[str, str] = {}
    for choice in choices:
        its_folder, its_name = posixpath.split(choice.rstrip("/"))
        if its_name == name:
            return choice
        if its_folder == folder:
            neighbours[posixpath.splitext(its_name)[0]] = choice
    close = get_close_matches(posixpath.splitext(name)[0], list(neighbours), n=1)
    return neighbours[close[0]] if close else None


def _written(file: str, place: str, text: MarkdownText) -> str:
    """The file as a target in the text, in the manner of `place`: from the top or from the text's folder."""
    if place.startswith("/") or file.endswith("/") or not text.path.startswith("content/"):
        return f"/{file.removeprefix('content/')}"
    return posixpath.relpath(file, posixpath.dirname(text.path))


CHECKS: tuple[Callable[[MarkdownText, Surroundings], Iterator[Problem]], ...] = (
    check_target_forms,
    check_own_address,
    check_spaces,
    check_internal_links,
    check_anchors,
    check_link_texts,
    check_unfinished_links,
    check_bare_addresses,
)
