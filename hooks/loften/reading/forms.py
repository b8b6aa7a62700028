"""What to tell of a value that has another form than its field asks for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from enum import StrEnum

from loften.reading import suggestions
from loften.reading.faulty_fields import FaultyField
from loften.reading.names import meant_id
from loften.reading.quoting import shown
from loften.records.problems import Wording
from loften.records.vocabulary import Status
from loften.words import dates, labels

_DAY = "skriv dagen som ÅÅÅÅ-MM-DD"


def word(told: FaultyField) -> Wording:
    if told.kind is Status and suggestions.identifier(told.text) in ("ej-rapporterad", "forsenad"):
        return Wording(
            f"{told.written} räknar webbplatsen ut själv",
            "skriv det läge som källan uppger, eller ta bort raden",
        )
    members = _members(told.kind)
    words = [f"{member.value} ({labels.label(member)})" for member in members]
    if not isinstance(told.value, str):
        return Wording(f"{told.name} ska vara ett ord", allowed(None, words))
    meant = suggestions.member(told.text, members)
    offer = f'"{meant.value}" ({labels.label(meant)})' if meant else None
    return Wording(f"{told.written} finns inte", allowed(offer, words))


def allowed(offer: str | None, words: Iterable[str], listed_as: str = "Tillåtna") -> str:
    """The offer as a question, if any, and what is allowed."""
    listed = f"{listed_as}: {', '.join(words)}"
    return f"menade du {offer}? {listed}" if offer else f"{listed[0].lower()}{listed[1:]}"


def day(told: FaultyField) -> Wording:
    return Wording(f"{told.written} är ingen dag", _day_offered(told, suggestions.day(told.text), _DAY))


def signing_day(told: FaultyField) -> Wording:
    question = told.question(suggestions.signing_day(told.text))
    form = f"{_DAY}, månaden som ÅÅÅÅ-MM om dagen inte är känd, eller unknown om ingen av dem är det"
    return Wording(
        f"{told.written} är ingen dag och ingen månad",
        f"{question} {form[0].upper()}{form[1:]}" if question else form,
    )


def publication(told: FaultyField) -> Wording:
    return Wording(
        f"{told.written} är ingen dag", _day_offered(told, suggestions.publication(told.text), _DAY)
    )


def moment(told: FaultyField) -> Wording:
    form = f"{_DAY}, eller med klockslag ÅÅÅÅ-MM-DD TT:MM"
    return Wording(f"{told.written} är ingen dag", _day_offered(told, suggestions.moment(told.text), form))


def _day_offered(told: FaultyField, offer: str | None, form: str) -> str:
    """The offer, if any, and the form that is expected."""
    if len(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", told.text)) > 1:
        return "skriv en enda dag som ÅÅÅÅ-MM-DD; fler dagar kan stå i texten"
    if question := told.question(offer):
        return f"{question} {form[0].upper()}{form[1:]}"
    return f"{form}, eller ta bort raden" if told.field and not told.field.is_required else form


def day_in_calendar(told: FaultyField) -> Wording:
    year, month = int(told.text[:4]), int(told.text[5:7])
    fault = f"{told.written} finns inte i kalendern"
    if not 1900 <= year < 2200:
        return Wording(fault, f"rätta året ({_DAY})")
    if swapped := suggestions.day(f"{told.text[:4]}-{told.text[8:10]}-{told.text[5:7]}"):
        return Wording(fault, f'menade du "{swapped}"? Månaden skrivs före dagen')
    if not 1 <= month <= 12:
        return Wording(fault, f"månaden ska vara 01–12 ({_DAY})")
    days = calendar.monthrange(year, month)[1]
    return Wording(f"{fault} – {dates.MONTHS[month - 1]} {year} har {days} dagar")


def time_of_day(told: FaultyField) -> Wording:
    return Wording(f"{told.written} har ett klockslag som inte finns", "skriv tiden mellan 00:00 och 23:59")


def whole_number(told: FaultyField) -> Wording:
    question = told.question(suggestions.whole_number(told.text))
    return Wording(f"{told.written} är inget heltal", question or _advice_on_number(told.text))


def _advice_on_number(text: str) -> str:
    if re.search(r"%|procent", text):
        return "procent går inte att ange här; skriv antalet med siffror"
    if re.fullmatch(r"[0-9]+[.,][0-9]+", text):
        return "skriv ett helt tal, utan decimaler"
    if re.search(r"[0-9]", text) and re.search(r"[a-zåäö~]", text):
        return "skriv bara siffror; är antalet ungefärligt, säg det i texten"
    return "skriv antalet med siffror, till exempel 12"


def yes_no(told: FaultyField) -> Wording:
    question = told.question(suggestions.yes_no(told.text))
    return Wording(f"{told.written} ska vara true (ja) eller false (nej)", question)


def identifier(told: FaultyField) -> Wording:
    if its_id := meant_id(told.text, told.field, told.known):
        return Wording(f"{told.written} är inget id", told.question(its_id))
    fault = f"{told.written} får bara ha små bokstäver a–z, siffror och enkla bindestreck"
    question = told.question(suggestions.record_id(told.text))
    if told.name != "measure":
        return Wording(fault, question)
    return Wording(fault, f"{question} Id är åtgärdens filnamn utan .md".lstrip())


def web_address(told: FaultyField) -> Wording:
    question = told.question(suggestions.web_address(told.text))
    return Wording(f"{told.written} är ingen webbadress", question or "den ska börja med https://")


def page_address(told: FaultyField) -> Wording:
    question = told.question(suggestions.page_address(told.text))
    return Wording(
        f"{told.written} är ingen adress på webbplatsen",
        question or 'skriv till exempel "2024/atgarder/belysning"',
    )


# --- characters that nobody can see -------------------------------------------------------------------------

_HIDDEN_CHARACTERS = re.compile("[\u00ad\u200b-\u200f\u202f\u2060\ufeff]")


def hidden_characters(told: FaultyField) -> Wording | None:
    """What to tell of a value that would do without characters that came along when it was pasted."""
    form = _FORMS.get(told.error_type)
    visible = _HIDDEN_CHARACTERS.sub("", told.text).replace("\u00a0", " ").strip()
    if form is None or visible == told.text or form(told, visible) != visible:
        return None
    return Wording(
        f"{told.name} har ett osynligt tecken eller hårt mellanslag i värdet",
        f"skriv om det för hand: {told.name}: {shown(visible)}",
    )


def _member_written(told: FaultyField, text: str) -> str | None:
    return text if text in {member.value for member in _members(told.kind)} else None


def _members(kind: object) -> tuple[StrEnum, ...]:
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()


_FORMS: dict[str, Callable[[FaultyField, str], str | None]] = {
    "enum": _member_written,
    "day_form": lambda _told, text: suggestions.day(text),
    "signing_day_form": lambda _told, text: suggestions.signing_day(text),
    "publication_form": lambda _told, text: suggestions.publication(text),
    "moment_form": lambda _told, text: suggestions.moment(text),
    "whole_number": lambda _told, text: suggestions.whole_number(text),
    "identifier": lambda _told, text: suggestions.identifier(text),
}
"""What the right form of a value is, for errors that a hidden character can cause."""
