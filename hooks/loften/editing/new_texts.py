"""Templates for new texts: every field of the model with an explanation, and where the file belongs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from loften.catalogue.page_kinds import FOLDERS
from loften.catalogue.reading_order import measures_of
from loften.privacy.personal_data import find_in_name
from loften.reading import suggestions
from loften.reading.layout import PLACEHOLDER, Misplaced, meaning
from loften.records.agreements import Agreement
from loften.records.listings import listed_ids
from loften.records.marks import Listing, RefersTo
from loften.records.record import Field, Record, is_record, written_fields
from loften.records.shared import Report
from loften.records.site import Site
from loften.records.texts import Update
from loften.words import labels

_INTRODUCTION = (
    "Skriv efter kolon. Frivilliga fält kan stå tomma. Finns kolon eller # i en text: sätt citattecken "
    "runt den.",
    "Listor: [ett-id, ett-annat]. Fler poster: upprepa raderna från bindestrecket.",
    "Rader som börjar med # förklarar och syns inte på webbplatsen. Fält med # framför vilar: ta bort # på "
    "alla deras rader för att använda dem.",
    "Själva texten skriver du under den andra raden med ---.",
)
_ADVICE = {"assessments": "Fyll i promise eller focus_area i varje post, inte båda."}
"""What the model's descriptions do not say, by field."""

_WIDTH = 100
_LONGEST_LIST = 200
"""Characters of ids in one comment: GitHub refuses addresses of more than about 8,000 bytes."""


@dataclass(frozen=True, kw_only=True)
class NewText:
    """A kind of text that an editor can start.

    `name` is its word on the command line, `label` what its button says. `filled_in` has the values that are
    known from the start. `demanded` are fields that the checks ask for although the model does not; `begun`
    are optional fields with fields of their own whose lines stand ready, while others are commented out.
    """

    name: str
    label: str
    folder: str
    filled_in: Mapping[str, str] = dataclasses.field(default_factory=dict)
    demanded: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


NEW_TEXTS: Mapping[str, NewText] = MappingProxyType(
    {
        new.name: new
        for new in (
            NewText(
                name="nyhet",
                label="Ny nyhet",
                folder="nyheter",
                begun=frozenset(("measures", "source")),
                left_out=frozenset(("corrects", "assessments")),
            ),
            NewText(
                name="atgard", label="Ny åtgärd", folder="atgarder", demanded=frozenset(("responsible",))
            ),
            NewText(
                name="uppfoljning",
                label="Ny uppföljning",
                folder="uppfoljning",
                begun=frozenset(("assessments", "source")),
            ),
            NewText(
                name="rattelse",
                label="Rättelse",
                folder="nyheter",
                filled_in={"kind": "correction"},
                demanded=frozenset(("corrects",)),
                left_out=frozenset(("event", "points", "answers")),
            ),
        )
    }
)
"""Every kind, by the word on the command line."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """A text to start: the file with its template, and GitHub's form with both filled in.

    `link` is None while no repository is set.
    """

    label: str
    path: str
    template: str
    link: str | None


def starts(site: Site, agreement: Agreement, today: dt.date) -> tuple[Start, ...]:
    """What an editor can start in one agreement, in the order of NEW_TEXTS; names are still to be chosen."""
    found = []
    for new in NEW_TEXTS.values():
        path = path_of(new, agreement, PLACEHOLDER, today)
        text = template(new, site, agreement, today)
        found.append(Start(label=new.label, path=path, template=text, link=_link(site, path, text)))
    return tuple(found)


def start_follow_up(site: Site, agreement: Agreement, first: dt.date, last: dt.date) -> Start:
    """A follow-up of these days to start, both included.

    The day of its publication is left open: the link may be followed many days after it was made.
    """
    new = NEW_TEXTS["uppfoljning"]
    path = path_of(new, agreement, PLACEHOLDER, first)
    covered = {"covers.from": first.isoformat(), "covers.to": last.isoformat()}
    text = _template(new, site, agreement, covered)
    return Start(label=new.label, path=path, template=text, link=_link(site, path, text))


def path_of(new: NewText, agreement: Agreement, name: str, today: dt.date) -> str:
    """The path of the new file; `name` is an id, and news get the day before it."""
    dated = f"{today}-{name}" if FOLDERS[new.folder] is Update else name
    return f"content/{agreement.id}/{new.folder}/{dated}.md"


def template(new: NewText, site: Site, agreement: Agreement, today: dt.date) -> str:
    """The text to begin with: front matter with a comment on every field, and no body.

    Mandatory fields stand empty, which the checks refuse; optional ones may be left so.
    """
    return _template(new, site, agreement, {"published": today.isoformat(), **new.filled_in})


def _template(new: NewText, site: Site, agreement: Agreement, filled_in: Mapping[str, str]) -> str:
    """`filled_in` has values by field; `covers.from` is a field within another."""
    writer = _Writer(new, partial(_choices, site, agreement), filled_in)
    introduction = [line for sentence in _INTRODUCTION for line in _comment(sentence)]
    return "\n".join(("---", *introduction, *writer.fields(FOLDERS[new.folder]), "---", ""))


class NewTextError(Exception):
    """A text cannot be started; the message is Swedish and says what to do."""


def create(root: Path, site: Site, kind: str, name: str, agreement_id: str, today: dt.date) -> str:
    """Writes the template of one kind (a name in NEW_TEXTS) under `root` and returns the new file's path.

    `name` may be any words: they become an id. NewTextError if the kind or the agreement does not exist, the
    name is no file name, or the file is there already; nothing is ever overwritten.
    """
    new = NEW_TEXTS.get(suggestions.identifier(kind) or "")
    if new is None:
        raise NewTextError(f'"{kind}" finns inte – skriv ett av: {", ".join(NEW_TEXTS)}')
    agreements = {agreement.id: agreement for agreement in site.agreements}
    agreement = agreements.get(agreement_id)
    if agreement is None:
        raise NewTextError(f'löftet "{agreement_id}" finns inte – skriv ett av: {", ".join(agreements)}')
    identifier = suggestions.identifier(name)
    if identifier is None:
        raise NewTextError(f'"{name}" blir inget filnamn – skriv ett kort namn, till exempel "ny-belysning"')
    if find_in_name(identifier):
        raise NewTextError(
            "namnet innehåller personuppgifter, och det blir en del av adressen – välj ett annat"
        )
    path = path_of(new, agreement, identifier, today)
    what = meaning(path.removeprefix("content/"), tuple(agreements))
    if isinstance(what, Misplaced):
        raise NewTextError(f"{path}: {what.message}")
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(new, site, agreement, today))
    except FileExistsError:
        raise NewTextError(f"{path} finns redan – välj ett annat namn, eller skriv vidare i den") from None
    return path


def _link(site: Site, path: str, text: str) -> str | None:
    """GitHub's form for a new file.

    The folder stands in the file's name, as in GitHub's own links, because it need not exist yet.
    """
    settings = site.settings
    if settings.repository is None:
        return None
    value = quote(text, safe="/:,()?!")
    return f"{settings.repository}/new/{quote(settings.branch)}?filename={quote(path)}&value={value}"


def _choices(site: Site, agreement: Agreement, reference: RefersTo) -> Sequence[str]:
    """The ids that a field can name."""
    if reference.listing is Listing.MEASURES:
        return [measure.id for measure in measures_of(site, agreement)]
    if reference.listing is Listing.PARTIES and reference.have_signed is not None:
        signed = {*agreement.parties}
        return [
            party.id
            for party in site.parties
            if bool({party.id, party.part_of} & signed) is reference.have_signed
        ]
    return listed_ids(site, reference.listing, agreement)


class _Writer:
    """Writes the lines of a template."""

    def __init__(
        self, new: NewText, choices: Callable[[RefersTo], Sequence[str]], filled_in: Mapping[str, str]
    ) -> None:
        self._new = new
        self._choices = choices
        self._filled_in = filled_in
        self._listed_at: dict[RefersTo, str] = {}

    def fields(self, kind: type[Record]) -> Iterator[str]:
        """The lines of a whole text."""
        for key, field in written_fields(kind).items():
            if field.life is None and key not in self._new.left_out:
                is_mandatory = field.is_required or key in self._new.demanded
                yield from self._field(field, is_mandatory=is_mandatory, is_begun=key in self._new.begun)

    def _field(self, field: Field, *, is_mandatory: bool, is_begun: bool, within: str = "") -> Iterator[str]:
        path = f"{within}{field.key}"
        said = ["Krävs." if is_mandatory else "Frivilligt.", field.description]
        if not is_record(field.kind):
            said.extend(self._values(field))
            yield from _comment(" ".join(said))
            yield f"{field.key}: {self._filled_in.get(path, '[]' if field.is_list else '')}".rstrip()
            return
        block = [f"{field.key}:", *self._block(field.kind, is_list=field.is_list, within=f"{path}.")]
        said.extend(filter(None, (_ADVICE.get(field.key),)))
        if is_begun:
            said.append("Ta bort raderna om de inte behövs.")
        yield from _comment(" ".join(said))
        yield from (block if is_mandatory or is_begun else (f"#{line}" for line in block))

    def _block(self, kind: type[Record], *, is_list: bool, within: str) -> Iterator[str]:
        """The lines of a record within a field; the first field of a list's entry has the hyphen."""
        indent = "    " if is_list else "  "
        is_first = is_list
        for key, field in written_fields(kind).items():
            if kind is Report and key == "source":
                continue  # the source of the whole text stands below and serves every measure
            is_mandatory = field.is_required
            for line in self._field(field, is_mandatory=is_mandatory, is_begun=False, within=within):
                starts_entry = is_first and line.startswith(f"{key}:")
                yield f"  - {line}" if starts_entry else f"{'  ' if is_first else indent}{line}"
                is_first = is_first and not starts_entry

    def _values(self, field: Field) -> Iterator[str]:
        """What can be written, in a sentence, where neither the description nor a value says it."""
        if field.key in self._new.filled_in:
            return
        if issubclass(field.kind, StrEnum):
            words = ", ".join(f"{member.value} ({labels.label(member)})" for member in field.kind)
            yield f"Skriv ett av: {words}."
        elif field.refers_to:
            first = self._listed_at.setdefault(field.refers_to, field.key)
            if first == field.key:
                yield f"Välj bland: {_shortened(self._choices(field.refers_to))}."
            else:
                yield f"Välj bland samma id som i {first}."
        elif field.kind is bool and "true" not in field.description:
            yield "Skriv true (ja) eller false (nej)."
        elif field.kind is dt.date and "ÅÅÅÅ" not in field.description:
            yield "Skriv ÅÅÅÅ-MM-DD."


def _comment(text: str) -> list[str]:
    wrapped = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line}" for line in wrapped]


def _shortened(ids: Sequence[str]) -> str:
    """The ids, as many as there is room for."""
    shown: list[str] = []
    for written in ids:
        if sum(len(one) + 2 for one in (*shown, written)) > _LONGEST_LIST:
            return f"{', '.join(shown)} med flera"
        shown.append(written)
    return ", ".join(shown) or "(det finns inga ännu)"
