"""Rules on one Markdown text at a time: its pictures and headings, with those on links and pasted parts.

Each check is a generator whose docstring is the rule. Most of what an editor can do wrong here would not
break the build but the page: a link to nowhere, a picture that nobody can hear, a tag shown as text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from loften.checks import link_checks, pasted_checks
from loften.checks.link_checks import leads_inside
from loften.checks.link_suggestions import suggestion
from loften.checks.pasted_checks import check_conflict_markers
from loften.privacy.images import BLANKED, HOW_TO_PUT_IN, fault_of_pasted
from loften.prose.links import AddressBook, destination
from loften.prose.markdown import TextImage
from loften.prose.texts import MarkdownText, Surroundings, markdown_texts, prose
from loften.records.documents import Document, Position
from loften.records.problems import Problem, Severity, Wording
from loften.records.rules import Checked, rule
from loften.records.site import Site

TextCheck = Checked[[MarkdownText, Surroundings]]

# --- pictures -----------------------------------------------------------------------------------------------


@rule(
    "picture-has-alt-text",
    what="En bild i texten har en alt-text som säger vad bilden visar.",
    why="Den som inte ser bilden får alt-texten uppläst. Ett filnamn säger ingenting.",
    mend="Skriv vad bilden visar mellan hakparenteserna.",
    example="![Tolv nya lampor lyser längs gångvägen vid stationen](bilder/lampor.jpg)",
)
def check_alt_texts(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A picture has a text that says what it shows (WCAG 2.1, 1.1.1), not its file name."""
    for image in text.parsed.images:
        if fault_of_pasted(image.source):
            # what is to be done with it ends with writing what it shows
            continue
        name = posixpath.basename(image.source).casefold()
        alt = " ".join(image.alt.split()).casefold()
        if not alt:
            yield text.problem(
                "bilden saknar alt-text",
                image,
                remedy=f"Skriv vad den visar mellan hakparenteserna: ![…]({image.source})",
            )
        elif alt in (name, posixpath.splitext(name)[0]):
            yield text.problem("alt-texten är filens namn", image, remedy="Skriv i stället vad bilden visar")


@rule(
    "picture-in-text-exists",
    what="En bild i texten är en fil på den här webbplatsen, med exakt det namnet.",
    why="Annars visas ingen bild. Bilder från andra webbplatser kan försvinna.",
    mend="Lägg bilden i mappen bilder bredvid texten. Skriv filens namn exakt, även stora och små bokstäver.",
    example="![Den nya bänken utanför biblioteket](bilder/bank.jpg)",
)
def check_image_files(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A picture is a file of this site, under exactly that name."""
    for image in text.parsed.images:
        wording = _fault_of_image_file(text, image, around)
        if wording:
            yield text.problem(wording.fault, image, remedy=wording.remedy)
    for block, content in prose(text.parsed):
        for match in re.finditer(rf"(?<![(\"'<]){BLANKED}", content):
            at = block.position(match.start())
            yield text.problem(fault_of_pasted(BLANKED), at, remedy=HOW_TO_PUT_IN)


def _fault_of_image_file(text: MarkdownText, image: TextImage, around: Surroundings) -> Wording | None:
    if fault := fault_of_pasted(image.source):
        return Wording(fault, HOW_TO_PUT_IN)
    if not leads_inside(image.source):
        return None
    address = destination(around.book, image.source, path=text.path) if image.source else None
    if address is None or address not in around.book.files:
        remedy = suggestion(text, image.source, around, is_picture=True)
        return Wording(f'bildfilen "{image.source}" finns inte', remedy)
    return None


# --- headings ---------------------------------------------------------------------------------------------


@rule(
    "text-does-not-repeat-title",
    what="Texten börjar inte med sin egen rubrik.",
    why="Sidan visar redan det som står i title. Annars står rubriken två gånger.",
    mend="Ta bort raden, och börja med det första stycket.",
    example="---\ntitle: Ljusare vid stationen\n---\n\nTolv nya lampor lyser längs gångvägen.",
)
def check_repeated_title(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text does not begin with its own title, which the page shows above it."""
    if _begins_with_title(text):
        block = text.parsed.blocks[0]
        yield text.problem(
            "texten börjar med sidans rubrik, som redan visas ovanför",
            Position(block.line, 1),
            remedy="Ta bort raden",
        )


def _begins_with_title(text: MarkdownText) -> bool:
    if text.title is None or not text.parsed.blocks:
        return False
    first = text.parsed.blocks[0].content.strip("*_ ")
    return first.casefold().rstrip(".") == text.title.casefold().rstrip(".")


@rule(
    "headings-follow-levels",
    what="Rubriker i texten börjar på nivå två (##) och går ned en nivå i taget. Efter ## står ett "
    "mellanslag.",
    why="Den som får sidan uppläst hittar med hjälp av rubrikerna. Nivå ett är sidans egen rubrik.",
    mend="Skriv ## framför en rubrik och ### framför en underrubrik, med mellanslag efter.",
    example="## Så gick det\n\n### Vid stationen",
)
def check_headings(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """Headings in a text begin at level two, below the page's title, and go down one level at a time."""
    previous = 1
    for number, heading in enumerate(text.parsed.headings):
        if heading.level == 1:
            if number == 0 and _begins_with_title(text):
                continue
            is_underlined = not text.text.split("\n")[heading.line - 1].lstrip().startswith("#")
            how = '"## Rubrik" i stället för raden med ===' if is_underlined else "## i stället för #"
            yield text.problem(
                "rubriken har nivå 1, som är sidans egen rubrik", heading, remedy=f"Skriv {how}"
            )
        elif heading.level > previous + 1:
            right = "#" * (previous + 1)
            came_from = f"från nivå {previous} " if number else ""
            yield text.problem(
                f"rubriken hoppar {came_from}till nivå {heading.level}",
                heading,
                remedy=f"Skriv {right} i stället för {'#' * heading.level}",
            )
        previous = heading.level
    for block, content in prose(text.parsed):
        for match in re.finditer(r"^(#{2,6})(?=[^#\s])", content, re.MULTILINE):
            yield text.problem(
                f"raden blir ingen rubrik utan mellanslag efter {match[1]}",
                block.position(match.start()),
                remedy=f"Skriv {match[1]} Rubrik",
            )


@rule(
    "heading-is-not-bold-text",
    what="En rubrik skrivs med ##, inte som en rad med bara fet text.",
    why="Fet text ser ut som en rubrik, men blir ingen för den som får sidan uppläst.",
    mend="Skriv ## framför rubriken och ta bort stjärnorna. Är raden ingen rubrik: skriv den som en mening.",
    example="## Så gick det",
)
def check_bold_headings(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A heading is marked as one: bold words on a row of their own are none to a screen reader."""
    top = [token for token in text.parsed.tokens if token.level == 0 and token.type == "paragraph_open"]
    starts = {token.map[0] + 1 for token in top if token.map}
    for block in text.parsed.blocks:
        bold = re.fullmatch(r"\*\*([^*\n]{1,60}[^*\n.!?:])\*\*", block.content)
        if bold and block.line in starts:
            yield text.problem(
                "raden är fet men ingen rubrik",
                Position(block.line, block.columns[0]),
                Severity.WARNING,
                remedy=f"Är den en rubrik, skriv ## {bold[1]}",
            )


TEXT_CHECKS: tuple[TextCheck, ...] = (
    *link_checks.LINK_CHECKS,
    check_alt_texts,
    check_image_files,
    check_repeated_title,
    check_headings,
    check_bold_headings,
    *pasted_checks.PASTED_CHECKS,
)


LOOKING_ELSEWHERE = frozenset((link_checks.check_internal_links, link_checks.check_anchors))
"""The rules that look up other texts, and so need all of them."""


def check_bodies(site: Site, addresses: AddressBook) -> Iterator[Problem]:
    """Every problem in every Markdown text, text by text; where two versions are mixed only that is told."""
    return _checked(markdown_texts(site), TEXT_CHECKS, Surroundings(site, addresses))


def check_bodies_alone(site: Site, addresses: AddressBook) -> Iterator[Problem]:
    """The same while some file is broken, so that its body and all others are told of in one run.

    The rules that look up other texts wait: those may be missing because they are broken themselves.
    """
    bodies = (
        MarkdownText(path=path, title=_title(document), text=document.body, line=document.body_line)
        for path, document in site.documents.items()
    )
    checks = tuple(check for check in TEXT_CHECKS if check not in LOOKING_ELSEWHERE)
    return _checked(bodies, checks, Surroundings(site, addresses))


def _title(document: Document) -> str | None:
    title = document.data.get("title")
    return title if isinstance(title, str) else None


def _checked(
    texts: Iterable[MarkdownText], checks: tuple[TextCheck, ...], around: Surroundings
) -> Iterator[Problem]:
    for text in texts:
        if not text.text.strip():
            continue
        conflicts = tuple(check_conflict_markers(text))
        if conflicts:
            yield from conflicts
            continue
        for check in checks:
            yield from check(text, around)
