"""Templates for new texts: every field of the model with an explanation, and where the file belongs."""

from __future__ import annotations

import datetime as dt
import textwrap
import typing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType, UnionType
from urllib.parse import quote

from pydantic.fields import FieldInfo

from loften import addresses, swedish
from loften.model import FILLED_BY_LOADER, Agreement, Record, Report, Update
from loften.privacy.personal_data import find_in_name
from loften.reading import meant
from loften.reading.layout import FOLDERS, PLACEHOLDER, Misplaced, place
from loften.site import Site

_INTRODUCTION = (
    "Skriv efter kolon. Frivilliga fält kan stå tomma. Finns kolon eller # i en text: sätt citattecken "
    "runt den.",
    "Listor: [ett-id, ett-annat]. Fler poster: upprepa raderna från bindestrecket.",
    "Rader som börjar med # förklarar och syns inte på webbplatsen. Fält med # framför vilar: ta bort # på "
    "alla deras rader för att använda dem.",
    "Själva texten skriver du under den andra raden med ---.",
)
_LATER = frozenset(("former_addresses", "withdrawn", "privacy_exceptions"))
"""Fields that say what became of a text later, so that a new one has no use for them."""
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
    filled_in: Mapping[str, str] = field(default_factory=dict)
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


def path_of(new: NewText, agreement: Agreement, name: str, today: dt.date) -> str:
    """The path of the new file; `name` is an id, and news get the day before it."""
    dated = f"{today}-{name}" if FOLDERS[new.folder] is Update else name
    return f"content/{agreement.id}/{new.folder}/{dated}.md"


def template(new: NewText, site: Site, agreement: Agreement, today: dt.date) -> str:
    """The text to begin with: front matter with a comment on every field, and no body.

    Mandatory fields stand empty, which the checks refuse; optional ones may be left so.
    """
    writer = _Writer(new, _choices(site, agreement), {"published": today.isoformat(), **new.filled_in})
    introduction = [line for sentence in _INTRODUCTION for line in _comment(sentence)]
    return "\n".join(("---", *introduction, *writer.fields(FOLDERS[new.folder]), "---", ""))


class NewTextError(Exception):
    """A text cannot be started; the message is Swedish and says what to do."""


def create(root: Path, site: Site, kind: str, name: str, agreement_id: str, today: dt.date) -> str:
    """Writes the template of one kind (a name in NEW_TEXTS) under `root` and returns the new file's path.

    `name` may be any words: they become an id. NewTextError if the kind or the agreement does not exist, the
    name is no file name, or the file is there already; nothing is ever overwritten.
    """
    new = NEW_TEXTS.get(meant.identifier(kind) or "")
    if new is None:
        raise NewTextError(f'"{kind}" finns inte – skriv ett av: {", ".join(NEW_TEXTS)}')
    agreements = {agreement.id: agreement for agreement in site.agreements}
    agreement = agreements.get(agreement_id)
    if agreement is None:
        raise NewTextError(f'löftet "{agreement_id}" finns inte – skriv ett av: {", ".join(agreements)}')
    identifier = meant.identifier(name)
    if identifier is None:
        raise NewTextError(f'"{name}" blir inget filnamn – skriv ett kort namn, till exempel "ny-belysning"')
    if find_in_name(identifier):
        raise NewTextError(
            "namnet innehåller personuppgifter, och det blir en del av adressen – välj ett annat"
        )
    path = path_of(new, agreement, identifier, today)
    what = place(path.removeprefix("content/"), tuple(agreements))
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


def _choices(site: Site, agreement: Agreement) -> dict[str, Sequence[str]]:
    """The ids that each field can name, by the field."""
    promises = [promise.id for promise in agreement.promises]
    focus_areas = [area.id for area in agreement.focus_areas]
    signed = {*agreement.parties}
    return {
        "promise": promises,
        "promises": promises,
        "focus_area": focus_areas,
        "focus_areas": focus_areas,
        "places": [place.id for place in site.promises_file.places],
        "measure": [measure.id for measure in addresses.measures_of(site, agreement)],
        "responsible": [party.id for party in site.parties if {party.id, party.part_of} & signed],
        "participants": [party.id for party in site.parties if not {party.id, party.part_of} & signed],
    }


class _Writer:
    """Writes the lines of a template."""

    def __init__(
        self, new: NewText, choices: Mapping[str, Sequence[str]], filled_in: Mapping[str, str]
    ) -> None:
        self._new = new
        self._choices = choices
        self._filled_in = filled_in

    def fields(self, kind: type[Record]) -> Iterator[str]:
        """The lines of a whole text."""
        for name, info in _written_fields(kind):
            if name not in self._new.left_out | _LATER:
                is_mandatory = info.is_required() or name in self._new.demanded
                yield from self._field(
                    name, info, is_mandatory=is_mandatory, is_begun=name in self._new.begun
                )

    def _field(self, name: str, info: FieldInfo, *, is_mandatory: bool, is_begun: bool) -> Iterator[str]:
        kind, is_list = _kind_of(info)
        said = ["Krävs." if is_mandatory else "Frivilligt.", info.description or ""]
        if not issubclass(kind, Record):
            said.extend(self._values(name, kind, info.description or ""))
            yield from _comment(" ".join(said))
            yield f"{name}: {self._filled_in.get(name, '[]' if is_list else '')}".rstrip()
            return
        block = [f"{name}:", *self._block(kind, is_list=is_list)]
        said.extend(filter(None, (_ADVICE.get(name),)))
        if is_begun:
            said.append("Ta bort raderna om de inte behövs.")
        yield from _comment(" ".join(said))
        yield from (block if is_mandatory or is_begun else (f"#{line}" for line in block))

    def _block(self, kind: type[Record], *, is_list: bool) -> Iterator[str]:
        """The lines of a record within a field; the first field of a list's entry has the hyphen."""
        indent = "    " if is_list else "  "
        is_first = is_list
        for name, info in _written_fields(kind):
            if kind is Report and name == "source":
                continue  # the source of the whole text stands below and serves every measure
            for line in self._field(name, info, is_mandatory=info.is_required(), is_begun=False):
                starts_entry = is_first and line.startswith(f"{name}:")
                yield f"  - {line}" if starts_entry else f"{'  ' if is_first else indent}{line}"
                is_first = is_first and not starts_entry

    def _values(self, name: str, kind: type, description: str) -> Iterator[str]:
        """What can be written, in a sentence, where neither the description nor a value says it."""
        if name in self._new.filled_in:
            return
        if issubclass(kind, StrEnum):
            words = ", ".join(f"{member.value} ({swedish.label(member)})" for member in kind)
            yield f"Skriv ett av: {words}."
        elif name in self._choices:
            yield f"Välj bland: {_shortened(self._choices[name])}."
        elif kind is bool and "true" not in description:
            yield "Skriv true (ja) eller false (nej)."
        elif kind is dt.date and "ÅÅÅÅ" not in description:
            yield "Skriv ÅÅÅÅ-MM-DD."


def _written_fields(kind: type[Record]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields that an editor writes, by the name they write."""
    for name, info in kind.model_fields.items():
        if name not in FILLED_BY_LOADER or info.description:
            yield info.alias or name, info


def _kind_of(info: FieldInfo) -> tuple[type, bool]:
    """The class of a field's value, or of each entry where it is a list."""
    kind: object = info.annotation
    if typing.get_origin(kind) in (typing.Union, UnionType):
        kind = next(inner for inner in typing.get_args(kind) if inner is not type(None))
    is_list = typing.get_origin(kind) is tuple
    if is_list:
        kind = typing.get_args(kind)[0]
    if typing.get_origin(kind) is typing.Annotated:
        kind = typing.get_args(kind)[0]
    return typing.cast(type, kind), is_list


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
