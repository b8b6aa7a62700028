"""Rules on one Markdown text at a time: its links, pictures, headings and what was pasted into it.

Each check is a generator whose docstring is the rule. Most of what an editor can do wrong here would not
break the build but the page: a link to nowhere, a picture that nobody can hear, a tag shown as text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Protocol

from loften.markdown import (
    ALLOWED_SCHEMES,
    AddressBook,
    Block,
    Image,
    Parsed,
    Place,
    RawHtml,
    destination,
    file_named,
    has_allowed_scheme,
    is_external,
    parse,
)
from loften.personal_data import Public, find, public_data
from loften.problems import Problem, Severity
from loften.site import Site

PROMISES = "promises.yaml"

_BULLETS = "•·▪●◦"
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+(?<!`)\1(?!`)")
_MAILBOX = re.compile(r"[^/\s]+@[^/\s]+\.(?!jpe?g|png|gif|webp|svg|pdf|md)[a-z]{2,}", re.IGNORECASE)
_TELEPHONE = re.compile(r"\+?[0-9][0-9()/ -]{4,}")

_EMPTY_LINK_TEXTS = frozenset(
    {
        *("här", "se här", "klicka", "klicka här", "tryck här", "läs mer", "läs mer här", "läs vidare"),
        *("mer", "länk", "länken", "denna länk", "den här länken", "mer information"),
        *("here", "click here", "read more"),
    }
)


# --- the texts ---------------------------------------------------------------------------------------------


class Placed(Protocol):
    """Anything that knows its line and column within a text."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class MarkdownText:
    """A Markdown text and where it stands: `line` and `column` of its first character, from 1.

    `title` is the title field above the text, None where there is none. A text `is_in_one_place` when its
    own line breaks are not those of the file, as in a YAML value on one line: all its problems are told
    where it begins.
    """

    path: str
    text: str
    line: int
    column: int = 1
    title: str | None = None
    is_in_one_place: bool = False

    @property
    def parsed(self) -> Parsed:
        return parse(self.text)

    def problem(self, message: str, at: Placed, severity: Severity = Severity.ERROR) -> Problem:
        """A problem at a place counted within the text."""
        line, column = (1, 1) if self.is_in_one_place else (at.line, at.column)
        return Problem(
            path=self.path,
            line=self.line + line - 1,
            column=self.column + column - 1,
            message=message,
            severity=severity,
        )


def markdown_texts(site: Site) -> Iterator[MarkdownText]:
    """Every text in Markdown: the bodies of files, then the fields of promises.yaml that say so."""
    for records in (site.measures, site.updates, site.follow_ups, site.pages):
        for record in records:
            yield MarkdownText(path=record.path, title=record.title, text=record.body, line=record.body_line)
    for number, agreement in enumerate(site.agreements):
        place: tuple[str | int, ...] = ("agreements", number)
        if agreement.text:
            yield text_in_field(site, PROMISES, agreement.text, *place, "text")
        for index, area in enumerate(agreement.focus_areas):
            for key, text in (("text", area.text), ("causes", area.causes)):
                if text:
                    yield text_in_field(site, PROMISES, text, *place, "focus_areas", index, key)
        for index, promise in enumerate(agreement.promises):
            for key, text in (("problem", promise.problem), ("goal", promise.goal), ("text", promise.text)):
                if text:
                    yield text_in_field(site, PROMISES, text, *place, "promises", index, key)


def text_in_field(site: Site, path: str, text: str, *location: str | int) -> MarkdownText:
    """The text of a field; one in a block (after `|`) begins a line below, two steps inside its key."""
    line, column = site.position(path, *location)
    document = site.documents.get(path)
    raw = _value_at(document.data, location) if document else ""
    if "\n" not in raw.strip():
        return MarkdownText(path=path, text=text, line=line, column=column, is_in_one_place=True)
    blank_lines = raw[: len(raw) - len(raw.lstrip())].count("\n")
    key = site.position(path, *location, of_key=True)
    return MarkdownText(path=path, text=text, line=line + 1 + blank_lines, column=key.column + 2)


def _value_at(data: object, location: Sequence[str | int]) -> str:
    """The text as written, with the line break that tells a block from a line."""
    for step in location:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data if isinstance(data, str) else ""


# --- what the rules look things up in -----------------------------------------------------------------------


@dataclass(frozen=True)
class Surroundings:
    """The site around a text, as the rules ask for it."""

    site: Site
    book: AddressBook

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """From a page's former address to the file that it is made from now."""
        site = self.site
        return {
            f"{former}/": record.path
            for records in (site.measures, site.updates, site.follow_ups, site.pages)
            for record in records
            for former in record.former_addresses
        }

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        return {
            self.book.pages[text.path]: text.text
            for text in markdown_texts(self.site)
            if text.path in self.book.pages
        }

    @cached_property
    def public(self) -> Public:
        """What looks like personal data but is a contact of the agreement's."""
        return public_data(self.site.promises_file)

    @cached_property
    def files_in_small_letters(self) -> Mapping[str, str]:
        return {file.casefold(): file for file in self.book.files}

    def anchors(self, address: str) -> Set[str] | None:
        """The anchors of a page; None where they are not known, so that nothing can be said of them."""
        known = self.book.anchors.get(address)
        if address not in self._bodies:
            return known
        return {heading.slug for heading in parse(self._bodies[address]).headings} | (known or frozenset())


# --- links --------------------------------------------------------------------------------------------------


def _place_part(target: str) -> str:
    return re.split("[#?]", target, maxsplit=1)[0]


def _is_on_own_computer(target: str) -> bool:
    return re.match(r"file:|[A-Za-z]:[\\/]|\\", target, re.IGNORECASE) is not None


def _is_of_own_server(target: str) -> bool:
    return re.match(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?![\w.-])", target) is not None


def _leads_inside(target: str) -> bool:
    """Whether the target names a page or file here, rightly or not; `check_target_forms` has the others."""
    if is_external(target) or "\\" in target or target.startswith("www."):
        return False
    return not (_MAILBOX.fullmatch(target) or _TELEPHONE.fullmatch(target))


def check_target_forms(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's address is written as on the web: / and no backslash, with https:// first or relative."""
    schemes = ", ".join(sorted(ALLOWED_SCHEMES))
    public = around.public
    for target, at in _targets(text.parsed):
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
    for target, at in _targets(text.parsed):
        if target.startswith(own):
            short = f"/{target.removeprefix(own)}"
            yield text.problem(
                f'länken går till den här webbplatsens egen adress. Skriv "{short}", så håller den även om '
                "webbplatsen flyttar",
                at,
            )


def check_spaces(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link's address has no spaces, and none stands between its text and its address."""
    for block, content in _prose(text.parsed):
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
    """A link within the site leads to a page or a file that is there, and that is public already."""
    book = around.book
    for link in text.parsed.links:
        if not _leads_inside(link.target) or not _place_part(link.target):
            continue
        address = destination(book, link.target, path=text.path)
        if address is None:
            advice = _suggestion(text, link.target, around)
            yield text.problem(f'länken går till "{link.target}", som inte finns{advice}', link)
        elif address in book.held_back and book.pages.get(text.path) not in book.held_back:
            yield text.problem(
                f'länken går till "{link.target}", som ännu inte är publicerad. Vänta med länken till dess',
                link,
            )


def check_anchors(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A link to a part of a page (#rubrik) leads to a heading that is there."""
    for link in text.parsed.links:
        place, mark, anchor = link.target.partition("#")
        if not (mark and anchor and _leads_inside(link.target)):
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
    for block, content in _prose(text.parsed):
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
    for block, content in _prose(text.parsed):
        for match in re.finditer(r"(?<![\w(<\[/\"])(?:https?://|www\.)[^\s<>]+", content):
            line, column = block.place(match.start())
            inside = any(link.line == line and link.column < column for link in text.parsed.links)
            if not inside:
                yield text.problem(
                    "webbadressen blir ingen länk. Skriv vart den går: [Polisens tipssida](https://…)",
                    Place(line, column),
                    Severity.WARNING,
                )


def _targets(parsed: Parsed) -> Iterator[tuple[str, Placed]]:
    yield from ((link.target, link) for link in parsed.links)
    yield from ((image.source, image) for image in parsed.images)


def _prose(parsed: Parsed) -> Iterator[tuple[Block, str]]:
    """Each block with its content, code in it blanked out."""
    for block in parsed.blocks:
        yield block, _CODE.sub(lambda code: " " * len(code[0]), block.content)


def _suggestion(text: MarkdownText, target: str, around: Surroundings, *, is_picture: bool = False) -> str:
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


# --- pictures -----------------------------------------------------------------------------------------------


def check_alt_texts(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A picture has a text that says what it shows (WCAG 2.1, 1.1.1), not its file name."""
    for image in text.parsed.images:
        name = posixpath.basename(image.source).casefold()
        alt = " ".join(image.alt.split()).casefold()
        if not alt:
            yield text.problem(
                f"bilden saknar alt-text. Skriv vad den visar mellan hakparenteserna: ![…]({image.source})",
                image,
            )
        elif alt in (name, posixpath.splitext(name)[0]):
            yield text.problem("alt-texten är filens namn. Skriv i stället vad bilden visar", image)


def check_image_files(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A picture is a file of this site, under exactly that name."""
    for image in text.parsed.images:
        message = _fault_of_image_file(text, image, around)
        if message:
            yield text.problem(message, image)


def _fault_of_image_file(text: MarkdownText, image: Image, around: Surroundings) -> str | None:
    if re.match("https?://", image.source):
        return (
            "bilden hämtas från en annan webbplats. Lägg bildfilen bredvid texten, i mappen bilder, "
            "och skriv ![…](bilder/filens-namn.jpg)"
        )
    if not _leads_inside(image.source):
        return None
    address = destination(around.book, image.source, path=text.path) if image.source else None
    if address is None or address not in around.book.files:
        return (
            f'bildfilen "{image.source}" finns inte{_suggestion(text, image.source, around, is_picture=True)}'
        )
    return None


# --- headings and what was pasted ---------------------------------------------------------------------------


def check_repeated_title(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text does not begin with its own title, which the page shows above it."""
    if _begins_with_title(text):
        block = text.parsed.blocks[0]
        yield text.problem(
            "texten börjar med sidans rubrik, som redan visas ovanför. Ta bort raden", Place(block.line, 1)
        )


def _begins_with_title(text: MarkdownText) -> bool:
    if text.title is None or not text.parsed.blocks:
        return False
    first = text.parsed.blocks[0].content.strip("*_ ")
    return first.casefold().rstrip(".") == text.title.casefold().rstrip(".")


def check_headings(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """Headings in a text begin at level two, below the page's title, and go down one level at a time."""
    previous = 1
    for number, heading in enumerate(text.parsed.headings):
        if heading.level == 1:
            if number == 0 and _begins_with_title(text):
                continue
            is_underlined = not text.text.split("\n")[heading.line - 1].lstrip().startswith("#")
            how = '"## Rubrik" i stället för raden med ===' if is_underlined else "## i stället för #"
            yield text.problem(f"rubriken har nivå 1, som är sidans egen rubrik. Skriv {how}", heading)
        elif heading.level > previous + 1:
            right = "#" * (previous + 1)
            came_from = f"från nivå {previous} " if number else ""
            yield text.problem(
                f"rubriken hoppar {came_from}till nivå {heading.level}. Skriv {right} i stället för "
                f"{'#' * heading.level}",
                heading,
            )
        previous = heading.level
    for block, content in _prose(text.parsed):
        for match in re.finditer(r"^(#{2,6})(?=[^#\s])", content, re.MULTILINE):
            yield text.problem(
                f"raden blir ingen rubrik utan mellanslag efter {match[1]}. Skriv {match[1]} Rubrik",
                block.place(match.start()),
            )


def check_raw_html(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text has no HTML, neither tags nor comments nor script: visitors would see it as it stands."""
    found = text.parsed.raw_html
    openings = [html for html in found if not html.text.startswith("</")]
    tables = [html.line for html in openings if _tag(html) in ("<table>", "<ul>", "<ol>")]
    for html in openings or found[:1]:
        if _tag(html) in _INNER_TAGS and any(line <= html.line for line in tables):
            continue
        if html.text.startswith("<!--"):
            message = (
                "HTML-kommentarer får inte stå i texten, besökaren skulle se dem. "
                "Ta bort allt från <!-- till och med -->"
            )
        else:
            message = f"HTML får inte stå i texten: {_tag(html)}. {_advice_on_tag(_tag(html))}"
        yield text.problem(message, html)


_INNER_TAGS = frozenset(
    ("<thead>", "<tbody>", "<tfoot>", "<tr>", "<th>", "<td>", "<li>", "<col>", "<colgroup>", "<caption>")
)


def _tag(html: RawHtml) -> str:
    """The tag with nothing but its name: an attribute may hold somebody's address."""
    return "".join(re.findall(r"^<.[\w-]*", html.text)).lower() + ">"


def _advice_on_tag(tag: str) -> str:
    match tag.strip("</>"):
        case "table":
            return "Skriv tabellen som | Plats | Antal |, med | --- | --- | under den första raden"
        case "ul" | "ol":
            return "Skriv listan med - och mellanslag först på varje rad"
        case "script" | "iframe" | "object" | "embed" | "style" | "form":
            return "Ta bort det: webbplatsen visar inga program eller inbäddade sidor; länka dit i stället"
        case "br":
            return "Skriv en tom rad för ett nytt stycke, eller en lista med - på varje rad"
        case _:
            return "Ta bort taggen och skriv i Markdown, till exempel **fet** eller [text](adress)"


def check_pasted_tables(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A table is written with | between cells; one pasted from Word or drawn with +---+ is no table here."""
    for block in text.parsed.blocks:
        rows = block.content.split("\n")
        tabbed = [number for number, row in enumerate(rows) if re.match(rf"[^{_BULLETS}\t].*\t", row)]
        drawn = [number for number, row in enumerate(rows) if re.match(r"\+[-=+]{2,}\+\s*$", row)]
        piped = [number for number, row in enumerate(rows) if re.match(r"\|.*\|\s*$", row)]
        if len(piped) > 1 and block.kind == "paragraph":
            columns = " --- |" * max(rows[piped[0]].count("|") - 1, 1)
            yield text.problem(
                f"tabellen visas inte. Skriv en tom rad före den och raden |{columns} under dess första rad",
                Place(block.line + piped[0], block.columns[piped[0]]),
            )
        if not drawn and len(tabbed) < 2:
            continue
        first = min(*drawn, *tabbed) if drawn and tabbed else (drawn or tabbed)[0]
        how = "ritad med +---+" if drawn else "inklistrad med tabbar, till exempel från Word"
        yield text.problem(
            f"tabellen visas inte, för den är {how}. Skriv raderna som | Plats | Antal |, och "
            "| --- | --- | under den första",
            Place(block.line + first, block.columns[first]),
        )


def check_pasted_lists(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A list is written with hyphens; bullets pasted from elsewhere run together into one paragraph."""
    for block in text.parsed.blocks:
        match = re.search(rf"^[{_BULLETS}]\s*\S", block.content, re.MULTILINE)
        if match:
            yield text.problem(
                f'raden börjar med "{match[0][0]}" och blir ingen punktlista. Skriv - och mellanslag först '
                "på varje rad",
                block.place(match.start()),
            )


def check_indented_text(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text that is indented by four spaces becomes program code, which no editor means."""
    for token in text.parsed.tokens:
        if token.type == "code_block" and token.map:
            message = "texten är indragen och visas därför som programkod. Ta bort mellanslagen före den"
            yield text.problem(message, Place(token.map[0] + 1, 1))


def check_bold_headings(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A heading is marked as one: bold words on a row of their own are none to a screen reader."""
    top = [token for token in text.parsed.tokens if token.level == 0 and token.type == "paragraph_open"]
    starts = {token.map[0] + 1 for token in top if token.map}
    for block in text.parsed.blocks:
        bold = re.fullmatch(r"\*\*([^*\n]{1,60}[^*\n.!?:])\*\*", block.content)
        if bold and block.line in starts:
            yield text.problem(
                f"raden är fet men ingen rubrik. Är den en rubrik, skriv ## {bold[1]}",
                Place(block.line, block.columns[0]),
                Severity.WARNING,
            )


def check_second_fields(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """Fields stand at the top of the file alone, and not again below the second row of hyphens."""
    match = re.match(r"\s*(?=---[ \t]*\n[\w-]+:[^\n]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$))", text.text)
    if match:
        yield text.problem(
            "fälten står två gånger. Ändra i dem överst i filen, och ta bort raderna från --- till --- här",
            Place(match[0].count("\n") + 1, 1),
        )


def check_conflict_markers(text: MarkdownText) -> Iterator[Problem]:
    """A text holds no markers of two versions that git could not join."""
    match = re.search(r"^(<{7} .*|>{7} .*)$", text.text, re.MULTILINE)
    if match:
        yield text.problem(
            "här står märken från en krock mellan två versioner (<<<<<<<, ======= och >>>>>>>). Behåll den "
            "version som gäller och ta bort den andra och alla tre märkesraderna",
            Place(text.text.count("\n", 0, match.start()) + 1, 1),
        )


CHECKS: tuple[Callable[[MarkdownText, Surroundings], Iterator[Problem]], ...] = (
    check_target_forms,
    check_own_address,
    check_spaces,
    check_internal_links,
    check_anchors,
    check_link_texts,
    check_unfinished_links,
    check_bare_addresses,
    check_alt_texts,
    check_image_files,
    check_repeated_title,
    check_headings,
    check_raw_html,
    check_pasted_tables,
    check_pasted_lists,
    check_indented_text,
    check_bold_headings,
    check_second_fields,
)


def check_bodies(site: Site, addresses: AddressBook) -> Iterator[Problem]:
    """Every problem in every Markdown text, text by text; where two versions are mixed only that is told."""
    around = Surroundings(site, addresses)
    for text in markdown_texts(site):
        if not text.text.strip():
            continue
        conflicts = tuple(check_conflict_markers(text))
        if conflicts:
            yield from conflicts
            continue
        for check in CHECKS:
            yield from check(text, around)
