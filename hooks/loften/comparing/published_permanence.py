"""Rules on what was published: what an update or a follow-up reported is corrected, never rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import NamedTuple

from loften.catalogue import addresses
from loften.catalogue.entries import Catalogue, catalogue
from loften.comparing.differences import difference
from loften.comparing.succession import agreements_left, public_texts, renamed
from loften.comparing.word_changes import WHEN, may_be_moved
from loften.records.documents import PROMISES, Location
from loften.records.erasing import erased_since, without_words
from loften.records.marks import Listing
from loften.records.problems import Problem
from loften.records.record import Field, written_fields
from loften.records.rules import rule
from loften.records.shared import PromiseAssessment, Report
from loften.records.site import Site
from loften.records.texts import Dated, FollowUp, Reporting, Update
from loften.records.walk import marked_values
from loften.words import nouns


@rule(
    "published-day-stays",
    what="Dagen då en text publicerades ligger fast.",
    why="Den som prenumererar har redan fått texten med den dagen.",
    mend="Ändra tillbaka published. Blev dagen fel: skriv när det hände i date i en rättelse.",
    example="published: 2024-03-01",
)
def check_published_days(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The day of publication of a public text stays, but follows the signing's when that is corrected."""
    for text, heir in public_texts(before, after, today, Dated):
        if text.published == heir.published or _follows_signing(before, after, text, heir):
            continue
        field = written_fields(type(heir))["published"]
        words = difference(field, text.published, heir.published)
        is_report = isinstance(heir, Reporting)
        what = "texten" if is_report else nouns.the(heir)
        yield after.problem_at(
            heir.path,
            "published",
            fault=f"{what} är redan publicerad, så dagen ligger fast – {words}",
            remedy="Ändra tillbaka. Blev dagen fel: skriv när det hände i date i en rättelse"
            if is_report
            else "Ändra tillbaka",
        )


def _follows_signing(before: Site, after: Site, text: Dated, heir: Dated) -> bool:
    """Whether a signed measure moves with its agreement's signing, whose change has a rule of its own."""
    signed_on = before.agreement(text.agreement).signed_on
    now_signed_on = after.agreement(heir.agreement).signed_on
    return heir.is_signed and signed_on != now_signed_on and heir.published.date() == now_signed_on


@rule(
    "signing-stays",
    what="Ett löfte som är undertecknat förblir undertecknat, och en känd dag för det förblir en dag. En "
    "månad eller unknown får bytas mot det som är mer exakt.",
    why="Undertecknandet är en post i flödet, och den går inte att ta tillbaka.",
    mend="Skriv den dag då löftet undertecknades i signing, date. Dagen får inte ligga framåt i tiden.",
    example="signing:\n  date: 2023-12-14",
)
def check_signings_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """An agreement that has been signed stays signed: its signing is an item in the feed, which cannot go.

    Where the day is not known there is no item, but what rests on the signing would come loose.
    """
    for agreement, number in agreements_left(before, after):
        now = after.agreements[number]
        if not agreement.is_signed_by(today):
            continue
        if now.signing is None:
            fault = "löftet är undertecknat och det är publicerat, men signing är borta"
            remedy = "skriv tillbaka signing"
        elif not now.is_signed_by(today):
            fault = f"date {now.signing.date} har inte varit än, men undertecknandet är redan publicerat"
            remedy = "skriv dagen då löftet undertecknades"
        elif agreement.signed_on and now.signed_on is None:
            fault = f"löftet undertecknades {agreement.signed_on}, och den dagen är publicerad"
            remedy = "skriv en dag. Var dagen fel: skriv den rätta och berätta det i en rättelse av löftet"
        else:
            continue
        yield after.problem_at(
            PROMISES, *("agreements", number, "signing", "date"), fault=fault, remedy=remedy
        )


@rule(
    "withdrawal-stays",
    what="En text som är tillbakadragen förblir det, och dagen då det skedde ligger fast.",
    why="Annars skulle det som stod där börja gälla igen utan att någon berättar det.",
    mend="Skriv tillbaka withdrawn. Gäller uppgifterna ändå: publicera en ny text.",
    example="withdrawn:\n  date: 2024-05-02\n  reason: Uppgiften gällde ett annat torg.",
)
def check_withdrawals_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A text that has been withdrawn stays withdrawn, or what it said would count again without a word."""
    for text, heir in public_texts(before, after, today, Dated):
        if text.withdrawn and heir.withdrawn is None:
            yield after.problem_at(
                heir.path,
                "title",
                fault="texten är tillbakadragen och det är publicerat",
                remedy="skriv tillbaka withdrawn. Gäller uppgifterna ändå: publicera en ny text",
                of_key=True,
            )
        elif text.withdrawn and heir.withdrawn and text.withdrawn.date != heir.withdrawn.date:
            yield after.problem_at(
                heir.path,
                *("withdrawn", "date"),
                fault=f"texten drogs tillbaka {text.withdrawn.date}, och det är publicerat",
                remedy=f'skriv tillbaka "date: {text.withdrawn.date}"',
            )


_ADDITION = "Ta bort det här och berätta i en ny fil i {folder}"
_OF_A_FOLLOW_UP = (
    "Ändra tillbaka. Är det fel: dra tillbaka uppföljningen (withdrawn) och publicera en ny i content/"
    "{agreement}/uppfoljning/"
)
_REWRITING = (
    "Ändra tillbaka och publicera en rättelse: en ny fil i {folder} med "
    '"kind: correction" och "corrects: {name}"'
)


@rule(
    "report-stays",
    what="Slag, dagar, lägen, utfall och bedömningar i en publicerad text skrivs inte om, läggs inte till "
    "och tas inte bort. Rubrik, text, bilder och skäl får bli bättre. Det som inte har varit än får flyttas, "
    "med en rad under changes.",
    why="Läget för en åtgärd ändras bara av en ny text med dag och källa, så att ändringen syns.",
    mend="Ändra tillbaka och publicera en rättelse med det som ska gälla.",
    example="kind: correction\ncorrects: 2024/nyheter/2024-03-01-belysning",
)
def check_reports_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The kind, days, statuses, outcomes and assessments of a public update or follow-up are not rewritten.

    Nor is a report or an assessment added or removed: each would change a status without a public, dated
    text. Titles, summaries, texts, pictures, reasons and sources may be improved, and a follow-up's meeting
    days filled in. What lies ahead may be moved; that this is told is for the rule on words.
    """
    for text, heir in public_texts(before, after, today, Reporting):
        erased = erased_since(text, heir)
        old, new = (dict(_said_by(one, catalogue(after))) for one in (text, heir))
        is_free = isinstance(text, Update) and may_be_moved(text, today)
        for key in old | new:
            if is_free and not key.subject and key.within[0] in WHEN:
                continue
            if key == _DAY and isinstance(heir, Update) and text.happened_on == heir.happened_on:
                continue
            words = _words_of_change(old.get(key), new.get(key), erased)
            if words is None:
                continue
            location = new[key].location if key in new else old[key].location[:1]
            remedy = _ADDITION if key.subject and key not in old else _REWRITING
            if isinstance(heir, FollowUp) and not key.subject:
                remedy = _OF_A_FOLLOW_UP
            yield after.problem_at(
                heir.path,
                *location,
                fault=f"det här är redan publicerat och skrivs inte om – {_prefixed(key.subject, words)}",
                remedy=remedy.format(
                    folder=f"content/{heir.agreement}/nyheter/",
                    name=addresses.of_record(heir).rstrip("/"),
                    agreement=heir.agreement,
                ),
            )


@rule(
    "point-and-answer-stay",
    what="En publicerad synpunkt (points) behåller sitt id och står kvar, och en besvarad synpunkt förblir "
    "besvarad.",
    why="Den som var där ska hitta det hon sa, och svaret. Andra kan ha länkat dit.",
    mend="Skriv tillbaka posten. Orden får bli bättre, med en rad under changes. Måste något bort enligt "
    "lag: skriv om texten och lägg till erased.",
    example="points:\n  - id: morkt-vid-stationen\n    text: Det är mörkt vid stationen.",
)
def check_points_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A public point stays in its text by its id, and what a text has answered it answers still.

    An id can be erased with the rest of the points; then no answer to it is asked for either.
    """
    left = {(update.agreement, point.id) for update in after.updates for point in update.points}
    for text, heir in public_texts(before, after, today, Reporting):
        gone = [("points", one) for one in _point_ids(text) if one not in _point_ids(heir)]
        answered = {answer.point for answer in heir.answers}
        lost = dict.fromkeys(answer.point for answer in text.answers if answer.point not in answered)
        gone += [("answers", one) for one in lost if (heir.agreement, one) in left]
        for key, identifier in gone:
            if key in erased_since(text, heir):
                continue
            what = f'{nouns.the_listed(Listing.POINTS)} "{identifier}"'
            yield after.problem_at(
                heir.path,
                key,
                fault=f"{what} är borta, men den är publicerad"
                if key == "points"
                else f"svaret på {what} är borta, men det är publicerat",
                remedy="skriv tillbaka posten; orden i den får bli bättre, med en rad under changes",
                of_key=True,
            )


def _point_ids(text: Reporting) -> tuple[str, ...]:
    return tuple(point.id for point in text.points) if isinstance(text, Update) else ()


class _Key(NamedTuple):
    """What is said of what: `subject` is a measure, promise or focus area in Swedish, "" the text itself.

    `within` is where it stands in what is said of the subject, the empty tuple that it is spoken of at all.
    """

    subject: str
    within: Location


_DAY = _Key("", ("date",))


class _Said(NamedTuple):
    """Where something is said in the file, and what; `field` is None where it is only spoken of."""

    location: Location
    field: Field | None = None
    value: object = None


def _words_of_change(old: _Said | None, new: _Said | None, erased: Collection[str]) -> str | None:
    """The change in words; None if there is none, or if it is told by the subject's coming or going.

    In a field that the law has erased, only what is no words is held against what stood there.
    """
    if old and new:
        field = new.field
        is_filled_in = field and field.permanent and field.permanent.may_be_filled_in and not old.value
        if field is None or old.value == new.value or is_filled_in:
            return None
        if new.location[0] in erased and without_words(field, old.value) == without_words(field, new.value):
            return None
        if new.location[0] in erased:
            return f"{field.label}: ny lydelse"
        return difference(field, old.value, new.value)
    said = old or new
    if said is None or said.field:
        return None
    return "tas bort" if old else "läggs till"


def _prefixed(subject: str, words: str) -> str:
    if not subject:
        return words
    return f"{subject} {words}" if words in ("tas bort", "läggs till") else f"{subject}, {words}"


def _said_by(text: Reporting, now: Catalogue) -> Iterator[tuple[_Key, _Said]]:
    """Everything in the text that is never rewritten, with the ids and addresses that things have now.

    The day of publication has a rule of its own.
    """
    for location, field, value in marked_values(text, _is_permanent):
        said = value
        if location == ("published",):
            continue
        if location == ("date",):
            # the day of publication or of an event, written out, says nothing more
            has_event = isinstance(text, Update) and text.event
            said = None if has_event or value == text.published.date() else value
        elif location == ("corrects",) and (corrected := now.at(value)):
            said = corrected.name
        elif location == ("no_news",):
            said = tuple(renamed(now, text.agreement, Listing.MEASURES, measure) for measure in value)
        yield _Key("", location), _Said(location, field, said)
    for index, report in enumerate(text.measures):
        subject = _named(text, Listing.MEASURES, report.measure, now)
        yield from _said_of(subject, report, ("measures", index))
    for index, entry in enumerate(text.assessments):
        yield from _said_of(_named(text, *entry.subject, now), entry, ("assessments", index))


def _said_of(
    subject: str, said: Report | PromiseAssessment, location: Location
) -> Iterator[tuple[_Key, _Said]]:
    yield _Key(subject, ()), _Said(location)
    for inner, field, value in marked_values(said, _is_permanent):
        yield _Key(subject, inner), _Said((*location, *inner), field, value)


def _is_permanent(field: Field) -> bool:
    return field.permanent is not None


def _named(text: Reporting, listing: Listing, identifier: str, now: Catalogue) -> str:
    """`åtgärden "lampor"`, with the id that it has now."""
    return f'{nouns.the_listed(listing)} "{renamed(now, text.agreement, listing, identifier)}"'
